"""Views that paint line by line: each line as wide as there is room, and none painted twice."""

from textual.app import App, ComposeResult
from textual.content import Content

from floorwalker.tui.views.list_row import ListRow
from floorwalker.tui.views.report import style_report
from floorwalker.tui.views.sections import section
from floorwalker.tui.widgets.hit_list import HitList
from floorwalker.tui.widgets.line_view import LineView
from floorwalker.tui.widgets.page import Page

NARROW = (0, 1, 2, 3, 7)


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
                for number in range(len(view.lines())):
                    view.forget_painted()
                    assert view.painted(number, width).cell_length == width


class Counted:
    """Lines that note which of them were asked for."""

    def __init__(self, *texts: str) -> None:
        self.texts = list(texts)
        self.styled_numbers: list[int] = []

    def __len__(self) -> int:
        return len(self.texts)

    def plain(self, number: int) -> str:
        return self.texts[number]

    def key(self, number: int) -> str:
        return self.texts[number]

    def styled(self, number: int, width: int) -> tuple[Content, tuple[str, ...]]:
        self.styled_numbers.append(number)
        return Content(self.texts[number][:width]), ()


async def test_only_a_line_that_looks_different_is_painted_again() -> None:
    lines = Counted("first", "second", "third")

    class Bare(App[None]):
        CSS = "LineView { overflow: hidden scroll; }"

        def compose(self) -> ComposeResult:
            yield LineView(lambda: lines)

    async with Bare().run_test(size=(20, 5)) as pilot:
        view = pilot.app.query_one(LineView)
        assert shown(view) == ["first", "second", "third", "", ""]
        lines.styled_numbers.clear()
        lines.texts[1:] = ["other", "third", "fourth"]
        view.adopt()
        assert shown(view) == ["first", "other", "third", "fourth", ""]
        assert lines.styled_numbers == [1, 3]
        assert view.virtual_size.height == 4


def shown(view: LineView) -> list[str]:
    return [strip.text.rstrip() for strip in view.render_lines(view.size.region)]
