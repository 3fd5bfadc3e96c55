"""A question with two answers."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from floorwalker.tui.commands import QUESTION, WARNING
from floorwalker.tui.ink import STRONG, ink
from floorwalker.tui.keys import bindings
from floorwalker.tui.screens.closing import Dialog
from floorwalker.tui.widgets.frame import KeyLine


class AskScreen(Dialog[bool]):
    """Enter means yes, Esc means no."""

    CSS_PATH = "../more.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(QUESTION)

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> Iterable[Widget]:
        """The question and its two keys."""
        with Vertical(classes="dialog"):
            yield Static(ink(self._question, STRONG), markup=False)
            yield KeyLine()

    def action_answer(self, is_yes: bool) -> None:
        """Answer."""
        self.dismiss(is_yes)


class WarnScreen(AskScreen, inherit_bindings=False):
    """What is done cannot be undone: only Del means yes, and Enter means no."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(WARNING)
