"""What an editor should look at in hours that can be read: what means something else than it seems.

Days are looked at one by one where the rules name dates, and only there: most hours are weekdays
and what closes them.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from floorwalker.knowledge.hours.days import holds_on, is_among
from floorwalker.knowledge.hours.rules import DAY, Dates, Hours, Months, Rule, Span
from floorwalker.knowledge.hours.timeline import takes_the_place

_TWO_YEARS: Final = 731
_A_ROUND: Final = 10_228
"""After 28 years the weekdays fall on the same dates again, 29 February and week 53 among them."""
_MOST_SELECTORS: Final = 80
"""Hours of more rules and dates are not compared with each other: it would take seconds."""
_EVERY_DAY: Final = frozenset(range(7))
_LONGEST_DAY: Final = 16 * 60
"""A bar's Saturday, or a doctor on call from four to eight; `14:00-10:00` is turned round."""
_LIKE_CHRISTMAS: Final = re.compile(
    r"(?<![\w,-])(?<![\d.] )jul(?!\w|\s*[-,+\d]|\s+(?:mo|tu|we|th|fr|sa|su)\b)"
)
"""July alone, in small letters, as a Dane writes Christmas; not `jul-aug`, `jul 1`, `jul mo`."""
_COMMENT: Final = re.compile('"[^"]*"')


class Advice(Struct, frozen=True):
    """One thing to look at: its code, and which parts of the text it is about."""

    code: str
    part: str
    other: str = ""
    """The rule that stands in the way."""


def forgets_half_holidays(hours: Hours) -> bool:
    """Whether the hours close on public holidays and say nothing of the days that only seem so.

    5 June and 24 December are no public holidays by Danish law: `PH off` leaves them open.
    """
    closes = any(
        rule.state == "closed" and not rule.spans and any(not h.school for h in rule.holidays)
        for rule in hours.rules
    )
    return closes and not any(
        _is_named(rule, month, day) for rule in hours.rules for month, day in _HALF_HOLIDAYS
    )


def forgets_holidays(hours: Hours) -> bool:
    """Whether hours of some weekdays say nothing of public holidays, so that they are open then.

    Who is open all seven days of the week may well be open on holidays, too.
    """
    opened = [rule for rule in hours.rules if rule.state == "open"]
    weekdays = frozenset[int]().union(*(rule.weekdays for rule in opened))
    return (
        bool(weekdays)
        and weekdays != _EVERY_DAY
        and not any(
            any(not holiday.school for holiday in rule.holidays)
            or (rule.state == "closed" and rule.dates)
            for rule in hours.rules
        )
    )


_HALF_HOLIDAYS: Final = ((6, 5), (12, 24))


def _is_named(rule: Rule, month: int, day: int) -> bool:
    """Whether a rule names that date, in any year."""
    return any(
        isinstance(dates, Dates)
        and dates.first.year is None
        and is_among(date(2024, month, day), dates)
        for dates in rule.dates
    )


def advice_on(hours: Hours, today: date) -> list[Advice]:
    """What to look at, in the order of the text; `today` says what is over."""
    found = [Advice("hours-spaces", hours.text)] if hours.loose else []
    for index, rule in enumerate(hours.rules):
        found += _of_rule(hours, index, rule, today)
    return found


def is_like_christmas(text: str) -> bool:
    """Whether the text has `jul` where a Dane may have meant Christmas: the month is July."""
    said = _COMMENT.sub('""', text)
    return bool(_LIKE_CHRISTMAS.search(said))


