"""Records in another language: what a visitor, or the person at the desk, reads.

A text that a translation lacks stays as the house wrote it. The records themselves keep the house's
own words: what is registered and exported is named by them, whatever language the desk reads.
"""

from typing import TypeVar

from msgspec.structs import replace

from floorwalker.knowledge.model.records import (
    ContactPoint,
    Entry,
    Guide,
    Knowledge,
    Municipality,
    Notice,
    Service,
    Term,
)

R = TypeVar("R", Service, ContactPoint, Guide, Term, Notice, Municipality, Entry)


def in_language(record: R, language: str) -> R:
    """`record` with the texts that its translation into `language` has."""
    translation = record.translations.get(language)
    if translation is None:
        return record
    texts = {
        field: said
        for field in translation.__struct_fields__
        if field not in _NOT_SHOWN and (said := getattr(translation, field))
    }
    return replace(record, **texts)


_NOT_SHOWN = frozenset({"keywords"})
"""What search alone reads."""


def knowledge_in(knowledge: Knowledge, language: str) -> Knowledge:
    """`knowledge` as it is shown in `language`; itself, where that is the house's own.

    A record shown in `language` has the house's own words among its translations.
    """
    own = knowledge.municipality.languages[0]
    if language == own:
        return knowledge
    return Knowledge(
        municipality=in_language(knowledge.municipality, language),
        services={id_: _shown(each, language, own) for id_, each in knowledge.services.items()},
        contact_points={
            id_: _shown(each, language, own) for id_, each in knowledge.contact_points.items()
        },
        guides={id_: _shown(each, language, own) for id_, each in knowledge.guides.items()},
        terms={id_: _shown(each, language, own) for id_, each in knowledge.terms.items()},
        notices={id_: in_language(each, language) for id_, each in knowledge.notices.items()},
    )


def _shown(record: R, language: str, own: str) -> R:
    translation = record.translations.get(language)
    if translation is None:
        return record
    fields = translation.__struct_fields__
    words = type(translation)(**{field: getattr(record, field) for field in fields})
    return replace(in_language(record, language), translations={**record.translations, own: words})
