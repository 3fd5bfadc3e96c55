"""The slip: what the visitor takes along, as one printable page (A6, or an 80 mm receipt).

Where, when, what to bring, what happens next, by when, in the visitor's language where the
knowledge has a translation; in the order and under the labels of the entry's page. The promise's
code stands on it instead of a name.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from floorwalker.dates import format_date, format_moment_on_paper
from floorwalker.entry_view import Part, sections
from floorwalker.handout import qr
from floorwalker.handout.headings import Heading, heading
from floorwalker.handout.paper import PAPERS, Paper, page, text
from floorwalker.knowledge.model.records import ContactPoint, Entry, Guide
from floorwalker.knowledge.model.translation import in_language
from floorwalker.phrases import Line, words
from floorwalker.routing import Door, Route

__all__ = ["PAPERS", "Paper", "Promise", "languages_of", "slip"]

_BRIEFLY: Final = (Part.COST, Part.TAKES)
_LISTED: Final = (Part.BRING, Part.AFTERWARDS)
"""What a slip has of an entry's page, beside the door and the self-service."""


class Promise(Struct, frozen=True, kw_only=True):
    """What the visitor was promised, as the journal keeps it."""

    text: str = ""
    code: str = ""
    due: date | None = None


def slip(
    route: Route | None,
    *,
    house: str,
    now: datetime,
    language: str,
    paper: Paper = "a6",
    promise: Promise | None = None,
) -> str:
    """The slip for `route` as one self-contained HTML page: no script, no network, no names.

    Args:
        route: where the visitor goes; its best door is the one named. None where the knowledge
            base has no answer: then the promise is all there is.
        house: name of the municipality.
        now: local time; its date stands on the slip.
        language: the visitor's; what has no translation stays as it is.
        paper: what it is printed on.
        promise: what was promised, if anything.
    """
    told = _translated(route, language) if route else None
    title = told.entry.name if told else heading("errand", language)
    body = "".join(
        (
            f"<header>{_bdi(house)}{_bdi(format_date(now.date(), language))}</header>",
            f"<h1>{text(title)}</h1>",
            *_sections(told, promise, now, language),
        )
    )
    return page(body, title=title, language=language, paper=paper)


def languages_of(entry: Entry | None, own: str) -> tuple[str, ...]:
    """The languages a slip about `entry` can be had in: the house's `own` first."""
    return tuple(dict.fromkeys((own, *getattr(entry, "translations", ()))))


def _translated(route: Route, language: str) -> Route:
    return replace(
        route,
        entry=in_language(route.entry, language),
        doors=tuple(_door_in(door, language) for door in route.doors),
        guides=tuple(in_language(guide, language) for guide in route.guides),
    )


def _door_in(door: Door, language: str) -> Door:
    return replace(
        door,
        contact=in_language(door.contact, language),
        fallback=_door_in(door.fallback, language) if door.fallback else None,
    )


def _sections(
    route: Route | None, promise: Promise | None, now: datetime, language: str
) -> Iterator[str]:
    """What has a place on a slip of what an entry's page says; the promise stands by the door."""
    if route is None:
        yield from _promise(promise, language)
        return
    parts = {section.part: section for section in sections(route, now)}
    if Part.WHERE not in parts:  # a word has no door of its own, and the visitor is sent to one
        yield from _where(route, promise, now, language)
    for part, section in parts.items():
        if part is Part.WHERE:
            yield from _where(route, promise, now, language)
        elif part is Part.SELF_SERVICE:
            yield from _self_service(route.guides[0], language)
        elif part in _BRIEFLY:
            yield _brief(part, language, words(section.lines[0]))
        elif part in _LISTED:
            yield _list(part, language, section.lines)


def _where(route: Route, promise: Promise | None, now: datetime, language: str) -> Iterator[str]:
    yield from _door(route, now, language)
    yield from _promise(promise, language)


def _door(route: Route, now: datetime, language: str) -> Iterator[str]:
    door = route.best
    if door is None:
        return
    contact = door.contact
    lines = [text(line) for line in (contact.directions, contact.address) if line]
    said = [guide.url for guide in route.guides[:1]]
    lines += [*_when(door, now, language), *_reach(contact, language, said)]
    name = f'<p class="name">{text(contact.name)}</p>'
    yield _section(Part.WHERE, language, name + "".join(f"<p>{line}</p>" for line in lines if line))


def _when(door: Door, now: datetime, language: str) -> Iterator[str]:
    """When to come: until when it is open, or the next time it opens; and what the hours add."""
    is_open = bool(door.opening.open)
    moment = door.opening.until if is_open else door.opening.opens_next
    if moment is not None:
        said = _bdi(format_moment_on_paper(moment, now, language))
        yield f"{text(heading('until' if is_open else 'opens', language))} <strong>{said}</strong>"
    if door.opening.comment:
        yield text(door.opening.comment)


def _reach(contact: ContactPoint, language: str, said: Collection[str]) -> Iterator[str]:
    yield "".join(
        f'<span class="way">{_code(way)}</span>'
        for way in (contact.telephone, contact.email)
        if way
    )
    if contact.appointment_url and contact.appointment_url not in said:
        link = f'<span class="small">{_code(contact.appointment_url)}</span>'
        yield f"{text(heading('appointment', language))}: {link}"


def _promise(promise: Promise | None, language: str) -> Iterator[str]:
    if promise is None or promise == Promise():
        return
    due = format_date(promise.due, language) if promise.due else ""
    what = f"<p><strong>{_bdi(promise.text)}</strong></p>" if promise.text else ""
    words = (_section("promise", language, what) if what else "") + _brief("by", language, due)
    code = f'<p class="code">{_code(promise.code)}</p>' if promise.code else ""
    beside = _section("code", language, code) if code else ""
    yield f'<section class="kept"><div>{words}</div>{beside}</section>'


def _self_service(guide: Guide, language: str) -> Iterator[str]:
    name = f"<p><strong>{_bdi(guide.name)}</strong></p>"
    link = f'<p class="small">{_code(guide.url)}</p>'
    code = f'<div class="self">{qr.svg(guide.url)}{name}{link}</div>'
    yield _section(Part.SELF_SERVICE, language, code)


def _list(part: Part, language: str, lines: Sequence[Line]) -> str:
    points = "".join(f"<li>{text(words(line))}</li>" for line in lines)
    return _section(part, language, f"<ul>{points}</ul>")


def _brief(name: Part | Heading, language: str, said: str) -> str:
    """A heading and its answer on one line."""
    if not said:
        return ""
    return f'<section class="brief">{_heading(name, language)} <p>{_bdi(said)}</p></section>'


def _section(name: Part | Heading, language: str, content: str) -> str:
    return f"<section>{_heading(name, language)}{content}</section>"


def _heading(name: Part | Heading, language: str) -> str:
    return f"<h2>{text(heading(name, language))}</h2>"


def _bdi(said: str) -> str:
    """Words that may run another way than those around them."""
    return f"<bdi>{text(said)}</bdi>"


def _code(said: str) -> str:
    """A number, a link or a code: from left to right in any language."""
    return f'<bdi dir="ltr">{text(said)}</bdi>'
