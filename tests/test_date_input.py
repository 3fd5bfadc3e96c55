"""Days, weeks and times at their edges: taken in as they are meant, or refused with a sentence."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.date_input import (
    FIRST_DAY,
    LAST_DAY,
    day_of,
    is_in_reach,
    is_week_in_reach,
    moment_of,
    monday_of,
)
from floorwalker.errors import FloorwalkerError
from floorwalker.journal.encounter import iso_week

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


@given(st.dates())
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    assert day_of(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    ["", "2026-02-30", "20261122", "2026-W47-1", "2026-1-1", "99999-01-01", "0000-01-01", "x"],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_of(text) is None


@given(st.dates(FIRST_DAY, LAST_DAY))
def test_a_week_is_read_as_it_is_written(day: date) -> None:
    monday = monday_of(iso_week(day))
    assert monday is not None
    assert monday == day - timedelta(days=day.weekday())


@pytest.mark.parametrize(
    ("text", "monday", "in_reach"),
    [
        ("2026-W53", date(2026, 12, 28), True),
        ("2026-w53", date(2026, 12, 28), True),
        ("2026-W54", None, False),
        ("2025-W53", None, False),
        ("2026-W00", None, False),
        ("1900-W01", date(1900, 1, 1), True),
        ("1899-W52", date(1899, 12, 25), False),
        ("2999-W52", date(2999, 12, 23), True),
        ("3000-W01", date(2999, 12, 30), False),
        ("9999-W52", date(9999, 12, 27), False),
        ("9999-W53", None, False),
        ("0001-W01", date(1, 1, 1), False),
        ("0000-W01", None, False),
        ("99999-W01", None, False),
        ("2026-W1", None, False),
        ("2026-W٤٧", None, False),
        ("2026W47", None, False),
        ("2026-W-1", None, False),
        ("", None, False),
    ],
)
def test_weeks_at_the_edges(text: str, monday: date | None, in_reach: bool) -> None:
    assert monday_of(text) == monday
    assert (monday is not None and is_week_in_reach(monday)) is in_reach


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-10-25T02:30", "2026-10-25T02:30:00+02:00"),
        ("2026-10-25T02:30+02:00", "2026-10-25T02:30:00+02:00"),
        ("2026-10-25T02:30+01:00", "2026-10-25T02:30:00+01:00"),
        ("2026-10-25T00:30Z", "2026-10-25T02:30:00+02:00"),
        ("2026-10-25T03:00", "2026-10-25T03:00:00+01:00"),
        ("2026-03-29T01:59:59", "2026-03-29T01:59:59+01:00"),
        ("2026-03-29T03:00", "2026-03-29T03:00:00+02:00"),
        ("2026-11-16", "2026-11-16T00:00:00+01:00"),
    ],
)
def test_an_hour_that_comes_twice_is_meant_the_first_time(text: str, meant: str) -> None:
    assert moment_of(text, COPENHAGEN).isoformat() == meant


@pytest.mark.parametrize("text", ["2026-03-29T02:00", "2026-03-29T02:30", "2026-03-29T02:59:59"])
def test_an_hour_that_the_clocks_skip_is_refused(text: str) -> None:
    with pytest.raises(FloorwalkerError, match="put forward") as caught:
        moment_of(text, COPENHAGEN)
    assert caught.value.hint


@pytest.mark.parametrize(
    "text",
    ["9999-12-31T23:59", "0001-01-01T00:00", "0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00"],
)
def test_a_time_too_far_away_is_refused_with_the_days_there_are(text: str) -> None:
    with pytest.raises(FloorwalkerError, match="too far away") as caught:
        moment_of(text, COPENHAGEN)
    assert "1900-01-01" in caught.value.hint


@pytest.mark.parametrize(
    "text", ["", "now", "2026-11-16T25:00", "99999-01-01T00:00", "2026-13-01T00:00"]
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(FloorwalkerError, match="not a time"):
        moment_of(text, COPENHAGEN)


@given(st.dates(FIRST_DAY, LAST_DAY), st.times())
def test_every_time_is_either_shown_by_the_clocks_or_refused(day: date, time_: time) -> None:
    local = datetime.combine(day, time_.replace(microsecond=0))
    try:
        moment = moment_of(local.isoformat(), COPENHAGEN)
    except FloorwalkerError:
        return
    assert moment.replace(tzinfo=None) == local
    assert moment.astimezone(UTC).astimezone(COPENHAGEN).replace(tzinfo=None) == local
    assert is_in_reach(moment.date())
