"""The first start: several at once, or one that is killed."""

import time
from pathlib import Path
from random import Random

from floorwalker.journal.store import Journal
from tests.crash.processes import (
    ROUNDS,
    context,
    ended,
    faults,
    kill,
    lines,
    start,
    wait_until,
)
from tests.crash.writer import start_first
from tests.journal.world import NOW

NOTHING = list


def test_three_first_starts_at_once_all_work(tmp_path: Path) -> None:
    for round_ in range(max(ROUNDS // 4, 1)):
        folder = tmp_path / str(round_)
        folder.mkdir()
        path = folder / "data" / "encounters.db"
        diaries = [folder / f"{desk}.diary" for desk in "abc"]
        barrier = context().Barrier(len(diaries))
        desks = [start(start_first, path, barrier.wait, diary) for diary in diaries]
        for desk in desks:
            assert ended(desk) == 0
        with Journal.open(path) as journal:
            assert faults(journal, diaries) == []
            assert journal.days.count(NOW.date()) == len(diaries)
        assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_first_start_that_is_killed_leaves_no_half_journal(
    tmp_path: Path, chance: Random
) -> None:
    for round_ in range(ROUNDS):
        folder = tmp_path / str(round_)
        folder.mkdir()
        path, diary = folder / "encounters.db", folder / "desk.diary"
        desk = start(start_first, path, NOTHING, diary)
        wait_until(lambda: any(folder.iterdir()), every=0.0005)  # noqa: B023 - called at once
        time.sleep(chance.uniform(0, 0.03))
        kill([desk])
        with Journal.open(path) as journal:
            assert faults(journal, [diary]) == []
            assert journal.days.count(NOW.date()) >= len(lines(diary))
