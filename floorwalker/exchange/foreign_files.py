"""Files of other makers → JSON values and rows of tables, or one sentence why not.

Only ordinary files are opened: a pipe would wait for ever. What can be read in two ways, such as a
name that stands twice in one object, is refused and not guessed at.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import Final, NoReturn

from floorwalker.errors import FloorwalkerError
from floorwalker.file_reading import read_regular
from floorwalker.i18n import _
from floorwalker.os_reason import os_reason
from floorwalker.plain_text import printable

MAX_BYTES: Final = 100 * 1024 * 1024
_BOM: Final = "\ufeff"
_WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_PACKED: Final = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!")
"""How zip, gzip, bzip2, xz, 7-Zip and RAR begin."""
_SHOWN: Final = 40
_DELIMITERS: Final = (",", ";", "\t", "|")
Row = dict[str, object]


def read_text(path: Path) -> str:
    """The text of a file, without its byte-order mark.

    Raises:
        FloorwalkerError: it cannot be read, or is no text in UTF-8.
    """
    try:
        data = read_regular(path, MAX_BYTES + 1)
    except OSError as error:
        _refuse(path, os_reason(error))
    except ValueError:
        _refuse(path, _("the name is not allowed"))
    if len(data) > MAX_BYTES:
        _refuse(path, _("it is larger than {size} MB").format(size=MAX_BYTES // 1024 // 1024))
    if data.startswith(_PACKED):
        _refuse(path, _("it is packed; unpack it first"))
    if data.startswith(_WIDE_MARKS) or b"\x00" in data[:4]:
        _refuse(path, _("it is UTF-16 and has to be UTF-8"))
    try:
        return data.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        _refuse(path, _("it is not UTF-8 text (line {line})").format(line=line))


def read_json(path: Path) -> list[object]:
    """The values of a JSON file: one, or one a line.

    Raises:
        FloorwalkerError: it cannot be read.
    """
    text = read_text(path)
    try:
        return [_decoded(text)]
    except json.JSONDecodeError as error:
        if error.msg != "Extra data" or not text[: error.pos].strip().endswith(("}", "]")):
            _refuse_json(path, error, error.lineno)
    except (_AmbiguousError, RecursionError, ValueError) as error:
        _refuse_json(path, error, 0)
    return list(_values_by_line(path, text))


def _values_by_line(path: Path, text: str) -> Iterator[object]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield _decoded(line)
            except (RecursionError, ValueError) as error:
                _refuse_json(path, error, number)


def _decoded(text: str) -> object:
    value: object = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    return value


class _AmbiguousError(ValueError):
    """JSON that readers take in different ways; the message is for the user."""


def _object(pairs: list[tuple[str, object]]) -> Row:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _AmbiguousError(
            _("“{name}” stands twice in one object").format(name=printable(twice)[:_SHOWN])
        )
    return found


def _constant(name: str) -> NoReturn:
    raise _AmbiguousError(_("{name} is no number in JSON").format(name=name))


def _refuse_json(path: Path, error: Exception, line: int) -> NoReturn:
    if isinstance(error, RecursionError):
        _refuse(path, _("it is nested too deeply"))
    if isinstance(error, json.JSONDecodeError):
        place = _("line {line}, column {column}").format(line=line, column=error.colno)
        _refuse(path, _("no JSON ({detail})").format(detail=f"{error.msg}, {place}"))
    detail = str(error) if isinstance(error, _AmbiguousError) else _("a number is too long")
    if line:
        detail = _("{detail}, line {line}").format(detail=detail, line=line)
    _refuse(path, detail)


def read_csv(path: Path, delimiter: str = "") -> list[Row]:
    """The rows of a table with a header; empty cells are left out.

    Raises:
        FloorwalkerError: it cannot be read, or a row has other cells than the header.
    """
    text = read_text(path)
    header = text.partition("\n")[0]
    delimiter = delimiter or max(_DELIMITERS, key=header.count)
    largest = csv.field_size_limit(MAX_BYTES)
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return list(_rows(path, reader))
    except csv.Error as error:
        _refuse(path, _("no table ({detail})").format(detail=f"{error}, {_line(reader.line_num)}"))
    finally:
        csv.field_size_limit(largest)


def _rows(path: Path, reader: Iterable[list[str]]) -> Iterator[Row]:
    lines = enumerate(reader, start=1)
    header = [cell.strip().lower() for _number, cell in _cells(next(lines, (1, [])))]
    twice = next((name for name in header if name and header.count(name) > 1), "")
    if twice:
        name = printable(twice)[:_SHOWN]
        _refuse(path, _("the column “{name}” stands there twice").format(name=name))
    for number, cells in lines:
        if len(cells) > len(header) and any(cells[len(header) :]):
            detail = _("too many cells in row {row}").format(row=number)
            _refuse(path, _("no table ({detail})").format(detail=detail))
        row: Row = {
            name: cell.strip() for name, cell in zip(header, cells, strict=False) if cell.strip()
        }
        if row:
            yield row


def _cells(numbered: tuple[int, list[str]]) -> Iterator[tuple[int, str]]:
    yield from enumerate(numbered[1])


def _line(number: int) -> str:
    return _("line {line}").format(line=number)


def _refuse(path: Path, reason: str) -> NoReturn:
    raise FloorwalkerError(
        _("{path} cannot be read: {reason}.").format(path=path, reason=reason),
        _("Name a file with HSDS services as JSON, or a folder of them or of CSV tables."),
    ) from None
