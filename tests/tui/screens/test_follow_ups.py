"""Promises: found by the code on the visitor's slip, kept or not."""

import pytest
from textual.widgets import Static

from floorwalker.tui.screens.desk import DeskScreen
from floorwalker.tui.screens.follow_ups import FollowUpsScreen, PromiseCodeScreen
from floorwalker.tui.screens.note import NoteScreen
from floorwalker.tui.screens.slip import SlipScreen
from tests.tui.desk import House, Running, running
from tests.tui.registration.test_unsaved import open_with
from tests.tui.test_places import promise

pytestmark = pytest.mark.slow


def dialog(desk: Running) -> str:
    """What stands on the screen on top."""
    return "\n".join(str(each.content) for each in desk.app.screen.query(Static))


async def test_a_promise_is_found_by_its_code_even_when_it_was_kept(house: House) -> None:
    async with running(house) as desk:
        await promise(desk, "sender brevet", "+2")
        await promise(desk, "ringer op", "+5")
        brevet = next(each for each in house.encounters() if each.promise == "sender brevet")
        assert brevet.promise_code is not None
        with house.open_journal() as journal:
            journal.follow_ups.close(brevet.encounter_id, None, house.now)
        await desk.press("f4")
        await desk.until(lambda: len(desk.hits) == 1)
        await desk.press("ctrl+f")
        await desk.until(lambda: isinstance(desk.app.screen, PromiseCodeScreen))
        await desk.type(brevet.promise_code.lower())
        await desk.press("enter")
        await desk.until(lambda: "sender brevet" in desk.page)
        assert len(desk.hits) == 1
        assert desk.selected == "Kept"
        await desk.press("enter")
        assert desk.status == "This promise was kept before."
        await desk.press("escape")
        await desk.until(lambda: "ringer op" in desk.page)
        assert isinstance(desk.app.screen, FollowUpsScreen)
        await desk.press("escape")
        assert isinstance(desk.app.screen, DeskScreen)


async def test_a_code_that_nobody_has_is_said_and_can_be_mended(house: House) -> None:
    async with running(house) as desk:
        await promise(desk, "ringer op", "+5")
        code = house.encounters()[0].promise_code or ""
        await desk.press("f4", "ctrl+f")
        await desk.until(lambda: isinstance(desk.app.screen, PromiseCodeScreen))
        await desk.type("ÆØÅ0")
        await desk.press("enter")
        await desk.until(lambda: "No promise has the code ÆØÅ0" in desk.text("#note-message"))
        await desk.press(*["backspace"] * 4)
        await desk.type(code)
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, FollowUpsScreen))
        await desk.press("enter", "enter")
        await desk.until(lambda: house.encounters()[0].follow_up_closed_at is not None)
        await desk.until(lambda: desk.hits == [])


async def test_the_question_whether_a_promise_was_kept_names_it(house: House) -> None:
    async with running(house) as desk:
        await promise(desk, "sender brevet", "+2")
        code = house.encounters()[0].promise_code or ""
        await desk.press("f4", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, NoteScreen))
        assert f"Was the promise kept? sender brevet · {code} · Pas" in dialog(desk)


async def test_a_report_from_here_is_about_what_the_promise_is_about(house: House) -> None:
    async with running(house) as desk:
        await promise(desk, "sender brevet", "+2")
        await desk.press("f4")
        await desk.until(lambda: len(desk.hits) == 1)
        await desk.press("f8")
        await desk.until(lambda: "What is wrong with Pas?" in dialog(desk))
        await desk.type("brevet tager fire dage")
        await desk.press("enter")
        await desk.until(lambda: desk.status == "Reported to the editors. Thank you.")
        with house.open_journal() as journal:
            assert [each.ref for each in journal.feedback.listed()] == ["service:pas"]


async def test_a_report_on_a_promise_without_an_entry_says_so(house: House) -> None:
    async with running(house) as desk:
        await open_with(desk, "xyzzy plugh", promise="ringer", due="+2")
        await desk.press("enter")
        await desk.until(lambda: len(house.encounters()) == 1)
        await desk.press("f4")
        await desk.until(lambda: len(desk.hits) == 1)
        await desk.press("f8")
        await desk.until(lambda: "has no entry. What is wrong with the knowledge" in dialog(desk))


async def test_the_slip_is_about_the_promise_selected(house: House) -> None:
    async with running(house) as desk:
        await promise(desk, "sender brevet", "+2")
        await promise(desk, "ringer op", "+5")
        await desk.press("f4")
        await desk.until(lambda: len(desk.hits) == 2)
        await desk.press("down", "ctrl+s")
        await desk.until(lambda: isinstance(desk.app.screen, SlipScreen))
        code = next(each.promise_code for each in house.encounters() if each.promise == "ringer op")
        await desk.until(lambda: f"ringer op · 24 November 2026 · {code}" in dialog(desk))


async def test_without_a_promise_there_is_nothing_that_a_slip_could_be_about(house: House) -> None:
    async with running(house) as desk:
        await desk.press("f4", "ctrl+s")
        await desk.until(lambda: desk.status == "There is nothing here that a slip could be about.")
