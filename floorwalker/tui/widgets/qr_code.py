"""A QR code: dark on white with its quiet zone, whatever the theme, and its content as text."""

from collections.abc import Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.filter import LineFilter
from textual.geometry import Size
from textual.widget import Widget

from floorwalker.handout.qr import half_block_lines


class QrCode(Widget):
    """The code. One that is cut cannot be read: whoever shows it asks first whether it fits."""

    DEFAULT_CSS = """
    QrCode { width: auto; height: auto; background: white; color: black; }
    """

    def __init__(self, content: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._lines = half_block_lines(content)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """None: what a camera must read is black on white even where nothing has colours."""
        return ()

    def render(self) -> RenderResult:
        return Content("\n".join(self._lines))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        del container, viewport
        return len(self._lines[0])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport, width
        return len(self._lines)

    def fits(self, room: Size) -> bool:
        return len(self._lines[0]) <= room.width and len(self._lines) <= room.height
