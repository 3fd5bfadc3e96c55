"""Which days of the log are shown: typed ones before those turned to, none after today."""

from datetime import date

import pytest

from floorwalker.date_input import FIRST_DAY
from floorwalker.tui.log_days import LogDays

TODAY = date(2026, 11, 20)


def turned(*steps: int) -> LogDays:
    days = LogDays(TODAY)
    for step in steps:
        days.turn(step, TODAY)
        days.follow("", TODAY)
    return days


@pytest.mark.parametrize(
    ("steps", "shown"),
    [
        ((), TODAY),
        ((-1,), date(2026, 11, 19)),
        ((-1, -1, 1), date(2026, 11, 19)),
        ((1,), TODAY),
        ((-100_000,), FIRST_DAY),
    ],
)
def test_arrows_turn_to_one_day_between_the_first_and_today(
    steps: tuple[int, ...], shown: date
) -> None:
    assert turned(*steps).shown == (shown, shown)


def test_typed_days_are_shown_until_they_are_taken_away() -> None:
    days = turned(-1)
    assert days.follow("week 46", TODAY)
    assert days.shown == (date(2026, 11, 9), date(2026, 11, 15))
    assert not days.follow("week 46 pas", TODAY)
    assert days.follow("pas", TODAY)
    assert days.shown == (date(2026, 11, 19), date(2026, 11, 19))


def test_arrows_go_on_from_the_days_that_were_typed() -> None:
    for step, day in ((-1, date(2026, 11, 8)), (1, date(2026, 11, 16))):
        days = LogDays(TODAY)
        days.follow("week 46", TODAY)
        days.turn(step, TODAY)
        assert days.follow("", TODAY)
        assert days.shown == (day, day)


def test_one_day_is_named_and_several_by_their_ends() -> None:
    days = LogDays(TODAY)
    assert "–" not in days.describe(TODAY)
    days.follow("week 46", TODAY)
    first, last = days.describe(TODAY).split(" – ")
    assert "9" in first
    assert "15" in last


def test_other_days_are_read_before_their_words_are_looked_for() -> None:
    days, read = LogDays(TODAY), []
    assert days.words_in("19.11 pas", TODAY, lambda: read.append("")) is None
    assert days.words_in("19.11 pas", TODAY, lambda: read.append("")) == "pas"
    assert len(read) == 1
