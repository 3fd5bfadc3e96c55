"""Records put together so that every reference in them resolves.

What refers to nothing is left out. An authority is the exception: without it the entry would seem
to be the house's own, so its name stays as it is written.
"""

from collections.abc import Collection, Mapping
from typing import TypeVar

from msgspec.structs import replace

from floorwalker.knowledge.model.records import (
    ContactPoint,
    Guide,
    Knowledge,
    Municipality,
    Record,
    Service,
    SharedFields,
)

R = TypeVar("R", bound=Record)
S = TypeVar("S", bound=SharedFields)


def resolved(knowledge: Knowledge) -> Knowledge:
    """`knowledge` without what refers to nothing in it."""
    contacts = knowledge.contact_points
    sections: tuple[Mapping[str, Record], ...] = (
        knowledge.services,
        contacts,
        knowledge.guides,
        knowledge.terms,
        knowledge.notices,
    )
    known = {record.ref for section in sections for record in section.values()}
    return replace(
        knowledge,
        municipality=_resolved_municipality(knowledge.municipality, known),
        services={id_: _resolved_service(each, known) for id_, each in knowledge.services.items()},
        contact_points={id_: _resolved_contact(each, contacts) for id_, each in contacts.items()},
        guides={id_: _resolved_guide(each, known) for id_, each in knowledge.guides.items()},
        terms={id_: _without(each, "related", known) for id_, each in knowledge.terms.items()},
        notices={id_: _without(each, "about", known) for id_, each in knowledge.notices.items()},
    )


def fallback_circle(contact: ContactPoint, contacts: Mapping[str, ContactPoint]) -> tuple[str, ...]:
    """The circle in which the fallbacks of `contact` run, from its entry on; empty where none."""
    chain: list[str] = []
    current: ContactPoint | None = contact
    while current is not None:
        if current.id in chain:
            return (*chain[chain.index(current.id) :], current.id)
        chain.append(current.id)
        current = contacts.get(current.fallback) if current.fallback else None
    return ()


def _resolved_municipality(house: Municipality, known: Collection[str]) -> Municipality:
    quick = tuple(ref for ref in house.quick if ref in known)
    return house if quick == house.quick else replace(house, quick=quick)


def _resolved_service(service: Service, known: Collection[str]) -> Service:
    service = _with_owner(service, known)
    contacts = tuple(id_ for id_ in service.contact_points if f"contact:{id_}" in known)
    helpers = tuple(id_ for id_ in service.help_here if f"contact:{id_}" in known)
    guides = tuple(id_ for id_ in service.guides if f"guide:{id_}" in known)
    related = tuple(ref for ref in service.related if ref in known)
    sound = (contacts, helpers, guides, related)
    if sound == (service.contact_points, service.help_here, service.guides, service.related):
        return service
    return replace(
        service, contact_points=contacts, help_here=helpers, guides=guides, related=related
    )


def _resolved_contact(contact: ContactPoint, contacts: Mapping[str, ContactPoint]) -> ContactPoint:
    if contact.owner is not None and contact.owner not in contacts:
        contact = replace(contact, owner=None)
    if contact.fallback is None:
        return contact
    if contact.fallback in contacts and not fallback_circle(contact, contacts):
        return contact
    return replace(contact, fallback=None)


def _resolved_guide(guide: Guide, known: Collection[str]) -> Guide:
    guide = _with_owner(guide, known)
    is_sound = not guide.help or f"contact:{guide.help}" in known
    return guide if is_sound else replace(guide, help=None)


def _with_owner(record: S, known: Collection[str]) -> S:
    is_sound = record.owner is None or f"contact:{record.owner}" in known
    return record if is_sound else replace(record, owner=None)


def _without(record: R, field: str, known: Collection[str]) -> R:
    refs: tuple[str, ...] = getattr(record, field)
    sound = tuple(ref for ref in refs if ref in known)
    return record if sound == refs else replace(record, **{field: sound})
