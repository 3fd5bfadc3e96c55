"""One entry on the command line: as JSON, and as plain lines in the order a visitor asks."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from floorwalker.entry_view import Layout, Part, Section, label, sections
from floorwalker.knowledge.model.records import (
    ContactPoint,
    Entry,
    Guide,
    Knowledge,
    Notice,
    Service,
)
from floorwalker.phrases import words
from floorwalker.routing import Action, Door, Route, door, route

Plain = dict[str, object]


def entry_json(knowledge: Knowledge, entry: Entry | Notice, now: datetime) -> Plain:
    """The record's own fields, `ref`, `kind`, and its contact points as they are at `now`."""
    fields = _fields(entry)
    if isinstance(entry, ContactPoint):
        fields |= _state(door(knowledge, entry, now))
    if isinstance(entry, Guide) and entry.help:
        fields["help"] = _contact_json(knowledge, knowledge.contact_points[entry.help], now)
    if isinstance(entry, Notice):
        return fields
    way = route(knowledge, entry, now)
    if isinstance(entry, Service):
        for name in ("contact_points", "help_here"):
            contacts = (knowledge.contact_points[id_] for id_ in getattr(entry, name))
            fields[name] = [_contact_json(knowledge, each, now) for each in contacts]
        fields |= _told_now(way)
    fields["notices"] = [_fields(notice) for notice in way.notices]
    return fields


def _told_now(way: Route) -> Plain:
    """What the visitor is told at this moment: whose it is, where to go, what can be done."""
    return {
        "door": way.kind,
        "go_to": way.go_to.contact.ref if way.go_to else None,
        "go_to_open": way.go_to_open,
        "now": [_action_json(action) for action in way.actions],
    }


def _action_json(action: Action) -> Plain:
    moment = {"from": action.starts} if action.do == "wait" else {"until": action.until}
    return {"do": action.do, "ref": action.ref, "value": action.value, **moment}


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
        "phone_open": of.phone_open,
        "hours_comment": of.opening.comment or None,
        "fallback": of.fallback.contact.ref if of.fallback else None,
    }


def describe(of: Route, now: datetime) -> Iterator[str]:
    """The lines of an entry for a person: `entry_view.sections`, with the refs to show next."""
    is_first = True
    for section in sections(of, now, whole=True):
        if not is_first and not section.is_tight:
            yield ""
        yield from _lines(section)
        is_first = False


def _lines(section: Section) -> Iterator[str]:
    if section.part is Part.TITLE:
        name, *marks = [part.text for part in section.lines[0] if part.text.strip()][:-1]
        yield " ".join([f"{name} ({section.refs[0]})", *marks])
        return
    texts = [words(line) for line in section.lines]
    name = label(section.part)
    if not name:
        yield from texts
    elif section.layout is Layout.TEXT and len(texts) == 1:
        yield f"{name}: {texts[0]}"
    else:
        yield f"{name}:"
        yield from (f"  {text}" for text in _marked(section, texts))


def _marked(section: Section, texts: Iterable[str]) -> Iterable[str]:
    match section.layout:
        case Layout.TEXT:
            return texts
        case Layout.ITEMS:
            return (f"- {text}" for text in texts)
        case Layout.STEPS:
            return (f"{number}. {text}" for number, text in enumerate(texts, start=1))
        case Layout.LINKS:
            named = zip(texts, section.refs, strict=True)
            return (f"- {text} ({ref})" for text, ref in named)
