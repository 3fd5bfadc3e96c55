"""A year of opening hours, as we read them and as the reference implementation does.

See tests/data/opening_hours/README.md. Where the two differ, the reason stands here.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from floorwalker.knowledge.hours import opening_at
from floorwalker.knowledge.hours.grammar import parse
from floorwalker.knowledge.hours.timeline import pieces_of

DATA: Final = Path(__file__).parents[1] / "data" / "opening_hours" / "reference.jsonl"
COPENHAGEN: Final = ZoneInfo("Europe/Copenhagen")
FIRST: Final = date(2026, 7, 1)
STEP: Final = 5
SUMMER_BEGINS: Final = date(2027, 3, 28)

BY_LAW: Final = (date(2026, 12, 24), date(2027, 6, 5))
"""The reference counts them as public holidays; Danish law does not. Days beside them where a rule
moves holidays by a day."""
BY_THE_SUN: Final = 2 * STEP
"""Minutes by which the two may differ on when the sun rises: it is asked every five minutes."""

KNOWN: Final = {
    "Mo-Fr 10:00-16:00+": "the reference closes five minutes after the open end began",
    "Mo-Fr 10:00-18:00+": "the same",
    "Mo-Fr 08:00+,12:00-16:00": "the reference closes between the open end and the next time",
    "easter -3 days-easter +1 day 10:00-12:00": "the reference leaves out the last day",
    "2026 Nov-Feb Mo 10:00-12:00": "the reference cuts the winter off at New Year",
    "Fr,Sa 20:00-04:00": "the reference lets Saturday's night begin again on 29 March 2027",
    "Fr 20:00-04:00; Sa 22:00-05:00": "the same",
    "Mo off; Su 22:00-02:00": "the same day: the reference begins Sunday's night an hour late",
}
"""Where the two differ, and why ours stays."""

REFUSED: Final = "refused"
"""The reference breaks off in the night in which the clocks change, where the sun decides."""

Changes = list[tuple[int, str]]


def answers() -> Iterator[tuple[str, dict[str, str]]]:
    for line in DATA.read_text("utf-8").splitlines():
        answer = json.loads(line)
        yield answer["hours"], answer["days"]


ANSWERS: Final = dict(answers())


def changes_of(said: str) -> Changes:
    """`00:00 closed, 10:00 open` as minutes and states."""
    found = []
    for change in said.split(", "):
        clock, _, state = change.partition(" ")
        found.append((int(clock[:2]) * 60 + int(clock[3:]), state))
    return found


def expected(days: dict[str, str]) -> dict[date, Changes]:
    found = {}
    for said, runs in days.items():
        for run in runs.split():
            first, _, last = run.partition("-")
            for number in range(int(first), int(last or first) + 1):
                found[FIRST + timedelta(days=number)] = changes_of(said)
    return found


def ours(hours: str, day: date) -> Changes:
    """Our changes, asked at the same minutes; an hour that the clocks skip is not asked."""
    read = parse(hours)
    found: Changes = []
    for piece in pieces_of(read, day, COPENHAGEN):
        comment = piece.mark.comment if piece.mark.state == "unknown" else ""
        state = f"{piece.mark.state} {comment}".strip()
        start = -(-piece.start // STEP) * STEP
        if day == SUMMER_BEGINS and 120 <= start < 180:
            start = 180
        if found and found[-1][0] == start:
            found.pop()
        if not found or found[-1][1] != state:
            found.append((start, state))
    return found


def differences(hours: str) -> list[date]:
    tolerance = BY_THE_SUN if any(word in hours for word in ("sun", "dawn", "dusk")) else 0
    return [
        day
        for day, theirs in expected(ANSWERS[hours]).items()
        if not alike(ours(hours, day), theirs, tolerance)
        and not is_by_law(hours, day)
        and not any(state == REFUSED for _minute, state in theirs)
    ]


def alike(one: Changes, other: Changes, tolerance: int) -> bool:
    return len(one) == len(other) and all(
        abs(ours_at - theirs_at) <= tolerance and state == theirs
        for (ours_at, state), (theirs_at, theirs) in zip(one, other, strict=True)
    )


def is_by_law(hours: str, day: date) -> bool:
    beside = [day, day + timedelta(days=1), day - timedelta(days=1)] if "day" in hours else [day]
    return "PH" in hours.upper() and any(each in BY_LAW for each in beside)


@pytest.mark.parametrize("hours", [hours for hours in ANSWERS if hours not in KNOWN])
def test_a_year_is_read_as_by_the_reference(hours: str) -> None:
    assert len(expected(ANSWERS[hours])) == 365
    assert differences(hours) == []


@pytest.mark.parametrize("hours", KNOWN)
def test_known_differences_are_differences(hours: str) -> None:
    assert differences(hours)


@pytest.mark.parametrize(
    "hours", [hours for hours in ANSWERS if not any(word in hours for word in ("sun", "dawn"))]
)
def test_every_change_is_told_beforehand(hours: str) -> None:
    """What `opening_at` says comes to pass: open until then, and not a minute longer."""
    now = datetime(2026, 12, 20, 7, 30, tzinfo=COPENHAGEN)
    states = []
    for _ in range(12):
        opening = opening_at(hours, now)
        states.append(opening.open)
        change = opening.until if opening.open else opening.opens_next
        if change is None:
            break
        assert change > now
        before = opening_at(hours, change - timedelta(minutes=1))
        assert (before.open is True) == (opening.open is True)
        now = change
    assert all((one is True) != (other is True) for one, other in pairwise(states))
