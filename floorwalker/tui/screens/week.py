"""The week in figures and plots, and the export of the weeks that are finished."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

import textual
from textual import getters
from textual.message import Message

from floorwalker.date_input import FIRST_DAY
from floorwalker.dates import format_week
from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _, ngettext
from floorwalker.tui.commands import WEEK
from floorwalker.tui.keys import bindings, key_of
from floorwalker.tui.screens.base import BaseScreen
from floorwalker.tui.views.report import style_report
from floorwalker.tui.widgets.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from textual import events
    from textual.binding import BindingType
    from textual.widget import Widget

    from floorwalker.journal.store import Journal
    from floorwalker.knowledge.model.records import Knowledge
    from floorwalker.tui.journal_thread import JournalThread
    from floorwalker.week.files.export import DueFile
    from floorwalker.week.report.weekly_report import Figures

_FORMATS: Final = ("csv",)
"""What a Danish Excel opens by double click; the command line writes the others too."""
_WIDEST: Final = 100
"""Cells of a report: a wider one is harder to read."""
_MARGIN: Final = 6
"""Cells left and right of it, the scroll bar's among them."""
_MOMENT: Final = 0.5
"""Seconds of counting after which its progress is said."""
_NAMED: Final = 4
"""Weeks that are named one by one."""


class _NotWantedError(Exception):
    """Another week was asked for, or the screen is closed."""


