"""What of an entry is searched, field by field.

A field's texts are phrases: a name, a keyword. Which words share a phrase matters for names and
keywords; the other fields are bags of words.
"""

import re
from collections.abc import Iterator, Mapping
from enum import IntEnum
from typing import Final, NamedTuple

from floorwalker.knowledge.records import ContactPoint, Entry, Guide, Knowledge, Service, Term
from floorwalker.search import ranking


class Field(IntEnum):
    """Where a word stands, from the least to the most telling."""

    DETAIL = 0
    FOREIGN = 1
    """Running text in another language."""
    DESCRIPTION = 2
    THEME = 3
    LINKED = 4
    """The names of a service's guides."""
    AUTHORITY = 5
    TRANSLATED = 6
    """Names and keywords in another language."""
    KEYWORD = 7
    NAME = 8


FIELD_WEIGHTS: Final[Mapping[Field, float]] = {
    Field.DETAIL: ranking.DETAIL,
    Field.FOREIGN: ranking.FOREIGN,
    Field.DESCRIPTION: ranking.DESCRIPTION,
    Field.THEME: ranking.THEME,
    Field.LINKED: ranking.LINKED,
    Field.AUTHORITY: ranking.AUTHORITY,
    Field.TRANSLATED: ranking.TRANSLATED,
    Field.KEYWORD: ranking.KEYWORD,
    Field.NAME: ranking.NAME,
}

ABROAD: Final = (Field.FOREIGN, Field.TRANSLATED)
"""The fields in another language than the knowledge base's own."""

NAMES: Final = (Field.NAME, Field.TRANSLATED)
"""The fields whose texts may be several names in one: `Separation og skilsmisse`."""

PHRASES: Final = (Field.LINKED, Field.AUTHORITY, Field.TRANSLATED, Field.KEYWORD, Field.NAME)
"""The fields whose texts are phrases, in which it counts how much of one the query says."""


class Part(NamedTuple):
    """The texts of one field of an entry."""

    field: Field
    texts: tuple[str, ...]


def parts(entry: Entry, knowledge: Knowledge) -> Iterator[Part]:
    """Every searched field of `entry` that is not empty, from the least telling to the name."""
    for field, texts in _fields(entry, knowledge):
        filled = tuple(filter(None, texts))
        if filled:
            yield Part(field, filled)


def _fields(entry: Entry, knowledge: Knowledge) -> Iterator[tuple[Field, tuple[str, ...]]]:
    translations = tuple(entry.translations.values())
    yield Field.DETAIL, _details(entry)
    yield Field.FOREIGN, _foreign_texts(entry)
    yield Field.DESCRIPTION, _descriptions(entry)
    if isinstance(entry, Service):
        yield Field.THEME, (entry.theme,)
        yield Field.LINKED, _guide_names(entry, knowledge.guides)
        yield Field.AUTHORITY, (entry.competent_authority,)
    elif isinstance(entry, ContactPoint):
        yield Field.AUTHORITY, (entry.organization, entry.email)
    yield (
        Field.TRANSLATED,
        tuple(text for other in translations for text in (other.name, *other.keywords)),
    )
    yield Field.KEYWORD, entry.keywords
    yield Field.NAME, (entry.name,)


def _details(entry: Entry) -> tuple[str, ...]:
    if isinstance(entry, Service):
        return (
            *entry.questions,
            entry.eligibility,
            *entry.required_documents,
            *entry.next_steps,
            entry.alert,
        )
    if isinstance(entry, ContactPoint):
        return (entry.address, entry.directions, entry.alert)
    if isinstance(entry, Guide):
        return entry.steps
    return ()


def _descriptions(entry: Entry) -> tuple[str, ...]:
    return (entry.explanation if isinstance(entry, Term) else entry.description,)


def _foreign_texts(entry: Entry) -> tuple[str, ...]:
    if isinstance(entry, Term):
        return tuple(other.explanation for other in entry.translations.values())
    return tuple(other.description for other in entry.translations.values())


def _guide_names(service: Service, guides: Mapping[str, Guide]) -> tuple[str, ...]:
    return tuple(guides[id_].name for id_ in service.guides if id_ in guides)


_SEVERAL: Final = re.compile(r"\s*[(),;/–—]\s*|\s+(?:-|og|eller|and|or|&|und|oder)\s+")


def short_names(name: str) -> tuple[str, ...]:
    """The names that stand in one: `Sundhedskort (gult)` is called `Sundhedskort` too."""
    found = [part for part in _SEVERAL.split(name) if part and not part.endswith("-")]
    return tuple(found) if len(found) > 1 else ()
