"""The desk: search, answer, registration. Where the receptionist is all day.

Results always belong to the last text: search is quick enough to run where a key changes the text,
before anything is painted, so that letter, hits and answer come in one frame.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from floorwalker.i18n import _
from floorwalker.tui.commands import DESK
from floorwalker.tui.ink import CLOSED, KEY, REMINDER, ink, row
from floorwalker.tui.keys import bindings, first_key
from floorwalker.tui.registration.errands import Errand, ErrandTracker
from floorwalker.tui.screens.registering import Registering
from floorwalker.tui.search_filters import UNFILTERED, SearchFilters
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
    from floorwalker.knowledge.model.records import Entry, Knowledge
    from floorwalker.tui.registration.drafts import Drafts
    from floorwalker.tui.registration.options import RegistrationOption
    from floorwalker.tui.registration.submit import Submitter
    from floorwalker.tui.search_session import SearchSession

_TICK: Final = 5.0
"""Seconds between two looks at the clock."""
_ROOMY: Final = 80
"""Columns from which there is room beside the words to say what a filter hides."""


class Typed(NamedTuple):
    """Words of a visitor, and whether they may be about a sensitive entry."""

    words: str = ""
    is_private: bool = False


class DeskScreen(Registering):
    """Search box, hits, answer and strip; beside them the day, where there is room."""

    own_id = "app.desk"
    BINDINGS: ClassVar[list[BindingType]] = bindings(DESK)

    class Painted(Message):
        """The screen has been painted for the first time: now there is time to load."""

    class KeysReleased(Message):
        """Keys that waited for a command may go on."""

    def __init__(
        self, *, registrar: Submitter, clock: Callable[[], datetime], config: Config
    ) -> None:
        super().__init__(registrar=registrar, clock=clock)
        self._config = config
        self._lookup: SearchSession | None = None
        self._owed: Sequence[Encounter] = ()
        self.errands = ErrandTracker(self, clock)
        self._whole = Typed()
        """The words before letters were taken away from them, one by one."""
        self._leaving: Typed | None = None
        """The words of an errand that ends now; the box has others by then, or none."""
        self._picked = ""
        """Ref of an entry that was chosen elsewhere: it is listed for whatever words."""
        self._is_showing = False
        """Whether the box is filled by the desk, not by a person."""

    def work(self) -> Iterable[Widget]:
        """The search row above list and answer; the strip comes under the answer."""
        yield Static(id="standing", markup=False)
        with Horizontal(id="search-row"):
            yield Static(ink("❯", KEY), id="prompt")
            yield Static(id="filters", markup=False)
            yield SearchBox(placeholder=_("What does the visitor say?"), id="search")
            yield Static(id="hidden", markup=False)
        with Horizontal(id="desk-work"):
            yield HitList(id="hits")
            with Vertical(id="answer"):
                yield Page(id="detail")
            yield Page(id="day")

    def on_mount(self) -> None:
        """Let the first paint come before anything slow."""
        self._box.focus()
        self.watch(self._box, "value", self._follow_words, init=False)
        self.say(_("Loading …"), lasts=True)
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

    async def take(self, lookup: SearchSession, drafts: Drafts, said: str) -> None:
        """Begin to answer from `lookup`; what was typed meanwhile is searched for at once."""
        from floorwalker.tui.languages import visitor_languages

        await self.furnish(visitor_languages(lookup.knowledge), drafts)
        self._lookup = lookup
        await self.take_over(self._config.desk)
        if self.is_closing:
            return
        self._box.placeholder = _("What does the visitor say?")  # loading may change the language
        self.query_one(KeyLine).refresh()
        self.set_interval(_TICK, self._tick)
        if not self.offer_draft():
            self.say(said, lasts=True)
        self.renew()
        self.settle()

    def stand(self, text: str) -> None:
        """Say above everything what holds until it is said anew; nothing where all is well."""
        line = self.query_one("#standing", Static)
        line.update(ink(text, CLOSED))
        line.display = bool(text)

    def set_up(self, config: Config) -> None:
        """Be this desk from now on."""
        self._config = config
        self._registrar.set_up(config)
        self.rename_drafts(config.desk)
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
        """Show the entry `ref` as if it had been searched for and chosen, for another errand."""
        entry = self._lookup.entry(ref) if self._lookup else None
        if entry is not None:
            aside = self.errands.put_aside()
            self.errands.begin()
            self.forget_said()
            self.show_search(Errand(words=entry.name, chosen=ref))
            self.set_focus(self._box)
            self.note_typing()
            self.say_set_aside(aside)

    # What is typed

    def _follow_words(self, before: str, words: str) -> None:
        """Letters begin an errand, an empty box ends it, and what is between belongs to it."""
        if self._is_showing:
            return
        if not words.strip():
            cursor = self._box.cursor_position
            self._end_errand(self._whole)
            self._put(words)  # a space stays where it was typed: no key is lost
            self._box.cursor_position = cursor
        elif not before.strip():
            self._begin_errand(words)
        self._picked = ""
        self.forget_said()
        self._search()
        if not words.strip() or len(words) >= len(before):
            self._whole = self._typed
        self.note_typing()

    def _end_errand(self, typed: Typed) -> None:
        """The box was emptied by hand; what was filled in besides is set aside."""
        self._leaving = typed
        aside = self.errands.give_up()
        self._leaving = None
        self.say_set_aside(aside)

    def _begin_errand(self, words: str) -> None:
        """The first letters of a visitor's errand are in the box."""
        about = self._said_about
        if self._made_strip is not None and self.strip.options and self._saving is None:
            self._end_errand(Typed())  # it was chosen from the list, without a word
            self._put(words)
        self._hits.forget_choice()
        is_said = self._box.is_replaced or self._said_about != about
        self.errands.begin()
        if is_said and self._said_about is not None:
            self._said_about = self.errands.number  # it would not be read otherwise

    @property
    def _typed(self) -> Typed:
        words = self._box.value
        return Typed(words, self._is_private) if words.strip() else Typed()

    @property
    def _is_private(self) -> bool:
        """Whether the words may be about a sensitive entry."""
        selected = self._hits.selected
        return self._lookup is not None and self._lookup.may_be_sensitive(
            selected.ref if selected else None
        )

    def on_key(self, event: events.Key) -> None:
        """A letter typed anywhere but in a field goes to the search box."""
        if event.is_printable and event.character and not isinstance(self.focused, Input):
            event.stop()
            self._type_elsewhere(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """So does what is pasted."""
        if not isinstance(self.focused, Input):
            event.stop()
            self._type_elsewhere(" ".join(event.text.split()))

    def _type_elsewhere(self, text: str) -> None:
        """Letters for the box; while the strip is open they are another visitor's."""
        aside = None
        if self.is_open_for_keys:
            if not text.strip():
                return
            aside = self.errands.put_aside()
        self.set_focus(self._box)
        self._box.write(text)
        self.say_set_aside(aside)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Whoever goes to the box by mouse or by a jump has left the strip."""
        if event.widget is self._box and self.focused is self._box and self.is_open_for_keys:
            self.close_strip()

    def on_search_box_moved(self, event: SearchBox.Moved) -> None:
        """Step through the hits."""
        self._touch()
        self._hits.move(event.step)

    def on_search_box_asked(self, event: SearchBox.Asked) -> None:
        """Do what was asked for after everything typed before it."""
        if event.command == "empty":
            self._empty()
            self.release_keys()
        elif self._saving is not None or self._lookup is None:
            self._asked.append(self._register)
        else:
            self._register()

    def _empty(self) -> None:
        """Forget the words, and everything else that was for this visitor."""
        if self._box.value.strip():
            self._box.value = ""  # whoever follows the words does the rest
        else:
            self._box.value = ""
            self._end_errand(Typed())
            self._search()
            self.note_typing()

    def _touch(self) -> None:
        """A key that may be the first one for a visitor."""
        if not self.errands.is_under_way:
            self.errands.begin()
        self.forget_said()

    def on_hit_list_chosen(self, event: HitList.Chosen) -> None:
        """Show the entry that was chosen; whoever chooses another one has left the strip."""
        self._touch()
        if self.is_open_for_keys:
            self.leave_strip()
        self._show_entry(event.ref)
        self.note_typing()

    # Searching

    def _search(self, *, chosen: str = "") -> None:
        if self._lookup is None:
            return
        words = self._box.value
        is_asked = bool(words.strip())
        lines = self._lookup.search(words, also=self._picked)
        self._hits.show(lines, select_first=is_asked, chosen=chosen)
        self._show_filters(self._lookup)
        selected = self._hits.selected
        if selected is not None:
            self._show_entry(selected.ref)
        elif is_asked:
            register_key = first_key(self.app, "desk.register")
            self._page.show(self._lookup.nothing_found(register_key))
        else:
            page = self._lookup.welcome(
                self.clock(),
                self._owed,
                follow_ups_key=first_key(self.app, "app.follow_ups"),
                down_key=first_key(self.app, "desk.down"),
            )
            self._page.show(page)

    def _show_filters(self, lookup: SearchSession) -> None:
        """The filters that are set stand before the words; behind them, what they hide."""
        prompt = row(ink("❯", KEY), ink(_("Only") if lookup.filters else "", CLOSED), gap=" ")
        self.query_one("#prompt", Static).update(prompt)
        chip = self.query_one("#filters", Static)
        chip.update(ink(" · ".join(lookup.filters.words), REMINDER))
        chip.set_class(bool(lookup.filters), "-set")
        has_room = self.size.width >= _ROOMY
        text = lookup.hidden.said(has_room=has_room) if lookup.hidden else ""
        self.query_one("#hidden", Static).update(ink(text, CLOSED))

    def _show_entry(self, ref: str, *, from_top: bool = True) -> None:
        if self._lookup is not None:
            self._page.show(self._lookup.page(ref, self.clock()), from_top=from_top)

    def action_cycle_audience(self) -> None:
        """Show entries for the next audience only, at last for all."""
        if self._lookup is not None:
            self._filter(self._lookup, self._lookup.filters.with_next_audience())

    def action_cycle_kind(self) -> None:
        """Show entries of the next kind only, at last of all."""
        if self._lookup is not None:
            self._filter(self._lookup, self._lookup.filters.with_next_kind())

    def _filter(self, lookup: SearchSession, filters: SearchFilters) -> None:
        self._touch()
        if self.is_open_for_keys:
            self.leave_strip()
        lookup.filters = filters
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
            options = self._lookup.options(
                words,
                selected.ref if selected else None,
                is_chosen=self._hits.is_chosen,
                now=self.clock(),
            )
            self._touch()
            self._whole = self._typed
            self.open_strip(options)
        else:
            self.say(_("Type what the visitor says first."))
        self.release_keys()

    def options_for(self, errand: Errand) -> Sequence[RegistrationOption]:
        """What an errand with a registration may be about; its words have been searched."""
        form = errand.form
        if self._lookup is None or form is None:
            return ()
        is_there = form.ref is not None and self._lookup.entry(form.ref) is not None
        options = self._lookup.options(form.query, form.ref, is_chosen=is_there, now=self.clock())
        return [replace(option, confident=form.confident) for option in options]

    def with_privacy(self, errand: Errand) -> Errand:
        """`errand`, private where it may be about an entry that is sensitive by now."""
        refs = (errand.chosen, errand.form.ref if errand.form else None)
        is_private = self._lookup is not None and any(map(self._lookup.is_sensitive, refs))
        return replace(errand, is_private=is_private)

    def return_to_search(self) -> None:
        """Give the focus back to the box."""
        self.set_focus(self._box)

    def release_keys(self) -> None:
        """Let keys go on that waited for a command."""
        self._box.holds_keys = False
        if self._made_strip is not None:
            self.strip.holds_keys = False
        self.post_message(self.KeysReleased())

    # One visitor's errand, shown and taken away

    def shown_errand(self) -> Errand | None:
        """What stands on the screen for one visitor; None where that is nothing."""
        strip = self._made_strip if self._saving is None else None
        has_strip = strip is not None and (strip.is_open or strip.is_filled_in)
        typed = self._leaving or self._typed
        chosen = self._hits.selected if self._hits.is_chosen else None
        if not (has_strip or typed.words.strip() or chosen):
            return None
        errand = Errand(
            words=typed.words,
            chosen=chosen.ref if chosen else "",
            filters=self._lookup.filters if self._lookup else UNFILTERED,
            is_private=typed.is_private or self._is_private,
        )
        if strip is None or not has_strip:
            return errand
        return replace(
            errand,
            form=strip.form,
            is_filled_in=strip.is_filled_in,
            name=strip.option.name if strip.option and strip.option.ref else "",
            is_private=errand.is_private or any(each.is_sensitive for each in strip.options),
        )

    def show_errand(self, errand: Errand) -> None:
        """Show `errand`, its registration unfolded where one was begun."""
        self.show_search(errand)
        form = errand.form
        if form is None:
            self.set_focus(self._box)
            return
        self.open_strip(self.options_for(errand))
        self.strip.refill(form, is_filled_in=errand.is_filled_in)

    def clear_errand(self) -> None:
        """Take everything away that belongs to one visitor; what the disk works on stays."""
        self.clear_search()
        if self._made_strip is not None and self._saving is None:
            self.strip.clear()
            self.close_strip()

    def show_search(self, errand: Errand) -> None:
        """Show words, filters and choice of `errand`."""
        if self._lookup is not None:
            self._lookup.filters = errand.filters
        self._put(errand.words)
        self._picked = errand.chosen
        self._search(chosen=errand.chosen)
        self._whole = self._typed

    def clear_search(self) -> None:
        """Take words, filters and choice away."""
        self._hits.forget_choice()
        self.show_search(Errand())

    def _put(self, words: str) -> None:
        """Write `words` into the box for a person."""
        self._is_showing = True
        self._box.value = words
        self._box.cursor_position = len(words)
        self._is_showing = False

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
