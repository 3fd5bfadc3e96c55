"""A workbook read back, whoever has saved it: each cell as the text that its editor saw.

Spreadsheets make numbers, dates and formulas of what is typed in. Where there is no doubt what was
meant it is taken so; otherwise the cell is refused in words, and never guessed.
"""

import io
import re
import warnings
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from floorwalker.errors import FloorwalkerError
from floorwalker.exchange.workbook.cells import CellError, tidied
from floorwalker.exchange.workbook.columns import Column, Form, Sheet
from floorwalker.exchange.workbook.package import FAULTS, read_package
from floorwalker.exchange.workbook.rows import sheet_of
from floorwalker.exchange.workbook.writing import CODES_SHEET, ID, MARK
from floorwalker.i18n import _
from floorwalker.knowledge.model.fields import SLUG_PATTERN

if TYPE_CHECKING:
    from openpyxl.cell.read_only import ReadOnlyCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

_MOST_ABOVE: Final = 20_000
"""Among so many rows stands the one with the names of the fields, sorted down with the others."""
_MOST_COLUMNS: Final = 500
_EXACT: Final = 10**15
"""From here on a spreadsheet no longer keeps every digit."""


class Fault(Struct, frozen=True):
    """What keeps a workbook from being taken in."""

    sheet: str
    cell: str
    """`B7`; `7` for a row, `B` for a column, empty for the sheet."""
    message: str
    hint: str = ""


class ReadCell(Struct, frozen=True):
    """What stands in a cell."""

    place: str
    text: str


class ReadRow(Struct, frozen=True):
    """One row of a sheet."""

    number: int
    id: str
    cells: Mapping[str, ReadCell]
    """By the name of the column. A cell that was refused is not among them."""
    marks: str
    """What the hidden column says."""


class ReadSheet(Struct, frozen=True):
    """The sheet of one kind as it was read."""

    title: str
    sheet: Sheet
    columns: tuple[Column, ...]
    rows: tuple[ReadRow, ...]


class ReadWorkbook(Struct, frozen=True):
    """A workbook as it was read."""

    sheets: tuple[ReadSheet, ...]
    faults: tuple[Fault, ...]
    remarks: tuple[str, ...]
    """What was left aside."""


