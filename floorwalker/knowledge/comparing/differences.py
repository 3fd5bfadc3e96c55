"""What differs between two states of a knowledge base, field by field.

What an entry says is compared as it stands, not as it reads on a day. Nothing is said of an entry
that one of the two could not read whole: that something is gone is a claim.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import lru_cache
from typing import Final, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import fields as fields_of

from floorwalker.collation import alphabetically
from floorwalker.knowledge.comparing.areas import Area, area_of, field_rank, rank_of
from floorwalker.knowledge.model.records import (
    Knowledge,
    Municipality,
    Rate,
    Record,
    Rendering,
    Service,
)

Compared = Record | Rate | Municipality
HOUSE = "municipality"
"""How the municipality itself is named."""
LEXICON = "lexicon"
"""How the editors' own words for the search are named."""
Lexicon = Mapping[str, tuple[str, ...]]
"""What visitors say, and the words that it leads to."""


class Difference(Struct, frozen=True, kw_only=True):
    """One thing that differs: an entry that is new or gone, or one field of one that is in both."""

    change: Literal["gone", "new", "changed"]
    area: Area
    ref: str
    """The entry as it is named in the later state; where it is gone in the earlier one."""
    name: str
    """What it is called, in the same state."""
    theme: str = ""
    """Of a service."""
    field: str | None = None
    language: str | None = None
    """Of a translation."""
    old: object = None
    new: object = None
    """What the field says, as in a file; None where it says nothing."""
    removed: tuple[object, ...] = ()
    added: tuple[object, ...] = ()
    """Of a list: what is gone from it and what came; of a translation the fields that differ."""


def compare(
    old: Knowledge,
    new: Knowledge,
    apart: Set[str] = frozenset(),
    *,
    lexicons: tuple[Lexicon, Lexicon] = ({}, {}),
) -> list[Difference]:
    """Every difference, what matters most to a visitor first; `apart` are refs that are left out.

    An entry that only has another id, and is the only one of its kind with that name, counts as the
    same one.
    """
    before = {ref: each for ref, each in _all(old) if ref not in apart}
    after = {ref: each for ref, each in _all(new) if ref not in apart}
    moved = _moved(before, after)
    found: list[Difference] = [*_words(*lexicons)]
    for ref, record in after.items():
        was = before.get(moved.get(ref, ref))
        if was is None:
            found.append(_whole("new", ref, record))
        else:
            found += field_differences(ref, was, record)
    still = {moved.get(ref, ref) for ref in after}
    found += [_whole("gone", ref, record) for ref, record in before.items() if ref not in still]
    return sorted(found, key=_order)


def _all(knowledge: Knowledge) -> Iterator[tuple[str, Compared]]:
    yield HOUSE, knowledge.municipality
    for record in (*knowledge.entries(), *knowledge.notices.values(), *knowledge.rates.values()):
        yield record.ref, record


def _moved(before: Mapping[str, Compared], after: Mapping[str, Compared]) -> dict[str, str]:
    """The entries that were given another id: their ref now, and before."""
    gone = _by_name(record for ref, record in before.items() if ref not in after)
    came = _by_name(record for ref, record in after.items() if ref not in before)
    return {came[key]: gone[key] for key in came.keys() & gone.keys()}


def _by_name(records: Iterable[Compared]) -> dict[tuple[str, str], str]:
    """The refs of those whose name no other of the kind has."""
    named = [
        ((record.kind, name_of(record).casefold()), record.ref)
        for record in records
        if isinstance(record, Record | Rate)
    ]
    counts = Counter(key for key, _ref in named)
    return {key: ref for key, ref in named if counts[key] == 1}


