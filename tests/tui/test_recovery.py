"""A log that is gone or replaced: the desk says so, asks, and nothing typed or kept is lost."""

import shutil
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from floorwalker import paths
from floorwalker.journal import restoring
from floorwalker.journal.recovery import back_up_daily
from floorwalker.journal.store import Journal
from floorwalker.tui.screens.remedy import RemedyScreen
from floorwalker.tui.widgets.choice import Choice
from tests.crash.unfinished import leave_half_a_save, rollback_journal
from tests.journal.world import encounter_at
from tests.tui.desk import NOW, House, Running, running

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="open files cannot be deleted"),
    pytest.mark.slow,
]


class CarefulHouse(House):
    """A house whose desk opens its log as the program does."""

    def open_journal(self, waiting: Callable[[], None] | None = None) -> Journal:
        restoring.require(self.database, paths.backups_dir(self.data))
        journal = Journal.open(self.database, timeout=self.patience, waiting=waiting)
        restoring.note_begun(self.database)
        back_up_daily(journal, paths.backups_dir(self.data), self.now.date())
        return journal


@pytest.fixture
def house(tmp_path: Path) -> CarefulHouse:
    return CarefulHouse(tmp_path)


async def asked(desk: Running) -> str:
    """Wait for the dialog, and give what it says."""
    await desk.until(lambda: isinstance(desk.app.screen, RemedyScreen))
    await desk.pilot.pause()
    dialog = desk.app.screen.query_one(".dialog")
    return " ".join(str(part.render()) for part in dialog.query("Static, Choice"))


async def answer(desk: Running, words: str) -> None:
    """Choose the answer that begins with `words`."""
    choice = desk.app.screen.query_one(Choice)
    for _ in choice._options:
        if dict(choice._options)[choice.value].startswith(words):
            await desk.press("enter")
            await desk.until(lambda: not isinstance(desk.app.screen, RemedyScreen))
            return
        await desk.press("down")
    raise AssertionError(choice._options)


async def save_with_promise(desk: Running, promise: str) -> None:
    """An errand with something typed, saved."""
    await desk.type("pas")
    await desk.press("enter", "5", *["tab"] * 7)
    await desk.type(promise)
    await desk.press("enter")


def message(desk: Running) -> str:
    return str(desk.strip.query_one("#strip-message").render())


async def test_a_log_deleted_under_the_desk_is_put_back_with_everything_in_it(
    house: CarefulHouse,
) -> None:
    async with running(house) as desk:
        await desk.register("partshøring")
        house.database.unlink()
        await save_with_promise(desk, "vi ringer")
        said = await asked(desk)
        assert "deleted or moved while the desk was open" in said
        await answer(desk, "Put it back as it was")
        await desk.until(lambda: "nothing of it is lost" in desk.status)
        assert "deleted or moved" in message(desk)
        assert desk.strip.form.promise == "vi ringer"
        await desk.press("enter")
        await desk.until(lambda: len(house.encounters()) == 2)
        await desk.until(lambda: desk.status.startswith(("Code", "Registered")))
        await desk.register("nødpas")
    assert len(house.encounters()) == 3
    assert "vi ringer" in {each.promise for each in house.encounters()}


async def test_who_says_not_now_is_asked_again_and_loses_nothing(house: CarefulHouse) -> None:
    async with running(house) as desk:
        await desk.register("partshøring")
        away = house.database.rename(house.data / "away.db")
        await save_with_promise(desk, "vi ringer")
        await asked(desk)
        await desk.press("escape")
        await desk.until(lambda: desk.strip.is_open)
        assert "deleted or moved" in message(desk)
        assert "Registered" not in message(desk)
        await desk.press("enter")
        await asked(desk)
        away.rename(house.database)
        await answer(desk, "Look again")
        await desk.press("enter")
        await desk.until(lambda: len(house.encounters()) == 2)


async def test_a_new_log_begins_where_that_is_chosen(house: CarefulHouse) -> None:
    async with running(house) as desk:
        await desk.register("partshøring")
        house.database.unlink()
        await save_with_promise(desk, "vi ringer")
        await asked(desk)
        await answer(desk, "Begin a new log")
        await desk.press("enter")
        await desk.until(lambda: len(house.encounters()) == 1)


async def test_a_log_that_was_replaced_is_taken_over_and_the_desks_own_kept(
    house: CarefulHouse,
) -> None:
    async with running(house) as desk:
        await desk.register("partshøring")
        house.database.unlink()
        with Journal.open(house.database) as other:
            other.encounters.record(encounter_at(NOW - timedelta(days=1)))
        await save_with_promise(desk, "vi ringer")
        said = await asked(desk)
        assert "Another file was put in the log's place" in said
        assert "a sound log with 1 encounter" in said
        await answer(desk, "Go on with it")
        await desk.press("enter")
        await desk.until(lambda: len(house.encounters()) == 2)
    (aside,) = house.data.glob("encounters.replaced-*.db")
    with Journal.open(aside) as kept:
        assert [each.ref for each in kept.days.newest(limit=9)] == ["term:partshoering"]


