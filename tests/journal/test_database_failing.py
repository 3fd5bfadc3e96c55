"""A disk that fails at any statement: nothing half is kept, and the next try does all of it."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from floorwalker.errors import JournalError
from floorwalker.journal.encounter import Revision
from floorwalker.journal.faults import FullDiskError
from floorwalker.journal.registration import new_feedback
from floorwalker.journal.store import Journal
from tests.journal.world import KNOWLEDGE, NOW, amended, encounter_at

OLD = encounter_at(NOW - timedelta(days=400), note="gammel")
KEPT = encounter_at(NOW, note="står her", promise="vi ringer")
FRESH = encounter_at(NOW, note="ny")
REPORT = new_feedback("missing", "mangler", knowledge=KNOWLEDGE, now=NOW)
LATER = NOW + timedelta(hours=1)

Deed = Callable[[Journal], object]
DEEDS: dict[str, Deed] = {
    "record": lambda journal: journal.encounters.record(FRESH),
    "amend": lambda journal: journal.encounters.amend(
        KEPT.encounter_id, partial(amended, changes={"note": "rettet"}), LATER
    ),
    "void": lambda journal: journal.encounters.void(KEPT.encounter_id, "fejl", LATER),
    "close": lambda journal: journal.follow_ups.close(KEPT.encounter_id, None, LATER),
    "report": lambda journal: journal.feedback.add(REPORT),
    "purge": lambda journal: journal.retention.purge(NOW.date()),
    "purge-text": lambda journal: journal.retention.purge_text(KEPT.encounter_id, LATER),
}


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    """A log with something old and something new in it."""
    with Journal.open(path) as opened:
        opened.encounters.record(OLD)
        opened.encounters.record(KEPT)
        yield opened


def contents(path: Path) -> tuple[tuple[Revision, ...], tuple[Revision, ...], int, int]:
    """What another process reads."""
    with Journal.open(path, read_only=True) as reader:
        assert reader.upkeep.integrity() == []
        return (
            reader.encounters._revisions(KEPT.encounter_id),
            reader.encounters._revisions(FRESH.encounter_id),
            len(reader.feedback.listed()),
            len(reader.encounters._revisions(OLD.encounter_id))
            + len(reader.retention.weekly_counts(OLD.week)),
        )


def error(name: str) -> sqlite3.OperationalError:
    made = sqlite3.OperationalError("the disk failed")
    made.sqlite_errorname = name
    return made


@pytest.mark.parametrize("fault", ["SQLITE_FULL", "SQLITE_IOERR_READ", "SQLITE_IOERR_FSYNC"])
@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_a_failing_statement_leaves_everything_as_it_was(
    journal: Journal, path: Path, deed: Deed, fault: str
) -> None:
    first = before = contents(path)
    for number in range(1, 100):
        with failing_at(journal, number, error(fault)):
            failed = failure_of(deed, journal)
        if failed is None:
            assert contents(path) != first
            return
        assert isinstance(failed, FullDiskError) is (fault == "SQLITE_FULL")
        if contents(path) != before:
            assert deed in (DEEDS["purge"], DEEDS["purge-text"]), (
                "these rewrite the file afterwards"
            )
            before = contents(path)
    raise AssertionError("it never got through")


@contextmanager
def failing_at(journal: Journal, number: int, fault: sqlite3.OperationalError) -> Iterator[None]:
    """Let the statement with this number fail, from 1."""
    db = journal._connection.db
    execute, left = db.execute, number

    def failing(sql: str, parameters: Sequence[object] | None = None) -> object:
        nonlocal left
        left -= 1
        if left == 0:
            raise fault
        return execute(sql, parameters)

    db.execute = failing  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        db.execute = execute  # type: ignore[method-assign]


def failure_of(deed: Deed, journal: Journal) -> JournalError | None:
    try:
        deed(journal)
    except JournalError as failed:
        return failed
    return None
