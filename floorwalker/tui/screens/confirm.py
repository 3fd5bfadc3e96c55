"""A question with two answers."""

from floorwalker.tui.commands import QUESTION, WARNING
from floorwalker.tui.keys import bindings
from floorwalker.tui.screens.dialog import Dialog


class ConfirmScreen(Dialog[bool]):
    """Enter means yes, Esc means no."""

    BINDINGS = bindings(QUESTION)

    def action_answer(self, is_yes: bool) -> None:
        self.dismiss(is_yes)


class ConfirmLossScreen(ConfirmScreen, inherit_bindings=False):
    """What is done cannot be undone: only Del means yes, and Enter means no."""

    BINDINGS = bindings(WARNING)
