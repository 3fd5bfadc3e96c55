"""What is wrong with the log, and what can be done about it: one of a few, or nothing now."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.widgets import Static

from floorwalker.tui.commands import REMEDY
from floorwalker.tui.ink import STRONG, ink
from floorwalker.tui.keys import bindings
from floorwalker.tui.screens.closing import Dialog
from floorwalker.tui.widgets.choice import Choice
from floorwalker.tui.widgets.frame import KeyLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.binding import BindingType
    from textual.widget import Widget


class RemedyScreen(Dialog[int | None]):
    """Gives the number of the remedy chosen, from 0; the first one harms nothing."""

    CSS_PATH = "../more.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(REMEDY)

    def __init__(self, question: str, remedies: Sequence[str]) -> None:
        super().__init__()
        self._question = question
        self._remedies = [(str(number), words) for number, words in enumerate(remedies)]

    def compose(self) -> Iterable[Widget]:
        """The question and its answers."""
        with Vertical(classes="dialog"):
            yield Static(ink(self._question, STRONG), markup=False)
            yield Choice(self._remedies, id="remedies", is_open=True)
            yield KeyLine()

    def on_mount(self) -> None:
        """Let digits and arrows choose."""
        self._choice.focus()

    def action_choose(self) -> None:
        """Do what is marked."""
        self.dismiss(int(self._choice.value))

    def action_leave(self) -> None:
        """Do nothing."""
        self.dismiss(None)

    def action_step(self, by: int) -> None:
        """Mark the next answer, or the one before."""
        number = (int(self._choice.value) + by) % len(self._remedies)
        self._choice.value = str(number)

    @property
    def _choice(self) -> Choice:
        return self.query_one(Choice)
