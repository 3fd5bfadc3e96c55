"""A page of sections that scrolls."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import BindingType
from textual.strip import Strip

from floorwalker.tui.commands import PAGE
from floorwalker.tui.keys import bindings
from floorwalker.tui.textual_private import contain
from floorwalker.tui.views.sections import Section, lay_out
from floorwalker.tui.widgets.line_view import LineView
from floorwalker.tui.widgets.one_line_input import OneLineInput

if TYPE_CHECKING:
    from textual.content import Content

_WIDEST: Final = 110
"""Cells of a line; eyes lose their way on longer ones."""


class Page(LineView, can_focus=False):
    """Sections laid out for whatever width there is. Has the keys only while it is read."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._sections: tuple[Section, ...] = ()
        self._lines: list[Content] = []
        self._width = 0
        self._strips: dict[int, Strip] = {}

    def take_focus(self) -> None:
        """Let the arrows scroll, until the focus goes elsewhere."""
        self.can_focus = True
        self.focus()

    def on_blur(self) -> None:
        """Leave the keys to those who type."""
        self.can_focus = False

    def action_go_back(self) -> None:
        """To the line that one types in."""
        self.screen.query(OneLineInput).first().focus()

    @property
    def text(self) -> str:
        """What is shown, as plain text."""
        return "\n".join(line.plain for part in self._sections for line in part.lines)

    def show(self, sections: Iterable[Section], *, from_top: bool = True) -> None:
        """Show another page, from its top."""
        shown = tuple(sections)
        if from_top:
            self.scroll_home(animate=False)
        if shown != self._sections:
            self._sections = shown
            self._width = 0
            self._lay_out()
            self.adopt()

    @property
    def line_count(self) -> int:
        """Lines of the page at the width it has."""
        self._lay_out()
        return len(self._lines)

    def plain_line(self, number: int) -> str:
        """A line as text."""
        return self._lines[number].plain

    def line_key(self, number: int) -> object:
        """Text and inks: contents are equal where only their texts are."""
        line = self._lines[number]
        return line.plain, line.spans

    def painted(self, number: int, width: int) -> Strip:
        """A line of the page."""
        if number not in self._strips:
            line = self._lines[number]
            self._strips[number] = self.strip_of(line, number, width, self.visual_style)
        return self._strips[number]

    def forget_painted(self) -> None:
        """Paint anew."""
        self._strips.clear()

    def _lay_out(self) -> None:
        width = min(self.scrollable_content_region.width, _WIDEST)
        if width and width != self._width:
            self._width = width
            self._lines = []  # where laying out fails, no other page may stay in its place
            self._strips.clear()
            with contain(self):
                self._lines = lay_out(self._sections, width)
