"""Dates as people and scripts type them: days, weeks and times, to come and gone by.

`day_of`, `monday_of` and `moment_of` read one form each; `parse_due` reads the next day that is
meant, `fredag`, `parse_moment` that with a time of day, and `days_in` the latest, `uge 46`.

Every day that is taken in lies from `FIRST_DAY` to `LAST_DAY`: what is reckoned from it, a week, a
review, a due date, is a day too.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final, NamedTuple

from floorwalker.dates import weekday_names
from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import LANGUAGES, _

FIRST_DAY: Final = date(1900, 1, 1)
LAST_DAY: Final = date(2999, 12, 31)
_WEEK: Final = timedelta(days=6)


def is_in_reach(day: date) -> bool:
    """Whether the program takes `day` in."""
    return FIRST_DAY <= day <= LAST_DAY


def within_reach(day: date) -> date:
    """`day`, or the first or the last that the program takes in."""
    return min(max(day, FIRST_DAY), LAST_DAY)


def reach() -> str:
    """The sentence that says which days there are."""
    return _("There are days from {first} to {last}.").format(
        first=FIRST_DAY.isoformat(), last=LAST_DAY.isoformat()
    )


def day_of(text: str) -> date | None:
    """The day that `text` writes as 2026-11-22; None where it is none, whatever its year."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


def monday_of(text: str) -> date | None:
    """The Monday of the ISO week that `text` writes as 2026-W47; None where there is no such."""
    year, separator, week = text.upper().partition("-W")
    if not (separator and _are_digits(year, 4) and _are_digits(week, 2)):
        return None
    try:
        return date.fromisocalendar(int(year), int(week), 1)
    except ValueError:
        return None


def is_week_in_reach(monday: date) -> bool:
    """Whether the program takes the whole week in."""
    return is_in_reach(monday) and monday <= LAST_DAY - _WEEK


