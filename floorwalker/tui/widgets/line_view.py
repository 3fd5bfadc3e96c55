"""Lines painted one by one: other content is no other layout, and costs no more than its lines."""

from __future__ import annotations

from abc import abstractmethod
from itertools import zip_longest
from typing import TYPE_CHECKING

from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widget import Widget

from floorwalker.tui.textual_private import contain

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual import events
    from textual.content import Content
    from textual.selection import Selection


class LineView(ScrollView):
    """What its subclasses paint line by line."""

    ALLOW_MAXIMIZE = False
    _in_view: Sequence[object] = ()
    """The keys of the lines that were in view when they were adopted last."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._strips: LRUCache[tuple[Hashable, int], Strip] = LRUCache(maxsize=1024)

    @property
    @abstractmethod
    def line_count(self) -> int:
        """How many lines there are."""

    @abstractmethod
    def plain_line(self, number: int) -> str:
        """A line as text, for whoever marks it with the mouse."""

    @abstractmethod
    def line_key(self, number: int) -> Hashable:
        """What a line is painted from: lines with equal keys look the same."""

    @abstractmethod
    def styled_line(self, number: int, width: int) -> tuple[Content, Style]:
        """A line, at most `width` cells of it, and the style that it stands in."""

    def painted(self, number: int, width: int) -> Strip:
        """A line, `width` cells wide; one that was painted before is painted no more."""
        marked = self.text_selection
        span = marked.get_span(number) if marked is not None else None
        if span is not None:
            return self._paint(number, width, span)
        key = self.line_key(number), width
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._paint(number, width, None)
        return strip

    def _paint(self, number: int, width: int, span: tuple[int, int] | None) -> Strip:
        line, style = self.styled_line(number, width)
        if span is not None:
            start, end = span
            mark = Style.from_styles(self.screen.get_component_styles("screen--selection"))
            line = line.stylize(mark, start, None if end < 0 else end)
        strips = Visual.to_strips(self, line, width, 1, style, apply_selection=False)
        if not strips:  # a layout on its way to another size may leave no room at all
            return Strip.blank(width, style.rich_style)
        return strips[0].adjust_cell_length(width, style.rich_style)

    def forget_painted(self) -> None:
        """The look has changed: paint every line anew."""
        self._strips.clear()

    def adopt(self) -> None:
        """Take over other lines: only those that look different are painted again."""
        with contain(self):
            self._adopt()
            return
        self._in_view = ()  # whatever was to be seen, nothing of it may stay
        self.refresh()

    def _adopt(self) -> None:
        width, height = self.scrollable_content_region.size
        size = Size(width, self.line_count)
        grows = self.styles.auto_dimensions and self._seen(size) != self._seen(self.virtual_size)
        self.set_reactive(Widget.virtual_size, size)
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.window_virtual_size = max(size.height, height)
            self.vertical_scrollbar.window_size = height
        self.scroll_y = self.validate_scroll_y(self.scroll_y)
        if grows:
            self.refresh(layout=True)
        first = self.scroll_offset.y
        last = min(size.height, first + height)
        keys = [self.line_key(number) for number in range(first, last)]
        pairs = enumerate(zip_longest(self._in_view, keys), start=self.gutter.top)
        changed = [Region(0, y, self.size.width, 1) for y, (old, new) in pairs if old != new]
        self._in_view = keys
        if changed:
            self.refresh(*changed)

    def _seen(self, size: Size) -> int:
        """How many lines of `size` are in view where the height follows the content."""
        most = self.styles.max_height
        return min(size.height, most.cells or size.height) if most else size.height

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Other lines come into view."""
        with contain(self):
            super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._in_view = ()

    def render_line(self, y: int) -> Strip:
        """A line of what is in view."""
        width = self.scrollable_content_region.width
        number = y + self.scroll_offset.y
        if not 0 <= number < self.line_count:
            return Strip.blank(width, self.visual_style.rich_style)
        return self.painted(number, width).apply_offsets(0, number)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What is marked with the mouse."""
        text = "\n".join(self.plain_line(number) for number in range(self.line_count))
        return selection.extract(text), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Show what is marked."""
        del selection
        self.forget_painted()
        self.refresh()

    def notify_style_update(self) -> None:
        """Another theme, another focus."""
        self.forget_painted()
        super().notify_style_update()

    def on_resize(self, _event: events.Resize) -> None:
        self.forget_painted()
        self._in_view = ()
        self.adopt()
