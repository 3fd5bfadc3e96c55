"""Lines painted one by one: other content is no other layout, and costs no more than its lines."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Protocol

from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widget import Widget

from floorwalker.tui.textual_private import contain

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from textual import events
    from textual.content import Content
    from textual.css.scalar import Scalar
    from textual.selection import Selection


class Lines(Protocol):
    """What there is to paint."""

    def __len__(self) -> int:
        """How many lines there are."""

    def plain(self, number: int) -> str:
        """A line as text, for whoever marks it with the mouse."""

    def key(self, number: int) -> Hashable:
        """What a line is painted from: lines with equal keys look the same."""

    def styled(self, number: int, width: int) -> tuple[Content, tuple[str, ...]]:
        """A line, at most `width` cells of it, and the component classes that it stands in."""


class LineView(ScrollView):
    """Paints the lines that there are whenever it asks for them."""

    ALLOW_MAXIMIZE = False
    _in_view: Sequence[object] = ()
    """The keys of the lines that were in view when they were adopted last."""

    def __init__(self, lines: Callable[[], Lines], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.lines = lines
        self._strips: LRUCache[tuple[Hashable, int], Strip] = LRUCache(maxsize=1024)

    def painted(self, number: int, width: int) -> Strip:
        """A line, `width` cells wide; one that was painted before is painted no more."""
        lines, marked = self.lines(), self.text_selection
        span = marked.get_span(number) if marked is not None else None
        if span is not None:
            return _paint(self, lines.styled(number, width), width, span)
        key = lines.key(number), width
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = _paint(self, lines.styled(number, width), width)
        return strip

    def forget_painted(self) -> None:
        self._strips.clear()

    def adopt(self) -> None:
        """Take over other lines: only those that look different are painted again."""
        with contain(self):
            self._adopt()
            return
        self._in_view = ()  # whatever was to be seen, nothing of it may stay
        self.refresh()

    def _adopt(self) -> None:
        lines = self.lines()
        width, height = self.scrollable_content_region.size
        size = Size(width, len(lines))
        most = self.styles.max_height
        before, now = (_height_in_view(each, most) for each in (self.virtual_size, size))
        grows = self.styles.auto_dimensions and now != before
        self.set_reactive(Widget.virtual_size, size)
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.window_virtual_size = max(size.height, height)
            self.vertical_scrollbar.window_size = height
        self.scroll_y = self.validate_scroll_y(self.scroll_y)
        if grows:
            self.refresh(layout=True)
        first = self.scroll_offset.y
        last = min(size.height, first + height)
        keys = [lines.key(number) for number in range(first, last)]
        pairs = enumerate(zip_longest(self._in_view, keys), start=self.gutter.top)
        changed = [Region(0, y, self.size.width, 1) for y, (old, new) in pairs if old != new]
        self._in_view = keys
        if changed:
            self.refresh(*changed)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        with contain(self):
            super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._in_view = ()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        number = y + self.scroll_offset.y
        if not 0 <= number < len(self.lines()):
            return Strip.blank(width, self.visual_style.rich_style)
        return self.painted(number, width).apply_offsets(0, number)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        lines = self.lines()
        text = "\n".join(map(lines.plain, range(len(lines))))
        return selection.extract(text), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
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


def _paint(
    view: LineView,
    styled: tuple[Content, tuple[str, ...]],
    width: int,
    marked: tuple[int, int] | None = None,
) -> Strip:
    line, classes = styled
    style = view.get_visual_style(*classes)
    if marked is not None:
        start, end = marked
        mark = Style.from_styles(view.screen.get_component_styles("screen--selection"))
        line = line.stylize(mark, start, None if end < 0 else end)
    strips = Visual.to_strips(view, line, width, 1, style, apply_selection=False)
    if not strips:  # a layout on its way to another size may leave no room at all
        return Strip.blank(width, style.rich_style)
    return strips[0].adjust_cell_length(width, style.rich_style)


def _height_in_view(size: Size, most: Scalar | None) -> int:
    """How many lines of `size` are in view where the height follows the content."""
    return min(size.height, most.cells or size.height) if most else size.height
