"""Fields that are full say so, and fields that were filled are gone on with at their end."""

import pytest
from textual import events

from floorwalker.tui.screens.amend import AmendScreen
from floorwalker.tui.screens.note import ReportScreen
from floorwalker.tui.widgets.one_line_input import OneLineInput
from tests.tui.desk import House, Running, running
from tests.tui.registration.test_unsaved import fill, open_with

pytestmark = pytest.mark.slow

LONG = "på fredag i næste uge, eller ugen efter den, hvis"
FULL = "No more than {count} characters fit here; what came after is left out."


async def by_key(desk: Running, text: str) -> None:
    await desk.type(text)


async def pasted(desk: Running, text: str) -> None:
    desk.app.post_message(events.Paste(text))
    await desk.pilot.pause()


@pytest.mark.parametrize("way", [by_key, pasted])
async def test_what_does_not_fit_is_said_until_the_field_is_mended(
    house: House, way: object
) -> None:
    async with running(house) as desk:
        await open_with(desk, "pas", due="p")
        await desk.press("backspace")
        await (by_key if way is by_key else pasted)(desk, LONG)
        said = FULL.format(count=40)
        await desk.until(lambda: said in desk.text("#strip-message"))
        assert desk.strip.form.due == LONG[:40]
        await desk.press("backspace")
        await desk.until(lambda: desk.text("#strip-message") == "")


async def test_a_full_note_in_a_dialog_is_said(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("f8")
        await desk.until(lambda: isinstance(desk.app.screen, ReportScreen))
        await pasted(desk, "a" * 501)
        await desk.until(lambda: FULL.format(count=500) in desk.text("#note-message"))


async def test_a_full_line_to_find_by_is_said(house: House) -> None:
    async with running(house) as desk:
        await desk.press("f4")
        await pasted(desk, "a" * 101)
        await desk.until(lambda: desk.status == FULL.format(count=100))


async def test_what_comes_back_is_gone_on_with_at_its_end(house: House) -> None:
    async with running(house) as desk:
        await open_with(desk, "pas", promise="vi ringer", note="høje")
        await desk.press("escape", "escape")
        await desk.press("f7")
        await desk.until(lambda: desk.strip.is_open)
        await fill(desk, promise=" op", note=" sko", due="+3")
        form = desk.strip.form
        assert (form.promise, form.note, form.due) == ("vi ringer op", "høje sko", "+3")


async def test_a_note_to_be_corrected_is_gone_on_with_at_its_end(house: House) -> None:
    async with running(house) as desk:
        await open_with(desk, "pas", note="høje")
        await desk.press("enter")
        await desk.until(lambda: len(house.encounters()) == 1)
        await desk.press("f3", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, AmendScreen))
        desk.app.screen.query_one("#amend-note", OneLineInput).focus()
        await desk.type(" sko")
        await desk.press("enter")
        await desk.until(lambda: house.encounters()[0].note == "høje sko")
