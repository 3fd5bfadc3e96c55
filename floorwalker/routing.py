"""Where this visitor goes now: whose the errand is, which door, and what can be done at once.

A door is usable when a visitor can get in touch through it. Doors that are open come before those
whose hours nobody knows, and these before closed ones; a closed door is taken over by the first of
its chain of fallbacks that is not closed itself. Nobody is sent to a closed door: when all are
closed, the answer is what can be done now, and when which door opens.

Pure: a knowledge base, an entry and a moment in, a `Route` out. The desk, the registration, the
command line, the slip and the info screen all ask here.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from floorwalker.knowledge.hours import Opening, opening_at
from floorwalker.knowledge.house import closed_days, closes_with_house, told_closures
from floorwalker.knowledge.model.records import (
    Closure,
    ContactPoint,
    Entry,
    Guide,
    Knowledge,
    Notice,
    Service,
)
from floorwalker.phone_lines import PhoneLine, lines_for, lines_of

DoorKind = Literal["ours", "help_here", "elsewhere"]
"""Whose the errand is: ours; another decides and we help here; not here."""
Do = Literal["go", "call", "write", "book", "self_service", "urgent", "wait"]

ALARM: Final = "112"
_RANKS: Final = {True: 0, None: 1, False: 2}
"""Open, then unknown, then closed."""


class Door(Struct, frozen=True, kw_only=True):
    """A contact point as it is right now."""

    contact: ContactPoint
    opening: Opening
    """Personal attendance, otherwise the telephone, where there are only hours of that."""
    in_person: Opening | None = None
    """Personal attendance; None where nobody can walk up."""
    lines: tuple[PhoneLine, ...] = ()
    """Every number, those for the entry first."""
    meant: tuple[PhoneLine, ...] = ()
    """The numbers for the entry among them."""
    fallback: "Door | None" = None
    """Who takes over, where this one is closed or has no way in: the first that is not closed."""

    @property
    def is_open(self) -> bool | None:
        """Whether somebody can be met or rung now; None where nobody knows."""
        return _any_open([self.opening.open, *(line.opening.open for line in self.lines)])

    @property
    def phone_open(self) -> bool | None:
        """Whether one of the numbers is answered now; None where there is none, or nobody knows."""
        return _any_open([line.opening.open for line in self.lines]) if self.lines else None


def _any_open(states: Iterable[bool | None]) -> bool | None:
    found = set(states)
    if True in found:
        return True
    return None if None in found else False


class Action(Struct, frozen=True, kw_only=True):
    """Something that can be done now, or what is waited for."""

    do: Do
    ref: str | None
    """The contact point or the guide."""
    value: str | None
    """A way there, a number as it is dialled, a mail address or a link."""
    until: datetime | None = None
    starts: datetime | None = None
    """What is waited for begins then."""


class Route(Struct, frozen=True, kw_only=True):
    """The way of one visitor from an entry."""

    entry: Entry
    kind: DoorKind = "ours"
    authority: str = ""
    """The name of who decides, where that is not the municipality."""
    authority_ref: str | None = None
    """Their contact point."""
    doors: tuple[Door, ...] = ()
    """In the order shown; whoever takes over is among them."""
    own: frozenset[str] = frozenset()
    """The refs of the doors that the entry names itself."""
    go_to: Door | None = None
    """Where the visitor is sent; None where everything is closed, or there is no door."""
    actions: tuple[Action, ...] = ()
    """What can be done now, in the order shown; never empty."""
    guides: tuple[Guide, ...] = ()
    related: tuple[Entry, ...] = ()
    notices: tuple[Notice, ...] = ()
    """What is different right now, for the entry, its doors or the whole house."""
    closures: tuple[Closure, ...] = ()
    """When the house is closed, where that is soon and one of its doors is among these."""

    @property
    def best(self) -> Door | None:
        """The door to name: where the visitor is sent, otherwise the first to open again."""
        if self.go_to is not None:
            return self.go_to
        return next((door for door in self.doors if door.contact.usable), None)

    @property
    def go_to_open(self) -> bool | None:
        """Whether the visitor is sent to somebody who is there; None where nobody knows."""
        return self.go_to.is_open if self.go_to is not None else False

    @property
    def is_taken_over(self) -> bool:
        """Whether the visitor is sent to somebody who stands in for a closed door."""
        return self.go_to is not None and self.go_to.contact.ref not in self.own

    @property
    def is_all_closed(self) -> bool:
        """Whether there are doors, and none of them is open."""
        return self.go_to is None and any(door.contact.usable for door in self.doors)


def route(knowledge: Knowledge, entry: Entry, now: datetime) -> Route:
    """The route from `entry` at `now`, an aware time in the municipality's zone."""
    guides = tuple(knowledge.guides[id_] for id_ in getattr(entry, "guides", ()))
    bare = Route(
        entry=entry,
        guides=(entry,) if isinstance(entry, Guide) else guides,
        related=_related(knowledge, entry),
    )
    if isinstance(entry, Service):
        bare = _with_authority(bare, knowledge, entry)
    contacts = contacts_of(knowledge, entry)
    doors = [door(knowledge, contact, now, entry) for contact in contacts]
    concerned = {entry.ref, *(contact.ref for contact in contacts)}
    notices = tuple(
        notice
        for notice in knowledge.notices.values()
        if notice.is_current(now) and (not notice.about or concerned & set(notice.about))
    )
    closures = _closures(knowledge, contacts, now)
    return _with_doors(replace(bare, notices=notices, closures=closures), doors, knowledge, now)


