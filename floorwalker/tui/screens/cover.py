"""Covers the screen with the clock and the opening hours: a visitor has walked round the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Digits, Static

from floorwalker.dates import format_clock, format_today
from floorwalker.tui.screens.closing import ClosingScreen
from floorwalker.tui.views.styled_text import MUTED, STRONG, styled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from textual import events
    from textual.widget import Widget

_TICK = 5.0


class CoverScreen(ClosingScreen[None]):
    """Any key takes it away."""

    CSS_PATH = "../more.tcss"

    time = getters.query_one(Digits)
    day = getters.query_one("#cover-day", Static)
    doors = getters.query_one("#cover-doors", Static)

    def __init__(
        self,
        *,
        house: str,
        doors: Callable[[datetime], Sequence[Content]],
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__(classes="-cover")
        self._house = house
        self._doors = doors
        self._clock = clock

    def compose(self) -> Iterable[Widget]:
        with Vertical(id="cover"):
            yield Static(styled(self._house, STRONG), markup=False)
            yield Digits(id="cover-time")
            yield Static(id="cover-day", markup=False)
            yield Static(id="cover-doors", markup=False)

    def on_mount(self) -> None:
        self._show()
        self.set_interval(_TICK, self._show)

    def _show(self) -> None:
        now = self._clock()
        self.time.update(format_clock(now))
        self.day.update(styled(format_today(now), MUTED))
        self.doors.update(Content("\n").join(self._doors(now)))

    def on_key(self, event: events.Key) -> None:
        """Whatever is pressed takes the cover away, and does nothing else."""
        event.stop()
        event.prevent_default()
        self.dismiss()
