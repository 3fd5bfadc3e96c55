"""Foreign JSON read field by field, keeping count of what nobody asked for."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Final

import msgspec

from floorwalker.exchange.markup import as_markup, plain_text
from floorwalker.exchange.omissions import NO_FIELD, NOT_LEGIBLE, Omission
from floorwalker.exchange.personal import Personal
from floorwalker.i18n import mark

CONTROLS: Final = mark("held characters that control a screen; they were taken out")
_SINGULAR: Final = {"addresses": "address", "accessibility": "accessibility"}
_SEQUENCE: Final = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]?"
    "|(?:\x1b[\\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\\\|\x9c)?"
    "|\x1b[ -/]*[0-~]?"
)
"""What terminals obey: CSI, OSC and the other strings, single commands."""
_YES: Final = ("true", "yes", "ja", "1", "t", "y")
_WHITE: Final = "\t\n\r\f\v\x85"
_TURNING: Final = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Characters that turn the direction of what stands after them."""
_LINE_ENDS: Final = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")


class Fields:
    """An object of the foreign file. What is not read by the end is left out, and listed."""

    def __init__(
        self, kind: str, data: Mapping[str, object], personal: Personal | None = None
    ) -> None:
        self.kind = kind
        self._data = data
        self._personal = personal or Personal()
        self._read: set[str] = set()
        self._refused: set[str] = set()
        self._remarks: dict[tuple[str, str], None] = {}
        self._children: dict[str, list[Fields]] = {}

    @property
    def id(self) -> str:
        """The object's own id; ids that point elsewhere are structure, not content."""
        return self.peek("id")

    def has(self, key: str) -> bool:
        """Whether the file says anything under the key, an empty list for example."""
        return self._data.get(key) is not None

    def peek(self, key: str) -> str:
        """The value as one line, as it is written, without taking it; empty where it is no text."""
        return one_line(_written(self._data.get(key)))

    def value(self, key: str) -> str:
        """A number, a code or an address: the value as it is written, taken."""
        return self._taken(key, self.peek(key))

    def shown(self, key: str) -> str:
        """The value as one line for readers, without taking it."""
        return " ".join(self._lines(key))

    def text(self, key: str) -> str:
        """The value as one line for readers, taken."""
        return self._taken(key, self.shown(key))

    def prose(self, key: str) -> str:
        """The value for readers with its lines, taken."""
        return self._taken(key, "\n".join(self._lines(key)))

    def lines(self, key: str) -> tuple[str, ...]:
        """A text of several lines, taken."""
        found = self._lines(key)
        self._taken(key, "".join(found))
        return tuple(found)

    def flag(self, key: str) -> bool:
        """Whether the value says yes, taken."""
        self._read.add(key)
        return self._data.get(key) is True or self.peek(key).casefold() in _YES

    def refuse(self, key: str) -> None:
        """Say that the value is there and cannot be read as what it should be."""
        self._refused.add(key)

    def _taken(self, key: str, found: str) -> str:
        if found:
            self._read.add(key)
        else:
            self._refused.add(key)
        return found

    def _lines(self, key: str) -> list[str]:
        """Without markup, without what a terminal obeys, and without personal data."""
        written = _written(self._data.get(key))
        if not written:
            return []
        plain = plain_text(written)
        if is_controlling(plain):
            self._remarks[key, CONTROLS] = None
        text = self._personal.masked(tidy(plain))
        if text.reason:
            self._remarks[key, text.reason] = None
        return [line for line in text.text.split("\n") if line]

    def objects(self, key: str) -> list["Fields"]:
        """The objects of a list; anything else in it is not readable."""
        if key in self._children:
            return self._children[key]
        value = self._data.get(key)
        items = value if isinstance(value, list) else [value] if value else []
        if all(isinstance(item, dict) for item in items):
            self._read.add(key)
        else:
            self._refused.add(key)
        kind = _SINGULAR.get(key, key.removesuffix("s"))
        self._children[key] = [
            Fields(kind, item, self._personal) for item in items if isinstance(item, dict)
        ]
        return self._children[key]

    def object(self, key: str) -> "Fields | None":
        """The object at the key, if there is one."""
        found = self.objects(key)
        return found[0] if found else None

    def share(self, key: str, known: "dict[str, Fields]") -> None:
        """Read an object that others repeat word for word together with them, as one."""
        found = self.objects(key)
        for index, child in enumerate(found):
            found[index] = known.setdefault(json.dumps(child._data, sort_keys=True), child)

    def take(self, *keys: str) -> dict[str, str]:
        """Several values at once, as they are written, taken."""
        return {key: self.value(key) for key in keys}

    def left(self, where: str) -> Iterator[Omission]:
        """What nobody took, here and in the objects that were opened."""
        for key, reason in self._remarks:
            yield Omission(f"{self.kind}.{key}", where, reason)
        for key, value in self._data.items():
            if key in self._read or _is_structure(key) or _is_empty(value):
                continue
            reason = NOT_LEGIBLE if key in self._refused else NO_FIELD
            yield Omission(f"{self.kind}.{key}", where, reason)
        for children in self._children.values():
            for child in children:
                yield from child.left(where)


def one_line(text: str) -> str:
    """The text without line ends and characters that a terminal obeys, as the loader reads it."""
    if not text.isprintable():
        text = "".join(_printable(c) for c in _SEQUENCE.sub("", text))
    return unicodedata.normalize("NFC", " ".join(text.split()))


def tidy(text: str) -> str:
    """The text, each of its lines as `one_line` has it, without empty ones."""
    return "\n".join(line for line in map(one_line, _LINE_ENDS.split(text)) if line)


def written_out(text: str, *, lines: bool = False) -> str:
    """A text of ours as a reader of another directory gets it back from `shown` or `prose`."""
    kept = Personal().masked(tidy(text)).text
    return as_markup(kept if lines else " ".join(kept.split("\n")))


def is_controlling(text: str) -> bool:
    """Whether a terminal would obey something in the text, or show it in another order."""
    if text.isprintable():
        return False
    return any(c in _TURNING or (c not in _WHITE and unicodedata.category(c) == "Cc") for c in text)


def accepted(kind: object, text: str) -> bool:
    """Whether the text is of a field type of the knowledge format."""
    try:
        msgspec.convert(text, kind)
    except msgspec.ValidationError:
        return False
    return bool(text)


def _printable(character: str) -> str:
    """The character, a space for it, or nothing where it stands between letters unseen."""
    if character.isprintable():
        return character
    return "" if unicodedata.category(character) == "Cf" else " "


def _written(value: object) -> str:
    """A text, a number, or a list of them as text; empty for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return ""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{value:.15g}" if isfinite(value) else ""
    if isinstance(value, list) and all(isinstance(item, str | int | float) for item in value):
        return ", ".join(filter(None, map(_written, value)))
    return ""


def _is_empty(value: object) -> bool:
    return value in (None, [], {}) or (isinstance(value, str) and not value.strip())


def _is_structure(key: str) -> bool:
    return key == "id" or key.endswith("_id")
