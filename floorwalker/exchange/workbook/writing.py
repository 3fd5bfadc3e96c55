"""The knowledge base written as a workbook: a sheet a kind, a row an entry, a column a field.

All cells are text, so that no spreadsheet makes a date of a KLE number or a number of a telephone.
What comes from the base is grey, what is the municipality's own black. The second row, hidden, has
the names of the fields, and the last column, hidden too, what stood in each cell.
"""

import errno
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import combinations, permutations
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.utility import xl_col_to_name

from floorwalker.exchange.workbook.columns import SHEETS, Column, Form, Sheet
from floorwalker.exchange.workbook.rows import Row, rows_by_kind
from floorwalker.files import whole_file, working_folder
from floorwalker.i18n import _, mark
from floorwalker.knowledge.loading.loader import Loaded

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

ID: Final = "id"
MARK: Final = "_mark"
"""What the hidden last column is called."""
FIRST_ROW: Final = 2
"""Of the entries, from 0: above them a title and a name for each column."""
_SPARE_ROWS: Final = 500
"""Rows for new entries that are checked as they are typed."""
_NO_DATE: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""Workbooks change when their cells change, not when they are written."""
_WIDE: Final = {Form.TEXT: 36, Form.LINES: 36, Form.PARTS: 44, Form.KEYED: 36, Form.HOURS: 36}
_WIDTH: Final = 20
_MOST_MESSAGE: Final = 255
_MOST_TITLE: Final = 32
_MOST_HOURS: Final = 500
CODES_SHEET: Final = "codes"
_EVERY_ORDER: Final = 4
"""Codes up to which a list offers every order of them; with more, another order is asked about."""
_HEIGHT: Final = 60
"""Points: four lines of an entry; a spreadsheet would make room for hundreds."""
_GREY: Final = "#808080"
_PLACEHOLDER: Final = "#FFF2CC"


def write_workbook(
    path: Path,
    loaded: Loaded,
    languages: Sequence[str] = (),
    *,
    desk_notes: bool = False,
    replacing: bool = False,
) -> None:
    """Write the knowledge base to `path`, whole or not at all.

    Args:
        path: the new file.
        loaded: the folder and its bases.
        languages: those whose translations have columns, too.
        desk_notes: whether what is for the desk alone has columns.
        replacing: whether a file of that name may be replaced.

    Raises:
        FloorwalkerError: it cannot be written.
    """
    with whole_file(path, replacing=replacing) as file, working_folder(path.parent) as folder:
        book = _Workbook(file, folder)
        try:
            rows = rows_by_kind(loaded)
            for sheet in SHEETS:
                columns = sheet.columns(languages, desk_notes=desk_notes)
                book.add(sheet, columns, rows[sheet.kind])
            book.add_codes()
        finally:
            book.close()


class _Workbook:
    """One workbook being written."""

    def __init__(self, file: IO[bytes], folder: Path) -> None:
        options = {"tmpdir": str(folder), "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(file, options)
        self._book.set_properties({"created": _NO_DATE.replace(tzinfo=None)})
        self._codes: list[list[str]] = []
        text = {"num_format": "@", "text_wrap": True, "valign": "top"}
        self._own = self._book.add_format(text)
        self._base = self._book.add_format({**text, "font_color": _GREY})
        self._invented = self._book.add_format({**text, "bg_color": _PLACEHOLDER})
        self._title = self._book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "num_format": "@"}
        )

    def add(self, sheet: Sheet, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """Add the sheet of one kind."""
        page: Worksheet = self._book.add_worksheet(_(sheet.title))
        titles = [_("Id"), *(column.title for column in columns), _("Do not change")]
        names = [f"{sheet.kind}:{ID}", *(column.name for column in columns), MARK]
        for place, (title, name) in enumerate(zip(titles, names, strict=True)):
            page.write_string(0, place, title, self._title)
            page.write_string(1, place, name, self._base)
        page.set_row(1, None, None, {"hidden": True})
        page.freeze_panes(FIRST_ROW, 2)
        page.set_column(0, 0, _WIDTH, self._own)
        for place, column in enumerate(columns, start=1):
            page.set_column(place, place, _WIDE.get(column.form, _WIDTH), self._own)
        page.set_column(len(names) - 1, len(names) - 1, _WIDTH, self._own, {"hidden": True})
        for number, row in enumerate(rows, start=FIRST_ROW):
            self._write(page, number, row, columns)
        last = FIRST_ROW + len(rows) + (0 if sheet.kind == "municipality" else _SPARE_ROWS)
        for place, column in enumerate(columns, start=1):
            rule = self._rule(column, xl_col_to_name(place), rows)
            page.data_validation(FIRST_ROW, place, last, place, rule)
        page.data_validation(FIRST_ROW, 0, last, 0, _id_rule())

    def _write(self, page: "Worksheet", number: int, row: Row, columns: Sequence[Column]) -> None:
        page.set_row(number, _HEIGHT)
        page.write_string(number, 0, row.id, self._id_style(row))
        for place, column in enumerate(columns, start=1):
            text = row.text(column)
            if text:
                page.write_string(number, place, text, self._style(row, column, text))
        page.write_string(number, len(columns) + 1, row.mark(columns), self._own)

    def _id_style(self, row: Row) -> "Format":
        if row.fields.get("placeholder") == "true":
            return self._invented
        return self._own if row.below is None or row.fields != row.below else self._base

    def _style(self, row: Row, column: Column, text: str) -> "Format":
        from_base = row.below is not None and row.text_below(column) == text
        return self._base if from_base else self._own

    def _rule(self, column: Column, letter: str, rows: Sequence[Row]) -> dict[str, object]:
        """What may stand in a column, and what it means."""
        rule: dict[str, object] = {
            "input_title": column.title[:_MOST_TITLE],
            "input_message": self._message(column)[:_MOST_MESSAGE],
            "error_title": column.title[:_MOST_TITLE],
            "ignore_blank": True,
        }
        cell = f"{letter}{FIRST_ROW + 1}"
        if column.form in (Form.CODE, Form.FLAG):
            said = _("Choose one of these: {codes}").format(codes=", ".join(column.codes))
            return rule | {"validate": "list", "source": list(column.codes), "error_message": said}
        if column.form is Form.CODES:
            said = _("Write codes with commas between: {codes}").format(
                codes=", ".join(column.codes)
            )
            return rule | {
                "validate": "list",
                "source": self._code_range(column, rows),
                "error_message": said[:_MOST_MESSAGE],
                "error_type": "stop" if len(column.codes) <= _EVERY_ORDER else "warning",
            }
        if column.form is Form.CONTACT:
            contacts = _(next(sheet.title for sheet in SHEETS if sheet.kind == "contact"))
            said = _("Choose the id of a contact point, as the sheet {sheet} has them.")
            source = f"='{contacts}'!$A${FIRST_ROW + 1}:$A$5000"
            message = said.format(sheet=contacts)
            return rule | {"validate": "list", "source": source, "error_message": message}
        if column.form not in _CHECKS:
            return rule | {"validate": "any"}
        formula, said = _CHECKS[column.form]
        return rule | {
            "validate": "custom",
            "value": "=" + formula.format(cell=cell),
            "error_message": _(said),
        }

    def _message(self, column: Column) -> str:
        said = _(column.about)
        how = _HOW.get(column.form)
        if how is None:
            return said
        names = " | ".join(column.parts)
        return f"{said} {_(how).format(codes=', '.join(column.codes), parts=names)}"

    def _code_range(self, column: Column, rows: Sequence[Row]) -> str:
        """Where the codes stand that a list may hold together: in the sheet of codes."""
        arranged = permutations if len(column.codes) <= _EVERY_ORDER else combinations
        together = [
            ", ".join(some)
            for count in range(1, len(column.codes) + 1)
            for some in arranged(column.codes, count)
        ]
        said = dict.fromkeys([*together, *(t for row in rows if (t := row.text(column)))])
        choices = list(said)
        if choices not in self._codes:
            self._codes.append(choices)
        letter = xl_col_to_name(self._codes.index(choices))
        return f"={CODES_SHEET}!${letter}$1:${letter}${len(choices)}"

    def add_codes(self) -> None:
        """Add the hidden sheet from which drop-downs of several codes are read."""
        page = self._book.add_worksheet(CODES_SHEET)
        for place, choices in enumerate(self._codes):
            for number, choice in enumerate(choices):
                page.write_string(number, place, choice, self._own)
        page.hide()

    def close(self) -> None:
        """Put the workbook together.

        Raises:
            OSError: it cannot be written.
        """
        try:
            self._book.close()
        except FileCreateError as error:
            raise OSError(errno.EIO, str(error)) from error


def _id_rule() -> dict[str, object]:
    cell = f"A{FIRST_ROW + 1}"
    return {
        "validate": "custom",
        "value": f'=AND(LEN({cell})<=64,EXACT({cell},LOWER({cell})),ISERROR(FIND(" ",{cell})))',
        "ignore_blank": True,
        "error_title": _("Id"),
        "error_message": _("Use the letters a-z, digits and hyphens, at most 64: `nyt-pas`."),
    }


_CHECKS: Final = {
    Form.DATE: (
        "OR(AND(LEN({cell})=10,ISNUMBER(DATEVALUE({cell}))),ISNUMBER({cell}))",
        mark("Write the date as year-month-day: 2026-12-24."),
    ),
    Form.MOMENT: (
        "OR(ISNUMBER(DATEVALUE(LEFT({cell},10))),ISNUMBER({cell}))",
        mark("Write a date, or a date and a time: 2026-12-24 12:00."),
    ),
    Form.NUMBER: (
        "AND(ISNUMBER(VALUE({cell})),VALUE({cell})>=0,VALUE({cell})=INT(VALUE({cell})))",
        mark("Write a whole number."),
    ),
    Form.URL: (
        'AND(OR(LEFT({cell},8)="https://",LEFT({cell},7)="http://"),ISERROR(FIND(" ",{cell})))',
        mark("Write a web address that begins with https://."),
    ),
    Form.HTTPS: (
        'AND(LEFT({cell},8)="https://",ISERROR(FIND(" ",{cell})))',
        mark("Write a web address that begins with https://."),
    ),
    Form.HOURS: (
        f"LEN({{cell}})<={_MOST_HOURS}",
        mark("Write hours as OpenStreetMap does: Mo-Fr 10:00-14:00; PH off."),
    ),
    Form.KLE: (
        "AND(OR(LEN({cell})=2,LEN({cell})=5,LEN({cell})=8),"
        'ISNUMBER(VALUE(SUBSTITUTE({cell},".",""))))',
        mark("Write a KLE number with two, four or six digits: 23.03.04."),
    ),
}
"""What a spreadsheet checks as it is typed, and what it says then."""

_HOW: Final = {
    Form.LINES: mark("One a line (Alt+Enter)."),
    Form.CODES: mark("With commas between: {codes}."),
    Form.PARTS: mark("One a line, with ` | ` between: {parts}."),
    Form.KEYED: mark("One a line: the key, then after ` | ` what stands under it. {parts}"),
}
