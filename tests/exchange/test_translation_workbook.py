"""A translator's workbook goes out and comes back: what was changed is taken, and nothing else."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl.worksheet.worksheet import Worksheet

from floorwalker.errors import FloorwalkerError
from floorwalker.exchange.translation_workbook import (
    Taken,
    TakenEntry,
    read_translations,
    take,
    write_translations,
)
from floorwalker.knowledge.checking.translation_tasks import translation_tasks
from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.records import Knowledge, Service, ServiceTranslation
from floorwalker.knowledge.model.translation import fingerprint, is_outdated
from tests.knowledge.base import write

NOW = datetime(2026, 11, 22, 12, 0)  # noqa: DTZ001 - local wall-clock time
TOWN = """
municipality: {name: Prøvekøbing, main_contact: skranke, languages: [da, en], greeting: Goddag}
rates:
  gebyr: {name: Gebyr, values: {"2026": 280 kr.}}
contact_points:
  skranke: {name: Skranken, description: Her., telephone: "112"}
services:
  pas:
    name: Pas
    description: Nyt pas.
    contact_points: [skranke]
    cost: "Koster {rate:gebyr}"
    required_documents: [Det gamle pas, Et foto]
    translations:
      uk: {name: Паспорт, description: Новий паспорт.}
  bil: {name: Bil, description: En bil., contact_points: [skranke]}
