"""Notices when files in a folder change, or the folder itself goes, comes back or is another one.

The system tells of files. It does not tell of a disk that is taken away, and what it watches is the
folder that was there at first: so the folder is looked at every second. Where the system cannot
watch at all, its files are looked at too.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import aclosing
from importlib import import_module
from typing import TYPE_CHECKING, Final

from floorwalker.errors import FloorwalkerError
from floorwalker.knowledge.loading.discovery import LEXICON_FILE, find_files

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable
    from pathlib import Path

_SETTLED_MS: Final = 200
"""Without a further change for so long, files count as written."""
_LOOK_MS: Final = 1000
_SUFFIXES: Final = (".yaml", ".yml")


async def touched(folder: Path, watching: Callable[[], None]) -> AsyncIterator[bool]:
    """Gives, without end, whether something changed (True) or may have unnoticed (False).

    Args:
        folder: watched at any depth; it need not be there.
        watching: called once changes are noticed.
    """
    await asyncio.to_thread(import_module, "watchfiles")  # it takes long enough to be felt
    seen = await asyncio.to_thread(_identity, folder)
    is_other = False
    while True:
        async with aclosing(_rounds(folder, watching)) as rounds:
            async for is_changed in rounds:
                now = await asyncio.to_thread(_identity, folder)
                if now != seen:
                    seen, is_other = now, True
                    yield True
                    break  # what is watched is no longer the folder that has this name
                if is_changed or is_other:
                    is_other = False
                    yield is_changed


async def _rounds(folder: Path, watching: Callable[[], None]) -> AsyncGenerator[bool, None]:
    """Every second or sooner, whether files have changed."""
    from watchfiles import awatch

    soon = asyncio.get_running_loop().call_soon(watching)  # when the loop below waits first
    try:
        async for changes in awatch(
            folder,
            debounce=_SETTLED_MS,
            watch_filter=_is_knowledge,
            rust_timeout=_LOOK_MS,
            yield_on_timeout=True,
        ):
            yield bool(changes)
    except (OSError, UnicodeEncodeError, RuntimeError):  # the last is what its own faults are
        soon.cancel()  # it is not there, its name is no text, or the system watches too much
    before = await asyncio.to_thread(_files, folder)
    watching()
    while True:
        await asyncio.sleep(_LOOK_MS / 1000)
        after = await asyncio.to_thread(_files, folder)
        yield after != before
        before = after


def _is_knowledge(_change: object, path: str) -> bool:
    return path.endswith(_SUFFIXES)


def _identity(folder: Path) -> tuple[int, int, int] | None:
    """Which folder it is and who may read it; None where there is none."""
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_mode


def _files(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of each knowledge file."""
    found: dict[str, tuple[int, int]] = {}
    try:
        names = find_files(folder).paths
    except (FloorwalkerError, OSError):
        return found
    for name in (*names, LEXICON_FILE):
        try:
            about = os.stat(f"{folder}/{name}")  # noqa: PTH116 - there may be very many
        except OSError:
            continue
        found[name] = about.st_size, about.st_mtime_ns
    return found
