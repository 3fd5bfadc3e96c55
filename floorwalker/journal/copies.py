"""Other files that hold what a log holds: its backups, and those that were set aside.

What is deleted from the log stays in them. They are named, and rewritten where that is asked for.
"""

import contextlib
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from msgspec import Struct

from floorwalker import files
from floorwalker.errors import FloorwalkerError, JournalError
from floorwalker.file_reading import read_regular
from floorwalker.journal import faults, recovery, upkeep
from floorwalker.journal.database import COPY_PATIENCE, Connection, connect, look_into
from floorwalker.journal.store import Journal

_ELSEWHERE: Final = "elsewhere.json"
"""In the folder for backups: where others were written to."""
_LONGEST: Final = 1 << 22
"""Bytes that this list has at most."""
_SQLITE: Final = b"SQLite format 3\0"


class Copy(Struct, frozen=True, kw_only=True):
    """A file that holds, or may hold, what was deleted from the log."""

    path: Path
    held: int | None
    """Encounters and closed reports that it ought not to hold; None where it cannot be read."""
    days_left: int | None
    """After how many more daily backups it goes by itself; None where it stays."""


Count = Callable[[Connection], int]
"""How much of what was deleted from the log a copy still holds."""


def old(before: date) -> Count:
    """Counts what started before the local day `before`, and reports closed since."""

    def count(connection: Connection) -> int:
        bounds = {"before": before.isoformat()}
        return connection.number(
            "SELECT (SELECT count(*) FROM encounters AS this WHERE started_at < :before "
            "AND NOT EXISTS (SELECT 1 FROM encounters AS later WHERE "
            "later.encounter_id = this.encounter_id AND later.revision > this.revision)) "
            "+ (SELECT count(*) FROM feedback WHERE at < :before AND closed_at IS NOT NULL)",
            bounds,
        )

    return count


def text_of(encounter_id: str) -> Count:
    """Counts the revisions of one encounter that hold anything that was typed."""

    def count(connection: Connection) -> int:
        return connection.number(
            "SELECT count(*) FROM encounters WHERE encounter_id = :id AND "
            "coalesce(query, promise, note, void_reason) IS NOT NULL",
            {"id": encounter_id},
        )

    return count


def comment_of(feedback_id: str) -> Count:
    """Counts one report, where its comment is still there."""

    def count(connection: Connection) -> int:
        return connection.number(
            "SELECT count(*) FROM feedback WHERE feedback_id = :id AND comment <> ''",
            {"id": feedback_id},
        )

    return count


def holding(log: Path, folder: Path, count: Count) -> list[Copy]:
    """The copies that hold what `count` counts, or cannot be looked into; oldest name first.

    Args:
        log: the log itself; files set aside lie beside it.
        folder: the folder for backups.
        count: what is looked for.

    Raises:
        JournalError: a folder cannot be read.
    """
    daily = recovery.daily_backups(folder)
    found = []
    for path in _all(log, folder):
        held = _held(path, count)
        if held != 0:
            found.append(Copy(path=path, held=held, days_left=_days_left(path, daily)))
    return found


def rewrite(copy: Path, delete: Callable[[Journal], object]) -> None:
    """Let `delete` work on a backup: a new file takes its place, whole or not at all.

    Raises:
        JournalError: it could not be read or written; it is as it was.
    """
    with upkeep.written(copy), files.draft_of(copy, replacing=True) as draft:
        with contextlib.closing(look_into(copy)) as source:
            upkeep.copy_into(source, draft)
        with contextlib.closing(connect(draft, timeout=COPY_PATIENCE, is_draft=True)) as connection:
            delete(Journal(connection))


def note_elsewhere(folder: Path, copy: Path) -> None:
    """Remember in `folder` that a backup is written to `copy`; that it cannot be is no fault."""
    if copy.absolute().parent == folder.absolute():
        return
    known = [path for path in _noted(folder) if path != copy.absolute() and _may_exist(path)]
    with contextlib.suppress(OSError, FloorwalkerError):
        files.make_folder(folder)
        _write(folder, [*known, copy.absolute()])


def sweep(log: Path, folder: Path) -> None:
    """Delete the drafts of backups that were killed, wherever they were to be written."""
    places = {log.absolute().parent, folder.absolute()}
    for place in places | {path.parent for path in _noted(folder)}:
        files.sweep(place)


def _noted(folder: Path) -> list[Path]:
    """Where backups were written outside of `folder`, whether or not they are still there."""
    try:
        named = json.loads(read_regular(folder / _ELSEWHERE, _LONGEST))
    except (OSError, ValueError):
        return []
    names = named if isinstance(named, list) else []
    return [Path(name) for name in names if isinstance(name, str)]


def _write(folder: Path, paths: Sequence[Path]) -> None:
    data = json.dumps([str(path) for path in paths]).encode("ascii")
    files.write_whole(folder / _ELSEWHERE, data, replacing=True)


def _may_exist(path: Path) -> bool:
    """Whether it is there, or may be once its disk is connected."""
    try:
        return path.exists() or not path.parent.exists()
    except OSError:
        return True


def _all(log: Path, folder: Path) -> Iterator[Path]:
    with faults.explained(folder):
        inside = sorted(folder.iterdir()) if folder.is_dir() else []
        beside = sorted(log.parent.glob(f"{log.stem}.*")) if log.parent.is_dir() else []
        for path in (*inside, *beside):
            is_own = path.name in (log.name, f"{log.name}-journal", _ELSEWHERE)
            if not is_own and path.is_file() and _is_copy(path):
                yield path
    yield from filter(_may_exist, _noted(folder))


def _is_copy(path: Path) -> bool:
    """Whether it is a database, or has a name that the program gives to logs and pieces of them."""
    if path.name.startswith("encounters"):
        return True
    try:
        return read_regular(path, len(_SQLITE)) == _SQLITE
    except OSError:
        return True


def _held(path: Path, count: Count) -> int | None:
    try:
        with contextlib.closing(look_into(path)) as connection:
            return count(connection)
    except JournalError:
        return None


def _days_left(path: Path, daily: Sequence[Path]) -> int | None:
    if path not in daily:
        return None
    newer = len(daily) - 1 - daily.index(path)
    return max(recovery.KEPT - newer, 1)
