"""A session without the desk: one part of the app at a time, with a real app, log and knowledge."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import App
from textual.pilot import Pilot

from floorwalker.knowledge.model.records import Entry
from floorwalker.tui.journal_thread import JournalThread
from floorwalker.tui.screens.base import BaseScreen
from floorwalker.tui.search_session import SearchSession
from floorwalker.tui.session import Session
from tests.tui.desk import House

if TYPE_CHECKING:
    from textual.screen import Screen

_PATIENCE = 60.0
"""Seconds after which what was waited for counts as never coming true."""


class FirstScreen(BaseScreen):
    """What stands where the desk would be: an entry is selected on it."""

    selected_entry: Entry | None = None


class BareApp(App[int]):
    """An app with nothing but a first screen."""

    CSS_PATH = "../../floorwalker/tui/app.tcss"

    def __init__(self, first: FirstScreen) -> None:
        super().__init__()
        self._first = first

    def get_default_screen(self) -> FirstScreen:
        return self._first


@dataclass
class Alone:
    """A part's surroundings."""

    session: Session
    first: FirstScreen
    pilot: Pilot[int]

    @property
    def said(self) -> str:
        """The status line of the first screen."""
        return str(self.first.query_one("#status").render())

    def select(self, ref: str) -> None:
        """Select an entry on the first screen."""
        assert self.session.search is not None
        self.first.selected_entry = self.session.search.entry(ref)

    async def do(self, command: Callable[[], None]) -> None:
        """Do something as the app itself does it when a key asks for it."""
        self.session.app.call_later(command)
        await self.pilot.pause()

    async def on(self, kind: type[object]) -> None:
        """Wait for a screen of this kind, with the keys in its hands."""
        app = self.session.app
        await self.until(lambda: isinstance(app.screen, kind) and app.screen.is_mounted)
        await self.pilot.pause()

    async def close(self, answer: object = None) -> None:
        """Close the dialog in view, with this answer."""
        screen: Screen[object] = self.session.app.screen

        def dismiss() -> None:
            screen.dismiss(answer)

        await self.do(dismiss)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for a condition, never for a time."""
        limit = time.monotonic() + _PATIENCE
        while not holds():
            assert time.monotonic() < limit, f"it never came true on {self.session.app.screen!r}"
            await self.pilot.pause(0.01)


@asynccontextmanager
async def alone(house: House, *, is_loaded: bool = True) -> AsyncIterator[Alone]:
    """A running session of `house`."""
    first = FirstScreen(clock=lambda: house.now)
    app = BareApp(first)
    journal = JournalThread(house.open_journal, lambda _waits: None, lambda _error: None)
    session = Session(
        app=app,
        config=house.config,
        clock=lambda: house.now,
        data_dir=house.data,
        config_file=house.root / "config.yaml",
        journal=journal,
        search=SearchSession(house.load()) if is_loaded else None,
    )
    try:
        async with app.run_test(size=(120, 40)) as pilot:
            yield Alone(session, first, pilot)
    finally:
        journal.close()
