"""Schedules of other makers → OpenStreetMap rules, where their meaning is certain.

A schedule repeats as RFC 5545 has it: WEEKLY on MO,TU. Publishers write days, times and dates in
many ways; what could mean two things is not guessed, for hours that are wrong are worse than none.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

from floorwalker.exchange.schedules import DAYS, LAST_SECOND, MONTHS, osm_days
from floorwalker.knowledge.hours import is_valid_hours

FIELDS: Final = (
    "freq", "interval", "byday", "bymonthday", "byyearday", "byweekno", "count", "until",
    "valid_from", "valid_to", "opens_at", "closes_at",
)  # fmt: skip
"""What a schedule's hours are read from."""
BESIDES: Final = ("dtstart", "wkst", "timezone")
"""What can matter to them, and mostly does not."""
ZONE: Final = ZoneInfo("Europe/Copenhagen")
_UNSUPPORTED: Final = ("byyearday", "byweekno", "count")
_EVERY: Final = frozenset({"", "1"})
_FREQUENCIES: Final[Mapping[str, str]] = {
    "": "",
    "weekly": "WEEKLY", "week": "WEEKLY", "ugentlig": "WEEKLY", "ugentligt": "WEEKLY",
    "daily": "DAILY", "day": "DAILY", "daglig": "DAILY", "dagligt": "DAILY",
    "monthly": "MONTHLY", "month": "MONTHLY",
}  # fmt: skip
_NAMES: Final = (
    "mo mon monday mondays man mandag mandage",
    "tu tue tues tuesday tuesdays tir tirs tirsdag tirsdage",
    "we wed weds wednesday wednesdays ons onsdag onsdage",
    "th thu thur thurs thursday thursdays tor tors torsdag torsdage",
    "fr fri friday fridays fre fredag fredage",
    "sa sat saturday saturdays lør lørdag lørdage",
    "su sun sunday sundays søn søndag søndage",
)
_DAY_OF: Final = {
    name: day for day, names in zip(DAYS, _NAMES, strict=True) for name in names.split()
}
_GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "weekdays": DAYS[:5], "hverdage": DAYS[:5], "weekend": DAYS[5:], "weekends": DAYS[5:],
    "daily": DAYS, "dagligt": DAYS, "everyday": DAYS,
}  # fmt: skip
_BETWEEN_DAYS: Final = re.compile(r"(?:[\s,;/&+]|\band\b|\bog\b)+", re.IGNORECASE)
_RANGE: Final = re.compile(r"(?<=[^\W\d_])\s*(?:[-\u2010-\u2014]|\s(?:to|til)\s)\s*(?=[^\W\d_])")
_NUMBERED: Final = re.compile(r"^([+-]?[1-5])\s*([^\W\d_]+)$")
_CLOCK: Final = re.compile(
    r"^(?:kl\.?\s*)?([01]?[0-9]|2[0-4])(?:[:.]?([0-5][0-9]))?(?:[:.]([0-5][0-9])(?:\.[0-9]+)?)?"
    r"\s*(am|pm|a\.m\.|p\.m\.)?\s*(z|[+-][0-9]{2}:?[0-9]{2})?$",
    re.IGNORECASE,
)
_DATE: Final = re.compile(r"^([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:[T ].*)?$")
_MONTH_DAYS: Final = re.compile(r"^[0-9]{1,2}(?:\s*[,;]\s*[0-9]{1,2})*$")
_LEAP_YEAR: Final = 2024
_NOON: Final = 12
_LATEST_NIGHT: Final = "05:00"
"""Who closes later than that on the next day may as well have swapped the two times."""
Outcome = Literal["read", "over", "unclear"]


class ReadSchedule(Struct, frozen=True):
    """A schedule as far as it could be read."""

    outcome: Outcome
    rule: str = ""
    """Empty unless it was read."""


class _UnclearError(Exception):
    """The schedule could mean more than one thing, or nothing."""


class _OverError(Exception):
    """It held once."""


def read_schedule(
    schedule: Mapping[str, str], today: date | None = None, zone: ZoneInfo = ZONE
) -> ReadSchedule:
    """A schedule, all its fields as text, as an OpenStreetMap rule.

    A monthly schedule with numbered weekdays, `1MO`, becomes `Mo[1]`. Without `today` no schedule
    is over. Times are those of the house's `zone`.
    """
    try:
        rule = _Schedule(schedule, today, zone).rule()
    except _OverError:
        return ReadSchedule("over")
    except _UnclearError:
        return ReadSchedule("unclear")
    return ReadSchedule("read", rule) if is_valid_hours(rule) else ReadSchedule("unclear")


