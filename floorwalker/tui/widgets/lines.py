"""Lines painted one by one: other content is no other layout, and costs no more than its lines."""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widget import Widget

if TYPE_CHECKING:
    from textual import events


class LinesView(ScrollView):
    """What its subclasses paint line by line."""

    ALLOW_MAXIMIZE = False

    @property
    def line_count(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    def plain_line(self, number: int) -> str:
        """A line as text, for whoever marks it with the mouse."""
        raise NotImplementedError

    def painted(self, number: int, width: int) -> Strip:
        """A line, `width` cells wide."""
        raise NotImplementedError

    def forget_painted(self) -> None:
        """The look has changed: paint every line anew."""
        raise NotImplementedError

    def adopt(self) -> None:
        """Take over another number of lines without laying out the screen again."""
        size = Size(self.scrollable_content_region.width, self.line_count)
        self.set_reactive(Widget.virtual_size, size)
        self._scroll_update(size)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line of what is in view."""
        width = self.scrollable_content_region.width
        number = y + self.scroll_offset.y
        if number >= self.line_count:
            return Strip.blank(width, self.visual_style.rich_style)
        return self.painted(number, width).apply_offsets(0, number)

    def strip_of(self, line: Content, number: int, width: int, style: Style) -> Strip:
        """`line` in `style`, what is marked in it shown as marked."""
        marked = self.text_selection
        span = marked.get_span(number) if marked is not None else None
        if span is not None:
            start, end = span
            mark = Style.from_styles(self.screen.get_component_styles("screen--selection"))
            line = line.stylize(mark, start, None if end < 0 else end)
        strips = Visual.to_strips(self, line, width, 1, style, apply_selection=False)
        return strips[0].extend_cell_length(width, style.rich_style)

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

    def on_resize(self, _event: "events.Resize") -> None:
        """Another width."""
        self.forget_painted()
        self.adopt()
