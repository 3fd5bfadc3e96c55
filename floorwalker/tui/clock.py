"""The moment as the desk's head shows it: `torsdag den 14. maj kl. 10.42 · uge 20`."""

from datetime import datetime

from floorwalker.i18n import _, language
from floorwalker.times import say_time


def say_now(now: datetime) -> str:
    """Weekday, date, time and ISO week of `now`."""
    return f"{_day(now)} {say_time(now)} · {_week(now)}"


def say_today(now: datetime) -> str:
    """`say_now` without the time, for where a clock stands beside it."""
    return f"{_day(now)} · {_week(now)}"


def _day(now: datetime) -> str:
    from babel.dates import format_date

    pattern = "EEEE 'den' d. MMMM" if language() == "da" else "EEEE d MMMM"
    return format_date(now, pattern, language())


def _week(now: datetime) -> str:
    return _("week {number}").format(number=now.isocalendar().week)
