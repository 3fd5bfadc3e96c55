"""The slip: what the visitor takes along, as one printable page (A6, or an 80 mm receipt).

Where, when, what to bring, what happens next, by when, in the visitor's language where the
knowledge has a translation; in the order and under the labels of the entry's page. The promise's
code stands on it instead of a name.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from floorwalker.dates import format_date, format_moment_on_paper
from floorwalker.door_text import shown_lines
from floorwalker.entry_view import Part, sections
from floorwalker.handout import qr
from floorwalker.handout.headings import Heading, heading
from floorwalker.handout.paper import PAPERS, Paper, page, text
from floorwalker.knowledge.hours import Opening
from floorwalker.knowledge.model.records import ContactPoint, Entry, Guide
from floorwalker.knowledge.model.translation import caveat, in_language
from floorwalker.phrases import Line, words
from floorwalker.routing import Door, Route

__all__ = ["PAPERS", "Paper", "Promise", "languages_of", "slip"]

_BRIEFLY: Final = (Part.DEADLINE, Part.COST, Part.TAKES)
_LISTED: Final = (Part.BRING, Part.AFTERWARDS)
"""What a slip has of an entry's page, beside the door and the self-service."""


class Promise(Struct, frozen=True, kw_only=True):
    """What the visitor was promised, as the journal keeps it."""

    text: str = ""
    code: str = ""
    due: date | None = None


class _Kept(NamedTuple):
    """A promise, and the number to ring when nothing is heard of it."""

    promise: Promise
    telephone: str


