"""The desk: search, answer, registration. Where the receptionist is all day.

Results always belong to the last text: search is quick enough to run where the key is handled, and
a key that a newer one has overtaken is skipped.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from floorwalker.errors import FloorwalkerError, PersonalDataError
from floorwalker.i18n import _
from floorwalker.tui.ink import KEY, ink
from floorwalker.tui.keys import key_of
from floorwalker.tui.screens.desk_keys import DESK_KEYS
from floorwalker.tui.screens.place import Place
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
    from floorwalker.knowledge.records import Knowledge
    from floorwalker.tui.desk import Desk
    from floorwalker.tui.lookup import Lookup
    from floorwalker.tui.registrar import Registrar
    from floorwalker.tui.widgets.strip import Strip

_TICK: Final = 5.0
"""Seconds between two looks at the clock."""


class DeskScreen(Place):
    """Search box, hits, answer and strip."""

    own_id = "app.desk"
    BINDINGS: ClassVar[list[BindingType]] = DESK_KEYS

    class Painted(Message):
        """The screen has been painted for the first time: now there is time to load."""

    class KeysReleased(Message):
        """Keys that waited for a command may go on."""

    def __init__(
        self, *, registrar: Registrar, clock: Callable[[], datetime], config: Config
    ) -> None:
        super().__init__(clock=clock)
        self._registrar = registrar
        self._config = config
        self._lookup: Lookup | None = None
        self._made_strip: Strip | None = None
        self._searched = ""
        """The text that the hits belong to."""
        self._began: float | None = None
        """When the first key of this errand was pressed, on the monotonic clock."""
        self._strip_began: float | None = None
        """The same for the errand in the strip."""
        self._is_saving = False
        self._asked_to_register = False
        """Whether Enter waits for the knowledge base, or for the disk."""

    def work(self) -> Iterable[Widget]:
        """The search row above list and answer; the strip under the answer."""
        with Horizontal(id="search-row"):
            yield Static(ink("❯ ", KEY), id="prompt")
            yield SearchBox(placeholder=_("What does the visitor say?"), id="search")
            yield Static(id="filters", markup=False)
        with Horizontal(id="desk-work"):
            yield HitList(id="hits")
            with Vertical(id="answer"):
                yield Page(id="detail", can_focus=False)

    def on_mount(self) -> None:
        """Let the first paint come before anything slow."""
        self._box.focus()
        self.say(_("Loading …"))
        self.call_after_refresh(self.post_message, self.Painted())

    @property
    def holds_keys(self) -> bool:
        """Whether keys must wait, so that none overtakes a command."""
        return self._box.holds_keys or (self._is_furnished and self._strip.holds_keys)

    @property
    def has_unsaved(self) -> bool:
        """Whether the strip holds something that quitting would lose."""
        return self._is_furnished and (self._strip.is_open or self._strip.is_touched)

    @property
    def knowledge(self) -> Knowledge | None:
        """The knowledge base, once it is loaded."""
        return self._lookup.knowledge if self._lookup else None

    async def take(self, desk: Desk) -> None:
        """Work with `desk` from now on; what was typed meanwhile is searched for at once."""
        from floorwalker.tui.languages import visitor_languages
        from floorwalker.tui.lookup import Lookup

        if self._lookup is None:
            await self._furnish(visitor_languages(desk.knowledge))
            self._lookup = Lookup(desk)
            self.set_interval(_TICK, self._tick)
            self.say(desk.source)
        else:
            self._lookup.replace(desk)
        self._search()
        self._tick()
        self._register_if_asked()

    async def _furnish(self, languages: Sequence[tuple[str, str]]) -> None:
        """Make what the first paint could do without."""
        from floorwalker.tui.widgets.strip import Strip

        strip = Strip(languages, id="strip")
        await self.query_one("#answer").mount(strip)
        self._made_strip = strip

    # What is typed

    @on(Input.Changed, "#search")
    def _search_for(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self._box.value:
            return
        if not event.value:
            self._began = None
        elif self._began is None:
            self._began = time.monotonic()
        self._search()

    def on_key(self, event: events.Key) -> None:
        """A letter typed anywhere but in a field goes to the search box."""
        if event.is_printable and event.character and not isinstance(self.focused, Input):
            event.stop()
            if self._is_furnished and self._strip.is_open:
                self._leave_strip()
            self._box.focus()
            self._box.write(event.character)

    def on_search_box_moved(self, event: SearchBox.Moved) -> None:
        """Step through the hits."""
        self._hits.move(event.step)

    def on_search_box_asked(self, event: SearchBox.Asked) -> None:
        """Do what was asked for after everything typed before it."""
        if event.command == "empty":
            self._box.value = ""
            self._release_keys()
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
        self._searched = words
        if not words.strip():
            self._hits.forget_choice()
        self._hits.show(self._lookup.search(words))
        selected = self._hits.selected
        if selected is not None:
            self._show_entry(selected.ref)
        else:
            self._page.show(self._lookup.nothing_found() if words.strip() else ())

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
        if self._lookup is None:
            return
        self.show_head(self._lookup.knowledge.municipality.name, self._config.desk)
        selected = self._hits.selected
        if selected is not None:
            self._show_entry(selected.ref, from_top=False)

    # Registering

    def _register_if_asked(self) -> None:
        if self._asked_to_register:
            self._asked_to_register = False
            self._register()

    def _register(self) -> None:
        """Open the strip; where it is open already, save."""
        words = self._box.value.strip()
        if self._lookup is None:
            return
        if self._strip.is_open:
            self._strip.action_save()
            return
        if self._searched != self._box.value:  # Enter came in one burst with the letters
            self._search()
        if not words:
            self.say(_("Type what the visitor says first."))
        else:
            selected = self._hits.selected
            subjects = self._lookup.subjects(
                words,
                selected.ref if selected else None,
                is_chosen=self._hits.is_chosen,
                now=self.clock(),
            )
            self._strip_began = self._began
            self._strip.open(subjects)
            self.add_class("-registering")
        self._release_keys()

    def on_strip_left(self) -> None:
        """Back to the search; the strip remembers."""
        self._leave_strip()

    def _leave_strip(self) -> None:
        self._close_strip()
        self._box.focus()

    def _close_strip(self) -> None:
        self._strip.close()
        self.remove_class("-registering")

    async def on_strip_submitted(self, event: Strip.Submitted) -> None:
        """Register; typing goes on while the disk works, and the strip stays until it has."""
        if self._lookup is None or self._is_saving:
            return
        try:
            encounter = self._registrar.encounter(
                event.entered,
                knowledge=self._lookup.knowledge,
                began=self._strip_began,
                mask=event.mask,
            )
        except PersonalDataError as error:
            from floorwalker.tui.guard import found_in

            found = found_in(event.entered, save_key=key_of(self, "strip.save"))
            self._strip.say(found or error.message, is_fault=False, offers_mask=True)
        except FloorwalkerError as error:
            self._strip.say(str(error))
        else:
            self._is_saving = True
            self._box.value = ""
            self._box.focus()
            self.run_worker(self._save(encounter))
        self._release_keys()

    async def _save(self, encounter: Encounter) -> None:
        try:
            registered = await self._registrar.record(encounter)
        except FloorwalkerError as error:
            self._is_saving = False
            self._strip.refuse(str(error))
        else:
            self._is_saving = False
            self._strip.clear()
            self._close_strip()
            said = _("Registered · {count} today · {key} undoes").format(
                count=registered.today, key=key_of(self, "desk.undo")
            )
            code = encounter.promise_code
            self.say(_("Code {code} · {said}").format(code=code, said=said) if code else said)
        self._register_if_asked()

    def action_undo(self) -> None:
        """Withdraw what was registered last."""
        if self._registrar.can_undo:
            self.run_worker(self._undo())
        else:
            self.say(_("Nothing to undo."))

    async def _undo(self) -> None:
        try:
            count = await self._registrar.undo()
        except FloorwalkerError as error:
            self.say(str(error), is_fault=True)
        else:
            self.say(_("Undone · {count} today").format(count=count))

    def _release_keys(self) -> None:
        self._box.holds_keys = False
        if self._is_furnished:
            self._strip.holds_keys = False
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

    @property
    def _is_furnished(self) -> bool:
        return self._made_strip is not None

    @property
    def _strip(self) -> Strip:
        if self._made_strip is None:
            raise LookupError("the strip is made once the knowledge base is loaded")
        return self._made_strip
