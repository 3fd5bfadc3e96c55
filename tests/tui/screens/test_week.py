"""The week's screen: its figures, the weeks around it, and the export from there."""

import threading
from datetime import datetime, timedelta

import pytest

from floorwalker.config import Config
from floorwalker.journal.days import Days
from floorwalker.journal.store import Journal
from floorwalker.tui.screens.desk import DeskScreen
from floorwalker.tui.screens.week import WeekScreen
from floorwalker.tui.week_counter import WeekCounter
from floorwalker.tui.widgets.page import Page
from tests.tui.desk import NOW, House, Running, running
from tests.week.samples import encounter

pytestmark = pytest.mark.slow


def keep(house: House, *starts: datetime) -> None:
    """Log an encounter at each of `starts`."""
    with Journal.open(house.database) as journal:
        for start in starts:
            text = start.isoformat(timespec="seconds")
            journal.encounters.record(
                encounter(start.toordinal(), text, theme="Legitimation", name="Pas")
            )


def report(desk: Running) -> str:
    return desk.app.screen.query_one(Page).text


async def open_week(desk: Running) -> None:
    await desk.press("f5")
    await desk.until(lambda: bool(report(desk)))


async def test_the_week_begins_with_the_last_finished_one(house: House) -> None:
    keep(house, NOW - timedelta(days=7), NOW)
    async with running(house) as desk:
        await open_week(desk)
        assert isinstance(desk.app.screen, WeekScreen)
        assert report(desk).startswith("Week 46 at the desk")
        await desk.press("right")
        await desk.until(lambda: report(desk).startswith("Week 47 at the desk"))
        assert "the week is not over" in report(desk)
        await desk.press("right", "left")
        await desk.until(lambda: report(desk).startswith("Week 46 at the desk"))
        await desk.press("escape")
        assert isinstance(desk.app.screen, DeskScreen)


async def test_the_weeks_still_to_export_are_named_and_one_key_writes_them(house: House) -> None:
    keep(house, NOW - timedelta(days=14), NOW - timedelta(days=7), NOW)
    async with running(house, size=(200, 40)) as desk:
        await open_week(desk)
        assert "Not exported yet: week 45, week 46 · Enter exports" in desk.status
        await desk.press("enter")
        await desk.until(lambda: "Every finished week is exported." in desk.status)
        assert "2 files written: floorwalker-desk-2026-W45.csv" in desk.status
        assert str(house.data / "exports") in desk.status
    exported = (house.data / "exports" / "floorwalker-desk-2026-W46.csv").read_text("utf-8-sig")
    assert "Legitimation" in exported


async def test_a_week_that_changed_after_its_export_is_named_again(house: House) -> None:
    keep(house, NOW - timedelta(days=7))
    async with running(house) as desk:
        await open_week(desk)
        await desk.press("enter")
        await desk.until(lambda: "Every finished week is exported." in desk.status)
    keep(house, NOW - timedelta(days=8))
    async with running(house) as desk:
        await open_week(desk)
        assert "Not exported yet: week 46" in desk.status


async def test_a_folder_that_cannot_be_written_is_named_and_the_weeks_stay_due(
    house: House,
) -> None:
    keep(house, NOW - timedelta(days=7))
    blocked = house.root / "no-folder"
    blocked.write_text("a file", encoding="utf-8")
    house.config = Config(exports=str(blocked))
    async with running(house, size=(200, 40)) as desk:
        await open_week(desk)
        await desk.press("enter")
        await desk.until(lambda: "no-folder" in desk.status)
        assert "Not exported yet: week 46" in desk.status


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_no_line_of_the_report_is_wider_than_the_window(
    house: House, size: tuple[int, int]
) -> None:
    keep(house, *(NOW - timedelta(days=days, hours=days % 5) for days in range(30)))
    async with running(house, size=size) as desk:
        await open_week(desk)
        room = desk.app.screen.query_one(Page).scrollable_content_region.width
        assert max(map(len, report(desk).splitlines())) <= room
        await desk.pilot.resize_terminal(64, 24)
        await desk.until(lambda: max(map(len, report(desk).splitlines())) <= 60)
        await desk.press("pagedown")
        assert desk.app.screen.query_one(Page).scroll_offset.y > 0


async def test_who_registers_does_not_wait_for_the_counting(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(house, NOW - timedelta(days=7))
    counting, go_on = threading.Event(), threading.Event()
    sums = Days.sums

    def slow(*arguments: object) -> object:
        counting.set()
        assert go_on.wait(60)
        return sums(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Days, "sums", slow)
    async with running(house) as desk:
        await desk.press("f5")
        await desk.until(counting.is_set)
        assert desk.status == "Counting …"
        await desk.press("escape")
        await desk.register("pas")
        assert len(house.encounters()) == 2
        go_on.set()
    monkeypatch.undo()


async def test_a_long_counting_says_how_far_it_is_and_ends_with_the_screen(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(house, NOW - timedelta(days=7))
    heard: list[float] = []
    step = threading.Semaphore(0)
    note = WeekCounter._note_counted

    def slow(counter: WeekCounter, counting: object, _began: float, share: float) -> None:
        heard.append(share)
        note(counter, counting, 0, share)
        assert step.acquire(timeout=60)

    monkeypatch.setattr(WeekCounter, "_note_counted", slow)
    async with running(house) as desk:
        await desk.press("f5")
        await desk.until(lambda: desk.status == "Counting … 0 %")
        for _ in range(4):
            step.release()
        await desk.until(lambda: len(heard) == 5)
        await desk.until(lambda: desk.status not in ("Counting …", "Counting … 0 %"))
        assert desk.status.startswith("Counting … ")
        await desk.press("escape")
        step.release()
        await desk.register("pas")
        assert heard == sorted(heard)
        assert len(heard) < 10
    assert len(house.encounters()) == 2
