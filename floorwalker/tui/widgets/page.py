"""A page that scrolls: sections laid out for its width, or lines that were drawn elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from floorwalker.tui.commands import PAGE
from floorwalker.tui.keys import bindings
from floorwalker.tui.textual_private import contain
from floorwalker.tui.views.sections import Section, lay_out
from floorwalker.tui.widgets.line_view import LineView
from floorwalker.tui.widgets.one_line_input import OneLineInput

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from textual.content import Content

_WIDEST: Final = 110
"""Cells of a line; eyes lose their way on longer ones."""


@dataclass(frozen=True)
class PageLines:
    """Lines as they are, cut where there is no room."""

    contents: Sequence[Content] = ()

    def __len__(self) -> int:
        return len(self.contents)

    def plain(self, number: int) -> str:
        return self.contents[number].plain

    def key(self, number: int) -> Hashable:
        """Text and styles: contents are equal where only their texts are."""
        line = self.contents[number]
        return line.plain, tuple(line.spans)

    def styled(self, number: int, width: int) -> tuple[Content, tuple[str, ...]]:
        return self.contents[number].truncate(max(width, 1)), ()


class Page(LineView, can_focus=False):
    """Has the keys only while it is read."""

    BINDINGS = bindings(PAGE)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(self._laid_out, id=id)
        self._sections: tuple[Section, ...] | None = ()
        """None where the lines were drawn elsewhere."""
        self._lines = PageLines()
        self._width = 0

    @property
    def text(self) -> str:
        if self._sections is None:
            return "\n".join(line.plain for line in self._lines.contents)
        return "\n".join(line.plain for part in self._sections for line in part.lines)

    def take_focus(self) -> None:
        """Let the arrows scroll, until the focus goes elsewhere."""
        self.can_focus = True
        self.focus()

    def on_blur(self) -> None:
        self.can_focus = False

    def action_go_back(self) -> None:
        self.screen.query(OneLineInput).first().focus()

    def show(self, sections: Iterable[Section], *, from_top: bool = True) -> None:
        shown = tuple(sections)
        if from_top:
            self.scroll_home(animate=False)
        if shown != self._sections:
            self._sections = shown
            self._width = 0
            self.adopt()

    def show_lines(self, lines: Iterable[Content], *, from_top: bool = True) -> None:
        """Show lines as they are, cut where there is no room: they are drawn anew elsewhere."""
        self._sections = None
        self._lines = PageLines(list(lines))
        if from_top:
            self.scroll_home(animate=False)
        self.adopt()

    def _laid_out(self) -> PageLines:
        width = min(self.scrollable_content_region.width, _WIDEST)
        if self._sections is not None and width and width != self._width:
            self._width = width
            self._lines = PageLines()  # where it fails, no other page may stay in its place
            with contain(self):
                self._lines = PageLines(lay_out(self._sections, width))
        return self._lines
