"""Exporting the finished weeks from the desk: what was written, and what stood in the way."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from floorwalker.journal.store import Journal
from floorwalker.tui.journal_thread import JournalThread
from floorwalker.tui.week_exporter import Exported, WeekExporter, describe_due, format_weeks
from tests.tui.desk import NOW, House
from tests.week.samples import encounter


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def journal(house: House) -> Iterator[JournalThread]:
    with Journal.open(house.database) as opened:
        for weeks in range(7):
            text = (NOW - timedelta(weeks=weeks)).isoformat(timespec="seconds")
            opened.encounters.record(encounter(weeks, text, theme="Legitimation", name="Pas"))
    thread = JournalThread(house.open_journal, lambda _waits: None, lambda _error: None)
    yield thread
    thread.close()


def exporter(journal: JournalThread, folder: Path) -> WeekExporter:
    return WeekExporter(journal, folder, desk="Desk 1", clock=lambda: NOW)


async def test_what_is_written_is_counted_and_the_first_of_it_named(
    journal: JournalThread, tmp_path: Path
) -> None:
    folder = tmp_path / "exports"
    exported = await exporter(journal, folder).export()
    assert len(list(folder.glob("*.csv"))) == 6
    assert exported.said.startswith("6 files written: ")
    assert exported.said.count(".csv") == 4
    assert exported.said.endswith(f" … → {folder}")
    assert not exported.is_fault
    assert await exporter(journal, folder).export() == Exported("", is_fault=False)


async def test_a_folder_that_cannot_be_written_is_a_fault_in_one_line(
    journal: JournalThread, tmp_path: Path
) -> None:
    blocked = tmp_path / "no-folder"
    blocked.write_text("a file", encoding="utf-8")
    exported = await exporter(journal, blocked).export()
    assert exported.is_fault
    assert "no-folder" in exported.said
    assert "\n" not in exported.said


def test_weeks_are_named_one_by_one_and_the_rest_counted() -> None:
    mondays = [date(2026, 10, 12) + timedelta(weeks=week) for week in range(6)]
    assert format_weeks(mondays[:2], NOW.date()) == "week 42, week 43"
    assert format_weeks(mondays, NOW.date()) == "week 42, week 43, week 44, week 45, 2 more"


def test_nothing_due_is_said() -> None:
    assert describe_due([], NOW.date(), export_key="Enter") == "Every finished week is exported."
