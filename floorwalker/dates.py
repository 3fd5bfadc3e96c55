"""Dates and times in words and numbers: `torsdag den 14. maj kl. 10.42`, `uge 47`.

Every text takes the language it is written in as an argument; without it that is the interface
language. What is written for machines, ISO dates, weeks and timestamps, is not made here.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal

from floorwalker import i18n
from floorwalker.i18n import _

if TYPE_CHECKING:
    from babel import Locale

# babel is imported where it is used: commands that write no date start without it.

_LEAP_YEAR: Final = 2024
"""Any year that has every day of a year."""


def format_date(day: date, language: str | None = None) -> str:
    """`14. maj 2026`; as ISO writes it where nobody knows the language."""
    return _formatted(day, "long", language)


def format_month(day: date, language: str | None = None) -> str:
    """`november 2026`."""
    return _formatted(day, "MMMM y", language)


def format_short_date(day: date, language: str | None = None) -> str:
    """In numbers, for a column: `14.05.2026`, or `14/05/2026`."""
    return f"{day:%d.%m.%Y}" if _is_danish(language) else f"{day:%d/%m/%Y}"


def format_short_month(month: int, language: str | None = None) -> str:
    """A month in a list or a range: `apr.`, or `Apr`."""
    return _formatted(date(_LEAP_YEAR, month, 1), "MMM", language)


def format_month_and_day(month: int, day: int, language: str | None = None) -> str:
    """A day of every year, short: `24. dec.`, or `24 Dec`."""
    pattern = "d. MMM" if _is_danish(language) else "d MMM"
    return _formatted(date(_LEAP_YEAR, month, day), pattern, language)


def format_weekday_and_date(day: date, language: str | None = None) -> str:
    """`torsdag den 14. maj`: a day of this year, or of a year that is named beside it."""
    return _formatted(
        day, "EEEE 'den' d. MMMM" if _is_danish(language) else "EEEE d MMMM", language
    )


def format_day(day: date, today: date) -> str:
    """Today, tomorrow, a weekday within the week, otherwise weekday and date.

    In the interface language, whose catalogue has the words.
    """
    if day == today:
        return _("today")
    if day == today + timedelta(days=1):
        return _("tomorrow")
    if today < day < today + timedelta(days=7):
        return _formatted(day, "EEEE")
    words = format_weekday_and_date(day)
    return words if day.year == today.year else f"{words} {day.year}"


def format_time(moment: datetime, language: str | None = None) -> str:
    """The time of day in a sentence: `kl. 10.42`, or `10:42`; Danes write `kl. 9.05`."""
    if _is_danish(language):
        return f"kl. {moment.hour}.{moment:%M}"
    return f"{moment:%H:%M}"


def format_clock(moment: datetime, language: str | None = None) -> str:
    """The time of day as a clock or a column shows it: `09.05`, or `09:05`."""
    return f"{moment:%H.%M}" if _is_danish(language) else f"{moment:%H:%M}"


def format_day_and_clock(moment: datetime, language: str | None = None) -> str:
    """Day and time for a column, without the year: `14.05. 10.42`, or `14/05 10:42`."""
    day = f"{moment:%d.%m.}" if _is_danish(language) else f"{moment:%d/%m}"
    return f"{day} {format_clock(moment, language)}"


def format_moment(moment: datetime, now: datetime) -> str:
    """Day and time, seen from `now`: `kl. 16`, `i morgen kl. 10.00`; in the interface language."""
    if moment.date() == now.date():
        return format_time(moment)
    return f"{format_day(moment.date(), now.date())} {format_time(moment)}"


def format_date_and_time(moment: datetime, language: str | None = None) -> str:
    """Day and time of what is written down: `14. maj 2026 kl. 10.42`."""
    return f"{format_date(moment.date(), language)} {format_time(moment, language)}"


def format_moment_on_paper(moment: datetime, now: datetime, language: str | None = None) -> str:
    """Time of day; before it weekday and date where that is not the day of `now`.

    A paper is read on other days than the one it is printed on: it says no `tomorrow`.
    """
    time = format_time(moment, language)
    if moment.date() == now.date():
        return time
    if _is_danish(language):
        return f"{format_weekday_and_date(moment.date(), language)} {time}"
    return f"{_formatted(moment.date(), 'full', language)} {time}"


def format_now(now: datetime) -> str:
    """The moment as a screen's head shows it: `torsdag den 14. maj kl. 10.42 · uge 20`."""
    return f"{format_weekday_and_date(now)} {format_time(now)} · {format_week(now)}"


def format_today(now: datetime) -> str:
    """`format_now` without the time, for where a clock stands beside it."""
    return f"{format_weekday_and_date(now)} · {format_week(now)}"


def format_week(day: date, today: date | None = None) -> str:
    """The ISO week of `day`: `uge 47`; with its year where that is not the one of `today`.

    In the interface language, whose catalogue has the word.
    """
    year, number, _day = day.isocalendar()
    week = _("week {number}").format(number=number)
    return week if today is None or year == today.isocalendar().year else f"{week} {year}"


def weekday_names(
    width: Literal["wide", "abbreviated"] = "wide", language: str | None = None
) -> Mapping[int, str]:
    """The names of the days, Monday 0; `mandag`, or abbreviated `man.`."""
    from babel.dates import get_day_names

    return get_day_names(width, locale=_locale(language) or i18n.language())


def _formatted(day: date, pattern: str, language: str | None = None) -> str:
    from babel.dates import format_date as formatted

    locale = _locale(language)
    return formatted(day, pattern, locale) if locale else day.isoformat()


def _is_danish(language: str | None) -> bool:
    return (language or i18n.language()) == "da"


def _locale(language: str | None) -> "Locale | None":
    """None where nobody knows the language; English is the kind that has the day first."""
    from babel import Locale, UnknownLocaleError

    code = language or i18n.language()
    try:
        return Locale.parse("en_GB" if code == "en" else code, sep="-" if "-" in code else "_")
    except (UnknownLocaleError, ValueError):
        return None
