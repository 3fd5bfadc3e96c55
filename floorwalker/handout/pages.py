"""Slips on the disk: readable by their owner alone, and gone after a day."""

import contextlib
import os
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Final

from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _
from floorwalker.os_reason import os_reason

_KEPT: Final = timedelta(days=1)
_SUFFIX: Final = ".html"


def keep_page(html: str, folder: Path, name: str) -> Path:
    """Write `html` into `folder`, which is made, under a name beginning with `name`.

    The names of pages say nothing of what stands on them unless the caller lets `name` do so.

    Raises:
        FloorwalkerError: the disk did not take it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        names = (f"{name}-{number}" if number > 1 else name for number in count(1))
        paths = (folder / f"{each}{_SUFFIX}" for each in names)
        path = next(each for each in paths if not each.exists())
        _write(path, html)
    except OSError as error:
        raise FloorwalkerError(
            _("The slip cannot be written to {path}: {reason}.").format(
                path=folder, reason=os_reason(error)
            )
        ) from error
    return path


def clear_old_pages(folder: Path, now: datetime) -> None:
    """Remove pages written a day or more before `now`; what cannot be removed stays."""
    for path in folder.glob(f"*{_SUFFIX}"):
        with contextlib.suppress(OSError):
            written = datetime.fromtimestamp(path.stat().st_mtime, now.tzinfo)
            if now - written >= _KEPT:
                path.unlink()


def _write(path: Path, html: str) -> None:
    """Write a new file that is nobody else's from its first moment."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(html)
    except OSError:
        path.unlink(missing_ok=True)
        raise
