"""Errands not yet saved, on disk within a second: what a killed desk was typing is offered again.

Each process of a desk has a file of its own, and holds a lock as long as it lives: nobody takes or
wipes what a living desk is typing. The lock goes with the process however that ends; then the next
start of the same desk takes its errands over, and another desk may when it is asked to.

Nothing that the privacy guard objects to is ever written, nor what it may object to once it is
typed to its end, nor an errand that may concern a sensitive entry.
"""

import asyncio
import contextlib
import os
import re
import secrets
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from floorwalker.privacy import find_personal_data
from floorwalker.tui.errand import Errand

Answer = TypeVar("Answer")

_FOLDER: Final = "drafts"
_LOCK: Final = ".lock"
_ERRANDS: Final = ".json"
_HALF: Final = ".tmp"
_LAST_NUMBER: Final = re.compile(r"[\d\W_]*\Z")
_FEWEST_DIGITS: Final = 6
"""Digits at the end of a text that may be the beginning of a number of a person."""
_ENDINGS: Final = ("1", "11", "111", "1111")
"""What a number may still lack; which digits they are makes no difference."""


@dataclass(frozen=True, kw_only=True)
class _Kept:
    """What the file of one process holds."""

    desk: str
    errands: tuple[Errand, ...]


@dataclass(frozen=True)
class LeftOver:
    """What a process that has ended did not save."""

    desk: str
    """The desk that it was."""
    errands: tuple[Errand, ...]
    """Oldest first."""
    _path: Path
    _lock: "_Lock"

    def forget(self) -> None:
        """It was taken over: remove it from the disk."""
        _remove(self._path)
        self._lock.remove()

    def leave(self) -> None:
        """Let it lie for another time."""
        self._lock.release()


class Drafts:
    """The errands of this process, and those that ended processes left; one thread at a time."""

    def __init__(self, data: Path, *, desk: str) -> None:
        self.desk = desk
        """The name of this desk."""
        self._folder = data / _FOLDER
        self._name = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._lock: _Lock | None = None
        self._safe: dict[int, Errand] = {}
        """The last state of each errand that may be written, by its key."""

    def keep(self, errands: Sequence[Errand]) -> bool:
        """Keep these errands, oldest first, and no others; whether the disk took them.

        One with personal data in it, or with the beginning of it, stays as it was before.
        """
        self._safe = {
            errand.key: kept for errand in errands if (kept := self._writable(errand)) is not None
        }
        if not self._safe:
            _remove(self._path)
            return True
        try:
            return self._write(_Kept(desk=self.desk, errands=tuple(self._safe.values())))
        except OSError:
            return False

    def left_over(self) -> list[LeftOver]:
        """What ended processes left, this desk's first, oldest first; locked until it is let go."""
        paths = {path.with_suffix(_ERRANDS) for path in _files(self._folder, _ERRANDS, _LOCK)}
        others = sorted(paths - {self._path}, key=_written_at)
        found = [each for path in others if (each := _take(path)) is not None]
        return sorted(found, key=lambda each: each.desk != self.desk)

    def close(self) -> None:
        """This process ends; what it kept is there for the next one."""
        if self._lock is None:
            return
        if self._path.exists():
            self._lock.release()
        else:
            self._lock.remove()
        self._lock = None

    @property
    def _path(self) -> Path:
        return self._folder / f"{self._name}{_ERRANDS}"

    def _writable(self, errand: Errand) -> Errand | None:
        if errand.is_private:
            return None
        return errand if _is_safe(errand) else self._safe.get(errand.key)

    def _write(self, kept: _Kept) -> bool:
        for folder in (self._folder.parent, self._folder):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self._lock is None:
            self._lock = _Lock.taken(self._folder / f"{self._name}{_LOCK}")
        if self._lock is None:
            return False  # without it another desk would take these errands for left over
        descriptor, name = tempfile.mkstemp(_HALF, f"{self._name}-", self._folder)
        half = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(msgspec.json.encode(kept))
            half.replace(self._path)
        except OSError:
            _remove(half)
            raise
        return True


class DraftThread:
    """Drafts on a thread of their own: typing never waits for the disk, writes keep their order."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drafts")

    def tell(self, work: Callable[[Drafts], object]) -> None:
        """Do `work` after what was asked for before, without waiting for it."""
        self._executor.submit(work, self._drafts)

    async def ask(self, work: Callable[[Drafts], Answer]) -> Answer:
        """What `work` gives, once it is done."""
        return await asyncio.wrap_future(self._executor.submit(work, self._drafts))

    def close(self) -> None:
        """Finish what was asked for, then let go of the files."""
        self._executor.submit(self._drafts.close).result()
        self._executor.shutdown()


@dataclass
class _Lock:
    """A file that is locked for as long as its process lives."""

    path: Path
    _descriptor: int = field(repr=False)

    @classmethod
    def taken(cls, path: Path) -> "_Lock | None":
        """The lock on `path`, made if need be; None where another process holds it."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        lock = cls(path, descriptor)
        if _lock(descriptor) and lock._is_in_place:
            return lock
        os.close(descriptor)
        return None

    @property
    def _is_in_place(self) -> bool:
        """Whether the file locked is the one that others find: one may have been removed."""
        try:
            return os.path.samestat(os.fstat(self._descriptor), self.path.stat())
        except OSError:
            return False

    def release(self) -> None:
        """Let others take it."""
        os.close(self._descriptor)

    def remove(self) -> None:
        """Let go of it for good."""
        if sys.platform == "win32":  # a file that is open cannot be removed there
            os.close(self._descriptor)
            _remove(self.path)
        else:
            _remove(self.path)
            os.close(self._descriptor)


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


def _take(path: Path) -> LeftOver | None:
    """What the ended process of `path` left, locked; None where it lives or left nothing."""
    try:
        lock = _Lock.taken(path.with_suffix(_LOCK))
    except OSError:
        return None
    if lock is None:
        return None
    for half in _files(path.parent, _HALF):
        if half.name.startswith(f"{path.stem}-"):
            _remove(half)
    try:
        kept = msgspec.json.decode(path.read_bytes(), type=_Kept)
    except (FileNotFoundError, msgspec.MsgspecError):  # nothing, or nothing that can be read
        _remove(path)
        lock.remove()
    except OSError:
        lock.release()
    else:
        return LeftOver(kept.desk, kept.errands, path, lock)
    return None


def _files(folder: Path, *suffixes: str) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        yield from [path for path in folder.iterdir() if path.suffix in suffixes]


def _written_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _is_safe(errand: Errand) -> bool:
    """Whether nobody's number stands in `errand`, and none that is typed as yet to its half."""
    texts = [errand.words]
    if errand.entered is not None:
        entered = errand.entered
        texts += [entered.query, entered.promise, entered.due, entered.note]
    return all(map(_is_safe_text, texts))


def _is_safe_text(text: str) -> bool:
    number = _LAST_NUMBER.search(text)
    if number is not None and sum(map(str.isdigit, number[0])) >= _FEWEST_DIGITS:
        return False
    typed_on = (text.rstrip() + ending for ending in _ENDINGS)
    return not any(find_personal_data(each) for each in (text, *typed_on))
