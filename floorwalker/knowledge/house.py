"""The house: which contact points are its own, and on which days they are closed with it.

Nothing in a contact point says whose it is, so it is told from what does say something. The house's
own are those that help here, and those whose mail or page stands under the same name as the main
contact's, wherever they have their desks. Another's are authorities that decide a service, lines
with a short number, and whoever has mail or a page under another name. Who answers day and night,
or is one key away for people in danger, never closes with the house. `follows_closures` decides
where that tells wrong.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final

from floorwalker.knowledge.hours import ClosedDays, is_valid_hours
from floorwalker.knowledge.hours.rules import MONTHS
from floorwalker.knowledge.model.records import Closure, ContactPoint, Knowledge

TOLD_BEFORE_DAYS: Final = 14
"""For so many days before the house closes visitors are told."""
_ALWAYS: Final = "24/7"
_HOST: Final = re.compile(r"^https?://(?:[^/@]*@)?([^/:?#]+)", re.IGNORECASE)
_PORTALS: Final = frozenset({"borger.dk", "virk.dk", "e-boks.dk"})
"""Names under which everybody has pages."""


def closed_days(knowledge: Knowledge, contact: ContactPoint) -> tuple[ClosedDays, ...]:
    """The days on which the contact point is closed with the house."""
    closures = knowledge.municipality.closures
    if not closures or not closes_with_house(knowledge, contact):
        return ()
    return tuple(ClosedDays(each.starts, each.last_day, each.text) for each in closures)


def closes_with_house(knowledge: Knowledge, contact: ContactPoint) -> bool:
    """Whether the contact point is closed on the days on which the house is."""
    if contact.follows_closures is not None:
        return contact.follows_closures
    always = _ALWAYS in (contact.opening_hours, contact.phone_hours)
    return not (always or contact.urgent) and contact.id in _of_house(_Same(knowledge))


def published_hours(knowledge: Knowledge, contact: ContactPoint, expression: str) -> str:
    """Hours for a reader who has no `closures`: the days on which it is closed with the house too.

    Hours that say nothing, or that nobody can read, stay as they are.
    """
    days = closed_days(knowledge, contact)
    if not days or not is_valid_hours(expression):
        return expression
    return "; ".join([expression, *(f"{_dates(each.first, each.last)} off" for each in days)])


def _dates(first: date, last: date) -> str:
    """`2026 Dec 24-2027 Jan 03`, as opening hours write days."""
    said = [f"{day.year} {MONTHS[day.month - 1]} {day.day:02}" for day in (first, last)]
    return said[0] if first == last else "-".join(said)


def house_is_closed(knowledge: Knowledge, day: date) -> bool:
    """Whether the house is closed on `day` beyond weekends and public holidays."""
    return any(closure.covers(day) for closure in knowledge.municipality.closures)


def told_closures(knowledge: Knowledge, day: date) -> Iterator[Closure]:
    """The closures that visitors are told of on `day`: those in force, and those near."""
    for closure in knowledge.municipality.closures:
        if closure.last_day >= day and (closure.starts - day).days <= TOLD_BEFORE_DAYS:
            yield closure


class _Same:
    """A knowledge base, told apart by being the same one, not by what it says."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.knowledge is self.knowledge

    def __hash__(self) -> int:
        return id(self.knowledge)


@lru_cache(maxsize=2)
def _of_house(same: _Same) -> frozenset[str]:
    """The ids of the house's own contact points; the desk asks at every key."""
    knowledge = same.knowledge
    house = knowledge.municipality
    helpers = {id_ for service in knowledge.services.values() for id_ in service.help_here}
    own = helpers | {house.main_contact}
    decide = {each.competent_authority for each in knowledge.services.values()} - {""}
    others = {
        contact.id
        for contact in knowledge.contact_points.values()
        if not decide.isdisjoint((contact.id, contact.name, contact.organization))
    }
    main = knowledge.contact_points.get(house.main_contact)
    names = _web_names(main) if main else frozenset()
    addresses = {"", *(location.address for location in house.locations.values())}
    found = {
        contact.id
        for contact in knowledge.contact_points.values()
        if contact.id not in others and _seems_own(contact, names, addresses)
    }
    return frozenset(found | own)


def _seems_own(contact: ContactPoint, names: frozenset[str], addresses: set[str]) -> bool:
    """Whether nothing that is known of the contact point says that it is another's."""
    if contact.telephone and not contact.telephone.startswith("+"):
        return False
    if names and (own := _web_names(contact)):
        return not own.isdisjoint(names)
    return contact.address in addresses and (
        not contact.source or not names.isdisjoint(_hosts(contact.source))
    )


def _web_names(contact: ContactPoint) -> frozenset[str]:
    """Under which names it is found: of its mail, where it has none of its page."""
    mail = _registered(contact.email.rpartition("@")[2])
    return frozenset({mail}) if mail else _hosts(contact.url) - _PORTALS


def _hosts(address: str) -> frozenset[str]:
    """The name of the website, where there is an address."""
    host = _HOST.match(address)
    return frozenset({_registered(host[1])} if host else ())


def _registered(host: str) -> str:
    """`byg.fjordkobing.example` → `fjordkobing.example`."""
    return ".".join(host.casefold().split(".")[-2:])
