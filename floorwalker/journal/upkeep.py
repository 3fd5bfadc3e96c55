"""Care for the journal's file: copies of it, and what `doctor` wants to know."""

import os
import sqlite3
import stat
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Final

from msgspec import Struct

from floorwalker.errors import JournalError
from floorwalker.i18n import _
from floorwalker.journal import faults, migrations
from floorwalker.journal.database import Connection, sync_folder

_DRAFT: Final = ".new-backup-"
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


def facts(connection: Connection) -> Facts:
    """Sizes, rights and versions; counts every row, so not for each key press."""
    path = connection.path
    (oldest,) = connection.rows("SELECT substr(min(started_at), 1, 10) AS day FROM encounters")
    day = oldest["day"]
    with faults.explained(path):
        return Facts(
            path=str(path),
            size_bytes=path.stat().st_size,
            private=_is_private(path),
            folder_private=_is_private(path.absolute().parent),
            schema=tuple(migrations.applied(connection.db)),
            sqlite_version=sqlite3.sqlite_version,
            sqlite_utils_version=version("sqlite-utils"),
            encounters=connection.number("SELECT count(*) FROM encounters WHERE revision = 1"),
            oldest_day=day if isinstance(day, str) else None,
        )


def integrity(connection: Connection) -> list[str]:
    """What is wrong with the file, in SQLite's words where it has any; empty if nothing."""
    try:
        rows = connection.rows("PRAGMA integrity_check")
    except faults.DamagedJournalError as error:
        return [error.message]
    found = [str(row["integrity_check"]) for row in rows]
    return [] if found == ["ok"] else found


def keep_before_migrating(connection: Connection) -> None:
    """Copy the journal of an earlier version beside itself, once for each version it had.

    Raises:
        JournalError: the copy could not be written; nothing was changed.
    """
    path = connection.path
    version_ = migrations.applied(connection.db)[-1].partition("_")[0]
    copy = path.with_name(f"{path.stem}.before-update-from-{version_}{path.suffix}")
    if not copy.exists():
        backup(connection, copy)


def backup(connection: Connection, target: Path) -> Path:
    """Write a consistent copy to `target`, whole or not at all, while others go on writing.

    Raises:
        JournalError: `target` exists, or cannot be written, or the log stayed locked.
    """
    if target.exists():
        raise JournalError(
            _("The file {path} exists already.").format(path=target),
            _("Nothing was written. Choose another name."),
        )
    with faults.explained(target):
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=_DRAFT, dir=target.parent)
        os.close(handle)
        draft = Path(name)
        try:
            _copy(connection, draft, time.monotonic() + connection.timeout)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
        sync_folder(target.parent)
    return target


def _copy(connection: Connection, draft: Path, deadline: float) -> None:
    def give_up(status: int, _remaining: int, _total: int) -> None:
        if status in _BUSY and time.monotonic() > deadline:
            raise faults.locked(connection.path)

    copy = sqlite3.connect(draft, isolation_level=None)
    try:
        copy.execute("PRAGMA synchronous=EXTRA")
        connection.undoing_first(lambda: connection.db.conn.backup(copy, progress=give_up))
        ((verdict,),) = copy.execute("PRAGMA quick_check").fetchall()[:1]
    finally:
        copy.close()
    if verdict != "ok":
        raise faults.damaged(connection.path)


def _is_private(path: Path) -> bool:
    return os.name != "posix" or not stat.S_IMODE(path.stat().st_mode) & 0o077
