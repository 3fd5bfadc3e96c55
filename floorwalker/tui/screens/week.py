"""The week in figures and plots, and the export of the weeks that are finished."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import textual
from textual import getters
from textual.message import Message

from floorwalker.date_input import FIRST_DAY
from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _
from floorwalker.paths import chosen_exports_dir
from floorwalker.tui.commands import WEEK
from floorwalker.tui.keys import bindings, key_of
from floorwalker.tui.screens.base import BaseScreen
from floorwalker.tui.views.report import style_report
from floorwalker.tui.week_counter import WeekCounter
from floorwalker.tui.week_exporter import WeekExporter, describe_due
from floorwalker.tui.widgets.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual import events
    from textual.widget import Widget

    from floorwalker.knowledge.model.records import Knowledge
    from floorwalker.tui.session import Session
    from floorwalker.week.report.weekly_report import Figures

_WIDEST: Final = 100
"""Cells of a report: a wider one is harder to read."""
_MARGIN: Final = 6
"""Cells left and right of it, the scroll bar's among them."""


class WeekScreen(BaseScreen):
    """One week at a time, compared with those before."""

    @dataclass
    class Counted(Message):
        """A share of the encounters is counted."""

        counting: object
        share: float

    own_id = "app.week"
    BINDINGS = bindings(WEEK)

    _report = getters.query_one(Page)

    def __init__(self, session: Session, knowledge: Callable[[], Knowledge]) -> None:
        super().__init__(clock=session.clock)
        self._desk = session.config.desk
        self._counter = WeekCounter(
            session.journal,
            knowledge=knowledge,
            desk=self._desk,
            clock=self.clock,
            tell=lambda counting, share: self.post_message(self.Counted(counting, share)),
        )
        exports = chosen_exports_dir(session.config.exports, session.data_dir)
        self._exporter = WeekExporter(session.journal, exports, desk=self._desk, clock=self.clock)
        self._monday: date | None = None
        self._figures: Figures | None = None
        self._is_exporting = False

    def work(self) -> Iterable[Widget]:
        yield Page(id="report")

    def on_unmount(self) -> None:
        self._counter.stop()

    def on_mount(self) -> None:
        """Begin with the last finished week."""
        self.head.show(_("Week"), self._desk, now=self.clock())
        self.set_status(_("Counting …"))
        self._read()

    def on_resize(self, _event: events.Resize) -> None:
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
        self._report.scroll_relative(y=by, animate=False)

    def action_export(self) -> None:
        if not self._is_exporting:
            self._is_exporting = True
            self.set_status(_("Exporting …"))
            self._export()

    @textual.work(exclusive=True)
    async def _read(self, said: str = "", *, is_fault: bool = False) -> None:
        try:
            week = await self._counter.count(self._monday, self._room)
        except FloorwalkerError as error:
            self.set_status(str(error), is_fault=True)
            return
        if week is None:
            return
        is_other = self._figures is None or self._figures.period != week.figures.period
        self._figures = week.figures
        self._monday = week.figures.period.first
        self._report.show_lines(style_report(week.lines), from_top=is_other)
        due = describe_due(week.due, self.clock().date(), export_key=key_of(self, "week.export"))
        self.set_status(" · ".join(text for text in (said, due) if text), is_fault=is_fault)

    def on_week_screen_counted(self, event: Counted) -> None:
        if self._counter.is_wanted(event.counting):
            self.set_status(_("Counting … {percent} %").format(percent=int(event.share * 100)))

    @textual.work(exclusive=True, group="draw", description="")
    async def _draw(self, figures: Figures) -> None:
        try:
            lines = await self._counter.draw(figures, self._room)
        except FloorwalkerError as error:
            self.set_status(str(error), is_fault=True)
        else:
            self._report.show_lines(style_report(lines), from_top=False)

    @textual.work(group="export")
    async def _export(self) -> None:
        exported = await self._exporter.export()
        self._is_exporting = False
        self._read(exported.said, is_fault=exported.is_fault)

    @property
    def _room(self) -> int:
        return max(1, min(self.app.size.width - _MARGIN, _WIDEST))
