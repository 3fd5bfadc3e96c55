"""Articles of borger.dk, saved from its export → links to self-service, law, last change.

Read is what the web service ArticleExport answers (GetAllArticles, GetArticleByID,
GetArticlesByIDs, as XML in its envelope or without), and the JSON that programs of municipalities
keep of it.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from msgspec import Struct

from floorwalker.exchange.saved_files import SavedFile, is_xml, read_saved, text_of, xml_of
from floorwalker.i18n import _
from floorwalker.plain_text import printable

_LINKS: Final = "selvbetjeningslinks"
_LAW: Final = "lovgivning"
"""Ids of the parts of an article that list them."""
_FIELDS: Final = {
    "articletitle": "title",
    "title": "title",
    "articleurl": "url",
    "url": "url",
    "lastupdated": "updated",
    "updatedate": "updated",
    "publishingdate": "published",
    "publishdate": "published",
    "content": "content",
}
"""What the service calls them, and the programs that keep its answers; in lower case."""
_VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "wbr"}
)
"""Elements that have no end."""
_DEEPEST: Final = 100
_DAY_LENGTH: Final = len("2026-11-28")


class Link(Struct, frozen=True):
    """A link of an article."""

    label: str
    url: str


class Article(Struct, frozen=True, kw_only=True):
    """A page of borger.dk."""

    title: str
    url: str
    updated: date | None
    """The day of its last change, or of its publication where it was not changed."""
    links: tuple[Link, ...] = ()
    """To self-service."""
    laws: tuple[Link, ...] = ()


def read_articles(path: Path) -> list[Article]:
    """The articles in a saved answer.

    Raises:
        FloorwalkerError: it cannot be read, or holds no article.
    """
    file = read_saved(
        path, _("Name what ArticleExport of borger.dk answered, saved as XML or as JSON.")
    )
    found = _of_xml(xml_of(file)) if is_xml(file) else _of_json(_json_of(file), 0)
    articles = [article for article in map(_article, found) if article.url]
    if not articles:
        file.refuse(_("it holds no article of borger.dk"))
    return articles


def address_key(url: str) -> str:
    """What two addresses of the same page have in common; empty for a front page.

    The search part does not count, nor capitals, `www.`, `.aspx` and the last slash.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    host = (parts.netloc or "").casefold().removeprefix("www.")
    page = unquote(parts.path).casefold().rstrip("/").removesuffix(".aspx")
    return f"{host}{page}" if host and page else ""


def _of_xml(root: Element) -> Iterator[dict[str, str]]:
    """The fields of each element that has an address below it."""
    for element in root.iter():
        fields = {
            _FIELDS[child.tag.lower()]: "".join(child.itertext()).strip()
            for child in element
            if child.tag.lower() in _FIELDS
        }
        if "url" in fields:
            yield fields


def _json_of(file: SavedFile) -> object:
    try:
        value: object = json.loads(text_of(file))
    except json.JSONDecodeError as error:
        place = _("line {line}, column {column}").format(line=error.lineno, column=error.colno)
        file.refuse(_("no JSON ({detail})").format(detail=f"{error.msg}, {place}"))
    except (RecursionError, ValueError):
        file.refuse(_("no JSON ({detail})").format(detail=_("it is nested too deeply")))
    return value


def _of_json(value: object, depth: int) -> Iterator[dict[str, str]]:
    """The fields of each object that has an address and says when it was changed."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from _of_json(each, depth + 1)
    if isinstance(value, dict):
        fields = {
            _FIELDS[key.lower()]: each.strip()
            for key, each in value.items()
            if key.lower() in _FIELDS and isinstance(each, str)
        }
        if "url" in fields and fields.keys() & {"updated", "published", "content"}:
            yield fields
        else:
            for each in value.values():
                yield from _of_json(each, depth + 1)


def _article(fields: Mapping[str, str]) -> Article:
    parts = _parts(fields.get("content", ""))
    return Article(
        title=_on_one_line(_text(fields.get("title", ""))),
        url=fields["url"] if address_key(fields["url"]) else "",
        updated=_day(fields.get("updated", "")) or _day(fields.get("published", "")),
        links=tuple(parts.get(_LINKS, ())),
        laws=tuple(parts.get(_LAW, ())),
    )


def _on_one_line(text: str) -> str:
    return " ".join(printable(text).split())


def _day(moment: str) -> date | None:
    try:
        day = date.fromisoformat(moment[:_DAY_LENGTH])
    except ValueError:
        return None
    return day if day.year > 1 else None  # .NET's day of nothing


def _text(markup: str) -> str:
    """Entities resolved: titles come escaped."""
    reader = _Parts()
    reader.feed(markup)
    reader.close()
    return "".join(reader.texts)


def _parts(content: str) -> dict[str, list[Link]]:
    reader = _Parts()
    reader.feed(content)
    reader.close()
    return reader.links


class _Parts(HTMLParser):
    """The links of an article by the part that they stand in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: dict[str, list[Link]] = {}
        self.texts: list[str] = []
        self._open: list[str] = []
        self._part = ""
        self._part_depth = 0
        self._address = ""
        self._label: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where a part and a link begin."""
        if tag in {"a", "li"}:
            self._end_link()
        given = {name: value or "" for name, value in attrs}
        if not self._part and given.get("id") in {_LINKS, _LAW}:
            self._part, self._part_depth = given["id"], len(self._open)
        if self._part and tag == "a":
            self._address, self._label = given.get("href", "").strip(), []
        if tag not in _VOID:
            self._open.append(tag)

    def handle_data(self, data: str) -> None:
        """Take the text of a link."""
        self.texts.append(data)
        self._label.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Note a whole link, and where a part ends."""
        if tag not in self._open:
            return
        while self._open.pop() != tag:  # what was not closed ends with what holds it
            pass
        is_over = len(self._open) <= self._part_depth
        if is_over or tag in {"a", "li"}:
            self._end_link()
        if is_over:
            self._part = ""

    def _end_link(self) -> None:
        label = _on_one_line("".join(self._label))
        if self._part and self._address and label:
            links = self.links.setdefault(self._part, [])
            if (link := Link(label, self._address)) not in links:
                links.append(link)
        self._address = ""
