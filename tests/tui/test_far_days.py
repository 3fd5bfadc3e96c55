"""Days that are none, or far away, typed and turned to: the desk stays, and says what it shows."""

import pytest

from floorwalker.tui.widgets.frame import Head
from floorwalker.tui.widgets.one_line_input import OneLineInput
from tests.tui.desk import House, Running, running

pytestmark = pytest.mark.slow

FAR = ("9999-W52", "0001-W01", "2026-W54", "12.9999", "9999-12-31", "0001-01-01", "99999-01-01")


def head(desk: Running) -> str:
    return desk.app.screen.query_one(Head)._left.plain


@pytest.mark.parametrize("key", ["f3", "f4"])
async def test_any_day_can_be_typed_into_a_list(house: House, key: str) -> None:
    async with running(house) as desk:
        await desk.press(key)
        for text in FAR:
            line = desk.app.screen.query_one("#search", OneLineInput)
            await desk.type(text)
            await desk.pilot.pause()
            assert line.value == text
            await desk.press("escape")
        assert desk.app.is_running


@pytest.mark.parametrize("text", FAR)
async def test_a_due_date_that_is_none_is_refused_and_nothing_is_stored(
    house: House, text: str
) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter")
        desk.strip.query_one("#due", OneLineInput).value = text
        await desk.press("enter")
        await desk.until(lambda: bool(str(desk.strip.query_one("#strip-message").render())))
        assert desk.strip.is_open
    assert house.encounters() == []


async def test_turning_back_ends_at_the_first_day(house: House) -> None:
    async with running(house) as desk:
        await desk.press("f3")
        await desk.type("1.1.1900")
        await desk.until(lambda: "1900" in head(desk))
        await desk.press("left")
        await desk.press("left")
        await desk.until(lambda: "1 January 1900" in head(desk))
