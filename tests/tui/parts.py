"""The parts of a desk without its screen: real widgets, search and log."""

import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from textual import getters, on
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from floorwalker.config import Config
from floorwalker.tui.errand_flow import ErrandFlow
from floorwalker.tui.journal_thread import JournalThread
from floorwalker.tui.registration.drafts import Drafts
from floorwalker.tui.registration.events import RegistrationEvent
from floorwalker.tui.registration.flow import RegistrationFlow
from floorwalker.tui.registration.pane import RegistrationPane
from floorwalker.tui.registration.submit import Submitter
from floorwalker.tui.search_session import SearchSession
from floorwalker.tui.search_view import SearchView
from floorwalker.tui.widgets.frame import Head
from floorwalker.tui.widgets.hit_list import HitList
from floorwalker.tui.widgets.page import Page
from floorwalker.tui.widgets.search_row import SearchRow
from tests.tui.desk import House

_PATIENCE = 60.0
"""Seconds after which what was waited for counts as never coming true."""


class PartsScreen(Screen[None]):
    """The widgets and nothing that joins them, but for what happens in a registration."""

    search_row = getters.query_one(SearchRow)
    hits = getters.query_one(HitList)
    answer = getters.query_one(Page)
    head = getters.query_one(Head)

    def __init__(self, pane: RegistrationPane) -> None:
        super().__init__()
        self.pane = pane
        self.follow: Callable[[RegistrationEvent], None] = lambda _event: None

    def compose(self) -> Iterable[Widget]:
        yield Head(id="head")
        yield SearchRow(id="search-row")
        yield HitList(id="hits")
        yield Page(id="detail")
        yield self.pane

    @on(RegistrationEvent)
    def follow_registration(self, event: RegistrationEvent) -> None:
        self.follow(event)


class PartsApp(App[int]):
    CSS_PATH = "../../floorwalker/tui/app.tcss"

    def __init__(self, screen: PartsScreen) -> None:
        super().__init__()
        self._first = screen

    def get_default_screen(self) -> PartsScreen:
        return self._first


@dataclass
class Parts:
    """What is built on the widgets, ready for a visitor."""

    screen: PartsScreen
    search: SearchView
    flow: ErrandFlow
    registering: RegistrationFlow
    pilot: Pilot[int]
    status: list[str]
    """Everything that the status line was given."""
    log_changes: list[None]

    @property
    def refs(self) -> list[str]:
        return [each.ref for each in self.screen.hits.shown]

    @property
    def words(self) -> str:
        return self.screen.search_row.box.value

    def type(self, words: str) -> None:
        """Put words into the box as a person does, at once."""
        box = self.screen.search_row.box
        before, box.value = box.value, words
        self.flow.follow_words(before, words)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for a condition, never for a time."""
        limit = time.monotonic() + _PATIENCE
        while not holds():
            assert time.monotonic() < limit, f"it never came true: {self.status}"
            await self.pilot.pause(0.01)


@asynccontextmanager
async def parts(house: House, *, is_loaded: bool = True) -> AsyncIterator[Parts]:
    """The parts of a desk in `house`, in English."""
    journal = JournalThread(house.open_journal, lambda _waits: None, lambda _error: None)
    pane = RegistrationPane(
        Submitter(journal=journal, config=Config(), clock=lambda: house.now), id="registration"
    )
    screen = PartsScreen(pane)
    status: list[str] = []
    log_changes: list[None] = []

    def write_status(text: str, *, is_fault: bool = False) -> None:
        del is_fault
        status.append(text)

    def key_of(id_: str) -> str:
        return f"<{id_}>"

    search = SearchView(screen, clock=lambda: house.now, key_of=key_of)
    flow = ErrandFlow(
        screen,
        search,
        clock=lambda: house.now,
        monotonic=house.seconds,
        key_of=key_of,
        write_status=write_status,
    )
    registering = RegistrationFlow(flow, pane, log_changed=lambda: log_changes.append(None))
    app = PartsApp(screen)
    try:
        async with app.run_test(size=(120, 40)) as pilot:
            await pane.furnish([], Drafts(house.data, desk="desk", clock=lambda: house.now))
            screen.follow = registering.follow
            if is_loaded:
                search.session = SearchSession(house.load())
                pane.knowledge = search.session.knowledge
            yield Parts(screen, search, flow, registering, pilot, status, log_changes)
    finally:
        journal.close()
        pane.drafts.close()
