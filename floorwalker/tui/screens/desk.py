"""The desk: search, answer, registration. Where the receptionist is all day.

Results always belong to the last text: search is quick enough to run where a key changes the text,
before anything is painted, so that letter, hits and answer come in one frame.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from floorwalker.i18n import _
from floorwalker.tui.ink import KEY, ink
from floorwalker.tui.keys import key_of
from floorwalker.tui.screens.desk_keys import DESK_KEYS
from floorwalker.tui.screens.registering import Registering
from floorwalker.tui.widgets.frame import KeyLine
from floorwalker.tui.widgets.hit_list import HitList
from floorwalker.tui.widgets.page import Page
from floorwalker.tui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from textual import events
    from textual.binding import BindingType
    from textual.widget import Widget

    from floorwalker.config import Config
    from floorwalker.journal.encounter import Encounter
    from floorwalker.knowledge.records import Entry, Knowledge
    from floorwalker.tui.drafts import Drafts
    from floorwalker.tui.entered import Entered
    from floorwalker.tui.lookup import Lookup
    from floorwalker.tui.registrar import Registrar
    from floorwalker.tui.subject import Subject

_TICK: Final = 5.0
"""Seconds between two looks at the clock."""


class DeskScreen(Registering):
    """Search box, hits, answer and strip; beside them the day, where there is room."""

    own_id = "app.desk"
    BINDINGS: ClassVar[list[BindingType]] = DESK_KEYS

    class Painted(Message):
        """The screen has been painted for the first time: now there is time to load."""

    class KeysReleased(Message):
        """Keys that waited for a command may go on."""

    def __init__(
        self, *, registrar: Registrar, clock: Callable[[], datetime], config: Config
    ) -> None:
        super().__init__(registrar=registrar, clock=clock)
        self._config = config
        self._lookup: Lookup | None = None
        self._owed: Sequence[Encounter] = ()
        self._began: float | None = None
        """When the first key of this errand was pressed, on the monotonic clock."""
        self._asked_to_register = False
        """Whether Enter waits for the knowledge base, or for the disk."""

    def work(self) -> Iterable[Widget]:
        """The search row above list and answer; the strip comes under the answer."""
        with Horizontal(id="search-row"):
            yield Static(ink("❯ ", KEY), id="prompt")
            yield SearchBox(placeholder=_("What does the visitor say?"), id="search")
            yield Static(id="filters", markup=False)
        with Horizontal(id="desk-work"):
            yield HitList(id="hits")
            with Vertical(id="answer"):
                yield Page(id="detail")
            yield Page(id="day")

    def on_mount(self) -> None:
        """Let the first paint come before anything slow."""
        self._box.focus()
        self.watch(self._box, "value", self._search_for, init=False)
        self.say(_("Loading …"))
        self.call_after_refresh(self.post_message, self.Painted())

    @property
    def holds_keys(self) -> bool:
        """Whether keys must wait, so that none overtakes a command."""
        return self._box.holds_keys or (self._made_strip is not None and self.strip.holds_keys)

    @property
    def knowledge(self) -> Knowledge | None:
        """The knowledge base, once it is loaded."""
        return self._lookup.knowledge if self._lookup else None

    @property
    def selected_entry(self) -> Entry | None:
        """The entry shown now."""
        selected = self._hits.selected
        return self._lookup.entry(selected.ref) if self._lookup and selected else None

    async def take(self, lookup: Lookup, drafts: Drafts, said: str) -> None:
        """Begin to answer from `lookup`; what was typed meanwhile is searched for at once."""
        from floorwalker.tui.languages import visitor_languages

        await self.furnish(visitor_languages(lookup.knowledge), drafts)
        self._lookup = lookup
        self._box.placeholder = _("What does the visitor say?")  # loading may change the language
        self.query_one(KeyLine).refresh()
        self.set_interval(_TICK, self._tick)
        if not self.offer_draft():
            self.say(said)
        self.renew()
        self.settle()

    def set_up(self, config: Config) -> None:
        """Be this desk from now on."""
        self._config = config
        self._registrar.set_up(config)
        self._tick()

    def renew(self) -> None:
        """Search anew, in knowledge that has changed."""
        self._search()
        self._tick()

    def show_day(self, owed: Sequence[Encounter], newest: Sequence[Encounter], count: int) -> None:
        """Show what is owed and what the day has brought so far."""
        from floorwalker.tui.overview import day

        if not self.query(KeyLine):
            return  # the desk is being closed
        self._owed = owed
        self.query_one(KeyLine).count("app.follow_ups", len(owed))
        self.query_one("#day", Page).show(day(newest, count))
        if self._hits.selected is None:
            self._search()

    def pick(self, ref: str) -> None:
        """Show the entry `ref` as if it had been searched for and chosen."""
        entry = self._lookup.entry(ref) if self._lookup else None
        if entry is not None:
            self._box.value = entry.name
            self._hits.choose(ref)
            self._box.focus()

    # What is typed

    def _search_for(self, words: str) -> None:
        self._began = (self._began or time.monotonic()) if words else None
        self._search()
        self.note_typing()

    def on_key(self, event: events.Key) -> None:
        """A letter typed anywhere but in a field goes to the search box."""
        if event.is_printable and event.character and not isinstance(self.focused, Input):
            event.stop()
            if self.is_registering:
                self.leave_strip()
            self._box.focus()
            self._box.write(event.character)

    def on_search_box_moved(self, event: SearchBox.Moved) -> None:
        """Step through the hits."""
        self._hits.move(event.step)

    def on_search_box_asked(self, event: SearchBox.Asked) -> None:
        """Do what was asked for after everything typed before it."""
        if event.command == "empty":
            self._hits.forget_choice()
            self._box.value = ""
            self._search()
            self.release_keys()
        elif self._is_saving or self._lookup is None:
            self._asked_to_register = True
        else:
            self._register()

    def on_hit_list_chosen(self, event: HitList.Chosen) -> None:
        """Show the entry that was chosen."""
        self._show_entry(event.ref)

    # Searching

    def _search(self) -> None:
        if self._lookup is None:
            return
        words = self._box.value
        is_asked = bool(words.strip())
        self._hits.show(self._lookup.search(words), select_first=is_asked)
        selected = self._hits.selected
        if selected is not None:
            self._show_entry(selected.ref)
        elif is_asked:
            self._page.show(self._lookup.nothing_found(key_of(self, "desk.register")))
        else:
            key = key_of(self, "app.follow_ups")
            self._page.show(self._lookup.welcome(self.clock(), self._owed, key))

    def _show_entry(self, ref: str, *, from_top: bool = True) -> None:
        if self._lookup is not None:
            self._page.show(self._lookup.page(ref, self.clock()), from_top=from_top)

    def action_cycle_audience(self) -> None:
        """Show entries for the next audience only, at last for all."""
        if self._lookup is not None:
            self._lookup.cycle_audience()
            self._filter(self._lookup)

    def action_cycle_kind(self) -> None:
        """Show entries of the next kind only, at last of all."""
        if self._lookup is not None:
            self._lookup.cycle_kind()
            self._filter(self._lookup)

    def _filter(self, lookup: Lookup) -> None:
        self.query_one("#filters", Static).update(ink(" · ".join(lookup.filters), KEY))
        self._search()

    def action_scroll_answer(self, by: int) -> None:
        """Scroll the answer by most of its height."""
        self._page.scroll_relative(y=by * max(1, self._page.size.height - 2), animate=False)

    def _tick(self) -> None:
        """Keep the clock and the open doors true."""
        if self._lookup is not None:
            self.show_head(self._lookup.shown.municipality.name, self._config.desk)
            if self._hits.selected is not None:
                self._show_entry(self._hits.selected.ref, from_top=False)

    # Registering

    def _register(self) -> None:
        """Open the strip; where it is open already, save."""
        if self._lookup is None:
            return
        if self.is_registering:
            self.strip.action_save()
            return
        words = self._box.value.strip()
        if words or self._hits.is_chosen:
            selected = self._hits.selected
            subjects = self._lookup.subjects(
                words,
                selected.ref if selected else None,
                is_chosen=self._hits.is_chosen,
                now=self.clock(),
            )
            self.open_strip(subjects, self._began)
        else:
            self.say(_("Type what the visitor says first."))
        self.release_keys()

    def settle(self) -> None:
        """Register if that waited for the knowledge base or for the disk."""
        if self._asked_to_register:
            self._asked_to_register = False
            self._register()

    def subjects_of(self, entered: Entered) -> Sequence[Subject]:
        """What a draft may be about."""
        if self._lookup is None:
            return ()
        return self._lookup.subjects(
            entered.query, entered.ref, is_chosen=entered.ref is not None, now=self.clock()
        )

    def return_to_search(self, *, is_done: bool) -> None:
        """Give the focus back to the box, empty where the errand is done."""
        if is_done:
            self._hits.forget_choice()
            self._box.value = ""
        self._box.focus()

    def release_keys(self) -> None:
        """Let keys go on that waited for a command."""
        self._box.holds_keys = False
        if self._made_strip is not None:
            self.strip.holds_keys = False
        self.post_message(self.KeysReleased())

    # Parts

    @property
    def _box(self) -> SearchBox:
        return self.query_one(SearchBox)

    @property
    def _hits(self) -> HitList:
        return self.query_one(HitList)

    @property
    def _page(self) -> Page:
        return self.query_one("#detail", Page)
