"""Editing at the desk what changes daily: opens the form, keeps it, takes it back."""

from __future__ import annotations

import asyncio
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _
from floorwalker.tui.entry_actions import ShowsEntry
from floorwalker.tui.key_queue import ANSWERS_A_KEY
from floorwalker.tui.keys import first_key

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from floorwalker.knowledge.editing.daily_edits import DailyEdits, Draft, Saved, Values
    from floorwalker.knowledge.editing.typed_fields import Reading
    from floorwalker.tui.session import Session


@runtime_checkable
class ListsKnowledge(Protocol):
    """A screen on which entries and notices are listed, and one of them is selected."""

    @property
    def selected_ref(self) -> str: ...

    def renew(self) -> None:
        """List what there is by now."""


class KnowledgeEdits:
    """Edits the entry that is selected where one is."""

    def __init__(self, session: Session, *, take_in: Callable[[], Awaitable[None]]) -> None:
        """`take_in` makes the desk answer from what was written."""
        self._session = session
        self._app = session.app
        self._take_in = take_in
        self._last: Saved | None = None
        self.handlers: Mapping[str, Callable[[], None]] = {
            "app.notice": self.write_notice,
        }

    def edit(self, ref: str) -> None:
        """Open what changes daily in an entry or a notice; say so where there is none."""
        if ref:
            self._start(partial(self._open, ref))
        else:
            self._session.set_status(_("Nothing is selected that can be edited."))

    def write_notice(self) -> None:
        """Open a new notice, about the entry that is selected where one is, or the house."""
        self._start(partial(self._begin_notice, self._selected_ref()))

    def put_back(self) -> None:
        """Put back what was saved last, to the byte."""
        self._start(self._put_back)

    def _start(self, work: Callable[[], Awaitable[None]]) -> None:
        self._session.start(partial(self._or_say_why, work), group="edit", name=ANSWERS_A_KEY)

    async def _or_say_why(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except FloorwalkerError as error:
            self._session.set_status(str(error), is_fault=True)

    def _selected_ref(self) -> str:
        screen = self._app.screen
        if isinstance(screen, ListsKnowledge):
            return screen.selected_ref
        entry = screen.selected_entry if isinstance(screen, ShowsEntry) else None
        return entry.ref if entry else ""

    def _edits(self) -> DailyEdits:
        from floorwalker import paths
        from floorwalker.exchange.telephone import international
        from floorwalker.knowledge.editing.daily_edits import DailyEdits

        folder = self._session.search.loaded.folder if self._session.search else None
        if folder is None:
            raise FloorwalkerError(_("The knowledge base is not loaded yet."))
        return DailyEdits(
            folder,
            cache=paths.cache_dir(),
            clock=self._session.clock,
            international=international,
        )

    async def _open(self, ref: str) -> None:
        from floorwalker.tui.screens.edit import EditNoticeScreen, EditScreen

        edits = self._edits()
        draft = await asyncio.to_thread(edits.open, ref)
        reader = edits.reader(draft.knowledge)

        def read(texts: Values) -> Mapping[str, Reading]:
            return reader.read_all(texts, draft.values)

        async def keep(before: Values, after: Values) -> str:
            return await self._kept(partial(edits.save, ref, before, after))

        async def end() -> str:
            return await self._kept(partial(edits.end_notice, ref))

        if ref.startswith("notice:"):
            about = ", ".join(draft.about) or _("the whole house")
            title = _("Notice about {about}").format(about=about)
            screen: EditScreen = EditNoticeScreen(
                title, draft.values, read=read, keep=keep, end=end
            )
        else:
            screen = EditScreen(draft.name, draft.values, read=read, keep=keep)
        self._app.push_screen(screen, self._session.report)

    async def _begin_notice(self, ref: str) -> None:
        from floorwalker.tui.screens.edit import NewNoticeScreen

        edits = self._edits()
        draft = await asyncio.to_thread(edits.begin_notice)
        reader = edits.reader(draft.knowledge)

        def read(texts: Values) -> Mapping[str, Reading]:
            return reader.read_all(texts, draft.values)

        async def keep(after: Values, about: str) -> str:
            return await self._kept(partial(edits.add_notice, after, (about,) if about else ()))

        screen = NewNoticeScreen(draft.values, about=self._about(draft, ref), read=read, keep=keep)
        self._app.push_screen(screen, self._session.report)

    def _about(self, draft: Draft, ref: str) -> list[tuple[str, str]]:
        """What a notice can be about: the entry selected, or the whole house."""
        entry = draft.knowledge.entry(ref)
        name = getattr(entry, "name", "")
        house = [("", _("the whole house"))]
        return [(ref, name), *house] if name else house

    async def _kept(self, write: Callable[[], Saved]) -> str:
        """Write, take it in, and say what was done and how it is taken back."""
        saved = await asyncio.to_thread(write)
        if not saved.changes:
            return _("{name} says so already.").format(name=saved.name)
        self._last = saved
        await self._take_in()
        self._renew()
        return self._said(saved)

    def _said(self, saved: Saved) -> str:
        from floorwalker.knowledge.editing.typed_fields import LABELS

        what = self._end_of(saved)
        what = what or ", ".join(_(LABELS[field]) for field in saved.fields)
        key = first_key(self._app, "knowledge.put_back")
        if not isinstance(self._below, ListsKnowledge):
            key = f"{first_key(self._app, 'app.knowledge')} {key}"
        said = _("Saved, {key} takes it back: {name} ({fields})")
        text = said.format(key=key, name=saved.name, fields=what)
        if not saved.outdated:
            return text
        old = _("{languages} say what stood before").format(languages=", ".join(saved.outdated))
        return f"{text} · {old}"

    def _end_of(self, saved: Saved) -> str:
        """When a notice ends, seen from now; nothing for anything else."""
        from floorwalker.date_input import parse_moment
        from floorwalker.dates import format_day, format_moment

        now = self._session.clock()
        end = parse_moment(saved.until, now.date())
        if end is None:
            return ""
        said = format_moment(end, now) if isinstance(end, datetime) else format_day(end, now.date())
        return _("until {end}").format(end=said)

    async def _put_back(self) -> None:
        last = self._last
        if last is None:
            self._session.set_status(_("Nothing was edited here that could be put back."))
            return
        await asyncio.to_thread(self._edits().put_back, last)
        self._last = None
        await self._take_in()
        self._renew()
        self._session.set_status(_("Undone: {name}.").format(name=last.name))

    @property
    def _below(self) -> object:
        """The screen below the dialogs."""
        return next(s for s in reversed(self._app.screen_stack) if not s.is_modal)

    def _renew(self) -> None:
        below = self._below
        if isinstance(below, ListsKnowledge):
            below.renew()
