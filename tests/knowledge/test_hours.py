"""Opening hours: states and comments, nights, Danish public holidays, daylight saving."""

from datetime import UTC, date, datetime, timedelta
from time import monotonic
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floorwalker.knowledge.hours import (
    Opening,
    hours_fault,
    is_valid_hours,
    is_working_day,
    opening_at,
)
from floorwalker.knowledge.hours.advice import advice_on
from floorwalker.knowledge.hours.grammar import LONGEST, HoursError, parse
from floorwalker.knowledge.hours.mending import mended
from floorwalker.knowledge.hours.rules import WEEKDAYS
from floorwalker.knowledge.hours.texts import REASONS

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


CLOSES, UNKNOWN, OPENS = "closed", "unknown", "open"


def state(hours: str, moment: str) -> tuple[str, str]:
    opening = opening_at(hours, at(moment))
    word = {True: OPENS, False: CLOSES, None: UNKNOWN}[opening.open]
    return word, opening.comment


@pytest.mark.parametrize(
    ("hours", "moment", "expected"),
    [
        (
            'Mo-Fr 10:00-14:00 open; Sa "efter aftale"',
            "2026-11-21T03:00",
            (UNKNOWN, "efter aftale"),
        ),
        ('Mo-Fr 10:00-14:00 open; Sa "efter aftale"', "2026-11-20T11:00", (OPENS, "")),
        ('Mo-Fr 10:00-14:00 open "a"; Sa 10:00-12:00 "b"', "2026-11-21T11:00", (UNKNOWN, "b")),
        ('Mo-Fr 10:00-14:00 open "a"; Sa 10:00-12:00 "b"', "2026-11-20T11:00", (OPENS, "a")),
        ('Mo-Fr 10:00-14:00 open "a"; Sa 10:00-12:00 "b"', "2026-11-21T12:00", (CLOSES, "")),
        ('Sa "open by appointment"', "2026-11-21T11:00", (UNKNOWN, "open by appointment")),
        ('Mo-Fr "open"', "2026-11-20T11:00", (UNKNOWN, "open")),
        ('Mo-Fr closed "opens in May"', "2026-11-20T11:00", (CLOSES, "opens in May")),
        ("Mo-Fr 10:00-14:00 unknown", "2026-11-20T11:00", (UNKNOWN, "")),
        ("unknown", "2026-11-20T11:00", (UNKNOWN, "")),
        ('24/7 open "ring på"', "2026-11-20T03:00", (OPENS, "ring på")),
        ('Mo-Fr 10:00-14:00 || "efter aftale"', "2026-11-16T15:00", (UNKNOWN, "efter aftale")),
        ('Mo-Fr 10:00-14:00 || "efter aftale"', "2026-11-21T11:00", (UNKNOWN, "efter aftale")),
        ('Mo-Fr 10:00-14:00 || "efter aftale"', "2026-11-16T11:00", (OPENS, "")),
        ("Mo-Fr 10:00+", "2026-11-16T11:00", (UNKNOWN, "")),
        ("Mo-Fr 10:00+", "2026-11-16T09:59", (CLOSES, "")),
        ("Mo-Fr 10:00-14:00+", "2026-11-16T13:59", (OPENS, "")),
        ("Mo-Fr 10:00-14:00+", "2026-11-16T14:00", (UNKNOWN, "")),
        ("sunrise-sunset", "2026-12-21T07:30", (CLOSES, "")),
        ("sunrise-sunset", "2026-12-21T12:00", (OPENS, "")),
        ("sunrise-sunset", "2026-12-21T16:30", (CLOSES, "")),
        ("sunrise-sunset", "2026-06-21T05:30", (OPENS, "")),
        ("Mo, Tu, Th 10:00-14:00", "2026-11-16T03:00", (CLOSES, "")),
        ("Mo, Tu, Th 10:00-14:00", "2026-11-18T11:00", (CLOSES, "")),
        ("Mo, Tu, Th 10:00-14:00", "2026-11-19T11:00", (OPENS, "")),
        ("Mo-Fr 10:00-14:00; Dec 24,25,31 off", "2026-12-31T11:00", (CLOSES, "")),
        ("Mo-Fr 10:00-14:00; Dec 24,25,31 off", "2026-12-30T11:00", (OPENS, "")),
        ("Mo-Fr 10:00-14:00; 2026 Dec 23-2027 Jan 02 off", "2027-01-01T11:00", (CLOSES, "")),
        ("Mo-Fr 10:00-14:00; 2026 Dec 23-2027 Jan 02 off", "2027-12-31T11:00", (OPENS, "")),
        ("Mo-Fr 10:00-14:00; Dec 23-Jan 02 off", "2028-12-29T11:00", (CLOSES, "")),
        ("Th[1] 10:00-14:00", "2026-11-05T11:00", (OPENS, "")),
        ("Th[1] 10:00-14:00", "2026-11-12T11:00", (CLOSES, "")),
        ("Th[-1] 10:00-14:00", "2026-11-26T11:00", (OPENS, "")),
        ("week 47 Mo-Fr 10:00-14:00", "2026-11-18T11:00", (OPENS, "")),
        ("week 46 Mo-Fr 10:00-14:00", "2026-11-18T11:00", (CLOSES, "")),
        ("2027 Mo-Fr 10:00-14:00", "2026-11-18T11:00", (CLOSES, "")),
        ("2026 Nov-Feb Mo-Fr 10:00-14:00", "2027-02-15T11:00", (OPENS, "")),
        ("easter +1 day 10:00-14:00", "2026-04-06T11:00", (OPENS, "")),
        ("Dec 25 -1 day 10:00-14:00", "2026-12-24T11:00", (OPENS, "")),
        ("Dec 25-Su 10:00-14:00", "2026-12-20T11:00", (OPENS, "")),
        ("2026 Nov 01+ Mo-Fr 10:00-14:00", "2027-11-19T11:00", (OPENS, "")),
        ("2026 Nov 01+ Mo-Fr 10:00-14:00", "2026-10-30T11:00", (CLOSES, "")),
        ("Nov 01+ Mo-Fr 10:00-14:00", "2027-01-08T11:00", (CLOSES, "")),
        ("Nov 01+Fr 10:00-14:00", "2026-11-06T11:00", (OPENS, "")),
        ("PH +1 day 10:00-14:00", "2026-04-07T11:00", (OPENS, "")),
        ("SH Mo-Fr 10:00-14:00", "2026-07-15T11:00", (CLOSES, "")),
    ],
)
def test_the_grammar_tells_the_state(hours: str, moment: str, expected: tuple[str, str]) -> None:
    assert state(hours, moment) == expected


