"""Without a usable knowledge folder: logging and the care for the log go on, and it is said."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from floorwalker.journal.encounter import UNMET_REASONS
from tests.cli.conftest import Run

pytestmark = pytest.mark.slow


def gone(folder: Path) -> None:
    shutil.rmtree(folder)


def empty(folder: Path) -> None:
    gone(folder)
    folder.mkdir()


def a_file(folder: Path) -> None:
    gone(folder)
    folder.write_text("x")


def broken(folder: Path) -> None:
    for path in folder.glob("*.yaml"):
        path.write_text("services: [", encoding="utf-8")


def half_made(folder: Path) -> None:
    (folder / ".floorwalker-unfinished").touch()


WAYS = [gone, empty, a_file, broken, half_made]


@pytest.mark.parametrize("lose", WAYS)
def test_an_encounter_without_an_entry_needs_no_knowledge(
    run: Run, knowledge: Path, lose: Callable[[Path], None]
) -> None:
    lose(knowledge)
    done = run(
        "log", "add", "--outcome", "unmet", "--unmet-reason", UNMET_REASONS[0],
        "--note", "spurgte om et telt", "--query", "telt", "--json",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    stored = json.loads(done.stdout)
    assert (stored["ref"], stored["note"]) == (None, "spurgte om et telt")
    assert stored["confident"] is None
    assert done.stderr.count("\n") == 1
    assert str(knowledge) in done.stderr
    listed = run("log", "list", "--json")
    assert json.loads(listed.stdout)["encounter_id"] == stored["encounter_id"]


@pytest.mark.parametrize("lose", WAYS)
def test_an_entry_that_cannot_be_looked_up_is_refused_in_a_sentence(
    run: Run, knowledge: Path, lose: Callable[[Path], None]
) -> None:
    lose(knowledge)
    done = run("log", "add", "service:pas", "--outcome", "answered")
    assert done.returncode == 2
    assert "`service:pas` cannot be looked up" in done.stderr
    assert "Log it without an entry" in done.stderr
    assert run("log", "list").stdout == ""


@pytest.mark.parametrize("lose", WAYS)
def test_the_last_good_copy_names_what_is_logged(
    run: Run, knowledge: Path, lose: Callable[[Path], None]
) -> None:
    assert run("search", "pas").returncode == 0
    lose(knowledge)
    done = run("log", "add", "service:pas", "--outcome", "answered", "--query", "pas", "--json")
    assert done.returncode == 0, done.stderr
    stored = json.loads(done.stdout)
    assert (stored["name"], stored["confident"]) == ("Pas", True)
    assert "The last good copy is used." in done.stderr
    sensitive = run("log", "add", "service:krise", "--outcome", "answered", "--json")
    assert json.loads(sensitive.stdout)["ref"] is None
    assert run("search", "pas").returncode == 2


@pytest.mark.parametrize("lose", WAYS)
def test_the_log_is_cared_for_all_the_same(
    run: Run, knowledge: Path, tmp_path: Path, lose: Callable[[Path], None]
) -> None:
    added = run("log", "add", "service:pas", "--outcome", "answered", "--promise", "ringer")
    id_ = added.stdout.strip()
    other = run("log", "add", "--outcome", "answered").stdout.strip()
    lose(knowledge)
    shutil.rmtree(Path(os.environ["FLOORWALKER_CACHE"]), ignore_errors=True)
    for command in (
        ("log", "list"),
        ("log", "amend", id_, "--note", "rettet"),
        ("followups",),
        ("followups", "close", id_),
        ("log", "void", other, "--reason", "fejl"),
        ("feedback", "add", "--kind", "missing", "--comment", "telte mangler"),
        ("feedback", "list"),
        ("export",),
        ("export", "--week", "2026-W47"),
        ("report",),
        ("backup",),
        ("purge", "--dry-run"),
    ):
        done = run(*command)
        assert done.returncode == 0, (command, done.stderr)
    doctor = run("doctor", "--json")
    assert doctor.returncode == 1
    found = {line["name"]: line for line in map(json.loads, doctor.stdout.splitlines())}
    assert not found["knowledge-usable"]["ok"]
    assert found["log-encounters"]["ok"]
