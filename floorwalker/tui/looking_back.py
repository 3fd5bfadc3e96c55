"""Past days as people type them: `14.5`, `14.5.2026`, `2026-05-14`, `5.2026`, `uge 46`, `i går`."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Final, NamedTuple

from floorwalker.date_input import FIRST_DAY

_WEEK: Final = timedelta(days=6)


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


def _iso_day(match: re.Match[str], _today: date) -> Days:
    day = date.fromisoformat(match[1])
    return Days(day, day)


def _day(match: re.Match[str], today: date) -> Days:
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


def _month(match: re.Match[str], _today: date) -> Days:
    first = date(int(match["year"]), int(match["month"]), 1)
    return Days(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def _week(match: re.Match[str], today: date) -> Days:
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
        r"(\d{4}-\d\d-\d\d)": _iso_day,
        r"(?P<year>\d{4})-?W(?P<week>\d\d?)": _week,
        r"(?P<year>\d{4})-(?P<month>\d\d?)": _month,
        r"(?P<month>\d\d?)[./-](?P<year>\d{4})": _month,
        r"(\d\d?)[./-](\d\d?)(?:[./-](\d{4}))?\.?": _day,
        r"(?:uge|week)\s?(?P<week>\d\d?)(?:[\s/]+(?P<year>\d{4}))?": _week,
        r"(?:i\s?går|yesterday)": _yesterday,
    }.items()
}
