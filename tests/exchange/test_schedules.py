"""Opening hours between OpenStreetMap and RFC 5545."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.exchange.recurrence import read_schedule
from floorwalker.exchange.schedules import DAYS, osm_hours, schedule_fields, week_of
from floorwalker.knowledge.hours import is_valid_hours, opening_at


def there_and_back(hours: str) -> str:
    rules = [read_schedule(schedule_fields(row)).rule for row in week_of(hours).weekly]
    return osm_hours([rule for rule in rules if rule])


@pytest.mark.parametrize(
    "hours",
    [
        "Mo-We 10:00-14:00; Th 10:00-17:00; Fr 10:00-12:00",
        "Mo,We 08:30-15:00; Tu,Th 09:30-12:00",
        "Mo-Su 00:00-24:00",
        "Sa-Su 09:00-13:00",
        "Mo-Fr 10:00-12:00,13:00-15:00",
        "2026 Jan 01+ Mo-Fr 10:00-12:00",
        "Mo 10:00-12:00, 2026 Jan 01-2026 Mar 31 Mo,We 14:00-16:00",
    ],
)
def test_a_week_comes_back_as_it_was(hours: str) -> None:
    assert there_and_back(hours) == hours


def test_always_open_is_every_day_of_the_week() -> None:
    assert there_and_back("24/7") == "Mo-Su 00:00-24:00"


def test_a_later_rule_for_a_day_replaces_the_earlier() -> None:
    assert there_and_back("Mo-Fr 09:00-15:00; Fr 09:00-12:00") == (
        "Mo-Th 09:00-15:00; Fr 09:00-12:00"
    )


def test_a_range_over_the_weekend_is_all_its_days() -> None:
    (row,) = week_of("Sa-Mo 10:00-12:00").weekly
    assert row.byday == "MO,SA,SU"


@pytest.mark.parametrize(
    ("hours", "exceptions"),
    [
        ("Mo-Fr 09:00-15:00; PH off; Dec 24-31 off", ("PH off", "Dec 24-31 off")),
        ("Sa-Su,PH 09:00-13:00", ("PH 09:00-13:00",)),
        ("Apr-Sep Mo-Fr 10:00-19:00", ("Apr-Sep Mo-Fr 10:00-19:00",)),
        ("Mo-Fr 09:00-15:00+", ("Mo-Fr 09:00-15:00+",)),
        ("Mo[1] 09:00-15:00", ("Mo[1] 09:00-15:00",)),
        ("Mo 09:00-12:00, Mo[1] 14:00-15:00", ("Mo[1] 14:00-15:00",)),
        ("Mo 09:00-12:00, 14:00-15:00", ("Mo 09:00-12:00, 14:00-15:00",)),
        (
            "Mo 09:00-12:00; 2026 Jul 01-2026 Jul 31 Mo 09:00-10:00",
            ("2026 Jul 01-2026 Jul 31 Mo 09:00-10:00",),
        ),
    ],
)
def test_what_a_week_cannot_say_stays_text(hours: str, exceptions: tuple[str, ...]) -> None:
    assert week_of(hours).exceptions == exceptions


def test_schedules_of_the_same_day_add_up() -> None:
    hours = osm_hours(["Mo-Tu 10:00-12:00", "Tu 14:00-16:00", "Mo[1] 18:00-19:00"])
    assert hours == "Mo 10:00-12:00; Tu 10:00-12:00,14:00-16:00, Mo[1] 18:00-19:00"
    first_monday = datetime(2026, 11, 2, 18, 30, tzinfo=UTC)
    assert opening_at(hours, first_monday).open
    assert opening_at(hours, first_monday.replace(hour=11)).open
    assert not opening_at(hours, datetime(2026, 11, 9, 18, 30, tzinfo=UTC)).open


def test_a_numbered_weekday_of_the_month_is_a_rule() -> None:
    schedule = {"freq": "MONTHLY", "byday": "1MO,-1FR", "opens_at": "10:00", "closes_at": "12:00"}
    assert read_schedule(schedule).rule == "Mo[1],Fr[-1] 10:00-12:00"


@pytest.mark.parametrize(
    "change",
    [
        {"bymonthday": "2"},
        {"valid_from": "soon"},
        {"interval": "2"},
        {"freq": "YEARLY"},
        {"byday": ""},
        {"byday": "1MO"},
        {"byday": "1"},
        {"opens_at": "25:00"},
        {"closes_at": ""},
        {"closes_at": "10:00"},
    ],
)
def test_a_schedule_that_is_no_plain_week_is_not_guessed(change: dict[str, str]) -> None:
    schedule = {"freq": "WEEKLY", "byday": "MO", "opens_at": "10:00:00", "closes_at": "12:00:00"}
    assert read_schedule(schedule).rule == "Mo 10:00-12:00"
    assert not read_schedule(schedule | change).rule


@given(st.sets(st.sampled_from(DAYS), min_size=1), st.integers(0, 22))
def test_any_days_and_hours_make_a_sound_rule(days: set[str], start: int) -> None:
    byday = ",".join(day for day in DAYS if day in days)
    schedule = {"byday": byday, "opens_at": f"{start:02}:00", "closes_at": f"{start + 1:02}:00"}
    rule = read_schedule(schedule).rule
    assert rule is not None
    assert is_valid_hours(rule)
    assert [row.byday for row in week_of(rule).weekly] == [byday]