def _of_rule(hours: Hours, index: int, rule: Rule, today: date) -> Iterator[Advice]:
    part = hours.part(rule)
    if any(holiday.school for holiday in rule.holidays):
        yield Advice("hours-school-holidays", part)
    if not rule.spans and not rule.explicit:
        yield Advice("hours-without-times", part)
    if any(span.open_end for span in rule.spans):
        yield Advice("hours-open-end", part)
    if any(_needs_sun(span) for span in rule.spans):
        yield Advice("hours-by-the-sun", part)
    if _names_no_days(hours, index):
        yield Advice("hours-every-day", part)
    if any(_is_turned_round(span) for span in rule.spans):
        yield Advice("hours-whole-night", part)
    if is_like_christmas(part):
        yield Advice("hours-like-christmas", part)
    if _has_year_once(rule):
        yield Advice("hours-year-once", part)
    if hours.selectors <= _MOST_SELECTORS:
        yield from _on_no_day(hours, index, today)


def _on_no_day(hours: Hours, index: int, today: date) -> Iterator[Advice]:
    rule = hours.rules[index]
    if _is_over(rule, today):
        yield Advice("hours-over", hours.part(rule))
    elif not _can_meet(rule) or any(_days(rule, today, _A_ROUND)):
        yield from _in_the_way(hours, index, today)
    elif not any(holiday.school for holiday in rule.holidays):
        yield Advice("hours-never", hours.part(rule))


def _has_year_once(rule: Rule) -> bool:
    """Whether a year stands before the first date of a list alone: the others are of every year."""
    return len({_has_year(dates) for dates in rule.dates}) > 1


def _names_no_days(hours: Hours, index: int) -> bool:
    """Whether times stand alone after a rule of some days, so that they hold on all seven."""
    rule = hours.rules[index]
    is_bare = rule.spans and not rule.names_days
    if not is_bare or rule.state == "closed" or rule.joint == "fallback":
        return False
    return any(before.names_days for before in hours.rules[:index])


def _is_turned_round(span: Span) -> bool:
    """Whether the end may have been meant for the same day: it lies so far into the next one."""
    if span.end is None or span.start.event or span.end.event:
        return False
    end = span.end.minutes
    return end > DAY and end - span.start.minutes > _LONGEST_DAY


def _needs_sun(span: Span) -> bool:
    return bool(span.start.event or (span.end and span.end.event))


# Rules that hold on no day


def _days(rule: Rule, first: date, count: int) -> Iterator[date]:
    """The days from `first` on on which the rule holds."""
    return (day for day in _run(first, count) if holds_on(rule, day))


def _run(first: date, count: int) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range(count))


def _last_year(rule: Rule) -> int:
    """The last year in which the rule may hold; years without an end count as far ahead."""
    ends = [date.max.year]
    if rule.years:
        ends.append(max(years.last or date.max.year for years in rule.years))
    if rule.dates:
        ends.append(max(_last_year_of(dates) for dates in rule.dates))
    return min(ends)


def _last_year_of(dates: Dates | Months) -> int:
    if isinstance(dates, Months):
        if dates.year is None:
            return date.max.year
        return dates.last_year or dates.year + (dates.last < dates.first)
    if dates.first.year is None or dates.endless:
        return date.max.year
    return (dates.last.year or dates.first.year) + (dates.last.year is None)


def _is_over(rule: Rule, today: date) -> bool:
    """Whether the rule held before and will not again: `2026 Jan 05 off` in May 2026."""
    last = _last_year(rule)
    if last < today.year:
        return True
    if last > today.year + 1:
        return False
    ahead = (date(last, 12, 31) - today).days + 1
    return not any(_days(rule, today, ahead)) and any(
        _days(rule, today - timedelta(days=_TWO_YEARS), _TWO_YEARS)
    )


def _can_meet(rule: Rule) -> bool:
    """Whether the rule joins selectors that may never meet: `Jun week 1`, `SH Mo`."""
    kinds = [rule.years, rule.dates, rule.weeks, rule.names_weekdays]
    return sum(map(bool, kinds)) > 1 or any(holiday.school for holiday in rule.holidays)


# Rules in the way of others


