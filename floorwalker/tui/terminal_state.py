"""The terminal under the desk: written to without an end, and given back however the desk ends."""

from __future__ import annotations

import os
import select
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import TextIO

_ENDING: Final = ("SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM")
"""Signals that ask a program to end; Windows does not know all of them."""


class TerminalOutput:
    """Writes to a terminal for as long as there is one.

    Nothing is kept back: what a buffer still held when the terminal went away would fail again when
    Python ends.
    """

    def __init__(self, file: TextIO | None, lost: Callable[[], object]) -> None:
        """Write to what `file` is; call `lost` once when it is gone, in whatever thread writes."""
        self._descriptor = file.fileno() if file is not None else -1
        self._encoding = file.encoding if file is not None else "utf-8"
        self._lost = lost
        self._is_lost = file is None

    def fileno(self) -> int:
        return self._descriptor

    def flush(self) -> None:
        """Nothing waits to be written."""

    def write(self, text: str) -> int:
        """Write `text`, or nothing where the terminal is gone."""
        rest = text.encode(self._encoding, "replace")
        while rest and not self._is_lost:
            try:
                rest = rest[os.write(self._descriptor, rest) :]
            except BlockingIOError:  # whoever had the terminal before left it so
                select.select([], [self._descriptor], [])
            except OSError:
                self._is_lost = True
                self._lost()
        return len(text)

    def write_at_once(self, text: str) -> None:
        """Write what the terminal takes of `text` now, before the process ends."""
        with suppress(OSError):
            if select.select([], [self._descriptor], [], 0)[1]:
                os.write(self._descriptor, text.encode("ascii"))


class EndingSignals:
    """The first signal ends the desk in good order, a second one at once.

    SIGHUP may come any number of times: a window that is closed sends it from the terminal, and its
    shell sends it too.
    """

    def __init__(self, *, end: Callable[[int], object], restore: Callable[[], object]) -> None:
        """`end` is called where no more can be done than to ask for it.

        `restore` gives the terminal back, before the process ends at once.
        """
        self._end = end
        self._restore = restore
        self._before: dict[int, Callable[[int, FrameType | None], object] | int | None] = {}
        self._is_ending = False

    def watch(self) -> None:
        """Hear of signals from now on, but for those that are ignored (`nohup`)."""
        for name in _ENDING:
            number = getattr(signal, name, None)
            if number is None or signal.getsignal(number) is signal.SIG_IGN:
                continue
            before = signal.signal(number, self._hear)
            self._before.setdefault(number, before)

    def ignore(self) -> None:
        for number, before in self._before.items():
            signal.signal(number, signal.SIG_DFL if before is None else before)
        self._before.clear()

    def _hear(self, number: int, _frame: FrameType | None) -> None:
        if not self._is_ending:
            self._is_ending = True
            self._end(number)
            return
        if signal.Signals(number).name == "SIGHUP":
            return
        self._restore()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
