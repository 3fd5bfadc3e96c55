"""What every screen has around its work: a head, a foot with the keys, and a note if it is tiny."""

from datetime import datetime

from textual.app import RenderResult
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from floorwalker.dates import format_now
from floorwalker.i18n import _
from floorwalker.tui.keys import live_keys
from floorwalker.tui.views.styled_text import CLOSED, KEY, MUTED, REMINDER, STRONG, styled

LEAST_WIDTH = 60
LEAST_HEIGHT = 16


class Head(Widget):
    """One line: whose desk and which place on the left, the moment on the right."""

    _left = _right = _chip = Content()

    def remind(self, text: str) -> None:
        """Say `text` where it cannot be overlooked, until it is empty again."""
        self._chip = styled(f" {text} ", REMINDER) + "  " if text else Content()
        self.refresh()

    def show(self, title: str, aside: str = "", *, now: datetime) -> None:
        gap = Content("  ") if aside else Content()
        self._left = styled(title, STRONG) + gap + styled(aside, MUTED)
        self._right = styled(format_now(now), MUTED)
        self.refresh()

    def render(self) -> RenderResult:
        width = self.content_size.width
        right = self._chip + self._right
        if right.cell_length >= width // 2 + 8:
            right = self._chip.rstrip()
        room = max(1, width - right.cell_length - 1)
        left = self._left.truncate(room, ellipsis=True)
        return left + " " * (width - left.cell_length - right.cell_length) + right


class KeyLine(Widget):
    """The keys of where one is, as they are bound."""

    def __init__(
        self,
        *,
        own_id: str = "",
        only: str = "",
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Leave out the binding `own_id`; with `only`, all whose ids do not begin with it."""
        super().__init__(id=id)
        self._own_id = own_id
        self._only = only
        self._counts: dict[str, int] = {}

    def count(self, id_: str, number: int) -> None:
        """Show a number beside the key of the binding `id_`; none for nought."""
        self._counts[id_] = number
        self.refresh()

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def _follow(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> RenderResult:
        """As many keys as fit, none of them cut."""
        width = self.content_size.width
        line = Content()
        for help_ in live_keys(self.screen):
            is_ours = help_.id.startswith(self._only) and help_.id != self._own_id
            if not (help_.is_shown and is_ours):
                continue
            gap = Content("   ") if line else Content()
            item = gap + styled(help_.first_key, KEY) + " " + styled(help_.description, MUTED)
            if self._counts.get(help_.id):
                item += " " + styled(str(self._counts[help_.id]), CLOSED)
            if line.cell_length + item.cell_length > width:
                break
            line += item
        return line


class TooSmall(Widget):
    """Covers a window in which nothing can be read."""

    def render(self) -> RenderResult:
        said = _("The window is too small. Make it at least {width} × {height}.")
        return styled(said.format(width=LEAST_WIDTH, height=LEAST_HEIGHT))
