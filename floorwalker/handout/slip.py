"""The slip: what the visitor takes along, as one printable page (A6, or an 80 mm receipt).

Where, when, what to bring, what happens next, by when, in the visitor's language where the
knowledge has a translation. The promise's code stands on it instead of a name.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from html import escape
from typing import Final, Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from floorwalker.handout import qr
from floorwalker.handout.headings import Heading, heading
from floorwalker.knowledge.records import ContactPoint, Entry, Guide, Service, SharedFields
from floorwalker.plain_text import printable
from floorwalker.routing import Door, Route
from floorwalker.times import say_moment

Paper = Literal["a6", "80mm"]
PAPERS: Final[tuple[Paper, ...]] = ("a6", "80mm")

_PAGE: Final[Mapping[Paper, str]] = {
    "a6": "@page{size:105mm 148mm;margin:6mm}body{max-width:93mm;font-size:8.5pt}",
    "80mm": "@page{size:80mm 297mm;margin:4mm}body{max-width:72mm;font-size:9.5pt}",
}
_STYLE: Final = """
:root{color-scheme:light}
*{box-sizing:border-box}
body{font:10.5pt/1.35 system-ui,sans-serif;margin:0 auto;padding:2mm;color:#000;background:#fff}
h1{font-size:1.5em;line-height:1.2;margin:0 0 .2em}
h2{font-size:1em;margin:.6em 0 .05em}
p,ul{margin:0}ul{padding-inline-start:1.1em}
header{font-size:.85em;margin-bottom:.7em;border-bottom:1px solid #000;padding-bottom:.3em}
.code{font:700 1.7em/1.2 ui-monospace,monospace;letter-spacing:.15em}
.link{overflow-wrap:anywhere;font-size:.85em}
svg{display:block;margin:.3em 0}
section,svg{break-inside:avoid}
"""
_RIGHT_TO_LEFT: Final = ("ar", "ckb", "fa", "he", "ps", "ur")

R = TypeVar("R", bound=SharedFields)


class Promise(Struct, frozen=True, kw_only=True):
    """What the visitor was promised, as the journal keeps it."""

    text: str = ""
    code: str = ""
    due: date | None = None


def slip(
    route: Route,
    *,
    house: str,
    now: datetime,
    language: str,
    paper: Paper = "a6",
    promise: Promise | None = None,
) -> str:
    """The slip for `route` as one self-contained HTML page: no script, no network, no names.

    Args:
        route: where the visitor goes; its best door is the one named.
        house: name of the municipality.
        now: local time; it stands on the slip.
        language: the visitor's; what has no translation stays as it is.
        paper: what it is printed on.
        promise: what was promised, if anything.
    """
    entry = route.entry
    named = entry if isinstance(entry, SharedFields) else None
    title = in_language(named, language).name if named else entry.name
    body = "".join(
        (
            f"<header>{_e(house)} · {_e(_date(now.date(), language))}</header>",
            f"<h1>{_e(title)}</h1>",
            *_door(route.best, now, language),
            *_promise(promise, language),
            *_service(entry, language),
            *_guides(route.guides, language),
        )
    )
    direction = "rtl" if language in _RIGHT_TO_LEFT else "ltr"
    return (
        f'<!doctype html><html lang="{_e(language)}" dir="{direction}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{_e(title)}</title>'
        f"<style>{_STYLE}{_PAGE[paper]}</style><body>{body}</body></html>"
    )


def in_language(record: R, language: str) -> R:
    """`record` with the texts that its translation into `language` has."""
    translation = getattr(record, "translations", {}).get(language)
    if translation is None:
        return record
    texts = {
        field: text
        for field in translation.__struct_fields__
        if field != "keywords" and (text := getattr(translation, field))
    }
    return replace(record, **texts)


def _door(door: Door | None, now: datetime, language: str) -> Iterator[str]:
    if door is None:
        return
    contact = in_language(door.contact, language)
    lines = [
        f"<strong>{_e(contact.name)}</strong>",
        *(_e(text) for text in (contact.directions, contact.address, _when(door, now, language))),
        *_reach(contact, language),
    ]
    yield _section("where", language, "".join(f"<p>{line}</p>" for line in lines if line))


def _when(door: Door, now: datetime, language: str) -> str:
    """When to come: the next time it opens, or until when it is open."""
    moment = door.opening.until if door.opening.open else door.opening.opens_next
    if moment is None:
        return ""
    arrow = "→ " if door.opening.open else ""
    return f"{heading('open', language)}: {arrow}{say_moment(moment, now)}"


def _reach(contact: ContactPoint, language: str) -> Iterator[str]:
    yield from (_e(text) for text in (contact.telephone, contact.email) if text)
    if contact.appointment_url:
        link = f'<span class="link">{_e(contact.appointment_url)}</span>'
        yield f"{_e(heading('appointment', language))}: {link}"


def _service(entry: Entry, language: str) -> Iterator[str]:
    if not isinstance(entry, Service):
        return
    service = in_language(entry, language)
    yield _list("bring", language, service.required_documents)
    yield _text("cost", language, service.cost)
    yield _text("how_long", language, service.processing_time)
    yield _list("next", language, service.next_steps)


def _promise(promise: Promise | None, language: str) -> Iterator[str]:
    if promise is None:
        return
    yield _text("promise", language, promise.text)
    if promise.due:
        yield _text("by", language, _date(promise.due, language))
    if promise.code:
        yield _section("code", language, f'<p class="code">{_e(promise.code)}</p>')


def _guides(guides: Sequence[Guide], language: str) -> Iterator[str]:
    for guide in guides[:1]:
        told = in_language(guide, language)
        link = f'<p class="link">{_e(told.url)}</p>'
        yield _section("self", language, f"<p>{_e(told.name)}</p>{qr.svg(told.url)}{link}")


def _list(name: Heading, language: str, items: Sequence[str]) -> str:
    if not items:
        return ""
    return _section(name, language, f"<ul>{''.join(f'<li>{_e(item)}</li>' for item in items)}</ul>")


def _text(name: Heading, language: str, text: str) -> str:
    return _section(name, language, f"<p>{_e(text)}</p>") if text else ""


def _section(name: Heading, language: str, content: str) -> str:
    return f"<section><h2>{_e(heading(name, language))}</h2>{content}</section>"


def _date(day: date, language: str) -> str:
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        return format_date(day, "long", Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError):
        return day.isoformat()


def _e(text: str) -> str:
    return escape(printable(text))
