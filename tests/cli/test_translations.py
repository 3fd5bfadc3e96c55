"""`translations`, as a town hall and its translator use it."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from floorwalker.knowledge.model.records import Service, ServiceTranslation
from floorwalker.knowledge.model.translation import fingerprint
from tests.cli.conftest import Run

TRANSLATED = """
services:
  parkering:  # byens pladser
    name: Parkering
    description: Pladser i byen.
    urgent: true
    contact_points: [omstilling]
    translations:
      uk:
        name: Паркування   # перевірити
        description: Місця в місті.
        reviewed_date: 2026-01-02
      pl: {name: Parking}
  gammel:
    name: Gammel ordning
    description: En ordning.
    contact_points: [omstilling]
    translations:
      uk: {name: Стара, description: Схема., of: abcdefghijkl}
"""
Edit = Callable[[Worksheet], None]
TRANSLATION, READ, NAME = 4, 6, 7


@pytest.fixture
def file(knowledge: Path) -> Path:
    path = knowledge / "parkering.yaml"
    path.write_text(TRANSLATED, encoding="utf-8")
    return path


def edited(path: Path, edits: dict[tuple[str, str], str], column: int = TRANSLATION) -> None:
    """The workbook with other texts in it, saved by another program."""
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in range(3, sheet.max_row + 1):
        ref = str(sheet.cell(row, 1).value).split("\n")[0]
        said = edits.get((ref, str(sheet.cell(row, NAME).value)))
        if said is not None:
            sheet.cell(row, column).value = said
    book.save(path)


@pytest.mark.usefixtures("file")
def test_the_list_is_of_what_is_needed_most_first(run: Run) -> None:
    done = run("translations", "--language", "uk")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "! contact:omstilling  Omstillingen: missing: name, description"
    assert "  service:gammel  Gammel ordning: older than the Danish text; not checked" in lines
    assert "! service:parkering  Parkering: not marked as of this Danish text" in lines
    assert "1 older than the Danish" in done.stderr
    tasks = [
        json.loads(line)
        for line in run("translations", "--language", "uk", "--json").stdout.splitlines()
    ]
    assert tasks[0] == {
        "ref": "contact:omstilling",
        "name": "Omstillingen",
        "language": "uk",
        "urgent": True,
        "registrations": 0,
        "missing": ["name", "description"],
        "outdated": False,
        "undated": False,
        "unreviewed": False,
    }


def test_what_is_used_is_needed(run: Run, file: Path) -> None:
    def listed(*options: str) -> list[str]:
        lines = run("translations", "--language", "pl", "--json", *options).stdout.splitlines()
        return [json.loads(line)["ref"] for line in lines]

    assert "service:pas" not in listed()
    assert "service:pas" in listed("--all")
    assert run("log", "add", "service:pas", "--outcome", "answered").returncode == 0
    assert "service:pas" in listed()


def test_a_workbook_goes_out_and_what_was_changed_comes_back(
    run: Run, file: Path, tmp_path: Path
) -> None:
    book = tmp_path / "uk.xlsx"
    out = run("translations", "--language", "uk", "--to", str(book), "--all")
    assert (out.returncode, out.stdout.strip()) == (0, str(book))
    assert run("translations", "--language", "uk", "--to", str(book)).returncode == 2
    edited(book, {("service:gammel", "name"): "Стара схема", ("service:pas", "name"): "Паспорт"})
    before = file.read_bytes()
    back = ("translations", "--language", "uk", "--from", str(book), "--reviewed")
    dry = run(*back, "--dry-run")
    assert dry.returncode == 0
    assert "service:gammel: name" in dry.stdout
    assert "would change" in dry.stderr
    assert file.read_bytes() == before
    done = run(*back)
    assert done.returncode == 0
    assert done.stdout.splitlines() == ["service:gammel: name", "service:pas: name"]
    text = file.read_text(encoding="utf-8")
    assert text.startswith(TRANSLATED[: TRANSLATED.index("uk: {name: Стара")])
    shown = json.loads(run("show", "service:gammel", "--json").stdout)["translations"]["uk"]
    assert shown["name"] == "Стара схема"
    assert shown["reviewed_date"] != "2026-01-02"
    checked = [json.loads(line) for line in run("check", "--json").stdout.splitlines()]
    assert not [each for each in checked if each["code"] == "translation-old"]
    again = run(*back)
    assert "0 entries were changed" in again.stderr


def test_a_text_that_is_new_is_no_longer_checked(run: Run, file: Path, tmp_path: Path) -> None:
    book = tmp_path / "uk.xlsx"
    text = TRANSLATED.replace(
        "reviewed_date: 2026-01-02", "of: abcdefghijkl\n        reviewed_date: 2026-01-02"
    )
    file.write_text(text, encoding="utf-8")
    assert run("translations", "--language", "uk", "--to", str(book)).returncode == 0
    edited(book, {("service:parkering", "name"): "Паркінг"})
    assert run("translations", "--language", "uk", "--from", str(book)).returncode == 0
    written = file.read_text(encoding="utf-8")
    assert "name: Паркінг   # перевірити" in written
    assert "2026-01-02" not in written


def test_what_is_right_as_it_is_is_said_with_a_mark(run: Run, file: Path, tmp_path: Path) -> None:
    book = tmp_path / "uk.xlsx"
    assert run("translations", "--language", "uk", "--to", str(book)).returncode == 0
    edited(book, {("service:gammel", "name"): "x"}, READ)
    done = run("translations", "--language", "uk", "--from", str(book))
    assert done.stdout.splitlines() == ["service:gammel: right as it is"]
    assert "abcdefghijkl" not in file.read_text(encoding="utf-8")


def test_danish_that_changed_meanwhile_leaves_the_translation_old(
    run: Run, file: Path, tmp_path: Path
) -> None:
    book = tmp_path / "uk.xlsx"
    assert run("translations", "--language", "uk", "--to", str(book)).returncode == 0
    edited(book, {("service:gammel", "name"): "Стара схема"})
    file.write_text(
        TRANSLATED.replace("description: En ordning.", "description: En anden ordning."),
        encoding="utf-8",
    )
    done = run("translations", "--language", "uk", "--from", str(book))
    assert done.returncode == 0
    assert "the Danish text has changed since: description" in done.stdout
    assert "Стара схема" in file.read_text(encoding="utf-8")
    listed = run("translations", "--language", "uk").stdout
    assert "service:gammel  Gammel ordning: older than the Danish text" in listed


def test_one_bad_cell_and_nothing_is_written(run: Run, file: Path, tmp_path: Path) -> None:
    book = tmp_path / "uk.xlsx"
    assert run("translations", "--language", "uk", "--to", str(book)).returncode == 0
    edited(
        book, {("service:gammel", "name"): "Стара схема", ("service:gammel", "description"): "=A1"}
    )
    done = run("translations", "--language", "uk", "--from", str(book))
    assert done.returncode == 2
    assert not done.stdout
    line, _nothing = done.stderr.splitlines()
    assert line.startswith(f"{book}, row ")
    assert line.endswith("service:gammel, description: it is a formula; write text")
    assert "Nothing was written" in done.stderr
    assert file.read_text(encoding="utf-8") == TRANSLATED


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--language", "da"), "the house itself"),
        (("--language", "ukrainsk"), "no code of a language"),
        (("--language", "uk", "--reviewed"), "go with --from"),
        (("--language", "uk", "--to", "a.xlsx", "--from", "b.xlsx"), "--to, or"),
        (("--language", "uk", "--to", "a.csv"), "no .xlsx file"),
        (("--language", "uk", "--to", "a.xlsx", "--json"), "the list alone"),
        (("--language", "uk", "--from", "nowhere.xlsx"), "cannot be read"),
        ((), "--language"),
    ],
)
def test_wrong_usage_is_told_in_one_line(run: Run, options: tuple[str, ...], said: str) -> None:
    done = run("translations", *options)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) <= 2
    assert not Path("a.xlsx").exists()


OWN = """
municipality: {base: ../knowledge, name: Egenkøbing}
services:
  pas:
    cost: 900 kr.
