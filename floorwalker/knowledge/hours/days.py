"""On which days a rule holds."""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from floorwalker.knowledge.hours.holidays import easter, is_public_holiday
from floorwalker.knowledge.hours.rules import Dates, Day, Holiday, Months, Numbered, Offset, Rule

_ENDS: Final = date.max.toordinal()
_WEEK: Final = 7


def holds_on(rule: Rule, day: date) -> bool:
    """Whether the rule holds on `day`."""
    only_weekdays = rule.weekdays and not rule.holidays and not rule.numbered
    if only_weekdays and day.weekday() not in rule.weekdays:
        return False
    if rule.years and not any(
        years.first <= day.year <= (years.last or day.year)
        and (day.year - years.first) % years.step == 0
        for years in rule.years
    ):
        return False
    if rule.dates and not any(is_among(day, dates) for dates in rule.dates):
        return False
    if rule.weeks and not _is_in_weeks(rule, day):
        return False
    return not rule.names_weekdays or _is_weekday(rule, day)


def _is_in_weeks(rule: Rule, day: date) -> bool:
    number = day.isocalendar().week
    return any(
        weeks.first <= number <= weeks.last and (number - weeks.first) % weeks.step == 0
        for weeks in rule.weeks
    )


def _is_weekday(rule: Rule, day: date) -> bool:
    is_holiday = any(_is_holiday(holiday, day) for holiday in rule.holidays)
    if is_holiday != rule.both:
        return is_holiday
    return day.weekday() in rule.weekdays or any(_is_nth(each, day) for each in rule.numbered)


def _is_holiday(holiday: Holiday, day: date) -> bool:
    """Nobody knows the school holidays here: each municipality has its own."""
    return not holiday.school and is_public_holiday(day - timedelta(days=holiday.days_later))


def _is_nth(numbered: Numbered, day: date) -> bool:
    counted = day - timedelta(days=numbered.days_later)
    if counted.weekday() != numbered.weekday:
        return False
    before = (counted.day - 1) // _WEEK
    after = (monthrange(counted.year, counted.month)[1] - counted.day) // _WEEK
    return before + 1 in numbered.nths or -after - 1 in numbered.nths


def is_among(day: date, dates: Dates | Months) -> bool:
    """Whether `day` is one of the dates."""
    if isinstance(dates, Months):
        return _is_in_months(day, dates)
    if dates.first.is_plain and dates.last.is_plain:
        number = day.month * 100 + day.day
        first = dates.first.month * 100 + dates.first.day
        if dates.endless:
            return number >= first
        last = dates.last.month * 100 + dates.last.day
        return first <= number <= last if first <= last else not last < number < first
    ordinal = day.toordinal()
    if dates.first.year is not None:
        return _is_between(ordinal, dates, dates.first.year)
    return any(_is_between(ordinal, dates, day.year + more) for more in (-1, 0, 1))


def _is_in_months(day: date, months: Months) -> bool:
    if months.year is None:
        if months.first <= months.last:
            return months.first <= day.month <= months.last
        return not months.last < day.month < months.first
    last_year = months.last_year or months.year + (months.last < months.first)
    return (months.year, months.first) <= (day.year, day.month) <= (last_year, months.last)


def _is_between(ordinal: int, dates: Dates, year: int) -> bool:
    first, last = _bounds(dates, year)
    return first <= ordinal <= last


@lru_cache(maxsize=4096)
def _bounds(dates: Dates, year: int) -> tuple[int, int]:
    """The first and the last day of the dates that begin in `year`, as ordinals."""
    nothing = (1, 0)
    first = _day_in(dates.first, year)
    if first is None:
        return nothing
    if dates.endless:
        last = date(year, 12, 31).toordinal() if dates.first.year is None else _ENDS
        return first, last
    end = dates.last.year if dates.last.year is not None else year
    last_day = _day_in(dates.last, end)
    if dates.last.year is None and last_day is not None and last_day < first:
        last_day = _day_in(dates.last, end + 1)
    return nothing if last_day is None else (first, last_day)


def _day_in(day: Day, year: int) -> int | None:
    """The day in `year`, as an ordinal; None where that year has none."""
    found = _unmoved(day, year)
    if found is None or day.offset is None:
        return found
    moved = found + _distance(day.offset, found)
    return moved if 1 <= moved <= _ENDS else None


def _unmoved(day: Day, year: int) -> int | None:
    if not date.min.year <= year < date.max.year:
        return None
    if not day.month:
        return easter(year).toordinal()
    most = monthrange(year, day.month)[1]
    if day.day:
        return date(year, day.month, day.day).toordinal() if day.day <= most else None
    first = date(year, day.month, 1 if day.nth > 0 else most)
    if day.nth > 0:
        number = 1 + (day.weekday - first.weekday()) % _WEEK + (day.nth - 1) * _WEEK
    else:
        number = most - (first.weekday() - day.weekday) % _WEEK + (day.nth + 1) * _WEEK
    return date(year, day.month, number).toordinal() if 1 <= number <= most else None


def _distance(offset: Offset, ordinal: int) -> int:
    """The days by which the offset moves the day with this ordinal."""
    if offset.weekday is None:
        return offset.days
    weekday = (ordinal - 1) % _WEEK
    if offset.days > 0:
        return (offset.weekday - weekday) % _WEEK
    return -((weekday - offset.weekday) % _WEEK)