@pytest.mark.parametrize("sound", [True, False])
async def test_a_log_that_was_replaced_can_be_put_back(house: CarefulHouse, sound: bool) -> None:
    async with running(house) as desk:
        await desk.register("partshøring")
        house.database.unlink()
        if sound:
            Journal.open(house.database).close()
        else:
            house.database.write_bytes(b"not a log")
        await save_with_promise(desk, "vi ringer")
        await asked(desk)
        await answer(desk, "Set it aside, and put back")
        await desk.press("enter")
        await desk.until(lambda: len(house.encounters()) == 2)
    (aside,) = [*house.data.glob("encounters.replaced-*"), *house.data.glob("encounters.damaged-*")]
    assert sound or aside.read_bytes() == b"not a log"


async def test_a_log_missing_at_the_start_is_asked_about_and_the_backup_restored(
    house: CarefulHouse,
) -> None:
    async with running(house) as desk:
        await desk.register("partshøring")
    (house.data / "backups" / "encounters-2026-11-19.db").unlink()
    with Journal.open(house.database) as journal:
        back_up_daily(journal, house.data / "backups", NOW.date() - timedelta(days=1))
    house.database.unlink()
    async with running(house) as desk:
        said = await asked(desk)
        assert "is gone" in said
        assert "encounters-2026-11-18.db" in said
        assert "1 encounter" in said
        assert not house.database.exists()
        await answer(desk, "Put the backup in its place")
        await desk.until(lambda: len(house.encounters()) == 1)
        await desk.register("pas")
    assert len(house.encounters()) == 2


async def test_a_log_missing_at_the_start_without_backups_is_never_begun_by_enter(
    house: CarefulHouse,
) -> None:
    async with running(house) as desk:
        await desk.register("partshøring")
    house.database.unlink()
    shutil.rmtree(house.data / "backups")
    async with running(house) as desk:
        assert "There is no backup" in await asked(desk)
        await desk.press("enter")
        await desk.until(lambda: not isinstance(desk.app.screen, RemedyScreen))
        assert not house.database.exists()
        await desk.type("pas")
        await desk.press("enter", "enter")
        await asked(desk)
        await answer(desk, "Begin a new log")
        await desk.press("enter")
        await desk.until(lambda: len(house.encounters()) == 1)


async def test_the_desk_can_be_left_where_nothing_is_to_be_done_now(house: CarefulHouse) -> None:
    async with running(house) as desk:
        await desk.register("partshøring")
    house.database.unlink()
    async with running(house) as desk:
        await asked(desk)
        await desk.press("escape")
        await desk.until(lambda: not isinstance(desk.app.screen, RemedyScreen))
        assert "is gone" in desk.status
        await desk.press("ctrl+q")
    assert not house.database.exists()


@pytest.mark.parametrize("key", ["f3", "f4", "f5"])
async def test_looking_into_a_log_that_is_gone_says_so(house: CarefulHouse, key: str) -> None:
    async with running(house) as desk:
        await desk.register("partshøring")
        house.database.unlink()
        await desk.press(key)
        assert "deleted or moved" in await asked(desk)
        await answer(desk, "Put it back as it was")
        await desk.press("escape")
    assert len(house.encounters()) == 1


async def test_a_damaged_log_is_set_aside_for_the_backup(house: CarefulHouse) -> None:
    house.open_journal().close()
    with Journal.open(house.database) as journal:
        journal.encounters.record(encounter_at(NOW - timedelta(days=1)))
        back_up_daily(journal, house.data / "backups", NOW.date() + timedelta(days=1))
    house.database.write_bytes(b"damage")
    async with running(house) as desk:
        said = await asked(desk)
        assert "damaged" in said
        assert "encounters-2026-11-20.db" in said
        await answer(desk, "Set it aside, and go on with the backup")
        await desk.until(lambda: len(house.encounters()) == 1)
    (aside,) = house.data.glob("encounters.damaged-*.db")
    assert aside.read_bytes() == b"damage"


@pytest.mark.parametrize(("key", "said"), [("f3", "1 encounter"), ("f4", ""), ("f5", "")])
async def test_half_a_save_of_a_killed_program_is_undone_by_whoever_looks(
    house: CarefulHouse, key: str, said: str
) -> None:
    async with running(house) as desk:
        await desk.register("partshøring")
        leave_half_a_save(house.database)
        await desk.press(key)
        await desk.until(lambda: not rollback_journal(house.database).exists())
        await desk.until(lambda: said in desk.status)
        assert not desk.screen.has_fault
    assert len(house.encounters()) == 1
