"""A knowledge base as it reads on a day: what changes from a day on, and the year's amounts.

The loader keeps what the files say; whatever answers a visitor reads it through `as_of`. The day is
the house's, and an argument: on 31 December and on 1 January the same files say different things.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from operator import attrgetter
from typing import Final, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from floorwalker.knowledge.model.records import (
    Change,
    Entry,
    Knowledge,
    Rate,
    Record,
    SharedFields,
)
from floorwalker.knowledge.model.resolving import resolved
from floorwalker.knowledge.model.translation import carried, translations_of

TOLD_BEFORE_DAYS: Final = 60
"""For so many days before a change staff read its note."""
RATE: Final = re.compile(r"\{rate:([a-z0-9-]{1,64})\}")
"""What stands in a text for an amount; the group is the id of the rate."""
MEANT_AS_RATE: Final = re.compile(r"\{\s*rates?\s*[:.=][^{}]*\}", re.IGNORECASE)
"""What stands for an amount, or is meant to: `{rate: gebyr}` is shown as it is written."""
_RATE_AND_STOP: Final = re.compile(rf"{RATE.pattern}(\.(?!\.))?")
"""An amount with the full stop behind it, which `280 kr.` has already."""
_OPENING: Final = "{rate:"

S = TypeVar("S", bound=SharedFields)
R = TypeVar("R", bound=Record)
T = TypeVar("T", bound=Struct)


def as_of(knowledge: Knowledge, day: date) -> Knowledge:
    """`knowledge` as it reads on `day`; itself where nothing depends on the day."""
    changed = _with_changes(knowledge, day)
    return _with_rates(changed, day.year) if changed.rates else changed


def coming_changes(entry: Entry, day: date) -> tuple[Change, ...]:
    """The changes that staff are told of on `day`, the next one first."""
    if not isinstance(entry, SharedFields):
        return ()
    near = (
        change
        for change in entry.changes
        if change.note and 0 < (change.starts - day).days <= TOLD_BEFORE_DAYS
    )
    return tuple(sorted(near, key=attrgetter("starts")))


def value_in(rate: Rate, year: int) -> str:
    """The amount of `year`; where it is not known, the latest that is, with its year.

    An amount of a year to come is told only where no other is known.
    """
    known = rate.values.get(f"{year:04}")
    if known is not None:
        return known
    past = [each for each in rate.values if int(each) < year]
    latest = max(past or rate.values)
    return f"{rate.values[latest]} ({latest})"


def changed(record: S, day: date) -> S:
    """`record` with the fields that its changes have set by `day`.

    A translation of a text that was set anew, and was not itself, is left out: it would be of the
    old text. The others are as old or as new as they were.
    """
    due = [change for change in record.changes if change.starts <= day and change.set]
    for change in sorted(due, key=attrgetter("starts")):
        fields: dict[str, object] = msgspec.to_builtins(record)
        said = {field: value for field, value in change.set.items() if field != "translations"}
        translations = _translated(fields.get("translations"), said, change.set)
        new = msgspec.convert({**fields, **said, "translations": translations}, type(record))
        record = _carried(record, new)
    return record


def _carried(before: R, after: R) -> R:
    """`after` with translations that are as old or as new as they were `before`."""
    old = translations_of(before)
    new = {
        language: carried(before, old[language], after, rendering) if language in old else rendering
        for language, rendering in translations_of(after).items()
    }
    return replace(after, translations=new) if new else after


def _translated(
    before: object, said: Mapping[str, object], change: Mapping[str, object]
) -> dict[str, object]:
    """The translations after a change, by language and field."""
    old = before if isinstance(before, dict) else {}
    new = change.get("translations")
    added = new if isinstance(new, dict) else {}
    return {
        language: {
            **{field: text for field, text in old.get(language, {}).items() if field not in said},
            **added.get(language, {}),
        }
        for language in dict.fromkeys((*old, *added))
    }


def _with_changes(knowledge: Knowledge, day: date) -> Knowledge:
    sections = {
        "services": knowledge.services,
        "contact_points": knowledge.contact_points,
        "guides": knowledge.guides,
    }
    found: dict[str, Mapping[str, SharedFields]] = {}
    for name, records in sections.items():
        due = {id_: new for id_, old in records.items() if (new := changed(old, day)) is not old}
        if due:
            found[name] = {**records, **due}
    return resolved(replace(knowledge, **found)) if found else knowledge


def _with_rates(knowledge: Knowledge, year: int) -> Knowledge:
    amounts = {id_: value_in(rate, year) for id_, rate in knowledge.rates.items()}

    def filled(records: Mapping[str, R]) -> dict[str, R]:
        return {
            id_: record if (new := _filled(record, amounts)) is record else _carried(record, new)
            for id_, record in records.items()
        }

    return Knowledge(
        municipality=_filled(knowledge.municipality, amounts),
        services=filled(knowledge.services),
        contact_points=filled(knowledge.contact_points),
        guides=filled(knowledge.guides),
        terms=filled(knowledge.terms),
        notices=filled(knowledge.notices),
        rates=knowledge.rates,
    )


def _filled(record: T, amounts: Mapping[str, str]) -> T:
    """`record` with amounts in its texts; itself where none of them holds any."""
    told = {
        field: new
        for field in record.__struct_fields__
        if (new := _told(old := getattr(record, field), amounts)) is not old
    }
    return replace(record, **told) if told else record


def _told(value: object, amounts: Mapping[str, str]) -> object:
    if isinstance(value, str):
        return _with_amounts(value, amounts) if _OPENING in value else value
    if isinstance(value, Struct):
        return _filled(value, amounts)
    if isinstance(value, tuple | list):
        items = [_told(item, amounts) for item in value]
        is_same = all(new is old for new, old in zip(items, value, strict=True))
        return value if is_same else type(value)(items)
    if isinstance(value, dict):
        told = {key: _told(item, amounts) for key, item in value.items()}
        return value if all(told[key] is item for key, item in value.items()) else told
    return value


def _with_amounts(text: str, amounts: Mapping[str, str]) -> str:
    """An unknown rate stays as it is written: the checker names it."""

    def told(found: re.Match[str]) -> str:
        amount, stop = amounts.get(found[1]), found[2] or ""
        if amount is None:
            return found[0]
        return amount if amount.endswith(".") else amount + stop

    return _RATE_AND_STOP.sub(told, text)


def rates_in(
    value: object, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every rate that the texts of a record name: where in it, by the names of the file."""
    for place, text in _texts_in(value, path):
        yield from ((place, found) for found in RATE.findall(text))


def misspelt_rates(value: object) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What the texts of a record mean as a rate, and do not spell as one: where, and the words."""
    for place, text in _texts_in(value, ()):
        for found in MEANT_AS_RATE.findall(text):
            if RATE.fullmatch(found) is None:
                yield place, found


def _texts_in(
    value: object, path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text that holds a brace: where in the record, by the names of the file."""
    if isinstance(value, str):
        if "{" in value:
            yield path, value
    elif isinstance(value, Struct):
        names = zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True)
        for field, name in names:
            yield from _texts_in(getattr(value, field), (*path, name))
    elif isinstance(value, tuple | list):
        for index, item in enumerate(value):
            yield from _texts_in(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts_in(item, (*path, key))
