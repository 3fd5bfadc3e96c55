"""Every command that writes the log, killed at any moment: whole or not at all, nothing left."""

import random
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest

from floorwalker.journal import copies, migrations, recovery, restoring
from floorwalker.journal.database import connect
from floorwalker.journal.encounter import Revision
from floorwalker.journal.registration import new_feedback
from floorwalker.journal.store import Journal
from tests.crash.log_commands import run_command
from tests.crash.processes import ROUNDS, kill, start
from tests.journal.test_migrations import m999_more
from tests.journal.world import KNOWLEDGE, NOW, encounter_at
from tests.knowledge.base import CONTACTS, MUNICIPALITY, SERVICES, write

LIMIT: Final = date(2021, 1, 1)
SECRET: Final = "svaneunge"
EACH: Final = ROUNDS if ROUNDS > 100 else ROUNDS // 5
"""Kills of each command."""
_GROUPS: Final = ("log", "followups", "feedback")

Snapshot = dict[str, tuple[Revision, ...]]
"""Every revision of every encounter."""


@dataclass
class House:
    """A town hall whose commands are killed."""

    root: Path
    durations: dict[str, float] = field(default_factory=dict)
    """Seconds that each command takes when nobody kills it."""

    def __post_init__(self) -> None:
        self.knowledge = write(self.root / "knowledge", h=MUNICIPALITY, c=CONTACTS, s=SERVICES)
        self.log = self.root / "data" / "encounters.db"
        self.backups = self.root / "data" / "backups"
        self.count = 0

    def run(self, *arguments: str, kills: bool, newer: bool = False) -> list[str]:
        """What a command printed before it was killed, or ended; whole lines only."""
        self.count += 1
        answer = self.root / f"{self.count}.txt"
        places = ("--data", str(self.log.parent), "--knowledge", str(self.knowledge))
        began = time.monotonic()
        process = start(run_command, [*places, "--lang", "en", *arguments], answer, newer=newer)
        name = " ".join(arguments[: 2 if arguments[0] in _GROUPS else 1])
        if kills:
            time.sleep(random.uniform(0, 1.2 * self.durations[name]))
            kill([process])
        else:
            process.join(60)
            assert process.exitcode == 0
            process.close()
            took = time.monotonic() - began
            self.durations[name] = min(took, self.durations.get(name, took))
        printed = answer.read_text("utf-8") if answer.exists() else ""
        answer.unlink(missing_ok=True)
        return printed.rpartition("\n")[0].splitlines()

    def snapshot(self) -> Snapshot:
        with Journal.open(self.log) as journal:
            assert journal.upkeep.integrity() == []
            return snapshot_of(journal)

    def reports(self) -> dict[str, str | None]:
        with Journal.open(self.log) as journal:
            return {
                each.feedback_id: each.closed_at
                for each in journal.feedback.listed(include_closed=True)
            }

    def keep(self, note: str | None = None, promise: str | None = None) -> str:
        """An encounter that is there for certain."""
        encounter = encounter_at(NOW, note=note, promise=promise)
        with Journal.open(self.log) as journal:
            journal.encounters.record(encounter)
        return encounter.encounter_id

    def require_no_leftovers(self) -> None:
        """After the next start, which undoes half a save and sweeps."""
        Journal.open(self.log).close()
        copies.sweep(self.log, self.backups)
        folder = self.log.parent
        for path in folder.rglob("*"):
            assert not path.name.endswith("-journal"), path
            assert not path.name.startswith(".") or path.name == ".encounters-begun", path


