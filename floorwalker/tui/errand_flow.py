"""Whose words they are: letters begin an errand, an empty box ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from floorwalker.i18n import _, ngettext
from floorwalker.tui.errand_status import ErrandStatus, WriteStatus
from floorwalker.tui.errand_view import ErrandView
from floorwalker.tui.registration.errands import Errand
from floorwalker.tui.search_view import Typed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from floorwalker.tui.errand_view import ErrandParts
    from floorwalker.tui.search_filters import SearchFilters
    from floorwalker.tui.search_view import SearchView


class ErrandFlow:
    """Follows what is typed and chosen."""

    def __init__(
        self,
        parts: ErrandParts,
        search: SearchView,
        *,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float],
        key_of: Callable[[str], str],
        write_status: WriteStatus,
    ) -> None:
        """Follow errands on `parts`, whose words `search` shows the hits of.

        `clock` is the local time, aware; `monotonic` counts seconds from any beginning; `key_of`
        gives the key of a command by its id, as it is bound now.
        """
        self._parts = parts
        self.key_of = key_of
        self.search_view = search
        self.errand_view = ErrandView(parts, search, clock=clock, monotonic=monotonic)
        self.errands = self.errand_view.errands
        self.status = ErrandStatus(write_status, lambda: self.errands.number)

    def follow_words(self, before: str, words: str) -> None:
        """The words in the box are others than before."""
        if self.search_view.is_writing:
            return
        if not words.strip():
            cursor = self._parts.search_row.box.cursor_position
            self._end(self.search_view.whole)
            self.search_view.write(words, cursor=cursor)  # a space stays where it was typed
        elif not before.strip():
            self._begin(words)
        self.search_view.picked = ""
        self.status.forget()
        self.search_view.search()
        if not words.strip() or len(words) >= len(before):
            self.search_view.whole = self.search_view.typed
        self._parts.pane.drafts.note_change()

    def type_elsewhere(self, text: str) -> None:
        """Letters that no field takes; while the pane is open they are another visitor's."""
        aside = None
        if self.errand_view.is_registering:
            if not text.strip():
                return
            aside = self.errands.put_aside()
        self.errand_view.return_to_search()
        self._parts.search_row.box.write(text)
        self.report_parked(aside)

    def empty(self) -> None:
        """Forget the words, and everything else that was for this visitor."""
        box = self._parts.search_row.box
        has_words = bool(box.value.strip())
        box.value = ""
        if not has_words:  # otherwise whoever follows the words does the rest
            self._end(Typed())
            self.search_view.search()
            self._parts.pane.drafts.note_change()

    def touch(self) -> None:
        """A key that may be the first one for a visitor."""
        if not self.errands.is_under_way:
            self.errands.begin()
        self.status.forget()

    def choose(self, ref: str) -> None:
        """Show the entry that was chosen; whoever chooses another one has left the pane."""
        self._touch_search()
        self.search_view.show_entry(ref)
        self._parts.pane.drafts.note_change()

    def filter(self, filters: SearchFilters) -> None:
        """Search with other filters, for this visitor."""
        if self.search_view.session is not None:
            self._touch_search()
            self.search_view.session.filters = filters
            self.search_view.search()

    def pick(self, ref: str) -> None:
        """Show the entry `ref` as if it had been searched for and chosen, for another errand."""
        entry = self.search_view.session.entry(ref) if self.search_view.session else None
        if entry is not None:
            aside = self.errands.put_aside()
            self.errands.begin()
            self.status.forget()
            self.search_view.show(Errand(words=entry.name, chosen=ref))
            self.errand_view.return_to_search()
            self._parts.pane.drafts.note_change()
            self.report_parked(aside)

    def report_parked(self, errand: Errand | None) -> None:
        if errand is not None:
            text = _("Set aside: {name} · {key} brings it back")
            self.status.show(text.format(name=errand.title, key=self.key_of("desk.draft")))
            self._parts.pane.drafts.keep(self.errands.unsaved)
        self.show_parked_count()

    def show_parked_count(self) -> None:
        """Say in the head how many errands are set aside."""
        count = len(self.errands.parked)
        text = ngettext("{count} set aside", "{count} set aside", count).format(count=count)
        key = self.key_of("desk.draft")
        self._parts.head.remind(" · ".join(filter(None, (text, key))) if count else "")

    def release_keys(self) -> None:
        self._parts.search_row.box.holds_keys = False
        self._parts.pane.release_keys()

    def _touch_search(self) -> None:
        self.touch()
        if self.errand_view.is_registering:
            self.errand_view.leave()

    def _end(self, typed: Typed) -> None:
        """The box was emptied by hand; what was filled in besides is set aside."""
        self.report_parked(self.errand_view.give_up(typed))

    def _begin(self, words: str) -> None:
        """The first letters of a visitor's errand are in the box."""
        about = self.status.about
        if self._parts.pane.options and self.errands.saving is None:
            self._end(Typed())  # it was chosen from the list, without a word
            self.search_view.write(words)
        self._parts.hits.forget_choice()
        is_news = self._parts.search_row.box.is_replaced or self.status.about != about
        self.errands.begin()
        if is_news:
            self.status.keep()  # it would not be read otherwise