"""


@pytest.fixture
def own(file: Path, tmp_path: Path) -> Path:
    """A folder that stands on the other one."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "eget.yaml").write_text(OWN, encoding="utf-8")
    return folder


@pytest.mark.parametrize("reviewed", [True, False])
def test_what_comes_back_is_written_into_the_own_layer_alone(
    run: Run, file: Path, own: Path, tmp_path: Path, reviewed: bool
) -> None:
    book = tmp_path / "uk.xlsx"
    before = {path: path.read_bytes() for path in file.parent.rglob("*.yaml")}
    options = ("translations", "--language", "uk")
    assert run(*options, "--to", str(book), "--all", knowledge=own).returncode == 0
    edits = {
        ("service:parkering", "description"): "Місця для авто.",
        ("service:gammel", "name"): "Стара схема",
        ("service:pas", "cost"): "900 крон",
    }
    edited(book, edits)
    back = (*options, "--from", str(book), *(["--reviewed"] if reviewed else []))
    done = run(*back, knowledge=own)
    assert done.returncode == 0, done.stderr
    assert before == {path: path.read_bytes() for path in file.parent.rglob("*.yaml")}
    for ref in ("service:parkering", "service:gammel", "service:pas"):
        shown = json.loads(run("show", ref, "--json", knowledge=own).stdout)["translations"]["uk"]
        assert set(shown) >= {"of", *(["reviewed_date"] if reviewed else [])}
        assert ("reviewed_date" in shown) is reviewed
        assert {shown[field] for of, field in edits if of == ref} <= set(edits.values())
    listed = run(*options, "--json", "--all", knowledge=own).stdout.splitlines()
    left = {task["ref"]: task for task in map(json.loads, listed)}
    touched = [left.get(of) for of, _field in edits]
    assert not any(each and (each["outdated"] or each["undated"]) for each in touched)
    assert all(each is None or each["unreviewed"] is not reviewed for each in touched)
    assert "0 entries were changed" in run(*back, knowledge=own).stderr


def test_a_text_of_ones_own_makes_the_bases_translation_old(
    run: Run, file: Path, own: Path, tmp_path: Path
) -> None:
    base = file.read_text(encoding="utf-8")
    of = fingerprint(
        Service(id="gammel", name="Gammel ordning", description="En ordning."),
        ServiceTranslation(name="S", description="S"),
    )
    file.write_text(base.replace("abcdefghijkl", of), encoding="utf-8")
    options = ("translations", "--language", "uk", "--json", "--all")

    def is_old() -> bool:
        tasks = map(json.loads, run(*options, knowledge=own).stdout.splitlines())
        return any(task["outdated"] for task in tasks if task["ref"] == "service:gammel")

    assert not is_old()
    (own / "eget.yaml").write_text(f"{OWN}  gammel: {{name: Ny ordning}}\n", encoding="utf-8")
    assert is_old()
    (found,) = (
        each
        for each in map(json.loads, run("check", str(own), "--json").stdout.splitlines())
        if each["code"] == "translation-old"
    )
    assert found["path"].endswith("eget.yaml")
    book = tmp_path / "uk.xlsx"
    assert run("translations", "--language", "uk", "--to", str(book), knowledge=own).returncode == 0
    edited(book, {("service:gammel", "name"): "x"}, READ)
    done = run("translations", "--language", "uk", "--from", str(book), knowledge=own)
    assert done.returncode == 0
    assert not is_old()
