"""Opening hours: OpenStreetMap syntax, Danish public holidays, local wall-clock time.

Times are naive while they are computed and get the house's zone back at the end: a desk that opens
at ten opens at ten on the wall, whatever daylight saving does.
"""

from datetime import datetime
from functools import lru_cache

from msgspec import Struct
from opening_hours import OpeningHours, State, validate

_COUNTRY = "DK"
_MAX_CHANGES = 100


class Opening(Struct, frozen=True):
    """Whether a place is open at a moment."""

    open: bool | None = None
    """None where the hours are unknown."""
    until: datetime | None = None
    """When it closes, if it is open and ever does."""
    opens_next: datetime | None = None
    """When it opens, if it is closed and ever does."""


UNKNOWN = Opening()


def is_valid_hours(expression: str) -> bool:
    """Whether `expression` is in the OpenStreetMap syntax."""
    return bool(validate(expression))


def opening_at(expression: str, now: datetime) -> Opening:
    """The state at `now`, an aware local time. An empty expression is unknown."""
    if not expression:
        return UNKNOWN
    hours = _parsed(expression)
    local = now.replace(tzinfo=None)
    state = hours.state(local)[0]
    if state == State.UNKNOWN:
        return UNKNOWN
    if state == State.OPEN:
        return Opening(open=True, until=_aware(_next(hours, local, still=State.OPEN), now))
    return Opening(open=False, opens_next=_aware(_next(hours, local, until=State.OPEN), now))


def _next(
    hours: OpeningHours,
    local: datetime,
    *,
    still: State | None = None,
    until: State | None = None,
) -> datetime | None:
    """When the state stops being `still`, or becomes `until`; None where it never does."""
    moment: datetime | None = local
    for _ in range(_MAX_CHANGES):
        moment = hours.next_change(moment)
        if moment is None:
            return None
        state = hours.state(moment)[0]
        if state == until or (until is None and state != still):
            return moment
    return None


def _aware(moment: datetime | None, like: datetime) -> datetime | None:
    return None if moment is None else moment.replace(tzinfo=like.tzinfo)


@lru_cache(maxsize=4096)
def _parsed(expression: str) -> OpeningHours:
    return OpeningHours(expression, country=_COUNTRY)
