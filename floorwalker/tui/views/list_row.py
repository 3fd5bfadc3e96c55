"""One line of a list of entries."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from textual.content import Content

from floorwalker.tui.views.styled_text import MUTED, styled

ARROW: Final = "→"
"""How an aside begins that says who decides instead; it stays when there is room for no more."""
_GAP: Final = 2
_LEAST: Final = 6
"""Cells below which a cut aside says nothing."""
_LIGHT: Final = "not bold"


@dataclass(frozen=True)
class ListRow:
    """An entry in a list: its ref, and what is shown."""

    ref: str
    name: str
    aside: str = ""
    """What is muted beside the name: the authority of a wrong door, the kind."""
    column: int = 0
    """Where the aside begins, so that lists are read downwards; further on after a long name."""
    is_guess: bool = False
    """Whether the line is named for want of anything certain: then its name is muted too."""
    found_by: str = ""
    """What the line is found by as well, folded to lower case; not shown."""
    keeps_aside: bool = False
    """Whether the aside is whole where there is little room, and the name is cut."""

    def fits(self, words: Iterable[str]) -> bool:
        """Whether all `words`, folded to lower case, stand somewhere in the line."""
        text = f"{self.name} {self.aside}".casefold()
        return all(word in text or word in self.found_by for word in words)

    def content(self) -> Content:
        return self._row(self.aside, MUTED, self._name_style)

    def fitted(self, width: int, *, is_selected: bool) -> Content:
        """The line in `width` cells. On the selected one no ink is its own: it has the cursor's."""
        if self.keeps_aside:
            return self._with_whole_aside(width, is_selected=is_selected)
        room = width - self._indent
        aside = self.aside
        if room < min(_LEAST, styled(aside).cell_length):
            aside = ARROW if aside.startswith(ARROW) else ""
        style = _LIGHT if is_selected else MUTED
        name_style = "" if is_selected else self._name_style
        return self._row(aside, style, name_style).truncate(width, ellipsis=True)

    def _with_whole_aside(self, width: int, *, is_selected: bool) -> Content:
        room = max(width - styled(self.aside).cell_length - _GAP, 1)
        name = styled(self.name).truncate(room, ellipsis=True).plain
        column = min(self.column, max(room, 0))
        fitting = replace(self, name=name, column=column, keeps_aside=False)
        return fitting.fitted(width, is_selected=is_selected)

    @property
    def _name_style(self) -> str:
        return MUTED if self.is_guess else ""

    @property
    def _indent(self) -> int:
        return max(styled(self.name).cell_length, self.column) + _GAP

    def _row(self, aside: str, style: str, name_style: str) -> Content:
        name = styled(self.name, name_style)
        if not aside:
            return name
        return name.pad_right(self._indent - name.cell_length) + styled(aside, style)
