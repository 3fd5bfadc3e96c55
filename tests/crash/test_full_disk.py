"""A disk that takes no more: what was acknowledged is there, and a sentence says what is wrong."""

import sys
from datetime import timedelta
from pathlib import Path

import pytest

from floorwalker.journal.faults import FullDiskError
from floorwalker.journal.store import Journal
from tests.crash.processes import PATIENCE, context, ended, start
from tests.crash.writer import fill_the_disk
from tests.journal.world import NOW, encounter_at


def test_a_full_disk_keeps_what_was_acknowledged(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("no limit on the size of files")
    path = tmp_path / "encounters.db"
    mine, theirs = context().Pipe()
    desk = start(fill_the_disk, path, 60_000, theirs)
    assert mine.poll(PATIENCE), "the desk never answered"
    kept, kind, said = mine.recv()
    ended(desk)
    assert kind == FullDiskError.__name__
    assert "disk is full" in said
    assert kept
    with Journal.open(path) as journal:
        assert journal.upkeep.integrity() == []
        assert tuple(journal.days.between(NOW.date(), NOW.date())) == tuple(kept)
        journal.encounters.record(encounter_at(NOW + timedelta(days=1)))
        assert journal.upkeep.facts().encounters == len(kept) + 1
