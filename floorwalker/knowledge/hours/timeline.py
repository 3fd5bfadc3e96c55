"""What opening hours say of a day, piece by piece.

A later rule takes the place of the earlier ones on its days, from midnight to midnight; a closing
rule covers only its own times. So it stands in OpenStreetMap's specification, and so the reference
implementation, `opening_hours.js`, reads what the specification leaves open.
"""

from collections.abc import Iterator
from datetime import date, timedelta, tzinfo

from msgspec import Struct

from floorwalker.knowledge.hours.days import holds_on
from floorwalker.knowledge.hours.rules import DAY, Clock, Hours, Rule, Span, State
from floorwalker.knowledge.hours.sun import minutes_of

_EVENING = 17 * 60
_LATE = 22 * 60


class Mark(Struct, frozen=True):
    """What holds for a while."""

    state: State = "closed"
    comment: str = ""
    opened: int | None = None
    """The minute at which it opened, where nobody says when it closes."""


CLOSED = Mark()


class Piece(Struct, frozen=True):
    """A stretch of a day, in minutes from its midnight, through which one thing holds."""

    start: int
    end: int
    mark: Mark


def pieces_of(hours: Hours, day: date, zone: tzinfo) -> list[Piece]:
    """The day from midnight to midnight; neighbours differ."""
    pieces = [Piece(0, DAY, CLOSED)]
    for rule, shift in _rules_on(hours, day):
        began = day if not shift else day - timedelta(days=1)
        for start, end, mark in _stretches(rule, began, zone):
            first, last = max(start - shift, 0), min(end - shift, DAY)
            if first < last:
                opened = None if mark.opened is None else mark.opened - shift
                shifted = Mark(mark.state, mark.comment, opened) if shift else mark
                pieces = _laid(pieces, Piece(first, last, shifted), rule.joint == "fallback")
    return _joined(pieces)


def takes_the_place(rules: tuple[Rule, ...], index: int) -> bool:
    """Whether the rule wipes out, on its days, what the rules before it say."""
    rule = rules[index]
    if rule.joint != "normal" or rule.state == "closed":
        return False
    return rule.names_days or (
        index > 0 and rule.state == "open" and not rules[index - 1].names_days
    )


def _rules_on(hours: Hours, day: date) -> list[tuple[Rule, int]]:
    """The rules that say something of the day, in order; 1440 where they began the day before."""
    found: list[tuple[Rule, int]] = []
    for index, rule in enumerate(hours.rules):
        if holds_on(rule, day):
            if takes_the_place(hours.rules, index):
                found.clear()
            found.append((rule, 0))
        if rule.passes_midnight and holds_on(rule, day - timedelta(days=1)):
            found.append((rule, DAY))
    return found


def _stretches(rule: Rule, day: date, zone: tzinfo) -> Iterator[tuple[int, int, Mark]]:
    """The times of the rule as it begins on `day`; they may go on into the next."""
    mark = Mark(rule.state, rule.comment)
    if not rule.spans:
        yield 0, DAY, mark
    for index, span in enumerate(rule.spans):
        start = _minute(span.start, day, zone)
        end = start if span.end is None else _end(start, span.end, day, zone)
        if start is None or end is None:
            yield 0, DAY, Mark("unknown", rule.comment)
            continue
        if start < end:
            yield start, end, mark
        if span.open_end:
            opened = Mark("closed" if rule.state == "closed" else "unknown", rule.comment, start)
            yield end, _guessed_end(end, rule.spans[index + 1 :]), opened


def _minute(clock: Clock, day: date, zone: tzinfo) -> int | None:
    if clock.event is None:
        return clock.minutes
    minutes = minutes_of(clock.event, day, zone)
    return None if minutes is None else minutes + clock.minutes


def _end(start: int | None, clock: Clock, day: date, zone: tzinfo) -> int | None:
    """The end of a time that begins at `start`: that day, or the next morning."""
    end = _minute(clock, day, zone)
    if start is None or end is None or end > start:
        return end
    tomorrow = _minute(clock, day + timedelta(days=1), zone)
    return None if tomorrow is None else tomorrow + DAY


def _guessed_end(start: int, following: tuple[Span, ...]) -> int:
    """Until when an open end may go on: the next time of the rule, midnight, or into the night."""
    if following and following[0].start.event is None and following[0].start.minutes > start:
        return following[0].start.minutes
    if start >= _LATE:
        return start + 8 * 60
    return start + 10 * 60 if start >= _EVENING else DAY


def _laid(pieces: list[Piece], new: Piece, only_where_closed: bool) -> list[Piece]:
    """The pieces with the new one on top, or only where they are closed."""
    laid = []
    for piece in pieces:
        start, end = max(piece.start, new.start), min(piece.end, new.end)
        if start >= end or (only_where_closed and piece.mark.state != "closed"):
            laid.append(piece)
            continue
        if piece.start < start:
            laid.append(Piece(piece.start, start, piece.mark))
        laid.append(Piece(start, end, new.mark))
        if end < piece.end:
            laid.append(Piece(end, piece.end, piece.mark))
    return laid


def _joined(pieces: list[Piece]) -> list[Piece]:
    joined = [pieces[0]]
    for piece in pieces[1:]:
        if piece.mark == joined[-1].mark:
            joined[-1] = Piece(joined[-1].start, piece.end, piece.mark)
        else:
            joined.append(piece)
    return joined
