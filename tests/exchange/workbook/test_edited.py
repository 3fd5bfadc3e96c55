"""What was edited is written, into the own folder, where it stands, and nothing else."""

import openpyxl
import pytest

from floorwalker.exchange.workbook.reading import read_workbook
from floorwalker.knowledge.loading.loader import load
from tests.exchange.workbook.editor import OWN, Editor
from tests.knowledge.base import write


def said(editor: Editor, ref: str, field: str) -> object:
    """What a record says now, all layers together."""
    record = load(editor.folder).knowledge.entry(ref)
    return getattr(record, field)


def test_a_cell_of_the_base_becomes_the_houses_own(editor: Editor) -> None:
    editor.type({"service:pas cost": "450 kr."})
    editor.take_in()
    assert editor.files()["own.yaml"] == OWN
    own = editor.files()["base.yaml"].splitlines()
    assert own[1:4] == ["services:", "  pas:", "    cost: 450 kr."]
    assert own[4].startswith("    based_on: ")
    assert len(own) == 5
    assert said(editor, "service:pas", "cost") == "450 kr."
    assert said(editor, "service:pas", "name") == "Pas"


def test_an_own_cell_is_changed_where_it_stands_and_comments_stay(editor: Editor) -> None:
    editor.type({"service:kort cost": "120 kr.", "service:eget name": "Vores: eget"})
    editor.take_in()
    files = editor.files()
    assert list(files) == ["own.yaml"]
    based_on = next(line for line in files["own.yaml"].splitlines() if "based_on" in line)
    expected = OWN.replace("100 kr. # vedtaget i maj", f"120 kr. # vedtaget i maj\n{based_on}")
    assert files["own.yaml"] == expected.replace("name: Vores eget", 'name: "Vores: eget"')


def test_a_cell_that_says_again_what_the_base_says_is_no_longer_ones_own(editor: Editor) -> None:
    editor.type({"service:kort description": "Andet."})
    editor.take_in()
    editor.export()
    editor.type({"service:kort description": "Et kort.", "service:kort cost": None})
    editor.take_in()
    assert "description" not in editor.files()["own.yaml"].split("eget:")[0]
    assert said(editor, "service:kort", "cost") == ""


def test_an_emptied_cell_of_the_base_says_nothing(editor: Editor) -> None:
    editor.type({"service:pas cost": None, "service:pas audience": ""})
    editor.take_in()
    assert said(editor, "service:pas", "cost") == ""
    assert said(editor, "service:pas", "audience") == ()
    assert "without: [cost, audience]" in editor.files()["base.yaml"]


def test_lists_and_things_with_parts_are_read_a_line_each(editor: Editor) -> None:
    editor.type(
        {
            "service:pas keywords": "rejsepas\r\n  ny pasbog \n\n",
            "contact:omstilling phones": "112 | akut\n+45 12 34 50 02 | døgnet rundt | 24/7",
            "guide:bestil requires": "card; mitid",
            "municipality: closures": "24.12.2026 | 2026-12-31 | Julelukket",
            "rate:pas values": "2026 | 800 kr.\n2027 | 950 kr.",
        }
    )
    editor.take_in()
    assert said(editor, "service:pas", "keywords") == ("rejsepas", "ny pasbog")
    phones = load(editor.folder).knowledge.contact_points["omstilling"].phones
    assert [(phone.number, phone.name, phone.hours) for phone in phones] == [
        ("112", "akut", ""),
        ("+45 12 34 50 02", "døgnet rundt", "24/7"),
    ]
    assert said(editor, "guide:bestil", "requires") == ("card", "mitid")
    knowledge = load(editor.folder).knowledge
    closure = knowledge.municipality.closures[0]
    assert (str(closure.starts), str(closure.until), closure.text) == (
        "2026-12-24",
        "2026-12-31",
        "Julelukket",
    )
    assert knowledge.rates["pas"].values == {"2026": "800 kr.", "2027": "950 kr."}


def test_a_coming_change_keeps_what_no_cell_shows(editor: Editor) -> None:
    editor.type({"service:pas changes": "2027-01-01 | Ny pris. | cost: 950 kr. | keywords: [x, y]"})
    editor.take_in()
    change = load(editor.folder).knowledge.services["pas"].changes[0]
    assert change.set == {"cost": "950 kr.", "keywords": ["x", "y"], "desk_note": "Kun her"}


def test_a_row_with_a_new_id_is_a_new_entry(editor: Editor) -> None:
    editor.type(
        {
            "service:nyt name": "Nyt",
            "service:nyt description": "Noget nyt.\nMed to linjer.",
            "service:nyt contact_points": "ny-skranke",
            "contact:ny-skranke name": "Ny skranke",
            "contact:ny-skranke description": "Også her.",
            "contact:ny-skranke telephone": "12 34 50 09",
        }
    )
    editor.take_in()
    assert not load(editor.folder).problems
    assert said(editor, "service:nyt", "description") == "Noget nyt.\nMed to linjer."
    assert said(editor, "contact:ny-skranke", "telephone") == "+45 12 34 50 09"


