"""Days, weeks and times as people and scripts write them, and which of them the program takes.

Every day that is taken in lies from `FIRST_DAY` to `LAST_DAY`: what is reckoned from it, a week, a
review, a due date, is a day too.
"""

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final

from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _

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


def _are_digits(text: str, count: int) -> bool:
    return len(text) == count and text.isascii() and text.isdigit()
