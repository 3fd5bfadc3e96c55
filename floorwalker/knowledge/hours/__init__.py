"""Opening hours: OpenStreetMap syntax, Danish public holidays, local wall-clock time.

`grammar` reads the text, `days` and `timeline` say what holds on a day, `opening` answers the desk,
`advice` warns the editor of what means something else than it seems, `mending` writes what was
typed as it was meant. A place that may be open is never told to be open: it is unknown.
"""

from datetime import date
from typing import Final

from floorwalker.knowledge.hours.grammar import HoursError, read_hours
from floorwalker.knowledge.hours.holidays import is_public_holiday
from floorwalker.knowledge.hours.opening import UNKNOWN, ClosedDays, Opening, opening_at

__all__ = [
    "UNKNOWN",
    "ClosedDays",
    "HoursError",
    "Opening",
    "hours_fault",
    "is_valid_hours",
    "is_working_day",
    "opening_at",
]

_SATURDAY: Final = 5


def hours_fault(expression: str) -> HoursError | None:
    """Why `expression` cannot be read as opening hours; None where it can."""
    found = read_hours(expression)
    return found if isinstance(found, HoursError) else None


def is_valid_hours(expression: str) -> bool:
    """Whether `expression` is in the OpenStreetMap syntax."""
    return hours_fault(expression) is None


def is_working_day(day: date) -> bool:
    """Whether the town hall works on `day`: no weekend, no Danish public holiday."""
    return day.weekday() < _SATURDAY and not is_public_holiday(day)
