"""After a save that was cut off, every command that reads the log works at once."""

import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from floorwalker.journal.store import Journal
from tests.cli.conftest import Run
from tests.crash.unfinished import leave_half_a_save, rollback_journal
from tests.journal.world import NOW, encounter_at

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="no signals to die by"),
    pytest.mark.slow,
]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Path]:
    """A log with one promise in it, and half a save."""
    path = tmp_path / "data" / "encounters.db"
    with Journal.open(path) as journal:
        journal.encounters.record(encounter_at(NOW, promise="ring", follow_up_due=NOW.date()))
        journal.encounters.record(encounter_at(NOW - timedelta(days=1), note="svaneunge"))
    leave_half_a_save(path)
    yield path
    with Journal.open(path) as journal:
        assert journal.upkeep.integrity() == []
        assert journal.upkeep.facts().encounters == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("log", "list"), "svaneunge"),
        (("log", "list", "--day", "2026-11-15"), "svaneunge"),
        (("log", "list", "--week", "2026-W46", "--json"), "svaneunge"),
        (("followups",), "ring"),
        (("feedback", "list"), ""),
        (("report", "--week", "2026-W47"), "Week 47"),
        (("gaps",), ""),
        (("backup",), "encounters-"),
        (("export", "--week", "2026-W46"), "W46"),
        (("export",), ""),
        (("purge", "--before", "2026-01-01", "--dry-run"), "0 encounters"),
        (("purge", "--before", "2026-01-01"), "0 encounters"),
        (("doctor",), "log-encounters: 2"),
        (("search", "pas"), "Pas"),
    ],
)
def test_it_is_undone_by_whatever_reads_first(
    run: Run, database: Path, arguments: tuple[str, ...], said: str
) -> None:
    answer = run(*arguments)
    assert answer.returncode == 0, answer.stderr
    assert said in answer.stdout
    assert not rollback_journal(database).exists()
