"""The search box: what is typed, and the commands that must not overtake it.

Keys reach the app faster than this widget handles them. Each command is therefore put into the
widget's own queue, behind the letters typed before it, and comes out of it as a typed message.
"""

from dataclasses import dataclass
from typing import Final, Literal

from textual.message import Message

from floorwalker.tui.commands import SEARCH_BOX
from floorwalker.tui.keys import bindings
from floorwalker.tui.widgets.one_line_input import OneLineInput

LONGEST_QUERY: Final = 200
"""Characters; nobody says more in one breath, and search need not try."""

Step = Literal["up", "down", "page_up", "page_down"]


class SearchBox(OneLineInput):
    """One line of text."""

    BINDINGS = bindings(SEARCH_BOX)

    @dataclass
    class Asked(Message):
        """A command of the person at the desk. Further keys wait until the screen releases them."""

        command: Literal["register", "empty"]

    @dataclass
    class Moved(Message):
        """A step through the hits."""

        step: Step

    def __init__(self, *, placeholder: str, id: str | None = None) -> None:  # noqa: A002
        super().__init__(placeholder=placeholder, id=id, longest=LONGEST_QUERY)
        self.holds_keys = False
        """Whether a command is under way that later keys must not overtake."""
        self.is_replaced = False
        """Whether other words are being put in place of all that stands here."""

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace a part of the text; other words in place of all of it are another visitor's.

        Then the box is empty in between, for whoever follows its value.
        """
        first, last = sorted((start, end))
        self.is_replaced = bool(self.value and text.strip()) and (
            first <= 0 and last >= len(self.value)
        )
        if self.is_replaced:
            self.value = ""
        super().replace(text, start, end)
        self.is_replaced = False

    def action_ask(self, command: Literal["register", "empty"]) -> None:
        """Put a command behind what was typed before it."""
        self.holds_keys = True
        self.post_message(self.Asked(command))

    def action_move(self, step: Step) -> None:
        """Put a step behind what was typed before it."""
        self.post_message(self.Moved(step))