"""
Edit = Callable[[Worksheet], None]
ENTRY, FIELD, DANISH, TRANSLATION, STATE, READ, NAME, MARKS = range(1, 9)


@pytest.fixture
def knowledge(tmp_path: Path) -> Knowledge:
    return load(write(tmp_path / "k", t=TOWN)).knowledge


def sheet_of(knowledge: Knowledge, path: Path, language: str = "uk") -> Worksheet:
    found = translation_tasks(knowledge, language, {}, NOW, is_whole=True)
    write_translations(path, found.tasks, knowledge, language, replacing=True)
    sheet = openpyxl.load_workbook(path).active
    assert isinstance(sheet, Worksheet)
    return sheet


def row_of(sheet: Worksheet, ref: str, field: str) -> int:
    for row in range(3, sheet.max_row + 1):
        entry = str(sheet.cell(row, ENTRY).value).split("\n")[0]
        if (entry, sheet.cell(row, NAME).value) == (ref, field):
            return row
    raise LookupError(ref, field)


def put(sheet: Worksheet, ref: str, field: str, value: object, column: int = TRANSLATION) -> None:
    sheet.cell(row_of(sheet, ref, field), column).value = value


def taken(knowledge: Knowledge, path: Path, *edits: Edit, now: Knowledge | None = None) -> Taken:
    """What comes back of a workbook for `knowledge`, when the knowledge says what it says `now`."""
    sheet = sheet_of(knowledge, path)
    for edit in edits:
        edit(sheet)
    assert sheet.parent is not None
    sheet.parent.save(path)
    return take(read_translations(path, "uk"), now or knowledge, "uk")


def changed(knowledge: Knowledge, **texts: object) -> Knowledge:
    pas = replace(knowledge.services["pas"], **texts)
    return replace(knowledge, services={**knowledge.services, "pas": pas})


def written(pas: Service, entry: TakenEntry) -> Service:
    """The service when what was taken has been written."""
    before = pas.translations.get("uk", ServiceTranslation())
    rendering = replace(before, **entry.texts, of=entry.of)
    return replace(pas, translations={"uk": rendering})


def test_a_row_holds_the_danish_text_beside_its_translation(
    knowledge: Knowledge, tmp_path: Path
) -> None:
    sheet = sheet_of(knowledge, tmp_path / "a.xlsx")
    said = [
        tuple(sheet.cell(row_of(sheet, "service:pas", field), column).value for column in (3, 4, 5))
        for field in ("name", "cost", "required_documents")
    ]
    assert said == [
        ("Pas", "Паспорт", "not marked as of this Danish text"),
        ("Koster {rate:gebyr}", None, "missing"),
        ("Det gamle pas\nEt foto", None, "missing"),
    ]
    assert sheet.protection.sheet
    assert sheet.cell(3, DANISH).protection.locked
    assert not sheet.cell(3, TRANSLATION).protection.locked
    assert sheet.column_dimensions["G"].hidden


def test_a_workbook_that_comes_back_untouched_says_nothing(
    knowledge: Knowledge, tmp_path: Path
) -> None:
    assert taken(knowledge, tmp_path / "a.xlsx") == Taken(entries=(), gone=(), bad=())


def test_what_was_changed_is_taken_with_the_fingerprint_of_the_text_beside_it(
    knowledge: Knowledge, tmp_path: Path
) -> None:
    found = taken(
        knowledge,
        tmp_path / "a.xlsx",
        lambda sheet: put(sheet, "service:pas", "name", " Закордонний   паспорт "),
        lambda sheet: put(sheet, "service:pas", "required_documents", "Старий паспорт\n\nФото"),
    )
    (entry,) = found.entries
    assert entry.ref == "service:pas"
    assert entry.texts == {
        "name": "Закордонний паспорт",
        "required_documents": ("Старий паспорт", "Фото"),
    }
    after = written(knowledge.services["pas"], entry)
    assert entry.of == fingerprint(after, after.translations["uk"])
    assert not entry.moved


def test_a_first_translation_of_an_entry_is_taken(knowledge: Knowledge, tmp_path: Path) -> None:
    found = taken(
        knowledge, tmp_path / "a.xlsx", lambda sheet: put(sheet, "service:bil", "name", "Авто")
    )
    (entry,) = found.entries
    assert (entry.ref, entry.texts) == ("service:bil", {"name": "Авто"})


def test_an_old_translation_that_is_right_as_it_is_is_young_again(
    knowledge: Knowledge, tmp_path: Path
) -> None:
    pas = knowledge.services["pas"]
    old = replace(pas.translations["uk"], of="abcdefghijkl")
    known = changed(knowledge, translations={"uk": old})
    assert is_outdated(known.services["pas"], "uk")
    found = taken(
        known, tmp_path / "a.xlsx", lambda sheet: put(sheet, "service:pas", "name", "x", READ)
    )
    (entry,) = found.entries
    assert entry.texts == {}
    assert not is_outdated(written(known.services["pas"], entry), "uk")


@pytest.mark.parametrize("mark", [False, True])
def test_where_the_danish_has_changed_meanwhile_the_translation_stays_old(
    knowledge: Knowledge, tmp_path: Path, mark: bool
) -> None:
    now = changed(knowledge, description="Nyt pas og fornyelse.")
    column, said = (READ, "x") if mark else (TRANSLATION, "Паспорти")
    found = taken(
        knowledge,
        tmp_path / "a.xlsx",
        lambda sheet: put(sheet, "service:pas", "name", said, column),
        now=now,
    )
    (entry,) = found.entries
    assert entry.moved == ("description",)
    assert is_outdated(written(now.services["pas"], entry), "uk")
    assert not is_outdated(written(knowledge.services["pas"], entry), "uk")  # as it stood there


def test_danish_that_is_not_translated_may_change(knowledge: Knowledge, tmp_path: Path) -> None:
    now = changed(knowledge, cost="Gratis")
    found = taken(
        knowledge,
        tmp_path / "a.xlsx",
        lambda sheet: put(sheet, "service:pas", "name", "Паспорти"),
        now=now,
    )
    (entry,) = found.entries
    assert not entry.moved
    assert not is_outdated(written(now.services["pas"], entry), "uk")


def test_what_is_gone_is_named_and_nothing_else_is_lost(
    knowledge: Knowledge, tmp_path: Path
) -> None:
    now = replace(
        changed(knowledge, cost=""),
        services={"pas": replace(knowledge.services["pas"], cost="")},
    )
    found = taken(
        knowledge,
        tmp_path / "a.xlsx",
        lambda sheet: put(sheet, "service:bil", "name", "Авто"),
        lambda sheet: put(sheet, "service:pas", "cost", "Коштує {rate:gebyr}"),
        lambda sheet: put(sheet, "service:pas", "name", "Паспорти"),
        now=now,
    )
    assert found.gone == ("service:bil", "service:pas cost")
    assert [entry.texts for entry in found.entries] == [{"name": "Паспорти"}]


@pytest.mark.parametrize(
    ("field", "value", "column", "reason"),
    [
        ("name", "=A1", TRANSLATION, "it is a formula"),
        ("name", datetime(2026, 1, 1), TRANSLATION, "it is a date"),  # noqa: DTZ001
        ("name", True, TRANSLATION, "it is a yes or no"),
        ("name", None, TRANSLATION, "the translation was emptied"),
        ("name", "a_x0001_b", TRANSLATION, "a sign that cannot be seen"),
        ("name", "Номер 010180-0008", TRANSLATION, "a number of a person"),
        ("required_documents", "Старий паспорт", TRANSLATION, "1 lines, where the Danish has 2"),
        ("cost", "Коштує", TRANSLATION, "an amount in braces"),
        ("cost", "Коштує {rate:gebyr} {rate:gebyr}", TRANSLATION, "an amount in braces"),
    ],
)
def test_a_bad_cell_is_named_with_its_row(
    knowledge: Knowledge, tmp_path: Path, field: str, value: object, column: int, reason: str
) -> None:
    found = taken(
        knowledge,
        tmp_path / "a.xlsx",
        lambda sheet: put(sheet, "service:pas", field, value, column),
    )
    (bad,) = found.bad
    assert reason in bad.reason
    assert (bad.ref, bad.field) == ("service:pas", field)
    assert bad.row == row_of(sheet_of(knowledge, tmp_path / "b.xlsx"), "service:pas", field)
    assert not found.entries


def test_danish_that_was_changed_in_the_workbook_is_not_taken_for_the_text(
    knowledge: Knowledge, tmp_path: Path
) -> None:
    now = changed(knowledge, description="Nyt pas og fornyelse.")
    found = taken(
        knowledge,
        tmp_path / "a.xlsx",
        lambda sheet: put(sheet, "service:pas", "description", "Nyt pas og fornyelse.", DANISH),
        lambda sheet: put(sheet, "service:pas", "name", "Паспорти"),
        now=now,
    )
    assert [each.field for each in found.bad] == ["description"]
    assert "the Danish text was changed here" in found.bad[0].reason


def test_a_translation_that_was_changed_in_the_file_too_is_not_written_over(
    knowledge: Knowledge, tmp_path: Path
) -> None:
    pas = knowledge.services["pas"]
    other = replace(pas.translations["uk"], name="Інший")
    now = changed(knowledge, translations={"uk": other})
    found = taken(
        knowledge,
        tmp_path / "a.xlsx",
        lambda sheet: put(sheet, "service:pas", "name", "Паспорти"),
        now=now,
    )
    assert "changed in the file, too" in found.bad[0].reason
    untouched = taken(knowledge, tmp_path / "b.xlsx", now=now)
    assert untouched == Taken(entries=(), gone=(), bad=())


def test_a_field_that_stands_twice_is_named(knowledge: Knowledge, tmp_path: Path) -> None:
    def copy(sheet: Worksheet) -> None:
        row = row_of(sheet, "service:pas", "name")
        sheet.append([sheet.cell(row, column).value for column in range(1, MARKS + 1)])
        put(sheet, "service:pas", "name", "Паспорти")

    found = taken(knowledge, tmp_path / "a.xlsx", copy)
    assert len(found.bad) == 2


def test_rows_may_be_sorted_taken_out_and_added(knowledge: Knowledge, tmp_path: Path) -> None:
    def rearrange(sheet: Worksheet) -> None:
        put(sheet, "service:pas", "name", "Паспорти")
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
        sheet.delete_rows(3, sheet.max_row)
        sheet.append(["En note fra oversætteren"])
        for row in reversed(rows):
            if row[NAME - 1] != "description":
                sheet.append(row)

    (entry,) = taken(knowledge, tmp_path / "a.xlsx", rearrange).entries
    assert entry.texts == {"name": "Паспорти"}
    assert not is_outdated(written(knowledge.services["pas"], entry), "uk")


def test_another_languages_workbook_is_refused(knowledge: Knowledge, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    sheet_of(knowledge, path, "pl")
    with pytest.raises(FloorwalkerError, match="Polish, not for Ukrainian"):
        read_translations(path, "uk")


def test_a_workbook_of_something_else_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(FloorwalkerError, match="no translator's workbook"):
        read_translations(tmp_path / "a.xlsx", "uk")


def test_the_same_tasks_make_the_same_bytes(knowledge: Knowledge, tmp_path: Path) -> None:
    sheet_of(knowledge, tmp_path / "a.xlsx")
    sheet_of(knowledge, tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Nd", "Z"], exclude_characters="{}"),
    min_size=1,
    max_size=12,
).filter(lambda text: not text.startswith("=") and "_x" not in text)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    edits=st.dictionaries(st.sampled_from(["name", "description", "cost"]), TEXT),
    danish=st.dictionaries(st.sampled_from(["name", "description", "eligibility"]), TEXT),
)
def test_whatever_changes_on_both_sides_nothing_is_lost_nor_called_young_that_is_old(
    knowledge: Knowledge, tmp_path: Path, edits: dict[str, str], danish: dict[str, str]
) -> None:
    start = changed(knowledge, cost="Gratis")
    now = changed(start, **danish)
    pas = start.services["pas"]
    before = {field: getattr(pas.translations["uk"], field) for field in edits}
    puts = [
        (lambda sheet, field=field, said=said: put(sheet, "service:pas", field, said))
        for field, said in edits.items()
    ]
    found = taken(start, tmp_path / "a.xlsx", *puts, now=now)
    assert not found.bad
    new = {field: said for field, said in edits.items() if said != before[field]}
    if not new:
        assert not found.entries
        return
    (entry,) = found.entries
    assert entry.texts == new
    after = written(now.services["pas"], entry)
    shown = {"name", "description", *(["cost"] if "cost" in new else [])}
    moved = {field for field in shown if getattr(pas, field) != getattr(now.services["pas"], field)}
    assert set(entry.moved) == moved
    assert is_outdated(after, "uk") is bool(moved)
