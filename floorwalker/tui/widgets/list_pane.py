"""A line to find by, the rows that fit, and a page for the row selected."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from textual import getters, on
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input

from floorwalker.i18n import _
from floorwalker.tui.keys import key_of
from floorwalker.tui.views.sections import section
from floorwalker.tui.views.styled_text import CLOSED, styled
from floorwalker.tui.widgets.hit_list import HitList
from floorwalker.tui.widgets.one_line_input import OneLineInput
from floorwalker.tui.widgets.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.widget import Widget

    from floorwalker.tui.views.list_row import ListRow
    from floorwalker.tui.views.sections import Section

_MOST: Final = 300
"""Rows that are listed at once; typing brings the others."""


class ListPane(Vertical):
    """Rows that are found by typing."""

    @dataclass
    class Shown(Message):
        """The page of a row is shown."""

        ref: str

    line = getters.query_one("#search", OneLineInput)
    hits = getters.query_one(HitList)
    detail = getters.query_one("#detail", Page)

    def __init__(
        self,
        placeholder: str,
        *,
        page: Callable[[str], Iterable[Section]],
        words_in: Callable[[str], str | None] = str,
    ) -> None:
        """`page` gives the page of a row by its ref; `offer` brings the rows.

        `words_in` gives the words that rows must hold, of what stands in the line; None where
        other rows are on their way because of it, and those that are listed stay meanwhile.
        """
        super().__init__()
        self._placeholder = placeholder
        self._page = page
        self._words_in = words_in
        self._rows: Sequence[ListRow] | None = None
        """None until there is anything to list."""
        self._words = ""
        """What the rows listed hold."""

    def compose(self) -> Iterable[Widget]:
        with Horizontal(id="search-row"):
            yield OneLineInput(longest=100, placeholder=self._placeholder, id="search")
        with Horizontal(id="desk-work"):
            yield HitList(id="hits")
            yield Page(id="detail")

    def on_mount(self) -> None:
        self.line.focus()

    @property
    def selected_ref(self) -> str:
        selected = self.hits.selected
        return selected.ref if selected else ""

    def offer(self, rows: Sequence[ListRow]) -> None:
        """List other rows, those of them that fit what is typed."""
        self._rows = rows
        self.narrow()

    def narrow(self) -> None:
        words = self._words_in(self.line.value)
        if words is not None and self._rows is not None:
            self._words = words.strip()
            folded = words.casefold().split()
            fitting = (row for row in self._rows if row.fits(folded))
            self.hits.show(list(islice(fitting, _MOST)))
            self.show_page()

    @on(HitList.Chosen)
    def show_page(self) -> None:
        """Show the page of the row selected, as it is now."""
        ref = self.selected_ref
        self.detail.show(self._page(ref) if ref else self._nothing())
        if ref:
            self.post_message(self.Shown(ref))

    def _nothing(self) -> Iterable[Section]:
        """That nothing fits what is typed, and how to go on."""
        if self._words:
            said = _("Nothing here fits “{words}”. {key} empties the line.")
            key = key_of(self.screen, "list.leave")
            yield section("", styled(said.format(words=self._words, key=key), CLOSED))

    @on(Input.Changed)
    def _narrow_to(self, event: Input.Changed) -> None:
        event.stop()
        self.narrow()
