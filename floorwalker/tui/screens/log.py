"""The log: what was registered; found by day and by words, corrected and withdrawn by key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import work

from floorwalker.date_input import days_in
from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _, ngettext
from floorwalker.tui.commands import LOG
from floorwalker.tui.key_queue import ANSWERS_A_KEY
from floorwalker.tui.keys import bindings
from floorwalker.tui.log_days import LogDays
from floorwalker.tui.screens.amend import AmendScreen
from floorwalker.tui.screens.list_screen import ListScreen
from floorwalker.tui.views.encounter import line_of, page_of
from floorwalker.tui.widgets.list_pane import ListPane

if TYPE_CHECKING:
    from floorwalker.journal.encounter import Encounter, Revision
    from floorwalker.knowledge.model.records import Knowledge
    from floorwalker.tui.session import Session

_MOST_READ: Final = 5000
"""Encounters that are read at once: more than any house has in a month."""


class LogScreen(ListScreen):
    """A day, or the days that were typed, newest first."""

    own_id = "app.log"
    BINDINGS = bindings(LOG)

    def __init__(self, session: Session, knowledge: Knowledge) -> None:
        pane = ListPane(
            _("Find in this day; or write 14.5, 14.5.2026, week 46"),
            page=lambda ref: page_of(self._encounters[ref], self._histories.get(ref, ())),
            words_in=lambda typed: self._days.words_in(typed, self.clock().date(), self._read),
        )
        super().__init__(pane, clock=session.clock)
        self._session = session
        self._journal = session.journal
        self._knowledge = knowledge
        self._days = LogDays(self.clock().date())
        self._encounters: dict[str, Encounter] = {}
        self._histories: dict[str, tuple[Revision, ...]] = {}

    def on_mount(self) -> None:
        self._read()

    @work(exclusive=True, name=ANSWERS_A_KEY)
    async def _read(self, said: str = "") -> None:
        first, last = self._days.shown
        try:
            found = await self._journal.ask(
                lambda journal: journal.days.newest(limit=_MOST_READ, first=first, last=last)
            )
        except FloorwalkerError as error:
            self.set_status(str(error), is_fault=True)
            return
        self._encounters = {each.encounter_id: each for each in found}
        self._histories = {}
        now = self.clock()
        self.head.show(_("Log"), self._days.describe(now.date()), now=now)
        count = ngettext("{count} encounter", "{count} encounters", len(found))
        self.set_status(said or count.format(count=len(found)))
        self.pane.offer([line_of(each, with_day=first != last) for each in found])

    def on_list_pane_shown(self, event: ListPane.Shown) -> None:
        """What was corrected comes as soon as it is read."""
        encounter = self._encounters.get(event.ref)
        if encounter is not None and encounter.revision > 1 and event.ref not in self._histories:
            self._show_history(event.ref)

    @work(exclusive=True, group="history", name=ANSWERS_A_KEY, description="")
    async def _show_history(self, id_: str) -> None:
        try:
            self._histories[id_] = await self._journal.ask(
                lambda journal: journal.encounters.history(id_)
            )
        except FloorwalkerError as error:
            self.set_status(str(error), is_fault=True)
        else:
            if self.pane.selected_ref == id_:
                self.pane.show_page()

    def action_turn(self, days: int) -> None:
        """Another day, none after today; days that were typed are forgotten."""
        today = self.clock().date()
        self._days.turn(days, today)
        self.pane.line.value = days_in(self.pane.line.value, today)[1]
        self.pane.narrow()

    @property
    def selected_encounter(self) -> Encounter | None:
        """The one on the line selected."""
        return self._encounters.get(self.pane.selected_ref)

    def action_open(self) -> None:
        encounter = self.selected_encounter
        if encounter is None:
            return

        def read_again(done: str | None) -> None:
            if done:
                self._read(done)

        screen = AmendScreen(encounter, self._session, self._knowledge)
        self.app.push_screen(screen, read_again)
