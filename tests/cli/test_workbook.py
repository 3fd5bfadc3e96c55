"""`export-knowledge --format xlsx` and `import xlsx` as an editor runs them."""

import json
from pathlib import Path

import openpyxl
import pytest

from floorwalker import paths
from tests.cli.conftest import Run, knowledge, run

pytestmark = pytest.mark.slow

__all__ = ["knowledge", "run"]


@pytest.fixture
def book(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "viden.xlsx"
    done = run("export-knowledge", "--format", "xlsx", "--to", str(path))
    assert (done.returncode, done.stdout) == (0, f"{path}\n")
    assert "floorwalker import xlsx" in done.stderr
    return path


def type_into(path: Path, id_: str, **cells: object) -> None:
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    columns = {cell.value: cell.column for cell in page[2]}
    row = next(r for r in range(3, page.max_row + 2) if page.cell(r, 1).value in (id_, None))
    page.cell(row, 1).value = id_
    for field, value in cells.items():
        page.cell(row, columns[field]).value = value
    book.save(path)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_workbook_that_nobody_edited_changes_no_byte(
    run: Run, knowledge: Path, book: Path
) -> None:
    before = contents(knowledge)
    done = run("import", "xlsx", str(book))
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "The workbook changes nothing.\n"
    assert contents(knowledge) == before


def test_what_was_edited_is_listed_and_written(run: Run, knowledge: Path, book: Path) -> None:
    type_into(book, "pas", cost="900 kr.", keywords="rejsepas\nfornye pas\nny pasbog")
    before = contents(knowledge)
    dry = run("import", "xlsx", str(book), "--dry-run")
    assert dry.returncode == 0
    assert "service:pas  Cost: Se prislisten → 900 kr.\n" in dry.stdout
    assert "Nothing was written." in dry.stderr
    assert contents(knowledge) == before
    done = run("import", "xlsx", str(book))
    assert done.stdout == dry.stdout
    text = (knowledge / "s.yaml").read_text("utf-8")
    assert "    keywords: [rejsepas, fornye pas, ny pasbog]\n" in text
    assert "    cost: 900 kr.\n" in text
    changed = {path for path, data in contents(knowledge).items() if before.get(path) != data}
    assert changed == {str(knowledge / "s.yaml")}
    assert run("check").returncode == 0


def test_the_list_is_an_object_a_line(run: Run, book: Path) -> None:
    type_into(book, "ny", name="Ny", description="Noget.", contact_points="borgerservice")
    done = run("import", "xlsx", str(book), "--json")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["field"] for line in lines] == ["name", "description", "contact_points"]
    assert lines[0] == {
        "sheet": "Services",
        "cell": "B6",
        "ref": "service:ny",
        "field": "name",
        "old": "",
        "new": "Ny",
        "is_new": True,
    }


def test_of_a_long_text_the_part_that_differs_is_listed(run: Run, book: Path) -> None:
    text = "Et meget langt ord om pas. " * 10
    type_into(book, "pas", description=text + "Slut.")
    run("import", "xlsx", str(book))
    run("export-knowledge", "--format", "xlsx", "--to", str(book), "--force")
    type_into(book, "pas", description=text + "Helt slut.")
    done = run("import", "xlsx", str(book))
    assert "Description: …Slut. → …Helt slut.\n" in done.stdout


def test_each_bad_cell_is_a_line_and_then_nothing_is_written(
    run: Run, knowledge: Path, book: Path
) -> None:
    type_into(book, "pas", kle="x", cost="900 kr.", contact_points="borgerservise")
    before = contents(knowledge)
    done = run("import", "xlsx", str(book))
    assert (done.returncode, done.stdout) == (2, "")
    *bad, last = done.stderr.splitlines()
    assert len(bad) == 2
    assert all(line.startswith(f"{book}: Services!") for line in bad)
    assert last.startswith("Error:")
    assert "2 places that cannot be taken in; nothing was written" in last
    assert contents(knowledge) == before


def test_a_row_that_changed_meanwhile_is_named_and_the_exit_code_is_1(
    run: Run, knowledge: Path, book: Path
) -> None:
    type_into(book, "pas", cost="900 kr.")
    path = knowledge / "s.yaml"
    path.write_text(path.read_text("utf-8").replace("Se prislisten", "Gratis"), "utf-8")
    done = run("import", "xlsx", str(book))
    assert (done.returncode, done.stdout) == (1, "")
    assert "`service:pas` has changed in the knowledge base, too (Cost)." in done.stderr
    assert "cost: Gratis" in path.read_text("utf-8")


def test_the_workbook_speaks_danish_and_comes_back_in_any_language(
    run: Run, book: Path, tmp_path: Path
) -> None:
    path = str(tmp_path / "dansk.xlsx")
    run("export-knowledge", "--format", "xlsx", "--to", path, lang="da")
    page = openpyxl.load_workbook(path).worksheets[0]
    assert (page.title, page["B1"].value, page["B2"].value) == ("Ydelser", "Navn", "name")
    done = run("import", "xlsx", path, lang="en")
    assert done.stderr == "The workbook changes nothing.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "xlsx"), "--to viden.xlsx"),
        (("--format", "xlsx", "--to", "viden.csv"), "--to viden.xlsx"),
        (("--format", "xlsx", "--to", "a.xlsx", "--language", "dansk"), "`dansk`"),
        (("--format", "hsds", "--language", "uk"), "--format xlsx"),
        (("--format", "hsds", "--desk-notes"), "--format xlsx"),
    ],
)
def test_wrong_options_are_told(run: Run, arguments: tuple[str, ...], said: str) -> None:
    done = run("export-knowledge", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""


def test_the_starter_is_not_written_into(run: Run, book: Path, tmp_path: Path) -> None:
    type_into(book, "pas", cost="900 kr.")
    starter = paths.starter_knowledge_dir()
    before = contents(starter)
    done = run("import", "xlsx", str(book), knowledge=tmp_path / "findes-ikke")
    assert done.returncode == 2
    assert contents(starter) == before
