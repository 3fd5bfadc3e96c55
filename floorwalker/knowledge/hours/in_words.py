"""Opening hours in words: `man-ons 10-14, tor 10-17; helligdage lukket`.

For people who read no OpenStreetMap syntax. A rule that a week cannot say stays as it is written.
"""

from floorwalker import i18n
from floorwalker.dates import format_month_and_day, format_short_month, weekday_names
from floorwalker.i18n import _
from floorwalker.knowledge.hours.grammar import HoursError, read_hours
from floorwalker.knowledge.hours.rules import DAY, Clock, Dates, Day, Months, Rule, Span

_WHOLE_WEEK = 7


def hours_in_words(expression: str) -> str:
    """The rules one after the other; text that is no hours as it stands."""
    hours = read_hours(expression)
    if isinstance(hours, HoursError):
        return expression
    said = ""
    for rule in hours.rules:
        joint = _(", otherwise ") if rule.joint == "fallback" else "; "
        words = _rule(rule) or hours.part(rule)
        said += (joint if said else "") + words
    return said


def _rule(rule: Rule) -> str:
    """One rule in words; nothing where words would say less than it does."""
    is_plain = not (rule.years or rule.weeks or rule.numbered or rule.both)
    days = _days(rule)
    if not is_plain or days is None:
        return ""
    if not rule.spans and not rule.names_days and rule.state == "open":
        return _("always open")
    times = [_span(span) for span in rule.spans]
    if not all(times):
        return ""
    state = {"open": "", "closed": _("closed"), "unknown": ""}[rule.state]
    if not times and rule.state == "open":
        state = _("open the whole day")
    comment = f'"{rule.comment}"' if rule.comment else ""
    return " ".join(filter(None, [", ".join(days), " ".join(times), state, comment]))


def _days(rule: Rule) -> list[str] | None:
    """The days that the rule names; None where they need more than weekdays and dates."""
    dates = [_dates(each) if isinstance(each, Dates) else _months(each) for each in rule.dates]
    holidays = [each for each in rule.holidays if not each.school and not each.days_later]
    if len(holidays) < len(rule.holidays) or not all(dates):
        return None
    weekdays = _weekdays(sorted(rule.weekdays)) if len(rule.weekdays) < _WHOLE_WEEK else []
    return [*dates, *weekdays, *([_("public holidays")] if holidays else [])]


def _weekdays(numbers: list[int]) -> list[str]:
    """Runs of three days and more as ranges."""
    names = {number: name.rstrip(".") for number, name in weekday_names("abbreviated").items()}
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [names[run[0]] if len(run) == 1 else f"{names[run[0]]}-{names[run[-1]]}" for run in runs]


def _dates(dates: Dates) -> str:
    first, last = _day(dates.first), _day(dates.last)
    if not first or not last or dates.endless:
        return ""
    return first if dates.first == dates.last else f"{first} - {last}"


def _months(months: Months) -> str:
    if months.year is not None:
        return ""
    first, last = format_short_month(months.first), format_short_month(months.last)
    return first if months.first == months.last else f"{first} - {last}"


def _day(day: Day) -> str:
    if not day.month or not day.day or day.offset is not None:
        return ""
    said = format_month_and_day(day.month, day.day)
    return said if day.year is None else f"{said} {day.year}"


def _span(span: Span) -> str:
    if span.end is None or span.open_end or span.start.event or span.end.event:
        return ""
    return f"{_clock(span.start)}-{_clock(span.end)}"


def _clock(clock: Clock) -> str:
    """`10`, `8.30` or `08:30`; past midnight the time of the next day."""
    minutes = clock.minutes if clock.minutes <= DAY else clock.minutes - DAY
    hour, minute = divmod(minutes, 60)
    if i18n.language() != "da":
        return f"{hour:02}:{minute:02}"
    return f"{hour}.{minute:02}" if minute else str(hour)
