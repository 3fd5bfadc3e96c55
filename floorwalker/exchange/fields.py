"""Foreign JSON read field by field, keeping count of what nobody asked for."""

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from floorwalker.exchange.omissions import NO_FIELD, NOT_LEGIBLE, Omission

_SINGULAR: Final = {"addresses": "address", "accessibility": "accessibility"}


class Fields:
    """An object of the foreign file. What is not read by the end is left out, and listed."""

    def __init__(self, kind: str, data: Mapping[str, object]) -> None:
        self.kind = kind
        self._data = data
        self._read: set[str] = set()
        self._children: dict[str, list[Fields]] = {}

    @property
    def id(self) -> str:
        """The object's own id; ids that point elsewhere are structure, not content."""
        return self.peek("id")

    def peek(self, key: str) -> str:
        """The value as one line of text, without taking it; empty where it is no text."""
        value = self._data.get(key)
        if isinstance(value, str):
            return one_line(value)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return f"{value:.15g}" if is_number else ""

    def text(self, key: str) -> str:
        """The value as one line of text, taken."""
        found = self.peek(key)
        if found:
            self._read.add(key)
        return found

    def lines(self, key: str) -> tuple[str, ...]:
        """A text of several lines, each as one line of text, taken."""
        value = self._data.get(key)
        if not isinstance(value, str):
            return ()
        self._read.add(key)
        return tuple(line for line in map(one_line, value.splitlines()) if line)

    def objects(self, key: str) -> list["Fields"]:
        """The objects of a list; anything else in it is not readable."""
        if key in self._children:
            return self._children[key]
        value = self._data.get(key)
        items = value if isinstance(value, list) else [value] if value else []
        if all(isinstance(item, dict) for item in items):
            self._read.add(key)
        kind = _SINGULAR.get(key, key.removesuffix("s"))
        self._children[key] = [Fields(kind, item) for item in items if isinstance(item, dict)]
        return self._children[key]

    def object(self, key: str) -> "Fields | None":
        """The object at the key, if there is one."""
        found = self.objects(key)
        return found[0] if found else None

    def share(self, key: str, known: "dict[bytes, Fields]") -> None:
        """Read an object that others repeat word for word together with them, as one."""
        found = self.objects(key)
        for index, child in enumerate(found):
            found[index] = known.setdefault(msgspec.json.encode(child._data), child)

    def take(self, *keys: str) -> dict[str, str]:
        """Several texts at once, taken."""
        return {key: self.text(key) for key in keys}

    def left(self, where: str) -> Iterator[Omission]:
        """What nobody took, here and in the objects that were opened."""
        for key, value in self._data.items():
            if key in self._read or _is_structure(key) or value in (None, "", [], {}):
                continue
            reason = NOT_LEGIBLE if key in self._children else NO_FIELD
            yield Omission(f"{self.kind}.{one_line(key)}", where, reason)
        for children in self._children.values():
            for child in children:
                yield from child.left(where)


def one_line(text: str) -> str:
    """The text without line ends and characters that a terminal obeys."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split())


def accepted(kind: object, text: str) -> bool:
    """Whether the text is of a field type of the knowledge format."""
    try:
        msgspec.convert(text, kind)
    except msgspec.ValidationError:
        return False
    return bool(text)


def _is_structure(key: str) -> bool:
    return key == "id" or key.endswith("_id")
