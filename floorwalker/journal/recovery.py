"""When the journal is damaged: the daily backups, and setting the damaged file aside."""

from datetime import date, datetime
from pathlib import Path
from typing import Final

from floorwalker.journal import faults
from floorwalker.journal.database import sync_folder
from floorwalker.journal.store import Journal

KEPT: Final = 7
"""Daily backups that are kept."""
_DAILY: Final = "encounters-????-??-??.db"


def back_up_daily(journal: Journal, folder: Path, today: date) -> Path | None:
    """Write today's backup into `folder` and delete all but the newest `KEPT`.

    Returns:
        The file written; None if today's exists already.

    Raises:
        JournalError: the backup could not be written; the older ones are still there.
    """
    target = folder / f"encounters-{today.isoformat()}.db"
    if target.exists():
        return None
    journal.backup(target)
    with faults.explained(folder):
        for old in sorted(folder.glob(_DAILY))[:-KEPT]:
            old.unlink()
    return target


def newest_backup(folder: Path) -> Path | None:
    """The daily backup to go back to, or None."""
    return max(folder.glob(_DAILY), default=None)


def set_aside(path: Path, now: datetime) -> Path:
    """Give the damaged journal in `path` another name beside it, so that a fresh one can be made.

    A rollback journal that belongs to it goes with it. Nothing is ever overwritten.

    Returns:
        The file's new name.

    Raises:
        JournalError: it could not be renamed.
    """
    with faults.explained(path):
        aside = _free_name(path, now)
        # The rollback journal first: alone, it would be played back into the fresh file.
        rollback = path.with_name(f"{path.name}-journal")
        if rollback.exists():
            rollback.rename(aside.with_name(f"{aside.name}-journal"))
        path.rename(aside)
        sync_folder(path.parent)
    return aside


def _free_name(path: Path, now: datetime) -> Path:
    stamp = now.strftime("%Y%m%dT%H%M%S")
    number = 0
    while True:
        extra = f"-{number}" if number else ""
        candidate = path.with_name(f"{path.stem}.damaged-{stamp}{extra}{path.suffix}")
        if not candidate.exists():
            return candidate
        number += 1