def _closures(
    knowledge: Knowledge, contacts: Iterable[ContactPoint], now: datetime
) -> tuple[Closure, ...]:
    told = tuple(told_closures(knowledge, now.date()))
    return told if told and any(closes_with_house(knowledge, each) for each in contacts) else ()


def door_kind(knowledge: Knowledge, service: Service) -> DoorKind:
    """Whose the errand is."""
    if not knowledge.authority_name(service):
        return "ours"
    return "help_here" if service.help_here else "elsewhere"


def _with_authority(of: Route, knowledge: Knowledge, service: Service) -> Route:
    contact = _authority(knowledge, service)
    return replace(
        of,
        kind=door_kind(knowledge, service),
        authority=knowledge.authority_name(service),
        authority_ref=contact.ref if contact else None,
    )


def _authority(knowledge: Knowledge, service: Service) -> ContactPoint | None:
    """The contact point of who decides; where older folders have a name, the one of that name."""
    known = knowledge.authority(service)
    name = service.competent_authority.casefold()
    if known is not None or not name:
        return known
    contacts = knowledge.contact_points.values()
    return next((each for each in contacts if each.name.casefold() == name), None)


def _with_doors(of: Route, doors: list[Door], knowledge: Knowledge, now: datetime) -> Route:
    """`of` with its doors in order, where the visitor is sent, and what can be done."""
    go_to = _go_to(doors)
    if go_to is None:
        go_to = _main_door(of, doors, knowledge, now)
    shown = doors if of.kind == "help_here" else _ranked(doors)
    if go_to is not None and (of.kind != "help_here" or go_to not in shown):
        shown = [go_to, *(each for each in shown if each.contact.ref != go_to.contact.ref)]
    own = frozenset(each.contact.ref for each in doors)
    found = replace(of, doors=tuple(shown), own=own, go_to=go_to)
    return replace(found, actions=tuple(_actions(found, knowledge, now)))


def _go_to(doors: Iterable[Door]) -> Door | None:
    """The first usable door that is open, its own or one that takes over; else unknown; or none."""
    doors = tuple(doors)
    usable = [each for each in doors if each.contact.usable]
    fallbacks = [each.fallback for each in doors if each.fallback is not None]
    candidates = [*usable, *fallbacks]
    for state in (True, None):
        found = next((each for each in candidates if each.is_open is state), None)
        if found is not None:
            return found
    return None


def _ranked(doors: Iterable[Door]) -> list[Door]:
    """Usable ones first, of these the open ones, then those with hours that nobody knows."""
    return sorted(doors, key=lambda each: (not each.contact.usable, _RANKS[each.is_open]))


def _main_door(
    of: Route, doors: Iterable[Door], knowledge: Knowledge, now: datetime
) -> Door | None:
    """The house's main contact, or who takes over there, where no door of the errand is open.

    Not for another authority's errand that has a way in: the visitor stands in the house already.
    Unknown hours do where the errand has no way in at all.
    """
    main = knowledge.contact_points.get(knowledge.municipality.main_contact)
    if main is None or isinstance(of.entry, ContactPoint):
        return None
    has_door = any(each.contact.usable for each in doors)
    if of.kind == "elsewhere" and (has_door or of.guides):
        return None
    found = _go_to([door(knowledge, main, now)])
    return found if found is not None and (found.is_open or not has_door) else None


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
    only = replace(door(knowledge, chosen, now, entry), fallback=None)
    own = frozenset({chosen.ref})
    chosen_way = replace(way, doors=(only,), own=own, go_to=_go_to([only]))
    return replace(chosen_way, actions=tuple(_actions(chosen_way, knowledge, now)))


