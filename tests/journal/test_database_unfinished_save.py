"""Half a save, left by a killed process: readers undo it, or say what is true."""

import os
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from floorwalker.journal.faults import LockedJournalError, UnfinishedSaveError
from floorwalker.journal.store import Journal
from tests.crash.unfinished import leave_half_a_save, rollback_journal
from tests.journal.test_database_read_only import powerless
from tests.journal.world import NOW, encounter_at

TODAY = NOW.date()
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no signals to die by")


@pytest.fixture
def shared_path() -> Iterator[Path]:
    """A log in a folder that every user can reach."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder / "encounters.db"
        folder.chmod(0o755)


def test_a_reader_undoes_it_and_finds_what_was_acknowledged(path: Path) -> None:
    encounter = encounter_at(NOW)
    with Journal.open(path) as journal:
        journal.encounters.record(encounter)
    leave_half_a_save(path)
    with Journal.open(path, read_only=True) as reader:
        assert tuple(reader.days.between(TODAY, TODAY)) == (encounter,)
        assert reader.upkeep.integrity() == []
    assert not rollback_journal(path).exists()


def test_a_reader_that_is_open_already_undoes_it_too(journal: Journal, path: Path) -> None:
    encounter = encounter_at(NOW)
    journal.encounters.record(encounter)
    with Journal.open(path, read_only=True) as reader:
        assert tuple(reader.days.between(TODAY, TODAY)) == (encounter,)
        leave_half_a_save(path)
        assert tuple(reader.days.between(TODAY, TODAY)) == (encounter,)


def test_a_backup_of_a_reader_holds_what_was_acknowledged(
    journal: Journal, path: Path, tmp_path: Path
) -> None:
    encounter = encounter_at(NOW)
    journal.encounters.record(encounter)
    with Journal.open(path, read_only=True) as reader:
        leave_half_a_save(path)
        copy = reader.upkeep.backup(tmp_path / "copy.db")
    with Journal.open(copy) as copied:
        assert tuple(copied.days.between(TODAY, TODAY)) == (encounter,)


def test_a_writer_undoes_it_and_goes_on(journal: Journal, path: Path) -> None:
    leave_half_a_save(path)
    encounter = encounter_at(NOW)
    journal.encounters.record(encounter)
    assert tuple(journal.days.between(TODAY, TODAY)) == (encounter,)


def test_a_reader_waits_for_whoever_undoes_it_already(path: Path) -> None:
    Journal.open(path).close()
    leave_half_a_save(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA schema_version").fetchone()
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LockedJournalError):
        Journal.open(path, read_only=True, timeout=0.05)
    other.close()
    Journal.open(path, read_only=True).close()


@pytest.mark.parametrize("rights", [(0o444, 0o555), (0o444, 0o755), (0o666, 0o555)])
def test_who_may_not_write_is_told_what_is_true(shared_path: Path, rights: tuple[int, int]) -> None:
    encounter = encounter_at(NOW)
    with Journal.open(shared_path) as journal:
        journal.encounters.record(encounter)
    leave_half_a_save(shared_path)
    file, folder = rights
    shared_path.chmod(file)
    rollback_journal(shared_path).chmod(0o444)
    shared_path.parent.chmod(folder)
    before = shared_path.read_bytes()
    with powerless(), pytest.raises(UnfinishedSaveError, match="cut off"):
        Journal.open(shared_path, read_only=True)
    assert shared_path.read_bytes() == before
    shared_path.parent.chmod(0o755)
    with Journal.open(shared_path, read_only=True) as reader:
        assert tuple(reader.days.between(TODAY, TODAY)) == (encounter,)


def test_a_rollback_journal_that_never_got_its_head_is_no_hindrance(path: Path) -> None:
    encounter = encounter_at(NOW)
    with Journal.open(path) as journal:
        journal.encounters.record(encounter)
    rollback_journal(path).write_bytes(bytes(512) + os.urandom(4096))
    with Journal.open(path, read_only=True) as reader:
        assert tuple(reader.days.between(TODAY, TODAY)) == (encounter,)
    with Journal.open(path) as writer:
        assert tuple(writer.days.between(TODAY, TODAY)) == (encounter,)
        assert writer.upkeep.integrity() == []
    assert not rollback_journal(path).exists()


def test_the_rollback_journal_of_somebody_who_writes_is_left_alone(path: Path) -> None:
    Journal.open(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO weeks (week, changes) VALUES ('2026-W01', 1)")
    Journal.open(path, timeout=0.05).close()
    assert rollback_journal(path).exists()
    other.execute("COMMIT")
    other.close()
    with Journal.open(path) as journal:
        assert journal.weeks.changes("2026-W01") == 1
