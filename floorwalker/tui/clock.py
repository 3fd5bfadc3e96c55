"""The moment as the desk's head shows it: `torsdag den 14. maj kl. 10.42 · uge 20`."""

from datetime import datetime

from floorwalker.i18n import _, language
from floorwalker.times import say_time


def say_now(now: datetime) -> str:
    """Weekday, date, time and ISO week of `now`."""
    from babel.dates import format_date

    pattern = "EEEE 'den' d. MMMM" if language() == "da" else "EEEE d MMMM"
    day = format_date(now, pattern, language())
    week = _("week {number}").format(number=now.isocalendar().week)
    return f"{day} {say_time(now)} · {week}"
