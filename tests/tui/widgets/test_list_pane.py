"""A list found by typing: what fits, the page beside it, and rows that are on their way."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from floorwalker.tui.views.list_row import ListRow
from floorwalker.tui.views.sections import Section, section
from floorwalker.tui.widgets.list_pane import ListPane

ROWS = [ListRow("a", "Pas"), ListRow("b", "Nødpas", "→ Politiet"), ListRow("c", "Kørekort")]


class Listing(App[None]):
    """One pane. `!` at the beginning of the line stands for rows that are on their way."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = "About"
        self.shown: list[str] = []
        self.pane = ListPane("Find", page=self.page_of, words_in=self.words_in)

    def compose(self) -> ComposeResult:
        yield self.pane

    def page_of(self, ref: str) -> Iterable[Section]:
        yield section("", f"{self.heading} {ref}")

    def words_in(self, typed: str) -> str | None:
        return None if typed.startswith("!") else typed

    def on_list_pane_shown(self, event: ListPane.Shown) -> None:
        self.shown.append(event.ref)

    @property
    def refs(self) -> list[str]:
        return [row.ref for row in self.pane.hits.shown]


@asynccontextmanager
async def listing() -> AsyncIterator[tuple[Listing, Pilot[None]]]:
    app = Listing()
    async with app.run_test() as pilot:
        app.pane.offer(ROWS)
        yield app, pilot


async def test_typing_lists_what_fits_and_shows_the_page_of_the_first() -> None:
    async with listing() as (app, pilot):
        assert app.refs == ["a", "b", "c"]
        assert app.pane.detail.text == "About a"
        await pilot.press(*"politi")
        await pilot.pause()
        assert app.refs == ["b"]
        assert app.pane.detail.text == "About b"
        assert app.shown[-1] == "b"
        await pilot.press("x")
        await pilot.pause()
        assert app.refs == []
        assert app.pane.selected_ref == ""
        assert app.pane.detail.text.startswith("Nothing here fits “politix”.")


async def test_nothing_is_said_of_an_empty_line_or_of_rows_that_are_still_to_come() -> None:
    app = Listing()
    async with app.run_test() as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert app.pane.detail.text == ""
        app.pane.offer([])
        assert "“x”" in app.pane.detail.text
        await pilot.press("backspace")
        await pilot.pause()
        assert app.pane.detail.text == ""


def test_a_row_is_found_by_words_that_it_does_not_show() -> None:
    line = ListRow("a", "Livsfare", "112", found_by="hjertestop brand")
    assert line.fits(["hjerte", "112"])
    assert not line.fits(["hjerte", "pas"])
    assert "brand" not in line.content().plain


@pytest.mark.parametrize("width", [60, 24, 18])
def test_where_there_is_little_room_a_name_is_cut_and_never_a_number(width: int) -> None:
    number = "+45 12 34 53 53"
    line = ListRow("a", "Social kontrol og vold", number, column=26, keeps_aside=True)
    shown = line.fitted(width, is_selected=False).plain
    assert shown.endswith(number)
    assert len(shown) <= width


async def test_another_row_shows_its_page_and_says_so() -> None:
    async with listing() as (app, pilot):
        app.pane.hits.move("down")
        await pilot.pause()
        assert app.pane.selected_ref == "b"
        assert app.pane.detail.text == "About b"
        assert app.shown[-1] == "b"


async def test_a_page_of_which_more_is_known_is_shown_anew() -> None:
    async with listing() as (app, _pilot):
        app.heading = "More about"
        app.pane.show_page()
        assert app.pane.detail.text == "More about a"


async def test_rows_stay_while_others_are_on_their_way() -> None:
    async with listing() as (app, pilot):
        await pilot.press("!", "x")
        await pilot.pause()
        assert app.refs == ["a", "b", "c"]
        app.pane.offer(ROWS[:1])
        assert app.refs == ["a", "b", "c"]


async def test_no_more_rows_are_listed_than_one_reads() -> None:
    async with listing() as (app, _pilot):
        app.pane.offer([ListRow(str(number), f"Entry {number}") for number in range(1000)])
        assert len(app.refs) == 300
