"""The starter knowledge copied to where a municipality makes it its own: whole or not at all.

A new folder, or an empty one, is filled under another name beside it and then moved. Where that
cannot be, since the folder is a disk's own or one stands in it, it is filled in place under a mark:
nobody takes it for a knowledge base until the mark is gone, and the next run finishes it.
"""

import os
from pathlib import Path

import floorwalker
from floorwalker import paths
from floorwalker.errors import FloorwalkerError, KnowledgeError
from floorwalker.files import (
    explain,
    make_folder,
    require_folder,
    sweep,
    sync_folder,
    whole_folder,
    write_whole,
)
from floorwalker.i18n import _
from floorwalker.knowledge.loading.discovery import UNFINISHED


def copy_starter(folder: Path) -> None:
    """Fill `folder` with the starter knowledge.

    Raises:
        FloorwalkerError: it holds something already, or cannot be written; nothing of it is used.
    """
    place = Path(os.path.realpath(folder))
    try:
        if not os.path.lexists(place):
            require_folder(place.parent)
        elif not _is_free(place):
            raise FloorwalkerError(
                _("{folder} is not empty; nothing was copied.").format(folder=folder),
                _("Name an empty or a new folder."),
            )
        if _can_be_moved_to(place):
            with whole_folder(place, "shared") as draft:
                _copy(draft)
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
    _copy(place)
    mark.unlink()
    sync_folder(place)


def _copy(into: Path) -> None:
    starter = paths.starter_knowledge_dir()
    for source in sorted(path for path in starter.rglob("*") if path.is_file()):
        target = into / source.relative_to(starter)
        make_folder(target.parent, "shared")
        write_whole(target, source.read_bytes(), replacing=True, access="shared")


def require_own(folder: Path, *, named: bool) -> None:
    """Refuse to write into what the next installation overwrites.

    Args:
        folder: Where something is about to be written.
        named: Whether somebody asked for this folder. In a source checkout the starter knowledge
            can be edited by whoever names it, but not because there was nothing else.

    Raises:
        KnowledgeError: the folder is the starter knowledge.
    """
    package = Path(floorwalker.__file__).parent.resolve()
    starter = paths.starter_knowledge_dir().resolve()
    inside = Path(os.path.realpath(folder))
    if inside.is_relative_to(package) or (not named and inside.is_relative_to(starter)):
        raise KnowledgeError(
            _("{folder} is the starter knowledge; what you write there would be lost.").format(
                folder=folder
            ),
            _("Make it your own first: floorwalker init"),
        )
