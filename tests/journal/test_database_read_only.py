"""Rights: a reader needs none to write, and a writer without them is told."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from floorwalker.errors import JournalError
from floorwalker.journal.faults import ReadOnlyJournalError
from floorwalker.journal.store import Journal
from tests.journal.world import NOW, encounter_at

TODAY = NOW.date()
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="rights are not POSIX")


def test_a_reader_never_writes_and_never_makes_a_file(journal: Journal, path: Path) -> None:
    encounter = encounter_at(NOW)
    journal.encounters.record(encounter)
    with Journal.open(path, read_only=True) as reader:
        assert reader.encounters.get(encounter.encounter_id).encounter == encounter
        with pytest.raises(ReadOnlyJournalError):
            reader.encounters.record(encounter_at(NOW))
    missing = path.with_name("missing.db")
    with pytest.raises(JournalError, match="no log"):
        Journal.open(missing, read_only=True)
    assert not missing.exists()


def test_who_may_not_write_does_not_wait_for_it(journal: Journal, path: Path) -> None:
    told: list[str] = []
    reader = Journal.open(path, read_only=True, waiting=lambda: told.append("waiting"))
    with reader, pytest.raises(ReadOnlyJournalError):
        reader.encounters.record(encounter_at(NOW))
    assert told == []


@contextmanager
def powerless() -> Iterator[None]:
    """A user that rights apply to: the tests may run as root, who may do everything."""
    if sys.platform == "win32":
        raise OSError("POSIX only")
    nobody = 65534
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(nobody)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that every user can reach, unlike those of the test runner."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@posix_only
def test_a_read_only_folder_can_be_read_and_says_why_it_cannot_be_written(
    shared_folder: Path,
) -> None:
    path = shared_folder / "encounters.db"
    encounter = encounter_at(NOW)
    with Journal.open(path) as journal:
        journal.encounters.record(encounter)
    path.chmod(0o444)
    shared_folder.chmod(0o555)
    try:
        with powerless():
            with Journal.open(path, read_only=True) as reader:
                assert tuple(reader.days.between(TODAY, TODAY)) == (encounter,)
            with pytest.raises(ReadOnlyJournalError), Journal.open(path) as writer:
                writer.encounters.record(encounter_at(NOW))
            with pytest.raises(ReadOnlyJournalError):
                Journal.open(shared_folder / "new.db")
    finally:
        shared_folder.chmod(0o755)


@posix_only
def test_a_writable_file_in_a_read_only_folder_is_refused_before_anything_is_said(
    shared_folder: Path,
) -> None:
    if sys.platform == "win32":
        raise OSError("POSIX only")
    path = shared_folder / "encounters.db"
    Journal.open(path).close()
    path.chmod(0o666)
    if os.geteuid() == 0:
        os.chown(path, 65534, 65534)
    shared_folder.chmod(0o555)
    try:
        with powerless(), Journal.open(path) as writer:
            with pytest.raises(JournalError):
                writer.encounters.record(encounter_at(NOW))
            assert writer.days.count(TODAY) == 0
    finally:
        shared_folder.chmod(0o755)


def test_a_folder_that_is_a_file_gets_an_error_too(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x", encoding="utf-8")
    with pytest.raises(JournalError):
        Journal.open(tmp_path / "data" / "encounters.db")
    with pytest.raises(JournalError):
        Journal.open(tmp_path)
