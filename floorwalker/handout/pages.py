"""Slips on the disk: readable by their owner alone, and gone after a day."""

import contextlib
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Final

from floorwalker.files import FileError, make_named_folder, write_whole

_KEPT: Final = timedelta(days=1)
_SUFFIX: Final = ".html"


def keep_page(html: str, folder: Path, name: str) -> Path:
    """Write `html` into `folder`, made where it is missing, under a name beginning with `name`.

    The names of pages say nothing of what stands on them unless the caller lets `name` do so.

    Raises:
        FileError: the disk did not take it.
    """
    make_named_folder(folder)
    data = html.encode("utf-8")
    names = (f"{name}-{number}" if number > 1 else name for number in count(1))
    for path in (folder / f"{each}{_SUFFIX}" for each in names):
        try:
            write_whole(path, data, replacing=False)
        except FileError as error:
            if error.reason in ("exists", "link", "folder", "device"):
                continue
            raise
        return path
    raise AssertionError  # there are more numbers than files


def clear_old_pages(folder: Path, now: datetime) -> None:
    """Remove pages written a day or more before `now`; what cannot be removed stays."""
    for path in folder.glob(f"*{_SUFFIX}"):
        with contextlib.suppress(OSError):
            written = datetime.fromtimestamp(path.stat().st_mtime, now.tzinfo)
            if now - written >= _KEPT:
                path.unlink()
