"""YAML as far as the formats of this house go: mappings, lists and text; nothing else exists.

Every scalar is the text that stands there. Anchors, aliases, merge keys, tags and a key twice are
flaws. libyaml's composer crashes the interpreter on deeply nested input while its event parser is
iterative, so values are built from events here, with a bound on depth.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import yaml
from msgspec import Struct

from floorwalker.plain_text import is_control, printable

Value = str | list["Value"] | dict[str, "Value"]
Mark = tuple[int, int]
"""Line and column, both from 1."""

MAX_DEPTH: Final = 32
MAX_BYTES: Final = 16 * 1024 * 1024

_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"


class Flaw(Struct, frozen=True):
    """What is wrong at a place of a file. Line and column count from 1."""

    line: int
    column: int
    code: str
    detail: str = ""


class Document(Struct, frozen=True):
    """A file as read. `value` is None where the file as a whole could not be read."""

    value: Value | None
    flaws: tuple[Flaw, ...]


class _Frame(NamedTuple):
    """A collection that is still open; `key` is the key that waits for its value."""

    value: list[Value] | dict[str, Value]
    key: list[str]
    doubles: list[bool]


class _RefusedError(Exception):
    """Stops the reading of a file at a flaw that makes the rest meaningless."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.code)
        self.flaw = flaw


def parse(data: bytes) -> Document:
    """The one document in `data`, and every flaw that can be told apart."""
    flaws: list[Flaw] = []
    try:
        return Document(_build(_decode(data), flaws), tuple(flaws))
    except _RefusedError as refused:
        return Document(None, (*flaws, refused.flaw))


def locate(
    data: bytes, paths: Sequence[tuple[str | int, ...]]
) -> dict[tuple[str | int, ...], Mark]:
    """Where the values at `paths` begin: for a value in a mapping, its key.

    A path that does not exist gets the mark of its nearest existing ancestor. `data` must have been
    parsed without a refusal before.
    """
    marks: dict[tuple[str | int, ...], Mark] = {}
    wanted = {path[:length] for path in paths for length in range(len(path) + 1)}
    for path, mark in _marks(_decode(data)):
        if path in wanted:
            marks.setdefault(path, mark)
    return {path: _nearest(marks, path) for path in paths}


def _nearest(marks: dict[tuple[str | int, ...], Mark], path: tuple[str | int, ...]) -> Mark:
    for length in range(len(path), -1, -1):
        if path[:length] in marks:
            return marks[path[:length]]
    return (1, 1)


def _decode(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise _RefusedError(Flaw(1, 1, "too-large", str(MAX_BYTES // 1024 // 1024)))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        raise _RefusedError(Flaw(before.count(b"\n") + 1, column, "encoding")) from None
    for line, content in enumerate(text.split("\n"), start=1):
        if not content.isprintable():
            _refuse_raw_control(line, content)
    return text


def _refuse_raw_control(line: int, content: str) -> None:
    for column, character in enumerate(content.removesuffix("\r"), start=1):
        if unicodedata.category(character) == "Cc" and character != "\t":
            detail = f"U+{ord(character):04X}"
            raise _RefusedError(Flaw(line, column, "control-character", detail))


def _events(text: str) -> Iterator[yaml.Event]:
    """The events of `text`; what libyaml refuses becomes a `_RefusedError`."""
    try:
        yield from yaml.parse(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        raise _RefusedError(_syntax_flaw(text, line, column, error.problem or "")) from None
    except yaml.YAMLError as error:
        raise _RefusedError(Flaw(1, 1, "yaml", printable(str(error)))) from None


def _syntax_flaw(text: str, line: int, column: int, problem: str) -> Flaw:
    lines = text.split("\n")
    here = lines[line] if line < len(lines) else ""
    indentation = here[: len(here) - len(here.lstrip())]
    if "\t" in indentation:
        return Flaw(line + 1, indentation.index("\t") + 1, "tab")
    return Flaw(line + 1, column + 1, "yaml", printable(problem))


def _build(text: str, flaws: list[Flaw]) -> Value | None:
    stack: list[_Frame] = []
    root: list[Value] = []
    documents = 0
    for event in _events(text):
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _RefusedError(_flaw(event, "several-documents"))
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
        raise _RefusedError(_flaw(event, "too-deep", str(MAX_DEPTH)))
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
        raise _RefusedError(_flaw(event, "key-not-text"))
    else:
        twice = value in frame.value
        if twice:
            flaws.append(_flaw(event, "duplicate-key", value))
        frame.key.append(value)
        frame.doubles.append(twice)


def _scalar(event: yaml.ScalarEvent, flaws: list[Flaw]) -> str:
    text: str = event.value
    if text.isascii() and text.isprintable():
        return text
    controls = [c for c in text if is_control(c)]
    if controls:
        flaws.append(_flaw(event, "control-character", f"U+{ord(controls[0]):04X}"))
        text = "".join(_REPLACEMENT if is_control(c) else c for c in text)
    return unicodedata.normalize("NFC", text)


def _refuse_features(event: yaml.NodeEvent) -> None:
    if isinstance(event, yaml.AliasEvent):
        raise _RefusedError(_flaw(event, "alias", event.anchor or ""))
    if event.anchor is not None:
        raise _RefusedError(_flaw(event, "anchor", event.anchor))
    tag = getattr(event, "tag", None)
    if tag is not None:
        raise _RefusedError(_flaw(event, "tag", tag))
    if isinstance(event, yaml.ScalarEvent) and event.value == "<<" and event.implicit[0]:
        raise _RefusedError(_flaw(event, "merge-key"))


def _flaw(event: yaml.Event, code: str, detail: str = "") -> Flaw:
    line, column = _mark(event)
    return Flaw(line, column, code, printable(detail))


def _mark(event: yaml.Event) -> Mark:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _marks(text: str) -> Iterator[tuple[tuple[str | int, ...], Mark]]:
    """Every path in `text` with its mark, in the order of the text."""
    path: list[str | int | None] = []
    for event in _events(text):
        if isinstance(event, yaml.CollectionEndEvent):
            path.pop()
            _step(path)
        elif isinstance(event, yaml.ScalarEvent) and path and path[-1] is None:
            path[-1] = unicodedata.normalize("NFC", event.value)
            yield _known(path), _mark(event)
        elif isinstance(event, yaml.NodeEvent):
            if not path or isinstance(path[-1], int):
                yield _known(path), _mark(event)
            if isinstance(event, yaml.ScalarEvent):
                _step(path)
            else:
                path.append(0 if isinstance(event, yaml.SequenceStartEvent) else None)


def _known(path: Sequence[str | int | None]) -> tuple[str | int, ...]:
    return tuple(step for step in path if step is not None)


def _step(path: list[str | int | None]) -> None:
    """A value is complete: a list goes on to its next index, a mapping waits for a key."""
    if path:
        last = path[-1]
        path[-1] = last + 1 if isinstance(last, int) else None
