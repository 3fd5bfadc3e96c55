"""The widgets of the search, kept in step with what was asked of a `SearchSession`.

Results always belong to the last text: search is quick enough to run where a key changes the text,
before anything is painted, so that letter, hits and answer come in one frame.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from floorwalker.tui.registration.errands import Errand
from floorwalker.tui.search_filters import UNFILTERED, SearchFilters

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from floorwalker.journal.encounter import Encounter
    from floorwalker.knowledge.model.records import Entry
    from floorwalker.tui.registration.options import RegistrationOption
    from floorwalker.tui.search_session import SearchSession
    from floorwalker.tui.widgets.hit_list import HitList
    from floorwalker.tui.widgets.page import Page
    from floorwalker.tui.widgets.search_row import SearchRow


class Typed(NamedTuple):
    """Words of a visitor, and whether they may be about a sensitive entry."""

    words: str = ""
    is_private: bool = False


class SearchParts(Protocol):
    """What a search is seen on."""

    @property
    def search_row(self) -> SearchRow: ...

    @property
    def hits(self) -> HitList: ...

    @property
    def answer(self) -> Page: ...


class SearchView:
    """Shows hits and answer for the words in the box. Shows nothing until it has a session."""

    def __init__(
        self, parts: SearchParts, *, clock: Callable[[], datetime], key_of: Callable[[str], str]
    ) -> None:
        """`parts` are asked for when something is to be shown on them.

        `key_of` gives the key of a command by its id, as it is bound here or elsewhere.
        """
        self._parts = parts
        self._clock = clock
        self._key_of = key_of
        self.session: SearchSession | None = None
        """None until the knowledge base is loaded."""
        self.owed: Sequence[Encounter] = ()
        """Promises that the page without words reminds of."""
        self.picked = ""
        """Ref of an entry that was chosen elsewhere: it is listed for whatever words."""
        self.whole = Typed()
        """The words before letters were taken away from them, one by one."""
        self.is_writing = False
        """Whether words are being put into the box by the desk, not by a person."""

    @property
    def typed(self) -> Typed:
        """The words in the box; nothing where they are blank."""
        words = self._parts.search_row.box.value
        return Typed(words, self.is_private) if words.strip() else Typed()

    @property
    def is_private(self) -> bool:
        """Whether the words may be about a sensitive entry."""
        selected = self._parts.hits.selected
        return self.session is not None and self.session.may_be_sensitive(
            selected.ref if selected else None
        )

    @property
    def chosen_ref(self) -> str:
        """The entry that a person chose among the hits; empty where the search chose."""
        hits = self._parts.hits
        return hits.selected.ref if hits.selected and hits.is_chosen else ""

    @property
    def selected_entry(self) -> Entry | None:
        selected = self._parts.hits.selected
        return self.session.entry(selected.ref) if self.session and selected else None

    @property
    def filters(self) -> SearchFilters:
        return self.session.filters if self.session else UNFILTERED

    def search(self, *, chosen: str = "") -> None:
        """Search for the words in the box; `chosen` was chosen before among their hits."""
        if self.session is None:
            return
        parts = self._parts
        words = parts.search_row.box.value
        is_asked = bool(words.strip())
        lines = self.session.search(words, also=self.picked)
        parts.hits.show(lines, select_first=is_asked, chosen=chosen)
        parts.search_row.show_filters(self.session.filters, self.session.hidden)
        selected = parts.hits.selected
        if selected is not None:
            self.show_entry(selected.ref)
        elif is_asked:
            parts.answer.show(self.session.nothing_found(self._key_of("desk.register")))
        else:
            welcome = self.session.welcome(
                self._clock(),
                self.owed,
                follow_ups_key=self._key_of("app.follow_ups"),
                down_key=self._key_of("desk.down"),
            )
            parts.answer.show(welcome)

    def show_entry(self, ref: str, *, from_top: bool = True) -> None:
        if self.session is not None:
            self._parts.answer.show(self.session.page(ref, self._clock()), from_top=from_top)

    def refresh_answer(self) -> None:
        """Keep opening hours true on the page that is being read; it stays where it is."""
        selected = self._parts.hits.selected
        if selected is not None:
            self.show_entry(selected.ref, from_top=False)

    def show(self, errand: Errand) -> None:
        if self.session is not None:
            self.session.filters = errand.filters
        self.write(errand.words)
        self.picked = errand.chosen
        self.search(chosen=errand.chosen)
        self.whole = self.typed

    def clear(self) -> None:
        self._parts.hits.forget_choice()
        self.show(Errand())

    def write(self, words: str, *, cursor: int | None = None) -> None:
        """Write `words` into the box for a person, the cursor behind them if not told otherwise."""
        box = self._parts.search_row.box
        self.is_writing = True
        box.value = words
        box.cursor_position = len(words) if cursor is None else cursor
        self.is_writing = False

    def options(self) -> Sequence[RegistrationOption]:
        """What may be registered now, the likeliest first; nothing where nothing was asked."""
        words = self._parts.search_row.box.value.strip()
        hits = self._parts.hits
        if self.session is None or not (words or hits.is_chosen):
            return ()
        selected = hits.selected.ref if hits.selected else None
        return self.session.options(words, selected, is_chosen=hits.is_chosen, now=self._clock())

    def options_for(self, errand: Errand) -> Sequence[RegistrationOption]:
        """What an errand with a registration may be about; its words have been searched."""
        form = errand.form
        if self.session is None or form is None:
            return ()
        is_there = form.ref is not None and self.session.entry(form.ref) is not None
        options = self.session.options(form.query, form.ref, is_chosen=is_there, now=self._clock())
        return [replace(option, confident=form.confident) for option in options]

    def with_privacy(self, errand: Errand) -> Errand:
        """`errand`, private where it may be about an entry that is sensitive by now."""
        refs = (errand.chosen, errand.form.ref if errand.form else None)
        is_private = self.session is not None and any(map(self.session.is_sensitive, refs))
        return replace(errand, is_private=is_private)

    def scroll(self, by: int) -> None:
        """Scroll the answer by most of its height, `by` so many times."""
        answer = self._parts.answer
        answer.scroll_relative(y=by * max(1, answer.size.height - 2), animate=False)
