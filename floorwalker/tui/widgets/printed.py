"""Lines drawn elsewhere for the width that there is, shown as they are: a report with its plots."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from floorwalker.tui.views.styled_text import KEY, MUTED, STRONG, styled
from floorwalker.tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.content import Content
    from textual.strip import Strip

_HEADING: Final = re.compile(r"\d+\. .*\?$")
_BAR: Final = re.compile("▇+")


class Printed(LineView, can_focus=False):
    """Never wraps: whoever draws the lines is asked for others when the width changes."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._lines: list[Content] = []
        self._strips: dict[int, Strip] = {}

    @property
    def text(self) -> str:
        """What is shown, as plain text."""
        return "\n".join(line.plain for line in self._lines)

    def show(self, lines: Iterable[str], *, from_top: bool) -> None:
        """Show other lines; the first and the numbered questions are headings."""
        head, *rest = lines
        under = len(list(takewhile(bool, rest)))
        self._lines = [styled(head, STRONG), *(styled(line, MUTED) for line in rest[:under])]
        self._lines += map(_inked, rest[under:])
        self.forget_painted()
        if from_top:
            self.scroll_home(animate=False)
        self.adopt()

    @property
    def line_count(self) -> int:
        """How many there are."""
        return len(self._lines)

    def plain_line(self, number: int) -> str:
        """A line as text."""
        return self._lines[number].plain

    def line_key(self, number: int) -> object:
        """Text and inks: contents are equal where only their texts are."""
        line = self._lines[number]
        return line.plain, line.spans

    def painted(self, number: int, width: int) -> Strip:
        """A line; what does not fit is cut."""
        if number not in self._strips:
            line = self._lines[number].truncate(max(width, 1))
            self._strips[number] = self.strip_of(line, number, width, self.visual_style)
        return self._strips[number]

    def forget_painted(self) -> None:
        """Paint anew."""
        self._strips.clear()


def _inked(line: str) -> Content:
    if _HEADING.match(line):
        return styled(line, STRONG)
    content = styled(line)
    for bar in _BAR.finditer(content.plain):
        content = content.stylize(KEY, *bar.span())
    return content
