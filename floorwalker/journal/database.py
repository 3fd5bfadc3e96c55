"""The journal's file: made whole or not at all, opened with care, written one at a time.

Rollback journal with `synchronous=EXTRA`: after COMMIT a row survives a power cut, a reader needs
no right to write, and the log is one file. Every write takes the lock first (`BEGIN IMMEDIATE`),
so that waiting works and no read-modify-write is torn.
"""

import contextlib
import itertools
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import quote

from sqlite_utils import Database

from floorwalker import files
from floorwalker.errors import JournalError
from floorwalker.journal import faults, log_file, migrations

Cell = str | int | float | bytes | None
Row = dict[str, Cell]
Result = TypeVar("Result")

PATIENCE: Final = 0.5
"""Seconds of waiting for a lock before the user hears of it."""
LONGEST_WAIT: Final = 10.0
"""Seconds of waiting for a lock before that is an error."""
COPY_PATIENCE: Final = 2.0
"""Seconds to wait for somebody who has a copy of the log open."""
_MAY_NOT_UNDO: Final = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_IOERR_DELETE")
"""What SQLite says where it may not write the file, its rollback journal or their folder."""
_OLDEST_SQLITE: Final = (3, 37)
"""The first version with strict tables."""
_NEW: Final = ".new-journal-"
_ABANDONED: Final = 3600


