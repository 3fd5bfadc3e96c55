"""A log that is gone, damaged or replaced: what there is to go back to, and going back to it.

A log that was there is never begun anew without somebody saying so: `require`, `start_new`.
"""

import contextlib
import os
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from msgspec import Struct

from floorwalker import files
from floorwalker.dates import format_date
from floorwalker.errors import JournalError
from floorwalker.i18n import _, ngettext
from floorwalker.journal import faults, log_file, recovery, upkeep
from floorwalker.journal.database import COPY_PATIENCE, connect, look_into
from floorwalker.journal.store import Journal

_MARKER: Final = ".encounters-begun"
_MARKER_TEXT: Final = (
    "Floorwalker's log, encounters.db, was begun in this folder. While this file is here, "
    "a log that is missing is asked about, and not begun anew.\n"
)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


class Backup(Struct, frozen=True, kw_only=True):
    """A sound copy of a log."""

    path: Path
    day: date
    """When it was made."""
    encounters: int
    """Distinct ones, withdrawn ones too."""
    is_empty: bool
    """Whether nothing at all was ever kept in it."""


class Restored(Struct, frozen=True, kw_only=True):
    """A log that is in its place again."""

    path: Path
    encounters: int
    backup: Backup | None = None
    """What it was made from; None where nothing was lost."""
    aside: Path | None = None
    """Where the file is now that stood in its place."""


def inspect(path: Path) -> Backup:
    """What the log in `path` holds; it is only read, whatever version wrote it.

    Raises:
        JournalError: it is no sound log, or cannot be read.
    """
    with contextlib.closing(look_into(path)) as connection:
        damage = connection.rows("PRAGMA quick_check(1)")
        if [list(row.values()) for row in damage] != [["ok"]]:
            raise faults.damaged(path)
        encounters = connection.number("SELECT count(*) FROM encounters WHERE revision = 1")
        reports = connection.number("SELECT count(*) FROM feedback")
        with faults.explained(path):
            written = datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone().date()
    return Backup(
        path=path,
        day=_day_in(path.name) or written,
        encounters=encounters,
        is_empty=not encounters and not reports,
    )


def newest_sound_backup(folder: Path) -> Backup | None:
    """The newest backup in `folder` that can be gone back to; None where there is none.

    Raises:
        JournalError: the folder cannot be read.
    """
    for path in recovery.backups(folder):
        with contextlib.suppress(JournalError):
            return inspect(path)
    return None


def say_backup(backup: Backup | None) -> str:
    """The sentence that names a backup, its day and how much it holds."""
    if backup is None:
        return _("There is no backup.")
    return _("The newest backup is {name}, from {day}, with {encounters}.").format(
        name=backup.path.name, day=format_date(backup.day), encounters=counted(backup.encounters)
    )


def counted(encounters: int) -> str:
    """`1 encounter`, or how many."""
    text = ngettext("{count} encounter", "{count} encounters", encounters)
    return text.format(count=encounters)


def say_contents(found: Backup) -> str:
    """How much a log holds."""
    return _("It is a sound log with {encounters}.").format(encounters=counted(found.encounters))


def say_restored(restored: Restored) -> str:
    """What was restored, from what, and what is not in it."""
    if restored.backup is None:
        said = _("The log is in its place again, with {encounters}; nothing of it is lost.")
        return said.format(encounters=counted(restored.encounters))
    said = _(
        "The backup {name} from {day} is the log now, with {encounters}. What was registered "
        "after it was made is not in it."
    ).format(
        name=restored.backup.path.name,
        day=format_date(restored.backup.day),
        encounters=counted(restored.encounters),
    )
    if restored.aside is None:
        return said
    kept = _("What was in its place is kept as {path}.").format(path=restored.aside)
    return f"{said} {kept}"


def require(path: Path, backups: Path) -> bool:
    """Whether the log is there; False where there never was one.

    Raises:
        MissingJournalError: there was one; the error names the newest backup.
        JournalError: what lies there is no file, or cannot be looked at.
    """
    if log_file.exists(path):
        return True
    newest = newest_sound_backup(backups)
    was_begun = _marker(path).exists() or (newest is not None and not newest.is_empty)
    if not was_begun:
        return False
    hint = _("If it lies on another disk, connect that. A new one begins with: {command}").format(
        command="floorwalker log start-new"
    )
    if newest is not None:
        restore_it = _("Put the backup in its place with: floorwalker restore.")
        hint = f"{restore_it} {hint}"
    raise faults.MissingJournalError(
        _("The log {path} is gone. {backup}").format(path=path, backup=say_backup(newest)), hint
    )


