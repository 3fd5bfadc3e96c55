"""Lines pasted where something else than the desk has the keys: nothing comes of them but text."""

import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import Final

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)
else:
    from floorwalker.tui.textual_private import TerminalDriver

from textual import events
from textual.message import Message
from textual.widgets import Input

from floorwalker.journal.store import Journal
from floorwalker.tui.screens.amend import AmendScreen
from floorwalker.tui.screens.confirm import ConfirmLossScreen, ConfirmScreen
from floorwalker.tui.screens.cover import CoverScreen
from floorwalker.tui.screens.follow_ups import FollowUpsScreen, PromiseCodeScreen
from floorwalker.tui.screens.guide import GuideScreen
from floorwalker.tui.screens.help import HelpScreen
from floorwalker.tui.screens.jump import JumpScreen
from floorwalker.tui.screens.log import LogScreen
from floorwalker.tui.screens.note import NoteScreen, ReportScreen
from floorwalker.tui.screens.palette import PaletteScreen
from floorwalker.tui.screens.qr_code import QrCodeScreen
from floorwalker.tui.screens.remedy import RemedyScreen
from floorwalker.tui.screens.settings import SettingsScreen
from floorwalker.tui.screens.slip import SlipScreen
from floorwalker.tui.screens.week import WeekScreen
from floorwalker.tui.widgets.choice import Choice
from tests.tui.desk import House, Running, running
from tests.tui.test_places import promise

assert sys.platform != "win32"  # what follows is not to be had there

pytestmark = pytest.mark.slow

WORDS: Final = "pas kørekort mitid"
UNBRACKETED: Final = {
    "carriage returns": "pas\rkørekort\rmitid\r",
    "line feeds": "pas\nkørekort\nmitid\n",
    "both": "pas\r\nkørekort\r\nmitid\r\n",
    "two lines": "pas\rkørekort mitid",
    "blank lines": "pas\r\rkørekort\r\rmitid",
    "whole errands": "pas\r\rkørekort\r\rmitid\r\r",
    "controls of a text": "pas\x00\r\x0bkørekort\r\r\x0cmitid\x1e\r\r",
}
"""Blocks as a terminal without bracketed paste sends them, as if they had been typed."""
BRACKETED: Final = {
    "one line": "pas kørekort mitid\r",
    "line ends of all kinds": "pas\r\nkørekort\rmitid\n\n",
    "whole errands": "pas\r\rkørekort\r\rmitid\r\r",
    "controls that are keys": "\x00pas\x07\r\x01\x18kørekort\x7f\r\x0c\x1b mitid\x11\x1b\r\r",
}
"""Blocks as a terminal with bracketed paste sends them, between its brackets."""
BLOCKS: Final = {
    **UNBRACKETED,
    **{f"bracketed, {name}": f"\x1b[200~{text}\x1b[201~" for name, text in BRACKETED.items()},
}


class Reader(TerminalDriver):
    """The driver of a terminal, for what it reads alone."""

    def __init__(self, desk: Running, keys: int) -> None:
        super().__init__(desk.app)
        self.fileno = keys
        self.heard: list[Message] = []

    def process_message(self, message: Message) -> None:
        super().process_message(message)
        self.heard.append(message)


@dataclass
class Keyboard:
    """Sends the desk what a terminal would."""

    desk: Running
    reader: Reader
    wire: int

    async def paste(self, block: str) -> None:
        """Send all of `block` at once, and wait until it has been read as a paste."""
        self.reader.heard.clear()
        os.write(self.wire, block.encode())
        await self.desk.until(lambda: bool(self.reader.heard))
        await self.desk.pilot.pause()
        assert [type(each) for each in self.reader.heard if isinstance(each, events.Key)] == []


@contextmanager
def keyboard(desk: Running) -> Iterator[Keyboard]:
    """What is read by the driver, from a pipe in place of a terminal."""
    keys, wire = os.pipe()
    reader = Reader(desk, keys)
    thread = Thread(target=reader.run_input_thread)
    thread.start()
    try:
        yield Keyboard(desk, reader, wire)
    finally:
        reader.exit_event.set()
        thread.join()
        os.close(wire)
        os.close(keys)


@dataclass(frozen=True)
class Place:
    """Where lines are pasted."""

    screen: type
    open: Callable[[Running], Awaitable[None]]
    field: str = ""
    """What the text stands in then; empty where there is no field for it."""


def pressing(*keys: str) -> Callable[[Running], Awaitable[None]]:
    """Opens a place by keys alone."""

    async def press(desk: Running) -> None:
        await desk.press(*keys)

    return press


def listed(key: str, *keys: str) -> Callable[[Running], Awaitable[None]]:
    """Opens a place from a list with one line."""

    async def press(desk: Running) -> None:
        await desk.press(key)
        await desk.until(lambda: len(desk.hits) == 1)
        await desk.press(*keys)

    return press


def about_pas(*keys: str) -> Callable[[Running], Awaitable[None]]:
    """Opens a place from the answer about passports."""

    async def press(desk: Running) -> None:
        await desk.type("pas")
        await desk.until(lambda: desk.selected == "Pas")
        await desk.press(*keys)

    return press


