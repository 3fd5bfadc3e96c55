"""The journal in a thread of its own: SQLite's connection belongs to whoever opened it.

Questions are answered in the order in which they were asked. The first one opens the journal; where
that fails, the next one tries again, so that a disk mended in between costs no restart. Where
another program holds the file, `waiting` hears of it, and again when the wait is over.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from floorwalker.journal.store import Journal

    OpenJournal = Callable[[Callable[[], None]], Journal]
    """Opens the journal; what it is given is to be called where a lock holds something up."""

Answer = TypeVar("Answer")


class JournalThread:
    """Asks the journal, one question after the other, without holding up the screen."""

    def __init__(self, open_journal: OpenJournal, waiting: Callable[[bool], object]) -> None:
        """Call `waiting`, from whatever thread, when a wait for a lock begins and when it ends."""
        self._open = open_journal
        self._tell = waiting
        self._journal: Journal | None = None
        self._is_waiting = False
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")

    async def ask(self, question: Callable[[Journal], Answer]) -> Answer:
        """What `question` gives, asked in the journal's thread; raises what it raises."""
        return await asyncio.wrap_future(self._executor.submit(self._run, question))

    async def apart(self, work: Callable[[], Answer]) -> Answer:
        """What `work` gives, done between two questions while the journal's file is closed."""
        return await asyncio.wrap_future(self._executor.submit(self._run_apart, work))

    def close(self) -> None:
        """Wait for what was asked already, then give the file back."""
        self._executor.submit(self._close).result()
        self._executor.shutdown()

    def _run(self, question: Callable[[Journal], Answer]) -> Answer:
        try:
            if self._journal is None:
                self._journal = self._open(self._wait)
            return question(self._journal)
        finally:
            if self._is_waiting:
                self._is_waiting = False
                self._tell(False)

    def _run_apart(self, work: Callable[[], Answer]) -> Answer:
        self._close()
        return work()

    def _wait(self) -> None:
        self._is_waiting = True
        self._tell(True)

    def _close(self) -> None:
        if self._journal is not None:
            self._journal.close()
            self._journal = None
