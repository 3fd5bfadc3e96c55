"""Errands not yet saved, on disk within a second: what a killed desk was typing is offered again.

Each process of a desk has a file of its own, and holds a lock as long as it lives: nobody takes or
wipes what a living desk is typing. The lock goes with the process however that ends; then the next
start of the same desk takes its errands over, and another desk may when it is asked to.

Nothing that the privacy guard objects to is ever written, nor what it may object to once it is
typed to its end, nor an errand that may concern a sensitive entry. None is kept, or offered, for
longer than a month. One that is being saved carries the id of its encounter: where a process was
killed between the two, whoever takes it over can ask the log whether it was saved.
"""

import os
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from floorwalker.file_reading import read_regular
from floorwalker.files import FileError, make_folder, sweep, write_whole
from floorwalker.journal import unsaved
from floorwalker.privacy import find_personal_data
from floorwalker.tui.registration.errands import Errand

_LAST_NUMBER: Final = re.compile(r"[\d\W_]*\Z")
_FEWEST_DIGITS: Final = 6
"""Digits at the end of a text that may be the beginning of a number of a person."""
_ENDINGS: Final = ("1", "11", "111", "1111")
"""What a number may still lack; which digits they are makes no difference."""


class _File(msgspec.Struct):
    """What the file of one process holds."""

    desk: str
    errands: list[dict[str, object]]
    """The fields of each errand, its form under the name `entered`."""


@dataclass(frozen=True)
class LeftOver:
    """What a process that has ended did not save."""

    desk: str
    """The desk that it was."""
    errands: tuple[Errand, ...]
    """Oldest first."""
    _path: Path
    _lock: unsaved.Lock

    def without(self, is_over: Callable[[Errand], bool]) -> "LeftOver | None":
        """It, but for the errands that are over; None where it is forgotten, for all are."""
        errands = tuple(errand for errand in self.errands if not is_over(errand))
        if not errands:
            self.forget()
            return None
        return replace(self, errands=errands)

    def forget(self) -> None:
        """It was taken over: remove it from the disk."""
        unsaved.remove(self._path)
        self._lock.remove()

    def leave(self) -> None:
        self._lock.release()


class Drafts:
    """The errands of this process, and those that ended processes left; one thread at a time."""

    def __init__(
        self, data: Path, *, desk: str, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._clock = clock
        self.desk = desk
        """The name of this desk."""
        self._folder = data / unsaved.FOLDER
        self._name = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._lock: unsaved.Lock | None = None
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
            unsaved.remove(self._path)
            return True
        file = _File(self.desk, [_to_json(each) for each in self._safe.values()])
        try:
            return self._write(msgspec.json.encode(file))
        except (OSError, FileError):
            return False

    def left_over(self) -> list[LeftOver]:
        """What ended processes left, this desk's first, oldest first; locked until it is let go."""
        sweep(self._folder)
        paths = {
            path.with_suffix(unsaved.ERRANDS)
            for path in unsaved.files_in(self._folder, unsaved.ERRANDS, unsaved.LOCK)
        }
        others = sorted(paths - {self._path}, key=_written_at)
        now = self._clock()
        found = [each for path in others if (each := _take(path, now)) is not None]
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
        return self._folder / f"{self._name}{unsaved.ERRANDS}"

    def _writable(self, errand: Errand) -> Errand | None:
        if errand.is_private or unsaved.is_too_old(errand.started_at, self._clock()):
            return None
        if _is_safe(errand):
            return errand
        before = self._safe.get(errand.key)
        return before and replace(before, encounter_id=errand.encounter_id)

    def _write(self, data: bytes) -> bool:
        make_folder(self._folder)
        if self._lock is None:
            self._lock = unsaved.Lock.taken(self._folder / f"{self._name}{unsaved.LOCK}")
        if self._lock is None:
            return False  # without it another desk would take these errands for left over
        write_whole(self._path, data, replacing=True, durable=False)
        return True


def _take(path: Path, now: datetime) -> LeftOver | None:
    """What the ended process of `path` left, locked; None where it lives or left nothing."""
    try:
        lock = unsaved.Lock.taken(path.with_suffix(unsaved.LOCK))
    except OSError:
        return None
    if lock is None:
        return None
    try:
        kept = msgspec.json.decode(read_regular(path, unsaved.LONGEST), type=_File)
        errands = tuple(map(_from_json, kept.errands))
    except (FileNotFoundError, msgspec.MsgspecError):  # nothing, or nothing that can be read
        unsaved.remove(path)
        lock.remove()
    except OSError:
        lock.release()
    else:
        left = LeftOver(kept.desk, errands, path, lock)
        return left.without(lambda errand: unsaved.is_too_old(errand.started_at, now))
    return None


def _to_json(errand: Errand) -> dict[str, object]:
    fields: dict[str, object] = msgspec.to_builtins(errand)
    fields["entered"] = fields.pop("form")
    return fields


def _from_json(fields: dict[str, object]) -> Errand:
    fields["form"] = fields.pop("entered", None)
    return msgspec.convert(fields, Errand)


def _written_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _is_safe(errand: Errand) -> bool:
    """Whether nobody's number stands in `errand`, and none that is typed as yet to its half."""
    texts = [errand.words]
    if errand.form is not None:
        form = errand.form
        texts += [form.query, form.promise, form.due, form.note]
    return all(map(_is_safe_text, texts))


def _is_safe_text(text: str) -> bool:
    number = _LAST_NUMBER.search(text)
    if number is not None and sum(map(str.isdigit, number[0])) >= _FEWEST_DIGITS:
        return False
    typed_on = (text.rstrip() + ending for ending in _ENDINGS)
    return not any(find_personal_data(each) for each in (text, *typed_on))
