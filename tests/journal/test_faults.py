"""What can be wrong with the file: one clear error each, and nothing is lost or overwritten."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from floorwalker.errors import JournalError
from floorwalker.journal import faults
from floorwalker.journal.faults import (
    DamagedJournalError,
    FullDiskError,
    LockedJournalError,
    NewerJournalError,
    ReadOnlyJournalError,
)
from floorwalker.journal.store import Journal
from tests.journal.world import NOW, encounter_at

TODAY = NOW.date()


@contextmanager
def locked(path: Path, kind: str = "EXCLUSIVE") -> Iterator[sqlite3.Connection]:
    """Another program that holds the file."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute(f"BEGIN {kind}")
    try:
        yield other
    finally:
        other.close()


# Locked


def test_a_lock_is_waited_for_and_then_named(journal: Journal, path: Path) -> None:
    with Journal.open(path, timeout=0.05) as impatient, locked(path, "IMMEDIATE"):
        with pytest.raises(LockedJournalError, match="in use"):
            impatient.encounters.record(encounter_at(NOW))
        assert impatient.days.count(TODAY) == 0, "a reader does not wait for a writer"
    journal.encounters.record(encounter_at(NOW))
    assert journal.days.count(TODAY) == 1


def test_opening_waits_for_a_lock_too(journal: Journal, path: Path) -> None:
    with locked(path), pytest.raises(LockedJournalError):
        Journal.open(path, timeout=0.05)


def test_who_waits_is_told_once_and_goes_on_when_the_lock_is_gone(
    journal: Journal, path: Path
) -> None:
    told: list[str] = []
    with locked(path) as other:

        def release() -> None:
            told.append("waiting")
            other.rollback()

        with Journal.open(path, timeout=30, waiting=release) as patient:
            assert told == ["waiting"]
            other.execute("BEGIN IMMEDIATE")
            patient.encounters.record(encounter_at(NOW))
            assert told == ["waiting"] * 2
            patient.encounters.record(encounter_at(NOW))
            assert told == ["waiting"] * 2
    assert journal.days.count(TODAY) == 2


# Damaged


@pytest.mark.parametrize(
    "content",
    [b"", b"not a database, but long enough to look at" * 40, b"SQLite format 3\0" + bytes(4080)],
)
def test_a_file_that_is_no_journal_is_refused_and_left_as_it_is(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    for read_only in (False, True):
        with pytest.raises(DamagedJournalError, match=r"encounters\.db"):
            Journal.open(path, read_only=read_only)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE theirs (a)")
    other.close()
    content = path.read_bytes()
    with pytest.raises(DamagedJournalError):
        Journal.open(path)
    assert path.read_bytes() == content


def test_a_truncated_journal_is_refused(journal: Journal, path: Path) -> None:
    for _ in range(20):
        journal.encounters.record(encounter_at(NOW, note="x" * 400))
    journal.close()
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(DamagedJournalError), Journal.open(path) as damaged:
        list(damaged.days.between(TODAY, TODAY))


def test_a_row_that_holds_no_encounter_is_damage(journal: Journal, path: Path) -> None:
    journal.encounters.record(encounter_at(NOW, note="svaneunge"))
    raw = sqlite3.connect(path)
    raw.execute("DROP TRIGGER encounters_are_never_changed")
    raw.execute("UPDATE encounters SET outcome = 'svaneunge'")
    raw.commit()
    raw.close()
    with pytest.raises(DamagedJournalError) as caught:
        journal.days.newest(limit=1)
    assert "svaneunge" not in str(caught.value)


def test_the_rollback_journal_of_a_file_that_is_gone_never_reaches_a_new_one(path: Path) -> None:
    with Journal.open(path) as old:
        old.encounters.record(encounter_at(NOW))
        with locked(path, "IMMEDIATE") as writer:
            writer.execute("PRAGMA cache_size=1")
            writer.execute("UPDATE weeks SET changes = 99")
            writer.execute("CREATE TABLE big AS SELECT hex(randomblob(99999)) AS x")
            rollback = path.with_name(f"{path.name}-journal")
            stray = rollback.read_bytes()
    path.unlink()
    rollback.write_bytes(stray)
    with Journal.open(path) as fresh:
        assert fresh.upkeep.integrity() == []
        assert fresh.days.newest(limit=1) == ()
        fresh.encounters.record(encounter_at(NOW))
    kept = path.with_name("encounters.stray-1.journal")
    assert kept.read_bytes() == stray


# Versions


def test_a_journal_of_a_newer_version_is_refused_and_left_as_it_is(
    journal: Journal, path: Path
) -> None:
    journal.encounters.record(encounter_at(NOW))
    journal.close()
    raw = sqlite3.connect(path)
    raw.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
        "VALUES ('floorwalker', 'm999_from_the_future', 'x')"
    )
    raw.commit()
    raw.close()
    content = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(NewerJournalError, match="newer version"):
            Journal.open(path, read_only=read_only)
    assert path.read_bytes() == content