class _Schedule:
    def __init__(self, fields: Mapping[str, str], today: date | None, zone: ZoneInfo) -> None:
        self._fields = fields
        self._today = today
        self._offsets = _offsets(zone, today)
        self._zone = zone

    def rule(self) -> str:
        dates = self._dates()
        if any(self._text(field) for field in _UNSUPPORTED) or self._text("interval") not in _EVERY:
            raise _UnclearError
        self._check_zone()
        days = self._days()
        if dates and self._text("bymonthday"):
            raise _UnclearError
        return f"{dates}{days} {self._times()}"

    def _text(self, field: str) -> str:
        return self._fields.get(field, "").strip()

    def _frequency(self) -> str:
        found = _FREQUENCIES.get(self._text("freq").casefold())
        if found is None:
            raise _UnclearError
        return found

    def _days(self) -> str:
        """The days of a rule: `Mo-Fr`, `Mo[1]`, `Jan 15,Feb 15`."""
        frequency, written = self._frequency(), self._text("byday")
        if self._text("bymonthday"):
            if frequency != "MONTHLY" or written:
                raise _UnclearError
            return ",".join(_month_days(self._text("bymonthday")))
        found = list(_weekdays(written))
        numbered = [f"{day.capitalize()}[{nth}]" for nth, day in found if nth]
        if numbered:
            if frequency != "MONTHLY" or len(numbered) < len(found):
                raise _UnclearError
            return ",".join(dict.fromkeys(numbered))
        if not found and frequency == "DAILY":
            return osm_days(DAYS)
        if not found and frequency == "WEEKLY" and self._text("dtstart"):
            return osm_days({DAYS[_day(self._text("dtstart")).weekday()]})
        if not found:
            raise _UnclearError
        return osm_days({day for _nth, day in found})

    def _dates(self) -> str:
        """The dates between which the rule holds, as its beginning; empty for always."""
        first, last = self._text("valid_from"), self._text("valid_to")
        until, dtstart = self._text("until"), self._text("dtstart")
        ends = [_day(text) for text in (last, until) if text]
        start = _day(first) if first else None
        if start is None and dtstart:
            begins = _day(dtstart)
            start = begins if ends or (self._today is not None and begins > self._today) else None
        end = min(ends, default=None)
        if end is not None and self._today is not None and end < self._today:
            raise _OverError
        if end is not None and start is None:
            start = self._today
        if end is not None and (start is None or end < start):
            raise _UnclearError
        if start is None:
            return ""
        return f"{_osm_date(start)}-{_osm_date(end)} " if end else f"{_osm_date(start)}+ "

    def _times(self) -> str:
        opens = self._clock(self._text("opens_at"))
        closes = self._clock(self._text("closes_at"))
        if opens == "24:00":
            raise _UnclearError
        if closes == "00:00" and opens != "00:00":
            closes = "24:00"
        if closes <= opens and (closes > _LATEST_NIGHT or closes == opens):
            raise _UnclearError
        return f"{opens}-{closes}"

    def _clock(self, text: str) -> str:
        """`9:00`, `09:00:00`, `9 am`, `09:00+01:00` as `09:00`."""
        match = _CLOCK.match(text)
        if match is None or not (match[2] or match[4]):
            raise _UnclearError
        hour, minute, half = int(match[1]), match[2] or "00", (match[4] or "").casefold()
        if half:
            if not 1 <= hour <= _NOON:
                raise _UnclearError
            hour = hour % _NOON + (_NOON if half.startswith("p") else 0)
        self._check_offset(match[5] or "")
        is_last = f"{hour:02}:{minute}:{match[3]}" == LAST_SECOND
        if is_last or (hour == 24 and minute == "00"):  # noqa: PLR2004
            return "24:00"
        if hour == 24:  # noqa: PLR2004
            raise _UnclearError
        return f"{hour:02}:{minute}"

    def _check_offset(self, written: str) -> None:
        """Refuse a time that is not the one on the house's wall, in summer or in winter."""
        if not written:
            return
        offset = "+00:00" if written.casefold() == "z" else written
        sign = -1 if offset[0] == "-" else 1
        found = sign * timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:]))
        if found not in self._offsets:
            raise _UnclearError

    def _check_zone(self) -> None:
        """Refuse a schedule that names another zone, by its name or by its hours from UTC."""
        named = self._text("timezone")
        if not named or named == self._zone.key:
            return
        try:
            offset = timedelta(hours=float(named))
        except (ValueError, OverflowError):
            raise _UnclearError from None
        if offset not in self._offsets:
            raise _UnclearError


def _offsets(zone: ZoneInfo, today: date | None) -> frozenset[timedelta | None]:
    """How far the zone is from UTC in winter and in summer."""
    year = today.year if today else _LEAP_YEAR
    return frozenset(datetime(year, month, 1, tzinfo=zone).utcoffset() for month in (1, 7))


def _weekdays(written: str) -> Iterator[tuple[str, str]]:
    """Number and day of each weekday; the number is empty where it is every one."""
    text = _RANGE.sub("-", written)
    for part in _BETWEEN_DAYS.split(text.strip()):
        name = part.casefold()
        numbered = _NUMBERED.match(name)
        first, dash, last = name.partition("-")
        if not name:
            continue
        if name in _GROUPS:
            yield from (("", day) for day in _GROUPS[name])
        elif numbered and numbered[2] in _DAY_OF:
            yield numbered[1].removeprefix("+"), _DAY_OF[numbered[2]]
        elif first in _DAY_OF and (not dash or last in _DAY_OF):
            yield from (("", day) for day in _between(_DAY_OF[first], _DAY_OF[last or first]))
        else:
            raise _UnclearError


def _between(first: str, last: str) -> Iterator[str]:
    start, end = DAYS.index(first), DAYS.index(last)
    yield from (DAYS[day % 7] for day in range(start, end + 1 + 7 * (end < start)))


def _month_days(written: str) -> Iterator[str]:
    """`Jan 15` for every month that has that day."""
    if not _MONTH_DAYS.match(written):
        raise _UnclearError
    days = sorted({int(day) for day in re.findall("[0-9]+", written)})
    if not 1 <= days[0] <= days[-1] <= monthrange(_LEAP_YEAR, 1)[1]:
        raise _UnclearError
    for number, month in enumerate(MONTHS, start=1):
        yield from (f"{month} {day:02}" for day in days if day <= monthrange(_LEAP_YEAR, number)[1])


def _day(text: str) -> date:
    match = _DATE.match(text)
    if match is None:
        raise _UnclearError
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise _UnclearError from None


def _osm_date(day: date) -> str:
    return f"{day.year:04} {MONTHS[day.month - 1]} {day.day:02}"