def door(
    knowledge: Knowledge, contact: ContactPoint, now: datetime, entry: Entry | None = None
) -> Door:
    """`contact` at `now`, with whoever takes over if it is closed or nobody can get in touch.

    Where `entry` is told, the numbers that are for it come first.
    """
    found = _door(knowledge, contact, now, entry)
    if found.opening.open is not False and contact.usable:
        return found
    return replace(found, fallback=_fallback(knowledge, contact, now))


def _door(
    knowledge: Knowledge, contact: ContactPoint, now: datetime, entry: Entry | None = None
) -> Door:
    closed = closed_days(knowledge, contact)

    def opening(hours: str) -> Opening:
        return opening_at(hours, now, closed)

    lines = lines_of(contact, opening)
    meant = lines_for(entry, lines)
    usual = contact.opening_hours or contact.phone_hours
    return Door(
        contact=contact,
        opening=opening(usual) if usual else _opening_of(meant or lines, opening("")),
        in_person=_in_person(contact, opening),
        lines=(*meant, *(line for line in lines if line not in meant)),
        meant=meant,
    )


def _opening_of(lines: Iterable[PhoneLine], without_hours: Opening) -> Opening:
    """How a contact point stands whose numbers alone have hours: as the first that is answered."""
    openings = [line.opening for line in lines]
    return next((each for each in openings if each.open), next(iter(openings), without_hours))


def _in_person(contact: ContactPoint, opening: Callable[[str], Opening]) -> Opening | None:
    """Personal attendance; a place whose telephone hours alone are told is none to walk to."""
    if contact.appointment == "none":
        return None
    if contact.opening_hours:
        return opening(contact.opening_hours)
    is_place = bool(contact.address or contact.directions)
    return opening("") if is_place and not contact.phone_hours else None


def _fallback(knowledge: Knowledge, contact: ContactPoint, now: datetime) -> Door | None:
    """The first usable one in the chain of fallbacks that is open; else with unknown hours."""
    chain: list[Door] = []
    while contact.fallback is not None:
        contact = knowledge.contact_points[contact.fallback]
        chain.append(_door(knowledge, contact, now))
    return _go_to(chain)


def contacts_of(knowledge: Knowledge, entry: Entry) -> tuple[ContactPoint, ...]:
    """Whom an entry leads to: who helps here, who decides, then the others, best first.

    The house's main contact where an entry of the house names nobody.
    """
    if isinstance(entry, ContactPoint):
        return (entry,)
    named: list[str] = []
    if isinstance(entry, Service):
        authority = _authority(knowledge, entry)
        decides = [authority.id] if authority is not None else []
        helpers = (knowledge.guides[id_].help for id_ in entry.guides)
        others = [*entry.contact_points] or [id_ for id_ in helpers if id_]
        named = [*entry.help_here, *decides, *others]
    elif isinstance(entry, Guide) and entry.help:
        named = [entry.help]
    main = knowledge.municipality.main_contact
    if not named and main in knowledge.contact_points:
        named = [main]
    return tuple(knowledge.contact_points[id_] for id_ in dict.fromkeys(named))


def _related(knowledge: Knowledge, entry: Entry) -> tuple[Entry, ...]:
    found = (knowledge.entry(ref) for ref in getattr(entry, "related", ()))
    return tuple(other for other in found if other is not None and not isinstance(other, Notice))


# What can be done now


def _actions(of: Route, knowledge: Knowledge, now: datetime) -> Iterator[Action]:
    """Each thing once, in the order in which it is told."""
    seen: set[tuple[Do, str | None]] = set()
    for action in _all_actions(of, knowledge, now):
        if (action.do, action.value) not in seen:
            seen.add((action.do, action.value))
            yield action
    if not seen:
        main = knowledge.contact_points.get(knowledge.municipality.main_contact)
        yield _wait(door(knowledge, main, now)) if main else Action(do="wait", ref=None, value=None)


