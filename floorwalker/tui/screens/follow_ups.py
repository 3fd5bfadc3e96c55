"""Follow-ups: what was promised and not yet kept, most overdue first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import work

from floorwalker.dates import format_day
from floorwalker.errors import FloorwalkerError, NotFoundError
from floorwalker.i18n import _, ngettext
from floorwalker.tui.commands import FOLLOW_UPS, PROMISE_CODE
from floorwalker.tui.key_queue import ANSWERS_A_KEY
from floorwalker.tui.keys import bindings, key_of
from floorwalker.tui.screens.list_screen import ListScreen
from floorwalker.tui.screens.note import NoteScreen
from floorwalker.tui.views.encounter import name_of, page_of
from floorwalker.tui.views.list_row import ListRow
from floorwalker.tui.widgets.list_pane import ListPane

if TYPE_CHECKING:
    from datetime import date

    from floorwalker.journal.encounter import Encounter
    from floorwalker.tui.session import Session


_SHOWN: Final = 120
"""Characters of a promise in a question: below it there must be room for the answer."""


class PromiseCodeScreen(NoteScreen):
    """Asks for the code on a visitor's slip."""

    BINDINGS = bindings(PROMISE_CODE)


class FollowUpsScreen(ListScreen):
    """When you see it, you own it, until it is solved."""

    own_id = "app.follow_ups"
    BINDINGS = bindings(FOLLOW_UPS)

    def __init__(self, session: Session) -> None:
        pane = ListPane(
            _("Find by code, promise or errand"), page=lambda ref: page_of(self._owed[ref])
        )
        super().__init__(pane, clock=session.clock)
        self._journal = session.journal
        self._owed: dict[str, Encounter] = {}
        self._found = False
        """Whether what was found by its code is listed, and not everything owed."""

    def on_mount(self) -> None:
        self._read()

    @work(exclusive=True, name=ANSWERS_A_KEY)
    async def _read(self, said: str = "") -> None:
        try:
            owed = await self._journal.ask(lambda journal: journal.follow_ups.listed())
        except FloorwalkerError as error:
            self.set_status(str(error), is_fault=True)
            return
        today = self.clock().date()
        self._found = False
        self._owed = {each.encounter_id: each for each in owed}
        count = ngettext("{count} promise to keep", "{count} promises to keep", len(owed))
        self.head.show(_("Follow-ups"), count.format(count=len(owed)), now=self.clock())
        motto = _("When you see it, you own it, until it is solved.")
        self.set_status(said or motto)
        self.pane.offer([_line(each, today) for each in owed])

    @property
    def selected_encounter(self) -> Encounter | None:
        """The one whose promise is selected."""
        return self._owed.get(self.pane.selected_ref)

    def action_open(self) -> None:
        encounter = self.selected_encounter
        if encounter is None:
            return
        if encounter.follow_up_closed_at is not None:
            self.set_status(_("This promise was kept before."))
            return

        async def close(note: str) -> str:
            now = self.clock()
            await self._journal.ask(
                lambda journal: journal.follow_ups.close(encounter.encounter_id, note or None, now)
            )
            return _("Kept: {name}").format(name=name_of(encounter))

        def read_again(done: str | None) -> None:
            if done:
                self._read(done)

        screen = NoteScreen(
            title=_("Was the promise kept? {name}").format(name=_described(encounter)),
            placeholder=_("How it ended, if that is worth a note. No names."),
            keep=close,
        )
        self.app.push_screen(screen, read_again)

    def action_find_code(self) -> None:
        screen = PromiseCodeScreen(
            title=_("The code on the visitor's slip"),
            placeholder=_("Four letters or digits"),
            keep=self._find,
        )
        self.app.push_screen(screen)

    async def _find(self, code: str) -> str:
        found = await self._journal.ask(lambda journal: journal.follow_ups.find(code))
        if not found:
            raise NotFoundError(
                _("No promise has the code {code}.").format(code=code),
                _("Codes have four letters or digits."),
            )
        self._found = True
        self._owed = {each.encounter_id: each for each in found}
        self.pane.line.value = ""
        back = _("{key} shows everything that is owed").format(key=key_of(self, "list.leave"))
        self.set_status(back)
        self.pane.offer([_line(each, self.clock().date()) for each in found])
        return ""

    def action_leave(self) -> None:
        """Empty the line first; from what was found back to everything owed; then as everywhere."""
        if self._found and not self.pane.line.value:
            self._read()
        else:
            super().action_leave()


def _described(encounter: Encounter) -> str:
    """What was promised, its code, and what it was about."""
    promise = encounter.promise or ""
    shown = promise if len(promise) <= _SHOWN else f"{promise[: _SHOWN - 1]}…"
    texts = (shown, encounter.promise_code, name_of(encounter))
    return " · ".join(text for text in texts if text)


def _line(encounter: Encounter, today: date) -> ListRow:
    texts = (encounter.promise, encounter.promise_code, name_of(encounter))
    is_kept = encounter.follow_up_closed_at is not None
    return ListRow(
        encounter.encounter_id,
        _("Kept") if is_kept else format_due(encounter.follow_up_due, today),
        " · ".join(text for text in texts if text),
        column=22,
    )


def format_due(due: date | None, today: date) -> str:
    """When a promise is due, in words: overdue for how long, today, or the day."""
    if due is None:
        return _("No date")
    if due < today:
        days = (today - due).days
        said = ngettext("{count} day overdue", "{count} days overdue", days)
        return said.format(count=days)
    return _("Due {day}").format(day=format_day(due, today))
