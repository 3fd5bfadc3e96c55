"""A page of sections in a scrolling pane."""

from collections.abc import Iterable

from textual.app import RenderResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from floorwalker.tui.sheet import Section, lay_out


class Sheet(Widget):
    """Sections laid out for whatever width there is."""

    DEFAULT_CSS = "Sheet { height: auto; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self._sections: tuple[Section, ...] = ()
        self._laid_out: tuple[int, Content] | None = None

    @property
    def text(self) -> str:
        """What is shown, as plain text."""
        return "\n".join(line.plain for part in self._sections for line in part.lines)

    def show(self, sections: Iterable[Section]) -> None:
        """Show another page."""
        shown = tuple(sections)
        if shown != self._sections:
            self._sections = shown
            self._laid_out = None
            self.refresh(layout=True)

    def render(self) -> RenderResult:
        """The page for the width there is."""
        return self._for_width(self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines the page takes."""
        del container, viewport
        return self._for_width(width).plain.count("\n") + 1

    def _for_width(self, width: int) -> Content:
        if self._laid_out is None or self._laid_out[0] != width:
            self._laid_out = width, Content("\n").join(lay_out(self._sections, width))
        return self._laid_out[1]


class Page(VerticalScroll):
    """A sheet that scrolls."""

    def compose(self) -> Iterable[Widget]:
        """One sheet."""
        yield Sheet()

    @property
    def sheet(self) -> Sheet:
        """The sheet."""
        return self.query_one(Sheet)

    def show(self, sections: Iterable[Section], *, from_top: bool = True) -> None:
        """Show another page, from its top."""
        self.sheet.show(sections)
        if from_top:
            self.scroll_home(animate=False)