def moment_of(text: str, zone: tzinfo) -> datetime:
    """The time that `text` writes as 2026-11-16T10:10, on the clocks of `zone`.

    An hour that the clocks show twice is meant the first time; with an offset written behind it,
    `2026-10-25T02:30+01:00`, it is the one of that offset.

    Raises:
        FloorwalkerError: it is no time, or the clocks never show it.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise FloorwalkerError(
            _("`{text}` is not a time.").format(text=text), _("Write it as 2026-11-16T10:10.")
        ) from None
    if not is_in_reach(moment.date()):
        raise FloorwalkerError(_("`{text}` is too far away.").format(text=text), reach())
    if moment.tzinfo is not None:
        return moment.astimezone(zone)
    local = moment.replace(tzinfo=zone)
    if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != moment:
        raise FloorwalkerError(
            _("There is no time {text}: the clocks were put forward in that hour.").format(
                text=text
            ),
            _("Write an hour earlier or later."),
        )
    return local


_DAY_AND_MONTH: Final = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}))?\.?")
_DAYS_AHEAD: Final = re.compile(r"\+\s*(\d{1,3})")


def parse_due(text: str, today: date) -> date | None:
    """The day that `text` means, seen from `today`; None for an empty text.

    Raises:
        FloorwalkerError: it means none.
    """
    said = text.strip().casefold()
    if not said:
        return None
    found = _day_ahead(said, today)
    if found is None:
        raise FloorwalkerError(
            _("The due date cannot be read."), _("Write 14.5, +7 or the name of a weekday.")
        )
    if not is_in_reach(found):
        raise FloorwalkerError(_("The due date is too far away."), reach())
    return found


_TIME_OF_DAY: Final = re.compile(
    r"(?P<day>.*?)(?P<apart>^|,?\s)\s*(?P<word>kl\.?|at)?\s*(?P<hour>\d{1,2})(?P<minute>[.:]\d\d)?"
)
_LAST_HOUR: Final = 24


def parse_moment(text: str, today: date) -> date | datetime | None:
    """The day, or the minute without a zone, that `text` means; None for an empty text.

    `fredag`, `i morgen 12`, `14.5 kl. 9.30`, `kl. 15`, `2026-05-14 12:00`. Without a day a time is
    of `today`, and is written with `kl.` or a colon: `10.12` is a day in December.

    Raises:
        FloorwalkerError: it means none.
    """
    said = " ".join(text.casefold().split())
    if not said:
        return None
    found = _written_moment(said) or _day_ahead(said, today) or _day_with_time(said, today)
    if found is None:
        raise FloorwalkerError(
            _("The date cannot be read."), _("Write 14.5, Friday, tomorrow 12 or at 15.30.")
        )
    if not is_in_reach(found.date() if isinstance(found, datetime) else found):
        raise FloorwalkerError(_("The date is too far away."), reach())
    return found


def _written_moment(said: str) -> datetime | None:
    """As a file has it, to the minute."""
    if day_of(said[:10]) is None or len(said) == len("2026-05-14"):
        return None
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    return None if moment.tzinfo else moment


def _day_with_time(said: str, today: date) -> date | datetime | None:
    match = _TIME_OF_DAY.fullmatch(said)
    if match is None:
        return None
    written, hour, minute = match["day"], int(match["hour"]), int((match["minute"] or ".0")[1:])
    if not written and not (match["word"] or (match["minute"] or "").startswith(":")):
        return None
    day = _day_ahead(written, today) if written else today
    if day is None or (hour, minute) == (_LAST_HOUR, 0):
        return day  # the end of the day is the whole of it
    try:
        return datetime.combine(day, time(hour, minute))
    except ValueError:
        return None


def _day_ahead(said: str, today: date) -> date | None:
    """The day meant, whatever its year; None where it is none."""
    return (
        _counted_day(said, today)
        or _numbered_day(said, today)
        or _near_day(said, today)
        or _named_day(said, today)
    )


_NEAR: Final = {
    "i dag": 0,
    "idag": 0,
    "today": 0,
    "i morgen": 1,
    "imorgen": 1,
    "tomorrow": 1,
    "i overmorgen": 2,
    "overmorgen": 2,
}


def _near_day(said: str, today: date) -> date | None:
    ahead = _NEAR.get(" ".join(said.split()))
    return None if ahead is None else today + timedelta(days=ahead)


def _counted_day(said: str, today: date) -> date | None:
    match = _DAYS_AHEAD.fullmatch(said)
    return today + timedelta(days=int(match[1])) if match else None


def _numbered_day(said: str, today: date) -> date | None:
    """A day and a month; without a year the next such day."""
    if (written := day_of(said)) is not None:
        return written
    match = _DAY_AND_MONTH.fullmatch(said)
    if not match:
        return None
    day, month, year = int(match[1]), int(match[2]), match[3]
    try:
        meant = date(int(year) if year else today.year, month, day)
        return meant if year or meant >= today else meant.replace(year=today.year + 1)
    except ValueError:
        return None


def _named_day(said: str, today: date) -> date | None:
    """The next day of that name; two letters are enough where they are clear."""
    names = [name for code in LANGUAGES for name in weekday_names(language=code).items()]
    meant = {number for number, name in names if len(said) > 1 and name.casefold().startswith(said)}
    if len(meant) != 1:
        return None
    ahead = (meant.pop() - today.weekday()) % 7
    return today + timedelta(days=ahead or 7)


class Days(NamedTuple):
    """From one day to another, both among them."""

    first: date
    last: date


def days_in(text: str, today: date) -> tuple[Days | None, str]:
    """The days, none after `today`, that `text` begins with, and the words after them.

    Without a year the latest such day or week is meant. Words that name no day are all there is.
    """
    for pattern, meant in _FORMS.items():
        match = pattern.match(text.strip())
        if match is None:
            continue
        with suppress(ValueError, OverflowError):  # no such day
            days = meant(match, today)
            if FIRST_DAY <= days.first <= today:
                return Days(days.first, min(days.last, today)), text.strip()[match.end() :].strip()
    return None, text


def _past_iso_day(match: re.Match[str], _today: date) -> Days:
    day = date.fromisoformat(match[1])
    return Days(day, day)


def _past_day(match: re.Match[str], today: date) -> Days:
    day, month, year = int(match[1]), int(match[2]), match[3]
    if year:
        meant = date(int(year), month, day)
        return Days(meant, meant)
    # 29.2 was in a leap year: the latest of the last eight years that has the day.
    for ago in range(9):
        with suppress(ValueError):
            meant = date(today.year - ago, month, day)
            if meant <= today:
                return Days(meant, meant)
    raise ValueError


def _past_month(match: re.Match[str], _today: date) -> Days:
    first = date(int(match["year"]), int(match["month"]), 1)
    return Days(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def _past_week(match: re.Match[str], today: date) -> Days:
    number = int(match["week"])
    if match["year"]:
        monday = date.fromisocalendar(int(match["year"]), number, 1)
    else:
        monday = date.fromisocalendar(today.year, number, 1)
        if monday > today:
            monday = date.fromisocalendar(today.year - 1, number, 1)
    return Days(monday, monday + _WEEK)


def _yesterday(_match: re.Match[str], today: date) -> Days:
    day = today - timedelta(days=1)
    return Days(day, day)


_END: Final = r"(?=\s|$)"
_FORMS: Final[dict[re.Pattern[str], Callable[[re.Match[str], date], Days]]] = {
    re.compile(pattern + _END, re.IGNORECASE): meant
    for pattern, meant in {
        r"(\d{4}-\d\d-\d\d)": _past_iso_day,
        r"(?P<year>\d{4})-?W(?P<week>\d\d?)": _past_week,
        r"(?P<year>\d{4})-(?P<month>\d\d?)": _past_month,
        r"(?P<month>\d\d?)[./-](?P<year>\d{4})": _past_month,
        r"(\d\d?)[./-](\d\d?)(?:[./-](\d{4}))?\.?": _past_day,
        r"(?:uge|week)\s?(?P<week>\d\d?)(?:[\s/]+(?P<year>\d{4}))?": _past_week,
        r"(?:i\s?går|yesterday)": _yesterday,
    }.items()
}


def _are_digits(text: str, count: int) -> bool:
    return len(text) == count and text.isascii() and text.isdigit()
