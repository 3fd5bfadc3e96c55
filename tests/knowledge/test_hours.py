"""Opening hours: Danish public holidays, daylight saving, places that never open."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from floorwalker.knowledge.hours import Opening, is_valid_hours, opening_at

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
WEEK = "Mo-We 10:00-14:00; Th 10:00-17:00; Fr 10:00-12:00; PH off"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


def test_open_says_until_when() -> None:
    assert opening_at(WEEK, at("2026-11-19T16:59")) == Opening(
        open=True, until=at("2026-11-19T17:00")
    )


def test_closed_says_when_it_opens_next() -> None:
    closed = opening_at(WEEK, at("2026-11-20T12:00"))
    assert closed == Opening(open=False, opens_next=at("2026-11-23T10:00"))


HOLIDAYS = """
2026-01-01 2026-04-02 2026-04-03 2026-04-06 2026-05-14 2026-05-25 2026-12-25
2027-01-01 2027-03-25 2027-03-26 2027-03-29 2027-05-06 2027-05-17
2028-04-13 2028-04-14 2028-04-17 2028-05-25 2028-06-05 2028-12-25 2028-12-26
2029-03-29 2029-03-30 2029-04-02 2029-05-10 2029-05-21
"""


@pytest.mark.parametrize("day", HOLIDAYS.split())
def test_danish_public_holidays_are_closed(day: str) -> None:
    assert date.fromisoformat(day).weekday() < 5
    assert opening_at("Mo-Fr 10:00-14:00; PH off", at(f"{day}T11:00")).open is False


@pytest.mark.parametrize(
    "day", ["2026-05-01", "2027-04-23", "2028-05-12", "2026-06-05", "2026-12-24"]
)
def test_the_abolished_prayer_day_and_half_holidays_are_working_days(day: str) -> None:
    assert opening_at("Mo-Fr 10:00-14:00; PH off", at(f"{day}T11:00")).open is True


def test_hours_are_wall_clock_time_on_both_sides_of_daylight_saving() -> None:
    saturday = at("2026-10-24T12:00")
    opens = opening_at("Mo 10:00-14:00", saturday).opens_next
    assert opens is not None
    assert opens.isoformat() == "2026-10-26T10:00:00+01:00"


def test_adjoining_rules_close_when_the_last_of_them_does() -> None:
    both = opening_at('Mo 10:00-12:00 open "a", Mo 12:00-14:00 open "b"', at("2026-11-23T11:00"))
    assert both.until == at("2026-11-23T14:00")


def test_always_open_and_never_open_have_no_end() -> None:
    assert opening_at("24/7", at("2026-11-23T11:00")) == Opening(open=True)
    assert opening_at("off", at("2026-11-23T11:00")) == Opening(open=False)


def test_unknown_hours_stay_unknown() -> None:
    assert opening_at("", at("2026-11-23T11:00")) == Opening()
    assert opening_at('"efter aftale"', at("2026-11-23T11:00")).open is None


@pytest.mark.parametrize(
    "text", ["10-14", "Ma-On 10:00-14:00", "Mo 10.00-14.00", "åbent", "25:00-26:00"]
)
def test_what_is_no_opening_hours_is_refused(text: str) -> None:
    assert not is_valid_hours(text)
