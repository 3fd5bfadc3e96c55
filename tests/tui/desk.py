"""Runs the real desk without a terminal: real files, a real database, a fixed clock."""

import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from textual.pilot import Pilot
from textual.widgets import Static

from floorwalker.config import Config
from floorwalker.journal.encounter import Encounter
from floorwalker.journal.store import Journal
from floorwalker.knowledge.loading.loader import Loaded, load, with_last_good
from floorwalker.knowledge.model.as_of import as_of
from floorwalker.search.index import Index
from floorwalker.tui.app import DeskApp
from floorwalker.tui.loaded import LoadedKnowledge
from floorwalker.tui.registration.errands import ErrandTracker
from floorwalker.tui.registration.fields import RegistrationStrip
from floorwalker.tui.screens.desk import DeskScreen
from floorwalker.tui.widgets.frame import Head
from floorwalker.tui.widgets.hit_list import HitList
from floorwalker.tui.widgets.page import Page
from floorwalker.tui.widgets.search_box import SearchBox
from tests.tui.town import write_town

NOW = datetime(2026, 11, 19, 10, 42, tzinfo=ZoneInfo("Europe/Copenhagen"))
"""A Thursday on which Borgerservice is open and the evening office is closed."""
_PATIENCE = 60.0
"""Seconds after which what was waited for counts as never coming true."""


@dataclass
class House:
    """Where one desk keeps its things, and how it is set up."""

    root: Path
    config: Config = field(default_factory=Config)
    now: datetime = NOW
    is_starter: bool = False
    follows_days: bool = False
    """Whether the knowledge is made ready for the day, as `floorwalker` does."""
    _before: Loaded | None = None
    patience: float = 10.0
    """Seconds to wait for a log that another program has."""

    def __post_init__(self) -> None:
        self.knowledge = write_town(self.root / "knowledge")
        self.data = self.root / "data"
        self.database = self.data / "encounters.db"

    @classmethod
    def beside(cls, other: "House", *, config: Config) -> "House":
        """Another desk with the same folders."""
        house = copy(other)
        house.config = config
        return house

    def load(self) -> LoadedKnowledge:
        """What the composition root would load."""
        loaded = self._before = with_last_good(load(self.knowledge), self._before)
        day = self.now.date()
        knowledge = as_of(loaded.knowledge, day) if self.follows_days else loaded.knowledge
        return LoadedKnowledge(
            knowledge=knowledge,
            day=day if self.follows_days else None,
            index=Index.build(knowledge),
            problems=loaded.problems,
            source="Starter knowledge",
            is_starter=self.is_starter,
            folder=self.knowledge,
        )

    def open_journal(self, waiting: Callable[[], None] | None = None) -> Journal:
        """The journal on the disk."""
        return Journal.open(self.database, timeout=self.patience, waiting=waiting)

    def seconds(self) -> float:
        """The monotonic clock: it stands still unless `now` is moved."""
        return self.now.timestamp()

    def drafts(self) -> list[dict[str, Any]]:
        """What a killed desk would leave behind, oldest first."""
        return drafts_in(self.data)

    def encounters(self) -> list[Encounter]:
        """What another process would read, newest first."""
        if not self.database.exists():
            return []
        with Journal.open(self.database, read_only=True) as journal:
            return list(journal.days.newest(limit=100))


def drafts_in(data: Path) -> list[dict[str, Any]]:
    """The errands that are kept in the data folder until they are saved, oldest first."""
    files = sorted((data / "drafts").glob("*.json"), key=lambda path: path.stat().st_mtime)
    return [errand for file in files for errand in json.loads(file.read_bytes())["errands"]]


@dataclass
class Running:
    """A desk in use."""

    app: DeskApp
    pilot: Pilot[int]

    @property
    def screen(self) -> DeskScreen:
        """The desk's screen, wherever one is."""
        screen = self.app.screen_stack[0]
        assert isinstance(screen, DeskScreen)
        return screen

    @property
    def box(self) -> SearchBox:
        return self.screen.query_one(SearchBox)

    @property
    def strip(self) -> RegistrationStrip:
        return self.screen.query_one(RegistrationStrip)

    @property
    def errands(self) -> ErrandTracker:
        return self.screen.flow.errands

    @property
    def hits(self) -> list[str]:
        hits = self.app.screen.query_one(HitList)
        return [line.content().plain for line in hits.shown]

    @property
    def selected(self) -> str:
        line = self.app.screen.query_one(HitList).selected
        return line.name if line else ""

    @property
    def page(self) -> str:
        """The answer, or whatever else the screen shows on a page."""
        pages = [page for page in self.app.screen.query(Page) if page.id != "day"]
        return pages[0].text

    @property
    def head(self) -> str:
        """The first line of the screen."""
        return str(self.app.screen.query_one(Head).render())

    @property
    def status(self) -> str:
        """What the status line says; a dialog that is still open has none."""
        return "".join(str(line.render()) for line in self.app.screen.query("#status"))

    def text(self, selector: str) -> str:
        """What a part of the screen says."""
        return str(self.app.screen.query_one(selector, Static).render())

    async def type(self, text: str) -> None:
        """Press the keys of `text`."""
        await self.pilot.press(*("space" if letter == " " else letter for letter in text))

    async def press(self, *keys: str) -> None:
        """Press keys and let the screen answer."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def until(self, holds: Callable[[], bool], *, about: object = "") -> None:
        """Wait for a condition, never for a time; `about` says more where it never holds."""
        limit = time.monotonic() + _PATIENCE
        while not holds():
            assert time.monotonic() < limit, f"it never came true on {self.app.screen!r} {about}"
            await self.pilot.pause(0.01)

    async def register(self, words: str) -> None:
        """One errand: type, Enter, Enter."""
        await self.type(words)
        await self.press("enter", "enter")
        await self.until(lambda: not self.strip.is_open and not self.box.value)


@asynccontextmanager
async def running(
    house: House,
    *,
    size: tuple[int, int] = (120, 40),
    load: Callable[[], LoadedKnowledge] | None = None,
    wait: bool = True,
) -> AsyncIterator[Running]:
    """The desk of `house`, loaded and ready."""
    app = DeskApp(
        config=house.config,
        load=load or house.load,
        open_journal=house.open_journal,
        clock=lambda: house.now,
        monotonic=house.seconds,
        data_dir=house.data,
        config_file=house.root / "config.yaml",
    )
    try:
        async with app.run_test(size=size) as pilot:
            desk = Running(app, pilot)
            if wait:
                await desk.until(lambda: desk.screen.flow.search_view.session is not None)
                await pilot.pause()
            yield desk
    finally:
        app.close_journal()
