"""What is wrong with the log, and what can be done about it: one of a few, or nothing now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters

from floorwalker.tui.commands import REMEDY
from floorwalker.tui.keys import bindings
from floorwalker.tui.screens.dialog import Dialog
from floorwalker.tui.widgets.choice import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget


class RemedyScreen(Dialog[int | None]):
    """Gives the number of the remedy chosen, from 0; the first one harms nothing."""

    BINDINGS = bindings(REMEDY)

    choice = getters.query_one(Choice)

    def __init__(self, question: str, remedies: Sequence[str]) -> None:
        super().__init__(question)
        self._remedies = [(str(number), words) for number, words in enumerate(remedies)]

    def body(self) -> Iterable[Widget]:
        yield Choice(self._remedies, id="remedies", is_open=True)

    def on_mount(self) -> None:
        self.choice.focus()

    def action_choose(self) -> None:
        self.dismiss(int(self.choice.value))

    def action_step(self, by: int) -> None:
        number = (int(self.choice.value) + by) % len(self._remedies)
        self.choice.value = str(number)
