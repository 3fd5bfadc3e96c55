"""Who decides, seen by the checker: is it a contact point, and how is it reached?"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from floorwalker.knowledge.model.records import ContactPoint, Service
from floorwalker.knowledge.model.translation import is_id

Finding = tuple[str, dict[str, str]]
"""A code, and the details of the problem."""

_LEAST: Final = 3
"""Letters of a name that may be meant by a part of it."""


def authority_findings(service: Service, contacts: Mapping[str, ContactPoint]) -> Iterator[Finding]:
    """What is wrong with the authority of a service; an id that names nothing is told elsewhere.

    Of a name in words nobody can say whether a visitor gets in touch: it is asked to become an id.
    """
    name = service.competent_authority
    if not name:
        return
    if is_id(name):
        contact = contacts.get(name)
        if contact is not None and not contact.usable:
            yield "authority-unusable", {"authority": name, "ref": service.ref}
        return
    meant = contact_meant(name, contacts)
    yield "authority-text", {"authority": name, "near": meant.id if meant else ""}


def contact_named(name: str, contacts: Mapping[str, ContactPoint]) -> ContactPoint | None:
    """The one contact point with this very name; None where there is none, or several."""
    found = [contact for contact in contacts.values() if contact.name == name]
    return found[0] if len(found) == 1 else None


def contact_meant(name: str, contacts: Mapping[str, ContactPoint]) -> ContactPoint | None:
    """The contact point that an authority in words probably means."""
    said = name.casefold()
    for called in (_name, _organization):
        for contact in contacts.values():
            if called(contact).casefold() == said:
                return contact
    first = min(contacts.values(), key=lambda each: _place_of(each.name, said), default=None)
    return first if first is not None and _place_of(first.name, said) < len(said) else None


def _place_of(name: str, said: str) -> int:
    """Where the words of `name` stand in `said`; its end where they do not."""
    found = re.search(rf"\b{re.escape(name.casefold())}\b", said) if len(name) > _LEAST else None
    return found.start() if found else len(said)


def _name(contact: ContactPoint) -> str:
    return contact.name


def _organization(contact: ContactPoint) -> str:
    return contact.organization
