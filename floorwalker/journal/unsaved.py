"""Where errands that are not saved yet lie, and how they go from there when they are too old.

Each process of a desk has a file of its own in the data folder, locked as long as it lives. What
the desk writes into it is the desk's matter; here only what deleting them takes is read.
"""

import contextlib
import os
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from floorwalker.file_reading import read_regular
from floorwalker.files import FileError, whole_file

FOLDER: Final = "drafts"
LOCK: Final = ".lock"
ERRANDS: Final = ".json"
LONGEST: Final = 1 << 22
"""Bytes that such a file has at most."""
DAYS_KEPT: Final = 31
"""Days after which nobody is offered an errand any more; a month's holiday lies within."""

_OPEN: Final = (
    os.O_RDWR
    | os.O_CREAT
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # what is no file would be waited for
    | getattr(os, "O_CLOEXEC", 0)
)


class PurgedErrands(Struct, frozen=True, kw_only=True):
    """What became of the errands that were begun before a day."""

    deleted: int
    """Deleted, or to be deleted."""
    held: int = 0
    """In the file of a process that lives, or that cannot be written: they stay."""


class _Kept(Struct):
    """What a file holds, as far as it is of interest here."""

    desk: str
    errands: list[msgspec.Raw]


class _Errand(Struct):
    started_at: datetime | None = None
    encounter_id: str = ""


@dataclass
class Lock:
    """A file that is locked for as long as its process lives."""

    path: Path
    _descriptor: int = field(repr=False)

    @classmethod
    def taken(cls, path: Path) -> "Lock | None":
        """The lock on `path`, made if need be; None where another process holds it.

        Raises:
            OSError: it can be neither made nor opened.
        """
        descriptor = os.open(path, _OPEN, 0o600)
        lock = cls(path, descriptor)
        if _lock(descriptor) and lock._is_in_place:
            return lock
        os.close(descriptor)
        return None

    @property
    def _is_in_place(self) -> bool:
        """Whether the file locked is the one that others find: one may have been removed."""
        try:
            found = os.fstat(self._descriptor)
            return stat.S_ISREG(found.st_mode) and os.path.samestat(found, self.path.stat())
        except OSError:
            return False

    def release(self) -> None:
        os.close(self._descriptor)

    def remove(self) -> None:
        """Let go of it for good."""
        if sys.platform == "win32":  # a file that is open cannot be removed there
            os.close(self._descriptor)
            remove(self.path)
        else:
            remove(self.path)
            os.close(self._descriptor)


def is_too_old(started_at: datetime | None, now: datetime) -> bool:
    """Whether an errand begun at `started_at` is offered to nobody any more; `now` is aware."""
    return _is_before(started_at, now - timedelta(days=DAYS_KEPT))


def purge(data: Path, before: datetime, *, dry_run: bool) -> PurgedErrands:
    """Delete unsaved errands begun before `before`, which is aware, from the folder `data`."""
    return _purge(data, dry_run=dry_run, goes=lambda each: _is_before(each.started_at, before))


def forget(data: Path, encounter_id: str) -> PurgedErrands:
    """Delete what a killed desk kept of an errand that was saved as the encounter with this id."""
    return _purge(data, dry_run=False, goes=lambda errand: errand.encounter_id == encounter_id)


def files_in(folder: Path, *suffixes: str) -> Iterator[Path]:
    """The files with one of these suffixes; none where there is no folder."""
    with contextlib.suppress(OSError):
        yield from [path for path in folder.iterdir() if path.suffix in suffixes]


def remove(path: Path) -> None:
    """Remove a file, if that can be done."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _purge(data: Path, *, dry_run: bool, goes: Callable[[_Errand], bool]) -> PurgedErrands:
    deleted = held = 0
    for path in sorted(files_in(data / FOLDER, ERRANDS)):
        try:
            kept = msgspec.json.decode(read_regular(path, LONGEST), type=_Kept)
            read = [(raw, msgspec.json.decode(raw, type=_Errand)) for raw in kept.errands]
        except (OSError, msgspec.MsgspecError):
            continue  # the next desk that starts removes what is no draft
        stays = [raw for raw, errand in read if not goes(errand)]
        count = len(kept.errands) - len(stays)
        if not count:
            continue
        if dry_run or _rewrite(path, _Kept(kept.desk, stays)):
            deleted += count
        else:
            held += count
    return PurgedErrands(deleted=deleted, held=held)


def _rewrite(path: Path, kept: _Kept) -> bool:
    """Leave `kept` only, unless a process that lives has the file or the disk refuses."""
    try:
        lock = Lock.taken(path.with_suffix(LOCK))
        if lock is None:
            return False
        try:
            if kept.errands:
                with whole_file(path, replacing=True) as file:
                    file.write(msgspec.json.encode(kept))
            else:
                path.unlink(missing_ok=True)
        finally:
            if path.exists():
                lock.release()
            else:
                lock.remove()
    except (OSError, FileError):
        return False
    return True


def _is_before(started_at: datetime | None, moment: datetime) -> bool:
    """A moment without its offset is none that a desk wrote."""
    return started_at is not None and (started_at.tzinfo is None or started_at < moment)


def _lock(descriptor: int) -> bool:
    """Lock the open file at once; False where another process has it, or it cannot be locked."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