def _words(old: Lexicon, new: Lexicon) -> Iterator[Difference]:
    """What visitors say that leads elsewhere now, as one difference."""
    before, after = (_items({said: [*to] for said, to in each.items()}) for each in (old, new))
    removed = tuple(each for each in before if each not in after)
    added = tuple(each for each in after if each not in before)
    if removed or added:
        yield Difference(
            change="changed",
            area="keywords",
            ref=LEXICON,
            name=LEXICON,
            field=LEXICON,
            removed=removed,
            added=added,
        )


def _whole(change: Literal["gone", "new"], ref: str, record: Compared) -> Difference:
    return Difference(
        change=change, area=change, ref=ref, name=name_of(record), theme=theme_of(record)
    )


def name_of(record: Compared) -> str:
    """What a record is called; a notice by its text."""
    return str(getattr(record, "name", "") or getattr(record, "text", ""))


def theme_of(record: Compared) -> str:
    """The theme of a service."""
    return record.theme if isinstance(record, Service) else ""


def field_differences(ref: str, old: Compared, new: Compared) -> Iterator[Difference]:
    """The fields in which the two differ, under their names in a file."""
    for name, encoded in _names(type(new)):
        was, now = getattr(old, name), getattr(new, name)
        if was == now:
            continue
        if name == "translations":
            yield from _translations(ref, new, was, now)
            continue
        written_old, written_new = _written(was), _written(now)
        removed, added = _between(written_old, written_new)
        yield Difference(
            change="changed",
            area=area_of(encoded),
            ref=ref,
            name=name_of(new),
            theme=theme_of(new),
            field=encoded,
            old=written_old,
            new=written_new,
            removed=removed,
            added=added,
        )


@lru_cache(maxsize=16)
def _names(struct: type[Compared]) -> tuple[tuple[str, str], ...]:
    """The fields of a record: their names here, and in a file."""
    return tuple((field.name, field.encode_name) for field in fields_of(struct))


def _written(value: object) -> object:
    """As in a file; None for nothing."""
    plain: object = msgspec.to_builtins(value)
    return None if plain in ("", [], (), {}) else plain


def _between(old: object, new: object) -> tuple[tuple[object, ...], tuple[object, ...]]:
    """What is gone from a list or a mapping, and what came; nothing where both are no such."""
    before, after = _items(old), _items(new)
    removed = tuple(each for each in before if each not in after)
    return removed, tuple(each for each in after if each not in before)


def _items(value: object) -> list[object]:
    if isinstance(value, Mapping):
        return [{str(key): said} for key, said in value.items()]
    return list(value) if isinstance(value, list | tuple) else []


def _translations(
    ref: str, record: Compared, old: Mapping[str, Rendering], new: Mapping[str, Rendering]
) -> Iterator[Difference]:
    """Of each language which texts were translated, changed, or taken out."""
    for language in sorted({*old, *new}):
        before, after = (
            msgspec.to_builtins(each[language]) if language in each else {} for each in (old, new)
        )
        if before == after:
            continue
        yield Difference(
            change="changed",
            area="translations",
            ref=ref,
            name=name_of(record),
            theme=theme_of(record),
            field="translations",
            language=language,
            removed=tuple(sorted(before.keys() - after.keys())),
            added=tuple(sorted(key for key in after if before.get(key) != after[key])),
        )


_KINDS: Final = ("service", "contact", "guide", "term", "notice", "rate", HOUSE, LEXICON)


def translated_texts(record: Compared, language: str) -> Mapping[str, object]:
    """What a record says in another language, by field; nothing where it is not translated."""
    translations: Mapping[str, Rendering] = getattr(record, "translations", {})
    texts: dict[str, object] = msgspec.to_builtins(translations.get(language, {}))
    return texts


def _order(found: Difference) -> tuple[object, ...]:
    """By area, kind and theme; within them by name, and within an entry as the format has them."""
    return (
        rank_of(found.area),
        _KINDS.index(found.ref.partition(":")[0]),
        alphabetically(found.theme),
        alphabetically(found.name),
        found.ref,
        field_rank(found.field or ""),
        found.language or "",
    )
