"""A workbook that nobody edited changes nothing, whoever saved it."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker import paths
from floorwalker.exchange.workbook.applying import apply_workbook
from floorwalker.exchange.workbook.cells import cell_text, cell_value, tidied
from floorwalker.exchange.workbook.columns import Column, Form
from floorwalker.exchange.workbook.reading import read_workbook
from floorwalker.exchange.workbook.writing import write_workbook
from floorwalker.knowledge.loading.loader import Loaded, load
from floorwalker.plain_yaml import Value
from tests.exchange.workbook.editor import Editor

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def starter() -> Loaded:
    return load(paths.starter_knowledge_dir())


@pytest.fixture(scope="module")
def book(starter: Loaded, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("starter") / "viden.xlsx"
    languages = ["en", "uk", "ar"]
    write_workbook(path, starter, languages, desk_notes=True)
    return path


def test_the_starter_comes_back_without_a_change(starter: Loaded, book: Path) -> None:
    outcome = apply_workbook(read_workbook(book), starter)
    assert outcome.files == ()
    assert (outcome.compared.changes, outcome.compared.faults) == ([], [])
    assert (outcome.compared.conflicts, outcome.compared.remarks) == ([], [])


def test_the_starter_saved_by_another_program_comes_back_without_a_change(
    starter: Loaded, book: Path, tmp_path: Path
) -> None:
    path = tmp_path / "gemt.xlsx"
    openpyxl.load_workbook(book).save(path)
    outcome = apply_workbook(read_workbook(path), starter)
    assert (outcome.compared.changes, outcome.compared.faults) == ([], [])
    assert outcome.compared.conflicts == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_starter_saved_by_libreoffice_comes_back_without_a_change(
    starter: Loaded, book: Path, tmp_path: Path
) -> None:
    options = ["--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    convert = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out")]
    subprocess.run(["soffice", *options, *convert, str(book)], check=True, timeout=300)
    outcome = apply_workbook(read_workbook(tmp_path / "out" / book.name), starter)
    assert (outcome.compared.changes, outcome.compared.faults) == ([], [])
    assert outcome.compared.conflicts == []


def test_a_folder_on_a_base_comes_back_without_a_change(editor: Editor) -> None:
    before = editor.files()
    for languages, desk_notes in (([], False), (["uk"], True)):
        editor.export(languages, desk_notes=desk_notes)
        outcome = editor.take_in()
        assert outcome.files == ()
        assert outcome.compared.remarks == []
    assert editor.files() == before


def test_what_is_for_the_desk_alone_is_written_only_when_asked_for(editor: Editor) -> None:
    def texts() -> str:
        pages = openpyxl.load_workbook(editor.path).worksheets
        return "\n".join(str(c.value) for page in pages for row in page for c in row)

    assert "Kun her" not in texts().replace("Kun her.", "")
    assert "Spørg ind" not in texts()
    editor.export(desk_notes=True)
    assert "Spørg ind" in texts()


def test_the_bases_texts_are_grey_and_the_houses_own_are_black(editor: Editor) -> None:
    page = openpyxl.load_workbook(editor.path).worksheets[0]
    columns = {cell.value: cell.column for cell in page[2]}
    rows = {page.cell(row, 1).value: row for row in range(3, page.max_row + 1)}
    grey = page.cell(rows["kort"], columns["name"]).font.color.rgb
    own = page.cell(rows["kort"], columns["cost"]).font.color
    assert grey == "FF808080"
    assert own is None or own.rgb != grey
    assert page.row_dimensions[2].hidden
    assert page.freeze_panes == "C3"


def test_a_workbook_holds_no_name_of_a_person_and_no_formula(editor: Editor) -> None:
    book = openpyxl.load_workbook(editor.path)
    assert not book.properties.creator
    assert not book.properties.lastModifiedBy
    cells = [cell for page in book.worksheets for row in page for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}


def test_what_a_field_may_hold_is_checked_as_it_is_typed(editor: Editor) -> None:
    rules = {}
    for page in openpyxl.load_workbook(editor.path).worksheets[:2]:
        names = {cell.column_letter: cell.value for cell in page[2]}
        for rule in page.data_validations.dataValidation:
            rules[names[str(rule.sqref).rstrip("0123456789:").split(":")[0].rstrip("3")]] = rule
    assert rules["appointment"].type == "list"
    assert rules["appointment"].formula1 == '"none,recommended,required,walk_in"'
    assert rules["owner"].formula1 == "'Contact points'!$A$3:$A$5000"
    assert rules["audience"].formula1.startswith("codes!$A$1")
    assert rules["assured_date"].type == "custom"
    assert rules["cost"].type is None or rules["cost"].type == "none"


TEXT = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cf", "Cn", "Co"))
    | st.sampled_from("\n|\\ "),
    min_size=1,
    max_size=20,
).map(tidied).filter(bool)  # fmt: skip
LINE = TEXT.map(lambda text: text.replace("\n", " ")).map(tidied).filter(bool)
LINES = Column(path=("keywords",), form=Form.LINES)
PHONES = Column(path=("phones",), form=Form.PARTS, parts=("number", "name", "hours"))
CHANGES = Column(path=("changes",), form=Form.PARTS, parts=("from", "note", "set"))
VALUES = Column(path=("values",), form=Form.KEYED)
HOUSES = Column(path=("locations",), form=Form.KEYED, parts=("name", "address"))


def comes_back(value: Value, column: Column) -> None:
    assert cell_value(tidied(cell_text(value, column)), column) == value


@given(st.lists(TEXT, min_size=1, max_size=4))
def test_any_list_comes_back(items: list[Value]) -> None:
    comes_back(items, LINES)


@given(
    st.lists(
        st.fixed_dictionaries({"number": LINE}, optional={"name": TEXT, "hours": TEXT}),
        min_size=1,
        max_size=3,
    )
)
def test_any_further_numbers_come_back(phones: list[Value]) -> None:
    comes_back(phones, PHONES)


@given(
    st.lists(
        st.fixed_dictionaries(
            {"from": st.just("2027-01-01")},
            optional={
                "note": TEXT,
                "set": st.dictionaries(
                    st.sampled_from(["cost", "name", "phones"]),
                    TEXT | st.lists(TEXT, min_size=1) | st.lists(st.just({"number": "112"})),
                    min_size=1,
                ),
            },
        ),
        min_size=1,
        max_size=3,
    )
)
def test_any_coming_changes_come_back(changes: list[Value]) -> None:
    comes_back(changes, CHANGES)


@given(st.dictionaries(st.sampled_from(["2026", "2027"]), TEXT, min_size=1))
def test_any_amounts_come_back(values: dict[str, Value]) -> None:
    comes_back(values, VALUES)


@given(
    st.dictionaries(
        st.sampled_from(["a", "b-c"]),
        st.fixed_dictionaries({"name": LINE}, optional={"address": TEXT}),
        min_size=1,
    )
)
def test_any_houses_come_back(houses: dict[str, Value]) -> None:
    comes_back(houses, HOUSES)