def read_workbook(path: Path) -> ReadWorkbook:
    """The workbook at `path`.

    Raises:
        FloorwalkerError: it cannot be read, is no workbook, or is none of this program's.
    """
    data = read_package(path)
    reading = _Reading(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what the library does not know is not needed here
            reading.read()
    except FAULTS as error:
        raise FloorwalkerError(
            _("{path} cannot be read as a workbook: {reason}.").format(
                path=path, reason=type(error).__name__
            ),
            _("Open it in a spreadsheet, save it as .xlsx and try again."),
        ) from None
    if not reading.sheets:
        raise FloorwalkerError(
            _("{path} has no sheet with entries of a knowledge base.").format(path=path),
            _("Take one that was written with: floorwalker export-knowledge --format xlsx"),
        )
    return ReadWorkbook(tuple(reading.sheets), tuple(reading.faults), tuple(reading.remarks))


class _Reading:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._results: dict[str, dict[tuple[int, int], object]] = {}
        self.sheets: list[ReadSheet] = []
        self.faults: list[Fault] = []
        self.remarks: list[str] = []

    def read(self) -> None:
        book = _opened(self._data, results=False)
        seen: dict[str, str] = {}
        for page in book.worksheets:
            if page.title == CODES_SHEET:
                continue
            found = self._read_page(page)
            if found is None:
                said = _("The sheet {sheet} holds no entries and was left aside.")
                self.remarks.append(said.format(sheet=page.title))
            elif found.sheet.kind in seen:
                self._fault(
                    page.title,
                    "",
                    _("The sheet {sheet} holds entries of this kind, too.").format(
                        sheet=seen[found.sheet.kind]
                    ),
                    _("Keep one of the two sheets."),
                )
            else:
                seen[found.sheet.kind] = page.title
                self.sheets.append(found)

    def _fault(self, sheet: str, cell: str, message: str, hint: str = "") -> None:
        self.faults.append(Fault(sheet, cell, message, hint))

    def _read_page(self, page: "ReadOnlyWorksheet") -> ReadSheet | None:
        page.reset_dimensions()  # some programs write a wrong one
        above: list[list[ReadOnlyCell]] = []
        for row in page.iter_rows(max_row=_MOST_ABOVE, max_col=_MOST_COLUMNS):
            filled = _filled(row)
            if _kind(filled):
                break
            above.append(filled)
        else:
            return None
        sheet = sheet_of(_kind(filled))
        if sheet is None:
            return None
        below = filled[0].row + 1
        names = {cell.column: tidied(str(cell.value)) for cell in filled}
        columns = self._columns(page.title, sheet, names)
        by_column = {place: column for place, column in columns.items() if column is not None}
        marks = next((place for place, name in names.items() if name == MARK), 0)
        sorted_up = [row for row in above if _is_entry(row, marks)]
        self._say_unnamed(page.title, [row for row in above if row not in sorted_up], names)
        rows = page.iter_rows(min_row=below, max_col=max(names))
        read = (
            self._read_row(page.title, filled, by_column, marks)
            for filled in chain(sorted_up, map(_filled, rows))
            if filled
        )
        return ReadSheet(
            title=page.title,
            sheet=sheet,
            columns=tuple(by_column.values()),
            rows=tuple(row for row in read if row is not None),
        )

    def _say_unnamed(
        self, title: str, above: Sequence[Sequence["ReadOnlyCell"]], names: Mapping[int, str]
    ) -> None:
        """Columns that somebody added: nothing of them is read."""
        added = {cell.column: str(cell.value) for row in above for cell in row}
        for place, said in added.items():
            if place not in names:
                remark = _("The column {column} of the sheet {sheet} was left aside: {title}")
                self.remarks.append(
                    remark.format(column=_letter(place), sheet=title, title=tidied(said)[:_SHOWN])
                )

    def _columns(
        self, title: str, sheet: Sheet, names: Mapping[int, str]
    ) -> dict[int, Column | None]:
        languages = dict.fromkeys(
            parts[1]
            for name in names.values()
            if len(parts := name.split(".")) == len(("translations", "uk", "name"))
        )
        known = {column.name: column for column in sheet.columns([*languages], desk_notes=True)}
        columns: dict[int, Column | None] = {}
        used: set[str] = set()
        for place, name in names.items():
            if name in (f"{sheet.kind}:{ID}", MARK, ""):
                continue
            columns[place] = known.get(name)
            if name not in known or name in used:
                said = (
                    _("There is no field `{name}`.")
                    if name not in known
                    else _("The field `{name}` has two columns.")
                )
                self._fault(
                    title,
                    _letter(place),
                    said.format(name=name[:_SHOWN]),
                    _("Delete the column; the names stand in the hidden second row."),
                )
            used.add(name)
        return columns

    def _read_row(
        self,
        title: str,
        row: Sequence["ReadOnlyCell"],
        columns: Mapping[int, Column],
        marks: int,
    ) -> ReadRow | None:
        cells: dict[str, ReadCell] = {column.name: ReadCell("", "") for column in columns.values()}
        id_, said, number = "", "", 0
        for cell in row:
            number = cell.row
            column = columns.get(cell.column)
            if cell.column == marks:
                said = str(cell.value)
                continue
            if cell.column != 1 and column is None:
                continue
            place = f"{_letter(cell.column)}{cell.row}"
            try:
                text = self._text(title, cell, column.form if column else Form.CONTACT)
            except CellError as error:
                self._fault(title, place, error.message, error.hint)
                if column is not None:
                    cells.pop(column.name)
                continue
            if column is None:
                id_ = text
            else:
                cells[column.name] = ReadCell(place, text)
        has_text = any(cell.text for cell in cells.values())
        if not id_ and not has_text:
            return None
        cells = {
            column.name: ReadCell(f"{_letter(place)}{number}", cells[column.name].text)
            for place, column in columns.items()
            if column.name in cells
        }
        return ReadRow(number=number, id=id_, cells=cells, marks=said)

    def _text(self, title: str, cell: "ReadOnlyCell", form: Form) -> str:
        value = cell.value
        if cell.data_type == "f":
            value = self._result(title, cell.row, cell.column)
            if value is None:
                raise CellError(
                    _("The cell holds a formula, and no result of it."),
                    _("Write the text itself into the cell."),
                )
        elif cell.data_type == "e":
            raise CellError(
                _("The cell holds an error, {text}.").format(text=str(value)[:_SHOWN]),
                _("Write the text itself into the cell."),
            )
        return text_of(value, form, str(cell.number_format or ""))

    def _result(self, title: str, row: int, column: int) -> object:
        """What a formula came to when the file was saved."""
        if title not in self._results:
            rows = _opened(self._data, results=True)[title].iter_rows()
            self._results[title] = {
                (cell.row, cell.column): cell.value
                for cells in rows
                for cell in cells
                if cell.value is not None and cell.data_type != "e"
            }
        return self._results[title].get((row, column))


def _filled(row: Sequence["ReadOnlyCell"]) -> list["ReadOnlyCell"]:
    return [cell for cell in row if cell.value is not None]


def _opened(data: bytes, *, results: bool) -> "Workbook":
    import openpyxl

    return openpyxl.load_workbook(
        io.BytesIO(data), read_only=True, data_only=results, keep_links=False
    )


def _kind(row: Sequence["ReadOnlyCell"]) -> str:
    """The kind whose fields are named in a row; empty where none are."""
    first = row[0] if row else None
    if first is None or first.column != 1 or not isinstance(first.value, str):
        return ""
    kind, colon, name = first.value.strip().partition(":")
    return kind if colon and name == ID and sheet_of(kind) else ""


def _is_entry(row: Sequence["ReadOnlyCell"], marks: int) -> bool:
    """Whether a row above the names of the fields is an entry's, as sorting may leave it there."""
    if not row or row[0].column != 1 or not any(cell.column == marks for cell in row):
        return False
    return re.search(SLUG_PATTERN, str(row[0].value)) is not None


def _letter(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


_SHOWN: Final = 40


def text_of(value: object, form: Form, number_format: str) -> str:
    """What an editor meant with what a spreadsheet has made of it.

    Args:
        value: what the cell holds.
        form: what belongs into it.
        number_format: how the spreadsheet shows it.

    Raises:
        CellError: nobody can tell.
    """
    if isinstance(value, str):
        return tidied(_unescaped(value))
    if isinstance(value, bool):
        if form is not Form.FLAG:
            raise _made_into(_("a truth value"))
        return "true" if value else "false"
    if isinstance(value, datetime | date):
        return _text_of_date(value, form)
    if isinstance(value, int | float):
        return _text_of_number(value, form, number_format)
    raise _made_into(_("a time") if isinstance(value, time) else _("something else"))


def _text_of_date(value: date, form: Form) -> str:
    if form is Form.DATE and (not isinstance(value, datetime) or value.time() == time.min):
        return value.isoformat()[: len("2026-12-24")]
    if form is Form.MOMENT:
        if not isinstance(value, datetime) or value.time() == time.min:
            return value.isoformat()[: len("2026-12-24")]
        return value.isoformat(sep=" ", timespec="minutes")
    raise _made_into(_("a date"))


def _text_of_number(value: float, form: Form, number_format: str) -> str:
    whole = int(value) if float(value).is_integer() and abs(value) < _EXACT else None
    if form is Form.KLE:
        return _kle(value, number_format)
    if whole is None or number_format not in _PLAIN_FORMATS or whole < 0:
        raise _made_into(_("a number"))
    digits = str(whole)
    if form is Form.TELEPHONE:
        return _telephone(digits)
    if form in (Form.DATE, Form.MOMENT):
        raise _made_into(_("a number"))
    return digits


_PLAIN_FORMATS: Final = ("", "General", "@", "0", "Standard")
_SHORT: Final = 4
_DANISH: Final = 8


def _telephone(digits: str) -> str:
    """A number whose plus sign or leading zeros the spreadsheet has dropped."""
    if len(digits) <= _SHORT or (len(digits) == len("116123") and digits.startswith("11")):
        return digits
    if len(digits) == _DANISH:
        digits = f"45{digits}"
    if digits.startswith("45") and len(digits) == len("45") + _DANISH:
        pairs = " ".join(re.findall("..", digits[2:]))
        return f"+45 {pairs}"
    if len(digits) > _DANISH + 1:
        return f"+{digits}"
    raise _made_into(_("a number"))


def _kle(value: float, number_format: str) -> str:
    """`23` and `23.03`, which a spreadsheet takes for numbers: nothing else can be meant."""
    if number_format == "0.00" or (
        not float(value).is_integer() and number_format in _PLAIN_FORMATS
    ):
        text = f"{value:05.2f}"
        if abs(float(text) - value) < _SMALL and re.fullmatch(r"\d\d\.\d\d", text):
            return text
    elif float(value).is_integer() and number_format in _PLAIN_FORMATS and 0 <= value < _CENTURY:
        return f"{int(value):02}"
    raise _made_into(_("a number"))


_SMALL: Final = 1e-9
_CENTURY: Final = 100


def _made_into(what: str) -> CellError:
    return CellError(
        _("The spreadsheet has made {what} of what was typed.").format(what=what),
        _("Give the cell the format Text, and type it again."),
    )


_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


def _unescaped(text: str) -> str:
    """Characters as workbooks write those that XML cannot hold."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