class Connection:
    """One open journal file. It belongs to the thread that opened it.

    SQLite itself waits for other processes' locks only until the user is to hear of it.
    """

    def __init__(
        self,
        path: Path,
        db: Database,
        timeout: float,
        waiting: Callable[[], None] | None,
        identity: log_file.Identity | None = None,
    ) -> None:
        """With an `identity`, nothing is read or written once another file has the name `path`."""
        self.path = path
        self.db = db
        self.timeout = timeout
        self._waiting = waiting
        self._identity = identity

    def rows(self, sql: str, parameters: Mapping[str, Cell] | None = None) -> list[Row]:
        """All rows at once: a cursor left open would keep writers waiting."""
        self.require_in_place()
        with faults.explained(self.path):
            return self.undoing_first(lambda: list(self.db.query(sql, dict(parameters or {}))))

    def number(self, sql: str, parameters: Mapping[str, Cell] | None = None) -> int:
        (row,) = self.rows(sql, parameters)
        (value,) = row.values()
        return int(str(value))

    def execute(self, sql: str, parameters: Mapping[str, Cell] | None = None) -> int:
        """Run a writing statement inside `writing`; the number of rows that it touched."""
        return self.db.execute(sql, dict(parameters or {})).rowcount

    def insert(self, table: str, row: Mapping[str, Cell]) -> None:
        """Insert `row`, whose keys are columns of `table`, inside `writing`."""
        names = ", ".join(row)
        places = ", ".join(f":{name}" for name in row)
        self.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", row)  # noqa: S608 - ours

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction, whole or not at all. Durable when the block has been left."""
        self.require_in_place()
        with faults.explained(self.path):
            self.patiently(lambda: self.db.execute("BEGIN IMMEDIATE"))
            try:
                yield
                self.patiently(lambda: self.db.execute("COMMIT"))
            except BaseException:
                self.db.rollback()
                raise
        # A file that lost its name meanwhile took the rows with it.
        self.require_in_place()

    @contextlib.contextmanager
    def kept_still(self) -> Iterator[None]:
        """Keep everybody else from writing for as long as the block lasts, and write nothing."""
        with faults.explained(self.path):
            self.patiently(lambda: self.db.execute("BEGIN IMMEDIATE"))
            try:
                yield
            finally:
                self.db.rollback()

    def drop_stale_rollback(self) -> None:
        """Remove the rollback journal of a process killed before it had begun to write to the log.

        It changes nothing and SQLite leaves it, but it holds pages of the log as they were.
        """
        if log_file.rollback_journal(self.path).exists():
            with self.writing():  # whoever writes removes it
                version = self.number("PRAGMA user_version")
                self.execute(f"PRAGMA user_version={version}")

    def require_in_place(self) -> None:
        """Refuse to go on with a file that was deleted, moved or replaced since it was opened.

        SQLite would go on reading what nobody else sees, and take the rollback journal of the file
        that has the name now for its own.

        Raises:
            MissingJournalError, ReplacedJournalError: what happened to it.
        """
        if self._identity is None:
            return
        found = log_file.identity(self.path)
        if found is None:
            raise faults.gone(self.path)
        if found != self._identity:
            raise faults.replaced(self.path)

    def undoing_first(self, work: Callable[[], Result]) -> Result:
        """What reading `work` gives, patiently; half a save that stands in its way is undone first.

        A process killed between writing and committing leaves it to the next one that may write.
        """
        try:
            return self.patiently(work)
        except sqlite3.OperationalError as error:
            if not _is_unfinished(error):
                raise
        wait = self.timeout if self._waiting is None else min(self.timeout, PATIENCE)
        self.patiently(lambda: _undo_unfinished_save(self.path, wait))
        return self.patiently(work)

    def patiently(self, work: Callable[[], Result]) -> Result:
        """What `work` gives; tells the user once where a lock holds it up for longer than a moment.

        Work that a lock held up must have done nothing yet.
        """
        try:
            return work()
        except sqlite3.OperationalError as error:
            is_locked = error.sqlite_errorname.startswith("SQLITE_BUSY")
            if not is_locked or self._waiting is None or self.timeout <= PATIENCE:
                raise
        self._waiting()
        self.wait_at_most(self.timeout - PATIENCE)
        try:
            return work()
        finally:
            self.wait_at_most(PATIENCE)

    def wait_at_most(self, seconds: float) -> None:
        """Let SQLite wait so long for a lock, without a word."""
        self.db.execute(f"PRAGMA busy_timeout={int(seconds * 1000)}")

    def close(self) -> None:
        """Give the file back. Nothing is pending by then."""
        self.db.close()


def connect(
    path: Path,
    *,
    timeout: float,
    read_only: bool = False,
    accept_older: bool = False,
    is_draft: bool = False,
    waiting: Callable[[], None] | None = None,
    before_migrating: Callable[[Connection], None] | None = None,
) -> Connection:
    """Open the journal in `path`, made first if there is none, and bring its schema up to date.

    A file that exists is never replaced: an empty one is damage, not a new journal. One of an
    earlier version is handed to `before_migrating` before anything in it is changed; a reader
    refuses it unless it is to `accept_older` ones, and asks for nothing that came later. A draft is
    written without a way back: one that fails is thrown away, and nothing must be left beside it.

    Raises:
        JournalError: what is wrong with the file, as a subclass where the caller may act on it.
    """
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise faults.old_sqlite(sqlite3.sqlite_version)

    def connected(patience: float) -> Connection:
        return _connect(
            path,
            patience,
            waiting,
            before_migrating,
            read_only=read_only,
            accept_older=accept_older,
            is_draft=is_draft,
        )

    if waiting is None or timeout <= PATIENCE:
        return connected(timeout)
    try:
        connection = connected(PATIENCE)
    except faults.LockedJournalError:
        waiting()
        connection = connected(timeout - PATIENCE)
    connection.timeout = timeout
    connection.wait_at_most(PATIENCE)
    return connection


def look_into(path: Path) -> Connection:
    """The copy of a log in `path`, to be read, whatever version wrote it; raises as `connect`."""
    return connect(path, timeout=COPY_PATIENCE, read_only=True, accept_older=True)


def nothing_yet(path: Path) -> Connection:
    """An empty journal in memory, in the place of one in `path` that nobody has begun."""
    db = Database(sqlite3.connect(":memory:", isolation_level=None), execute_plugins=False)
    migrations.migrations().apply(db)
    return Connection(path, db, PATIENCE, None)


def _connect(
    path: Path,
    timeout: float,
    waiting: Callable[[], None] | None,
    before_migrating: Callable[[Connection], None] | None,
    *,
    read_only: bool,
    accept_older: bool,
    is_draft: bool,
) -> Connection:
    with faults.explained(path):
        if not log_file.exists(path):
            if read_only:
                raise faults.missing(path)
            _create(path, timeout)
        if not (read_only or is_draft):
            _make_private(path)
            _sweep(path)
        identity = log_file.identity(path)
        if is_draft:
            db = _open(path, timeout, journal_mode="OFF")
        else:
            db = _open_undoing_first(path, timeout, read_only=read_only)
        connection = Connection(path, db, timeout, waiting, identity)
        try:
            if not read_only:
                _bring_up_to_date(connection, before_migrating)
                _drop_stale_rollback_unless_in_use(connection)
            elif _is_older(connection) and not accept_older:
                raise faults.older(path)  # noqa: TRY301 - whatever is raised here closes it
        except BaseException:
            connection.close()
            raise
        return connection


def _drop_stale_rollback_unless_in_use(connection: Connection) -> None:
    """What somebody writes to just now is not stale; what may not be removed is no hindrance."""
    quick = Connection(connection.path, connection.db, 0, None)
    quick.wait_at_most(0)
    try:
        with contextlib.suppress(JournalError):
            quick.drop_stale_rollback()
    finally:
        connection.wait_at_most(connection.timeout)


def _bring_up_to_date(
    connection: Connection, before_migrating: Callable[[Connection], None] | None
) -> None:
    if not _is_older(connection):
        return
    if before_migrating is not None:
        before_migrating(connection)
    with connection.writing():
        migrations.migrations().apply(connection.db)


def _open_undoing_first(path: Path, timeout: float, *, read_only: bool) -> Database:
    """Open the file; a reader that half a save stands in the way of has it undone first."""
    try:
        return _open(path, timeout, read_only=read_only)
    except sqlite3.OperationalError as error:
        if not (read_only and _is_unfinished(error)):
            raise
    _undo_unfinished_save(path, timeout)
    return _open(path, timeout, read_only=read_only)


def _is_unfinished(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorname == "SQLITE_READONLY_ROLLBACK"


def _undo_unfinished_save(path: Path, timeout: float) -> None:
    """Let SQLite roll back, through a connection that may write for that long."""
    writer = sqlite3.connect(f"{_uri(path)}?mode=rw", uri=True, timeout=timeout)
    try:
        writer.execute("PRAGMA schema_version").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname.startswith(_MAY_NOT_UNDO):
            raise faults.unfinished_save(path) from None
        raise
    finally:
        writer.close()


def _open(
    path: Path, timeout: float, *, read_only: bool = False, journal_mode: str = "DELETE"
) -> Database:
    mode = "ro" if read_only else "rw"
    connection = sqlite3.connect(
        f"{_uri(path)}?mode={mode}", uri=True, timeout=timeout, isolation_level=None
    )
    db = Database(connection, execute_plugins=False)
    try:
        if not read_only:
            db.execute(f"PRAGMA journal_mode={journal_mode}").fetchall()
        for pragma in (
            "synchronous=EXTRA",
            "foreign_keys=ON",
            "secure_delete=ON",
            "trusted_schema=OFF",
        ):
            db.execute(f"PRAGMA {pragma}").fetchall()
    except BaseException:
        db.close()
        raise
    return db


def _uri(path: Path) -> str:
    """`path` as SQLite's URI, with an empty authority: `file:///C:/log.db`, `file:////server/x`."""
    absolute = path.absolute().as_posix()
    return "file://" + ("" if absolute.startswith("/") else "/") + quote(absolute, safe="/:")