def _rank(rule: Rule) -> int:
    """How narrow the days of a rule are: a date is an exception to a holiday, that to a weekday."""
    if rule.years or any(_has_year(dates) for dates in rule.dates):
        return 4
    if any(isinstance(dates, Dates) for dates in rule.dates):
        return 3
    if rule.holidays and (rule.both or not (rule.weekdays or rule.numbered)):
        return 2
    return 1 if rule.dates or rule.weeks or (rule.numbered and not rule.weekdays) else 0


def _has_year(dates: Dates | Months) -> bool:
    return (dates.year if isinstance(dates, Months) else dates.first.year) is not None


def _in_the_way(hours: Hours, index: int, today: date) -> Iterator[Advice]:
    """A rule that a later one takes the place of: an exception before its rule, a time lost."""
    rule = hours.rules[index]
    later = [
        other
        for number, other in enumerate(hours.rules)
        if number > index and _covers(hours.rules, number, rule) and _may_meet(rule, other)
    ]
    for other in later:
        if _rank(other) < _rank(rule) and any(
            holds_on(other, day) for day in _days(rule, today, _TWO_YEARS)
        ):
            yield Advice("hours-exception-first", hours.part(rule), hours.part(other))
            return
    undone = rule.state != "closed" and _all_undone(hours, index, later, today)
    if undone:
        yield Advice(undone.code, hours.part(rule), hours.part(undone.by))
    elif rule.passes_midnight:
        yield from _night(hours, index)


class _Undone(Struct, frozen=True):
    """Which later rule leaves nothing of an earlier one, and in which way."""

    code: str
    by: Rule


def _all_undone(hours: Hours, index: int, later: list[Rule], today: date) -> _Undone | None:
    """What takes every day of the rule from it: other times together, or one closing."""
    rule = hours.rules[index]
    days = list(_days(rule, today, _TWO_YEARS))
    if not days:
        return None
    if all(any(holds_on(other, day) for other in later) for day in days):
        return _Undone("hours-replaced", later[-1])
    for other in hours.rules[index + 1 :]:
        is_closing = other.state == "closed" and not other.spans and other.joint != "fallback"
        if is_closing and all(holds_on(other, day) for day in days):
            return _Undone("hours-closed-again", other)
    return None


def _covers(rules: tuple[Rule, ...], number: int, rule: Rule) -> bool:
    """Whether the later rule undoes what `rule` says, on the days that both name."""
    other = rules[number]
    if takes_the_place(rules, number):
        return True
    if other.joint == "fallback":
        return False
    if rule.state == "closed":
        return other.state != "closed" and other.joint == "additional"
    return not other.spans and not other.names_days


def _may_meet(rule: Rule, other: Rule) -> bool:
    """Whether the two may name the same day, as far as their weekdays tell."""
    if rule.holidays or other.holidays or rule.numbered or other.numbered:
        return True
    return bool((rule.weekdays or _EVERY_DAY) & (other.weekdays or _EVERY_DAY))


def _goes_on(rule: Rule, other: Rule) -> bool:
    """Whether `other` is open from midnight on for as long as the night of `rule` lasts."""
    ends = [span.end.minutes - DAY for span in rule.spans if span.end and not span.end.event]
    return other.state == "open" and any(
        span.end is not None
        and not (span.start.event or span.end.event)
        and span.start.minutes == 0
        and span.end.minutes >= max(ends, default=DAY)
        for span in other.spans
    )


def _night(hours: Hours, index: int) -> Iterator[Advice]:
    """A night that a later rule cuts off at midnight, since it takes the place of the next day."""
    rule = hours.rules[index]
    mornings = {(weekday + 1) % 7 for weekday in rule.weekdays or _EVERY_DAY}
    for number in range(index + 1, len(hours.rules)):
        other = hours.rules[number]
        if takes_the_place(hours.rules, number) and _rank(other) == _rank(rule) == 0:
            cut = mornings & (other.weekdays or _EVERY_DAY)
            is_cut = cut - (rule.weekdays or _EVERY_DAY) and not _goes_on(rule, other)
            if is_cut and not other.holidays:
                yield Advice("hours-night-cut", hours.part(rule), hours.part(other))
                return
