"""Where this visitor goes now: which door, whether it is open, who takes over when it is not."""

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from floorwalker.knowledge.hours import UNKNOWN, Opening
from floorwalker.knowledge.house import opening_of, phone_opening_of
from floorwalker.knowledge.model.records import (
    ContactPoint,
    Entry,
    Guide,
    Knowledge,
    Notice,
    Service,
)


class Door(Struct, frozen=True, kw_only=True):
    """A contact point as it is right now."""

    contact: ContactPoint
    opening: Opening
    """Personal attendance, or the telephone where there are only telephone hours."""
    phone: Opening
    """The telephone, where there is one."""
    fallback: "Door | None" = None
    """Who takes over, where this one is closed."""

    @property
    def is_reachable(self) -> bool:
        """Whether somebody can be met or rung now; unknown hours count as yes."""
        return self.opening.open is not False or self.phone.open is True


class Route(Struct, frozen=True, kw_only=True):
    """The way of one visitor from an entry."""

    entry: Entry
    wrong_door: str = ""
    """The authority that decides, where that is not the municipality."""
    doors: tuple[Door, ...] = ()
    """Best first, as the entry names them."""
    guides: tuple[Guide, ...] = ()
    related: tuple[Entry, ...] = ()
    notices: tuple[Notice, ...] = ()
    """What is different right now, for the entry, its doors or the whole house."""

    @property
    def best(self) -> Door | None:
        """The door to send the visitor to: the first that is reachable, its fallback else."""
        reachable = next((door for door in self.doors if door.is_reachable), None)
        if reachable is not None or not self.doors:
            return reachable
        fallbacks = (door.fallback for door in self.doors if door.fallback)
        open_fallback = next((door for door in fallbacks if door.is_reachable), None)
        return open_fallback or self.doors[0]


def route(knowledge: Knowledge, entry: Entry, now: datetime) -> Route:
    """The route from `entry` at `now`, an aware time in the municipality's zone."""
    contacts = contacts_of(knowledge, entry)
    guides = tuple(knowledge.guides[id_] for id_ in getattr(entry, "guides", ()))
    concerned = {entry.ref, *(contact.ref for contact in contacts)}
    return Route(
        entry=entry,
        wrong_door=knowledge.authority_name(entry) if isinstance(entry, Service) else "",
        doors=tuple(door(knowledge, contact, now) for contact in contacts),
        guides=(entry,) if isinstance(entry, Guide) else guides,
        related=_related(knowledge, entry),
        notices=tuple(
            notice
            for notice in knowledge.notices.values()
            if notice.is_current(now) and (not notice.about or concerned & set(notice.about))
        ),
    )


def route_through(
    knowledge: Knowledge, ref: str | None, contact: str | None, now: datetime
) -> Route | None:
    """The route from the entry `ref` through the door that the visitor was sent to.

    Args:
        knowledge: where both are looked up.
        ref: names the entry; None where there is no answer.
        contact: names the door that was chosen; without one, or where it has gone, the route has
            the entry's own doors.
        now: an aware time in the municipality's zone.

    Returns:
        None where there is no entry any more that visitors are sent on from.
    """
    entry = knowledge.entry(ref) if ref else None
    if entry is None or isinstance(entry, Notice):
        return None
    way = route(knowledge, entry, now)
    chosen = knowledge.entry(contact) if contact else None
    if not isinstance(chosen, ContactPoint):
        return way
    return replace(way, doors=(replace(door(knowledge, chosen, now), fallback=None),))


def door(knowledge: Knowledge, contact: ContactPoint, now: datetime) -> Door:
    """`contact` at `now`, with whoever takes over if it is closed."""
    opening = opening_of(knowledge, contact, now)
    return Door(
        contact=contact,
        opening=opening,
        phone=_phone(knowledge, contact, now),
        fallback=_fallback(knowledge, contact, now) if opening.open is False else None,
    )


def _phone(knowledge: Knowledge, contact: ContactPoint, now: datetime) -> Opening:
    return phone_opening_of(knowledge, contact, now) if contact.telephone else UNKNOWN


def _fallback(knowledge: Knowledge, contact: ContactPoint, now: datetime) -> Door | None:
    """The first in the chain of fallbacks that is open; where none is, the first of the chain."""
    chain: list[Door] = []
    while contact.fallback is not None:
        contact = knowledge.contact_points[contact.fallback]
        chain.append(
            Door(
                contact=contact,
                opening=opening_of(knowledge, contact, now),
                phone=_phone(knowledge, contact, now),
            )
        )
    return next((link for link in chain if link.opening.open), chain[0] if chain else None)


def contacts_of(knowledge: Knowledge, entry: Entry) -> tuple[ContactPoint, ...]:
    """Whom an entry leads to, best first; the house's main contact where it names nobody."""
    if isinstance(entry, ContactPoint):
        return (entry,)
    if isinstance(entry, Service):
        helpers = (knowledge.guides[id_].help for id_ in entry.guides)
        named = [*entry.contact_points] or [id_ for id_ in helpers if id_]
    else:
        named = [entry.help] if isinstance(entry, Guide) and entry.help else []
    main = knowledge.municipality.main_contact
    if not named and main in knowledge.contact_points:
        named = [main]
    return tuple(knowledge.contact_points[id_] for id_ in dict.fromkeys(named))


def _related(knowledge: Knowledge, entry: Entry) -> tuple[Entry, ...]:
    found = (knowledge.entry(ref) for ref in getattr(entry, "related", ()))
    return tuple(other for other in found if other is not None and not isinstance(other, Notice))