def test_unknown_hours_say_when_it_opens_for_sure() -> None:
    hours = 'Mo-Fr 10:00-14:00 || "efter aftale"'
    opening = opening_at(hours, at("2026-11-16T15:00"))
    assert opening == Opening(comment="efter aftale", opens_next=at("2026-11-17T10:00"))
    assert opening_at(hours, at("2026-11-16T11:00")).until == at("2026-11-16T14:00")


def test_closed_looks_past_what_is_unknown() -> None:
    hours = 'Mo-Fr 10:00-14:00 open; Sa "efter aftale"'
    assert opening_at(hours, at("2026-11-20T15:00")).opens_next == at("2026-11-23T10:00")


def test_an_open_end_says_when_it_opened() -> None:
    opening = opening_at("Mo-Fr 18:00+", at("2026-11-17T01:00"))
    assert opening == Opening(opened=at("2026-11-16T18:00"))


@pytest.mark.parametrize(
    ("hours", "moment", "until"),
    [
        ("Mo-Fr 08:00-24:00; Sa,Su 10:00-02:00", "2026-11-16T00:30", "2026-11-16T02:00"),
        ("Mo-Fr 08:00-24:00; Sa,Su 10:00-02:00", "2026-11-15T23:30", "2026-11-16T02:00"),
        ("Sa,Su 10:00-26:00, Mo-Fr 08:00-24:00", "2026-11-16T00:30", "2026-11-16T02:00"),
        ("Fr 22:00-04:00", "2026-11-21T03:00", "2026-11-21T04:00"),
        ("Dec 31 20:00-03:00", "2027-01-01T01:00", "2027-01-01T03:00"),
        ("2026 Dec 31 20:00-03:00", "2026-12-31T21:00", "2027-01-01T03:00"),
        ("Mo-Fr 00:00-24:00", "2026-11-18T12:00", "2026-11-21T00:00"),
    ],
)
def test_a_night_ends_when_it_says(hours: str, moment: str, until: str) -> None:
    assert opening_at(hours, at(moment)) == Opening(open=True, until=at(until))


