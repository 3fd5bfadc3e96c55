"""What the registration strip is about, and what it is filled with before anybody touches it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from floorwalker.door_text import state_text
from floorwalker.i18n import _
from floorwalker.knowledge.model.records import ContactPoint, Guide, Service, Term
from floorwalker.phrases import words
from floorwalker.routing import Door, Route


@dataclass(frozen=True, kw_only=True)
class RegistrationOption:
    """An entry to register an encounter on, or "not in the knowledge base"."""

    ref: str | None
    """`KIND:ID`, or None."""
    name: str
    query: str
    """The words typed."""
    confident: bool | None
    contacts: tuple[tuple[str, str], ...] = ()
    """Where the visitor may be sent: ref and words."""
    contact: str = ""
    """The ref of the best of them that is open."""
    outcome: str
    """The likely one."""
    is_sensitive: bool = False


def unknown_option(
    query: str, confident: bool | None, *, is_sensitive: bool = False
) -> RegistrationOption:
    """The errand that the knowledge base has no answer to.

    It is as sensitive as what the search, or a person, took it for.
    """
    return RegistrationOption(
        ref=None,
        name=_("Not in the knowledge base"),
        query=query,
        confident=confident,
        outcome="unmet",
        is_sensitive=is_sensitive,
    )


def option_for(
    route: Route, now: datetime, *, query: str, confident: bool | None
) -> RegistrationOption:
    """The errand about the entry of `route`."""
    entry = route.entry
    best = route.best
    return RegistrationOption(
        ref=entry.ref,
        name=entry.name,
        query=query,
        confident=confident,
        contacts=tuple(_contacts(route.doors, best, now)),
        contact=best.contact.ref if best else "",
        outcome=likely_outcome(route),
        is_sensitive=isinstance(entry, Service) and entry.sensitive,
    )


def likely_outcome(route: Route) -> str:
    """How an errand about this entry usually ends."""
    entry = route.entry
    if isinstance(entry, Term):
        return "answered"
    if isinstance(entry, Guide):
        return "self_service"
    if isinstance(entry, ContactPoint) or route.kind == "elsewhere":
        return "referred"
    if entry.guides and not entry.contact_points:
        return "self_service"
    best = route.best
    if best is not None and best.contact.appointment == "required":
        return "appointment"
    return "referred"


def _contacts(doors: Iterable[Door], best: Door | None, now: datetime) -> Iterable[tuple[str, str]]:
    """The doors of the entry and whoever takes over, each once, the best first."""
    found = [best] if best else []
    for door in doors:
        found += [door, door.fallback] if door.fallback else [door]
    named: dict[str, str] = {}
    for door in found:
        state = words(state_text(door, now))
        named.setdefault(door.contact.ref, f"{door.contact.name}  {state}")
    return named.items()
