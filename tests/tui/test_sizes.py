"""Windows of every size, also on the way from one to another."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest
from textual.app import App, ComposeResult

from floorwalker.tui.views.list_row import ListRow
from floorwalker.tui.views.report import style_report
from floorwalker.tui.views.sections import section
from floorwalker.tui.widgets.hit_list import HitList
from floorwalker.tui.widgets.page import Page
from tests.tui.desk import House, running

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from floorwalker.tui.widgets.line_view import LineView

NARROW = (0, 1, 2, 3, 7)
WAYS = (
    ((200, 60), (80, 24)),
    ((80, 24), (37, 24)),
    ((120, 40), (20, 5)),
    ((120, 40), (1, 1)),
    ((60, 16), (300, 100), (61, 17)),
    ((200, 60), (200, 2), (3, 60)),
)


class Lists(App[None]):
    """Each of the views that paint line by line."""

    def compose(self) -> ComposeResult:
        yield HitList()
        yield Page(id="sections")
        yield Page(id="report")


async def test_a_line_without_any_room_is_blank() -> None:
    async with Lists().run_test() as pilot:
        hits = pilot.app.query_one(HitList)
        page = pilot.app.query_one("#sections", Page)
        printed = pilot.app.query_one("#report", Page)
        views: tuple[LineView, ...] = (hits, page, printed)
        hits.show([ListRow("a", "Et navn", "→ Politiet"), ListRow("b", "日本語", "x")])
        page.show([section("Hvor", "Torvet 1 og langt videre")])
        printed.show_lines(style_report(["Uge 47", "", "1. Hvad?", "▇▇▇▇"]))
        for view in views:
            for width in NARROW:
                for number in range(view.line_count):
                    view.forget_painted()
                    assert view.painted(number, width).cell_length == width


@pytest.mark.parametrize("way", WAYS)
async def test_the_strip_opens_while_the_window_changes(
    house: House, way: Sequence[tuple[int, int]]
) -> None:
    first, *others = way
    async with running(house, size=first) as desk:
        for size in (*others, first):
            await desk.type("pas")
            await desk.press("enter")
            await desk.pilot.resize_terminal(*size)
            await desk.press("tab")
            await desk.press("escape", "escape")
        assert desk.box.value == ""
