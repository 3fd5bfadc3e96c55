"""Encounters past the retention period: offered for deletion at the start, deleted after asking."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from floorwalker.dates import format_date
from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _, ngettext
from floorwalker.tui.keys import key_of
from floorwalker.tui.locked import SaysLocked
from floorwalker.tui.work import begin

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from floorwalker.config import Config
    from floorwalker.tui.journal_thread import JournalThread
    from floorwalker.tui.screens.desk import DeskScreen


class KeepsRetention(SaysLocked):
    """The app's part that knows how long encounters may be kept."""

    desk_screen: DeskScreen
    journal: JournalThread
    config: Config
    clock: Callable[[], datetime]

    async def offer_purge(self) -> None:
        """Say what is past retention, where the desk has nothing more urgent to say."""
        with suppress(FloorwalkerError):  # whoever reads the day says what is wrong with the log
            overdue = await self._purge(dry_run=True, is_quiet=True)
            if overdue and not self.desk_screen.has_news:
                said = _("{encounters} older than {months} months · {key} deletes them")
                self.desk_screen.say(
                    said.format(
                        encounters=_encounters(overdue),
                        months=self.config.retention_months,
                        key=key_of(self.desk_screen, "app.purge"),
                    )
                )

    def action_purge(self) -> None:
        """Delete what is past retention, after asking."""
        begin(self, self._ask_to_purge, exclusive=True, group="purge", is_answer=True)

    async def _ask_to_purge(self) -> None:
        from floorwalker.tui.screens.ask import WarnScreen

        try:
            overdue = await self._purge(dry_run=True)
        except FloorwalkerError as error:
            self.desk_screen.say(str(error), is_fault=True)
            return
        if not overdue:
            said = _("Nothing is older than {months} months.")
            self.desk_screen.say(said.format(months=self.config.retention_months))
            return
        asked = _("Delete {encounters} from before {day} for good? Weekly counts stay.")
        question = asked.format(encounters=_encounters(overdue), day=format_date(self._limit))
        self.push_screen(WarnScreen(question), self._purge_if)

    def _purge_if(self, is_meant: bool | None) -> None:
        if is_meant:
            begin(self, self._purge_now, exclusive=True, group="purge")

    async def _purge_now(self) -> None:
        try:
            deleted = await self._purge(dry_run=False)
        except FloorwalkerError as error:
            self.desk_screen.say(str(error), is_fault=True)
        else:
            said = _("{encounters} deleted. Weekly counts stay.")
            self.desk_screen.say(said.format(encounters=_encounters(deleted)))

    @property
    def _limit(self) -> date:
        """The first day that is kept."""
        from floorwalker.journal.purging import retention_limit

        return retention_limit(self.clock().date(), self.config.retention_months)

    async def _purge(self, *, dry_run: bool, is_quiet: bool = False) -> int:
        """How many encounters were deleted, or would be."""
        limit = self._limit
        result = await self.journal.ask(
            lambda journal: journal.purge(limit, dry_run=dry_run), is_quiet=is_quiet
        )
        return result.encounters


def _encounters(count: int) -> str:
    return ngettext("{count} encounter", "{count} encounters", count).format(count=count)
