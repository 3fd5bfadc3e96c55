"""Follow-ups: what was promised and not yet kept, most overdue first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _, mark, ngettext
from floorwalker.times import say_day
from floorwalker.tui.history import name_of, page_of
from floorwalker.tui.line import Line
from floorwalker.tui.screens.listing import Listing
from floorwalker.tui.screens.note import NoteScreen
from floorwalker.tui.work import begin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from floorwalker.journal.encounter import Encounter
    from floorwalker.tui.journal_thread import JournalThread
    from floorwalker.tui.sheet import Section


class FollowUpsScreen(Listing):
    """When you see it, you own it, until it is solved."""

    own_id = "app.follow_ups"
    placeholder = mark("Find by code, promise or errand")

    def __init__(self, *, journal: JournalThread, clock: Callable[[], datetime]) -> None:
        super().__init__(clock=clock)
        self._journal = journal
        self._owed: dict[str, Encounter] = {}

    def on_mount(self) -> None:
        """Read what is owed."""
        self._read()

    def _read(self, said: str = "") -> None:
        begin(self, partial(self._list, said), exclusive=True)

    async def _list(self, said: str) -> None:
        try:
            owed = await self._journal.ask(lambda journal: journal.follow_ups())
        except FloorwalkerError as error:
            self.say(str(error), is_fault=True)
            return
        today = self.clock().date()
        self._owed = {each.encounter_id: each for each in owed}
        count = ngettext("{count} promise to keep", "{count} promises to keep", len(owed))
        self.show_head(_("Follow-ups"), count.format(count=len(owed)))
        motto = _("When you see it, you own it, until it is solved.")
        self.offer([_line(each, today) for each in owed], said or motto)

    def page(self, ref: str) -> Iterable[Section]:
        """Everything about the encounter."""
        return page_of(self._owed[ref])

    def action_open(self) -> None:
        """Say that the promise was kept."""
        encounter = self._owed.get(self.selected_ref or "")
        if encounter is None:
            return

        async def close(note: str) -> str:
            now = self.clock()
            await self._journal.ask(
                lambda journal: journal.close_follow_up(encounter.encounter_id, note or None, now)
            )
            return _("Kept: {name}").format(name=name_of(encounter))

        screen = NoteScreen(
            title=_("Was the promise kept? {name}").format(name=name_of(encounter)),
            placeholder=_("How it ended, if that is worth a note. No names."),
            keep=close,
        )
        self.app.push_screen(screen, self._take_back)

    def _take_back(self, said: str | None) -> None:
        if said:
            self._read(said)


def _line(encounter: Encounter, today: date) -> Line:
    texts = (encounter.promise, encounter.promise_code, name_of(encounter))
    return Line(
        encounter.encounter_id,
        say_due(encounter.follow_up_due, today),
        " · ".join(text for text in texts if text),
    )


def say_due(due: date | None, today: date) -> str:
    """When a promise is due, in words: overdue since when, today, or the day."""
    if due is None:
        return _("No date")
    if due < today:
        return _("Overdue since {day}").format(day=say_day(due, today))
    return _("Due {day}").format(day=say_day(due, today))
