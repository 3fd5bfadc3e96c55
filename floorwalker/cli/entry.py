"""One entry on the command line: as JSON, and as plain lines in the order a visitor asks."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from floorwalker import labels
from floorwalker.dates import format_date, format_moment
from floorwalker.i18n import _
from floorwalker.knowledge.hours import Opening
from floorwalker.knowledge.model.records import (
    ContactPoint,
    Entry,
    Guide,
    Knowledge,
    Notice,
    Service,
    Term,
)
from floorwalker.routing import Door, Route, door, route

Plain = dict[str, object]


def entry_json(knowledge: Knowledge, entry: Entry | Notice, now: datetime) -> Plain:
    """The record's own fields, `ref`, `kind`, and its contact points as they are at `now`."""
    fields = _fields(entry)
    if isinstance(entry, ContactPoint):
        fields |= _state(door(knowledge, entry, now))
    if isinstance(entry, Service):
        contacts = (knowledge.contact_points[id_] for id_ in entry.contact_points)
        fields["contact_points"] = [_contact_json(knowledge, c, now) for c in contacts]
    if isinstance(entry, Guide) and entry.help:
        fields["help"] = _contact_json(knowledge, knowledge.contact_points[entry.help], now)
    if not isinstance(entry, Notice):
        fields["notices"] = [_fields(notice) for notice in route(knowledge, entry, now).notices]
    return fields


def _contact_json(knowledge: Knowledge, contact: ContactPoint, now: datetime) -> Plain:
    return _fields(contact) | _state(door(knowledge, contact, now))


def _fields(record: Entry | Notice) -> Plain:
    own: Plain = msgspec.to_builtins(record)
    own.pop("id")
    return {"ref": record.ref, "kind": record.kind, **own}


def _state(of: Door) -> Plain:
    return {
        "open": of.opening.open,
        "open_until": of.opening.until,
        "opens_next": of.opening.opens_next,
        "hours_comment": of.opening.comment or None,
        "fallback": of.fallback.contact.ref if of.fallback else None,
    }


def describe(of: Route, now: datetime) -> Iterator[str]:
    """The lines of an entry for a person, empty parts left out."""
    entry = of.entry
    yield f"{entry.name} ({entry.ref})"
    if of.wrong_door:
        is_urgent = isinstance(entry, Service) and entry.urgent
        said = _("{authority} helps.") if is_urgent else _("Wrong door: {authority} decides.")
        yield said.format(authority=of.wrong_door)
    yield from (f"! {notice.text}" for notice in of.notices)
    if isinstance(entry, Term):
        yield entry.explanation
    else:
        yield from (f"! {entry.alert}" for _alert in (entry.alert,) if _alert)
        yield entry.description
    for way in of.doors:
        yield from _door_lines(way, now)
    if isinstance(entry, Service):
        yield from _service_lines(entry)
    for guide in of.guides:
        yield from _guide_lines(guide)
    yield from _listed(_("Related"), (f"{other.name} ({other.ref})" for other in of.related))
    if not isinstance(entry, Term) and entry.assured_date:
        yield _("Checked: {date}").format(date=format_date(entry.assured_date))
        if entry.is_stale(now.date()):
            yield _("Past its review date: ring first.")


def _door_lines(way: Door, now: datetime) -> Iterator[str]:
    contact = way.contact
    yield ""
    yield f"{contact.name}: {say_opening(way.opening, now)}"
    if way.fallback:
        yield "  " + _("Go to {name}: {opening}").format(
            name=way.fallback.contact.name, opening=say_opening(way.fallback.opening, now)
        )
    if contact.appointment:
        yield "  " + labels.say(labels.APPOINTMENTS, contact.appointment)
    texts = (contact.directions, contact.address, contact.telephone, contact.email, contact.url)
    yield from (f"  {text}" for text in texts if text)
    if contact.appointment_url:
        yield "  " + _("Book: {url}").format(url=contact.appointment_url)


def say_opening(opening: Opening, now: datetime) -> str:
    """Open until when, closed until when, or that nobody knows; and what the hours add in words."""
    said = _state_in_words(opening, now)
    return f"{said}: {opening.comment}" if opening.comment else said


def _state_in_words(opening: Opening, now: datetime) -> str:
    if opening.open is None:
        if opening.opened is None:
            return _("opening hours unknown")
        opened = format_moment(opening.opened, now)
        return _("opened {time}, closing time unknown").format(time=opened)
    if opening.open:
        if opening.until is None:
            return _("open")
        return _("open until {time}").format(time=format_moment(opening.until, now))
    if opening.opens_next is None:
        return _("closed")
    return _("closed, opens {time}").format(time=format_moment(opening.opens_next, now))


def _service_lines(service: Service) -> Iterator[str]:
    yield ""
    yield from _listed(_("Ask"), service.questions)
    yield from _labelled(_("Who can get it"), service.eligibility)
    yield from _listed(_("Bring"), service.required_documents)
    yield from _labelled(_("Cost"), service.cost)
    yield from _labelled(_("How long"), service.processing_time)
    yield from _listed(_("What happens next"), service.next_steps)
    yield from _labelled(_("Complaint"), service.redress)
    yield from _labelled(_("Law"), service.legal_basis)


def _guide_lines(guide: Guide) -> Iterator[str]:
    yield ""
    yield _("Do it yourself: {name}").format(name=guide.name)
    yield f"  {guide.url}"
    yield from (f"  {number}. {step}" for number, step in enumerate(guide.steps, start=1))


def _labelled(label: str, text: str) -> Iterator[str]:
    if text:
        yield f"{label}: {text}"


def _listed(label: str, items: Iterable[str]) -> Iterator[str]:
    texts = list(items)
    if texts:
        yield f"{label}:"
        yield from (f"  - {text}" for text in texts)