def slip(
    route: Route | None,
    *,
    house: str,
    now: datetime,
    language: str,
    paper: Paper = "a6",
    promise: Promise | None = None,
    telephone: str = "",
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
        telephone: the house's, to ring when nothing is heard of the promise.
    """
    told = _translated(route, language) if route else None
    title = told.entry.name if told else heading("errand", language)
    body = "".join(
        (
            f"<header>{_bdi(house)}{_bdi(format_date(now.date(), language))}</header>",
            f"<h1>{_marked(told.entry, language) if told else text(title)}</h1>",
            *_sections(told, _Kept(promise or Promise(), telephone), now, language),
            *_caveat(route, language),
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
        go_to=_door_in(route.go_to, language) if route.go_to else None,
        guides=tuple(in_language(guide, language) for guide in route.guides),
    )


def _door_in(door: Door, language: str) -> Door:
    return replace(
        door,
        contact=in_language(door.contact, language),
        fallback=_door_in(door.fallback, language) if door.fallback else None,
    )


def _sections(route: Route | None, kept: _Kept, now: datetime, language: str) -> Iterator[str]:
    """What has a place on a slip of what an entry's page says; the promise stands by the door."""
    if route is None:
        yield from _promise(kept, "", language)
        return
    if route.kind == "ours" and route.best is not None:
        own = shown_lines(route.best)
        kept = kept._replace(telephone=own[0].number if own else kept.telephone)
    parts = {section.part: section for section in sections(route, now)}
    no_reply = words(parts[Part.NO_REPLY].lines[0]) if Part.NO_REPLY in parts else ""
    if Part.WHERE not in parts:  # a word has no door of its own, and the visitor is sent to one
        yield from _doors(route, now, language)
        yield from _promise(kept, no_reply, language)
    for part, section in parts.items():
        if part is Part.WHERE:
            yield from _doors(route, now, language)
            yield from _promise(kept, no_reply, language)
        elif part is Part.SELF_SERVICE:
            yield from _self_service(route.guides[0], language)
        elif part in _BRIEFLY:
            yield _brief(part, language, words(section.lines[0]))
        elif part in _LISTED:
            yield _list(part, language, section.lines)


def _caveat(route: Route | None, language: str) -> Iterator[str]:
    """That a translation on the slip is older than the Danish text, or that nobody checked it."""
    if route is None:
        return
    records = (route.entry, *(door.contact for door in _on_paper(route)), *route.guides[:1])
    found = caveat(records, language)
    if found is not None:
        yield f'<p class="caveat">{text(heading(found, language))}</p>'
    if any(record.placeholder for record in records):
        yield f'<p class="caveat">{text(heading("invented", language))}</p>'


def _marked(record: Entry, language: str, *asides: Heading) -> str:
    """The name, with a word where what stands below it is invented; nobody is to rely on that."""
    said = (*asides, "example") if record.placeholder else asides
    return " · ".join([text(record.name), *(text(heading(each, language)) for each in said)])


def _doors(route: Route, now: datetime, language: str) -> Iterator[str]:
    """The doors to turn to, each with its own ways under its name."""
    told = [guide.url for guide in route.guides[:1]]
    found: list[str] = []
    for door in _on_paper(route):
        contact = door.contact
        decides = contact.ref == route.authority_ref and route.kind == "help_here"
        is_named = decides and not getattr(route.entry, "urgent", False)
        asides: list[Heading] = ["decides"] if is_named else []
        found.append(f'<p class="name">{_marked(contact, language, *asides)}</p>')
        lines = [text(line) for line in (contact.directions, contact.address) if line]
        lines += [*_when(door.opening, now, language), *_numbers(door, now, language)]
        lines += [*_reach(contact, language, told)]
        told.append(contact.appointment_url)
        found += [f"<p>{line}</p>" for line in lines if line]
    if found:
        yield _section(Part.WHERE, language, "".join(found))


def _on_paper(route: Route) -> list[Door]:
    """Whoever helps here, where to go, and who decides, each once."""
    helpers = route.doors[:1] if route.kind == "help_here" else ()
    decides = (door for door in route.doors if door.contact.ref == route.authority_ref)
    found = [*helpers, *([route.best] if route.best else []), *decides]
    usable = {door.contact.ref: door for door in found if door.contact.usable}
    return list(usable.values())


def _when(opening: Opening, now: datetime, language: str) -> Iterator[str]:
    """When to come: until when it is open, or the next time it opens; and what the hours add."""
    is_open = bool(opening.open)
    moment = opening.until if is_open else opening.opens_next
    if moment is not None:
        said = _bdi(format_moment_on_paper(moment, now, language))
        yield f"{text(heading('until' if is_open else 'opens', language))} <strong>{said}</strong>"
    if opening.comment:
        yield text(opening.comment)


def _numbers(door: Door, now: datetime, language: str) -> Iterator[str]:
    """The numbers for the errand, with their hours where those are others than the door's."""
    for line in shown_lines(door):
        parts = [f'<span class="way">{_code(line.number)}</span>']
        parts += [_bdi(said) for said in (line.name, line.words) if said]
        if line.opening != door.opening:
            parts += _when(line.opening, now, language)
        yield " ".join(parts)


def _reach(contact: ContactPoint, language: str, told: Collection[str]) -> Iterator[str]:
    if contact.email:
        yield f'<span class="way">{_code(contact.email)}</span>'
    if contact.appointment_url and contact.appointment_url not in told:
        link = f'<span class="small">{_code(contact.appointment_url)}</span>'
        yield f"{text(heading('appointment', language))}: {link}"


def _promise(kept: _Kept, no_reply: str, language: str) -> Iterator[str]:
    """What was promised, by when, and what to do when nothing is heard by then."""
    promise = kept.promise
    if promise != Promise():
        due = format_date(promise.due, language) if promise.due else ""
        what = f"<p><strong>{_bdi(promise.text)}</strong></p>" if promise.text else ""
        said = (_section("promise", language, what) if what else "") + _brief("by", language, due)
        code = f'<p class="code">{_code(promise.code)}</p>' if promise.code else ""
        beside = _section("code", language, code) if code else ""
        yield f'<section class="kept"><div>{said}</div>{beside}</section>'
    reminder = _reminder(kept, language)
    lines = [*([reminder] if reminder else []), *([_bdi(no_reply)] if no_reply else [])]
    if lines:
        said = "".join(f"<p>{line}</p>" for line in lines)
        yield _section(Part.NO_REPLY, language, said)


def _reminder(kept: _Kept, language: str) -> str:
    """`If you have heard nothing by …, call …`; nothing where day or number is not known."""
    promise = kept.promise
    if promise.due is None or not kept.telephone:
        return ""
    said = text(heading("reminder with code" if promise.code else "reminder", language))
    return said.format(
        date=f"<strong>{_bdi(format_date(promise.due, language))}</strong>",
        number=f"<strong>{_code(kept.telephone)}</strong>",
        code=f"<strong>{_code(promise.code)}</strong>",
    )


def _self_service(guide: Guide, language: str) -> Iterator[str]:
    name = f"<p><strong><bdi>{_marked(guide, language)}</bdi></strong></p>"
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
