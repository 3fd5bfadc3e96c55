"""From events to values: quickly where a file is without flaw, exactly where it is not."""

import unicodedata
from typing import Final, NamedTuple

import yaml
from msgspec import Struct

from floorwalker.plain_text import is_control, printable
from floorwalker.plain_yaml.flaws import (
    Flaw,
    RefusedError,
    cleaned,
    code_point,
    is_invisible,
    is_plain,
)
from floorwalker.plain_yaml.reading import LOADER, MAX_DEPTH, Value, decode, events, mark_of


class Document(Struct, frozen=True):
    """A file as read. `value` is None where the file as a whole could not be read."""

    value: Value | None
    flaws: tuple[Flaw, ...]


def parse(data: bytes) -> Document:
    """The one document in `data`, and every flaw that can be told apart."""
    flaws: list[Flaw] = []
    try:
        return Document(_build(decode(data), flaws), tuple(flaws))
    except RefusedError as refused:
        return Document(None, (*flaws, refused.flaw))


class _Frame(NamedTuple):
    """A collection that is still open; `key` is the key that waits for its value."""

    value: list[Value] | dict[str, Value]
    key: list[str]
    doubles: list[bool]


def _build(text: str, flaws: list[Flaw]) -> Value | None:
    """The value of `text`, quickly where nothing is odd, else exactly."""
    quick = _Quick()
    try:
        return quick.build(text)
    except (_OddError, yaml.YAMLError):
        return _build_exactly(text, flaws)


class _OddError(Exception):
    """The quick way met something that only the exact one can judge."""


class _Quick:
    """Builds the value of a text without any flaw, in a third of the time of the exact way."""

    def __init__(self) -> None:
        self._root: list[Value] = []
        self._open: list[list[Value] | dict[str, Value]] = []
        self._value: list[Value] | dict[str, Value] = self._root
        self._key: str | None = None

    def build(self, text: str) -> Value | None:
        """The value of the one document in `text`; None where there is none.

        Raises:
            _OddError: there is a flaw, or something that may be one.
            yaml.YAMLError: it is no YAML.
        """
        loader = LOADER(text)
        following, kind_of = loader.get_event, type
        place, begin, end = self._place, self._begin, self._end
        scalar, closing = yaml.ScalarEvent, (yaml.MappingEndEvent, yaml.SequenceEndEvent)
        while (event := following()) is not None:
            kind = kind_of(event)
            if kind is scalar:
                if event.tag is not None or event.anchor is not None or event.value == "<<":
                    raise _OddError
                value = event.value
                place(value if value.isascii() and value.isprintable() else _checked(value))
            elif kind in closing:
                end()
            elif kind is yaml.MappingStartEvent:
                begin(event, {})
            elif kind is yaml.SequenceStartEvent:
                begin(event, [])
            elif kind is yaml.AliasEvent or (kind is yaml.DocumentStartEvent and self._root):
                raise _OddError
        return self._root[0] if self._root else None

    def _place(self, value: Value) -> None:
        into = self._value
        if isinstance(into, list):
            into.append(value)
        elif self._key is not None:
            into[self._key] = value
            self._key = None
        elif isinstance(value, str) and value not in into:
            self._key = value
        else:
            raise _OddError

    def _begin(
        self, event: yaml.CollectionStartEvent, value: list[Value] | dict[str, Value]
    ) -> None:
        if event.tag is not None or event.anchor is not None or len(self._open) >= MAX_DEPTH:
            raise _OddError
        self._place(value)
        self._open.append(self._value)
        self._value = value

    def _end(self) -> None:
        self._value = self._open.pop()


def _checked(text: str) -> str:
    """`text` composed; what holds a character that should not be there is odd."""
    if not is_plain(text):
        raise _OddError
    return unicodedata.normalize("NFC", text)


def _build_exactly(text: str, flaws: list[Flaw]) -> Value | None:
    stack: list[_Frame] = []
    root: list[Value] = []
    documents = 0
    for event in events(text):
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise RefusedError(_flaw(event, "several-documents"))
        elif isinstance(event, yaml.NodeEvent):
            _refuse_features(event)
            if isinstance(event, yaml.ScalarEvent):
                _place(stack, root, _scalar(event, flaws), event, flaws)
            else:
                _open(stack, root, event, flaws)
        elif isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
    return root[0] if root else None


def _open(stack: list[_Frame], root: list[Value], event: yaml.Event, flaws: list[Flaw]) -> None:
    if len(stack) >= MAX_DEPTH:
        raise RefusedError(_flaw(event, "too-deep", str(MAX_DEPTH)))
    value: list[Value] | dict[str, Value] = {} if isinstance(event, yaml.MappingStartEvent) else []
    _place(stack, root, value, event, flaws)
    stack.append(_Frame(value, [], []))


def _place(
    stack: list[_Frame], root: list[Value], value: Value, event: yaml.Event, flaws: list[Flaw]
) -> None:
    """Put `value` where it belongs: into the root, a list, or a mapping as key or as value."""
    if not stack:
        root.append(value)
        return
    frame = stack[-1]
    if isinstance(frame.value, list):
        frame.value.append(value)
    elif frame.key:
        key = frame.key.pop()
        if not frame.doubles.pop():
            frame.value[key] = value
    elif not isinstance(value, str):
        raise RefusedError(_flaw(event, "key-not-text"))
    else:
        twice = value in frame.value
        if twice:
            flaws.append(_flaw(event, "duplicate-key", value))
        frame.key.append(value)
        frame.doubles.append(twice)


def _scalar(event: yaml.ScalarEvent, flaws: list[Flaw]) -> str:
    text: str = event.value
    if not is_plain(text):
        for code, is_wrong in _WRONG_CHARACTERS:
            wrong = next((c for c in text if is_wrong(c)), None)
            if wrong is not None:
                flaws.append(_flaw(event, code, code_point(wrong)))
    return cleaned(text)


_WRONG_CHARACTERS: Final = (
    ("control-character", is_control),
    ("invisible-character", is_invisible),
)


def _refuse_features(event: yaml.NodeEvent) -> None:
    if isinstance(event, yaml.AliasEvent):
        raise RefusedError(_flaw(event, "alias", event.anchor or ""))
    if event.anchor is not None:
        raise RefusedError(_flaw(event, "anchor", event.anchor))
    tag = getattr(event, "tag", None)
    if tag is not None:
        raise RefusedError(_flaw(event, "tag", tag))
    if isinstance(event, yaml.ScalarEvent) and event.value == "<<" and event.implicit[0]:
        raise RefusedError(_flaw(event, "merge-key"))


def _flaw(event: yaml.Event, code: str, detail: str = "") -> Flaw:
    line, column = mark_of(event)
    return Flaw(line, column, code, printable(detail))