def test_a_deleted_row_changes_nothing_and_is_said(editor: Editor) -> None:
    book = openpyxl.load_workbook(editor.path)
    book.worksheets[0].delete_rows(3)
    del book["Guides"]
    book.save(editor.path)
    outcome = editor.take_in()
    assert outcome.files == ()
    assert any("1 entry is not in the sheet Services" in said for said in outcome.compared.remarks)
    assert any("`guide`" in said for said in outcome.compared.remarks)


def test_rows_and_columns_may_be_moved_and_columns_deleted(editor: Editor) -> None:
    book = openpyxl.load_workbook(editor.path)
    page = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=3)]
    for number, values in enumerate(reversed(rows), start=3):
        for place, value in enumerate(values, start=1):
            page.cell(number, place).value = value
    page.delete_cols(3, 4)
    book.save(editor.path)
    editor.type({"service:pas cost": "450 kr."})
    outcome = editor.take_in()
    assert [change.column.name for change in outcome.compared.changes] == ["cost"]
    assert said(editor, "service:pas", "cost") == "450 kr."


def test_the_row_of_names_may_be_sorted_down_among_the_others(editor: Editor) -> None:
    editor.type({"service:pas cost": "450 kr.", "service:kort cost": "90 kr."})
    book = openpyxl.load_workbook(editor.path)
    page = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
    for names_at in range(len(rows)):
        ordered = rows[1:]
        ordered.insert(names_at, rows[0])
        for number, values in enumerate(ordered, start=2):
            for place, value in enumerate(values, start=1):
                page.cell(number, place).value = value
        book.save(editor.path)
        read = read_workbook(editor.path)
        assert (read.faults, read.remarks) == ((), ())
        assert {row.id for row in read.sheets[0].rows} == {row[0] for row in rows[1:]}
    editor.take_in()
    assert said(editor, "service:pas", "cost") == "450 kr."
    assert said(editor, "service:kort", "cost") == "90 kr."


def test_a_translation_is_written_with_what_it_renders(editor: Editor) -> None:
    editor.export(["uk", "en"])
    editor.type({"service:kort translations.en.name": "Card"})
    editor.take_in()
    assert (
        "translations:\n      en:\n        name: Card\n        of: " in editor.files()["own.yaml"]
    )
    codes = {problem.code for problem in load(editor.folder).problems}
    assert "translation-old" not in codes


def test_a_translation_that_was_old_is_not_said_to_be_new(editor: Editor) -> None:
    editor.export(["uk"])
    editor.type({"service:pas translations.uk.description": "Новий"})
    editor.take_in()
    assert "of:" not in editor.files()["base.yaml"]


def test_what_changed_since_is_not_overwritten(editor: Editor) -> None:
    editor.type({"service:kort cost": "1 kr.", "service:pas cost": "2 kr."})
    changed = OWN.replace("100 kr.", "150 kr.")
    write(editor.folder, own=changed)
    outcome = editor.take_in()
    assert [change.row.ref for change in outcome.compared.changes] == ["service:pas"]
    (conflict,) = outcome.compared.conflicts
    assert conflict.message == "`service:kort` has changed in the knowledge base, too (Cost)."
    assert editor.files()["own.yaml"] == changed


def test_what_changed_since_in_other_rows_or_to_the_same_is_no_conflict(editor: Editor) -> None:
    editor.type({"service:kort cost": "150 kr."})
    write(editor.folder, own=OWN.replace("100 kr.", "150 kr.").replace("Kun her", "Kun os"))
    outcome = editor.take_in()
    assert outcome.compared.conflicts == []
    assert outcome.compared.changes == []


def test_the_same_workbook_taken_in_again_changes_nothing(editor: Editor) -> None:
    editor.type({"service:pas cost": "450 kr.", "contact:skranke telephone": "114"})
    editor.take_in()
    before = editor.files()
    assert editor.take_in().compared.changes == []
    assert editor.files() == before


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_line_ends_and_the_byte_order_mark_stay(editor: Editor, newline: str) -> None:
    data = ("\ufeff" + OWN.strip().replace("\n", newline)).encode()
    (editor.folder / "own.yaml").write_bytes(data)
    editor.export()
    editor.type({"service:eget name": "Eget"})
    editor.take_in()
    expected = data.replace(b"name: Vores eget", b"name: Eget")
    assert (editor.folder / "own.yaml").read_bytes() == expected


def test_a_year_is_added_without_the_others_becoming_ones_own(editor: Editor) -> None:
    editor.type({"rate:pas values": "2026 | 800 kr.\n2027 | 900 kr.\n2028 | 1000 kr."})
    editor.take_in()
    assert "    values:\n      2028: 1000 kr.\n" in editor.files()["base.yaml"]
    assert "2027" not in editor.files()["base.yaml"]


def test_a_code_that_holds_anyway_is_no_change(editor: Editor) -> None:
    editor.type({"notice:lukket severity": None, "municipality: languages": "da\nuk"})
    assert editor.take_in().compared.changes == []
    editor.type({"notice:lukket severity": "warning"})
    editor.take_in()
    editor.export()
    editor.type({"notice:lukket severity": "info"})
    editor.take_in()
    notice = load(editor.folder).knowledge.notices["lukket"]
    assert notice.severity == "info"
