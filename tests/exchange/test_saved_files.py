"""Files that somebody saved: text in the encodings of Danish programs, XML, workbooks."""

import os
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floorwalker.errors import FloorwalkerError
from floorwalker.exchange.saved_files import SavedFile, read_saved, text_of, xml_of
from floorwalker.exchange.tables import table_of

HINT = "Name another file."


def saved(data: bytes) -> SavedFile:
    return SavedFile(Path("file"), data, HINT)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_is_read_whatever_wrote_it(encoding: str) -> None:
    assert text_of(saved("Ærøskøbing på kortet".encode(encoding))) == "Ærøskøbing på kortet"


@pytest.mark.parametrize("data", [b"a\nb\x81c", b"a\nb\x00c", b"\xff\xfea"])
def test_what_is_no_text_is_said_in_one_line(data: bytes) -> None:
    with pytest.raises(FloorwalkerError) as error:
        text_of(saved(data))
    assert "\n" not in str(error.value)
    assert str(error.value).endswith(HINT)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04 and more", "it is packed"),
        (b"\x1f\x8b and more", "it is packed"),
    ],
)
def test_what_is_packed_is_said(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(data)
    with pytest.raises(FloorwalkerError, match=said):
        text_of(read_saved(path, HINT))


def workbook(path: Path, *rows: list[object]) -> SavedFile:
    book = openpyxl.Workbook()
    book.create_sheet("tom", 0)
    for row in rows:
        book["Sheet"].append(row)
    book.save(path)
    return read_saved(path, HINT)


def test_a_workbook_is_a_table_too(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Navn", "Telefon", "Udgået"],
        [],
        ["Øen\n2", 12345678, date(2026, 2, 1)],
    ]
    table = table_of(workbook(tmp_path / "a.xlsx", *rows))
    assert table.columns == ("navn", "telefon", "udgået")
    assert [(row.line, row.cells) for row in table.rows] == [
        (3, {"navn": "Øen 2", "telefon": "12345678", "udgået": "2026-02-01"})
    ]


def test_a_formula_in_a_workbook_is_said_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(FloorwalkerError, match=r"a formula stands there.*line 2"):
        table_of(workbook(tmp_path / "a.xlsx", ["navn"], ["=A1"]))


def test_a_workbook_that_is_none_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 and more")
    with pytest.raises(FloorwalkerError, match="no Excel workbook"):
        table_of(read_saved(path, HINT))


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(FloorwalkerError):
        read_saved(tmp_path / "missing", HINT)
    with pytest.raises(FloorwalkerError):
        read_saved(tmp_path, HINT)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(FloorwalkerError, match="it is a pipe"):
            read_saved(tmp_path / "pipe", HINT)


def test_xml_is_read_without_namespaces_in_its_own_encoding() -> None:
    text = '<?xml version="1.0" encoding="iso-8859-1"?><a:r xmlns:a="urn:x"><a:b>Ærø</a:b></a:r>'
    root = xml_of(saved(text.encode("latin-1")))
    assert (root.tag, root.findtext("b")) == ("r", "Ærø")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<a><b></a>", "no XML .*line 1, column "),
        (b"<a>", "no XML"),
        (b"", "no XML"),
        (b'<?xml version="1.0" encoding="none"?><a/>', "no XML"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "declares a document type"),
        (b"<a>" * 5000, "nested too deeply"),
    ],
)
def test_other_xml_is_one_line(data: bytes, said: str) -> None:
    with pytest.raises(FloorwalkerError, match=said) as error:
        xml_of(saved(data))
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_a_table_is_read_whatever_parts_its_cells(delimiter: str) -> None:
    text = 'Navn;Telefon;Note\r\nA;12345678;"x\r\ny"\r\n\r\nB;;\r\n'.replace(";", delimiter)
    table = table_of(saved(text.encode()))
    assert table.columns == ("navn", "telefon", "note")
    assert [(row.line, row.cells) for row in table.rows] == [
        (2, {"navn": "A", "telefon": "12345678", "note": "x y"}),
        (5, {"navn": "B"}),
    ]


def test_lines_are_those_of_the_file_after_a_line_for_excel() -> None:
    table = table_of(saved(b"sep=;\r\nnavn;nr\r\nA;1\r\n"))
    assert [(row.line, row.cells) for row in table.rows] == [(3, {"navn": "A", "nr": "1"})]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a;A\n1;2\n", "the column “a” stands there twice"),
        ("a;b\n1;2;3\n", "more cells than the header has .line 2."),
        ('a;b\n1;"2\n', "no table"),
    ],
)
def test_other_tables_are_one_line(text: str, said: str) -> None:
    with pytest.raises(FloorwalkerError, match=said):
        table_of(saved(text.encode()))


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.binary(max_size=200), st.text("<>/a!D=\"' ;\n", max_size=60)))
def test_any_file_is_read_or_refused_in_one_line(content: bytes | str) -> None:
    data = content if isinstance(content, bytes) else content.encode()
    said = []
    for read in (text_of, xml_of, table_of):
        try:
            read(saved(data))
        except FloorwalkerError as error:
            said.append(str(error))
    assert not any("\n" in line for line in said)
