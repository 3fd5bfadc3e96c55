"""The journal: one open file, and who reads and writes what in it.

Importing this module loads
sqlite-utils, which takes a fifth of a second: whoever paints a screen first imports it later.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Self

from floorwalker.journal.database import LONGEST_WAIT, Connection, connect, nothing_yet
from floorwalker.journal.days import Days
from floorwalker.journal.encounters import Encounters
from floorwalker.journal.feedback import FeedbackLog
from floorwalker.journal.follow_ups import FollowUps
from floorwalker.journal.retention import Retention
from floorwalker.journal.upkeep import Upkeep, keep_before_migrating
from floorwalker.journal.weeks import Weeks


class Journal:
    """The log of one desk, in one file. It belongs to the thread that opened it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.encounters = Encounters(connection)
        self.days = Days(connection)
        self.follow_ups = FollowUps(connection, self.encounters)
        self.feedback = FeedbackLog(connection)
        self.weeks = Weeks(connection)
        self.retention = Retention(connection, self.encounters, self.feedback, self.weeks)
        self.upkeep = Upkeep(connection)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        timeout: float = LONGEST_WAIT,
        read_only: bool = False,
        waiting: Callable[[], None] | None = None,
    ) -> Self:
        """Open the journal in `path`; make it if there is no such file.

        Args:
            path: the database file.
            timeout: seconds to wait for a lock that another process holds.
            read_only: never write, not even to make the file; works in a read-only folder.
            waiting: called once, in this thread, when a lock holds something up for longer than a
                moment.

        Raises:
            JournalError: or a subclass of it in `faults`: locked, full, read-only, damaged, newer.
        """
        return cls(
            connect(
                path,
                timeout=timeout,
                read_only=read_only,
                waiting=waiting,
                before_migrating=keep_before_migrating,
            )
        )

    @classmethod
    def empty(cls, path: Path) -> Self:
        """A journal without a file, for whoever reads before the log in `path` is begun."""
        return cls(nothing_yet(path))

    @property
    def path(self) -> Path:
        return self._connection.path

    def require_in_place(self) -> None:
        """Refuse to go on where the file was deleted, moved or replaced since it was opened.

        Raises:
            MissingJournalError, ReplacedJournalError: what happened to it.
        """
        self._connection.require_in_place()

    @property
    def patience(self) -> float:
        """Seconds that it waits for a lock that another process holds."""
        return self._connection.timeout

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()
