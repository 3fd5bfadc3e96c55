"""In a window of any size one sees the field that one types in, and what is wrong with it."""

import pytest
from textual.widget import Widget
from textual.widgets import Static

from tests.tui.desk import House, Running, running

pytestmark = pytest.mark.slow

SIZES = ((120, 40), (120, 35), (100, 30), (80, 24), (80, 20), (60, 16))
FIELDS_BEFORE_THE_NOTE = 9


def is_in_view(desk: Running, widget: Widget) -> bool:
    """Whether the whole of `widget` is painted, with nothing over it or cut off."""
    region = widget.region
    screen = desk.app.screen
    rows = range(region.y, region.bottom)
    inside = screen.region.contains_region(region)
    return inside and all(screen.get_widget_at(region.x, y)[0] is widget for y in rows)


@pytest.mark.parametrize("size", SIZES)
async def test_each_field_is_in_view_when_one_comes_to_it(
    house: House, size: tuple[int, int]
) -> None:
    async with running(house, size=size) as desk:
        await desk.type("pas")
        await desk.press("enter")
        await desk.until(lambda: desk.strip.outcome.has_focus)
        for _field in range(FIELDS_BEFORE_THE_NOTE):
            before = desk.app.focused
            await desk.press("tab")
            await desk.until(lambda before=before: desk.app.focused not in {before, None})  # type: ignore[misc]
            await desk.until(lambda: is_in_view(desk, desk.app.focused or desk.strip))


@pytest.mark.parametrize("size", SIZES)
async def test_why_nothing_was_saved_is_in_view(house: House, size: tuple[int, int]) -> None:
    async with running(house, size=size) as desk:
        await desk.type("pas")
        await desk.press("enter")
        await desk.until(lambda: desk.strip.outcome.has_focus)
        await desk.press(*["tab"] * FIELDS_BEFORE_THE_NOTE)
        await desk.press(*"ring 61718293", "enter")
        message = desk.strip.message
        await desk.until(lambda: message.has_class("-said"))
        await desk.until(lambda: is_in_view(desk, message))
        assert is_in_view(desk, desk.strip.more.note)


@pytest.mark.parametrize("size", SIZES)
async def test_why_a_correction_was_not_kept_is_in_view(
    house: House, size: tuple[int, int]
) -> None:
    async with running(house, size=size) as desk:
        await desk.register("pas")
        await desk.press("f3")
        await desk.until(lambda: bool(desk.app.screen.query("#hits")))
        await desk.press("enter")
        await desk.until(lambda: bool(desk.app.screen.query("#amend-note")))
        note = desk.app.screen.query_one("#amend-note")
        note.focus()
        await desk.until(lambda: note.has_focus)
        await desk.press(*"ring 61718293", "enter")
        message = desk.app.screen.query_one(".message", Static)
        await desk.until(lambda: "masked" in str(message.content))
        await desk.until(lambda: is_in_view(desk, message))
