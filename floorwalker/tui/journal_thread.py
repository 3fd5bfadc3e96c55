"""The journal in a thread of its own: SQLite's connection belongs to whoever opened it.

Questions are answered in the order in which they were asked. The first one opens the journal; where
that fails, the next one tries again, so that a disk mended in between costs no restart. Where
another program holds the file, `waiting` hears of it, and again when the wait is over.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from floorwalker.errors import JournalError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from floorwalker.journal.store import Journal

    OpenJournal = Callable[[Callable[[], None]], Journal]
    """Opens the journal; what it is given is to be called where a lock holds something up."""

Answer = TypeVar("Answer")


class JournalThread:
    """Asks the journal, one question after the other, without holding up the screen."""

    def __init__(
        self,
        open_journal: OpenJournal,
        waiting: Callable[[bool], object],
        failing: Callable[[JournalError], object],
    ) -> None:
        """Both are called from whatever thread.

        Args:
            open_journal: opens the journal, in the thread that it then belongs to.
            waiting: hears when a wait for a lock begins and when it ends.
            failing: hears of the journal's faults, besides whoever asked.
        """
        self._open = open_journal
        self._failing = failing
        self._journal: Journal | None = None
        self._wait = _Wait(waiting)
        self._wait_apart = _Wait(waiting)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        self._executor_apart = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal-apart")

    async def ask(self, question: Callable[[Journal], Answer], *, is_quiet: bool = False) -> Answer:
        """What `question` gives, asked in the journal's thread; raises what it raises.

        Of a quiet one's faults nobody hears but whoever asked: nobody pressed a key for it.
        """
        return await asyncio.wrap_future(self._executor.submit(self._run, question, is_quiet))

    async def apart(
        self, question: Callable[[Journal], Answer], *, read_only: bool = True
    ) -> Answer:
        """As `ask`, with the journal opened once more, in another thread: for what takes long.

        Whoever registers meanwhile does not wait for it.
        """
        path, patience = await self.ask(_place)
        run = partial(self._run_apart, question, path, patience, read_only=read_only)
        return await asyncio.wrap_future(self._executor_apart.submit(run))

    async def beside(self, work: Callable[[Journal | None], Answer]) -> Answer:
        """What `work` gives, done between two questions with the journal as it is, if it is open.

        Nobody hears of its faults but whoever asked.
        """
        return await asyncio.wrap_future(self._executor.submit(lambda: work(self._journal)))

    async def mend(self, work: Callable[[Journal | None], Answer]) -> Answer:
        """As `beside`; afterwards the journal is opened anew, unless `work` failed."""
        return await asyncio.wrap_future(self._executor.submit(self._run_mending, work))

    def close(self) -> None:
        self._executor_apart.shutdown(cancel_futures=True)
        self._executor.submit(self._close).result()
        self._executor.shutdown()

    def _run(self, question: Callable[[Journal], Answer], is_quiet: bool) -> Answer:
        try:
            if self._journal is None:
                self._journal = self._open(self._wait.begin)
            return question(self._journal)
        except JournalError as error:
            if not is_quiet:
                self._failing(error)
            raise
        finally:
            self._wait.end()

    def _run_apart(
        self, question: Callable[[Journal], Answer], path: Path, patience: float, *, read_only: bool
    ) -> Answer:
        from floorwalker.journal.store import Journal

        waiting = self._wait_apart.begin
        try:
            with Journal.open(
                path, timeout=patience, read_only=read_only, waiting=waiting
            ) as journal:
                return question(journal)
        except JournalError as error:
            self._failing(error)
            raise
        finally:
            self._wait_apart.end()

    def _run_mending(self, work: Callable[[Journal | None], Answer]) -> Answer:
        done = work(self._journal)
        self._close()
        return done

    def _close(self) -> None:
        if self._journal is not None:
            self._journal.close()
            self._journal = None


def _place(journal: Journal) -> tuple[Path, float]:
    """Where the journal is, once that is known to be the file that the desk has open."""
    journal.require_in_place()
    return journal.path, journal.patience


class _Wait:
    """Whether one thread waits for a lock."""

    def __init__(self, tell: Callable[[bool], object]) -> None:
        self._tell = tell
        self._is_waiting = False

    def begin(self) -> None:
        """A lock holds something up."""
        self._is_waiting = True
        self._tell(True)

    def end(self) -> None:
        """What was asked is answered, or has failed."""
        if self._is_waiting:
            self._is_waiting = False
            self._tell(False)
