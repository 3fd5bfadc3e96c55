"""What cannot be taken in is told cell by cell, and then nothing is written."""

import contextlib
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from floorwalker.errors import FloorwalkerError
from floorwalker.exchange.workbook import package
from floorwalker.exchange.workbook.reading import read_workbook
from tests.exchange.workbook.editor import Editor


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("service:pas name", None, "`name` may not be empty"),
        ("service:pas sensitive", "måske", "`måske` is neither yes nor no"),
        ("service:pas response_days", "mange", "`response_days` is not a whole number"),
        ("service:pas assured_date", "i går", "`i går` is not a date"),
        ("service:pas audience", "citizen, alle", "`alle`"),
        ("service:pas contact_points", "skranke\nskrankke", "skrankke"),
        ("service:pas contact_points", "skranke nr. 2", "skranke nr. 2"),
        ("service:pas kle", "23.3", "`23.3` is not a KLE number"),
        ("service:pas source", "borger.dk", "`borger.dk`"),
        ("service:pas cost", "ring til 010101-1111 eller 0101011111", "the number of a person"),
        ("service:pas sensitive", "010101-1111", "the number of a person"),
        ("service:pas kle", "0101011111", "the number of a person"),
        ("service:pas changes", "snart | Ny pris", "`snart` is not a date"),
        ("service:pas changes", "2027-01-01 | Ny | pris", "`pris` is no field"),
        ("service:pas changes", "2027-01-01 | Ny | prise: 3 kr.", "prise"),
        ("contact:skranke opening_hours", "man-fre 10-14", "man-fre"),
        ("contact:skranke telephone", "ring", "`ring` is not a telephone number"),
        ("contact:skranke appointment", "måske", "måske"),
        ("contact:skranke fallback", "skranke", "circle"),
        ("contact:skranke phones", "112 | a | b | c", "A line has 4 parts"),
        ("guide:bestil url", "http://eksempel.dk/a", "http://eksempel.dk/a"),
        ("rate:pas values", "2026 | 1 kr.\n2026 | 2 kr.", "`2026` stands in two lines"),
        ("rate:pas values", "800 kr.", "`800 kr.` is no year"),
        ("rate:pas values", "2026 | 800 kr.", "The amount of 2027 comes from the base"),
        ("municipality: closures", "juleaften", "`juleaften` is not a date"),
        ("notice:lukket until", "snart", "`snart` is not a date"),
    ],
)
def test_a_bad_cell_is_named_with_what_is_wrong(
    editor: Editor, cell: str, value: object, said: str
) -> None:
    before = editor.files()
    editor.type({cell: value, "service:kort cost": "1 kr."})
    outcome = editor.take()
    assert outcome.files == ()
    (fault,) = outcome.compared.faults
    assert said in fault.message
    assert fault.hint
    book = openpyxl.load_workbook(editor.path)
    assert book[fault.sheet][fault.cell].value in (value, None)
    assert "0101" not in fault.message + fault.hint
    assert editor.files() == before


def test_every_bad_cell_has_its_line(editor: Editor) -> None:
    editor.type(
        {
            "service:pas kle": "x",
            "service:kort audience": "alle",
            "contact:skranke telephone": "x",
            "guide:bestil help": "ingen",
        }
    )
    found = {said.partition(":")[0] for said in editor.faults()}
    assert len(found) == 4


def test_a_dead_end_is_refused(editor: Editor) -> None:
    editor.type({"service:kort contact_points": None})
    (said,) = editor.faults()
    assert said.startswith("Services!")


def test_ids_and_columns_that_do_not_fit_are_refused(editor: Editor) -> None:
    book = openpyxl.load_workbook(editor.path)
    page = book.worksheets[0]
    page["C2"] = "navnet"
    page["A6"], page["B6"] = "pas", "Igen"
    page["A7"], page["B7"] = None, "Uden id"
    page["A8"], page["B8"] = "Nyt Pas", "Nyt"
    book.worksheets[-2]["A4"] = "by"
    book.worksheets[-2]["B4"] = "By"
    book.save(editor.path)
    said = editor.faults()
    assert [line.split(": ", 1) for line in said] == [
        ["Services!C", "There is no field `navnet`."],
        ["Services!A6", "The id `pas` stands in row 4 already."],
        ["Services!A7", "The row has no id."],
        ["Services!A8", "`Nyt Pas` is not an id."],
        ["Municipality!A4", "There is only one municipality."],
    ]


def test_a_row_that_lost_its_hidden_cell_is_left_alone(editor: Editor) -> None:
    book = openpyxl.load_workbook(editor.path)
    page = book.worksheets[0]
    page.delete_cols(page.max_column)
    book.save(editor.path)
    editor.type({"service:pas cost": "450 kr."})
    outcome = editor.take()
    assert outcome.compared.changes == []
    assert "hidden column" in outcome.compared.conflicts[0].message


def test_an_entry_that_was_withdrawn_is_not_written_over(editor: Editor) -> None:
    path = editor.folder / "own.yaml"
    path.write_text(path.read_text("utf-8") + "  pas: {withdrawn: true}\n", "utf-8")
    editor.type({"service:pas cost": "450 kr."})
    (said,) = editor.faults()
    assert "`pas` that is withdrawn" in said


