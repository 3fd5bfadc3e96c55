"""The search box, between the filters that are set and what they hide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import getters
from textual.containers import Horizontal
from textual.widgets import Static

from floorwalker.i18n import _
from floorwalker.tui.views.styled_text import CLOSED, KEY, REMINDER, row, styled
from floorwalker.tui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from floorwalker.tui.search_filters import SearchFilters
    from floorwalker.tui.search_session import HiddenHits

_ROOMY: Final = 80
"""Columns from which there is room beside the words to say what a filter hides."""


class SearchRow(Horizontal):
    """One line: filters, words, hidden hits."""

    box = getters.query_one(SearchBox)
    prompt = getters.query_one("#prompt", Static)
    filters = getters.query_one("#filters", Static)
    hidden = getters.query_one("#hidden", Static)

    def compose(self) -> Iterable[Widget]:
        yield Static(styled("❯", KEY), id="prompt")
        yield Static(id="filters", markup=False)
        yield SearchBox(placeholder=_("What does the visitor say?"), id="search")
        yield Static(id="hidden", markup=False)

    def translate(self) -> None:
        """Ask for words in the language there is now: loading may change it."""
        self.box.placeholder = _("What does the visitor say?")

    def show_filters(self, filters: SearchFilters, hidden: HiddenHits | None) -> None:
        only = styled(_("Only") if filters else "", CLOSED)
        self.prompt.update(row(styled("❯", KEY), only, gap=" "))
        self.filters.update(styled(" · ".join(filters.words), REMINDER))
        self.filters.set_class(bool(filters), "-set")
        has_room = self.screen.size.width >= _ROOMY
        text = hidden.describe(has_room=has_room) if hidden else ""
        self.hidden.update(styled(text, CLOSED))
