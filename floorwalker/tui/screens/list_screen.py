"""A screen with a list, which has its keys wherever the focus is."""

from abc import abstractmethod
from collections.abc import Callable, Iterable
from datetime import datetime

from textual import events
from textual.widget import Widget

from floorwalker.tui.commands import LIST
from floorwalker.tui.keys import bindings
from floorwalker.tui.screens.base import BaseScreen
from floorwalker.tui.widgets.list_pane import ListPane
from floorwalker.tui.widgets.page import Page


class ListScreen(BaseScreen):
    """Hands the keys on to its pane; its subclasses fill that."""

    BINDINGS = bindings(LIST)

    def __init__(self, pane: ListPane, *, clock: Callable[[], datetime]) -> None:
        super().__init__(clock=clock)
        self.pane = pane
        self.add_class("listing")

    def work(self) -> Iterable[Widget]:
        yield self.pane

    @abstractmethod
    def action_open(self) -> None:
        """What Enter, or a click upon a click, does with the row selected."""

    def on_hit_list_picked(self) -> None:
        self.action_open()

    def on_key(self, event: events.Key) -> None:
        self.pane.line.take_letter(event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the page is read, arrows are its own."""
        del parameters
        return action != "move" or not isinstance(self.focused, Page)

    def action_move(self, step: str) -> None:
        self.pane.hits.move(step)

    def action_leave(self) -> None:
        """Empty the line first, then back to the desk."""
        if self.pane.line.value:
            self.pane.line.value = ""
        else:
            super().action_leave()
