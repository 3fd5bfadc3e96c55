"""A municipality's own folder, as `init` begins it: whole or not at all.

It stands on the base that ships with the program, and is small: what only the municipality knows is
there to be filled in, as comments.

A new folder, or an empty one, is filled under another name beside it and then moved. Where that
cannot be, since the folder is a disk's own or one stands in it, it is filled in place under a mark:
nobody takes it for a knowledge base until the mark is gone, and the next run finishes it.
"""

import os
from pathlib import Path

from floorwalker.errors import FloorwalkerError
from floorwalker.files import (
    explain,
    require_folder,
    sweep,
    sync_folder,
    whole_folder,
    write_whole,
)
from floorwalker.i18n import _
from floorwalker.knowledge.editing.first_files import first_files
from floorwalker.knowledge.loading.discovery import UNFINISHED


def begin_own_folder(folder: Path) -> None:
    """Fill `folder` with the first files of somebody's own knowledge.

    Raises:
        FloorwalkerError: it holds something already, or cannot be written; nothing of it is used.
    """
    place = Path(os.path.realpath(folder))
    try:
        if not os.path.lexists(place):
            require_folder(place.parent)
        elif not _is_free(place):
            raise FloorwalkerError(
                _("{folder} is not empty; nothing was written.").format(folder=folder),
                _("Name an empty or a new folder."),
            )
        if _can_be_moved_to(place):
            with whole_folder(place, "shared") as draft:
                _write_files(draft)
        else:
            _fill(place)
    except OSError as error:
        raise explain(error, folder) from None


def _is_free(place: Path) -> bool:
    """Whether nothing stands in the folder but what an earlier run of ours left there."""
    require_folder(place)
    sweep(place)
    return (place / UNFINISHED).exists() or not any(place.iterdir())


def _can_be_moved_to(place: Path) -> bool:
    if not place.exists():
        return True
    here = Path(os.path.realpath(Path.cwd()))
    return not (
        here.is_relative_to(place)  # whoever stands there would stand nowhere
        or os.path.ismount(place)
        or (place / UNFINISHED).exists()
        or not os.access(place.parent, os.W_OK | os.X_OK)
    )


def _fill(place: Path) -> None:
    mark = place / UNFINISHED
    write_whole(mark, b"", replacing=True, access="shared")
    _write_files(place)
    mark.unlink()
    sync_folder(place)


def _write_files(into: Path) -> None:
    for name, text in first_files().items():
        write_whole(into / name, text.encode(), replacing=True, access="shared")
