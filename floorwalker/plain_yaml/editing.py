"""Changing a YAML file in place: what is meant changes, and no other byte.

Every edit is proved before it is kept: the file is read again, and must say what it said before,
with nothing but the intended difference. Comments, order, line ends and a byte-order mark stay.
"""

import contextlib
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, Final, NamedTuple

from floorwalker.file_reading import read_regular
from floorwalker.files import FileError, explain, whole_file
from floorwalker.i18n import _
from floorwalker.plain_yaml.building import parse
from floorwalker.plain_yaml.reading import KeyPath, Value

_MOST: Final = 512 * 1024 * 1024
"""Bytes of a file that is compared before it is replaced."""
_BOM: Final = b"\xef\xbb\xbf"


class Edit(NamedTuple):
    """A stretch of the text, and what comes in its place. Offsets count characters."""

    start: int
    end: int
    text: str


class Text(NamedTuple):
    """A file to edit: its text without the byte-order mark, and whether it has one."""

    text: str
    marked: bool

    @classmethod
    def of(cls, data: bytes) -> "Text":
        """The text of a file that has been read before."""
        return cls(data.decode("utf-8-sig"), data.startswith(_BOM))

    def bytes_of(self, text: str) -> bytes:
        """`text` as this file would hold it."""
        return (_BOM if self.marked else b"") + text.encode("utf-8")


def apply(text: str, edits: Iterable[Edit]) -> str:
    """`text` with the edits made; they do not overlap."""
    parts, done = [], 0
    for edit in sorted(edits):
        parts += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*parts, text[done:]])


def says(text: str, expected: Value) -> bool:
    """Whether `text` can be read without a flaw and says what is expected."""
    document = parse(text.encode("utf-8"))
    return not document.flaws and document.value == expected


def newline_of(text: str) -> str:
    """The line end that the text uses."""
    return "\r\n" if "\r\n" in text else "\n"


def line_start(text: str, offset: int) -> int:
    """Where the line begins that `offset` is in."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """Where the line after the one begins that `offset` is in."""
    found = text.find("\n", offset)
    return len(text) if found < 0 else found + 1


def scalar(value: str) -> str:
    """`value` as YAML text, in quotation marks where it could be taken for something else."""
    plain = f"k: {value}\nf: {{k: {value}}}\n"
    if value and says(plain, {"k": value, "f": {"k": value}}):
        return value
    return json.dumps(value, ensure_ascii=False)


def quoted(value: str, style: str) -> str:
    """`value` in the marks that a text had before: `'`, `"`, or none."""
    if style == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    return json.dumps(value, ensure_ascii=False) if style else scalar(value)


def changed_value(value: Value, place: KeyPath, new: Value) -> Value:
    """A copy of `value` in which `new` stands at `place`."""
    if not place:
        return new
    step, rest = place[0], place[1:]
    if isinstance(value, dict) and isinstance(step, str):
        return {**value, step: changed_value(value.get(step, {}), rest, new)}
    if isinstance(value, list) and isinstance(step, int):
        return [changed_value(v, rest, new) if i == step else v for i, v in enumerate(value)]
    raise LookupError(place)


def value_at(value: Value, place: KeyPath) -> Value | None:
    """What stands at `place`; None where nothing does."""
    found: Value | None = value
    for step in place:
        if isinstance(found, dict) and isinstance(step, str):
            found = found.get(step)
        elif isinstance(found, list) and isinstance(step, int) and step < len(found):
            found = found[step]
        else:
            return None
    return found


class Change(NamedTuple):
    """What a file held when it was read, and what it is to hold."""

    path: Path
    before: bytes
    after: bytes


def save(path: Path, before: bytes, after: bytes) -> None:
    """Put `after` in the place of `before`, whole or not at all.

    Raises:
        FileError: the file has changed in the meantime, or cannot be written.
    """
    save_all([Change(path, before, after)])


def save_all(changes: Sequence[Change]) -> None:
    """Make all changes, each file whole; none where one of them cannot be made.

    All are on disk under other names before the first gets its own, so that no room or a file that
    was changed meanwhile is noticed in time. Who is killed between two names can do it all again.

    Raises:
        FileError: a file has changed in the meantime, or cannot be written.
    """
    for first in range(0, len(changes), _AT_ONCE):
        with contextlib.ExitStack() as drafts:
            for change in changes[first : first + _AT_ONCE]:
                file = drafts.enter_context(_replacement(change))
                try:
                    file.write(change.after)
                    file.flush()
                    os.fsync(file.fileno())
                except OSError as error:
                    raise explain(error, change.path) from None


_AT_ONCE: Final = 100
"""Files that are open together; with more to write, none of these where one cannot be made."""


def _replacement(change: Change) -> contextlib.AbstractContextManager[IO[bytes]]:
    path, before, _after = change
    target = Path(os.path.realpath(path))
    try:
        now = _present(target)
        if (now or b"") != before:
            raise FileError(
                path,
                "changed",
                _("{path} was changed by somebody else in the meantime.").format(path=path),
                _("Nothing was written; try again."),
            )
    except (OSError, ValueError) as error:
        raise explain(error, path) from None
    return whole_file(target, replacing=now is not None, access="shared")


def present(path: Path) -> bytes:
    """What stands in a file that is about to be written; nothing where there is none.

    Raises:
        FileError: it cannot be read, or is no file.
    """
    try:
        return _present(path) or b""
    except OSError as error:
        raise explain(error, path) from None


def _present(path: Path) -> bytes | None:
    try:
        return read_regular(path, _MOST)
    except FileNotFoundError:
        return None
