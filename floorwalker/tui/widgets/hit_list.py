"""The hits: updated in place, so that nothing flickers and the chosen entry stays chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.message import Message
from textual.widgets import OptionList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from floorwalker.tui.line import Line

_FEW: Final = 60
"""Lines that are sooner taken away one by one than the whole list is made again."""


class HitList(OptionList):
    """A list of entries; the search box moves through it."""

    @dataclass
    class Chosen(Message):
        """Another line has been selected, by key or mouse."""

        ref: str

    @dataclass
    class Picked(Message):
        """A line has been clicked, or Enter was pressed in the list."""

        ref: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, markup=False, compact=True)
        self._shown: list[Line] = []
        self._is_kept = False

    @property
    def selected(self) -> Line | None:
        """The line selected now."""
        return None if self.highlighted is None else self._shown[self.highlighted]

    @property
    def is_chosen(self) -> bool:
        """Whether a person chose the selected line, rather than search."""
        return self._is_kept and self.highlighted is not None

    def show(self, lines: Sequence[Line], *, select_first: bool = True) -> None:
        """List `lines`; a line that a person chose stays selected for as long as it is there."""
        kept = self.selected.ref if self._is_kept and self.selected else None
        wanted = list(lines)
        with self.prevent(OptionList.OptionHighlighted):
            self._replace(wanted)
            self._shown = wanted
            index = next((i for i, line in enumerate(wanted) if line.ref == kept), None)
            self._is_kept = index is not None
            if index is None and select_first and wanted:
                index = 0
            self.highlighted = index
            self.scroll_to_highlight()

    def move(self, step: str) -> None:
        """Select another line: `up`, `down`, `page_up`, `page_down`."""
        if not self._shown:
            return
        last = len(self._shown) - 1
        page = max(1, self.scrollable_content_region.height - 1)
        steps = {"up": -1, "down": 1, "page_up": -page, "page_down": page}
        start = -1 if self.highlighted is None else self.highlighted
        self.highlighted = min(max(start + steps[step], 0), last)
        self._is_kept = True

    def choose(self, ref: str) -> None:
        """Select the line `ref`, as a person would."""
        index = next((i for i, line in enumerate(self._shown) if line.ref == ref), None)
        if index is not None:
            self.highlighted = index
            self._is_kept = True

    def forget_choice(self) -> None:
        """Let the next hits select their first again."""
        self._is_kept = False

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell which entry was selected."""
        event.stop()
        if event.option_index < len(self._shown):
            self._is_kept = self._is_kept or self.has_focus
            self.post_message(self.Chosen(self._shown[event.option_index].ref))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click chooses."""
        event.stop()
        self._is_kept = True
        self.post_message(self.Picked(self._shown[event.option_index].ref))

    def _replace(self, wanted: list[Line]) -> None:
        """Change what differs: equal lines are neither drawn nor made again."""
        if abs(len(self._shown) - len(wanted)) > _FEW:
            self.set_options([line.content() for line in wanted])
            return
        common = min(len(self._shown), len(wanted))
        for index in range(common):
            if self._shown[index] != wanted[index]:
                self.replace_option_prompt_at_index(index, wanted[index].content())
        for index in range(len(self._shown) - 1, common - 1, -1):
            self.remove_option_at_index(index)
        self.add_options([line.content() for line in wanted[common:]])