def test_an_sqlite_without_strict_tables_is_named(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with pytest.raises(JournalError, match=r"3\.37"):
        Journal.open(path)
    assert not path.exists()


# Making the file


def test_file_systems_without_hard_links_get_a_journal_too(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    with Journal.open(path) as journal:
        journal.encounters.record(encounter_at(NOW))
    with Journal.open(path) as again:
        assert again.days.count(TODAY) == 1
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("links", [True, False])
def test_whoever_makes_the_file_second_uses_the_firsts(
    path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    link = Path.hardlink_to
    encounter = encounter_at(NOW)

    def after_another(new: Path, draft: Path) -> None:
        monkeypatch.setattr(Path, "hardlink_to", link)
        with Journal.open(path) as faster:
            faster.encounters.record(encounter)
        if not links:
            raise OSError(errno.EPERM, "no links here")
        link(new, draft)

    monkeypatch.setattr(Path, "hardlink_to", after_another)
    with Journal.open(path) as slower:
        assert tuple(slower.days.between(TODAY, TODAY)) == (encounter,)
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_drafts_that_killed_first_starts_left_are_swept_when_they_are_old(
    journal: Journal, path: Path
) -> None:
    old, young = path.with_name(".new-journal-old"), path.with_name(".new-journal-young")
    for draft in (old, young):
        draft.write_bytes(b"x")
    os.utime(old, (0, 0))
    Journal.open(path).close()
    assert (old.exists(), young.exists()) == (False, True)


# The words


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("SQLITE_BUSY_SNAPSHOT", LockedJournalError),
        ("SQLITE_FULL", FullDiskError),
        ("SQLITE_IOERR_WRITE", FullDiskError),
        ("SQLITE_READONLY_DIRECTORY", ReadOnlyJournalError),
        ("SQLITE_NOTADB", DamagedJournalError),
        ("SQLITE_CORRUPT_INDEX", DamagedJournalError),
        ("SQLITE_IOERR_READ", JournalError),
        ("SQLITE_CANTOPEN", JournalError),
        ("SQLITE_ERROR", JournalError),
    ],
)
def test_sqlites_own_words_never_pass(name: str, kind: type[JournalError]) -> None:
    error = sqlite3.OperationalError("near SELECT: 150385-1234")
    error.sqlite_errorname = name
    explained = faults.explain_sqlite(error, Path("encounters.db"))
    assert type(explained) is kind
    assert "SELECT" not in str(explained)
    assert "1234" not in str(explained)
    assert explained.hint


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, FullDiskError),
        (errno.EFBIG, FullDiskError),
        (errno.EACCES, ReadOnlyJournalError),
        (errno.EROFS, ReadOnlyJournalError),
        (errno.ENOENT, JournalError),
    ],
)
def test_the_systems_numbers_become_sentences(number: int, kind: type[JournalError]) -> None:
    explained = faults.explain_os(OSError(number, "x"), Path("encounters.db"))
    assert type(explained) is kind
    assert "encounters.db" in explained.message


def test_a_value_that_cannot_be_stored_is_no_traceback(journal: Journal) -> None:
    with pytest.raises(JournalError):
        journal.encounters.get("\ud800")
    with pytest.raises(JournalError):
        journal.days.newest(limit=2**70)
