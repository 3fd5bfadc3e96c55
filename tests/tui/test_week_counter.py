"""Counting a week apart from the desk: the last one asked for, its progress, and its end."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from floorwalker.journal.store import Journal
from floorwalker.tui.journal_thread import JournalThread
from floorwalker.tui.week_counter import WeekCounter
from tests.tui.desk import NOW, House
from tests.week.samples import encounter

MONDAY = (NOW - timedelta(days=NOW.weekday())).date()
LAST_WEEK = MONDAY - timedelta(weeks=1)


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    with Journal.open(house.database) as journal:
        for number, start in enumerate((NOW, NOW - timedelta(days=7), NOW - timedelta(days=14))):
            text = start.isoformat(timespec="seconds")
            journal.encounters.record(encounter(number, text, theme="Legitimation", name="Pas"))
    return house


@pytest.fixture
def journal(house: House) -> Iterator[JournalThread]:
    thread = JournalThread(house.open_journal, lambda _waits: None, lambda _error: None)
    yield thread
    thread.close()


class Heard:
    """What a counter tells; it may be made to wait at the first share."""

    def __init__(self) -> None:
        self.counters: list[WeekCounter] = []
        self.shares: list[float] = []
        self.wanted: list[bool] = []
        self.at_first = threading.Event()
        self.go_on = threading.Event()

    def tell(self, counting: object, share: float) -> None:
        self.shares.append(share)
        self.wanted.append(self.counters[0].is_wanted(counting))
        self.at_first.set()
        assert self.go_on.wait(60)


def counter(
    house: House, journal: JournalThread, heard: Heard, *, seconds: float = 1.0
) -> WeekCounter:
    """A counter to which each look at the clock is so many seconds later."""
    passed = iter(range(1_000_000))
    knowledge = house.load().knowledge
    made = WeekCounter(
        journal,
        knowledge=lambda: knowledge,
        desk="Desk 1",
        clock=lambda: NOW,
        tell=heard.tell,
        monotonic=lambda: next(passed) * seconds,
    )
    heard.counters.append(made)
    return made


async def test_the_last_finished_week_is_counted_unless_another_is_named(
    house: House, journal: JournalThread
) -> None:
    counting = counter(house, journal, Heard(), seconds=0)
    week = await counting.count(None, 80)
    assert week is not None
    assert week.figures.period.first == LAST_WEEK
    assert [due.period.first for due in week.due] == [LAST_WEEK - timedelta(weeks=1), LAST_WEEK]
    assert max(map(len, week.lines)) <= 80
    other = await counting.count(MONDAY, 60)
    assert other is not None
    assert other.figures.period.first == MONDAY
    assert max(map(len, other.lines)) <= 60
    assert max(map(len, await counting.draw(week.figures, 50))) <= 50


async def test_a_quick_counting_says_nothing_of_its_progress(
    house: House, journal: JournalThread
) -> None:
    heard = Heard()
    assert await counter(house, journal, heard, seconds=0).count(None, 80)
    assert heard.shares == []


async def test_a_slow_counting_says_how_far_it_is(house: House, journal: JournalThread) -> None:
    heard = Heard()
    heard.go_on.set()
    assert await counter(house, journal, heard).count(None, 80)
    assert heard.shares == sorted(heard.shares)
    assert heard.shares
    assert all(0 <= share <= 1 for share in heard.shares)
    assert all(heard.wanted)


async def test_a_counting_that_nobody_wants_any_more_ends_without_a_result(
    house: House, journal: JournalThread
) -> None:
    heard = Heard()
    counting = counter(house, journal, heard)
    task = asyncio.create_task(counting.count(None, 80))
    assert await asyncio.to_thread(heard.at_first.wait, 60)
    counting.stop()
    heard.go_on.set()
    async with asyncio.timeout(60):
        assert await task is None
    assert len(heard.shares) == 1
