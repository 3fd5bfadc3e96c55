"""Denmark's public holidays, the `PH` of opening hours.

The days of the national church's feasts and New Year's Day. Constitution Day, 5 June, and
24 December are no public holidays by law, though most town halls are closed then. The great prayer
day was abolished from 2024 (act 214 of 2023).
"""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

_FROM_EASTER: Final = (-3, -2, 0, 1, 39, 49, 50)
"""Maundy Thursday, Good Friday, Easter, Easter Monday, Ascension Day, Whit Sunday and Monday."""
_PRAYER_DAY: Final = 26
_LAST_PRAYER_DAY: Final = 2023


@lru_cache(maxsize=256)
def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar, after Meeus, Jones and Butcher."""
    century, rest = divmod(year, 100)
    leaps, left = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * (year % 19) + century - leaps - moon + 15) % 30
    weekday = (32 + 2 * left + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=256)
def public_holidays(year: int) -> frozenset[date]:
    """The public holidays of a year."""
    sunday = easter(year)
    days = [*_FROM_EASTER, *([_PRAYER_DAY] if year <= _LAST_PRAYER_DAY else [])]
    movable = (sunday + timedelta(days=number) for number in days)
    return frozenset([*movable, date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)])


def is_public_holiday(day: date) -> bool:
    """Whether `day` is a public holiday in Denmark."""
    return day in public_holidays(day.year)
