"""Backups, recovery, and what `doctor` is told."""

import sqlite3
import stat
import sys
import threading
from datetime import date, timedelta
from pathlib import Path

import pytest

from floorwalker.errors import JournalError
from floorwalker.journal.faults import DamagedJournalError, LockedJournalError
from floorwalker.journal.recovery import back_up_daily, newest_backup, set_aside
from floorwalker.journal.store import Journal
from tests.journal.world import NOW, encounter_at

TODAY = NOW.date()


def test_a_backup_is_a_journal_with_everything_in_it(journal: Journal, tmp_path: Path) -> None:
    encounter = encounter_at(NOW)
    journal.encounters.record(encounter)
    target = journal.upkeep.backup(tmp_path / "new" / "copy.db")
    with Journal.open(target) as copy:
        assert copy.encounters.get(encounter.encounter_id).encounter == encounter
    assert [each.name for each in target.parent.iterdir()] == ["copy.db"]
    if sys.platform != "win32":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_backup_overwrites_nothing(journal: Journal, tmp_path: Path) -> None:
    target = tmp_path / "important.txt"
    target.write_text("keep me", encoding="utf-8")
    with pytest.raises(JournalError):
        journal.upkeep.backup(target)
    assert target.read_text(encoding="utf-8") == "keep me"


def test_a_damaged_journal_is_no_backup(journal: Journal, path: Path, tmp_path: Path) -> None:
    damage(journal)
    with Journal.open(path) as damaged, pytest.raises(DamagedJournalError):
        damaged.upkeep.backup(tmp_path / "backups" / "copy.db")
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_backup_does_not_wait_for_ever(journal: Journal, path: Path, tmp_path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    with Journal.open(path, timeout=0.05) as impatient:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LockedJournalError):
            impatient.upkeep.backup(tmp_path / "backups" / "copy.db")
    other.close()
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_backup_works_while_another_desk_writes(
    journal: Journal, path: Path, tmp_path: Path
) -> None:
    acknowledged: list[str] = []
    enough, stop = threading.Event(), threading.Event()

    def desk() -> None:
        with Journal.open(path) as other:
            while not stop.is_set():
                encounter = encounter_at(NOW)
                other.encounters.record(encounter)
                acknowledged.append(encounter.encounter_id)
                if len(acknowledged) > 20:
                    enough.set()

    writer = threading.Thread(target=desk, daemon=True)
    writer.start()
    assert enough.wait(60)
    before = list(acknowledged)
    target = journal.upkeep.backup(tmp_path / "copy.db")
    stop.set()
    writer.join(60)
    assert not writer.is_alive()
    with Journal.open(target) as copy:
        assert copy.upkeep.integrity() == []
        assert {each.encounter_id for each in tuple(copy.days.between(TODAY, TODAY))} >= set(before)


def test_a_day_has_one_backup_and_a_week_of_them_is_kept(journal: Journal, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    assert newest_backup(folder) is None
    for days in range(10):
        assert back_up_daily(journal, folder, TODAY + timedelta(days=days)) is not None
    assert back_up_daily(journal, folder, TODAY + timedelta(days=9)) is None
    kept = sorted(each.name for each in folder.iterdir())
    assert len(kept) == 7
    assert kept[0] == "encounters-2026-11-19.db"
    assert newest_backup(folder) == folder / "encounters-2026-11-25.db"


def test_files_that_are_no_daily_backups_are_left_alone(journal: Journal, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    own = folder / "before-the-move.db"
    own.write_bytes(b"x")
    for days in range(9):
        back_up_daily(journal, folder, TODAY + timedelta(days=days))
    assert own.exists()


def test_a_damaged_journal_is_set_aside_with_its_rollback_journal(
    journal: Journal, path: Path
) -> None:
    journal.close()
    path.write_bytes(b"damage" * 100)
    rollback = path.with_name("encounters.db-journal")
    rollback.write_bytes(b"half a transaction")
    aside = set_aside(path, NOW)
    assert aside.name == "encounters.damaged-20261116T101007.db"
    assert aside.read_bytes() == b"damage" * 100
    assert aside.with_name(f"{aside.name}-journal").read_bytes() == b"half a transaction"
    with Journal.open(path) as fresh:
        assert fresh.days.newest(limit=1) == ()
    path.write_bytes(b"again")
    assert set_aside(path, NOW).name == "encounters.damaged-20261116T101007-1.db"
    assert aside.read_bytes() == b"damage" * 100


def damage(journal: Journal) -> None:
    """Break the page that holds the encounters, and close `journal`."""
    journal.encounters.record(encounter_at(NOW, note="svaneunge"))
    journal.close()
    content = bytearray(journal.path.read_bytes())
    page = content.index(b"svaneunge") // 4096
    content[page * 4096 : page * 4096 + 8] = bytes(8)
    journal.path.write_bytes(content)


def test_integrity_names_what_is_broken(journal: Journal, path: Path) -> None:
    assert journal.upkeep.integrity() == []
    damage(journal)
    with Journal.open(path) as damaged:
        assert damaged.upkeep.integrity() != []
        with pytest.raises(DamagedJournalError):
            damaged.days.newest(limit=1)


def test_facts_for_doctor(journal: Journal, path: Path) -> None:
    encounter = encounter_at(NOW - timedelta(days=3))
    journal.encounters.record(encounter)
    journal.encounters.record(encounter_at(NOW))
    journal.encounters.void(encounter.encounter_id, "fejl", NOW)
    facts = journal.upkeep.facts()
    assert (facts.encounters, facts.oldest_day) == (2, "2026-11-13")
    assert facts.path == str(path)
    assert facts.size_bytes == path.stat().st_size
    assert (facts.private, facts.folder_private) == (True, True)
    assert facts.schema == ("m001_encounters",)
    assert facts.sqlite_version == sqlite3.sqlite_version
    assert int(facts.sqlite_utils_version.split(".")[0]) >= 4


def test_facts_of_an_empty_journal(journal: Journal) -> None:
    assert (journal.upkeep.facts().encounters, journal.upkeep.facts().oldest_day) == (0, None)


def test_facts_tell_when_others_may_read(journal: Journal, path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("rights are not POSIX")
    path.chmod(0o640)
    path.parent.chmod(0o755)
    assert (journal.upkeep.facts().private, journal.upkeep.facts().folder_private) == (False, False)


def test_todays_backup_is_named_after_today(journal: Journal, tmp_path: Path) -> None:
    target = back_up_daily(journal, tmp_path / "backups", date(2026, 11, 22))
    assert target == tmp_path / "backups" / "encounters-2026-11-22.db"
