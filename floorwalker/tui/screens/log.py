"""The log: what was registered; found by day and by words, corrected and withdrawn by key."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work

from floorwalker.date_input import FIRST_DAY, Days, days_in
from floorwalker.dates import format_date, format_day
from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _, mark, ngettext
from floorwalker.tui.commands import LOG
from floorwalker.tui.key_queue import ANSWERS_A_KEY
from floorwalker.tui.keys import bindings
from floorwalker.tui.screens.amend import AmendScreen
from floorwalker.tui.screens.list_screen import ListScreen
from floorwalker.tui.views.encounter import line_of, name_of, page_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from textual.binding import BindingType

    from floorwalker.config import Config
    from floorwalker.journal.encounter import Encounter, Revision
    from floorwalker.knowledge.model.records import Knowledge
    from floorwalker.tui.journal_thread import JournalThread
    from floorwalker.tui.views.sections import Section

_MOST_READ: Final = 5000
"""Encounters that are read at once: more than any house has in a month."""


class LogScreen(ListScreen):
    """A day, or the days that were typed, newest first."""

    own_id = "app.log"
    placeholder = mark("Find in this day; or write 14.5, 14.5.2026, week 46")
    BINDINGS: ClassVar[list[BindingType]] = bindings(LOG)

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
        self._days = Days(clock().date(), clock().date())
        """What the arrows have turned to."""
        self._shown = self._days
        self._encounters: dict[str, Encounter] = {}
        self._histories: dict[str, tuple[Revision, ...]] = {}

    def on_mount(self) -> None:
        self._read()

    @work(exclusive=True, name=ANSWERS_A_KEY)
    async def _read(self, said: str = "") -> None:
        first, last = self._shown
        try:
            found = await self._journal.ask(
                lambda journal: journal.newest(limit=_MOST_READ, first=first, last=last)
            )
        except FloorwalkerError as error:
            self.set_status(str(error), is_fault=True)
            return
        self._encounters = {each.encounter_id: each for each in found}
        self._histories = {}
        self.show_head(_("Log"), self._say_days())
        count = ngettext("{count} encounter", "{count} encounters", len(found))
        lines = [line_of(each, with_day=first != last) for each in found]
        self.offer(lines, said or count.format(count=len(found)))

    def _say_days(self) -> str:
        first, last = self._shown
        if first == last:
            return format_day(first, self.clock().date())
        return f"{format_date(first)} – {format_date(last)}"

    @property
    def sought(self) -> str:
        """What was typed, but for the days it begins with."""
        return days_in(super().sought, self.clock().date())[1]

    def narrow(self) -> None:
        """List what fits; read first where other days were typed."""
        typed = days_in(super().sought, self.clock().date())[0] or self._days
        if typed != self._shown:
            self._shown = typed
            self._read()
        else:
            super().narrow()

    def show(self, ref: str | None) -> None:
        """Show the page; what was corrected comes as soon as it is read."""
        super().show(ref)
        encounter = self._encounters.get(ref or "")
        if encounter is not None and encounter.revision > 1 and ref not in self._histories:
            self._show_history(encounter)

    @work(exclusive=True, group="history", name=ANSWERS_A_KEY, description="")
    async def _show_history(self, encounter: Encounter) -> None:
        id_ = encounter.encounter_id
        try:
            self._histories[id_] = await self._journal.ask(lambda journal: journal.history(id_))
        except FloorwalkerError as error:
            self.set_status(str(error), is_fault=True)
        else:
            if self.selected_ref == id_:
                super().show(id_)

    def page(self, ref: str) -> Iterable[Section]:
        """Everything about an encounter."""
        return page_of(self._encounters[ref], self._histories.get(ref, ()))

    def action_turn(self, days: int) -> None:
        """Another day, none after today; days that were typed are forgotten."""
        day = (self._shown.first if days < 0 else self._shown.last) + timedelta(days=days)
        day = max(min(day, self.clock().date()), FIRST_DAY)
        self._days = Days(day, day)
        self.line.value = self.sought
        self.narrow()

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
