"""What lies where the log is to lie: a file, nothing, or something that can be no log."""

import os
import stat
from pathlib import Path
from typing import NamedTuple

from floorwalker.journal import faults


class Identity(NamedTuple):
    """Which file it is, whatever its name: another one under the same name differs."""

    device: int
    inode: int


def exists(path: Path) -> bool:
    """Whether there is a file at `path`; a link is followed.

    Raises:
        JournalError: it cannot be looked at, or something else than a file lies there. Opening it
            would wait for ever (a pipe), or do harm (a device).
    """
    if not _is_file(path):
        return False
    _is_file(rollback_journal(path))  # SQLite reads it first, and would wait just the same
    return True


def _is_file(path: Path) -> bool:
    found = _status(path)
    if found is None:
        return False
    if stat.S_ISDIR(found.st_mode):
        raise faults.is_folder(path)
    if not stat.S_ISREG(found.st_mode):
        raise faults.is_no_file(path)
    return True


def identity(path: Path) -> Identity | None:
    """Which file has the name `path` now; None where there is none. Raises as `exists` does."""
    found = _status(path)
    return None if found is None else Identity(found.st_dev, found.st_ino)


def rollback_journal(path: Path) -> Path:
    """Where SQLite keeps what the pages of the file `path` were before a save: beside the file."""
    file = path.resolve()
    return file.with_name(f"{file.name}-journal")


def device_of(folder: Path) -> int | None:
    """The disk that `folder` lies on, or that it would lie on if it were made; None if unknown."""
    for each in (folder, *folder.parents):
        try:
            return each.stat().st_dev
        except FileNotFoundError:
            continue
        except OSError:
            return None
    return None


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        if _is_link(path):
            raise faults.leads_nowhere(path) from None
        return None
    except ValueError:  # a NUL in the name
        raise faults.no_name(path) from None
    except PermissionError:
        raise faults.forbidden(path) from None
    except OSError as error:
        raise faults.explain_os(error, path) from None


def _is_link(path: Path) -> bool:
    try:
        return stat.S_ISLNK(path.lstat().st_mode)
    except OSError:
        return False
