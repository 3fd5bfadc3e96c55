"""Dates and times in the visitor's language, which need not be the interface's."""

from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale


def say_date(day: date, language: str) -> str:
    """`19. november 2026`; as ISO writes it where nobody knows the language."""
    from babel.dates import format_date

    locale = _locale(language)
    return format_date(day, "long", locale) if locale else day.isoformat()


def say_moment(moment: datetime, now: datetime, language: str) -> str:
    """Time of day; before it weekday and date where that is not today."""
    time = _say_time(moment, language)
    if moment.date() == now.date():
        return time
    return f"{_say_day(moment.date(), language)} {time}"


def _say_time(moment: datetime, language: str) -> str:
    return f"kl. {moment.hour}.{moment:%M}" if language == "da" else f"{moment:%H:%M}"


def _say_day(day: date, language: str) -> str:
    from babel.dates import format_date

    locale = _locale(language)
    if locale is None:
        return day.isoformat()
    if language == "da":
        return format_date(day, "EEEE 'den' d. MMMM", locale)
    return format_date(day, "full", locale)


def _locale(language: str) -> "Locale | None":
    """English is the kind that Danes write: day before month."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(
            "en_GB" if language == "en" else language, sep="-" if "-" in language else "_"
        )
    except (UnknownLocaleError, ValueError):
        return None
