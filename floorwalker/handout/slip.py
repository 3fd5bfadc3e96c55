"""The slip: what the visitor takes along, as one printable page (A6, or an 80 mm receipt).

Where, when, what to bring, what happens next, by when, in the visitor's language where the
knowledge has a translation. The promise's code stands on it instead of a name.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import TypeVar

from msgspec import Struct

from floorwalker.dates import format_date, format_moment_on_paper
from floorwalker.handout import qr
from floorwalker.handout.headings import Heading, heading
from floorwalker.handout.paper import PAPERS, Paper, page, text
from floorwalker.knowledge.model.records import ContactPoint, Entry, Guide, Service, SharedFields
from floorwalker.knowledge.model.translation import in_language
from floorwalker.routing import Door, Route

__all__ = ["PAPERS", "Paper", "Promise", "languages_of", "slip"]

R = TypeVar("R", bound=SharedFields)


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
    title = _title(route, language)
    about = route.entry if route else None
    body = "".join(
        (
            f"<header>{_bdi(house)}{_bdi(format_date(now.date(), language))}</header>",
            f"<h1>{text(title)}</h1>",
            *_door(route, now, language),
            *_promise(promise, language),
            *_service(about, language),
            *_guides(route.guides if route else (), language),
        )
    )
    return page(body, title=title, language=language, paper=paper)


def languages_of(entry: Entry | None, own: str) -> tuple[str, ...]:
    """The languages a slip about `entry` can be had in: the house's `own` first."""
    return tuple(dict.fromkeys((own, *getattr(entry, "translations", ()))))


def _title(route: Route | None, language: str) -> str:
    if route is None:
        return heading("errand", language)
    entry = route.entry
    return in_language(entry, language).name if isinstance(entry, SharedFields) else entry.name


def _door(route: Route | None, now: datetime, language: str) -> Iterator[str]:
    door = route.best if route else None
    if route is None or door is None:
        return
    contact = in_language(door.contact, language)
    lines = [text(line) for line in (contact.directions, contact.address) if line]
    said = [guide.url for guide in route.guides[:1]]
    lines += [*_when(door, now, language), *_reach(contact, language, said)]
    name = f'<p class="name">{text(contact.name)}</p>'
    yield _section("where", language, name + "".join(f"<p>{line}</p>" for line in lines if line))


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


def _service(entry: Entry | None, language: str) -> Iterator[str]:
    if not isinstance(entry, Service):
        return
    service = in_language(entry, language)
    yield _list("bring", language, service.required_documents)
    yield _brief("cost", language, service.cost)
    yield _brief("how_long", language, service.processing_time)
    yield _list("next", language, service.next_steps)


def _promise(promise: Promise | None, language: str) -> Iterator[str]:
    if promise is None or promise == Promise():
        return
    due = format_date(promise.due, language) if promise.due else ""
    what = f"<p><strong>{_bdi(promise.text)}</strong></p>" if promise.text else ""
    words = (_section("promise", language, what) if what else "") + _brief("by", language, due)
    code = f'<p class="code">{_code(promise.code)}</p>' if promise.code else ""
    beside = _section("code", language, code) if code else ""
    yield f'<section class="kept"><div>{words}</div>{beside}</section>'


def _guides(guides: Sequence[Guide], language: str) -> Iterator[str]:
    for guide in guides[:1]:
        told = in_language(guide, language)
        name = f"<p><strong>{_bdi(told.name)}</strong></p>"
        link = f'<p class="small">{_code(told.url)}</p>'
        yield _section("self", language, f'<div class="self">{qr.svg(told.url)}{name}{link}</div>')


def _list(name: Heading, language: str, items: Sequence[str]) -> str:
    if not items:
        return ""
    points = "".join(f"<li>{text(item)}</li>" for item in items)
    return _section(name, language, f"<ul>{points}</ul>")


def _brief(name: Heading, language: str, said: str) -> str:
    """A heading and its answer on one line."""
    if not said:
        return ""
    return f'<section class="brief">{_heading(name, language)} <p>{_bdi(said)}</p></section>'


def _section(name: Heading, language: str, content: str) -> str:
    return f"<section>{_heading(name, language)}{content}</section>"


def _heading(name: Heading, language: str) -> str:
    return f"<h2>{text(heading(name, language))}</h2>"


def _bdi(said: str) -> str:
    """Words that may run another way than those around them."""
    return f"<bdi>{text(said)}</bdi>"


def _code(said: str) -> str:
    """A number, a link or a code: from left to right in any language."""
    return f'<bdi dir="ltr">{text(said)}</bdi>'
