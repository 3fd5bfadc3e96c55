"""What of an entry is searched, field by field.

A field's texts are phrases: a name, a keyword. Which words share a phrase matters for names and
keywords; the other fields are bags of words.
"""

import re
from collections.abc import Mapping
from enum import IntEnum
from typing import Final

from floorwalker.knowledge.model.records import ContactPoint, Entry, Guide, Knowledge, Service, Term
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


FIELD_WEIGHTS: Final = (
    ranking.DETAIL,
    ranking.FOREIGN,
    ranking.DESCRIPTION,
    ranking.THEME,
    ranking.LINKED,
    ranking.AUTHORITY,
    ranking.TRANSLATED,
    ranking.KEYWORD,
    ranking.NAME,
)
"""By field."""

ABROAD: Final = (Field.FOREIGN, Field.TRANSLATED)
"""The fields in another language than the knowledge base's own."""

NAMES: Final = (Field.NAME, Field.TRANSLATED)
"""The fields whose texts may be several names in one: `Separation og skilsmisse`."""

FIRST_PHRASE: Final = Field.LINKED
"""From this field on texts are phrases, in which it counts how much of one the query says."""

Part = tuple[Field, tuple[str, ...]]
"""The texts of one field of an entry; none of them is empty."""


def parts(entry: Entry, knowledge: Knowledge) -> list[Part]:
    """Every searched field of `entry` that is not empty, from the least telling to the name."""
    fields: list[Part] = [(Field.DETAIL, _details(entry))]
    if entry.translations:
        fields.append((Field.FOREIGN, _foreign_texts(entry)))
    fields.append((Field.DESCRIPTION, _description(entry)))
    if isinstance(entry, Service):
        fields.append((Field.THEME, (entry.theme,)))
        fields.append((Field.LINKED, _guide_names(entry, knowledge.guides)))
        fields.append((Field.AUTHORITY, (knowledge.authority_name(entry),)))
    elif isinstance(entry, ContactPoint):
        fields.append((Field.AUTHORITY, (entry.organization, entry.email)))
    if entry.translations:
        fields.append((Field.TRANSLATED, _foreign_names(entry)))
    fields.append((Field.KEYWORD, entry.keywords))
    fields.append((Field.NAME, (entry.name,)))
    return [
        (field, texts if all(texts) else tuple(filter(None, texts)))
        for field, texts in fields
        if any(texts)
    ]


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


def _description(entry: Entry) -> tuple[str]:
    return (entry.explanation if isinstance(entry, Term) else entry.description,)


def _foreign_texts(entry: Entry) -> tuple[str, ...]:
    if isinstance(entry, Term):
        return tuple(other.explanation for other in entry.translations.values())
    return tuple(other.description for other in entry.translations.values())


def _foreign_names(entry: Entry) -> tuple[str, ...]:
    return tuple(
        text for other in entry.translations.values() for text in (other.name, *other.keywords)
    )


def _guide_names(service: Service, guides: Mapping[str, Guide]) -> tuple[str, ...]:
    return tuple([guides[id_].name for id_ in service.guides if id_ in guides])


_SEVERAL: Final = re.compile(r"[(),;/–—]| (?:-|og|eller|and|or|&|und|oder) ")


def short_names(name: str) -> tuple[str, ...]:
    """The names that stand in one: `Sundhedskort (gult)` is called `Sundhedskort` too."""
    every = map(str.strip, _SEVERAL.split(name))
    found = [part for part in every if part and not part.endswith("-")]
    return tuple(found) if len(found) > 1 else ()