def snapshot_of(journal: Journal) -> Snapshot:
    ids = {
        str(row["id"])
        for row in journal._connection.rows("SELECT DISTINCT encounter_id AS id FROM encounters")
    }
    return {id_: journal.encounters.history(id_) for id_ in ids}


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A house with a log."""
    made = House(tmp_path)
    Journal.open(made.log).close()
    restoring.note_begun(made.log)
    return made


def is_acknowledged(printed: list[str]) -> bool:
    return bool(printed) and not printed[0].startswith("Error")


# What a round does: a command, and what must hold of the log before and after it.


def add(house: House, kills: bool) -> None:
    before = house.snapshot()
    printed = house.run("log", "add", "--outcome", "answered", "--note", "x" * 300, kills=kills)
    after = house.snapshot()
    new = after.keys() - before.keys()
    assert len(new) <= 1
    assert {id_: after[id_] for id_ in before} == before
    assert not is_acknowledged(printed) or new == {printed[0]}
    assert all(len(after[id_]) == 1 and after[id_][0].encounter.note == "x" * 300 for id_ in new)


def revise(house: House, kills: bool, id_: str, *arguments: str) -> Revision | None:
    """Run a command that adds a revision; the one that it added."""
    before = house.snapshot()
    printed = house.run(*arguments, kills=kills)
    after = house.snapshot()
    assert before.keys() == after.keys()
    assert all(after[other] == before[other] for other in before if other != id_)
    assert after[id_][: len(before[id_])] == before[id_]
    assert len(after[id_]) - len(before[id_]) in ((1,) if is_acknowledged(printed) else (0, 1))
    return after[id_][-1] if len(after[id_]) > len(before[id_]) else None


def amend(house: House, kills: bool) -> None:
    id_ = house.keep()
    added = revise(house, kills, id_, "log", "amend", id_, "--note", "rettet")
    assert added is None or added.encounter.note == "rettet"


def void(house: House, kills: bool) -> None:
    id_ = house.keep()
    added = revise(house, kills, id_, "log", "void", id_, "--reason", "fejl")
    assert added is None or added.voided


def close_follow_up(house: House, kills: bool) -> None:
    id_ = house.keep(promise="vi ringer")
    added = revise(house, kills, id_, "followups", "close", id_)
    assert added is None or added.encounter.follow_up_closed_at


def report(house: House, kills: bool) -> None:
    before = house.reports()
    command = ("feedback", "add", "--kind", "missing", "--comment", "mangler")
    printed = house.run(*command, kills=kills)
    new = house.reports().keys() - before.keys()
    assert len(new) <= 1
    assert not is_acknowledged(printed) or new == {printed[0]}


def close_report(house: House, kills: bool) -> None:
    reported = new_feedback("wrong", "forkert", knowledge=KNOWLEDGE, now=NOW)
    with Journal.open(house.log) as journal:
        journal.feedback.add(reported)
    printed = house.run("feedback", "close", reported.feedback_id, kills=kills)
    assert not is_acknowledged(printed) or house.reports()[reported.feedback_id]


def back_up(house: House, kills: bool) -> None:
    before = house.snapshot()
    known = set(house.backups.glob("*.db"))
    target = house.backups / f"{house.count}.db"
    house.backups.mkdir(exist_ok=True)
    printed = house.run("backup", str(target), kills=kills)
    new = set(house.backups.glob("*.db")) - known
    assert not is_acknowledged(printed) or new == {target}
    for backup in new:
        with Journal.open(backup, read_only=True) as journal:
            assert journal.upkeep.integrity() == []
            assert snapshot_of(journal) == before
        backup.unlink()
    assert house.snapshot() == before


def purge(house: House, kills: bool, *extra: str) -> None:
    for weeks in range(3):
        moment = NOW.replace(year=2020, month=3, day=2) + timedelta(weeks=weeks)
        with Journal.open(house.log) as journal:
            journal.encounters.record(encounter_at(moment, note=f"{SECRET} {weeks}" * 20))
    before, counted = house.snapshot(), total_of(house)
    printed = house.run("purge", *extra, "--before", LIMIT.isoformat(), kills=kills)
    after = house.snapshot()
    gone = before.keys() - after.keys()
    assert after.keys() <= before.keys()
    assert all(after[id_] == before[id_] for id_ in after)
    assert all(old(before[id_]) for id_ in gone)
    assert total_of(house) == counted
    if is_acknowledged(printed):
        assert not any(old(revisions) for revisions in after.values())
    assert house.run("purge", "--before", LIMIT.isoformat(), kills=False)
    assert total_of(house) == counted
    assert SECRET.encode() not in house.log.read_bytes()


def old(revisions: tuple[Revision, ...]) -> bool:
    return revisions[-1].encounter.started_at < LIMIT.isoformat()


def total_of(house: House) -> int:
    """Encounters of the old weeks, there or purged."""
    weeks = [f"2020-W{number:02}" for number in range(1, 54)]
    with Journal.open(house.log) as journal:
        there = sum(each.week in weeks for each in journal.days.between(date.min, date.max))
        purged = [each for week in weeks for each in journal.retention.weekly_counts(week)]
    return there + sum(each.count for each in purged if each.dimension == "total")


def purge_backups(house: House, kills: bool) -> None:
    house.backups.mkdir(exist_ok=True)
    with Journal.open(house.log) as journal:
        journal.encounters.record(encounter_at(NOW.replace(year=2020), note=SECRET * 30))
        backup = journal.upkeep.backup(house.backups / "encounters-2026-11-16.db")
    purge(house, kills, "--backups")
    with Journal.open(backup, read_only=True) as journal:
        assert journal.upkeep.integrity() == []
    house.run("purge", "--backups", "--before", LIMIT.isoformat(), kills=False)
    assert SECRET.encode() not in backup.read_bytes()
    backup.unlink()


def purge_text(house: House, kills: bool) -> None:
    id_ = house.keep(note=SECRET * 20)
    before = house.snapshot()
    printed = house.run("log", "purge-text", id_, kills=kills)
    after = house.snapshot()
    assert {other: after[other] for other in before if other != id_} == {
        other: before[other] for other in before if other != id_
    }
    notes = {each.encounter.note for each in after[id_]}
    assert notes in ({SECRET * 20}, {None})
    assert not is_acknowledged(printed) or notes == {None}
    house.run("log", "purge-text", id_, kills=False)
    assert SECRET.encode() not in house.log.read_bytes()


def restore(house: House, kills: bool) -> None:
    house.backups.mkdir(exist_ok=True)
    with Journal.open(house.log) as journal:
        backup = journal.upkeep.backup(house.backups / "encounters-2026-11-16.db")
        kept = snapshot_of(journal)
    house.keep()
    before = house.snapshot()
    printed = house.run("restore", "--replace", kills=kills)
    asides = list(house.log.parent.glob("encounters.replaced-*.db"))
    if not house.log.exists():
        assert not is_acknowledged(printed)
        assert asides
        house.run("restore", kills=False)
        assert house.snapshot() == kept
    else:
        assert house.snapshot() == kept or not is_acknowledged(printed)
    if asides:
        with Journal.open(asides[0], read_only=True) as journal:
            assert snapshot_of(journal) == before
            assert house.snapshot() == kept
        asides[0].unlink()
    else:
        assert house.snapshot() == before
    backup.unlink()


DEEDS: Final[tuple[Callable[[House, bool], None], ...]] = (
    add,
    amend,
    void,
    close_follow_up,
    report,
    close_report,
    back_up,
    purge,
    purge_backups,
    purge_text,
    restore,
)


@pytest.fixture(params=DEEDS, ids=[deed.__name__ for deed in DEEDS])
def deed(request: pytest.FixtureRequest) -> Callable[[House, bool], None]:
    """Each command that writes the log."""
    found: Callable[[House, bool], None] = request.param
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="open files cannot be replaced")
def test_a_killed_command_did_all_of_it_or_nothing(
    house: House, deed: Callable[[House, bool], None]
) -> None:
    for _ in range(2):  # the first of all starts the server that forks, and takes far longer
        deed(house, False)
    for _ in range(EACH):
        deed(house, True)
        house.require_no_leftovers()
    assert recovery.backups(house.backups) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_a_killed_update_of_an_older_log_leaves_it_older_or_newer_and_whole(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = house.root / "older.db"
    with Journal.open(house.log) as journal:
        journal.encounters.record(encounter_at(NOW))
        journal.upkeep.backup(older)
        before = snapshot_of(journal)
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, m999_more))
    for round_ in range(EACH + 1):
        shutil.copy(older, house.log)
        printed = house.run("log", "void", *before, "--reason", "x", kills=round_ > 0, newer=True)
        after = house.snapshot()
        (id_,) = before
        assert after[id_][:1] == before[id_]
        assert len(after[id_]) == 2 or not is_acknowledged(printed)
        for copy in house.log.parent.glob("encounters.before-update-*.db"):
            connection = connect(copy, timeout=1, read_only=True, accept_older=True)
            with Journal(connection) as journal:
                assert snapshot_of(journal) == before
            copy.unlink()
        house.require_no_leftovers()
