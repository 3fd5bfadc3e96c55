"""Writes the finished weeks that are not exported yet, apart from the desk, and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from floorwalker.dates import format_week
from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _, ngettext
from floorwalker.tui.week_counter import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from floorwalker.journal.store import Journal
    from floorwalker.tui.journal_thread import JournalThread
    from floorwalker.week.files.export import DueFile

_NAMED: Final = 4
"""Weeks, or files, that are named one by one."""


class Exported(NamedTuple):
    """What came of an export."""

    said: str
    """What was written, and the fault that ended it, if any."""
    is_fault: bool


class WeekExporter:
    """Writes to one folder, for one desk."""

    def __init__(
        self, journal: JournalThread, folder: Path, *, desk: str, clock: Callable[[], datetime]
    ) -> None:
        self._journal = journal
        self._folder = folder
        self._desk = desk
        self._clock = clock

    async def export(self) -> Exported:
        """Write what is due; what was written before a fault stays written."""
        try:
            files, fault = await self._journal.apart(self._write, read_only=False)
        except FloorwalkerError as error:
            files, fault = [], str(error)
        said = [fault] if fault else []
        if files:
            count = ngettext("{count} file written", "{count} files written", len(files))
            names = ", ".join(path.name for path in files[:_NAMED])
            more = " …" if len(files) > _NAMED else ""
            said.append(f"{count.format(count=len(files))}: {names}{more} → {self._folder}")
        return Exported(" · ".join(said), bool(fault))

    def _write(self, journal: Journal) -> tuple[list[Path], str]:
        from floorwalker.week.files.export import ExportTarget, due_weeks, export_weeks

        now = self._clock()
        target = ExportTarget(folder=self._folder, desk=self._desk)
        files: list[Path] = []
        try:
            due = due_weeks(journal, now.date(), FORMATS)
            files.extend(one.path for one in export_weeks(journal, target, due, now))
        except FloorwalkerError as error:
            return files, str(error)
        return files, ""


def describe_due(due: Sequence[DueFile], today: date, *, export_key: str) -> str:
    """Which weeks are still to be exported, and by which key."""
    if not due:
        return _("Every finished week is exported.")
    weeks = format_weeks([each.period.first for each in due], today)
    return _("Not exported yet: {weeks} · {key} exports").format(weeks=weeks, key=export_key)


def format_weeks(mondays: Sequence[date], today: date) -> str:
    """`week 45, week 46`; with the year where it is another one, and the rest as a number."""
    said = [format_week(monday, today) for monday in mondays[:_NAMED]]
    more = len(mondays) - len(said)
    if more:
        said.append(ngettext("{count} more", "{count} more", more).format(count=more))
    return ", ".join(said)
