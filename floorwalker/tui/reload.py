"""Knowledge that changes on the disk: loaded again once an editor has finished writing.

A folder that cannot be loaded any more leaves the desk as it was. Of a file that became faulty
`load` gives the last good state, with the faults: what was changed in other files is taken in.
"""

from __future__ import annotations

import asyncio
from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from floorwalker.knowledge.records import Knowledge
    from floorwalker.tui.desk import Desk

_SETTLED: Final = 200
"""Milliseconds without a further change after which files are read."""
_SUFFIXES: Final = (".yaml", ".yml")


class Change(NamedTuple):
    """What a change came to."""

    said: str
    is_fault: bool
    desk: Desk | None
    """What to work with from now on; None leaves the last good state."""


async def changed_knowledge(
    folder: Path,
    *,
    load: Callable[[], Desk],
    present: Callable[[], Desk | None],
    watching: Callable[[], None],
) -> AsyncIterator[Change]:
    """Every change of the files in `folder`, loaded in a thread.

    Args:
        folder: watched at any depth.
        load: gives the knowledge base as it is now.
        present: the knowledge base in use.
        watching: called once changes are noticed.
    """
    await asyncio.to_thread(import_module, "watchfiles")  # it takes long enough to be felt
    from watchfiles import awatch

    asyncio.get_running_loop().call_soon(watching)  # runs when the loop below waits first
    async for _changes in awatch(folder, debounce=_SETTLED, watch_filter=_is_knowledge):
        before = present()
        try:
            after = await asyncio.to_thread(load)
        except FloorwalkerError as error:
            yield Change(str(error), is_fault=True, desk=None)
            continue
        yield _compare(before, after)


def _is_knowledge(_change: object, path: str) -> bool:
    return path.endswith(_SUFFIXES)


def _compare(before: Desk | None, after: Desk) -> Change:
    """What has changed: a fault that is new is told before anything else."""
    old = before.problems if before else ()
    new = [problem for problem in after.problems if problem not in old]
    if new:
        first = new[0]
        said = _("{where}: {message} The last good state stays.").format(
            where=first.where, message=first.message
        )
        return Change(said, is_fault=True, desk=after)
    names = _changed_names(before.knowledge if before else None, after.knowledge)
    said = _("Knowledge updated: {names}").format(names=", ".join(names)) if names else ""
    return Change(said or _("Knowledge updated"), is_fault=False, desk=after)


_NAMED: Final = 3


def _changed_names(before: Knowledge | None, after: Knowledge) -> list[str]:
    """The names of some entries that are new or other than they were, or that have gone."""
    old = {entry.ref: entry for entry in before.entries()} if before else {}
    new = {entry.ref: entry for entry in after.entries()}
    changed = [entry.name for ref, entry in new.items() if old.get(ref) != entry]
    gone = [entry.name for ref, entry in old.items() if ref not in new]
    names = [*changed, *gone]
    return names[:_NAMED] + (["…"] if len(names) > _NAMED else [])
