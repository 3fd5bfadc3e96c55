"""A screen closes itself and no other one, once, whenever it is asked to."""

import asyncio

import pytest

from floorwalker.tui.key_queue import is_answering
from floorwalker.tui.screens.help import HelpScreen
from floorwalker.tui.screens.jump import JumpScreen
from floorwalker.tui.screens.note import NoteScreen
from tests.tui.desk import House, Running, running


async def open_help(desk: Running) -> None:
    """Lay the help over what is in view."""
    await desk.press("f1")
    await desk.until(lambda: isinstance(desk.app.screen, HelpScreen))


async def answers(desk: Running) -> None:
    """The desk is in view again and takes words."""
    await desk.until(lambda: desk.app.screen is desk.screen)
    await desk.type("pas")
    await desk.until(lambda: desk.box.value == "pas")


async def test_letters_of_another_window_go_when_the_help_over_them_has_gone(house: House) -> None:
    async with running(house) as desk:
        await desk.press("ctrl+l")
        await desk.until(lambda: isinstance(desk.app.screen, JumpScreen))
        await open_help(desk)
        await desk.pilot.resize_terminal(90, 30)
        await desk.pilot.pause()
        assert isinstance(desk.app.screen, HelpScreen)
        await desk.press("escape")
        await answers(desk)
        assert desk.app.return_code in (None, 0)


async def test_a_note_that_is_kept_below_the_help_closes_when_the_help_has_gone(
    house: House,
) -> None:
    may_end = asyncio.Event()
    given: list[str | None] = []

    async def keep(text: str) -> str:
        await may_end.wait()
        return f"kept: {text}"

    async with running(house) as desk:
        note = NoteScreen(title="A note", placeholder="", keep=keep)

        desk.app.push_screen(note, given.append)
        await desk.until(lambda: desk.app.screen is note and note.focused is not None)
        await desk.type("abc")
        note.action_save()
        desk.app.navigator.show_help()
        await desk.until(lambda: isinstance(desk.app.screen, HelpScreen))
        may_end.set()
        await desk.until(lambda: not is_answering(desk.app))
        await desk.pilot.pause()
        assert isinstance(desk.app.screen, HelpScreen)
        assert not given
        await desk.press("escape")
        await answers(desk)
        assert given == ["kept: abc"]


async def test_a_screen_that_is_asked_twice_closes_no_other_one(house: House) -> None:
    async with running(house) as desk:
        await desk.press("f5")
        log = desk.app.screen
        await open_help(desk)
        help_screen = desk.app.screen
        help_screen.dismiss()
        help_screen.dismiss()
        await desk.pilot.pause()
        assert desk.app.screen is log
        assert desk.screen is not log


@pytest.mark.parametrize("key", ["f3", "f4", "f5"])
async def test_nothing_is_read_any_more_for_a_screen_that_closes(
    house: House, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    async def never(*_arguments: object, **_options: object) -> None:
        await asyncio.Event().wait()

    given_up: list[bool] = []
    async with running(house) as desk:
        for question in ("ask", "apart"):
            monkeypatch.setattr(desk.app.session.journal, question, never)
        await desk.press(key)
        screen = desk.app.screen
        assert screen is not desk.screen
        readings = [worker for worker in desk.app.workers if worker.node is screen]
        assert readings

        def close() -> None:
            screen.dismiss()
            given_up.extend(worker.is_cancelled for worker in readings)

        desk.app.call_later(close)
        await desk.until(lambda: bool(given_up))
        monkeypatch.undo()
        await answers(desk)
        assert all(given_up)
