"""Opening hours: OpenStreetMap syntax, Danish public holidays, local wall-clock time.

Times are naive while they are computed and get the house's zone back at the end: a desk that opens
at ten opens at ten on the wall, whatever daylight saving does.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache

from msgspec import Struct
from opening_hours import OpeningHours, State, validate

_COUNTRY = "DK"
_MAX_CHANGES = 100
_SAYS_OPEN = re.compile(r"\bopen\b")


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
    local = now.replace(tzinfo=None)
    state = _state(expression, local)
    if state == State.UNKNOWN:
        return UNKNOWN
    if state == State.OPEN:
        until = _next(expression, local, lambda later: later != State.OPEN)
        return Opening(open=True, until=_aware(until, now))
    opens = _next(expression, local, lambda later: later == State.OPEN)
    return Opening(open=False, opens_next=_aware(opens, now))


def _state(expression: str, local: datetime) -> State:
    """The state; a rule that only comments, such as `"by appointment"`, leaves it unknown."""
    state, comment = _parsed(expression).state(local)
    if state == State.OPEN and comment and not _SAYS_OPEN.search(expression):
        return State.UNKNOWN
    return state


def _next(expression: str, local: datetime, is_wanted: Callable[[State], bool]) -> datetime | None:
    """When the state is next as wanted; None where it never is."""
    moment: datetime | None = local
    for _ in range(_MAX_CHANGES):
        moment = _parsed(expression).next_change(moment)
        if moment is None or is_wanted(_state(expression, moment)):
            return moment
    return None


def _aware(moment: datetime | None, like: datetime) -> datetime | None:
    return None if moment is None else moment.replace(tzinfo=like.tzinfo)


@lru_cache(maxsize=4096)
def _parsed(expression: str) -> OpeningHours:
    return OpeningHours(expression, country=_COUNTRY)


def is_working_day(day: date) -> bool:
    """Whether the town hall works on `day`: no weekend, no Danish public holiday."""
    return _parsed("Mo-Fr; PH off").state(datetime.combine(day, time(12)))[0] == State.OPEN
