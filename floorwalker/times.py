"""Dates and times as Danes write them: `torsdag den 14. maj kl. 10.42`, `uge 47`."""

from datetime import date, datetime, timedelta

from floorwalker.i18n import _, language


def say_day(day: date, today: date) -> str:
    """`day` in words: today, tomorrow, a weekday within the week, a date else."""
    from babel.dates import format_date

    if day == today:
        return _("today")
    if day == today + timedelta(days=1):
        return _("tomorrow")
    locale = language()
    if today < day < today + timedelta(days=7):
        return format_date(day, "EEEE", locale)
    if locale == "da":
        pattern = "EEEE 'den' d. MMMM" if day.year == today.year else "EEEE 'den' d. MMMM y"
    else:
        pattern = "EEEE d MMMM" if day.year == today.year else "EEEE d MMMM y"
    return format_date(day, pattern, locale)


def say_time(moment: datetime) -> str:
    """The time of day: `kl. 10.42`, or `10:42`."""
    return f"kl. {moment.hour}.{moment:%M}" if language() == "da" else f"{moment:%H:%M}"


def say_moment(moment: datetime, now: datetime) -> str:
    """Day and time; the day is left out where it is today."""
    if moment.date() == now.date():
        return say_time(moment)
    return f"{say_day(moment.date(), now.date())} {say_time(moment)}"


def say_date(day: date) -> str:
    """A date in full, without the weekday: `14. maj 2026`."""
    from babel.dates import format_date

    return format_date(day, "d. MMMM y" if language() == "da" else "d MMMM y", language())
