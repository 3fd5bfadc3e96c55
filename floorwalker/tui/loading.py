"""Loading the knowledge: once beside the first screen, again once an editor has finished writing.

A folder that cannot be loaded any more leaves the desk as it was, and says so until it is back. Of
a file that became faulty `load` gives the last good state, with the faults: what was changed in
other files is taken in.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _, ngettext
from floorwalker.tui.keys import key_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from floorwalker.knowledge.model.records import Knowledge
    from floorwalker.tui.loaded import LoadedKnowledge
    from floorwalker.tui.screens.desk import DeskScreen
    from floorwalker.tui.session import Session


_LOOK_AT_DAY: Final = 1
"""Seconds between looks at the calendar."""
_AGAIN: Final = 60
"""Seconds after which knowledge that could not be read is tried again."""


class Loading:
    """Brings the knowledge to the desk, and what changes in it."""

    def __init__(
        self,
        session: Session,
        desk: DeskScreen,
        *,
        load: Callable[[], LoadedKnowledge],
        when_ready: Callable[[], None],
        when_failed: Callable[[FloorwalkerError], None],
    ) -> None:
        """Load for `desk`.

        Args:
            session: the desk's.
            desk: answers from what is loaded.
            load: gives the knowledge base as it is now; called in a thread.
            when_ready: called once the desk can answer.
            when_failed: called where there is nothing to answer from.
        """
        self._session = session
        self._desk = desk
        self._load = load
        self._when_ready = when_ready
        self._when_failed = when_failed
        self.is_watching = False
        """Whether changes of the knowledge files are noticed by now."""

    def start(self) -> None:
        """Load beside the screen."""
        self._session.start(self._load_first, group="loading")

    async def _load_first(self) -> None:
        try:
            loaded = await asyncio.to_thread(self._load)
        except FloorwalkerError as error:
            self._when_failed(error)
            return
        from floorwalker.tui.registration.drafts import Drafts
        from floorwalker.tui.search_session import SearchSession

        search = self._session.search = SearchSession(loaded)
        drafts = Drafts(
            self._session.data_dir, desk=self._session.config.desk, clock=self._session.clock
        )
        self._desk.standing.set_status(loaded.standing)
        await self._desk.start(search, drafts, self._source_line(loaded))
        self._when_ready()
        if loaded.folder is not None:
            self._session.start(partial(self._follow, loaded.folder), group="reload")
        if loaded.day is not None:
            self._session.start(self._follow_days, group="days")

    def _source_line(self, loaded: LoadedKnowledge) -> str:
        """Where the knowledge comes from, and what was left out of it or is still to be set up."""
        if not loaded.problems:
            return " · ".join(filter(None, (loaded.source, self._first_steps(loaded))))
        first = loaded.problems[0]
        count = ngettext("{count} fault", "{count} faults", len(loaded.problems))
        faults = count.format(count=len(loaded.problems))
        return f"{loaded.source} · {faults}: {first.where}: {first.message}"

    def _first_steps(self, loaded: LoadedKnowledge) -> str:
        """For whoever has set up nothing yet: where the settings are, how to bring own knowledge.

        An empty text once there is a configuration.
        """
        if not loaded.is_starter or self._session.config_file.exists():
            return ""
        said = _("{key} settings · your own knowledge: floorwalker init")
        return said.format(key=key_of(self._desk, "app.settings"))

    async def _follow(self, folder: Path) -> None:
        """Take in what editors write; what is broken keeps the last good state."""
        changes = changed_knowledge(
            folder, load=self._load, present=self._present, watching=self._note_watching
        )
        async for change in changes:
            if change.loaded is not None and self._session.search is not None:
                self._session.search.replace(change.loaded)
                self._desk.renew()
            self._desk.standing.set_status(change.standing)
            if change.said:
                self._desk.set_status(change.said, is_fault=change.is_fault)

    async def _follow_days(self) -> None:
        """Make the knowledge ready anew when a day begins: it may say something else from then."""
        while True:
            await asyncio.sleep(_LOOK_AT_DAY)
            search = self._session.search
            if search is None or search.desk.day == self._session.clock().date():
                continue
            try:
                loaded = await asyncio.to_thread(self._load)
            except FloorwalkerError:  # whoever follows the folder says so
                await asyncio.sleep(_AGAIN)
                continue
            search.replace(loaded)
            self._desk.renew()

    def _present(self) -> LoadedKnowledge | None:
        return self._session.search.desk if self._session.search else None

    def _note_watching(self) -> None:
        self.is_watching = True


class Change(NamedTuple):
    """What a change came to."""

    said: str
    is_fault: bool
    loaded: LoadedKnowledge | None
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
    from floorwalker.tui.folder_watch import touched  # knows the knowledge: not for the first paint

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
                yield Change("", is_fault=True, loaded=None, standing=said)
            continue
        is_back, standing = bool(standing), ""
        if is_back:
            yield Change(_("The knowledge base is back."), is_fault=False, loaded=after)
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
        return Change(said, is_fault=True, loaded=after)
    names = _changed_names(before.knowledge if before else None, after.knowledge)
    said = _("Knowledge updated: {names}").format(names=", ".join(names)) if names else ""
    return Change(said or _("Knowledge updated"), is_fault=False, loaded=after)


_NAMED: Final = 3


def _changed_names(before: Knowledge | None, after: Knowledge) -> list[str]:
    """The names of some entries that are new or other than they were, or that have gone."""
    old = {entry.ref: entry for entry in before.entries()} if before else {}
    new = {entry.ref: entry for entry in after.entries()}
    changed = [entry.name for ref, entry in new.items() if old.get(ref) != entry]
    gone = [entry.name for ref, entry in old.items() if ref not in new]
    names = [*changed, *gone]
    return names[:_NAMED] + (["…"] if len(names) > _NAMED else [])
