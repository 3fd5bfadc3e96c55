"""The log beside the work, without the desk."""

from collections.abc import Sequence
from datetime import timedelta

from floorwalker.journal.encounter import Encounter
from floorwalker.tui.log_upkeep import LogUpkeep
from floorwalker.tui.screens.confirm import ConfirmLossScreen
from tests.journal.world import encounter_at
from tests.tui.alone import alone
from tests.tui.desk import House


class Day:
    """What the desk would show of the log."""

    has_news = False

    def __init__(self) -> None:
        self.said: list[tuple[str, bool]] = []
        self.shown: list[tuple[list[str | None], int]] = []

    def set_status(self, text: str, *, is_fault: bool = False) -> None:
        self.said.append((text, is_fault))

    def show_day(self, owed: Sequence[Encounter], newest: Sequence[Encounter], count: int) -> None:
        del owed
        self.shown.append(([each.ref for each in newest], count))


def fill(house: House) -> None:
    """One encounter of today, and one past its retention."""
    with house.open_journal() as journal:
        journal.encounters.record(encounter_at(house.now - timedelta(minutes=5)))
        journal.encounters.record(encounter_at(house.now - timedelta(days=800)))


async def test_the_day_is_shown_once_there_is_knowledge(house: House) -> None:
    fill(house)
    day = Day()
    async with alone(house) as it:
        await it.do(LogUpkeep(it.session, day).read_day)
        await it.until(lambda: day.shown == [(["service:pas"], 1)])


async def test_a_day_that_cannot_be_read_says_why(house: House) -> None:
    house.data.mkdir(parents=True)
    house.database.write_bytes(b"no log at all, but long enough to be looked into" * 40)
    day = Day()
    async with alone(house) as it:
        await it.do(LogUpkeep(it.session, day).read_day)
        await it.until(lambda: [is_fault for _text, is_fault in day.said] == [True])
    assert day.shown == []


async def test_what_is_old_is_offered_unless_there_is_news(house: House) -> None:
    fill(house)
    day = Day()
    async with alone(house) as it:
        upkeep = LogUpkeep(it.session, day)
        day.has_news = True
        await it.do(upkeep.offer_purge)
        await it.until(lambda: not it.session.app.workers)
        assert day.said == []
        day.has_news = False
        await it.do(upkeep.offer_purge)
        await it.until(lambda: bool(day.said))
        assert day.said[0][0].startswith("1 encounter older than 13 months")


async def test_old_encounters_go_after_a_yes_only(house: House) -> None:
    fill(house)
    day = Day()
    async with alone(house) as it:
        upkeep = LogUpkeep(it.session, day)
        for is_meant in (False, True):
            await it.do(upkeep.ask_to_purge)
            await it.on(ConfirmLossScreen)
            assert len(house.encounters()) == 2
            await it.close(is_meant)
            await it.until(lambda: it.session.app.screen is it.first)
        await it.until(lambda: len(house.encounters()) == 1)
        await it.until(lambda: bool(day.said))
    assert day.said == [("1 encounter deleted. Weekly counts stay.", False)]


async def test_a_log_that_is_waited_for_is_said_below_every_screen(house: House) -> None:
    async with alone(house) as it:
        upkeep = LogUpkeep(it.session, Day())
        it.session.set_status("Said before")
        await it.do(lambda: upkeep.show_waiting(True))
        assert "Waiting for the log" in it.said
        await it.do(lambda: upkeep.show_waiting(False))
        assert it.said == "Said before"