class WeekScreen(BaseScreen):
    """One week at a time, compared with those before."""

    @dataclass
    class Counted(Message):
        """A share of the encounters is counted."""

        counting: object
        share: float

    own_id = "app.week"
    BINDINGS: ClassVar[list[BindingType]] = bindings(WEEK)

    _report = getters.query_one(Page)

    def __init__(
        self,
        *,
        journal: JournalThread,
        knowledge: Callable[[], Knowledge],
        desk: str,
        exports: Path,
        clock: Callable[[], datetime],
    ) -> None:
        """A year may take a while: counting, drawing and exporting go on apart from the desk.

        Args:
            journal: asked apart; plots have one canvas, so the thread that counts draws them too.
            knowledge: the knowledge base as it is now.
            desk: this desk's name.
            exports: the folder for files.
            clock: the local time.
        """
        super().__init__(clock=clock)
        self._journal = journal
        self._knowledge = knowledge
        self._desk = desk
        self._exports = exports
        self._monday: date | None = None
        self._figures: Figures | None = None
        self._is_exporting = False
        self._counting: object | None = None
        """Stands for the counting that is wanted; None while there is none."""

    def work(self) -> Iterable[Widget]:
        yield Page(id="report")

    def on_unmount(self) -> None:
        """Nobody wants the figures any more."""
        self._counting = None

    def on_mount(self) -> None:
        """Begin with the last finished week."""
        self.show_head(_("Week"), self._desk)
        self.set_status(_("Counting …"))
        self._read()

    def on_resize(self, _event: events.Resize) -> None:
        """Draw for another width."""
        if self._figures is not None:
            self._draw(self._figures)

    def action_turn(self, weeks: int) -> None:
        """Another week, none after this one."""
        if self._monday is not None:
            today = self.clock().date()
            this = today - timedelta(days=today.weekday())
            self._monday = max(min(self._monday + timedelta(weeks=weeks), this), FIRST_DAY)
            self._read()

    def action_scroll(self, by: int) -> None:
        """Scroll by some lines."""
        self._report.scroll_relative(y=by, animate=False)

    def action_leave(self) -> None:
        """Back to the desk."""
        self.dismiss()

    def action_export(self) -> None:
        """Write what is due."""
        if not self._is_exporting:
            self._is_exporting = True
            self.set_status(_("Exporting …"))
            self._export()

    @textual.work(exclusive=True)
    async def _read(self, said: str = "", *, is_fault: bool = False) -> None:
        counting = self._counting = object()
        try:
            figures, dues, lines = await self._journal.apart(partial(self._gather, counting))
        except _NotWantedError:
            return
        except FloorwalkerError as error:
            self._counting = None
            self.set_status(str(error), is_fault=True)
            return
        self._counting = None
        is_other = self._figures is None or self._figures.period != figures.period
        self._figures = figures
        self._monday = figures.period.first
        self._report.show_lines(style_report(lines), from_top=is_other)
        left = self._left_to_export(dues)
        self.set_status(" · ".join(text for text in (said, left) if text), is_fault=is_fault)

    def _gather(
        self, counting: object, journal: Journal
    ) -> tuple[Figures, list[DueFile], list[str]]:
        from floorwalker.week.files.export import due_weeks
        from floorwalker.week.report.weekly_report import default_week, gather, terminal_lines

        today = self.clock().date()
        monday = self._monday or default_week(journal, today)
        figures = gather(
            journal,
            self._knowledge(),
            monday,
            desk=self._desk,
            today=today,
            progress=partial(self._note_counted, counting, time.monotonic()),
        )
        dues = due_weeks(journal, today, _FORMATS)
        return figures, dues, terminal_lines(figures, self._room)

    def _note_counted(self, counting: object, began: float, share: float) -> None:
        """In the thread that counts: say how far it is once that takes more than a moment."""
        if counting is not self._counting:
            raise _NotWantedError
        if time.monotonic() - began > _MOMENT:
            self.post_message(self.Counted(counting, share))

    def on_week_screen_counted(self, event: Counted) -> None:
        """Say how far the counting is."""
        if event.counting is self._counting:
            self.set_status(_("Counting … {percent} %").format(percent=int(event.share * 100)))

    @textual.work(exclusive=True, group="draw", description="")
    async def _draw(self, figures: Figures) -> None:
        from floorwalker.week.report.weekly_report import terminal_lines

        try:
            lines = await self._journal.apart(lambda _journal: terminal_lines(figures, self._room))
        except FloorwalkerError as error:
            self.set_status(str(error), is_fault=True)
        else:
            self._report.show_lines(style_report(lines), from_top=False)

    def _left_to_export(self, dues: Sequence[DueFile]) -> str:
        if not dues:
            return _("Every finished week is exported.")
        weeks = format_weeks([due.period.first for due in dues], self.clock().date())
        return _("Not exported yet: {weeks} · {key} exports").format(
            weeks=weeks, key=key_of(self, "week.export")
        )

    @textual.work(group="export")
    async def _export(self) -> None:
        try:
            files, error = await self._journal.apart(self._write, read_only=False)
        except FloorwalkerError as fault:
            files, error = [], str(fault)
        self._is_exporting = False
        said = [error] if error else []
        if files:
            count = ngettext("{count} file written", "{count} files written", len(files))
            names = ", ".join(path.name for path in files[:_NAMED])
            more = " …" if len(files) > _NAMED else ""
            said.append(f"{count.format(count=len(files))}: {names}{more} → {self._exports}")
        self._read(" · ".join(said), is_fault=bool(error))

    def _write(self, journal: Journal) -> tuple[list[Path], str]:
        """What was written, and the fault that ended it, if any."""
        from floorwalker.week.files.export import ExportTarget, due_weeks, export_weeks

        now = self.clock()
        target = ExportTarget(folder=self._exports, desk=self._desk)
        files: list[Path] = []
        try:
            dues = due_weeks(journal, now.date(), _FORMATS)
            files.extend(one.path for one in export_weeks(journal, target, dues, now))
        except FloorwalkerError as error:
            return files, str(error)
        return files, ""

    @property
    def _room(self) -> int:
        return max(1, min(self.app.size.width - _MARGIN, _WIDEST))


def format_weeks(mondays: Sequence[date], today: date) -> str:
    """`week 45, week 46`; with the year where it is another one, and the rest as a number."""
    said = [format_week(monday, today) for monday in mondays[:_NAMED]]
    more = len(mondays) - len(said)
    if more:
        said.append(ngettext("{count} more", "{count} more", more).format(count=more))
    return ", ".join(said)
