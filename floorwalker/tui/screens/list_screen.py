"""A screen with a list: a line to find by, what fits, and a page for the line selected."""

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import ClassVar, Final

from textual import events, getters, on
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input

from floorwalker.i18n import _
from floorwalker.tui.commands import LIST
from floorwalker.tui.keys import bindings
from floorwalker.tui.screens.base import BaseScreen
from floorwalker.tui.views.list_row import ListRow
from floorwalker.tui.views.sections import Section
from floorwalker.tui.widgets.hit_list import HitList
from floorwalker.tui.widgets.one_line_input import OneLineInput
from floorwalker.tui.widgets.page import Page

_MOST: Final = 300
"""Lines that are listed at once; typing brings the others."""


class ListScreen(BaseScreen):
    """What its subclasses offer, found by typing."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(LIST)
    placeholder = ""
    """What the empty line asks for, a message id."""

    line = getters.query_one("#search", OneLineInput)
    hits = getters.query_one(HitList)
    detail = getters.query_one("#detail", Page)

    _lines: Sequence[ListRow] = ()

    def work(self) -> Iterable[Widget]:
        """Line, list and page."""
        self.add_class("listing")
        with Horizontal(id="search-row"):
            yield OneLineInput(longest=100, placeholder=_(self.placeholder), id="search")
        with Horizontal(id="desk-work"):
            yield HitList(id="hits")
            yield Page(id="detail")

    @property
    def selected_ref(self) -> str | None:
        """What the selected line stands for."""
        selected = self.hits.selected
        return selected.ref if selected else None

    @abstractmethod
    def page(self, ref: str) -> Iterable[Section]:
        """The page for a line."""

    @abstractmethod
    def action_open(self) -> None:
        """What Enter, or a click upon a click, does with the line selected."""

    @property
    def sought(self) -> str:
        """The words that lines must hold."""
        return self.line.value

    def offer(self, lines: Sequence[ListRow], said: str) -> None:
        """List other lines, and say how many."""
        self._lines = lines
        self.set_status(said)
        self.narrow()

    @on(Input.Changed, "#search")
    def _narrow_to(self, event: Input.Changed) -> None:
        event.stop()
        self.narrow()

    def narrow(self) -> None:
        """List what fits the words."""
        words = self.sought.casefold().split()
        fitting = (line for line in self._lines if line.fits(words))
        self.hits.show(list(islice(fitting, _MOST)))
        self.show(self.selected_ref)

    def show(self, ref: str | None) -> None:
        """Show the page for a line."""
        self.detail.show(self.page(ref) if ref else ())

    def on_hit_list_chosen(self, event: HitList.Chosen) -> None:
        """Show what was chosen."""
        self.show(event.ref)

    def on_hit_list_picked(self) -> None:
        self.action_open()

    def on_key(self, event: events.Key) -> None:
        """Letters go to the line, wherever the focus is."""
        self.line.take_letter(event)

    def on_mount(self) -> None:
        self.line.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the page is read, arrows are its own."""
        del parameters
        return action != "move" or not isinstance(self.focused, Page)

    def action_move(self, step: str) -> None:
        self.hits.move(step)

    def action_leave(self) -> None:
        """Empty the line first, then back to the desk."""
        if self.line.value:
            self.line.value = ""
        else:
            self.dismiss()