def note_begun(path: Path) -> None:
    """Remember beside the log that it was begun; that cannot be remembered is no fault."""
    marker = _marker(path)
    with contextlib.suppress(OSError, files.FileError):
        if not marker.exists():
            files.write_whole(marker, _MARKER_TEXT.encode(), replacing=False, durable=False)


def start_new(path: Path) -> None:
    """Begin a new log in `path`, because somebody said so.

    Raises:
        JournalError: there is one, or it cannot be made.
    """
    if log_file.exists(path):
        raise JournalError(
            _("There is a log at {path} already.").format(path=path), _("Nothing was changed.")
        )
    Journal.open(path).close()
    note_begun(path)


def restore(path: Path, backup: Path, now: datetime, *, replace: bool = False) -> Restored:
    """Put a copy of `backup` in the place of the log in `path`.

    A damaged log is set aside first, a sound one that holds anything only where `replace` says so.

    Raises:
        JournalError: the backup is no sound log, or there is a sound log; nothing was changed.
    """
    chosen = inspect(backup)
    if log_file.exists(path) and path.samefile(backup):
        raise JournalError(_("This is the log itself, no backup of it: {path}").format(path=path))
    with contextlib.closing(look_into(backup)) as source, _room_for(path, now, replace) as aside:
        upkeep.Upkeep(source).rescue(path)
    note_begun(path)
    return Restored(path=path, encounters=chosen.encounters, backup=chosen, aside=aside)


def put_back(journal: Journal) -> Restored:
    """Write the log that `journal` has open, and whose file is gone, to its place again.

    Whoever has a file open can read it after it was deleted.

    Raises:
        JournalError: another file lies there by now, or it cannot be written.
    """
    journal.upkeep.rescue(journal.path)
    note_begun(journal.path)
    return Restored(path=journal.path, encounters=inspect(journal.path).encounters)


def keep_replaced(journal: Journal, now: datetime) -> Path:
    """Write the log that `journal` has open, and whose name another log has, beside that one.

    Raises:
        JournalError: it cannot be written, or the other one is no sound log.
    """
    path = journal.path
    # SQLite would take the other's rollback journal for its own: nobody writes meanwhile.
    with contextlib.closing(connect(path, timeout=COPY_PATIENCE)) as other, other.kept_still():
        return journal.upkeep.rescue(recovery.free_name(path, now, "replaced"))


@contextlib.contextmanager
def _room_for(path: Path, now: datetime, replace: bool) -> Iterator[Path | None]:
    """Set aside what lies in `path`, and put it back if what is to follow fails."""
    aside = _set_aside(path, now, replace=replace) if log_file.exists(path) else None
    try:
        yield aside
    except BaseException:
        if aside is not None and not os.path.lexists(path):
            with contextlib.suppress(OSError):
                aside.rename(path)
        raise


def set_present_aside(path: Path, now: datetime) -> Path:
    """Give what lies in `path` another name beside it, whatever it is.

    Raises:
        JournalError: it could not be renamed.
    """
    try:
        return _set_aside(path, now, replace=True)
    except faults.LockedJournalError:
        raise
    except JournalError:
        return recovery.set_aside(path, now, "replaced")


def _set_aside(path: Path, now: datetime, *, replace: bool) -> Path:
    try:
        present = inspect(path)
    except faults.DamagedJournalError:
        return recovery.set_aside(path, now)
    if not (present.is_empty or replace):
        raise JournalError(
            _("The log is in its place, and sound: {path}, with {encounters}.").format(
                path=path, encounters=counted(present.encounters)
            ),
            _("Nothing was changed. To set it aside and put the backup in its place: --replace"),
        )
    # What another desk saves at this moment is then in the one or in the other, never in between.
    with contextlib.closing(connect(path, timeout=COPY_PATIENCE)) as others, others.kept_still():
        return recovery.set_aside(path, now, "replaced")


def _marker(path: Path) -> Path:
    return path.with_name(_MARKER)


def _day_in(name: str) -> date | None:
    found = _DAY.search(name)
    with contextlib.suppress(ValueError):
        return date.fromisoformat(found[0]) if found else None
    return None
