"""Nothing acknowledged is lost: shown by killing two desks that write to one file."""

import time
from pathlib import Path
from random import Random

from floorwalker.journal.store import Journal
from tests.crash.processes import ROUNDS, faults, kill, lines, start, wait_until
from tests.crash.writer import write_and_never_commit, write_without_end
from tests.journal.world import NOW

MOMENT = 0.15
"""The kill comes within so many seconds of the first acknowledgement."""


def wait_for_an_acknowledgement(*diaries: Path) -> None:
    wait_until(lambda: all(any(line.word == "kept" for line in lines(each)) for each in diaries))


def test_killed_desks_lose_nothing_that_was_acknowledged(tmp_path: Path, chance: Random) -> None:
    path = tmp_path / "encounters.db"
    diaries: list[Path] = []
    for round_ in range(ROUNDS):
        pair = [tmp_path / f"{round_}-{desk}.diary" for desk in "ab"]
        desks = [start(write_without_end, path, diary) for diary in pair]
        wait_for_an_acknowledgement(*pair)
        time.sleep(chance.uniform(0, MOMENT))
        kill(desks)
        diaries += pair
        with Journal.open(path) as journal:
            assert faults(journal, pair) == []
    with Journal.open(path) as journal:
        assert faults(journal, diaries) == []
        acknowledged = {
            line.encounter.encounter_id
            for diary in diaries
            for line in lines(diary)
            if line.word == "kept"
        }
        tried = {line.encounter.encounter_id for diary in diaries for line in lines(diary)}
        present = {row["id"] for row in journal._connection.rows(EVERY_ID)}
        assert acknowledged <= present <= tried
        assert len(present) == journal.upkeep.facts().encounters


EVERY_ID = "SELECT DISTINCT encounter_id AS id FROM encounters"


def test_what_was_not_acknowledged_can_be_recorded_again_without_harm(
    tmp_path: Path, chance: Random
) -> None:
    path, diary = tmp_path / "encounters.db", tmp_path / "desk.diary"
    for _ in range(max(ROUNDS // 4, 1)):
        desk = start(write_without_end, path, diary)
        wait_for_an_acknowledgement(diary)
        time.sleep(chance.uniform(0, MOMENT))
        kill([desk])
        with Journal.open(path) as journal:
            tried = [line.encounter for line in lines(diary) if line.deed == "record"]
            journal.encounters.record(tried[-1])
            journal.encounters.record(tried[-1])
            assert journal.encounters.history(tried[-1].encounter_id)[0].encounter == tried[-1]
            assert journal.upkeep.facts().encounters == len({each.encounter_id for each in tried})
        diary.unlink()
        path.unlink()


def test_the_comparison_notices_a_journal_that_does_not_commit(tmp_path: Path) -> None:
    path, diary = tmp_path / "encounters.db", tmp_path / "desk.diary"
    Journal.open(path).close()
    desk = start(write_and_never_commit, path, diary)
    wait_for_an_acknowledgement(diary)
    kill([desk])
    with Journal.open(path) as journal:
        assert any("acknowledged and is gone" in fault for fault in faults(journal, [diary]))
        assert tuple(journal.days.between(NOW.date(), NOW.date())) == ()
