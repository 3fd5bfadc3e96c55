"""CSV as a Danish Excel opens it by double click, and back.

UTF-8 with a byte order mark, `;` between, CRLF, a header row; no cell is a formula.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import IO, Final

import msgspec

from floorwalker.errors import FloorwalkerError
from floorwalker.file_reading import open_regular
from floorwalker.i18n import _
from floorwalker.journal.encounter import COLUMNS, Encounter
from floorwalker.week.files.formula_escaping import defuse, harmless, restore

Value = str | int | bool | date | tuple[str, ...]

FIRST_SCHEMA: Final = 27
"""Columns of the first schema; later ones add theirs behind."""
_LONGEST_CELL: Final = 1_000_000
"""Characters; a file with a longer one is not a week's, but a slip or an attack."""


def write_csv(file: IO[bytes], kind: type[msgspec.Struct], rows: Iterable[msgspec.Struct]) -> int:
    """Write `rows` of `kind` behind a header; the number of rows."""
    count = 0
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow(kind.__struct_fields__)
        for row in rows:
            writer.writerow(_cells(row))
            count += 1
    finally:
        text.flush()
        text.detach()
    return count


def _cells(row: msgspec.Struct) -> list[str]:
    """The row's values as cells, none of them a formula."""
    values = msgspec.structs.astuple(row)
    cells = ["" if value is None else _cell_text(value) for value in values]
    if harmless(cells):
        return cells
    return [
        defuse(cell) if isinstance(value, str) else cell
        for value, cell in zip(values, cells, strict=True)
    ]


def _cell_text(value: Value) -> str:
    """A value as text: codes joined by `;`; a text may still be taken for a formula."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ";".join(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def csv_rows(path: Path) -> Iterator[tuple[int, Encounter]]:
    """The encounters of a file that `write_csv` wrote, each with the line in which it begins.

    A file of an older schema lacks the columns that came later.

    Raises:
        FloorwalkerError: it is no such file, with the line at fault; nothing of it is repeated.
        OSError: it cannot be read.
    """
    csv.field_size_limit(_LONGEST_CELL)
    with io.TextIOWrapper(open_regular(path), encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=";", strict=True)
        try:
            columns = tuple(next(reader, ()))
            _require_columns(path, columns)
            line = reader.line_num + 1
            for cells in reader:
                yield line, _encounter(columns, cells)
                line = reader.line_num + 1
        except (csv.Error, UnicodeDecodeError, msgspec.ValidationError, ValueError):
            raise _not_encounters(path, reader.line_num) from None


def csv_header(path: Path) -> tuple[str, ...]:
    """The columns of a table that `export` may have written; none of what is no such file.

    Raises:
        OSError: it cannot be read.
    """
    with io.TextIOWrapper(open_regular(path), encoding="utf-8-sig", newline="") as file:
        try:
            return tuple(next(csv.reader(file, delimiter=";"), ()))
        except (csv.Error, UnicodeDecodeError):
            return ()


def _require_columns(path: Path, columns: tuple[str, ...]) -> None:
    """Refuse a header that no version wrote so far, the newer ones by name."""
    if len(columns) > len(COLUMNS) and columns[: len(COLUMNS)] == COLUMNS:
        raise newer_schema(path)
    if len(columns) < FIRST_SCHEMA or columns != COLUMNS[: len(columns)]:
        raise _not_encounters(path, 1)


def newer_schema(path: Path) -> FloorwalkerError:
    """The error for a file with columns that this version does not know."""
    return FloorwalkerError(
        _("{path} was written by a newer version of Floorwalker.").format(path=path),
        _("Install the newer version on this computer too."),
    )


def _encounter(columns: tuple[str, ...], cells: list[str]) -> Encounter:
    """The encounter in a row; raises `ValueError` or `ValidationError` where there is none."""
    row: dict[str, object] = {
        column: restore(cell) or None for column, cell in zip(columns, cells, strict=True)
    }
    row["challenges"] = [code for code in str(row["challenges"] or "").split(";") if code]
    for column in ("revision", "duration_s"):
        row[column] = int(str(row[column])) if row[column] else None
    if row["confident"] in ("true", "false"):
        row["confident"] = row["confident"] == "true"
    return msgspec.convert(row, Encounter)


def _not_encounters(path: Path, line: int) -> FloorwalkerError:
    return FloorwalkerError(
        _("{path}:{line}: this is not a row of an exported week.").format(path=path, line=line),
        _("Export the week again; a file that was saved by a spreadsheet cannot be used."),
    )