def _is_older(connection: Connection) -> bool:
    """Whether migrations wait for it; raises where it is no journal, or newer."""
    if not migrations.applied(connection.db):
        raise faults.damaged(connection.path)
    if migrations.unknown(connection.db):
        raise faults.newer(connection.path)
    return bool(migrations.pending(connection.db))


def _create(path: Path, timeout: float) -> None:
    """Make a whole journal under another name, then give it its name in one step.

    So a first start that is killed leaves no half journal, and of several first starts one wins.
    """
    files.make_folders(path.parent)
    handle, name = tempfile.mkstemp(prefix=_NEW, dir=path.parent)
    os.close(handle)
    draft = Path(name)
    try:
        connection = Connection(draft, _open(draft, timeout), timeout, None)
        try:
            with connection.writing():
                migrations.migrations().apply(connection.db)
        finally:
            connection.close()
        _move_stray_rollback(path)
        _publish(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    files.sync_folder(path.parent)


def _publish(draft: Path, path: Path) -> None:
    """Give `draft` the name `path` unless another process was faster."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    except OSError:
        _publish_by_renaming(draft, path)


def _publish_by_renaming(draft: Path, path: Path) -> None:
    """For file systems without hard links: whoever makes the name may fill it."""
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        return
    draft.replace(path)


def _move_stray_rollback(path: Path) -> None:
    """Keep SQLite from playing the rollback journal of a file that is gone into the new one."""
    stray = path.with_name(f"{path.name}-journal")
    if not path.exists() and stray.exists():
        names = (path.with_name(f"{path.stem}.stray-{n}.journal") for n in itertools.count(1))
        stray.rename(next(name for name in names if not name.exists()))


def _make_private(path: Path) -> None:
    """Take the file from everybody but its owner; `doctor` tells where that is not possible."""
    if os.name == "posix" and path.stat().st_mode & 0o077:
        with contextlib.suppress(PermissionError):
            path.chmod(0o600)


def _sweep(path: Path) -> None:
    """Remove what first starts left behind that were killed an hour or more ago."""
    for draft in path.parent.glob(f"{_NEW}*"):
        with contextlib.suppress(OSError):
            if time.time() - draft.stat().st_mtime > _ABANDONED:
                draft.unlink()
