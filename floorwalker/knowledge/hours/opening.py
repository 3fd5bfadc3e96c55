"""Whether a place is open at a moment, until when, and when it opens next.

The hours are wall-clock time: a desk that opens at ten opens at ten on the wall, whatever daylight
saving does. What is answered are instants, so that nothing that is told lies in the past on the two
days on which the clocks change.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Final

from msgspec import Struct

from floorwalker.knowledge.hours.grammar import HoursError, read_hours
from floorwalker.knowledge.hours.rules import DAY, Hours
from floorwalker.knowledge.hours.timeline import Mark, Piece, pieces_of

_SECONDS: Final = 60
_CLOSES_WITHIN: Final = 731
"""Days in which a closing time is looked for: what stays open for longer just is open."""
_OPENS_WITHIN: Final = 3700
"""Days in which an opening is looked for: ten years, so that 29 February is among them."""
_ANY_YEAR: Final = 400
"""Days that are always looked at."""
_MOST_WORK: Final = 60_000
"""Selectors times days; hours of hundreds of rules are looked at for fewer days."""


class Opening(Struct, frozen=True):
    """Whether a place is open at a moment."""

    open: bool | None = None
    """None where the hours are unknown."""
    until: datetime | None = None
    """When it closes, if it is open and ever does."""
    opens_next: datetime | None = None
    """When it opens for sure, if it is closed or unknown and ever does."""
    comment: str = ""
    """What the hours add in words: `efter aftale`."""
    opened: datetime | None = None
    """When it opened, where the hours do not say when it closes."""


UNKNOWN: Final = Opening()


class _Lasting(Struct):
    """The answer of the last question, and the instants, in seconds, between which it holds."""

    start: int
    end: int
    opening: Opening


class _Stretch(Struct, frozen=True):
    """What holds from one instant to another."""

    start: int
    end: int
    mark: Mark


class ClosedDays(Struct, frozen=True):
    """Days on which nobody is there, whatever the hours say."""

    first: date
    last: date
    comment: str = ""


def opening_at(expression: str, now: datetime, closed_days: tuple[ClosedDays, ...] = ()) -> Opening:
    """The state at `now`, an aware local time. Empty hours and wrong ones are unknown.

    On `closed_days` it is closed, also where nobody knows the hours.
    """
    hours = read_hours(expression)
    if isinstance(hours, HoursError):
        covering = _covering(closed_days, now.date())
        return Opening(open=False, comment=covering.comment) if covering else UNKNOWN
    zone = now.tzinfo
    if zone is None:
        raise ValueError("now has no time zone")
    last = _last_answer(expression, zone, closed_days)
    instant = int(now.timestamp() // 1)
    lasting = last[0] if last else None
    if lasting is None or not lasting.start <= instant < lasting.end:
        lasting = _answer(hours, now, instant, zone, closed_days)
        last[:] = [lasting]
    return lasting.opening


@lru_cache(maxsize=4096)
def _last_answer(
    expression: str,  # noqa: ARG001
    zone: tzinfo,  # noqa: ARG001
    closed_days: tuple[ClosedDays, ...],  # noqa: ARG001
) -> list[_Lasting]:
    """Where the last answer for these hours is kept: the desk asks at every key."""
    return []


def _covering(closed_days: Sequence[ClosedDays], day: date) -> ClosedDays | None:
    return next((each for each in closed_days if each.first <= day <= each.last), None)


def _answer(
    hours: Hours, now: datetime, instant: int, zone: tzinfo, closed_days: Sequence[ClosedDays]
) -> _Lasting:
    day = now.date()
    stretches = _stretches(hours, day, zone, closed_days)
    current = next(stretches)
    while current.end <= instant:
        current = next(stretches)
    mark = current.mark
    is_open = mark.state == "open"
    changes = None
    if closed_days or not _never_changes(hours):
        days = min(_CLOSES_WITHIN if is_open else _OPENS_WITHIN, _MOST_WORK // hours.selectors)
        changes = _next(stretches, is_open, instant + max(days, _ANY_YEAR) * DAY * _SECONDS)
    moment = None if changes is None else datetime.fromtimestamp(changes, zone)
    opened = None
    if mark.opened is not None:
        opened = datetime.fromtimestamp(_midnight(day, zone) + mark.opened * _SECONDS, zone)
    opening = Opening(
        open={"open": True, "closed": False, "unknown": None}[mark.state],
        until=moment if is_open else None,
        opens_next=None if is_open else moment,
        comment=mark.comment,
        opened=opened,
    )
    return _Lasting(current.start, current.end, opening)


def _never_changes(hours: Hours) -> bool:
    return not any(rule.names_days or rule.spans for rule in hours.rules)


def _next(stretches: Iterator[_Stretch], is_open: bool, last: int) -> int | None:
    """The instant from which it is open no more, or open; None where neither is by `last`."""
    for stretch in stretches:
        if (stretch.mark.state == "open") != is_open:
            return stretch.start
        if stretch.start > last:
            return None
    return None


def _stretches(
    hours: Hours, day: date, zone: tzinfo, closed_days: Sequence[ClosedDays]
) -> Iterator[_Stretch]:
    """What holds from the beginning of `day` on, in instants."""
    midnight = _midnight(day, zone)
    while day < date.max - timedelta(days=2):
        tomorrow = day + timedelta(days=1)
        next_midnight = _midnight(tomorrow, zone)
        closed = _covering(closed_days, day)
        pieces = (
            [Piece(0, DAY, Mark("closed", closed.comment))]
            if closed
            else pieces_of(hours, day, zone)
        )
        if next_midnight - midnight == DAY * _SECONDS:
            for piece in pieces:
                start, end = midnight + piece.start * _SECONDS, midnight + piece.end * _SECONDS
                yield _Stretch(start, end, piece.mark)
        else:
            yield from _uneven(pieces, midnight, next_midnight, zone)
        day, midnight = tomorrow, next_midnight


def _uneven(pieces: list[Piece], start: int, end: int, zone: tzinfo) -> Iterator[_Stretch]:
    """A day on which the clocks change: before and after, each by its own clock."""
    change = _change(start, end, zone)
    for first, last in ((start, change), (change, end)):
        local = datetime.fromtimestamp(first, zone)
        midnight = first - (local.hour * 60 + local.minute) * _SECONDS
        for piece in pieces:
            begins = max(first, midnight + piece.start * _SECONDS)
            ends = min(last, midnight + piece.end * _SECONDS)
            if begins < ends:
                yield _Stretch(begins, ends, piece.mark)


def _change(start: int, end: int, zone: tzinfo) -> int:
    """The instant between the two at which the clocks change."""
    before = datetime.fromtimestamp(start, zone).utcoffset()
    while end - start > 1:
        middle = (start + end) // 2
        if datetime.fromtimestamp(middle, zone).utcoffset() == before:
            start = middle
        else:
            end = middle
    return end


def _midnight(day: date, zone: tzinfo) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp())