def test_what_opens_in_years_is_found_and_what_never_does_is_not() -> None:
    now = at("2026-11-18T12:00")
    leap = opening_at("Feb 29 10:00-12:00", now)
    assert leap.opens_next == at("2028-02-29T10:00")
    assert opening_at("2025 Mo-Fr 10:00-12:00", now) == Opening(open=False)
    assert opening_at("Mo-Su 00:00-24:00", now) == Opening(open=True)


def test_wrong_hours_are_unknown_and_not_open() -> None:
    assert opening_at("Mo-Fr 10-14", at("2026-11-18T12:00")) == Opening()


# The two nights in which the clocks change


def local(text: str, fold: int = 0) -> datetime:
    return at(text).replace(fold=fold)


@pytest.mark.parametrize("fold", [0, 1])
def test_the_double_hour_is_open_twice_and_closes_after_now(fold: int) -> None:
    now = local("2026-10-25T02:30", fold)
    opening = opening_at("Su 01:00-02:45", now)
    assert opening.open
    assert opening.until is not None
    assert opening.until.timestamp() - now.timestamp() == 15 * 60
    assert opening.until.utcoffset() == now.utcoffset()


def test_what_opens_in_the_double_hour_opens_in_the_first_and_again_in_the_second() -> None:
    opens = opening_at("Su 02:15-02:45", local("2026-10-25T01:00")).opens_next
    assert opens is not None
    assert opens.isoformat() == "2026-10-25T02:15:00+02:00"
    again = opening_at("Su 02:15-02:45", local("2026-10-25T02:50")).opens_next
    assert again is not None
    assert again.isoformat() == "2026-10-25T02:15:00+01:00"


def test_what_opens_in_the_lost_hour_opens_when_it_is_over() -> None:
    opens = opening_at("Su 02:30-10:00", local("2026-03-29T01:30")).opens_next
    assert opens is not None
    assert opens.isoformat() == "2026-03-29T03:00:00+02:00"
    closes = opening_at("Su 00:00-02:30", local("2026-03-29T01:30")).until
    assert closes is not None
    assert closes.isoformat() == "2026-03-29T03:00:00+02:00"
    assert opening_at("Mar 29 02:15-02:45", local("2026-03-29T01:30")).opens_next != opens


class Weekly:
    """An oracle: hours of a week, asked minute by minute."""

    def __init__(self, days: set[int], start: int, end: int) -> None:
        self.days, self.start, self.end = days, start, end

    @property
    def hours(self) -> str:
        names = ",".join(WEEKDAYS[day] for day in sorted(self.days))
        end = f"{self.end // 60:02}:{self.end % 60:02}"
        return f"{names} {self.start // 60:02}:{self.start % 60:02}-{end}"

    def is_open(self, instant: datetime) -> bool:
        wall = instant.astimezone(COPENHAGEN)
        minute = wall.hour * 60 + wall.minute
        today = wall.weekday() in self.days and self.start <= minute < self.end
        return today or ((wall.weekday() - 1) % 7 in self.days and minute + 1440 < self.end)


CHANGES = [datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)]


@settings(deadline=None, max_examples=60)
@given(
    days=st.sets(st.integers(0, 6), min_size=1),
    start=st.integers(0, 1439),
    length=st.integers(1, 1440),
    base=st.sampled_from([*CHANGES, datetime(2026, 12, 31, tzinfo=UTC)]),
    minutes=st.integers(-1440, 1440),
)
def test_the_next_change_is_the_one_that_a_clock_on_the_wall_would_show(
    days: set[int], start: int, length: int, base: datetime, minutes: int
) -> None:
    week = Weekly(days, start, start + length)
    instant = base + timedelta(minutes=minutes)
    opening = opening_at(week.hours, instant.astimezone(COPENHAGEN))
    is_open = week.is_open(instant)
    assert opening.open is is_open
    told = opening.until if is_open else opening.opens_next
    later = (instant + timedelta(minutes=number) for number in range(8 * 1440))
    seen = next((moment for moment in later if week.is_open(moment) != is_open), None)
    if seen is not None:
        assert told is not None
        assert told.astimezone(UTC) == seen


