"""The log beside the work: the day's picture, old encounters, another program's lock, faults."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from floorwalker.dates import format_date
from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _, ngettext
from floorwalker.tui.key_queue import ANSWERS_A_KEY
from floorwalker.tui.keys import key_of
from floorwalker.tui.screens.base import BaseScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from floorwalker.errors import JournalError
    from floorwalker.journal.encounter import Encounter
    from floorwalker.tui.session import Session

_IN_VIEW: Final = 60
"""Encounters of the day that the desk has beside it; the log has them all."""


class DayView(Protocol):
    """What the desk shows of the log, and where it speaks of it."""

    @property
    def has_news(self) -> bool: ...

    def set_status(self, text: str, *, is_fault: bool = False) -> None: ...

    def show_day(
        self, owed: Sequence[Encounter], newest: Sequence[Encounter], count: int
    ) -> None: ...


class LogUpkeep:
    """Keeps the day in view, offers to delete what is old, and asks about a log that fails."""

    def __init__(self, session: Session, desk: DayView) -> None:
        self._session = session
        self._desk = desk
        self._is_asking = False
        self._knows_of_fault = False
        """Whether the log failed since the day was read last: then that asks nobody again."""
        self.handlers: Mapping[str, Callable[[], None]] = {"app.purge": self.ask_to_purge}

    # The day

    def read_day(self) -> None:
        if self._session.search is not None:
            self._session.start(self._show_day, exclusive=True, group="day")

    async def _show_day(self) -> None:
        today = self._session.clock().date()
        try:
            owed, newest, count = await self._session.journal.ask(
                lambda journal: (
                    journal.follow_ups.listed(),
                    journal.days.newest(limit=_IN_VIEW, first=today, last=today),
                    journal.days.count(today),
                ),
                is_quiet=self._knows_of_fault,
            )
        except FloorwalkerError as error:
            self._knows_of_fault = True
            self._desk.set_status(str(error), is_fault=True)
        else:
            self._knows_of_fault = False
            self._desk.show_day(owed, newest, count)

    # A log that another program has, or that fails

    def show_waiting(self, is_waiting: bool) -> None:
        """Say on every screen that the log is waited for: dialogs leave the line below in view."""
        for screen in self._session.app.screen_stack:
            if isinstance(screen, BaseScreen):
                screen.status.show_waiting(is_waiting=is_waiting)

    def note_fault(self, error: JournalError) -> None:
        """Ask what to do where the desk can do something; whoever used the log has been told."""
        from floorwalker.tui.recovery import can_be_asked

        self._knows_of_fault = True
        if can_be_asked(error):
            self._session.start(partial(self._recover, error), group="mend")

    async def _recover(self, error: JournalError) -> None:
        """Ask what to do, one question at a time."""
        if not self._is_asking:
            self._is_asking = True
            try:
                await self._ask_and_mend(error)
            finally:
                self._is_asking = False

    async def _ask_and_mend(self, error: JournalError) -> None:
        from floorwalker.tui.recovery import trouble_with
        from floorwalker.tui.screens.remedy import RemedyScreen

        session = self._session
        look = partial(trouble_with, error, session.data_dir, session.clock())
        trouble = await session.journal.beside(look)
        screen = RemedyScreen(trouble.question, [remedy.words for remedy in trouble.remedies])
        chosen = await session.app.push_screen_wait(screen)
        if chosen is None:
            return
        try:
            done = await session.journal.mend(trouble.remedies[chosen].do)
        except FloorwalkerError as refused:
            self._desk.set_status(str(refused), is_fault=True)
        else:
            self._desk.set_status(done)
            await self._show_day()

    # Encounters past the retention period

    def offer_purge(self) -> None:
        """Say what is past retention, where the desk has nothing more urgent to say."""
        self._session.start(self._offer_purge, group="purge")

    async def _offer_purge(self) -> None:
        with suppress(FloorwalkerError):  # whoever reads the day says what is wrong with the log
            overdue = await self._purge(dry_run=True, is_quiet=True)
            if overdue and not self._desk.has_news:
                text = _("{encounters} older than {months} months · {key} deletes them")
                self._desk.set_status(
                    text.format(
                        encounters=_encounters(overdue),
                        months=self._session.config.retention_months,
                        key=key_of(self._session.home, "app.purge"),
                    )
                )

    def ask_to_purge(self) -> None:
        self._session.start(self._ask_to_purge, exclusive=True, group="purge", name=ANSWERS_A_KEY)

    async def _ask_to_purge(self) -> None:
        from floorwalker.tui.screens.confirm import ConfirmLossScreen

        try:
            overdue = await self._purge(dry_run=True)
        except FloorwalkerError as error:
            self._desk.set_status(str(error), is_fault=True)
            return
        if not overdue:
            text = _("Nothing is older than {months} months.")
            self._desk.set_status(text.format(months=self._session.config.retention_months))
            return
        asked = _("Delete {encounters} from before {day} for good? Weekly counts stay.")
        question = asked.format(encounters=_encounters(overdue), day=format_date(self._limit))
        self._session.app.push_screen(ConfirmLossScreen(question), self._purge_if)

    def _purge_if(self, is_meant: bool | None) -> None:
        if is_meant:
            self._session.start(self._purge_now, exclusive=True, group="purge")

    async def _purge_now(self) -> None:
        try:
            deleted = await self._purge(dry_run=False)
        except FloorwalkerError as error:
            self._desk.set_status(str(error), is_fault=True)
        else:
            text = _("{encounters} deleted. Weekly counts stay.")
            self._desk.set_status(text.format(encounters=_encounters(deleted)))

    @property
    def _limit(self) -> date:
        """The first day that is kept."""
        from floorwalker.journal.retention import retention_limit

        today = self._session.clock().date()
        return retention_limit(today, self._session.config.retention_months)

    async def _purge(self, *, dry_run: bool, is_quiet: bool = False) -> int:
        """How many encounters were deleted, or would be."""
        limit = self._limit
        result = await self._session.journal.ask(
            lambda journal: journal.retention.purge(limit, dry_run=dry_run), is_quiet=is_quiet
        )
        return result.encounters


def _encounters(count: int) -> str:
    return ngettext("{count} encounter", "{count} encounters", count).format(count=count)
