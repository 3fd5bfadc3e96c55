"""The answer is kept true while it is read, and stays where it is."""

from datetime import timedelta

import pytest

from floorwalker.tui import desk_content
from tests.tui.desk import House, running


async def test_a_page_that_is_being_read_does_not_jump_when_the_clock_moves(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_content, "TICK", 0.02)
    async with running(house, size=(80, 24)) as desk:
        await desk.type("pas")
        await desk.press("ctrl+down")
        await desk.until(lambda: desk.screen.answer.scroll_offset.y > 0)
        read = desk.screen.answer.scroll_offset
        for _minute in range(3):
            house.now += timedelta(minutes=1)
            await desk.until(lambda: f"{house.now:%H:%M}" in desk.head)
            await desk.pilot.pause()
            assert desk.screen.answer.scroll_offset == read


async def test_another_answer_begins_at_its_top(house: House) -> None:
    async with running(house, size=(80, 24)) as desk:
        await desk.type("pas")
        await desk.press("ctrl+down")
        await desk.until(lambda: desk.screen.answer.scroll_offset.y > 0)
        await desk.press("down")
        await desk.until(lambda: desk.screen.answer.scroll_offset.y == 0)
