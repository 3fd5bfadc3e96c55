"""Workbooks that people filled in, in whatever program → the cells of their sheets.

A cell is text here, or it is said why it is none: a formula, a date, a yes or no. A number is text
as it is typed, since `112` in a text field is meant as such.
"""

import warnings
from datetime import date, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from floorwalker.errors import FloorwalkerError
from floorwalker.exchange.workbook.package import FAULTS, read_package
from floorwalker.i18n import _

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

CellKind = Literal["text", "formula", "date", "flag", "error"]
_ERRORS: Final = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")


class Cell(Struct, frozen=True):
    """What stands in a cell."""

    text: str = ""
    """With line ends as `\\n`; what it shows where it is no text."""
    kind: CellKind = "text"


class Sheet(Struct, frozen=True):
    """One sheet, from its first row and column on; rows may differ in length."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]

    def cell(self, row: int, column: int) -> Cell:
        """The cell in a row and a column, both from 0; an empty one where there is none."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else Cell()


def read_sheets(path: Path, hint: str) -> list[Sheet]:
    """The sheets of a workbook.

    Args:
        path: the file.
        hint: what to do where it is no sound workbook, a sentence in the interface language.

    Raises:
        FloorwalkerError: it is no workbook, or cannot be read.
    """
    data = read_package(path)
    try:
        return _sheets(data)
    except FAULTS:
        reason = _("it is no Excel workbook, or a damaged one")
    raise FloorwalkerError(
        _("{path} cannot be read: {reason}.").format(path=path, reason=reason), hint
    )


def _sheets(data: bytes) -> list[Sheet]:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what other programs add that is of no use here
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, keep_links=False)
        return [Sheet(title=sheet.title, rows=_rows(sheet)) for sheet in book.worksheets]


def _rows(sheet: "ReadOnlyWorksheet") -> tuple[tuple[Cell, ...], ...]:
    """The rows as far as something stands in them: a format may reach to the millionth."""
    sheet.reset_dimensions()  # some programs write a wrong one
    rows: list[tuple[Cell, ...]] = []
    filled = 0
    for row in sheet.iter_rows(max_col=_MOST_COLUMNS):
        last = max((place for place, cell in enumerate(row) if cell.value is not None), default=-1)
        cells = row[: last + 1]
        rows.append(tuple(_cell(c.value, is_formula=c.data_type == "f") for c in cells))
        filled = len(rows) if cells else filled
    return tuple(rows[:filled])


_MOST_COLUMNS: Final = 256
"""More than any such sheet has."""


def _cell(value: object, *, is_formula: bool) -> Cell:
    if value is None:
        return Cell()
    if is_formula:
        return Cell(str(value), "formula")
    if isinstance(value, bool):
        return Cell(str(value).upper(), "flag")
    if isinstance(value, date | time | timedelta):  # a moment is a date, too
        return Cell(str(value), "date")
    if isinstance(value, float):
        return Cell(f"{value:.15g}")
    text = _unescaped(str(value)).replace("\r\n", "\n").replace("\r", "\n")
    return Cell(text, "error" if text in _ERRORS else "text")


def _unescaped(text: str) -> str:
    """Characters that XML has not stand as `_x000D_` in a workbook."""
    from openpyxl.utils.escape import unescape

    return str(unescape(text))
