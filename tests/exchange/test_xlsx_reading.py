"""Workbooks of any program, and files that are none."""

from pathlib import Path
from zipfile import ZipFile

import pytest
import xlsxwriter
from hypothesis import assume, given
from hypothesis import strategies as st

from floorwalker.errors import FloorwalkerError
from floorwalker.exchange.xlsx_reading import Cell, read_sheets
from floorwalker.files import write_whole

HINT = "Write it again."


def refusal(path: Path) -> str:
    with pytest.raises(FloorwalkerError) as refused:
        read_sheets(path, HINT)
    assert refused.value.hint
    said = str(refused.value)
    assert str(path) in said
    assert "\n" not in said
    return said


def test_cells_are_text_or_it_is_said_what_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Ark")
    sheet.write_string(0, 0, "=1+1", book.add_format({"quote_prefix": True}))
    sheet.write_formula(0, 1, "=1+1")
    sheet.write_number(0, 2, 112)
    sheet.write_number(0, 3, 0.1)
    sheet.write_string(0, 4, "en\r\nto\rtre")
    sheet.write_boolean(0, 5, True)
    sheet.write_string(0, 6, "#N/A")
    sheet.write_string(2, 0, "æøå مرحبا")
    book.close()
    (found,) = read_sheets(path, HINT)
    assert found.title == "Ark"
    assert found.rows[0] == (
        Cell("=1+1"),
        Cell("=1+1", "formula"),
        Cell("112"),
        Cell("0.1"),
        Cell("en\nto\ntre"),
        Cell("TRUE", "flag"),
        Cell("#N/A", "error"),
    )
    assert found.cell(2, 0) == Cell("æøå مرحبا")
    assert found.cell(1, 0) == found.cell(9, 9) == Cell()


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60))
def test_a_text_comes_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    assume("_x" not in text)  # which spells characters that XML has not
    path = tmp_path_factory.getbasetemp() / "text.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet().write_string(0, 0, text)
    book.close()
    (found,) = read_sheets(path, HINT)
    assert found.cell(0, 0).text == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no Excel workbook"),
        (b"a;b\n1;2\n", "no Excel workbook"),
        (b"PK\x03\x04 cut", "no Excel workbook"),
    ],
)
def test_what_is_no_workbook_is_refused_in_one_line(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "a.xlsx"
    write_whole(path, data, replacing=True)
    assert said in refusal(path)


def test_a_zip_of_something_else_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with ZipFile(path, "w") as other:
        other.writestr("a.txt", "b")
    assert "no Excel workbook" in refusal(path)


def test_every_cut_of_a_workbook_is_answered(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet().write_string(0, 0, "a")
    book.close()
    whole = path.read_bytes()
    for length in range(0, len(whole), 97):
        write_whole(path, whole[:length], replacing=True)
        assert refusal(path)
    for place in range(0, len(whole), 61):
        write_whole(path, whole[:place] + b"\xff" + whole[place + 1 :], replacing=True)
        try:
            read_sheets(path, HINT)
        except FloorwalkerError as error:
            assert str(path) in str(error)  # noqa: PT017 - it may be readable all the same


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "a.xlsx cannot be read" in refusal(tmp_path / "a.xlsx")


def test_a_format_or_a_word_at_the_sheet_s_last_corner_costs_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_string(0, 0, "a")
    sheet.write_blank(200_000, 16_383, None, book.add_format({"bold": True}))
    book.close()
    (found,) = read_sheets(path, HINT)
    assert found.rows == ((Cell("a"),),)
