"""Records in another language: what a visitor, or the person at the desk, reads.

A text that a translation lacks stays as the house wrote it. The records themselves keep the house's
own words: what is registered and exported is named by them, whatever language the desk reads.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, Literal, TypeVar

from msgspec.structs import replace

from floorwalker.knowledge.model.fields import SLUG_PATTERN
from floorwalker.knowledge.model.fingerprints import digest_of
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
T = TypeVar("T", bound=Rendering)

Caveat = Literal["outdated", "unreviewed"]
"""What a reader of a translation should know: its text has changed since, or nobody checked it."""


def in_language(record: R, language: str) -> R:
    """`record` with the texts that its translation into `language` has.

    A text that the house does not say any more, an alert that is over, is said in no language.
    """
    translation = record.translations.get(language)
    if translation is None:
        return record
    texts = {
        field: getattr(translation, field)
        for field in rendered(record, translation)
        if getattr(record, field)
    }
    return replace(record, **texts)


def is_unreviewed(record: Record | Municipality, language: str) -> bool:
    """Whether `record` is told in a translation into `language` that no reader of it has checked.

    A change may have set every text anew that was translated: then nothing is.
    """
    rendering = translations_of(record).get(language)
    if rendering is None or rendering.reviewed_date is not None:
        return False
    return any(rendered(record, rendering))


def is_outdated(record: Record | Municipality, language: str) -> bool:
    """Whether the texts that the translation into `language` renders have changed since.

    `record` is as the house wrote it, as it reads on a day, or as it is shown in any language.
    """
    rendering = translations_of(record).get(language)
    if rendering is None or not rendering.of:
        return False
    return rendering.of != fingerprint(_own_words(record), rendering)


def caveat(records: Iterable[Record], language: str) -> Caveat | None:
    """What is to be said of the translations of `records` that are read together."""
    found = list(records)
    if any(is_outdated(record, language) for record in found):
        return "outdated"
    return "unreviewed" if any(is_unreviewed(record, language) for record in found) else None


def fingerprint(record: Record | Municipality | Rendering, rendering: Rendering) -> str:
    """What the texts that `rendering` renders say now, as `of` keeps it: twelve letters.

    In a file that is of the texts as they stand there, with `{rate:ID}` for an amount.
    """
    texts = {field: getattr(record, field) for field in rendered(record, rendering)}
    return digest_of(texts)


def rendered(record: Record | Municipality | Rendering, rendering: Rendering) -> Iterator[str]:
    """The fields of `record` that `rendering` says in another language, as far as they are shown.

    An authority that is named by its contact's id is called as that contact point is.
    """
    for field in rendering.__struct_fields__:
        if field in NOT_SHOWN or not getattr(rendering, field) or not hasattr(record, field):
            continue
        if field != "competent_authority" or not is_id(getattr(record, field)):
            yield field


def carried(before: Record, old: Rendering, after: Record, new: T) -> T:
    """`new` with an `of` that fits `after` where that of `old` fitted `before`.

    For a record that is told in other words without being another: with amounts filled in, or as it
    reads from a day on. What was of an older text stays so, and an `of` of its own stays.
    """
    if not old.of or new.of != old.of or old.of != fingerprint(before, old):
        return new
    return replace(new, of=fingerprint(after, new))


def translations_of(record: Record | Municipality) -> Mapping[str, Rendering]:
    """The translations of `record`, by language."""
    found: Mapping[str, Rendering] = getattr(record, "translations", {})
    return found


def _own_words(record: Record | Municipality) -> Record | Municipality | Rendering:
    """What the house wrote, also of a record that is shown in another language."""
    shown = translations_of(record).values()
    return next((each for each in shown if each.reviewed_date == _FROM_THE_START), record)


def is_id(authority: str) -> bool:
    """Whether an authority is named by its contact's id, not by a name in words."""
    return re.search(SLUG_PATTERN, authority) is not None


_OF_ITSELF: Final = frozenset(Rendering.__struct_fields__)
"""What a translation says of itself."""
NOT_SHOWN: Final = _OF_ITSELF | {"keywords", "danger"}
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
        notices={id_: _shown(each, language, own) for id_, each in knowledge.notices.items()},
        rates=knowledge.rates,
    )


def _shown(record: R, language: str, own: str) -> R:
    translation = record.translations.get(language)
    if translation is None:
        return record
    texts = {
        field: getattr(record, field)
        for field in translation.__struct_fields__
        if field not in _OF_ITSELF and hasattr(record, field)
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
    unnamed = carried(service, translation, service, replace(translation, competent_authority=""))
    return replace(service, translations={**service.translations, language: unnamed})


def _with_authority(service: Service, language: str, authorities: dict[str, str]) -> Service:
    """`service` with a translation that names the authority, where only its contact point does."""
    said = authorities.get(service.competent_authority, service.competent_authority)
    translation = service.translations.get(language, ServiceTranslation())
    if translation.competent_authority or said == service.competent_authority:
        return service
    named = carried(service, translation, service, replace(translation, competent_authority=said))
    return replace(service, translations={**service.translations, language: named})
