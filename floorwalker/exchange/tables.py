"""Tables with a header: workbooks, and what spreadsheets save, whatever it parts the cells with."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from floorwalker.exchange.saved_files import MAX_BYTES, SavedFile, is_zip, text_of
from floorwalker.i18n import _
from floorwalker.plain_text import printable

if TYPE_CHECKING:
    from _csv import Reader

    from floorwalker.exchange.xlsx_reading import Cell

_DELIMITERS: Final = (";", ",", "\t", "|")
_SHOWN: Final = 40


class Row(Struct, frozen=True):
    """One row: where it begins, and its cells by the names of their columns."""

    line: int
    cells: dict[str, str]
    """Without surrounding blanks; empty ones are left out."""


class Table(Struct, frozen=True):
    """A whole table."""

    columns: tuple[str, ...]
    """The names of the columns in lower case, in their order."""
    rows: tuple[Row, ...]


def table_of(file: SavedFile) -> Table:
    """The table in the file; of a workbook it is the first sheet that holds something.

    Raises:
        FloorwalkerError: it is no table, or a row has more cells than the header.
    """
    if is_zip(file):
        return _table(file, _of_workbook(file))
    text = text_of(file)
    first, _end, rest = text.partition("\n")
    if first.lower().startswith("sep="):  # how Excel is told the delimiter
        text = "\n" + rest
    header = next((line for line in text.split("\n") if line.strip()), "")
    delimiter = max(_DELIMITERS, key=header.count)
    largest = csv.field_size_limit(MAX_BYTES)
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return _table(file, _numbered(reader))
    except csv.Error as error:
        place = _("line {line}").format(line=reader.line_num)
        file.refuse(_("no table ({detail})").format(detail=f"{error}, {place}"))
    finally:
        csv.field_size_limit(largest)


def _numbered(reader: "Reader") -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, each with the line it begins on."""
    begins = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield begins, _on_one_line(cells)
        begins = reader.line_num + 1


def _on_one_line(cells: Sequence[str]) -> list[str]:
    return [" ".join(printable(cell).split()) for cell in cells]


def _of_workbook(file: SavedFile) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, each with its number."""
    from floorwalker.exchange.xlsx_reading import read_sheets

    filled = (
        sheet.rows
        for sheet in read_sheets(file.path, file.hint)
        if any(cell.text.strip() for row in sheet.rows for cell in row)
    )
    for number, row in enumerate(next(filled, ()), start=1):
        if any(cell.kind in {"formula", "error"} for cell in row):
            place = _("line {line}").format(line=number)
            file.refuse(
                _("a formula stands there, paste its value instead ({place})").format(place=place)
            )
        if any(cell.text.strip() for cell in row):
            yield number, _on_one_line([_said(cell) for cell in row])


def _said(cell: "Cell") -> str:
    """The cell's text; of a moment the day."""
    return cell.text.partition(" ")[0] if cell.kind == "date" else cell.text


def _table(file: SavedFile, rows: Iterator[tuple[int, list[str]]]) -> Table:
    _line, header = next(rows, (1, []))
    columns = tuple(cell.lower() for cell in header)
    twice = next((name for name in columns if name and columns.count(name) > 1), "")
    if twice:
        name = printable(twice)[:_SHOWN]
        file.refuse(_("the column “{name}” stands there twice").format(name=name))
    return Table(columns, tuple(_row(file, columns, line, cells) for line, cells in rows))


def _row(file: SavedFile, columns: tuple[str, ...], line: int, cells: list[str]) -> Row:
    if any(cells[len(columns) :]):
        place = _("line {line}").format(line=line)
        file.refuse(_("more cells than the header has ({place})").format(place=place))
    found = {name: cell for name, cell in zip(columns, cells, strict=False) if name and cell}
    return Row(line, found)


def column_named(table: Table, names: Mapping[str, str]) -> dict[str, str]:
    """What each column holds, by the column's name; `names` tells what a column's name means."""
    return {column: names[column] for column in table.columns if column in names}