async def ask_for_remedy(desk: Running) -> None:
    """The question about a damaged log, without the damage."""
    desk.app.push_screen(RemedyScreen("What now?", ["Wait", "Go on"]))


PLACES: Final = {
    "note": Place(NoteScreen, listed("f4", "enter"), "#note-text"),
    "promise code": Place(PromiseCodeScreen, pressing("f4", "ctrl+f"), "#note-text"),
    "report": Place(ReportScreen, pressing("f8"), "#note-text"),
    "kind of report": Place(ReportScreen, pressing("f8", "tab")),
    "amend": Place(AmendScreen, listed("f3", "enter", "tab"), "#amend-note"),
    "outcome": Place(AmendScreen, listed("f3", "enter")),
    "withdraw": Place(AmendScreen, listed("f3", "enter", "ctrl+x"), "#amend-why"),
    "settings": Place(SettingsScreen, pressing("f12"), "#set-desk"),
    "folder for exports": Place(SettingsScreen, pressing("f12", "shift+tab"), "#set-exports"),
    "theme": Place(SettingsScreen, pressing("f12", "tab", "tab", "tab")),
    "palette": Place(PaletteScreen, pressing("ctrl+p"), "#palette-words"),
    "jump": Place(JumpScreen, about_pas("ctrl+l")),
    "quit": Place(ConfirmScreen, about_pas("enter", "2", "ctrl+q")),
    "throw away": Place(ConfirmLossScreen, about_pas("enter", "2", "delete")),
    "remedy": Place(RemedyScreen, ask_for_remedy),
    "guide": Place(GuideScreen, about_pas("ctrl+g")),
    "QR code": Place(QrCodeScreen, about_pas("ctrl+r")),
    "slip": Place(SlipScreen, about_pas("ctrl+s")),
    "help": Place(HelpScreen, pressing("f1")),
    "log": Place(LogScreen, listed("f3"), "#search"),
    "follow-ups": Place(FollowUpsScreen, listed("f4"), "#search"),
    "week": Place(WeekScreen, pressing("f5")),
}


@asynccontextmanager
async def opened(house: House, place: Place) -> AsyncIterator[Running]:
    """A desk with one encounter, which holds a promise, at `place`."""
    async with running(house) as desk:
        await promise(desk, "sender brevet", "+2")
        await place.open(desk)
        await desk.until(lambda: isinstance(desk.app.screen, place.screen))
        await desk.pilot.pause()
        yield desk


def kept(house: House) -> object:
    """Everything that a paste could have saved, sent or broken."""
    with Journal.open(house.database, read_only=True) as journal:
        said = (*journal.days.newest(limit=100), *journal.feedback.listed())
    names = ("config.yaml", "*.html", "*.csv", "*.json", "errors.log")
    files = (path for name in names for path in house.root.rglob(name))
    files = (path for path in files if path.parent.name != "drafts")
    return said, {path: path.read_bytes() for path in files}


def behind(desk: Running) -> object:
    """What the desk holds behind whatever lies over it, and the choices made in front."""
    choices = [each.value for each in desk.app.screen.query("Choice").results(Choice)]
    return desk.box.value, desk.strip.is_open, desk.errands.present, choices


@pytest.mark.parametrize("name", PLACES)
async def test_pasted_lines_do_nothing_but_stand_in_the_field(house: House, name: str) -> None:
    place = PLACES[name]
    async with opened(house, place) as desk:
        stack, before, held = [*desk.app.screen_stack], kept(house), behind(desk)
        with keyboard(desk) as keys:
            for about, block in BLOCKS.items():
                if place.field:
                    line = desk.app.screen.query_one(place.field, Input)
                    line.value = ""
                await keys.paste(block)
                await desk.press("f10")
                await desk.until(lambda: isinstance(desk.app.screen, CoverScreen), about=about)
                assert desk.app.screen_stack[:-1] == stack, about
                await desk.press("x")
                assert desk.app.screen_stack == stack, about
                if place.field:
                    assert line.value.isprintable(), about
                    assert line.value.split() == WORDS.split(), about
                assert kept(house) == before, about
                assert behind(desk) == held, about


async def test_pasted_lines_leave_the_cover_where_it_is(house: House) -> None:
    async with opened(house, Place(CoverScreen, about_pas("f10"))) as desk:
        stack, before = [*desk.app.screen_stack], kept(house)
        with keyboard(desk) as keys:
            for about, block in BLOCKS.items():
                await keys.paste(block)
                assert desk.app.screen_stack == stack, about
        await desk.press("x")
        assert desk.app.screen_stack == stack[:-1]
        assert desk.box.value == "pas"
        assert not desk.strip.is_open
        assert kept(house) == before


async def test_a_report_is_sent_by_the_enter_after_a_paste(house: House) -> None:
    async with opened(house, PLACES["report"]) as desk:
        with keyboard(desk) as keys:
            await keys.paste(BLOCKS["whole errands"])
        await desk.press("enter")
        await desk.until(lambda: "Thank you" in desk.status)
    with Journal.open(house.database, read_only=True) as journal:
        assert [each.comment for each in journal.feedback.listed()] == [WORDS]