def refused(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    with pytest.raises(FloorwalkerError) as caught:
        read_workbook(path)
    assert caught.value.hint
    return caught.value.message


def packed(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in parts.items():
            book.writestr(name.replace("__", "/").replace("_x", "."), data)
    return file.getvalue()


def test_what_is_no_workbook_is_refused(editor: Editor) -> None:
    whole = editor.path.read_bytes()
    path = editor.path
    assert "no Excel workbook" in refused(path, b"")
    assert "no Excel workbook" in refused(path, b"id;navn\n")
    assert "no Excel workbook" in refused(path, packed(a=b"x"))
    assert "damaged" in refused(path, whole[: len(whole) // 2])
    assert "password" in refused(path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512)
    with pytest.raises(FloorwalkerError, match="cannot be read"):
        read_workbook(path.with_name("findes-ikke.xlsx"))
    with pytest.raises(FloorwalkerError, match="cannot be read"):
        read_workbook(path.parent)


def test_a_workbook_of_somebody_else_is_refused(editor: Editor) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "id"
    book.save(editor.path)
    assert "no sheet with entries" in refused(editor.path, editor.path.read_bytes())


def with_part(editor: Editor, name: str, data: bytes) -> bytes:
    file = io.BytesIO(editor.path.read_bytes())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr(name, data)
    return file.getvalue()


def test_macros_entities_and_bombs_are_refused_before_anything_is_unpacked(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    entity = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
    assert "macros" in refused(editor.path, with_part(editor, "xl/vbaProject.bin", b"x"))
    editor.export()
    assert "declares" in refused(editor.path, with_part(editor, "xl/extra.xml", entity))
    editor.export()
    far = entity.replace(b"<!DOC", b" " * 2_000_000 + b"<!DOC")
    assert "declares" in refused(editor.path, with_part(editor, "xl/extra.xml", far))
    editor.export()
    monkeypatch.setattr(package, "_MOST_UNPACKED", 10_000_000)
    bomb = with_part(editor, "xl/extra.bin", b"\0" * 11_000_000)
    assert "unpacks" in refused(editor.path, bomb)
    monkeypatch.setattr(package, "MOST_BYTES", 1000)
    assert "larger" in refused(editor.path, bomb)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
@pytest.mark.parametrize("data", [b"", b"<a/>", b"<a", b"\0\1"])
def test_damaged_parts_are_refused_without_a_traceback(
    editor: Editor, part: str, data: bytes
) -> None:
    file = io.BytesIO()
    with (
        zipfile.ZipFile(editor.path) as whole,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as broken,
    ):
        for info in whole.infolist():
            broken.writestr(info, data if info.filename == part else whole.read(info))
    editor.path.write_bytes(file.getvalue())
    with contextlib.suppress(FloorwalkerError):
        assert read_workbook(editor.path).sheets


def test_a_translation_of_the_base_cannot_be_emptied(editor: Editor) -> None:
    editor.export(["uk"])
    editor.type({"service:pas translations.uk.name": None})
    (said,) = editor.faults()
    assert "`translations.uk.name` comes from the base" in said


def test_a_workbook_with_any_wrong_byte_is_read_or_refused(editor: Editor) -> None:
    whole = editor.path.read_bytes()
    for place in range(0, len(whole), 131):
        editor.path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        with contextlib.suppress(FloorwalkerError):
            read_workbook(editor.path)
    for length in range(0, len(whole), 257):
        refused(editor.path, whole[:length])


def test_a_text_too_long_for_a_cell_stays_as_it_is(editor: Editor) -> None:
    words = "".join(f"        - ord {number}\n" for number in range(300))
    path = editor.folder / "own.yaml"
    text = path.read_text("utf-8").replace("  kort:\n", f"  kort:\n      keywords:\n{words}", 1)
    text = text.replace("    cost: 100", "      cost: 100")
    path.write_text(text, "utf-8")
    editor.export()
    editor.type({"service:kort cost": "1 kr."})
    editor.take_in()
    assert path.read_text("utf-8").count("- ord ") == 300
    editor.export()
    editor.type({"service:kort keywords": "ord"})
    (said,) = editor.faults()
    assert "too long for a cell" in said


def test_what_cannot_be_written_into_its_file_is_told_at_its_cell(editor: Editor) -> None:
    path = editor.folder / "own.yaml"
    path.write_text(path.read_text("utf-8") + "    theme: |+\n      Frit\n\n\n", "utf-8")
    editor.export()
    editor.type({"service:eget cost": "1 kr.", "service:kort cost": "2 kr."})
    outcome = editor.take()
    assert outcome.files == ()
    (fault,) = outcome.compared.faults
    assert "`cost` of `eget` cannot be written" in fault.message
    assert fault.hint == "Write it yourself: cost: 1 kr."
    assert openpyxl.load_workbook(editor.path)[fault.sheet][fault.cell].value == "1 kr."
