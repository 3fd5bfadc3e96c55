"""Jumping: one letter goes where it stands, on every screen; Esc stays."""

import pytest

from floorwalker.tui.screens.desk import DeskScreen
from floorwalker.tui.screens.entries import KnowledgeScreen
from floorwalker.tui.screens.follow_ups import FollowUpsScreen
from floorwalker.tui.screens.jump import JumpScreen
from floorwalker.tui.screens.log import LogScreen
from floorwalker.tui.screens.qr_code import QrCodeScreen
from floorwalker.tui.screens.week import WeekScreen
from floorwalker.tui.widgets.page import Page
from tests.tui.desk import House, Running, running

pytestmark = pytest.mark.slow

ROUND = {"x": LogScreen, "c": FollowUpsScreen, "v": WeekScreen, "b": KnowledgeScreen}


async def jump(desk: Running, letter: str) -> None:
    """Ask for the letters and press one."""
    await desk.press("ctrl+l")
    await desk.until(lambda: isinstance(desk.app.screen, JumpScreen))
    await desk.press(letter)
    await desk.until(lambda: not isinstance(desk.app.screen, JumpScreen))
    await desk.pilot.pause()


def letters(desk: Running) -> set[str]:
    return {str(sign.render()) for sign in desk.app.screen.query(".jump")}


async def test_letters_lead_round_all_places_and_home(house: House) -> None:
    async with running(house, size=(160, 40)) as desk:
        for letter, place in ROUND.items():
            await jump(desk, letter)
            assert isinstance(desk.app.screen, place)
        await jump(desk, "z")
        assert isinstance(desk.app.screen, DeskScreen)


async def test_a_number_chooses_a_hit_and_the_box_keeps_the_focus(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        third = desk.hits[2].split("  ")[0]
        await jump(desk, "3")
        assert desk.selected == third
        assert desk.page.startswith(third)
        assert desk.box.has_focus
        assert desk.box.value == "pas"


async def test_the_answer_is_read_with_the_arrows_and_left_again(house: House) -> None:
    async with running(house, size=(80, 24)) as desk:
        await desk.type("pas")
        await jump(desk, "s")
        page = desk.screen.query_one("#detail", Page)
        await desk.press("down", "down")
        assert page.scroll_offset.y == 2
        assert desk.selected == "Pas"
        await desk.press("escape")
        assert desk.box.has_focus
        assert desk.box.value == "pas"
        await desk.press("down")
        assert desk.selected != "Pas"


async def test_a_letter_typed_while_the_answer_is_read_goes_to_the_box(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pa")
        await jump(desk, "s")
        await desk.type("s")
        assert desk.box.value == "pas"
        assert desk.box.has_focus


async def test_a_link_in_the_answer_becomes_a_code(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await jump(desk, "f")
        assert isinstance(desk.app.screen, QrCodeScreen)
        assert desk.text("#code-text") == "https://tid.example/"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_field_of_the_strip_is_two_keys_away(
    house: House, size: tuple[int, int]
) -> None:
    async with running(house, size=size) as desk:
        await desk.type("pas")
        await desk.press("enter")
        await jump(desk, "o")
        await desk.type("vi ringer")
        await jump(desk, "p")
        await desk.type("+7")
        await desk.press("enter")
        await desk.until(lambda: len(house.encounters()) == 1)
        (kept,) = house.encounters()
        assert kept.promise == "vi ringer"
        assert str(kept.follow_up_due) == "2026-11-26"


async def test_escape_and_letters_that_stand_nowhere_change_nothing(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("ctrl+l")
        await desk.until(lambda: isinstance(desk.app.screen, JumpScreen))
        await desk.press("m", "space", "enter")
        assert isinstance(desk.app.screen, JumpScreen)
        await desk.press("escape")
        assert isinstance(desk.app.screen, DeskScreen)
        assert (desk.box.value, desk.selected) == ("pas", "Pas")


async def test_the_log_and_the_knowledge_show_letters_for_what_is_in_view(house: House) -> None:
    async with running(house) as desk:
        await desk.register("pas")
        await desk.press("f3")
        await desk.until(lambda: len(desk.hits) == 1)
        await desk.press("ctrl+l")
        await desk.until(lambda: isinstance(desk.app.screen, JumpScreen))
        assert {"A", "S", "1", "Z"} <= letters(desk)
        assert "2" not in letters(desk)
        await desk.press("escape", "f6", "ctrl+l")
        await desk.until(lambda: isinstance(desk.app.screen, JumpScreen))
        assert {"A", "S", "1", "9", "X"} <= letters(desk)


async def test_a_page_of_the_knowledge_is_read_with_the_arrows_too(house: House) -> None:
    async with running(house, size=(80, 24)) as desk:
        await desk.press("f6")
        await desk.type("pas 1/10/2026")
        await desk.until(lambda: len(desk.hits) == 1)
        assert desk.selected == "Pas"
        chosen = desk.selected
        await jump(desk, "s")
        await desk.press("down")
        assert desk.app.screen.query_one("#detail", Page).scroll_offset.y == 1
        assert desk.selected == chosen
        await desk.press("escape")
        assert isinstance(desk.app.screen, KnowledgeScreen)


async def test_letters_stand_where_they_lead(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("ctrl+l")
        await desk.until(lambda: isinstance(desk.app.screen, JumpScreen))
        await desk.pilot.pause()
        signs = {str(sign.render()): sign.region.offset for sign in desk.app.screen.query(".jump")}
        assert signs["A"].y == desk.box.region.y
        first = desk.screen.query_one("#hits").content_region
        assert (signs["1"].y, signs["2"].y) == (first.y, first.y + 1)
        assert signs["X"].y == desk.app.size.height - 1
