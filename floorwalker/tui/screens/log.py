"""The log: what was registered on a day; found by typing, corrected and withdrawn by key."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _, mark, ngettext
from floorwalker.times import say_day
from floorwalker.tui.history import line_of, name_of, page_of
from floorwalker.tui.keys import key
from floorwalker.tui.screens.amend import AmendScreen
from floorwalker.tui.screens.listing import Listing
from floorwalker.tui.work import begin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from textual.binding import BindingType

    from floorwalker.config import Config
    from floorwalker.journal.encounter import Encounter
    from floorwalker.knowledge.records import Knowledge
    from floorwalker.tui.journal_thread import JournalThread
    from floorwalker.tui.sheet import Section


class LogScreen(Listing):
    """One day at a time, newest first."""

    own_id = "app.log"
    placeholder = mark("Find in this day")
    BINDINGS: ClassVar[list[BindingType]] = [
        key(
            "left",
            "turn(-1)",
            "log.day_before",
            mark("Day before"),
            mark("The day before."),
            show=True,
            priority=True,
        ),
        key(
            "right",
            "turn(1)",
            "log.day_after",
            mark("Day after"),
            mark("The day after."),
            priority=True,
        ),
    ]

    def __init__(
        self,
        *,
        journal: JournalThread,
        knowledge: Knowledge,
        config: Config,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__(clock=clock)
        self._journal = journal
        self._knowledge = knowledge
        self._config = config
        self._day: date = clock().date()
        self._encounters: dict[str, Encounter] = {}

    def on_mount(self) -> None:
        """Read the day."""
        self._read()

    def _read(self, said: str = "") -> None:
        begin(self, partial(self._show_day, said), exclusive=True)

    async def _show_day(self, said: str) -> None:
        day = self._day
        try:
            found = await self._journal.ask(lambda journal: journal.on_day(day))
        except FloorwalkerError as error:
            self.say(str(error), is_fault=True)
            return
        self._encounters = {each.encounter_id: each for each in reversed(found)}
        self.show_head(_("Log"), say_day(day, self.clock().date()))
        count = ngettext("{count} encounter", "{count} encounters", len(found))
        self.offer([*map(line_of, reversed(found))], said or count.format(count=len(found)))

    def page(self, ref: str) -> Iterable[Section]:
        """Everything about an encounter."""
        return page_of(self._encounters[ref])

    def action_turn(self, days: int) -> None:
        """Another day, none after today."""
        self._day = min(self._day + timedelta(days=days), self.clock().date())
        self._read()

    def action_open(self) -> None:
        """Correct or withdraw the encounter selected."""
        encounter = self._encounters.get(self.selected_ref or "")
        if encounter is None:
            return
        screen = AmendScreen(
            encounter,
            title=name_of(encounter),
            journal=self._journal,
            knowledge=self._knowledge,
            config=self._config,
            clock=self.clock,
        )
        self.app.push_screen(screen, self._take_back)

    def _take_back(self, said: str | None) -> None:
        if said:
            self._read(said)