@given(day=st.dates(date(2024, 1, 1), date(2060, 12, 31)))
def test_working_days_are_those_on_which_the_week_is_open(day: date) -> None:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=COPENHAGEN)
    assert is_working_day(day) == opening_at("Mo-Fr 09:00-15:00; PH off", noon).open


# What cannot be read

WRONG = [
    ("", "empty", ""),
    ("Mo-Fr 10:00-14:00;", "trailing-semicolon", ";"),
    ("; Mo-Fr 10:00-14:00", "empty-rule", ";"),
    ("Mo 10:00-14:00;; Fr 10:00-12:00", "empty-rule", ";"),
    ("Mo,,Fr 10:00-14:00", "lone-comma", ",,"),
    ("Mo 10:00-14:00, , Fr 10:00-12:00", "lone-comma", ","),
    ('|| "efter aftale"', "half-fallback", "||"),
    ("Mo 10:00-14:00 ||", "half-fallback", "||"),
    ('Mo 10:00-14:00 | "x"', "single-bar", "|"),
    ("Mo 10:00-14:00; Dec 24th off", "ordinal", "24th"),
    ("Mo 10.00-14.00", "dot-in-time", "10.00"),
    ("Mo 10:00-14.00", "dot-in-time", "14.00"),
    ("10-14", "no-minutes", "10-14"),
    ("Mo 10:-14:00", "half-time", "10:"),
    ("Mo 10:60-14:00", "bad-minutes", "10:60"),
    ("Mo 10:0-14:00", "bad-minutes", "10:0"),
    ("Mo 25:00-26:00", "late-start", "25:00"),
    ("Mo 10:00-49:00", "late-end", "10:00-49:00"),
    ("Mo 10:00", "lone-time", "10:00"),
    ("Mo 10:00-", "half-range", "10:00-"),
    ("Mo- 10:00-14:00", "half-range", "Mo- 10"),
    ("Dec 24- off", "half-range", "- off"),
    ("Mo 10:00-16:00/30", "points", "10:00-16:00/30"),
    ("Mo 10am-2pm", "am-pm", "10am"),
    ("Mo\u2013Fr 10:00-14:00", "long-dash", "\u2013"),
    ("Mo-Fr 10:00\u201414:00", "long-dash", "\u2014"),
    ("Sa \u201defter aftale\u201d", "curly-quote", "\u201d"),
    ('Sa "efter aftale', "open-comment", '"efter aftale'),
    ('Sa "a" "b"', "two-comments", '"b"'),
    ("Sa 10:00-12:00 open off", "two-states", "off"),
    ("Sa. 10:00-12:00", "stray-dot", "."),
    ("Sa: 10:00-12:00", "stray-colon", ":"),
    ("- Sa 10:00-12:00", "stray-dash", "-"),
    ("Mo-Tu-We 10:00-12:00", "two-dashes", "Mo-Tu-We"),
    ("Mo & We 10:00-12:00", "no-list-sign", "&"),
    ("Mo We 10:00-12:00", "missing-comma", "Mo We"),
    ("Jan Feb 10:00-12:00", "missing-comma", "Jan Feb"),
    ("Mo 10:00-12:00 We 12:00-14:00", "missing-semicolon", "We"),
    ("10:00-12:00 Mo", "wrong-order", "Mo"),
    ("off Mo", "wrong-order", "Mo"),
    ("PH, Jun 05 off", "mixed-list", "PH, Jun"),
    ("Jun 05, PH off", "mixed-list", "Jun 05, PH"),
    ("24 Dec off", "day-before-month", "24 Dec"),
    ("24. Dec off", "day-before-month", "24. Dec"),
    ("24/12 off", "slashes", "24/12"),
    ("24.12. off", "slashes", "24.12"),
    ("24.12.-26.12. off", "slashes", "24.12"),
    ("24-12 off", "slashes", "24-12"),
    ("påske off", "named-holiday", "påske"),
    ("2. påskedag off", "named-holiday", "2. påskedag"),
    ("store bededag off", "prayer-day", "store"),
    ("første onsdag i måneden 10:00-14:00", "nth-in-words", "første"),
    ("2026-12-24 off", "iso-date", "2026-12-24"),
    ("Feb 30 off", "no-such-day", "Feb 30"),
    ("2027 Feb 29 off", "no-such-day", "Feb 29"),
    ("Dec 24,32 off", "no-such-day", "32"),
    ("1800 Mo 10:00-12:00", "bad-year", "1800"),
    ("Dec 24-2027 Jan 02 off", "year-at-end", "Dec 24-2027 Jan 02"),
    ("week 54 off", "bad-week", "54"),
    ("Th[6] 10:00-12:00", "bad-nth", "6"),
    ("week 1-53/0 off", "bad-step", "0"),
    ("PH +1 off", "bad-offset", "+1"),
    ("(midnat+01:00)-12:00", "bad-event", "(midnat"),
    ("Dec 31-24 off", "backwards", "Dec 31-24"),
    ("2027-2026 Mo off", "backwards", "2027-2026"),
    ("week 10-2 off", "backwards", "10-2"),
    ("Mo 10", "lone-number", "10"),
    ("åbent", "unknown-word", "åbent"),
    ("Ma-On 10:00-14:00", "unknown-word", "Ma"),
    ("Mo=Fr 10:00-14:00", "unexpected", "="),
    ("Mo 10:00-12:00;" * 300, "too-long", "Mo 10:00-12:00;" * 300),
]


