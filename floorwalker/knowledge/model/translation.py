"""Records in another language: what a visitor, or the person at the desk, reads.

A text that a translation lacks stays as the house wrote it. The records themselves keep the house's
own words: what is registered and exported is named by them, whatever language the desk reads.
"""

import hashlib
import re
from datetime import date
from typing import Final, TypeVar

import msgspec
from msgspec.structs import replace

from floorwalker.knowledge.model.fields import SLUG_PATTERN
from floorwalker.knowledge.model.records import (
    ContactPoint,
    Entry,
    Guide,
    Knowledge,
    Municipality,
    Notice,
    Record,
    Rendering,
    Service,
    ServiceTranslation,
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
    if is_id(getattr(record, "competent_authority", "")):
        texts.pop("competent_authority", None)  # the contact point says what it is called
    return replace(record, **texts)


def is_unreviewed(record: Entry, language: str) -> bool:
    """Whether `record` has a translation into `language` that no reader of it has checked."""
    rendering = record.translations.get(language)
    return rendering is not None and rendering.reviewed_date is None


def fingerprint(record: Record | Municipality, rendering: Rendering) -> str:
    """What the texts that `rendering` renders say now, as `of` keeps it: twelve hex digits."""
    texts = {
        field: getattr(record, field)
        for field in rendering.__struct_fields__
        if field not in _NOT_SHOWN and getattr(rendering, field)
    }
    return hashlib.sha256(msgspec.json.encode(texts, order="sorted")).hexdigest()[:12]


def is_id(authority: str) -> bool:
    """Whether an authority is named by its contact's id, not by a name in words."""
    return re.search(SLUG_PATTERN, authority) is not None


_OF_ITSELF: Final = frozenset(Rendering.__struct_fields__)
"""What a translation says of itself."""
_NOT_SHOWN: Final = _OF_ITSELF | {"keywords", "danger"}
"""That, and what search alone reads."""


def knowledge_in(knowledge: Knowledge, language: str) -> Knowledge:
    """`knowledge` as it is shown in `language`; itself, where that is the house's own.

    A record shown in `language` has the house's own words among its translations; of these nobody
    has to say that they were reviewed.
    """
    own = knowledge.municipality.languages[0]
    if language == own:
        return knowledge
    authorities = _authorities(knowledge, language)
    return Knowledge(
        municipality=in_language(knowledge.municipality, language),
        services={
            id_: _shown(_authority_shown(each, knowledge, language, authorities), language, own)
            for id_, each in knowledge.services.items()
        },
        contact_points={
            id_: _shown(each, language, own) for id_, each in knowledge.contact_points.items()
        },
        guides={id_: _shown(each, language, own) for id_, each in knowledge.guides.items()},
        terms={id_: _shown(each, language, own) for id_, each in knowledge.terms.items()},
        notices={id_: in_language(each, language) for id_, each in knowledge.notices.items()},
        rates=knowledge.rates,
    )


def _shown(record: R, language: str, own: str) -> R:
    translation = record.translations.get(language)
    if translation is None:
        return record
    texts = {
        field: getattr(record, field)
        for field in translation.__struct_fields__
        if field not in _OF_ITSELF
    }
    words = type(translation)(**texts, reviewed_date=_FROM_THE_START)
    return replace(in_language(record, language), translations={**record.translations, own: words})


_FROM_THE_START: Final = date.min
"""When the house's own words were read by somebody who knows the language."""


def _authorities(knowledge: Knowledge, language: str) -> dict[str, str]:
    """What authorities are called in `language`, by the names that the house has for them."""
    names: dict[str, str] = {}
    for contact in knowledge.contact_points.values():
        shown = in_language(contact, language)
        if shown.organization:
            names.setdefault(contact.organization, shown.organization)
    for contact in knowledge.contact_points.values():
        names[contact.name] = in_language(contact, language).name
    return names


def _authority_shown(
    service: Service, knowledge: Knowledge, language: str, authorities: dict[str, str]
) -> Service:
    """`service` with a translated name of who decides; a contact point has one of its own."""
    translation = service.translations.get(language)
    if knowledge.authority(service) is None:
        return _with_authority(service, language, authorities)
    if translation is None or not translation.competent_authority:
        return service
    unnamed = replace(translation, competent_authority="")
    return replace(service, translations={**service.translations, language: unnamed})


def _with_authority(service: Service, language: str, authorities: dict[str, str]) -> Service:
    """`service` with a translation that names the authority, where only its contact point does."""
    said = authorities.get(service.competent_authority, service.competent_authority)
    translation = service.translations.get(language, ServiceTranslation())
    if translation.competent_authority or said == service.competent_authority:
        return service
    named = replace(translation, competent_authority=said)
    return replace(service, translations={**service.translations, language: named})
