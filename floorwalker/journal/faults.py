"""What can go wrong with the journal's file, each as a typed error that a user can act on.

SQLite's own words never pass: they name tables and columns, and may hold values.
"""

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from floorwalker.errors import JournalError
from floorwalker.i18n import _, mark

Fault = TypeVar("Fault", bound=JournalError)


class LockedJournalError(JournalError):
    """Another process kept the file locked for longer than the timeout."""


class FullDiskError(JournalError):
    """There was no room to write; what was there before is intact."""


class ReadOnlyJournalError(JournalError):
    """The file or its folder may not be written."""


class DamagedJournalError(JournalError):
    """The file is not a sound journal. It is never overwritten: see `recovery.set_aside`."""


class UnfinishedSaveError(JournalError):
    """A save was cut off halfway, and undoing it needs the right to write."""


class MissingJournalError(JournalError):
    """There was a log, and its file is not there any more. Never begun anew without asking."""


class ReplacedJournalError(JournalError):
    """Another file has the log's name since it was opened."""


class OlderJournalError(JournalError):
    """The file was written by an older version, and may only be read here."""


class NewerJournalError(JournalError):
    """The file was written by a newer version of Floorwalker."""


def _fault(kind: type[Fault], message: str, hint: str) -> Callable[[Path], Fault]:
    """What makes an error about a path from the two sentences that it says."""
    return lambda path: kind(_(message).format(path=path), _(hint))


locked = _fault(
    LockedJournalError,
    mark("The log {path} is in use by another program."),
    mark("Nothing was stored. Close the other program or wait a moment, and try again."),
)
full = _fault(
    FullDiskError,
    mark("There is no room for the log {path}: the disk is full, or a limit is reached."),
    mark("Nothing was stored, and nothing was lost. Make room on the disk and try again."),
)
read_only = _fault(
    ReadOnlyJournalError,
    mark("The log {path} may not be written."),
    mark("Nothing was stored. Check who owns the file and its folder, or choose another folder."),
)
forbidden = _fault(
    ReadOnlyJournalError,
    mark("The log {path} may not be opened by this account."),
    mark("Check who owns the file and its folder, or choose another folder."),
)
unfinished_save = _fault(
    UnfinishedSaveError,
    mark("A save in the log {path} was cut off, and undoing it needs the right to write."),
    mark(
        "Nothing that was acknowledged is lost. Run the command once as somebody who may "
        "write the file and its folder."
    ),
)
"""A hot rollback journal beside a file that may only be read."""
is_folder = _fault(
    JournalError,
    mark("{path} is a folder; the log is a file."),
    mark("Move it away, or choose another folder with --data."),
)
is_no_file = _fault(
    JournalError,
    mark("{path} is a device, a pipe or a socket; the log is a file."),
    mark("Move it away, or choose another folder with --data."),
)
leads_nowhere = _fault(
    JournalError,
    mark("The log {path} is a link that leads to no file."),
    mark("If it leads to another disk, connect that; otherwise remove the link."),
)
no_folder = _fault(
    JournalError,
    mark("The log {path} cannot be there: a part of its path is a file, not a folder."),
    mark("Choose another folder with --data."),
)
no_name = _fault(
    JournalError,
    mark("The log {path} cannot be there: its path is too long, or no name of a file."),
    mark("Choose another folder with --data."),
)
gone = _fault(
    MissingJournalError,
    mark("The log {path} was deleted or moved while it was in use."),
    mark("Nothing was stored. Put it back in its place, or run: floorwalker restore"),
)
still_missing = _fault(
    MissingJournalError,
    mark("The log {path} is still not there."),
    mark("Nothing was changed."),
)
replaced = _fault(
    ReplacedJournalError,
    mark("The log {path} was replaced by another file while it was in use."),
    mark("Nothing was stored. Try again: the file that is there now is then used."),
)
missing = _fault(
    JournalError,
    mark("There is no log at {path}."),
    mark("It is made when the first encounter is registered. Check the folder's name."),
)
damaged = _fault(
    DamagedJournalError,
    mark("The log {path} is damaged, or is not a log of Floorwalker."),
    mark(
        "It was left as it is. Set it aside and put the newest backup in its place with: "
        "floorwalker restore"
    ),
)
newer = _fault(
    NewerJournalError,
    mark("The log {path} was written by a newer version of Floorwalker."),
    mark("It was left as it is. Install the newer version on this computer too."),
)
older = _fault(
    OlderJournalError,
    mark("The log {path} was written by an older version of Floorwalker."),
    mark("Open it once where the folder may be written: it is then brought up to date."),
)
unreliable_disk = _fault(
    JournalError,
    mark("The disk failed while the log {path} was in use."),
    mark("Nothing was stored. Check that the disk has room and works, and try again."),
)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn faults of SQLite and of the file system into a `JournalError` about `path`."""
    try:
        yield
    except sqlite3.Error as error:
        raise explain_sqlite(error, path) from None
    except (UnicodeError, OverflowError):
        raise JournalError(
            _("A value cannot be stored in the log."), _("Remove unusual characters, try again.")
        ) from None
    except OSError as error:
        raise explain_os(error, path) from None


def explain_sqlite(error: sqlite3.Error, path: Path) -> JournalError:
    """The error to show for `error`, by SQLite's code."""
    name = getattr(error, "sqlite_errorname", "")
    makers = {
        "SQLITE_BUSY": locked,
        "SQLITE_LOCKED": locked,
        "SQLITE_FULL": full,
        "SQLITE_READONLY_DBMOVED": moved,
        "SQLITE_READONLY_ROLLBACK": unfinished_save,
        "SQLITE_READONLY": read_only,
        "SQLITE_PERM": read_only,
        "SQLITE_AUTH": read_only,
        "SQLITE_CANTOPEN": cannot_open,
        "SQLITE_NOTADB": damaged,
        "SQLITE_CORRUPT": damaged,
        "SQLITE_IOERR_WRITE": full,
        "SQLITE_IOERR": unreliable_disk,
    }
    primary = next((known for known in makers if name.startswith(known)), "")
    return makers[primary](path) if primary else _unexpected(path, name or type(error).__name__)


