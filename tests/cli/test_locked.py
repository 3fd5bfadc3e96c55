"""A log that another program has: a command says that it waits, and gives up with one line."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from floorwalker.cli.log_access import LogAccess
from floorwalker.cli.main import run as run_here
from floorwalker.journal.store import Journal
from tests.cli.conftest import Run
from tests.journal.world import NOW, encounter_at

WAITING = "Waiting for the log, another program has it"


@pytest.fixture
def other(tmp_path: Path) -> sqlite3.Connection:
    """Another program, with the log locked; one encounter is in it."""
    path = tmp_path / "data" / "encounters.db"
    with Journal.open(path) as journal:
        journal.encounters.record(encounter_at(NOW))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    return other


def command(tmp_path: Path, knowledge: Path, *arguments: str) -> list[str]:
    places = ["--data", str(tmp_path / "data"), "--knowledge", str(knowledge), "--lang", "en"]
    return [*places, *arguments]


@pytest.mark.parametrize("arguments", [("log", "add", "--outcome", "answered"), ("log", "list")])
def test_a_command_says_that_it_waits_and_goes_on_when_the_lock_is_gone(
    tmp_path: Path, knowledge: Path, run: Run, other: sqlite3.Connection, arguments: tuple[str, ...]
) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "floorwalker", *command(tmp_path, knowledge, *arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as waiting:
        assert waiting.stderr is not None
        assert WAITING in waiting.stderr.readline()
        other.close()
        said, _complaint = waiting.communicate(timeout=60)
    assert waiting.returncode == 0
    assert said.strip()
    assert said.strip() in run("log", "list").stdout


def test_a_lock_that_stays_is_one_clear_line(
    tmp_path: Path,
    knowledge: Path,
    other: sqlite3.Connection,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(LogAccess, "patience", 0.6)
    code = run_here(command(tmp_path, knowledge, "log", "add", "--outcome", "answered"))
    said = capsys.readouterr()
    assert code == 2
    assert said.out == ""
    waiting, error = said.err.splitlines()
    assert WAITING in waiting
    assert "is in use by another program. Nothing was stored." in error
    other.close()


def test_a_search_does_not_wait_for_a_locked_log(
    tmp_path: Path, knowledge: Path, other: sqlite3.Connection, run: Run
) -> None:
    found = run("search", "pas")
    assert found.returncode == 0
    assert WAITING not in found.stderr
    other.close()
