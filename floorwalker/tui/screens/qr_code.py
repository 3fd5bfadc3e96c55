"""A link or a telephone number as a QR code that the visitor scans from the screen."""

from collections.abc import Iterable, Sequence

from textual import events, getters
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from floorwalker.handout.qr import telephone_link
from floorwalker.i18n import _
from floorwalker.tui.commands import QR_CODE
from floorwalker.tui.keys import bindings
from floorwalker.tui.screens.closing import ClosingScreen
from floorwalker.tui.views.contact_links import ContactLink, is_number
from floorwalker.tui.views.styled_text import CLOSED, STRONG, styled
from floorwalker.tui.widgets.frame import KeyLine
from floorwalker.tui.widgets.qr_code import QrCode


class QrCodeScreen(ClosingScreen[None]):
    """One code at a time."""

    CSS_PATH = "../more.tcss"
    BINDINGS = bindings(QR_CODE)

    room = getters.query_one("#code-room", Vertical)
    text = getters.query_one("#code-text", Static)

    def __init__(self, ways: Sequence[ContactLink]) -> None:
        super().__init__()
        self._ways = ways
        self._index = 0

    def compose(self) -> Iterable[Widget]:
        with Vertical(id="code"):
            yield Vertical(id="code-room")
            yield Static(id="code-text", markup=False)
            yield KeyLine(only="code.")

    async def on_mount(self) -> None:
        await self._show()

    async def on_resize(self, _event: events.Resize) -> None:
        """Show it whole, or say why not."""
        await self._show()

    async def action_turn(self, by: int) -> None:
        self._index = (self._index + by) % len(self._ways)
        await self._show()

    async def _show(self) -> None:
        way = self._ways[self._index]
        code = QrCode(telephone_link(way.value) if is_number(way.value) else way.value)
        await self.room.remove_children()
        if code.fits(self.size.with_height(self.size.height - 4)):
            await self.room.mount(code)
        else:
            too_small = _("The window is too small for the code.")
            await self.room.mount(Static(styled(too_small, CLOSED), markup=False))
        self.text.update(styled(way.said, STRONG))
