"""Excel workbooks: real dates, times and numbers, never a formula, the same bytes each time.

A time keeps its offset in the cell's format, so that what the cell shows is what the log holds,
also in the hour that a clock goes through twice. A text that a spreadsheet would take for a formula
if it were typed in is marked as text, so that editing the cell does not make one of it.
"""

import errno
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

import msgspec
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from floorwalker.errors import FloorwalkerError
from floorwalker.files import whole_file, working_folder
from floorwalker.i18n import _
from floorwalker.week.files.csv_file import Value
from floorwalker.week.files.formula_escaping import defuse

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_MOMENTS: Final = frozenset({"started_at", "follow_up_closed_at", "at", "closed_at"})
"""Columns of times with an offset."""
_WIDTHS: Final = {"encounter_id": 38, "feedback_id": 38, "started_at": 26, "at": 26, "note": 40}
"""In characters; other columns are as wide as their names, and at least `_WIDTH`."""
_WIDTH: Final = 12
_SHEET_ROWS: Final = 1_048_575
"""What Excel's sheets hold, without the header; more rows go on in another sheet."""
_NO_DATE: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""Workbooks change when their rows change, not when they are written."""


def write_xlsx(
    path: Path,
    kind: type[msgspec.Struct],
    rows: Iterable[msgspec.Struct],
    *,
    replacing: bool = True,
) -> int:
    """Write `rows` of `kind` to `path`, whole or not at all; the number of rows.

    Raises:
        FloorwalkerError: the file cannot be written, or a text is longer than a cell may be.
    """
    with whole_file(path, replacing=replacing) as file, working_folder(path.parent) as folder:
        book = _Workbook(file, folder, kind)
        try:
            return book.write(rows)
        finally:
            book.close()


class _Workbook:
    """One workbook being written a row at a time, with little of it in memory."""

    def __init__(self, file: IO[bytes], folder: Path, kind: type[msgspec.Struct]) -> None:
        self._book = xlsxwriter.Workbook(
            file, {"constant_memory": True, "tmpdir": str(folder), "use_zip64": True}
        )
        self._book.set_properties({"created": _NO_DATE.replace(tzinfo=None)})
        self._kind = kind
        self._columns = kind.__struct_fields__
        self._bold = self._book.add_format({"bold": True})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._plain = self._book.add_format({"quote_prefix": True})
        self._moments: dict[str, Format] = {}

    def write(self, rows: Iterable[msgspec.Struct]) -> int:
        sheet = self._add_sheet()
        count = 0
        for row in rows:
            if count and count % _SHEET_ROWS == 0:
                sheet = self._add_sheet()
            self._write_row(sheet, count % _SHEET_ROWS + 1, row)
            count += 1
        return count

    def close(self) -> None:
        """Put the workbook together and let go of its drafts, also of one that is to be dropped.

        Raises:
            OSError: it cannot be written.
        """
        try:
            self._book.close()
        except FileCreateError as error:
            raise OSError(errno.EIO, str(error)) from error

    def _add_sheet(self) -> "Worksheet":
        sheet = self._book.add_worksheet()
        for number, column in enumerate(self._columns):
            width = _WIDTHS.get(column, max(_WIDTH, len(column) + 2))
            sheet.set_column(number, number, width)
        sheet.freeze_panes(1, 0)
        for number, column in enumerate(self._columns):
            sheet.write_string(0, number, column, self._bold)
        return sheet

    def _write_row(self, sheet: "Worksheet", number: int, row: msgspec.Struct) -> None:
        for place, value in enumerate(msgspec.structs.astuple(row)):
            if value is not None and self._write_cell(sheet, number, place, value) != 0:
                raise FloorwalkerError(
                    _("A text in the column {column} is too long for an Excel cell.").format(
                        column=self._columns[place]
                    ),
                    _("Export this week with --format csv."),
                )

    def _write_cell(self, sheet: "Worksheet", number: int, place: int, value: Value) -> int:
        """Write one cell; 0, or what xlsxwriter says where nothing was written."""
        if isinstance(value, tuple):
            value = ";".join(value)
        if isinstance(value, bool):
            return int(sheet.write_boolean(number, place, value))
        if isinstance(value, int):
            return int(sheet.write_number(number, place, value))
        if isinstance(value, date):
            return int(sheet.write_datetime(number, place, value, self._day))
        text = str(value)
        if self._columns[place] in _MOMENTS:
            moment = datetime.fromisoformat(text)
            shown = self._moment_format(text[19:])
            return int(sheet.write_datetime(number, place, moment.replace(tzinfo=None), shown))
        style = self._plain if defuse(text) != text else None
        return int(sheet.write_string(number, place, text, style))

    def _moment_format(self, offset: str) -> "Format":
        """Shows a local time as ISO 8601 with `offset`, `+01:00`, behind it."""
        if offset not in self._moments:
            shown = f'yyyy-mm-dd"T"hh:mm:ss"{offset}"'
            self._moments[offset] = self._book.add_format({"num_format": shown})
        return self._moments[offset]
