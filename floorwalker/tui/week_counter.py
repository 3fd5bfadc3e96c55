"""Counts a week and draws its plots apart from the desk: a year may take a while.

Plots have one canvas, so the thread that counts draws them too.
"""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from floorwalker.journal.store import Journal
    from floorwalker.knowledge.model.records import Knowledge
    from floorwalker.tui.journal_thread import JournalThread
    from floorwalker.week.files.export import DueFile
    from floorwalker.week.report.weekly_report import Figures

FORMATS: Final = ("csv",)
"""What a Danish Excel opens by double click; the command line writes the others too."""
_MOMENT: Final = 0.5
"""Seconds of counting after which its progress is said."""


class _NotWantedError(Exception):
    """Another week was asked for, or nobody waits any more."""


class CountedWeek(NamedTuple):
    """A week as it is shown."""

    figures: Figures
    due: list[DueFile]
    """The weeks that are not exported as they are now, this one or others."""
    lines: list[str]


class WeekCounter:
    """One counting at a time is wanted, the one asked for last; the others end by themselves."""

    def __init__(
        self,
        journal: JournalThread,
        *,
        knowledge: Callable[[], Knowledge],
        desk: str,
        clock: Callable[[], datetime],
        tell: Callable[[object, float], object],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`tell` hears which counting has got how far, a share of 1, in the thread that counts."""
        self._journal = journal
        self._knowledge = knowledge
        self._desk = desk
        self._clock = clock
        self._tell = tell
        self._monotonic = monotonic
        self._wanted: object | None = None

    def is_wanted(self, counting: object) -> bool:
        return counting is self._wanted

    def stop(self) -> None:
        """Nobody wants the figures any more."""
        self._wanted = None

    async def count(self, monday: date | None, width: int) -> CountedWeek | None:
        """Count the week from `monday`, the last finished one without it; None if not wanted."""
        self._wanted = counting = object()
        try:
            return await self._journal.apart(partial(self._count, counting, monday, width))
        except _NotWantedError:
            return None
        finally:
            if self.is_wanted(counting):
                self.stop()

    async def draw(self, figures: Figures, width: int) -> list[str]:
        """The lines of a report, none wider than `width` cells."""
        from floorwalker.week.report.weekly_report import terminal_lines

        return await self._journal.apart(lambda _journal: terminal_lines(figures, width))

    def _count(
        self, counting: object, monday: date | None, width: int, journal: Journal
    ) -> CountedWeek:
        from floorwalker.week.files.export import due_weeks
        from floorwalker.week.report.weekly_report import default_week, gather, terminal_lines

        today = self._clock().date()
        figures = gather(
            journal,
            self._knowledge(),
            monday or default_week(journal, today),
            desk=self._desk,
            today=today,
            progress=partial(self._note_counted, counting, self._monotonic()),
        )
        due = due_weeks(journal, today, FORMATS)
        return CountedWeek(figures, due, terminal_lines(figures, width))

    def _note_counted(self, counting: object, began: float, share: float) -> None:
        if not self.is_wanted(counting):
            raise _NotWantedError
        if self._monotonic() - began > _MOMENT:
            self._tell(counting, share)
