"""The fields of an encounter in words, for its page and for what was corrected."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from floorwalker.dates import format_date, format_date_and_time
from floorwalker.i18n import mark
from floorwalker.journal.encounter import Encounter
from floorwalker.labels import AUDIENCES, CHALLENGES, CHANNELS, OUTCOMES, UNMET_REASONS, label_of


def moment(timestamp: str | None) -> str:
    """A time stamp of the log as one reads it; empty where there is none."""
    return format_date_and_time(datetime.fromisoformat(timestamp)) if timestamp else ""


FIELDS: Final[Mapping[str, Callable[[Encounter], str]]] = {
    mark("When"): lambda each: moment(each.started_at),
    mark("About"): lambda each: each.name or each.theme or "",
    mark("Outcome"): lambda each: label_of(OUTCOMES, each.outcome),
    mark("Why"): lambda each: label_of(UNMET_REASONS, each.unmet_reason),
    mark("Sent to"): lambda each: each.contact_name or "",
    mark("Visitor"): lambda each: label_of(AUDIENCES, each.audience),
    mark("Came by"): lambda each: label_of(CHANNELS, each.channel),
    mark("Language"): lambda each: each.visitor_language or "",
    mark("Shows"): lambda each: ", ".join(label_of(CHALLENGES, code) for code in each.challenges),
    mark("Words typed"): lambda each: each.query or "",
    mark("Promise"): lambda each: each.promise or "",
    mark("By when"): lambda each: format_date(each.follow_up_due) if each.follow_up_due else "",
    mark("Kept"): lambda each: moment(each.follow_up_closed_at),
    mark("Note"): lambda each: each.note or "",
}
"""What a correction may change, by its label, in the order in which a page shows it."""
