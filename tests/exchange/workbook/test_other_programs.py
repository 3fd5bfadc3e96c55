"""What spreadsheets make of what is typed in: taken right, or refused in words, never guessed."""

from datetime import date, datetime, time

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from floorwalker.exchange.workbook.cells import CellError
from floorwalker.exchange.workbook.columns import Form
from floorwalker.exchange.workbook.reading import read_workbook, text_of
from floorwalker.knowledge.loading.loader import load
from tests.exchange.workbook.editor import Editor


@pytest.mark.parametrize(
    ("value", "form", "number_format", "text"),
    [
        ("a\u00a0b \r\nc\r", Form.TEXT, "@", "a b\nc"),
        ("e\u0301 _x000D_\n", Form.TEXT, "@", "é"),
        (14.0, Form.NUMBER, "General", "14"),
        (14, Form.TEXT, "General", "14"),
        (23, Form.KLE, "General", "23"),
        (0, Form.KLE, "General", "00"),
        (23.1, Form.KLE, "General", "23.10"),
        (0.01, Form.KLE, "General", "00.01"),
        (27, Form.KLE, "0.00", "27.00"),
        (112, Form.TELEPHONE, "General", "112"),
        (116123, Form.TELEPHONE, "General", "116123"),
        (12345678, Form.TELEPHONE, "General", "+45 12 34 56 78"),
        (4512345678.0, Form.TELEPHONE, "0", "+45 12 34 56 78"),
        (46701234567, Form.TELEPHONE, "General", "+46701234567"),
        (True, Form.FLAG, "General", "true"),
        (False, Form.FLAG, "General", "false"),
        (datetime(2026, 12, 24), Form.DATE, "dd-mm-yyyy", "2026-12-24"),  # noqa: DTZ001
        (date(2026, 12, 24), Form.DATE, "dd-mm-yyyy", "2026-12-24"),
        (datetime(2026, 12, 24, 12), Form.MOMENT, "", "2026-12-24 12:00"),  # noqa: DTZ001
        (datetime(2026, 12, 24), Form.MOMENT, "", "2026-12-24"),  # noqa: DTZ001
    ],
)
def test_what_is_surely_meant_is_taken(
    value: object, form: Form, number_format: str, text: str
) -> None:
    assert text_of(value, form, number_format) == text


@pytest.mark.parametrize(
    ("value", "form", "number_format"),
    [
        (14.5, Form.NUMBER, "General"),
        (0.5, Form.TEXT, "General"),
        (450, Form.TEXT, '#,##0.00 "kr."'),
        (1234567890123456, Form.TEXT, "General"),
        (-1, Form.NUMBER, "General"),
        (23.014, Form.KLE, "General"),
        (230304, Form.KLE, "General"),
        (12345, Form.TELEPHONE, "General"),
        (46000, Form.DATE, "General"),
        (True, Form.TEXT, "General"),
        (time(10), Form.TEXT, "hh:mm"),
        (datetime(2004, 1, 27), Form.KLE, "dd.mm.yy"),  # noqa: DTZ001
        (datetime(2026, 12, 24), Form.TEXT, ""),  # noqa: DTZ001
        (datetime(2026, 12, 24, 12), Form.DATE, ""),  # noqa: DTZ001
    ],
)
def test_what_nobody_can_tell_is_refused_in_words(
    value: object, form: Form, number_format: str
) -> None:
    with pytest.raises(CellError) as caught:
        text_of(value, form, number_format)
    assert caught.value.hint


def test_numbers_dates_and_flags_that_a_spreadsheet_made_are_taken(editor: Editor) -> None:
    editor.type(
        {
            "service:pas response_days": 21.0,
            "service:pas sensitive": True,
            "service:pas assured_date": datetime(2026, 11, 1),  # noqa: DTZ001
            "contact:skranke telephone": 12345678,
            "service:kort kle": 27.1,
            "notice:lukket until": datetime(2099, 1, 2, 12),  # noqa: DTZ001
        }
    )
    editor.take_in()
    knowledge = load(editor.folder).knowledge
    pas = knowledge.services["pas"]
    assert (pas.response_days, pas.sensitive, pas.assured_date) == (21, True, date(2026, 11, 1))
    assert knowledge.contact_points["skranke"].telephone == "+45 12 34 56 78"
    assert knowledge.services["kort"].kle == "27.10"
    assert knowledge.notices["lukket"].until == "2099-01-02 12:00"


