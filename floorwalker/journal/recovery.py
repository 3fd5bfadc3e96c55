"""Backups of the log, one a day, and setting a log aside that cannot or may not be used."""

import itertools
import os
from datetime import date, datetime
from pathlib import Path
from typing import Final, Literal

from floorwalker import files
from floorwalker.journal import faults
from floorwalker.journal.store import Journal

KEPT: Final = 7
"""Daily backups that are kept."""
_DAILY: Final = "encounters-????-??-??.db"
_BACKUPS: Final = "encounters-????-??-??*.db"
"""Those of a day, and those made by hand, which have the time in their name too."""


def back_up_daily(journal: Journal, folder: Path, today: date) -> Path | None:
    """Write today's backup into `folder` and delete all but the newest `KEPT`.

    Returns:
        The file written; None if today's exists already.

    Raises:
        JournalError: the backup could not be written; the older ones are still there.
    """
    target = folder / f"encounters-{today.isoformat()}.db"
    with faults.explained(folder):
        if target.exists():
            return None
        journal.upkeep.backup(target)
        for old in daily_backups(folder)[:-KEPT]:
            old.unlink()
    return target


def daily_backups(folder: Path) -> list[Path]:
    """Oldest first; the newest `KEPT` stay."""
    return sorted(folder.glob(_DAILY))


def backups(folder: Path) -> list[Path]:
    """All backups in `folder`, the newest first.

    Raises:
        JournalError: the folder cannot be read.
    """
    with faults.explained(folder):
        found = [path for path in folder.glob(_BACKUPS) if path.is_file()]
        return sorted(found, key=_age, reverse=True)


def _age(backup: Path) -> tuple[str, float]:
    """The day in its name, then when it was written: what was copied elsewhere looks younger."""
    return backup.name[: len(_DAILY) - len(".db")], backup.stat().st_mtime


def newest_backup(folder: Path) -> Path | None:
    """The backup to go back to, or None; raises as `backups` does."""
    return next(iter(backups(folder)), None)


def set_aside(path: Path, now: datetime, why: Literal["damaged", "replaced"] = "damaged") -> Path:
    """Give the journal in `path` another name beside it, so that another one can have its name.

    A rollback journal that belongs to it goes with it. Nothing is ever overwritten.

    Returns:
        The file's new name.

    Raises:
        JournalError: it could not be renamed.
    """
    with faults.explained(path):
        aside = free_name(path, now, why)
        # The rollback journal first: alone, it would be played back into the fresh file.
        rollback = path.with_name(f"{path.name}-journal")
        if rollback.exists():
            rollback.rename(aside.with_name(f"{aside.name}-journal"))
        path.rename(aside)
        files.sync_folder(path.parent)
    return aside


def free_name(path: Path, now: datetime, why: str) -> Path:
    """A name beside `path` that says what became of it and when: `encounters.damaged-….db`."""
    stamp = now.strftime("%Y%m%dT%H%M%S")
    extras = itertools.chain([""], (f"-{number}" for number in itertools.count(1)))
    names = (f"{path.stem}.{why}-{stamp}{extra}{path.suffix}" for extra in extras)
    return next(aside for aside in map(path.with_name, names) if not os.path.lexists(aside))