def explain_copy(error: sqlite3.Error, target: Path) -> JournalError:
    """The error to show where a copy of a log could not be written to `target`."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR_WRITE")):
        return FullDiskError(
            _("There is no room for the copy {path}.").format(path=target),
            _("Nothing was written. Make room on the disk, or choose another folder."),
        )
    return JournalError(
        _("The copy {path} could not be written ({code}).").format(
            path=target, code=name or type(error).__name__
        ),
        _("Check that the folder may be written and that its disk works."),
    )


def explain_os(error: OSError, path: Path) -> JournalError:
    """The error to show for `error`, by the system's number."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return full(path)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return read_only(path)
    makers = {
        errno.EIO: unreliable_disk,
        errno.ENOTDIR: no_folder,
        errno.ENAMETOOLONG: no_name,
        errno.ELOOP: leads_nowhere,
    }
    return makers.get(error.errno or 0, cannot_open)(path)


def moved(path: Path) -> JournalError:
    """SQLite found that its file has another name now, or none."""
    is_there = os.path.exists(path)  # noqa: PTH110 - never raises
    return replaced(path) if is_there else gone(path)


def cannot_open(path: Path) -> JournalError:
    """The file system says no, for another reason than the right to write."""
    by_effective_rights = os.access in os.supports_effective_ids
    is_file = os.path.isfile(path)  # noqa: PTH113 - never raises
    if is_file and not os.access(path, os.R_OK, effective_ids=by_effective_rights):
        return forbidden(path)
    return JournalError(
        _("The log {path} cannot be opened.").format(path=path),
        _("Check that the folder exists and may be written, or choose another folder."),
    )


def old_sqlite(version: str) -> JournalError:
    """The SQLite that Python brings is too old."""
    return JournalError(
        _("The log needs SQLite 3.37 or newer; this Python has {version}.").format(version=version),
        _("Use a newer Python, for example one from python.org."),
    )


def _unexpected(path: Path, code: str) -> JournalError:
    return JournalError(
        _("The log {path} could not be used ({code}).").format(path=path, code=code),
        _("Nothing was stored. Try again; if it happens again, run `floorwalker doctor`."),
    )
