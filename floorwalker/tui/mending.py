"""A damaged log at the desk: asked first, then set aside under a new name, never overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from floorwalker import paths
from floorwalker.i18n import _
from floorwalker.journal.recovery import newest_backup, set_aside

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


def question(data_dir: Path) -> str:
    """What to ask before the desk goes on with a fresh log; names the newest backup."""
    backup = newest_backup(paths.backups_dir(data_dir))
    if backup is None:
        kept = _("There is no backup.")
    else:
        kept = _("The newest backup is {path}.").format(path=backup)
    asked = _("The log is damaged. Set it aside under a new name, and go on with a fresh one?")
    return f"{asked} {kept}"


def go_on_afresh(data_dir: Path, now: datetime) -> str:
    """Set the damaged log aside; the sentence that says where it is now.

    Raises:
        JournalError: it could not be renamed.
    """
    aside = set_aside(paths.database(data_dir), now)
    return _("The damaged log is kept as {path}.").format(path=aside)
