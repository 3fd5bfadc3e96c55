"""The hits: updated in place, so that nothing flickers and the chosen entry stays chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Region
from textual.message import Message

from floorwalker.tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.content import Content
    from textual.style import Style

    from floorwalker.tui.views.list_row import ListRow


class HitList(LineView, can_focus=False):
    """A list of entries; whoever has the keys moves through it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"hit-list--selected"}

    @dataclass
    class Chosen(Message):
        """Another line has been selected, by key or mouse."""

        ref: str

    @dataclass
    class Picked(Message):
        """A line has been clicked twice."""

        ref: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._shown: list[ListRow] = []
        self._index: int | None = None
        self._is_kept = False

    @property
    def shown(self) -> Sequence[ListRow]:
        return self._shown

    @property
    def selected(self) -> ListRow | None:
        """The line selected now."""
        return None if self._index is None else self._shown[self._index]

    @property
    def is_chosen(self) -> bool:
        """Whether a person chose the selected line, rather than search."""
        return self._is_kept and self._index is not None

    def show(
        self, lines: Sequence[ListRow], *, select_first: bool = True, chosen: str = ""
    ) -> None:
        """List `lines`; a line that a person chose stays selected for as long as it is there.

        `chosen` is the ref of a line that a person has chosen before.
        """
        kept = chosen or (self.selected.ref if self._is_kept and self.selected else None)
        self._shown = list(lines)
        self._index = next((i for i, line in enumerate(lines) if line.ref == kept), None)
        self._is_kept = self._index is not None
        if self._index is None and select_first and lines:
            self._index = 0
        self.adopt()
        self._scroll_to_selected()

    def move(self, step: str) -> None:
        """Select another line: `up`, `down`, `page_up`, `page_down`."""
        if not self._shown:
            return
        page = max(1, self.scrollable_content_region.height - 1)
        steps = {"up": -1, "down": 1, "page_up": -page, "page_down": page}
        start = -1 if self._index is None else self._index
        self._choose(min(max(start + steps[step], 0), len(self._shown) - 1))

    def choose(self, ref: str) -> None:
        """Select the line `ref`, as a person would."""
        index = next((i for i, line in enumerate(self._shown) if line.ref == ref), None)
        if index is not None:
            self._choose(index)

    def forget_choice(self) -> None:
        """Let the next hits select their first again."""
        self._is_kept = False

    def on_click(self, event: events.Click) -> None:
        """A click selects, a second one picks."""
        number = event.y + self.scroll_offset.y
        if number < len(self._shown):
            self._choose(number)
            if event.chain > 1:
                self.post_message(self.Picked(self._shown[number].ref))

    @property
    def line_count(self) -> int:
        return len(self._shown)

    def plain_line(self, number: int) -> str:
        return str(self._shown[number].content())

    def line_key(self, number: int) -> tuple[ListRow, bool]:
        """The line, and whether it is selected."""
        return self._shown[number], number == self._index

    def styled_line(self, number: int, width: int) -> tuple[Content, Style]:
        line, is_selected = self.line_key(number)
        classes = ("hit-list--selected",) if is_selected else ()
        content = line.fitted(max(width - 2, 1), is_selected=is_selected).pad(1, 1)
        return content, self.get_visual_style(*classes)

    def _choose(self, index: int) -> None:
        self._is_kept = True
        if index != self._index:
            self._index = index
            self._scroll_to_selected()
            self.adopt()
            self.post_message(self.Chosen(self._shown[index].ref))

    def _scroll_to_selected(self) -> None:
        number = self._index or 0
        self.scroll_to_region(Region(0, number, 1, 1), animate=False, force=True, immediate=True)
