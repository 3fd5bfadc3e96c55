"""A municipality's own table of contact points. All numbers and names are invented."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floorwalker.errors import FloorwalkerError
from floorwalker.exchange.contact_table import ContactRows, read_contacts
from floorwalker.knowledge.hours import is_valid_hours
from floorwalker.knowledge.model.records import ContactPoint

KNOWN = {
    contact.id: contact
    for contact in (
        ContactPoint(
            id="borgerservice",
            name="Borgerservice",
            description="Skranken.",
            telephone="+45 12345010",
            opening_hours="Mo-Fr 09:00-15:00",
            keywords=("skranken",),
        ),
        ContactPoint(id="byg", name="Byggesag", description="Byg.", telephone="+45 12 34 50 20"),
        ContactPoint(id="havn", name="Havnen", description="Havn."),
        ContactPoint(id="havn-2", name="Havnen", description="Havn."),
    )
}


def read(folder: Path, text: str, encoding: str = "utf-8") -> ContactRows:
    path = folder / "kontakter.csv"
    path.write_text(text, encoding=encoding, newline="")
    return read_contacts(path, KNOWN)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_new_contact_point_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    cells = [
        ["Navn", "Afdeling", "Tlf.", "E-mail", "Hjemmeside", "Adresse", "Postnr", "By"],
        ["Øens Værksted", "Teknik", "12 34 50 99", "vaerksted@aadal.example", "aadal.example/v"],
    ]
    cells[0] += ["Åbningstider", "Sprog"]
    cells[1] += ["Torvet 1", "9999", "Ådal", "man-tors kl. 10-14", "dansk|engelsk"]
    text = "\r\n".join(delimiter.join(row) for row in cells)
    (change,) = read(tmp_path, text, encoding).changes
    assert (change.id, change.is_new, change.line) == ("oeens-vaerksted", True, 2)
    assert change.fields == {
        "name": "Øens Værksted",
        "organization": "Teknik",
        "telephone": "+45 12 34 50 99",
        "email": "vaerksted@aadal.example",
        "url": "https://aadal.example/v",
        "address": "Torvet 1, 9999 Ådal",
        "opening_hours": "Mo-Th 10:00-14:00",
        "languages": ["da", "en"],
        "description": "Teknik",
    }


@pytest.mark.parametrize(
    ("row", "id_", "found_by"),
    [
        ("borgerservice;Borgerservice;;Kælderen", "borgerservice", "id"),
        (";BORGERSERVICE;;Kælderen", "borgerservice", "name"),
        (";Byg og miljø;+45 12345020;Kælderen", "byg", "number"),
        (";Byg;;Kælderen", "byg", "name"),
        (";Skranken;;Kælderen", "borgerservice", "name"),
    ],
)
def test_one_that_is_there_is_changed(tmp_path: Path, row: str, id_: str, found_by: str) -> None:
    (change,) = read(tmp_path, f"id;navn;telefon;vejvisning\n{row}\n").changes
    assert (change.id, change.is_new, change.found_by) == (id_, False, found_by)
    assert change.fields["directions"] == "Kælderen"
    assert "description" not in change.fields


@pytest.mark.parametrize(
    "rows",
    [
        ["Biblioteket;12345010"],
        ["Byg og Plan;12345020", "Byg og Miljø;+45 12 34 50 20", "Natur;12345020"],
    ],
)
def test_a_number_of_many_names_is_nobody_s(tmp_path: Path, rows: list[str]) -> None:
    found = read(tmp_path, "navn;telefon\n" + "".join(f"{row}\n" for row in rows))
    assert [change.name for change in found.changes] == [row.partition(";")[0] for row in rows]
    assert all(change.is_new for change in found.changes)
    assert [remark.line for remark in found.left_out] == [2 + at for at in range(len(rows))]
    assert all("add its id" in remark.text for remark in found.left_out)


def test_what_is_said_already_and_empty_cells_change_nothing(tmp_path: Path) -> None:
    text = (
        "name;phone;opening hours;keywords;description\n"
        "Borgerservice;12 34 50 10;Mo-Fr 09:00-15:00;skranken;\n"
    )
    rows = read(tmp_path, text)
    assert (rows.changes, rows.unchanged, rows.refused, rows.left_out) == ((), 1, (), ())


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (";;1", "it has neither name nor id"),
        (";Havnen;", "several have that name: add the id (`havn`, `havn-2`)"),
        ("ukendt;;", "there is no contact point `ukendt`"),
        ("Ny Skranke;Ny skranke;", "“Ny Skranke” is no id: use a-z, digits and hyphens"),
        ("byg;Byggesag;\nbyg;Byggesag;", "`byg` stands in line 2 already"),
    ],
)
def test_a_row_that_stays_out_is_said_with_its_line(tmp_path: Path, row: str, said: str) -> None:
    refused = read(tmp_path, f"id;navn;sprog\n{row}\n").refused
    assert [(remark.line, remark.text) for remark in refused] == [(1 + len(row.split("\n")), said)]


def test_what_cannot_be_read_is_left_out_and_said(tmp_path: Path) -> None:
    text = "navn;telefon;åbningstider;hjemmeside;faxnr\nVej;12 34 50 31;når vi har lyst;http:;1\n"
    rows = read(tmp_path, text)
    assert rows.changes[0].fields == {
        "name": "Vej",
        "telephone": "+45 12 34 50 31",
        "description": "Vej",
    }
    assert [(remark.line, remark.text) for remark in rows.left_out] == [
        (1, "column “faxnr” is not known and is left out"),
        (2, "web address could not be read and is left out"),
        (2, "opening hours could not be read and is left out"),
    ]


def test_of_several_numbers_the_first_to_talk_on_is_taken_and_that_is_said(
    tmp_path: Path,
) -> None:
    text = "navn;telefon\nVej;fax 12345098 / 12345031 eller 12345032\nPark;Tlf.: 12345033\n"
    rows = read(tmp_path, text)
    numbers = [change.fields["telephone"] for change in rows.changes]
    assert numbers == ["+45 12 34 50 31", "+45 12 34 50 33"]
    assert [(remark.line, remark.text) for remark in rows.left_out] == [
        (2, "only the first number is taken")
    ]


@pytest.mark.parametrize(
    "row",
    [
        "Signe Testesen;Signe Testesen;s@aadal.example",
        "Signe Testesen;;signe.testesen@aadal.example",
    ],
)
def test_a_person_is_no_contact_point(tmp_path: Path, row: str) -> None:
    rows = read(tmp_path, f"navn;kontaktperson;mail\n{row}\n")
    assert rows.changes == ()
    assert [remark.text for remark in rows.refused] == [
        "a person is no contact point: name the function"
    ]


def test_what_is_a_persons_stays_out_wherever_it_stands(tmp_path: Path) -> None:
    text = (
        "navn;kontaktperson;mail;vejvisning\n"
        "Vej;Signe Testesen;vej@aadal.example;Spørg 150385-1234\n"
        "Park;;signe.testesen@aadal.example;\n"
        "Havnekontor;Byggesag;byggesag@aadal.example;\n"
    )
    rows = read(tmp_path, text)
    vej, park, harbour = (change.fields for change in rows.changes)
    assert (vej["email"], "directions" in vej) == ("vej@aadal.example", False)
    assert "email" not in park
    assert harbour["email"] == "byggesag@aadal.example"
    assert "Testesen" not in str(rows.changes)
    assert "1234" not in str(rows)
    assert [(remark.line, remark.text) for remark in rows.left_out] == [
        (1, "people change, functions stay: column “kontaktperson” is left out"),
        (2, "the way there holds personal data and is left out"),
        (3, "e-mail is a person's own and is left out"),
    ]


@pytest.mark.parametrize("text", ["", "a;b\n1;2\n", "navn;navn\nA;B\n"])
def test_another_file_is_one_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(FloorwalkerError) as error:
        read(tmp_path, text)
    assert "\n" not in str(error.value)


CELL = st.text('abcÆø 0123456789:-+@./;|"', max_size=20)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.lists(CELL, min_size=6, max_size=6), max_size=4))
def test_whatever_stands_in_the_cells_what_comes_in_is_sound(rows: list[list[str]]) -> None:
    header = ["id", "navn", "telefon", "åbningstider", "mail", "sprog"]
    lines = [
        "\t".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [header, *rows]
    ]
    with TemporaryDirectory() as folder:
        found = read(Path(folder), "\n".join(lines))
    filled = sum(any(cell.strip() for cell in row) for row in rows)
    assert len(found.changes) + found.unchanged + len(found.refused) == filled
    for change in found.changes:
        if change.is_new:
            assert change.fields["name"]
            assert change.fields["description"]
        hours = change.fields.get("opening_hours")
        assert hours is None or is_valid_hours(str(hours))
