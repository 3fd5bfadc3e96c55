"""Something could not be drawn: it is said once, written down, and drawn again a few times."""

from __future__ import annotations

import time
import traceback
from typing import TYPE_CHECKING, Final

from floorwalker.crash import LOG_NAME, record_fault
from floorwalker.i18n import _

if TYPE_CHECKING:
    from floorwalker.tui.session import Session

_PAUSES: Final = (0.2, 1.0, 3.0)
"""Seconds before each time that a screen is drawn anew without being asked for."""
_OVER: Final = 10.0
"""Seconds without a fault after which the next one is a new one."""


class DrawingFaults:
    """Remembers where drawing failed, so that a fault in every frame is told of once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._app = session.app
        self._known: set[tuple[str, str, int | None]] = set()
        self._last = -_OVER
        self._next_try = 0.0
        self._tries = 0

    def note(self, error: Exception) -> None:
        """Take it down. Called while a frame is made: nothing may be drawn now."""
        place = _place_of(error)
        if place not in self._known:
            self._known.add(place)
            said = self._sentence(*record_fault(error, self._session.data_dir))
            self._app.call_later(self._session.set_status, said, is_fault=True)
        self._try_again(time.monotonic())

    def _sentence(self, number: str, is_logged: bool) -> str:
        text = _("A part of the screen could not be drawn (error {number}). Nothing is lost.")
        where = _("The place of the fault is in {log}.").format(
            log=self._session.data_dir / LOG_NAME
        )
        return " ".join((text.format(number=number), *([where] if is_logged else [])))

    def _try_again(self, now: float) -> None:
        if now - self._last >= _OVER:
            self._tries = 0
        self._last = now
        if self._tries < len(_PAUSES) and now >= self._next_try:
            pause = _PAUSES[self._tries]
            self._tries += 1
            self._next_try = now + pause
            self._app.set_timer(pause, self._draw_anew)

    def _draw_anew(self) -> None:
        for screen in self._app.screen_stack[-1:]:  # none where the app is just ending
            screen.refresh(layout=True)


def _place_of(error: Exception) -> tuple[str, str, int | None]:
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    return type(error).__name__, last.filename if last else "", last.lineno if last else None
