"""Weekly opening hours, between OpenStreetMap's syntax and the recurrence fields of RFC 5545.

What a week cannot say (public holidays, seasons, single days) stays OpenStreetMap text.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

from msgspec import Struct

from floorwalker.knowledge.hours import is_valid_hours

DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""Weekdays as RFC 5545 writes them; OpenStreetMap writes `Mo`."""
_AND_HOLIDAYS: Final = ",PH "
_LAST_SECOND: Final = "23:59:59"
"""How a schedule says 24:00, which is no time of day there."""
_RULE: Final = re.compile(r"^(?:(?P<days>[A-Z][a-z](?:[,-][A-Z][a-z])*) )?(?P<times>[0-9:,-]+)$")
_TIMES: Final = re.compile(r"^([0-9]{2}:[0-9]{2})-([0-9]{2}:[0-9]{2})$")
_CLOCK: Final = re.compile(r"^([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(?:\.[0-9]+)?)?Z?$")
_BYDAY: Final = re.compile(r"^(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$")
_UNSUPPORTED: Final = (
    "bymonthday", "byyearday", "byweekno", "count", "until", "valid_from", "valid_to",
)  # fmt: skip


class Weekly(Struct, frozen=True, order=True):
    """The same hours on some days of every week."""

    byday: str
    """`MO,TU`."""
    opens_at: str
    """`10:00`."""
    closes_at: str
    """`14:00`, or `24:00`."""


class Week(Struct, frozen=True):
    """Opening hours taken apart."""

    weekly: tuple[Weekly, ...]
    exceptions: tuple[str, ...]
    """The rules that a week cannot say, as they stand in the expression."""


def week_of(expression: str) -> Week:
    """The expression taken apart; where a later rule is for the same day, it alone counts."""
    times: dict[str, list[tuple[str, str]]] = {}
    exceptions = []
    for part in expression.split(";"):
        rule = part.strip()
        if _AND_HOLIDAYS in rule:
            exceptions.append(f"PH {rule.partition(' ')[2]}")
            rule = rule.replace(_AND_HOLIDAYS, " ")
        found = _weekly(rule)
        if found is None:
            exceptions.append(rule)
        else:
            days, spans = found
            times |= dict.fromkeys(days, spans)
    return Week(tuple(_rows(times)), tuple(rule for rule in exceptions if rule))


def _weekly(rule: str) -> tuple[list[str], list[tuple[str, str]]] | None:
    if rule == "24/7":
        return list(DAYS), [("00:00", "24:00")]
    match = _RULE.match(rule)
    if match is None:
        return None
    days = _days(match["days"]) if match["days"] else list(DAYS)
    spans = [_TIMES.match(span) for span in match["times"].split(",")]
    if days is None or not all(spans):
        return None
    return days, [(span[1], span[2]) for span in spans if span]


def _days(text: str) -> list[str] | None:
    """`Mo-We,Fr` as days; None where a word is no weekday."""
    days: list[str] = []
    for part in text.upper().split(","):
        first, _dash, last = part.partition("-")
        if first not in DAYS or (last or first) not in DAYS:
            return None
        start, end = DAYS.index(first), DAYS.index(last or first)
        days += [DAYS[day % 7] for day in range(start, end + 1 + 7 * (end < start))]
    return days


def _rows(times: dict[str, list[tuple[str, str]]]) -> Iterator[Weekly]:
    days_of: dict[tuple[str, str], list[str]] = {}
    for day in DAYS:
        for span in times.get(day, ()):
            days_of.setdefault(span, []).append(day)
    for (opens, closes), days in days_of.items():
        yield Weekly(",".join(days), opens, closes)


def schedule_fields(row: Weekly) -> dict[str, str]:
    """The recurrence fields of a schedule."""
    closes = _LAST_SECOND if row.closes_at == "24:00" else f"{row.closes_at}:00"
    return {
        "freq": "WEEKLY",
        "byday": row.byday,
        "opens_at": f"{row.opens_at}:00",
        "closes_at": closes,
    }


def osm_rule(schedule: Mapping[str, str]) -> str | None:
    """A schedule, all its fields as text, as an OpenStreetMap rule; None where it cannot be one.

    A monthly schedule with numbered weekdays, `1MO`, becomes `Mo[1]`.
    """
    freq = schedule.get("freq", "")
    opens, closes = _clock(schedule.get("opens_at", "")), _clock(schedule.get("closes_at", ""))
    days = [_BYDAY.match(day.strip()) for day in schedule.get("byday", "").upper().split(",")]
    if any(schedule.get(field) for field in _UNSUPPORTED) or not (opens and closes and all(days)):
        return None
    if schedule.get("interval", "1") not in {"", "1"} or opens == closes:
        return None
    found = [(day[1] or "", day[2]) for day in days if day]
    monthly = freq == "MONTHLY"
    if freq not in {"", "WEEKLY", "MONTHLY"} or any(bool(nth) != monthly for nth, _day in found):
        return None
    if monthly:
        names = ",".join(f"{day.capitalize()}[{nth}]" for nth, day in found)
    else:
        names = _osm_days({day for _nth, day in found})
    rule = f"{names} {opens}-{closes}"
    return rule if is_valid_hours(rule) else None


def osm_hours(rules: list[str]) -> str:
    """The rules as one expression: several spans of the same days stand together."""
    spans: dict[str, list[str]] = {}
    for rule in dict.fromkeys(rules):
        days, _space, span = rule.partition(" ")
        spans.setdefault(days, []).append(span)
    merged = [f"{days} {','.join(sorted(found))}" for days, found in spans.items()]
    return "; ".join(sorted(merged, key=_first_day))


def _first_day(rule: str) -> int:
    return DAYS.index(rule[:2].upper())


def _clock(text: str) -> str:
    """`10:00:00` as `10:00`; empty where it is no time of day."""
    match = _CLOCK.match(text.strip())
    if match is None:
        return ""
    return "24:00" if match[0].startswith(_LAST_SECOND) else f"{match[1]}:{match[2]}"


def _osm_days(days: set[str]) -> str:
    """`Mo-We,Fr`: runs of three days or more, and of two, as ranges."""
    numbers = sorted(DAYS.index(day) for day in days)
    runs = []
    for _key, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [DAYS[number].capitalize() for _index, number in group]
        runs.append(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}")
    return ",".join(runs)
