"""The house's closing days stand in one place, `closures`: what says them again, or against them.

Only contact points that close with the house are looked at. A rule of their hours that holds on
other days as well is no repetition: without it they would be open then.
"""

from collections.abc import Iterator, Sequence, Set
from datetime import date, timedelta
from typing import Final

from floorwalker.knowledge.hours.days import holds_on
from floorwalker.knowledge.hours.grammar import HoursError, read_hours
from floorwalker.knowledge.hours.rules import Dates, Rule
from floorwalker.knowledge.house import closes_with_house
from floorwalker.knowledge.model.records import Closure, ContactPoint, Knowledge, Notice

Finding = tuple[str, str, dict[str, str]]
"""The field, the code, and the details."""

_YEAR: Final = 366
_FIELDS: Final = ("opening_hours", "phone_hours")
CONSTITUTION_DAY: Final = (6, 5)
CHRISTMAS_EVE: Final = (12, 24)
_CLOSED: Final = ("lukket", "lukker", "closed", "closes")
"""What a notice says that is about a closure."""


def closure_findings(contact: ContactPoint, knowledge: Knowledge, today: date) -> Iterator[Finding]:
    """Rules that name only days on which the house is closed in the year from `today` on."""
    closures = knowledge.municipality.closures
    if not closures or not closes_with_house(knowledge, contact):
        return
    for field in _FIELDS:
        hours = read_hours(getattr(contact, field))
        if isinstance(hours, HoursError):
            continue
        for rule in hours.rules:
            if _is_of_dates(rule) and _holds_in_closures_only(rule, closures, today):
                code = "hours-repeat-closure" if rule.state == "closed" else "hours-in-closure"
                yield field, code, {"part": hours.part(rule)}


def repeated_by(notice: Notice, closures: Sequence[Closure]) -> Closure | None:
    """The closure that a notice to everybody seems to tell again; None where there is none."""
    if notice.about or not any(word in notice.text.casefold() for word in _CLOSED):
        return None
    last = notice.ends_at.date()
    return next((each for each in closures if each.last_day == last), None)


def half_holidays_in_closures(contact: ContactPoint, knowledge: Knowledge) -> Set[tuple[int, int]]:
    """Of 5 June and 24 December, as month and day, those on which it is closed with the house."""
    if not knowledge.municipality.closures or not closes_with_house(knowledge, contact):
        return frozenset()
    days = {
        (day.month, day.day)
        for each in knowledge.municipality.closures
        for day in _days(each.starts, each.last_day)
    }
    return days & {CONSTITUTION_DAY, CHRISTMAS_EVE}


def _is_of_dates(rule: Rule) -> bool:
    return bool(rule.dates) and all(isinstance(each, Dates) for each in rule.dates)


def _holds_in_closures_only(rule: Rule, closures: Sequence[Closure], today: date) -> bool:
    days = [day for day in _days(today, today + timedelta(days=_YEAR)) if holds_on(rule, day)]
    return bool(days) and all(any(each.covers(day) for each in closures) for day in days)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))
