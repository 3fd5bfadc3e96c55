"""The log: what was registered on a day; found by typing, corrected and withdrawn by key."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.widgets import Input

from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _, mark, ngettext
from floorwalker.times import say_day
from floorwalker.tui.history import line_of, name_of, page_of
from floorwalker.tui.keys import key
from floorwalker.tui.screens.amend import AmendScreen
from floorwalker.tui.screens.place import Place
from floorwalker.tui.widgets.hit_list import HitList
from floorwalker.tui.widgets.one_line import OneLine
from floorwalker.tui.widgets.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from textual import events
    from textual.binding import BindingType
    from textual.widget import Widget

    from floorwalker.config import Config
    from floorwalker.journal.encounter import Encounter
    from floorwalker.knowledge.records import Knowledge
    from floorwalker.tui.journal_thread import JournalThread


class LogScreen(Place):
    """One day at a time, newest first."""

    own_id = "app.log"
    BINDINGS: ClassVar[list[BindingType]] = [
        key(
            "enter",
            "open",
            "log.open",
            mark("Correct"),
            mark("Correct or withdraw the encounter selected."),
            show=True,
            priority=True,
        ),
        key("escape", "leave", "log.leave", mark("Back"), mark("Back to the desk."), show=True),
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
        key("up", "move('up')", "log.up", mark("Up"), mark("Up."), priority=True),
        key("down", "move('down')", "log.down", mark("Down"), mark("Down."), priority=True),
        key(
            "pageup",
            "move('page_up')",
            "log.page_up",
            mark("Page up"),
            mark("A page up."),
            priority=True,
        ),
        key(
            "pagedown",
            "move('page_down')",
            "log.page_down",
            mark("Page down"),
            mark("A page down."),
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

    def work(self) -> Iterable[Widget]:
        """A line to find by, the day's encounters, and the one selected."""
        with Horizontal(id="search-row"):
            yield OneLine(longest=100, placeholder=_("Find in this day"), id="search")
        with Horizontal(id="desk-work"):
            yield HitList(id="hits")
            yield Page(id="detail", can_focus=False)

    def on_mount(self) -> None:
        """Read the day."""
        self.add_class("log")
        self.query_one(OneLine).focus()
        self._read()

    def _read(self, said: str = "") -> None:
        self.run_worker(self._show_day(said), exclusive=True)

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
        self.say(said or count.format(count=len(found)))
        self._narrow()

    @on(Input.Changed)
    def _narrow_to(self, event: Input.Changed) -> None:
        event.stop()
        self._narrow()

    def _narrow(self) -> None:
        words = self.query_one(OneLine).value.casefold().split()
        lines = [
            line
            for line in map(line_of, self._encounters.values())
            if all(word in f"{line.name} {line.aside}".casefold() for word in words)
        ]
        self.query_one(HitList).show(lines)
        selected = self.query_one(HitList).selected
        self._show(selected.ref if selected else None)

    def _show(self, encounter_id: str | None) -> None:
        encounter = self._encounters.get(encounter_id or "")
        self.query_one(Page).show(page_of(encounter) if encounter else ())

    def on_hit_list_chosen(self, event: HitList.Chosen) -> None:
        """Show the encounter selected."""
        self._show(event.ref)

    def on_hit_list_picked(self) -> None:
        """A click opens."""
        self.action_open()

    def on_key(self, event: events.Key) -> None:
        """Letters go to the line, wherever the focus is."""
        if event.is_printable and event.character and not isinstance(self.focused, Input):
            event.stop()
            self.query_one(OneLine).focus()
            self.query_one(OneLine).write(event.character)

    def action_move(self, step: str) -> None:
        """Another encounter."""
        self.query_one(HitList).move(step)

    def action_turn(self, days: int) -> None:
        """Another day, none after today."""
        today = self.clock().date()
        self._day = min(self._day + timedelta(days=days), today)
        self._read()

    def action_leave(self) -> None:
        """Empty the line first, then back to the desk."""
        line = self.query_one(OneLine)
        if line.value:
            line.value = ""
        else:
            self.dismiss()

    def action_open(self) -> None:
        """Correct or withdraw the encounter selected."""
        selected = self.query_one(HitList).selected
        encounter = self._encounters.get(selected.ref) if selected else None
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
