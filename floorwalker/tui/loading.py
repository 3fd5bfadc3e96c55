"""Knowledge that changes on the disk: loaded again once an editor has finished writing.

A folder that cannot be loaded any more leaves the desk as it was, and says so until it is back. Of
a file that became faulty `load` gives the last good state, with the faults: what was changed in
other files is taken in.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, NamedTuple

from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _
from floorwalker.tui.folder_watch import touched

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from floorwalker.knowledge.model.records import Knowledge
    from floorwalker.tui.loaded import LoadedKnowledge


class Change(NamedTuple):
    """What a change came to."""

    said: str
    is_fault: bool
    desk: LoadedKnowledge | None
    """What to work with from now on; None leaves the last good state."""
    standing: str = ""
    """What stays in sight as long as it holds; an empty text where all is as it should be."""


async def changed_knowledge(
    folder: Path,
    *,
    load: Callable[[], LoadedKnowledge],
    present: Callable[[], LoadedKnowledge | None],
    watching: Callable[[], None],
) -> AsyncIterator[Change]:
    """Every change of the files in `folder`, loaded in a thread.

    Args:
        folder: watched at any depth; it may go and come back.
        load: gives the knowledge base as it is now.
        present: the knowledge base in use.
        watching: called once changes are noticed.
    """
    before = present()
    standing = before.standing if before else ""
    async for is_changed in touched(folder, watching):
        before = present()
        try:
            after = await asyncio.to_thread(load)
        except FloorwalkerError as error:
            said = before.standing if before and before.standing else _stale(error)
            if said != standing:
                standing = said
                yield Change("", is_fault=True, desk=None, standing=said)
            continue
        is_back, standing = bool(standing), ""
        if is_back:
            yield Change(_("The knowledge base is back."), is_fault=False, desk=after)
        elif is_changed or before is None or before.knowledge != after.knowledge:
            yield _compare(before, after)


def _stale(error: FloorwalkerError) -> str:
    return _("The knowledge cannot be read; the desk works with what it read last. {why}").format(
        why=error.message
    )


def _compare(before: LoadedKnowledge | None, after: LoadedKnowledge) -> Change:
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
