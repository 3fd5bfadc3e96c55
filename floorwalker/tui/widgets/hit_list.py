"""The hits: updated in place, so that nothing flickers and the chosen entry stays chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Region
from textual.message import Message

from floorwalker.tui.widgets.line_view import LineView
from floorwalker.tui.widgets.list_selection import SELECTED, ListSelection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from floorwalker.tui.views.list_row import ListRow


class HitList(LineView, can_focus=False):
    """A list of entries; whoever has the keys moves through it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {SELECTED}

    @dataclass
    class Chosen(Message):
        """Another line has been selected, by key or mouse."""

        ref: str

    @dataclass
    class Picked(Message):
        """A line has been clicked twice."""

        ref: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(lambda: self._selection, id=id)
        self._selection = ListSelection()

    @property
    def shown(self) -> Sequence[ListRow]:
        return self._selection.rows

    @property
    def selected(self) -> ListRow | None:
        return self._selection.selected

    @property
    def is_chosen(self) -> bool:
        return self._selection.is_chosen

    def show(
        self, lines: Sequence[ListRow], *, select_first: bool = True, chosen: str = ""
    ) -> None:
        self._selection = self._selection.with_rows(lines, select_first=select_first, chosen=chosen)
        self.adopt()
        self._scroll_to_selected()

    def move(self, step: str) -> None:
        page = max(1, self.scrollable_content_region.height - 1)
        self._take(self._selection.moved(step, page))

    def choose(self, ref: str) -> None:
        self._take(self._selection.chosen(ref))

    def forget_choice(self) -> None:
        """Let the next hits select their first again."""
        self._selection = self._selection.unchosen()

    def on_click(self, event: events.Click) -> None:
        number = event.y + self.scroll_offset.y
        if number < len(self.shown):
            self._take(self._selection.chosen_at(number))
            if event.chain > 1:
                self.post_message(self.Picked(self.shown[number].ref))

    def _take(self, selection: ListSelection) -> None:
        is_other = selection.index != self._selection.index
        self._selection = selection
        if is_other and self.selected:
            self._scroll_to_selected()
            self.adopt()
            self.post_message(self.Chosen(self.selected.ref))

    def _scroll_to_selected(self) -> None:
        region = Region(0, self._selection.index or 0, 1, 1)
        self.scroll_to_region(region, animate=False, force=True, immediate=True)
