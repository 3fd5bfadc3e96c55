"""The rules of the record, one function each: what a field may hold, and what is kept of it."""

from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec

from floorwalker.config import Config
from floorwalker.date_input import within_reach
from floorwalker.errors import nearest, nearest_ref
from floorwalker.i18n import _
from floorwalker.journal.encounter import (
    CHALLENGES,
    UNMET_REASONS,
    Challenge,
    Encounter,
    Outcome,
    UnmetReason,
)
from floorwalker.journal.free_text import RegistrationError
from floorwalker.knowledge.hours import Opening, is_valid_hours, opening_at
from floorwalker.knowledge.house import house_is_closed
from floorwalker.knowledge.model.as_of import changed
from floorwalker.knowledge.model.fields import Language
from floorwalker.knowledge.model.records import ContactPoint, Entry, Knowledge, Notice, Service

Choice = TypeVar("Choice", bound=str)
IsWorkingDay = Callable[[date], bool]
"""Whether the house works on a day: no weekend, no public holiday, no closure of its own."""
_LONGEST_CLOSURE = 366
"""Days behind which no open day is looked for."""


def default_due(entry: Entry | Notice | None, day: date, *is_fit: IsWorkingDay) -> date | None:
    """When an answer promised on `day` is due: after the entry's response days, on a fit day.

    Each of `is_fit` is asked only where no day is fit by those before it. None where the entry does
    not say how long it takes, and where no day of a year is fit: better none than a wrong one.
    """
    if not isinstance(entry, Service) or entry.response_days is None:
        return None
    first = within_reach(day + timedelta(days=entry.response_days))
    days = [first + timedelta(days=later) for later in range(_LONGEST_CLOSURE)]
    for is_right in is_fit:
        found = next(filter(is_right, days), None)
        if found is not None:
            return within_reach(found)
    return None


def can_be_kept(knowledge: Knowledge, contact: ContactPoint | None, day: date) -> bool:
    """Whether neither a closure of the house nor the hours of `contact` speak against `day`.

    The hours are those that will hold then. Unknown ones, or such as never come, say nothing
    against a day.
    """
    if house_is_closed(knowledge, day):
        return False
    midnight = datetime.combine(day, time.min, ZoneInfo(knowledge.municipality.timezone))
    expressions = _hours_of(changed(contact, day)) if contact else []
    openings = [opening_at(each, midnight) for each in expressions]
    return not openings or any(_opens_on(day, each) for each in openings)


def _hours_of(contact: ContactPoint) -> list[str]:
    """All hours of a contact point; none where those of one of its numbers are told in words."""
    hours = [contact.opening_hours, contact.phone_hours, *(each.hours for each in contact.phones)]
    told = [each for each in hours if each]
    return told if all(map(is_valid_hours, told)) else []


def _opens_on(day: date, opening: Opening) -> bool:
    if opening.open is not False:
        return True
    return opening.opens_next is None or opening.opens_next.date() == day


def no_entry(field: str, ref: str, known: Iterable[str]) -> RegistrationError:
    """The error about a reference to nothing; it is not repeated: anything may stand in it."""
    near = nearest_ref(ref, known)
    return RegistrationError(
        field,
        _("`{field}` names nothing in the knowledge base.").format(field=field),
        _("Did you mean `{near}`?").format(near=near)
        if near
        else _("Write it as KIND:ID, for example service:pas."),
    )


def one_of(field: str, value: str, allowed: tuple[Choice, ...]) -> Choice:
    """`value`, if it is one of `allowed`; the error never repeats it, for it may be anything."""
    for choice in allowed:
        if value == choice:
            return choice
    near = nearest(value, allowed)
    raise RegistrationError(
        field,
        _("`{field}` must be one of: {allowed}.").format(field=field, allowed=", ".join(allowed)),
        _("Did you mean `{near}`?").format(near=near) if near else "",
    )


def unmet_reason(reason: str | None, outcome: Outcome) -> UnmetReason | None:
    """Why there was no way forward, which only `unmet` may say."""
    if not reason:
        return None
    if outcome != "unmet":
        raise RegistrationError(
            "unmet_reason",
            _("`unmet_reason` belongs to the outcome `unmet` only."),
            _("Leave it out, or choose the outcome `unmet`."),
        )
    return one_of("unmet_reason", reason, UNMET_REASONS)


def challenges(codes: Collection[str]) -> tuple[Challenge, ...]:
    """In the order of the list, each once."""
    known = {one_of("challenges", code, CHALLENGES) for code in codes}
    return tuple(code for code in CHALLENGES if code in known)


def visitor_language(code: str | None, knowledge: Knowledge) -> str | None:
    """The visitor's language, where it is not the house's own."""
    if not code:
        return None
    try:
        language = msgspec.convert(code, Language)
    except msgspec.ValidationError:
        raise RegistrationError(
            "visitor_language",
            _("`visitor_language` must be a language code."),
            _("For example `en`, `de`, `ar` or `uk`."),
        ) from None
    return None if language == knowledge.municipality.languages[0] else language


def kept_query(encounter: Encounter, config: Config) -> str | None:
    """The words typed, where the configuration wants them kept."""
    unanswered = (
        encounter.ref is None or encounter.confident is False or encounter.outcome == "unmet"
    )
    keep = config.keep_queries == "all" or (config.keep_queries == "unanswered" and unanswered)
    return encounter.query if keep else None


def duration(started: datetime, saved: datetime | None) -> int | None:
    """Whole seconds; None where a clock was set back in between."""
    if saved is None:
        return None
    seconds = int(saved.timestamp()) - int(started.timestamp())
    return seconds if seconds >= 0 else None
