"""What lies where the log is to be: a sentence for each, and nothing is opened that is no file."""

import errno
import os
import socket
import sys
from pathlib import Path

import pytest

from floorwalker.errors import JournalError
from floorwalker.journal import log_file
from floorwalker.journal.faults import MissingJournalError, ReplacedJournalError
from floorwalker.journal.store import Journal
from tests.journal.world import NOW, encounter_at

TODAY = NOW.date()
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")


def as_folder(path: Path) -> None:
    path.mkdir()


def as_pipe(path: Path) -> None:
    if sys.platform == "win32":
        raise OSError("POSIX only")
    os.mkfifo(path)


def as_socket(path: Path) -> None:
    if sys.platform == "win32":
        raise OSError("POSIX only")
    with socket.socket(socket.AF_UNIX) as end:
        end.bind(os.path.relpath(path))


def as_device(path: Path) -> None:
    path.symlink_to("/dev/full")


def as_link_to_nothing(path: Path) -> None:
    path.symlink_to(path.with_name("nothing"))


def as_circle(path: Path) -> None:
    path.symlink_to(path)


@posix_only
@pytest.mark.parametrize(
    "make", [as_folder, as_pipe, as_socket, as_device, as_link_to_nothing, as_circle]
)
@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_no_file_is_named_and_left_alone(path: Path, make: object, read_only: bool) -> None:
    assert callable(make)
    path.parent.mkdir()
    make(path)
    with pytest.raises(JournalError, match=r"encounters\.db") as caught:
        Journal.open(path, read_only=read_only, timeout=0)
    assert caught.value.hint
    assert "may not be written" not in caught.value.message
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("name", ["x" * 300, "a\0b"])
def test_a_path_that_no_file_can_have_is_a_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(JournalError, match="no name of a file"):
        Journal.open(tmp_path / name / "encounters.db")


def test_a_file_in_the_place_of_the_folder_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x", encoding="utf-8")
    with pytest.raises(JournalError, match="a file, not a folder"):
        Journal.open(tmp_path / "data" / "encounters.db", read_only=True)


@pytest.mark.parametrize("number", [errno.EIO, errno.EACCES, errno.ESTALE, errno.ENODEV])
def test_a_disk_that_cannot_even_be_looked_at_is_a_sentence(
    journal: Journal, path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def fail(_self: Path, **_options: bool) -> os.stat_result:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "stat", fail)
    for read_only in (False, True):
        with pytest.raises(JournalError, match=r"encounters\.db"):
            Journal.open(path, read_only=read_only)
    with pytest.raises(JournalError):
        tuple(journal.days.between(TODAY, TODAY))


@posix_only
def test_a_log_that_is_deleted_while_open_is_neither_read_nor_written(
    journal: Journal, path: Path
) -> None:
    journal.encounters.record(encounter_at(NOW))
    path.unlink()
    with pytest.raises(MissingJournalError, match="deleted or moved"):
        journal.encounters.record(encounter_at(NOW))
    with pytest.raises(MissingJournalError):
        tuple(journal.days.between(TODAY, TODAY))
    with pytest.raises(MissingJournalError):
        journal.upkeep.backup(path.with_name("copy.db"))
    with pytest.raises(MissingJournalError):
        journal.retention.purge(TODAY)
    assert list(path.parent.iterdir()) == []


@posix_only
def test_a_log_that_is_replaced_while_open_is_neither_read_nor_written(
    journal: Journal, path: Path
) -> None:
    journal.encounters.record(encounter_at(NOW))
    path.rename(path.with_name("moved.db"))
    with Journal.open(path) as other:
        other.encounters.record(encounter_at(NOW))
        with pytest.raises(ReplacedJournalError, match="replaced"):
            journal.encounters.record(encounter_at(NOW))
        with pytest.raises(ReplacedJournalError):
            tuple(journal.days.between(TODAY, TODAY))
        assert other.days.count(TODAY) == 1
    with Journal.open(path) as again:
        again.encounters.record(encounter_at(NOW))
        assert again.days.count(TODAY) == 2


@posix_only
def test_what_was_written_while_the_log_lost_its_name_is_not_acknowledged(
    journal: Journal, path: Path
) -> None:
    def lose_it(sql: str, _parameters: object) -> None:
        if sql == "COMMIT":
            path.unlink()

    with (
        journal._connection.db.tracer(lose_it),
        pytest.raises(MissingJournalError, match="deleted or moved"),
    ):
        journal.encounters.record(encounter_at(NOW))


@posix_only
def test_a_link_to_a_log_is_the_log(journal: Journal, path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(path)
    assert log_file.exists(link)
    encounter = encounter_at(NOW)
    with Journal.open(link) as linked:
        linked.encounters.record(encounter)
    assert tuple(journal.days.between(TODAY, TODAY)) == (encounter,)