def _all_actions(of: Route, knowledge: Knowledge, now: datetime) -> Iterator[Action]:
    usable = [each for each in of.doors if each.contact.usable]
    for each in _reached(of, usable):
        yield from _to_reach(each, of)
    if of.go_to is None and getattr(of.entry, "urgent", False):
        yield from _alarm(knowledge, now)
    for guide in of.guides:
        yield Action(do="self_service", ref=guide.ref, value=guide.url)
    for each in usable:
        if each.is_open is False and (of.go_to is None or each.contact.ref == of.authority_ref):
            yield _wait(each)
    for each in usable:
        contact = each.contact
        if contact.appointment_url:
            yield Action(do="book", ref=contact.ref, value=contact.appointment_url)
    for each in usable:
        if each.contact.email:
            yield Action(do="write", ref=each.contact.ref, value=each.contact.email)


def _reached(of: Route, usable: Iterable[Door]) -> list[Door]:
    """The doors to go to or to ring now: the open ones; unknown ones where none is open."""
    if of.go_to is None:
        return []
    reached = [of.go_to, *usable]
    if of.go_to.fallback is not None:
        reached.append(of.go_to.fallback)  # somebody can be met there, while here one can only ring
    state = of.go_to.is_open
    first_of = {each.contact.ref: each for each in reversed(reached) if each.is_open is state}
    return [
        first_of[ref]
        for ref in dict.fromkeys(each.contact.ref for each in reached if each.is_open is state)
    ]


def _to_reach(of: Door, way: Route) -> Iterator[Action]:
    """How to reach a door now: in the house on foot first, elsewhere by telephone."""
    state = of.is_open
    calls = list(_calls(of, state, is_urgent=getattr(way.entry, "urgent", False)))
    walks = list(_walk(of, state, has_other_way=bool(calls) or _takes_messages(of.contact)))
    is_far = bool(of.contact.address) or of.contact.ref == way.authority_ref
    by_telephone_first = is_far or getattr(way.entry, "urgent", False)
    yield from calls + walks if by_telephone_first else walks + calls


def _takes_messages(contact: ContactPoint) -> bool:
    return bool(contact.appointment_url or contact.email)


def _walk(of: Door, state: bool | None, *, has_other_way: bool) -> Iterator[Action]:
    """On foot; not where only those are let in who have booked, if they can book."""
    if of.in_person is None or of.in_person.open is not state:
        return
    if of.contact.appointment == "required" and has_other_way:
        return
    way = _way_to(of.contact)
    yield Action(do="go", ref=of.contact.ref, value=way, until=of.in_person.until)


def _calls(of: Door, state: bool | None, *, is_urgent: bool) -> Iterator[Action]:
    """The numbers for the errand that are answered, otherwise any that is."""
    meant = [line for line in of.meant if line.opening.open is state]
    answered = meant or [line for line in of.lines if line.opening.open is state][:1]
    for line in answered:
        is_alarm = is_urgent and line.opening.open is True and line.opening.until is None
        yield Action(
            do="urgent" if is_alarm else "call",
            ref=of.contact.ref,
            value=line.number,
            until=line.opening.until,
        )


def _wait(of: Door) -> Action:
    """When a closed door opens, and how it is reached then: in the house on foot, else rung."""
    contact = of.contact
    opens: list[tuple[str | None, Opening]] = [
        (line.number, line.opening) for line in of.meant or of.lines
    ]
    if of.in_person is not None:
        opens.insert(len(opens) if contact.address else 0, (_way_to(contact), of.in_person))
    for way, opening in opens:
        if opening.opens_next is not None:
            return Action(do="wait", ref=contact.ref, value=way, starts=opening.opens_next)
    return Action(do="wait", ref=contact.ref, value=_way_to(contact), starts=of.opening.opens_next)


def _way_to(contact: ContactPoint) -> str:
    return contact.directions or contact.address or contact.name


def _alarm(knowledge: Knowledge, now: datetime) -> Iterator[Action]:
    """The alarm, where the knowledge base has it and it answers: for danger, when all is closed."""
    for contact in knowledge.contact_points.values():
        if contact.telephone != ALARM:
            continue
        if all(line.opening.open is not False for line in door(knowledge, contact, now).lines):
            yield Action(do="urgent", ref=contact.ref, value=contact.telephone)
            return
