"""Schedules as publishers write them: read where the meaning is certain, and never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.exchange.recurrence import BESIDES, FIELDS, ReadSchedule, read_schedule
from floorwalker.knowledge.hours import is_valid_hours

TODAY = date(2026, 11, 16)
PLAIN = {"freq": "WEEKLY", "byday": "MO", "opens_at": "10:00", "closes_at": "14:00"}


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"freq": "DAILY", "byday": ""}, "Mo-Su 10:00-14:00"),
        ({"freq": "daily", "byday": "MO,TU"}, "Mo-Tu 10:00-14:00"),
        ({"freq": ""}, "Mo 10:00-14:00"),
        ({"freq": "week", "byday": "TH"}, "Th 10:00-14:00"),
        ({"freq": "MONTHLY"}, "Mo 10:00-14:00"),
        ({"freq": "Monthly", "byday": "+1MO, -1FR"}, "Mo[1],Fr[-1] 10:00-14:00"),
        ({"byday": "fr, mo;WE"}, "Mo,We,Fr 10:00-14:00"),
        ({"byday": "Monday"}, "Mo 10:00-14:00"),
        ({"byday": "MO-FR"}, "Mo-Fr 10:00-14:00"),
        ({"byday": "mandag til fredag"}, "Mo-Fr 10:00-14:00"),
        ({"byday": "hverdage"}, "Mo-Fr 10:00-14:00"),
        ({"byday": "", "dtstart": "2026-11-17"}, "2026 Nov 17+ Tu 10:00-14:00"),
        ({"until": "2026-12-31"}, "2026 Nov 16-2026 Dec 31 Mo 10:00-14:00"),
        ({"until": "20261231T235959Z"}, "2026 Nov 16-2026 Dec 31 Mo 10:00-14:00"),
        ({"valid_to": "2026-12-31"}, "2026 Nov 16-2026 Dec 31 Mo 10:00-14:00"),
        (
            {"valid_to": "2026-12-31", "until": "2026-11-30", "dtstart": "2026-01-01"},
            "2026 Jan 01-2026 Nov 30 Mo 10:00-14:00",
        ),
        ({"valid_from": "2026-01-01"}, "2026 Jan 01+ Mo 10:00-14:00"),
        ({"dtstart": "2020-01-01"}, "Mo 10:00-14:00"),
        ({"opens_at": "9:00"}, "Mo 09:00-14:00"),
        ({"opens_at": "09:00:00", "closes_at": "14:00:00"}, "Mo 09:00-14:00"),
        ({"opens_at": "9 am", "closes_at": "4:30 PM"}, "Mo 09:00-16:30"),
        ({"opens_at": "kl. 9.30"}, "Mo 09:30-14:00"),
        ({"opens_at": "10:00+01:00", "closes_at": "14:00+02:00"}, "Mo 10:00-14:00"),
        ({"closes_at": "23:59:59"}, "Mo 10:00-24:00"),
        ({"closes_at": "00:00"}, "Mo 10:00-24:00"),
        ({"opens_at": "20:00", "closes_at": "02:00"}, "Mo 20:00-02:00"),
        ({"opens_at": "20:00", "closes_at": "05:00"}, "Mo 20:00-05:00"),
        ({"opens_at": "12 pm", "closes_at": "12 am"}, "Mo 12:00-24:00"),
        ({"byday": "fredag-mandag"}, "Mo,Fr-Su 10:00-14:00"),
        ({"valid_to": "2026-11-16"}, "2026 Nov 16-2026 Nov 16 Mo 10:00-14:00"),
        ({"interval": "1", "wkst": "MO", "timezone": "1"}, "Mo 10:00-14:00"),
    ],
)
def test_what_is_certain_is_read(change: dict[str, str], rule: str) -> None:
    assert read_schedule(PLAIN | change, TODAY) == ReadSchedule("read", rule)


def test_days_of_the_month_hold_in_every_month_that_has_them() -> None:
    monthly = PLAIN | {"freq": "MONTHLY", "byday": "", "bymonthday": "15,31"}
    read = read_schedule(monthly, TODAY)
    assert read.rule.startswith("Jan 15,Jan 31,Feb 15,Mar 15,")
    assert "Feb 31" not in read.rule


@pytest.mark.parametrize("end", ["valid_to", "until"])
def test_a_schedule_that_has_ended_is_over(end: str) -> None:
    assert read_schedule(PLAIN | {end: "2026-11-15"}, TODAY).outcome == "over"


@pytest.mark.parametrize(
    "change",
    [
        {"opens_at": "14:00", "closes_at": "10:00"},
        {"opens_at": "17:00", "closes_at": "09:00"},
        {"opens_at": "10:00Z"},
        {"opens_at": "10:00-05:00"},
        {"opens_at": "9"},
        {"opens_at": "24:00"},
        {"opens_at": "13:00 pm"},
        {"timezone": "3"},
        {"timezone": "America/New_York"},
        {"interval": "2"},
        {"count": "3"},
        {"byweekno": "41"},
        {"byday": "", "freq": ""},
        {"byday": "1,2"},
        {"byday": "MO,X"},
        {"freq": "MONTHLY", "byday": "MO,1TU"},
        {"freq": "MONTHLY", "byday": "", "bymonthday": "-1"},
        {"freq": "MONTHLY", "byday": "MO", "bymonthday": "1"},
        {"valid_from": "2027-01-01", "valid_to": "2026-12-31"},
        {"valid_to": "31/12/2026"},
    ],
)
def test_what_could_mean_two_things_is_not_read(change: dict[str, str]) -> None:
    assert read_schedule(PLAIN | change, TODAY).outcome == "unclear"


WRITTEN = st.text(max_size=12) | st.sampled_from([*PLAIN.values(), "2026-12-31", "1", "Z", "9am"])


@given(st.dictionaries(st.sampled_from([*FIELDS, *BESIDES]), WRITTEN))
def test_any_schedule_is_a_sound_rule_or_none(fields: dict[str, str]) -> None:
    read = read_schedule(fields, TODAY)
    assert bool(read.rule) == (read.outcome == "read")
    assert not read.rule or is_valid_hours(read.rule)
