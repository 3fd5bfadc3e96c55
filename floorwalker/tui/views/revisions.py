"""What became of an encounter: who registered it, what was corrected when, what stood there before.

Nobody is named: a desk is.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Final

from textual.content import Content

from floorwalker.dates import format_date, format_date_and_time
from floorwalker.i18n import _, mark
from floorwalker.journal.encounter import Encounter, Revision
from floorwalker.labels import AUDIENCES, CHALLENGES, CHANNELS, OUTCOMES, UNMET_REASONS, label_of
from floorwalker.tui.views.sections import Section, section
from floorwalker.tui.views.styled_text import MUTED, styled

FIELDS: Final[Mapping[str, Callable[[Encounter], str]]] = {
    mark("When"): lambda each: _moment(each.started_at),
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
    mark("Kept"): lambda each: _moment(each.follow_up_closed_at),
    mark("Note"): lambda each: each.note or "",
}
"""What a correction may change, by its label, in the order in which a page shows it."""


def history_of(revisions: Sequence[Revision]) -> Iterator[Section]:
    """The corrections, newest first, then who registered it; nothing where there was none."""
    if len(revisions) > 1:
        yield section(_("History"), *_lines(revisions))


def _lines(revisions: Sequence[Revision]) -> Iterator[Content]:
    for before, after in reversed(list(pairwise(revisions))):
        yield styled(_heading(after))
        for change in _changes(before.encounter, after.encounter):
            yield styled(f"– {change}", MUTED)
    first = revisions[0].encounter
    yield styled(
        _("{moment} · registered at {desk}").format(
            moment=_moment(first.started_at), desk=first.desk
        )
    )


def _heading(revision: Revision) -> str:
    revised = _moment(revision.revised_at)
    if revision.voided:
        return _("{moment} · withdrawn: {reason}").format(
            moment=revised, reason=revision.void_reason or "–"
        )
    return _("{moment} · corrected").format(moment=revised)


def _changes(before: Encounter, after: Encounter) -> Iterator[str]:
    for label, words in FIELDS.items():
        old, new = words(before), words(after)
        if old != new:
            yield f"{_(label)}: {old or '–'} → {new or '–'}"


def _moment(timestamp: str | None) -> str:
    return format_date_and_time(datetime.fromisoformat(timestamp)) if timestamp else ""
