"""What `check --fix` mends: only what cannot change what a file says to a visitor.

The facts stay: no assured date is touched, nothing is sorted, no text is rewritten.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from msgspec import Struct

from floorwalker.i18n import _, mark
from floorwalker.knowledge.checking.authorities import contact_named
from floorwalker.knowledge.checking.checker import superfluous_keywords
from floorwalker.knowledge.hours.mending import mended
from floorwalker.knowledge.loading.file_reader import read_file
from floorwalker.knowledge.model.contents import SECTIONS, SourceFile
from floorwalker.knowledge.model.fields import as_dialled
from floorwalker.knowledge.model.records import ContactPoint
from floorwalker.plain_yaml import Value, parse
from floorwalker.plain_yaml.editing import (
    Edit,
    apply,
    changed_value,
    line_end,
    line_start,
    quoted,
    says,
    scalar,
    value_at,
)
from floorwalker.plain_yaml.flaws import code_point, is_invisible
from floorwalker.plain_yaml.places import Node, nodes, scalars
from floorwalker.plain_yaml.reading import KeyPath

_TAB_WIDTHS: Final = (2, 4, 8)
_INDENTATION: Final = re.compile(r"^[ \t]*\t[ \t]*", re.MULTILINE)
_TRAILING: Final = re.compile(r"[ \t]+(?=\r?\n|\Z)")
_HOST: Final = re.compile(r"https://([^\s/?#]+)")

_SAID: Final = {
    "tab": mark("Tabs at the beginning of lines are spaces now."),
    "trailing-space": mark("Spaces at the end of the line are gone."),
    "invisible-character": mark("A character that cannot be seen is gone, {detail}."),
    "decomposed": mark("Letters made of two characters are one character now."),
    "keyword-is-name": mark("The keyword `{detail}` is gone: it was the entry's own name."),
    "duplicate-keyword": mark("The keyword `{detail}` is gone: it stood twice in the list."),
    "bad-hours": mark("The hours are written as the format has them: `{detail}`."),
    "bad-url": mark("`{detail}` begins with `https://` now."),
    "short-number": mark("The number stands as it is dialled: `{detail}`."),
    "authority-text": mark("The authority is named by its contact point: `{detail}`."),
    "based-on": mark("It is noted for which state of the base this was written: `{detail}`."),
}
"""The codes of what was mended, each with its sentence."""


class Fixed(Struct, frozen=True):
    """One thing that was mended. Line and column count from 1."""

    line: int
    column: int
    code: str
    detail: str = ""

    @property
    def message(self) -> str:
        """What is different now, in the interface language."""
        return _(_SAID[self.code]).format(detail=self.detail)


def secure_hosts(files: list[SourceFile]) -> frozenset[str]:
    """The hosts that the knowledge base itself knows to answer at `https://`."""
    return frozenset(
        host.decode("ascii", "ignore")
        for file in files
        for host in re.findall(_HOST.pattern.encode(), file.data)
    )


def fix(
    text: str, hosts: frozenset[str], contacts: Mapping[str, ContactPoint] = {}
) -> tuple[str, list[Fixed]]:
    """`text` mended, and what was done. A text that cannot be read is only freed of tabs.

    Args:
        text: what stands in the file.
        hosts: the websites known to answer at `https://`.
        contacts: the contact points of the whole knowledge base.
    """
    tabs: list[Fixed] = []
    if parse(text.encode()).value is None:
        text, tabs = _without_tabs(text)
        if not tabs:
            return text, []
    text, seen = _proved(text, _without_invisible(text))
    text, composed = _proved(text, _composed(text))
    text, trailing = _proved(text, _without_trailing_spaces(text))
    text, secured = _proved(text, _with_https(text, hosts))
    text, dialled = _proved(text, _with_short_numbers(text))
    text, named = _proved(text, _with_authorities(text, contacts))
    text, timed = _with_hours(text)
    text, found = _without_superfluous_keywords(text)
    fixed = [*tabs, *seen, *composed, *trailing, *secured, *dialled, *named, *timed, *found]
    return text, sorted(fixed, key=lambda done: (done.line, done.column, done.code))


class _Change(Struct, frozen=True):
    """Edits that belong together, what they do, and what the file must say afterwards."""

    edits: list[Edit]
    fixed: list[Fixed]
    expected: Value


def _proved(text: str, change: _Change | None) -> tuple[str, list[Fixed]]:
    """The text with the change, if it then says what it should; else as it was."""
    if change is None or not change.edits:
        return text, []
    changed = apply(text, change.edits)
    if not _same(text, changed, change.expected):
        return text, []
    return changed, change.fixed


def _same(before: str, after: str, expected: Value) -> bool:
    """Whether the file says what is expected, and has no flaw that it had not before."""
    if says(after, expected):
        return True
    old, new = parse(before.encode()), parse(after.encode())
    added = Counter(f.code for f in new.flaws) - Counter(f.code for f in old.flaws)
    return new.value == expected and not added


def _value(text: str) -> Value:
    value = parse(text.encode()).value
    return "" if value is None else value


def _fixed(text: str, offset: int, code: str, detail: str = "") -> Fixed:
    start = line_start(text, offset)
    return Fixed(text.count("\n", 0, start) + 1, offset - start + 1, code, detail)


def _without_tabs(text: str) -> tuple[str, list[Fixed]]:
    """Only where every width of a tab that makes the file sound says the same."""
    places = [
        match.start() + offset
        for match in _INDENTATION.finditer(text)
        for offset, character in enumerate(match.group())
        if character == "\t"
    ]
    sound = []
    for width in _TAB_WIDTHS:
        spaced = apply(text, [Edit(place, place + 1, " " * width) for place in places])
        content = read_file(spaced.encode())
        if places and not (content.faults or content.partial):
            sound.append(spaced)
    if not sound or any(_value(other) != _value(sound[0]) for other in sound):
        return text, []
    lines = {line_start(text, place): place for place in reversed(places)}
    return sound[0], [_fixed(text, place, "tab") for place in sorted(lines.values())]


def _without_invisible(text: str) -> _Change | None:
    """Also where it turned the reading direction: the letters then stand as they were typed."""
    if text.isprintable() or not any(map(is_invisible, text)):
        return None
    edits, fixed = [], []
    for start, end in scalars(text):
        for at in range(start, end):
            if is_invisible(text[at]):
                edits.append(Edit(at, at + 1, ""))
                fixed.append(_fixed(text, at, "invisible-character", code_point(text[at])))
    return _Change(edits, fixed, _value(text))


def _composed(text: str) -> _Change | None:
    if unicodedata.is_normalized("NFC", text):
        return None
    edits, fixed = [], []
    for start, end in scalars(text):
        said = text[start:end]
        if not unicodedata.is_normalized("NFC", said):
            edits.append(Edit(start, end, unicodedata.normalize("NFC", said)))
            fixed.append(_fixed(text, start, "decomposed"))
    return _Change(edits, fixed, _value(text))


def _without_trailing_spaces(text: str) -> _Change | None:
    """Not inside a text that goes on over lines: there they may mean something."""
    if not _TRAILING.search(text):
        return None
    inside = iter([*scalars(text), (len(text) + 1, len(text) + 1)])
    start, end = next(inside)
    edits, fixed = [], []
    for match in _TRAILING.finditer(text):
        while end <= match.start():
            start, end = next(inside)
        if not start < match.start():
            edits.append(Edit(match.start(), match.end(), ""))
            fixed.append(_fixed(text, match.start(), "trailing-space"))
    return _Change(edits, fixed, _value(text))


_SECURE_FIELDS: Final = ("url", "appointment_url")
"""The fields of the type `HttpsUrl`; `source` may name an old page that has no other address."""


def _with_https(text: str, hosts: frozenset[str]) -> _Change | None:
    """Only where the knowledge base already names that host with `https://`."""
    if "http://" not in text:
        return None
    edits, fixed, expected = [], [], _value(text)
    for path, node in nodes(text).items():
        if len(path) != len(("section", "id", "field")) or path[2] not in _SECURE_FIELDS:
            continue
        at = text.find("http://", node.start, node.end)
        if at - node.start not in (0, 1):
            continue
        url = text[at : node.end].rstrip("\"'")
        host = re.split(r"[\s/?#]", url.removeprefix("http://"), maxsplit=1)[0]
        if host in hosts:
            edits.append(Edit(at, at + len("http"), "https"))
            fixed.append(_fixed(text, node.start, "bad-url", url))
            expected = _secured(expected, path)
    return _Change(edits, fixed, expected)


def _secured(value: Value, path: KeyPath) -> Value:
    if not path:
        return "https" + value.removeprefix("http") if isinstance(value, str) else value
    if isinstance(value, dict) and isinstance(path[0], str):
        return {**value, path[0]: _secured(value[path[0]], path[1:])}
    return value


def _with_short_numbers(text: str) -> _Change | None:
    """`+45 112` as it is dialled."""
    edits, fixed, expected = [], [], _value(text)
    for path, node in nodes(text).items():
        value = value_at(expected, path) if path[-1:] and path[-1] in _NUMBER_FIELDS else None
        number = as_dialled(value) if isinstance(value, str) and node.style not in _BLOCK else value
        if isinstance(number, str) and number != value:
            edits.append(Edit(node.start, node.end, quoted(number, node.style)))
            fixed.append(_fixed(text, node.start, "short-number", number))
            expected = changed_value(expected, path, number)
    return _Change(edits, fixed, expected)


_NUMBER_FIELDS: Final = ("telephone", "number")


def _with_authorities(text: str, contacts: Mapping[str, ContactPoint]) -> _Change | None:
    """Only where the words are exactly the name of exactly one contact point."""
    if "competent_authority" not in text:
        return None
    edits, fixed, expected = [], [], _value(text)
    for path, node in nodes(text).items():
        is_field = len(path) == len(("section", "id", "field")) or path[-2:-1] == ("set",)
        if path[:1] != ("services",) or path[-1] != "competent_authority" or not is_field:
            continue
        name = value_at(expected, path)
        contact = contact_named(name, contacts) if isinstance(name, str) else None
        if contact is not None and contact.usable and node.style not in _BLOCK:
            edits.append(Edit(node.start, node.end, scalar(contact.id)))
            fixed.append(_fixed(text, node.start, "authority-text", contact.id))
            expected = changed_value(expected, path, contact.id)
    return _Change(edits, fixed, expected)


_HOURS_FIELDS: Final = ("opening_hours", "phone_hours")


def _are_hours(path: tuple[str | int, ...]) -> bool:
    """Whether hours stand at `path`: of a contact point, or of one of its further numbers."""
    if path[-1:] == ("hours",):
        return "phones" in path
    return bool(path) and path[-1] in _HOURS_FIELDS


def _with_hours(text: str) -> tuple[str, list[Fixed]]:
    """Each for itself: hours that cannot be written in place do not keep others from being so."""
    fixed: list[Fixed] = []
    if "hours" not in text:
        return text, fixed
    value = _value(text)
    for path, node in reversed(nodes(text).items()):
        hours = value_at(value, path) if _are_hours(path) else None
        written = mended(hours) if isinstance(hours, str) and path[0] == "contact_points" else None
        if written is None or node.style in _BLOCK:
            continue
        if path[-1] == "hours" and '"' in written:
            continue  # a number's hours may be told in words, and these are shown as they stand
        value = changed_value(value, path, written)
        edit = Edit(node.start, node.end, quoted(written, node.style))
        done = [_fixed(text, node.start, "bad-hours", written)]
        changed, some = _proved(text, _Change([edit], done, value))
        if not some:
            value = changed_value(value, path, hours or "")
        text, fixed = changed, [*fixed, *some]
    return text, fixed


_BLOCK: Final = ("|", ">")
"""Texts on lines of their own, whose end is not known."""


def _without_superfluous_keywords(text: str) -> tuple[str, list[Fixed]]:
    """One at a time: each is found anew, since the others have moved."""
    fixed: list[Fixed] = []
    left_alone: set[KeyPath] = set()
    while True:
        value = _value(text)
        found = next((f for f in _superfluous(value) if f[0] not in left_alone), None)
        if found is None:
            return text, fixed
        path, code, keyword = found
        places = nodes(text)
        removal = _removal(text, places, path)
        done = [_fixed(text, places[path].start, code, keyword)]
        change = _Change([removal.edit], done, _without(value, removal.path)) if removal else None
        text, some = _proved(text, change)
        fixed += some
        if not some:
            left_alone.add(path)


def _superfluous(value: Value) -> Iterator[tuple[KeyPath, str, str]]:
    """Keywords that add nothing: where they stand, and why, the last of a list first."""
    for section in SECTIONS:
        records = value.get(section) if isinstance(value, dict) else None
        for id_, record in records.items() if isinstance(records, dict) else ():
            keywords = record.get("keywords") if isinstance(record, dict) else None
            name = record.get("name", "") if isinstance(record, dict) else ""
            if isinstance(keywords, list) and isinstance(name, str):
                texts = [k if isinstance(k, str) else "" for k in keywords]
                codes = superfluous_keywords(name, texts) if all(texts) else {}
                for index in reversed(codes):
                    yield (section, id_, "keywords", index), codes[index], texts[index]


def _without(value: Value, path: KeyPath) -> Value:
    step, rest = path[0], path[1:]
    if isinstance(value, list):
        return [v for i, v in enumerate(value) if i != step]
    if not isinstance(value, dict) or not isinstance(step, str):
        return value
    if rest:
        return {**value, step: _without(value[step], rest)}
    return {key: content for key, content in value.items() if key != step}


class _Removal(NamedTuple):
    """What to cut out, and what is gone then: an item, or a field with its only item."""

    edit: Edit
    path: KeyPath


def _removal(text: str, places: dict[KeyPath, Node], path: KeyPath) -> _Removal | None:
    """How to be rid of a list's item; None where a comment would go with it."""
    above, index = path[:-1], int(path[-1])
    item, following = places[path], places.get((*above, index + 1))
    before = places.get((*above, index - 1))
    gone = path
    if not places[above].flow:
        if before is None and following is None:
            gone = above
        first = places[gone].key
        edit = Edit(line_start(text, first), line_end(text, item.end), "")
    elif following is not None:
        edit = Edit(item.start, following.start, "")
    else:
        edit = Edit(before.end if before else item.start, item.end, "")
    return None if "#" in text[edit.start : edit.end] else _Removal(edit, gone)
