"""The way of a command to the log: opened when it is needed, and its absence said."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from floorwalker import paths
from floorwalker.cli.output import print_aside
from floorwalker.dates import format_date
from floorwalker.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from floorwalker.journal.store import Journal


class LogAccess:
    """The log of a data folder, and the backups beside it."""

    patience: Final = 10.0
    """Seconds to wait for a log that another program has."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir

    @property
    def database(self) -> Path:
        return paths.database(self._data_dir).absolute()

    @property
    def backups(self) -> Path:
        return paths.backups_dir(self._data_dir)

    def open(self, waiting: "Callable[[], None] | None" = None) -> "Journal":
        """The journal, opened for writing; says on standard error where it waits for a lock.

        A first one is made. One that was there is never begun anew: that is `begin_new_journal`.

        Args:
            waiting: what to do instead of saying so.

        Raises:
            MissingJournalError: there was one, and it is gone.
            JournalError: it cannot be opened.
        """
        from floorwalker.journal import restoring
        from floorwalker.journal.store import Journal

        if not restoring.require(self.database, self.backups):
            self._say_if_seen(_("A new one was begun."))
        journal = Journal.open(
            self.database, timeout=self.patience, waiting=waiting or _say_waiting
        )
        restoring.note_begun(self.database)
        self.remember()
        return journal

    def read(self) -> "Journal":
        """The journal, opened for reading: a folder that may not be written is no hindrance.

        Before a first one is made it is empty, and stays unmade.

        Raises:
            MissingJournalError: there was one, and it is gone.
            JournalError: it cannot be opened.
        """
        from floorwalker.journal import restoring
        from floorwalker.journal.store import Journal

        if not restoring.require(self.database, self.backups):
            self._say_if_seen()
            return Journal.empty(self.database)
        return Journal.open(
            self.database, timeout=self.patience, read_only=True, waiting=_say_waiting
        )

    def remember(self) -> None:
        """Remember beside the data folder that it holds a log: its disk may not be connected."""
        from floorwalker.journal import known_logs as sightings

        memory = _memory()
        if memory is not None:
            sightings.note(memory, self.database, datetime.now(UTC).date())

    def _say_if_seen(self, then: str = "") -> None:
        """Say that a log is gone with its whole folder.

        Raises:
            MissingJournalError: the disk that it was on is not connected.
        """
        from floorwalker.journal import known_logs as sightings

        memory = _memory()
        if memory is None:
            return
        sightings.require_disk(memory, self.database)
        seen = sightings.last(memory, self.database)
        if seen is not None:
            said = _("The log {path}, used on {day}, is gone with everything beside it.")
            said = said.format(path=self.database, day=format_date(seen.day))
            print_aside(f"{said} {then}".rstrip())


def _memory() -> Path | None:
    """Where it is remembered that there was a log; None where there is no place for that."""
    cache = paths.cache_dir()
    return cache / "logs.json" if cache else None


def _say_waiting() -> None:
    print_aside(_("Waiting for the log, another program has it …"))