@pytest.mark.parametrize(("hours", "reason", "part"), WRONG)
def test_wrong_hours_name_the_part_that_is_wrong(hours: str, reason: str, part: str) -> None:
    with pytest.raises(HoursError) as caught:
        parse(hours)
    assert (caught.value.reason, hours[caught.value.start : caught.value.end]) == (reason, part)


def test_every_reason_has_its_example() -> None:
    assert {reason for _hours, reason, _part in WRONG} == set(REASONS)


PIECES = (
    *("Mo", "Tu", "Fr", "PH", "SH", "Dec", "Feb", "easter", "week", "off", "open", "unknown"),
    *("closed", "sunrise", "dusk", "day", "days"),
    *(
        "10:00",
        "14:00",
        "24:00",
        "48:00",
        "24/7",
        "2026",
        "1",
        "31",
        '"x"',
        '"',
        "||",
        "|",
        "\u2013",
    ),
    *(
        ";",
        ",",
        ", ",
        "-",
        "+",
        ":",
        "[",
        "]",
        "(",
        ")",
        "/",
        ".",
        " ",
        " ",
        "\n",
        "æ",
        "²",
        "１",
        "İ",
    ),
)
EDITED = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


MOMENTS = st.datetimes(
    datetime(1901, 1, 1),  # noqa: DTZ001
    datetime(8000, 1, 1),  # noqa: DTZ001
    timezones=st.just(COPENHAGEN),
)


@settings(deadline=None, max_examples=400)
@given(text=st.one_of(EDITED, st.text(max_size=60)), now=MOMENTS)
def test_any_text_is_read_or_refused(text: str, now: datetime) -> None:
    fault = hours_fault(text)
    if fault:
        assert fault.reason in REASONS
        assert 0 <= fault.start <= fault.end <= len(text)
    opening = opening_at(text, now)
    for told in (opening.until, opening.opens_next):
        assert told is None or told.timestamp() > now.timestamp()


HOSTILE = [
    "Mo 10:00-12:00;" * (LONGEST // 15),
    "Mo 10:00-12:00; " * (LONGEST // 16) + "Tu 10:00-12:00",
    "Mo," * (LONGEST // 3) + "Tu 10:00-12:00",
    "Feb 29 Mo[5]," * 300 + "10:00-12:00",
    "; ".join(["2026+ Feb 29 week 40 Mo off"] * 120),
    "(" * LONGEST,
    '"' * LONGEST,
    "\u201c" * LONGEST,
    "1" * 10_000_000,
    "10." * 1_000_000,
    "Dec 24," * (LONGEST // 8) + "25 week 40 off",
    "mandag og " * (LONGEST // 10) + "tirsdag 10-14",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_hours_take_no_time(text: str) -> None:
    started = monotonic()
    opening_at(text, at("2026-11-18T12:00"))
    mended(text)
    if is_valid_hours(text):
        advice_on(parse(text), date(2026, 11, 18))
    assert monotonic() - started < 30