@pytest.mark.parametrize("word", ["sand", "SAND", "ja", "x", "TRUE"])
def test_yes_is_understood_as_people_say_it(editor: Editor, word: str) -> None:
    editor.type({"service:pas sensitive": word})
    editor.take_in()
    assert load(editor.folder).knowledge.services["pas"].sensitive


def test_rich_text_is_read_as_its_words(editor: Editor) -> None:
    rich = CellRichText("450 ", TextBlock(InlineFont(b=True), "kr."))
    editor.type({"service:pas cost": rich})
    editor.take_in()
    assert load(editor.folder).knowledge.services["pas"].cost == "450 kr."


def copied(editor: Editor, *, constant_memory: bool, formula: object = None) -> None:
    """The workbook written anew by another library, cell by cell."""
    before = openpyxl.load_workbook(editor.path)
    book = xlsxwriter.Workbook(editor.path, {"constant_memory": constant_memory})
    for page in before.worksheets:
        new = book.add_worksheet(page.title)
        for row in page:
            for cell in row:
                if cell.value is not None and str(cell.value).startswith("="):
                    new.write_formula(cell.row - 1, cell.column - 1, cell.value, None, formula)
                elif cell.value is not None:
                    new.write_string(cell.row - 1, cell.column - 1, str(cell.value))
    book.close()


def test_texts_that_stand_in_the_cells_themselves_are_read(editor: Editor) -> None:
    editor.type({"service:pas cost": "450 kr."})
    copied(editor, constant_memory=True)
    outcome = editor.take_in()
    assert [change.new for change in outcome.compared.changes] == ["450 kr."]


def test_of_a_formula_its_result_is_taken(editor: Editor) -> None:
    editor.type({"service:pas cost": '="450"&" kr."'})
    copied(editor, constant_memory=False, formula="450 kr.")
    editor.take_in()
    assert load(editor.folder).knowledge.services["pas"].cost == "450 kr."


def test_a_formula_without_a_result_is_refused(editor: Editor) -> None:
    editor.type({"service:pas cost": '="450"&" kr."'})
    assert [said.partition(": ")[2] for said in editor.faults()] == [
        "The cell holds a formula, and no result of it."
    ]


def test_a_cell_with_an_error_is_refused(editor: Editor) -> None:
    editor.type({"service:pas cost": "#N/A"})
    (said,) = editor.faults()
    assert "The cell holds an error, #N/A." in said


def test_sheets_with_other_names_and_notes_of_ones_own_are_no_matter(editor: Editor) -> None:
    book = openpyxl.load_workbook(editor.path)
    book.worksheets[0].title = "Vores ydelser"
    book.create_sheet("Noter", 0)["A1"] = "husk"
    book.save(editor.path)
    editor.type({"service:pas cost": "450 kr."})
    read = read_workbook(editor.path)
    assert [sheet.title for sheet in read.sheets][:1] == ["Vores ydelser"]
    assert read.remarks == ("The sheet Noter holds no entries and was left aside.",)
    assert len(editor.take_in().compared.changes) == 1


def test_columns_of_ones_own_and_empty_rows_far_below_are_no_matter(editor: Editor) -> None:
    book = openpyxl.load_workbook(editor.path)
    page = book.worksheets[0]
    page.cell(1, page.max_column + 2).value = "Mine noter"
    page.cell(3, page.max_column).value = "husk"
    page.cell(200_000, 1).number_format = "@"
    book.save(editor.path)
    editor.type({"service:kort cost": "450 kr."})
    outcome = editor.take_in()
    assert [change.new for change in outcome.compared.changes] == ["450 kr."]
    (remark,) = outcome.compared.remarks
    assert "was left aside: Mine noter" in remark
