"""Care for the journal's file: copies of it, and what `doctor` wants to know."""

import contextlib
import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Final

from msgspec import Struct

from floorwalker import files
from floorwalker.errors import JournalError
from floorwalker.i18n import _
from floorwalker.journal import faults, migrations
from floorwalker.journal.database import Connection

_BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class Facts(Struct, frozen=True, kw_only=True):
    """What there is to say about the file."""

    path: str
    size_bytes: int
    private: bool
    """Whether only its owner may read it; always true where rights are not POSIX."""
    folder_private: bool
    """The same for its folder."""
    schema: tuple[str, ...]
    """Migrations that were applied, oldest first."""
    sqlite_version: str
    sqlite_utils_version: str
    encounters: int
    """Distinct ones, withdrawn ones too."""
    oldest_day: str | None
    """Local day of the oldest encounter."""


class Upkeep:
    """Copies of an open log, and what `doctor` asks of it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def facts(self) -> Facts:
        """Sizes, rights and versions; counts every row, so not for each key press."""
        path = self._connection.path
        (oldest,) = self._connection.rows(
            "SELECT substr(min(started_at), 1, 10) AS day FROM encounters"
        )
        day = oldest["day"]
        with faults.explained(path):
            return Facts(
                path=str(path),
                size_bytes=path.stat().st_size,
                private=_is_private(path),
                folder_private=_is_private(path.absolute().parent),
                schema=tuple(migrations.applied(self._connection.db)),
                sqlite_version=sqlite3.sqlite_version,
                sqlite_utils_version=version("sqlite-utils"),
                encounters=self._connection.number(
                    "SELECT count(*) FROM encounters WHERE revision = 1"
                ),
                oldest_day=day if isinstance(day, str) else None,
            )

    def integrity(self) -> list[str]:
        """What is wrong with the file, in SQLite's words where it has any; empty if nothing."""
        try:
            rows = self._connection.rows("PRAGMA integrity_check")
        except faults.DamagedJournalError as error:
            return [error.message]
        found = [str(row["integrity_check"]) for row in rows]
        return [] if found == ["ok"] else found

    def backup(self, target: Path, *, replacing: bool = False) -> Path:
        """Write a consistent copy to `target`, whole or not at all, while others go on writing.

        Args:
            target: the copy; never the log itself.
            replacing: whether it may replace a file.

        Raises:
            JournalError: `target` exists, or cannot be written, or the log stayed locked.
        """
        self._connection.require_in_place()
        if replacing and target.exists() and target.samefile(self._connection.path):
            raise JournalError(
                _("{path} is the log itself; nothing was written.").format(path=target),
                _("Choose another name."),
            )
        return self.rescue(target, replacing=replacing)

    def rescue(self, target: Path, *, replacing: bool = False) -> Path:
        """Copy what is open, as `backup` does, even if the file has lost its name.

        Raises:
            JournalError: as `backup`.
        """
        with written(target):
            files.make_named_folder(target.parent)
            with files.draft_of(target, replacing=replacing) as draft:
                copy_into(self._connection, draft)
        return target


def keep_before_migrating(connection: Connection) -> None:
    """Copy the journal of an earlier version beside itself, once for each version it had.

    Raises:
        JournalError: the copy could not be written; nothing was changed.
    """
    path = connection.path
    version_ = migrations.applied(connection.db)[-1].partition("_")[0]
    copy = path.with_name(f"{path.stem}.before-update-from-{version_}{path.suffix}")
    if not copy.exists():
        Upkeep(connection).backup(copy)


@contextlib.contextmanager
def written(target: Path) -> Iterator[None]:
    """Turn what keeps a copy from being written to `target` into a `JournalError` about it."""
    try:
        yield
    except files.FileError as error:
        raise JournalError(error.message, error.hint) from None
    except sqlite3.OperationalError as error:
        raise faults.explain_copy(error, target) from None


def copy_into(connection: Connection, draft: Path) -> None:
    """Fill the file `draft`, which may be anything until this has returned.

    Raises:
        JournalError: the log is damaged, or stayed locked.
        sqlite3.OperationalError: the draft cannot be written.
    """
    deadline = time.monotonic() + connection.timeout

    def give_up(status: int, _remaining: int, _total: int) -> None:
        if status in _BUSY and time.monotonic() > deadline:
            raise faults.locked(connection.path)

    copy = sqlite3.connect(draft, isolation_level=None)
    try:
        # A draft needs no way back, and a rollback journal of it would outlive a kill.
        copy.execute("PRAGMA journal_mode=OFF")
        connection.undoing_first(lambda: connection.db.conn.backup(copy, progress=give_up))
        ((verdict,),) = copy.execute("PRAGMA quick_check").fetchall()[:1]
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorname.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
            raise faults.damaged(connection.path) from None
        raise
    finally:
        copy.close()
    if verdict != "ok":
        raise faults.damaged(connection.path)


def _is_private(path: Path) -> bool:
    return os.name != "posix" or not stat.S_IMODE(path.stat().st_mode) & 0o077
