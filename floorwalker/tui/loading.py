"""Loading the knowledge: once beside the first screen, again once an editor has finished writing.

A folder that cannot be loaded any more leaves the desk as it was, and says so until it is back. Of
a file that became faulty `load` gives the last good state, with the faults: what was changed in
other files is taken in.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Final

from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _
from floorwalker.tui.keys import key_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from floorwalker.knowledge.model.records import Knowledge
    from floorwalker.tui.loaded import LoadedKnowledge
    from floorwalker.tui.screens.desk import DeskScreen
    from floorwalker.tui.search_session import SearchSession
    from floorwalker.tui.session import Session


_LOOK_AT_DAY: Final = 1
"""Seconds between looks at the calendar."""
_AGAIN: Final = 60
"""Seconds after which knowledge that could not be read is tried again."""
_NAMED: Final = 3
"""Entries that are named when they have changed."""


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
        """Load for `desk` with `load`, which is called in a thread, each time anew.

        Then the desk is `when_ready`; `when_failed` it has nothing to answer from.
        """
        self._session = session
        self._desk = desk
        self._load = load
        self._when_ready = when_ready
        self._when_failed = when_failed
        self.is_watching = False
        """Whether changes of the knowledge files are noticed by now."""
        self._has_written = False
        """Whether this desk wrote the files itself, and took in what it wrote."""

    def start(self) -> None:
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
        await self._desk.content.start(search, drafts, self._source_line(loaded))
        self._when_ready()
        if loaded.folder is not None:
            for folder in (loaded.folder, *loaded.bases):
                follow = partial(self._follow, search, folder)
                self._session.start(follow, group="reload")
        if loaded.day is not None:
            self._session.start(partial(self._follow_days, search), group="days")
        await asyncio.to_thread(loaded.index.warm_up)

    def _source_line(self, loaded: LoadedKnowledge) -> str:
        """Where the knowledge comes from, and what was left out of it or is still to be set up."""
        if not loaded.problems:
            return " · ".join(filter(None, (loaded.source, self._first_steps(loaded))))
        first = loaded.problems[0]
        fault = _("Fault in {where}: {message}")
        return f"{loaded.source} · {fault.format(where=first.where, message=first.message)}"

    def _first_steps(self, loaded: LoadedKnowledge) -> str:
        """For whoever has set up nothing yet: where the settings are, how to bring own knowledge.

        An empty text once there is a configuration.
        """
        if not loaded.is_starter or self._session.config_file.exists():
            return ""
        text = _("{key} settings · your own knowledge: floorwalker init")
        return text.format(key=key_of(self._desk, "app.settings"))

    async def _follow(self, search: SearchSession, folder: Path) -> None:
        """Take in what editors write; what is broken keeps the last good state."""
        from floorwalker.tui.folder_watch import touched  # knows the knowledge: imported late

        standing = search.loaded.standing
        async for is_changed in touched(folder, self._note_watching):
            try:
                after = await asyncio.to_thread(self._load)
            except FloorwalkerError as error:
                standing = search.loaded.standing or _stale(error)
                self._desk.standing.set_status(standing)
                continue
            before = search.loaded
            is_back = bool(standing or before.standing) and not after.standing
            standing = ""
            if is_back:
                self._take_in(search, after, _("The knowledge base is back."))
            elif self._has_written and _says_the_same(before, after):
                self._has_written = False
                search.loaded = after
            elif is_changed or before.knowledge != after.knowledge:
                self._take_in(search, after, *_compare(before, after))

    def _take_in(
        self, search: SearchSession, loaded: LoadedKnowledge, text: str, is_fault: bool = False
    ) -> None:
        search.loaded = loaded
        self._desk.content.renew()
        self._desk.standing.set_status(loaded.standing)
        self._desk.set_status(text, is_fault=is_fault)

    async def take_in_own(self) -> None:
        """Take in at once what this desk has written; it is not told again as news."""
        search = self._session.search
        if search is None:
            return
        try:
            after = await asyncio.to_thread(self._load)
        except FloorwalkerError:  # whoever follows the folder says so
            return
        self._has_written = True
        search.loaded = after
        self._desk.content.renew()

    async def _follow_days(self, search: SearchSession) -> None:
        """Make the knowledge ready anew when a day begins: it may say something else from then."""
        ready = search.loaded.day
        while True:
            await asyncio.sleep(_LOOK_AT_DAY)
            today = self._session.clock().date()
            if today in (ready, search.loaded.day):
                continue
            try:
                loaded = await asyncio.to_thread(self._load)
            except FloorwalkerError:  # whoever follows the folder says so
                await asyncio.sleep(_AGAIN)
                continue
            ready = today
            search.loaded = loaded
            self._desk.content.renew()

    def _note_watching(self) -> None:
        self.is_watching = True


def _says_the_same(before: LoadedKnowledge, after: LoadedKnowledge) -> bool:
    return before.knowledge == after.knowledge and before.problems == after.problems


def _stale(error: FloorwalkerError) -> str:
    return _("The knowledge cannot be read; the desk works with what it read last. {why}").format(
        why=error.message
    )


def _compare(before: LoadedKnowledge, after: LoadedKnowledge) -> tuple[str, bool]:
    """What has changed, and whether that is a fault: a new one is named before anything else."""
    new = [problem for problem in after.problems if problem not in before.problems]
    if new:
        text = _("{where}: {message} The last good state stays.")
        return text.format(where=new[0].where, message=new[0].message), True
    names = _changed_names(before.knowledge, after.knowledge)
    if names:
        return _("Knowledge updated: {names}").format(names=", ".join(names)), False
    return _("Knowledge updated"), False


def _changed_names(before: Knowledge, after: Knowledge) -> list[str]:
    """The names of some entries that are new or other than they were, or that have gone."""
    old = {entry.ref: entry for entry in before.entries()}
    new = {entry.ref: entry for entry in after.entries()}
    changed = [entry.name for ref, entry in new.items() if old.get(ref) != entry]
    gone = [entry.name for ref, entry in old.items() if ref not in new]
    names = [*changed, *gone]
    return names[:_NAMED] + (["…"] if len(names) > _NAMED else [])
