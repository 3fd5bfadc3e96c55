"""A full screen of the desk: a head, its work, and a foot with the keys."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from textual import getters
from textual.await_complete import AwaitComplete
from textual.widget import Widget

from floorwalker.tui.screens.closing import ClosingScreen
from floorwalker.tui.views.styled_text import CLOSED, MUTED, styled
from floorwalker.tui.widgets.frame import LEAST_HEIGHT, LEAST_WIDTH, Head, KeyLine, TooSmall
from floorwalker.tui.widgets.one_line_input import OneLineInput
from floorwalker.tui.widgets.status_line import StatusLine

_WIDTHS: Final = [(0, "-tiny"), (LEAST_WIDTH, "-narrow"), (100, "-normal"), (160, "-wide")]
_HEIGHTS: Final = [(0, "-flat"), (LEAST_HEIGHT, "-short"), (30, "-tall")]


class BaseScreen(ClosingScreen[None]):
    """Head, status and keys around `work`, which each screen defines."""

    own_id = ""
    """Id of the binding that leads here: the foot need not name it."""

    head = getters.query_one(Head)
    status = getters.query_one("#status", StatusLine)

    def __init__(self, *, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.clock = clock
        self.has_fault = False
        """Whether what was said last is about a fault."""
        self.HORIZONTAL_BREAKPOINTS = _WIDTHS
        self.VERTICAL_BREAKPOINTS = _HEIGHTS

    def compose(self) -> Iterable[Widget]:
        yield Head(id="head")
        yield from self.work()
        yield StatusLine(id="status", markup=False)
        yield KeyLine(own_id=self.own_id, id="keys")
        yield TooSmall()

    def work(self) -> Iterable[Widget]:
        """What the screen is for."""
        return ()

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close; an answer on its way would find nothing left that it could be shown on."""
        self.workers.cancel_node(self)
        return super().dismiss(result)

    def set_status(self, text: str, *, is_fault: bool = False) -> None:
        self.has_fault = is_fault
        self.status.say(styled(text, CLOSED if is_fault else MUTED))

    def on_one_line_input_full(self, event: OneLineInput.Full) -> None:
        """Say that not all of what was typed is there."""
        self.set_status(event.said)
