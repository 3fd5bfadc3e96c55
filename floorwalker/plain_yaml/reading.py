"""From bytes to YAML events, or to the one flaw that makes a file unreadable."""

import unicodedata
from collections.abc import Iterator
from typing import Final

import yaml

from floorwalker.plain_text import printable
from floorwalker.plain_yaml.flaws import Flaw, RefusedError, code_point
from floorwalker.plain_yaml.syntax import explained

Value = str | list["Value"] | dict[str, "Value"]
Mark = tuple[int, int]
"""Line and column, both from 1."""
KeyPath = tuple[str | int, ...]
"""The keys and list positions that lead to a value."""

MAX_DEPTH: Final = 32
MAX_BYTES: Final = 16 * 1024 * 1024

LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def decode(data: bytes) -> str:
    """The text of a file, without its byte-order mark.

    Raises:
        RefusedError: it is too large, not UTF-8, or holds a control character.
    """
    if len(data) > MAX_BYTES:
        raise RefusedError(Flaw(1, 1, "too-large", str(MAX_BYTES // 1024 // 1024)))
    if 0 in data[:2]:  # two bytes for each letter, without the mark that would say so
        raise RefusedError(Flaw(1, 1, "encoding"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        raise RefusedError(Flaw(before.count(b"\n") + 1, column, "encoding")) from None
    for line, content in enumerate(text.split("\n"), start=1):
        if not content.isprintable():
            _refuse_raw_control(line, content)
    return text


_REFUSED: Final = ("Cc", "Zl", "Zp")
"""Control characters, and line ends that libyaml counts as such and no editor does."""


def _refuse_raw_control(line: int, content: str) -> None:
    for column, character in enumerate(content.removesuffix("\r"), start=1):
        if character == "\r":
            raise RefusedError(Flaw(line, column, "line-end"))
        if unicodedata.category(character) in _REFUSED and character != "\t":
            raise RefusedError(Flaw(line, column, "control-character", code_point(character)))


def events(text: str) -> Iterator[yaml.Event]:
    """The events of `text`.

    Raises:
        RefusedError: libyaml refuses it.
    """
    try:
        loader = LOADER(text)
        while (event := loader.get_event()) is not None:
            yield event
    except yaml.MarkedYAMLError as error:
        raise RefusedError(explained(text, error)) from None
    except yaml.YAMLError as error:
        raise RefusedError(Flaw(1, 1, "yaml", printable(str(error)))) from None


def mark_of(event: yaml.Event) -> Mark:
    """Where the event begins."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
