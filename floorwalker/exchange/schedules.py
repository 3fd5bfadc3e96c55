"""Weekly opening hours, between OpenStreetMap's syntax and the recurrence fields of RFC 5545.

What a week cannot say (public holidays, seasons, single days) stays OpenStreetMap text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

from msgspec import Struct

DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""Weekdays as RFC 5545 writes them; OpenStreetMap writes `Mo`."""
MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
_AND_HOLIDAYS: Final = ",PH "
LAST_SECOND: Final = "23:59:59"
"""How a schedule says 24:00, which is no time of day there."""
_DATE: Final = "[0-9]{4} [A-Z][a-z]{2} [0-9]{2}"
_RULE: Final = re.compile(
    rf"^(?:(?P<start>{_DATE})(?:\+|-(?P<end>{_DATE})) )?"
    r"(?:(?P<days>[A-Z][a-z](?:[,-][A-Z][a-z])*) )?(?P<times>[0-9:,-]+)$"
)
_TIMES: Final = re.compile(r"^([0-9]{2}:[0-9]{2})-([0-9]{2}:[0-9]{2})$")

Span = tuple[str, str]
"""When it opens and closes."""
Validity = tuple[str, str]
"""The first and the last day of the hours, ISO; empty where they have none."""


class Weekly(Struct, frozen=True, order=True):
    """The same hours on some days of every week."""

    byday: str
    """`MO,TU`."""
    opens_at: str
    """`10:00`."""
    closes_at: str
    """`14:00`, or `24:00`."""
    valid_from: str = ""
    """ISO date; empty means ever since."""
    valid_to: str = ""


class WeekSchedule(Struct, frozen=True):
    """Opening hours taken apart."""

    weekly: tuple[Weekly, ...]
    exceptions: tuple[str, ...]
    """The rules that a week cannot say, as they stand in the expression."""


class _Rule(Struct, frozen=True):
    days: list[str]
    spans: list[Span]
    validity: Validity


def week_of(expression: str) -> WeekSchedule:
    """The expression taken apart.

    A later rule for the same day replaces the earlier, one after a comma and a space adds to it.
    """
    times: dict[tuple[Validity, str], list[Span]] = {}
    exceptions = []
    for part in expression.split(";"):
        for number, text in enumerate(_added(part.strip())):
            rule = _rule(text.replace(_AND_HOLIDAYS, " "))
            if _AND_HOLIDAYS in text:
                exceptions.append(f"PH {text.partition(' ')[2]}")
            if rule is None or (number == 0 and _is_mixed(rule, times)):
                exceptions.append(text)
                continue
            for day in rule.days:
                before = times.get((rule.validity, day), []) if number else []
                times[rule.validity, day] = [*before, *rule.spans]
    return WeekSchedule(tuple(_rows(times)), tuple(text for text in exceptions if text))


def _added(part: str) -> list[str]:
    """The rules of a part that add up; the part itself where a comma means something else."""
    texts = part.split(", ")
    return texts if all(text[:1].isalpha() or text[:4].isdigit() for text in texts[1:]) else [part]


def _is_mixed(rule: _Rule, times: Mapping[tuple[Validity, str], object]) -> bool:
    """Whether the rule replaces hours that hold at other dates: no list of schedules says that."""
    return any(day in rule.days and validity != rule.validity for validity, day in times)


def _rule(text: str) -> _Rule | None:
    if text == "24/7":
        return _Rule(list(DAYS), [("00:00", "24:00")], ("", ""))
    match = _RULE.match(text)
    if match is None:
        return None
    days = _days(match["days"]) if match["days"] else list(DAYS)
    spans = [_TIMES.match(span) for span in match["times"].split(",")]
    if days is None or not all(spans):
        return None
    found = [(span[1], span[2]) for span in spans if span]
    return _Rule(days, found, (_iso(match["start"]), _iso(match["end"])))


def _iso(text: str | None) -> str:
    """`2026 Jan 01` as `2026-01-01`."""
    if not text:
        return ""
    year, month, day = text.split()
    return f"{year}-{MONTHS.index(month) + 1:02}-{day}" if month in MONTHS else ""


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


def _rows(times: Mapping[tuple[Validity, str], list[Span]]) -> Iterator[Weekly]:
    days_of: dict[tuple[Validity, Span], list[str]] = {}
    for (validity, day), spans in sorted(times.items(), key=lambda item: DAYS.index(item[0][1])):
        for span in spans:
            days_of.setdefault((validity, span), []).append(day)
    for (validity, (opens, closes)), days in days_of.items():
        yield Weekly(",".join(days), opens, closes, *validity)


def schedule_fields(row: Weekly) -> dict[str, str]:
    """The recurrence fields of a schedule."""
    closes = LAST_SECOND if row.closes_at == "24:00" else f"{row.closes_at}:00"
    validity = {"valid_from": row.valid_from, "valid_to": row.valid_to}
    return {
        **{name: day for name, day in validity.items() if day},
        "freq": "WEEKLY",
        "byday": row.byday,
        "opens_at": f"{row.opens_at}:00",
        "closes_at": closes,
    }


def osm_hours(rules: Iterable[str]) -> str:
    """The rules as one expression in which they add up, as schedules do."""
    times: dict[str, set[str]] = {}
    others = []
    for text in dict.fromkeys(rules):
        rule = _rule(text)
        if rule is None or any(rule.validity):
            others.append(text)
            continue
        for day in rule.days:
            times.setdefault(day, set()).add(text.rpartition(" ")[2])
    days_of: dict[str, set[str]] = {}
    for day in DAYS:
        if day in times:
            days_of.setdefault(",".join(sorted(times[day])), set()).add(day)
    weekly = "; ".join(f"{osm_days(days)} {spans}" for spans, days in days_of.items())
    return ", ".join(filter(None, [weekly, *others]))


def osm_days(days: Iterable[str]) -> str:
    """`Mo-We,Fr`: runs of three days or more, and of two, as ranges."""
    numbers = sorted(DAYS.index(day) for day in days)
    runs = []
    for _key, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [DAYS[number].capitalize() for _index, number in group]
        runs.append(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}")
    return ",".join(runs)
