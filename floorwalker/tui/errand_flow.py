"""Whose words they are: letters begin an errand, an empty box ends it.

Everything on the desk that belongs to one visitor is shown and taken away together: words, filters,
choice, and the registration that was begun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from floorwalker.i18n import _, ngettext
from floorwalker.tui.errand_status import ErrandStatus, WriteStatus
from floorwalker.tui.registration.errands import Errand, ErrandTracker
from floorwalker.tui.search_view import SearchParts, Typed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from floorwalker.tui.registration.options import RegistrationOption
    from floorwalker.tui.registration.pane import RegistrationPane
    from floorwalker.tui.search_filters import SearchFilters
    from floorwalker.tui.search_view import SearchView
    from floorwalker.tui.widgets.frame import Head


class ErrandParts(SearchParts, Protocol):
    """What an errand is seen on."""

    @property
    def pane(self) -> RegistrationPane:
        """Where it is registered."""

    def set_class(self, add: bool, *class_names: str) -> object:
        """Mark how the parts share the room."""

    @property
    def head(self) -> Head:
        """Where it is said how many are set aside."""


class ErrandFlow:
    """Follows what is typed and chosen, and knows whose it is."""

    def __init__(
        self,
        parts: ErrandParts,
        view: SearchView,
        *,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float],
        key_of: Callable[[str], str],
        write_status: WriteStatus,
    ) -> None:
        """Follow errands.

        Args:
            parts: the widgets; asked for when something is to be shown on them.
            view: shows what was searched, on the same widgets.
            clock: the local time, aware.
            monotonic: seconds, of any beginning.
            key_of: the key of a command, by its id, as it is bound now.
            write_status: puts a text on the status line.
        """
        self._parts = parts
        self._key_of = key_of
        self.view = view
        self.errands = ErrandTracker(self, clock=clock, monotonic=monotonic)
        self.status = ErrandStatus(write_status, lambda: self.errands.number)
        self._leaving: Typed | None = None
        """The words of an errand that ends now; the box has others by then, or none."""

    @property
    def is_registering(self) -> bool:
        """Whether the pane is open for an errand that nobody has saved yet."""
        return self._parts.pane.is_open and self.errands.saving is None

    # What a person does

    def follow_words(self, before: str, words: str) -> None:
        """The words in the box are others than before."""
        if self.view.is_writing:
            return
        if not words.strip():
            cursor = self._parts.search_row.box.cursor_position
            self._end(self.view.whole)
            self.view.write(words, cursor=cursor)  # a space stays where it was typed
        elif not before.strip():
            self._begin(words)
        self.view.picked = ""
        self.status.forget()
        self.view.search()
        if not words.strip() or len(words) >= len(before):
            self.view.whole = self.view.typed
        self._parts.pane.note_typing()

    def type_elsewhere(self, text: str) -> None:
        """Letters that no field takes; while the pane is open they are another visitor's."""
        aside = None
        if self.is_registering:
            if not text.strip():
                return
            aside = self.errands.put_aside()
        self.return_to_search()
        self._parts.search_row.box.write(text)
        self.report_parked(aside)

    def empty(self) -> None:
        """Forget the words, and everything else that was for this visitor."""
        box = self._parts.search_row.box
        if box.value.strip():
            box.value = ""  # whoever follows the words does the rest
        else:
            box.value = ""
            self._end(Typed())
            self.view.search()
            self._parts.pane.note_typing()

    def touch(self) -> None:
        """A key that may be the first one for a visitor."""
        if not self.errands.is_under_way:
            self.errands.begin()
        self.status.forget()

    def choose(self, ref: str) -> None:
        """Show the entry that was chosen; whoever chooses another one has left the pane."""
        self.touch()
        if self.is_registering:
            self.leave()
        self.view.show_entry(ref)
        self._parts.pane.note_typing()

    def filter(self, filters: SearchFilters) -> None:
        """Search with other filters, for this visitor."""
        if self.view.session is None:
            return
        self.touch()
        if self.is_registering:
            self.leave()
        self.view.filter(filters)

    def pick(self, ref: str) -> None:
        """Show the entry `ref` as if it had been searched for and chosen, for another errand."""
        entry = self.view.session.entry(ref) if self.view.session else None
        if entry is not None:
            aside = self.errands.put_aside()
            self.errands.begin()
            self.status.forget()
            self.view.show(Errand(words=entry.name, chosen=ref))
            self.return_to_search()
            self._parts.pane.note_typing()
            self.report_parked(aside)

    def open(self, options: Sequence[RegistrationOption]) -> None:
        """Open the pane for the errand under way."""
        self.view.whole = self.view.typed
        self._parts.pane.open(options, self.errands.started_at)
        self._parts.set_class(True, "-registering")

    def close(self) -> None:
        """Close the pane; what is filled in stays."""
        self._parts.pane.close()
        self._parts.set_class(False, "-registering")

    def leave(self) -> None:
        """Back to the search; the pane remembers."""
        self.close()
        self.return_to_search()

    def return_to_search(self) -> None:
        """Give the focus back to the box."""
        box = self._parts.search_row.box
        box.screen.set_focus(box)

    def report_parked(self, errand: Errand | None) -> None:
        """Say that `errand` was set aside, where one was."""
        if errand is not None:
            text = _("Set aside: {name} · {key} brings it back")
            self.status.show(text.format(name=errand.title, key=self._key_of("desk.draft")))
            self._parts.pane.drafts.keep(self.errands.unsaved)
        self.show_parked_count()

    def show_parked_count(self) -> None:
        """Say in the head how many errands are set aside."""
        count = len(self.errands.parked)
        text = ngettext("{count} set aside", "{count} set aside", count).format(count=count)
        key = self._key_of("desk.draft")
        self._parts.head.remind(" · ".join(filter(None, (text, key))) if count else "")

    def release_keys(self) -> None:
        """Let keys go on that waited for a command."""
        self._parts.search_row.box.holds_keys = False
        self._parts.pane.release_keys()

    # One visitor's errand, shown and taken away

    def shown_errand(self) -> Errand | None:
        """What stands on the screen for one visitor; None where that is nothing."""
        pane = self._parts.pane
        is_begun = self.errands.saving is None and pane.is_begun
        typed = self._leaving or self.view.typed
        chosen = self.view.chosen_ref
        if not (is_begun or typed.words.strip() or chosen):
            return None
        errand = Errand(
            words=typed.words,
            chosen=chosen,
            filters=self.view.filters,
            is_private=typed.is_private or self.view.is_private,
        )
        return pane.add_to(errand) if is_begun else errand

    def show_errand(self, errand: Errand) -> None:
        """Show `errand`, its registration unfolded where one was begun."""
        self.view.show(errand)
        if errand.form is None:
            self.return_to_search()
            return
        self.open(self.view.options_for(errand))
        self._parts.pane.fields.refill(errand.form, is_filled_in=errand.is_filled_in)

    def clear_errand(self) -> None:
        """Take everything away that belongs to one visitor; what the disk works on stays."""
        self.view.clear()
        if self.errands.saving is None:
            self.clear_pane()

    def clear_pane(self) -> None:
        """Take the registration away."""
        self._parts.pane.clear()
        self.close()

    def resume(self, errand: Errand) -> None:
        """Go on with `errand`, whose registration still stands in the pane."""
        self.errands.continue_with(errand)
        self.view.show(errand)

    def _end(self, typed: Typed) -> None:
        """The box was emptied by hand; what was filled in besides is set aside."""
        self._leaving = typed
        aside = self.errands.give_up()
        self._leaving = None
        self.report_parked(aside)

    def _begin(self, words: str) -> None:
        """The first letters of a visitor's errand are in the box."""
        about = self.status.about
        if self._parts.pane.options and self.errands.saving is None:
            self._end(Typed())  # it was chosen from the list, without a word
            self.view.write(words)
        self._parts.hits.forget_choice()
        is_news = self._parts.search_row.box.is_replaced or self.status.about != about
        self.errands.begin()
        if is_news:
            self.status.keep()  # it would not be read otherwise
