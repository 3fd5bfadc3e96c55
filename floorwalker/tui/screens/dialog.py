"""What lies over a part of another screen: a title, a body, a line for faults, and its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.containers import Vertical
from textual.screen import ModalScreen, ScreenResultType
from textual.widgets import Static

from floorwalker.errors import FloorwalkerError, PersonalDataError
from floorwalker.tui.key_queue import ANSWERS_A_KEY
from floorwalker.tui.keys import key_of
from floorwalker.tui.screens.closing import ClosingScreen
from floorwalker.tui.views.styled_text import ALERT, CLOSED, STRONG, styled
from floorwalker.tui.widgets.frame import KeyLine

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from textual.widget import Widget

    from floorwalker.tui.widgets.one_line_input import OneLineInput


class Dialog(ModalScreen[ScreenResultType], ClosingScreen[ScreenResultType]):
    """Gives its result; None where it was left without one.

    Textual takes styles from the first base of each class only, so `ModalScreen` comes first.
    """

    CSS_PATH = "../more.tcss"
    frame_classes = ""
    """What the style sheet says of its size."""
    message_id = ""
    """Of the line that says what became of a command; a dialog without one has no such line."""
    fault_style = ALERT
    foot: str | None = ""
    """Beginning of the ids of the commands named at the foot; None for no foot."""

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.heading = title

    def compose(self) -> Iterable[Widget]:
        with self.frame() as frame:
            frame.add_class("dialog", *self.frame_classes.split())
            if self.heading:
                yield Static(styled(self.heading, STRONG), markup=False)
            yield from self.body()
            if self.message_id:
                yield Static(id=self.message_id, classes="message", markup=False)
            if self.foot is not None:
                yield KeyLine(only=self.foot)

    def frame(self) -> Widget:
        return Vertical()

    def body(self) -> Iterable[Widget]:
        """What stands under the title: a question alone has nothing there."""
        return ()

    def action_other_field(self) -> None:
        self.focus_next()

    def set_status(self, text: str, style: str = "") -> None:
        """Say what became of a command, where there is a line for it."""
        message = self.query_one(f"#{self.message_id}", Static)
        message.update(styled(text, style))
        if text:  # in a low window it stands below what is in view
            self.call_after_refresh(message.scroll_visible, animate=False)

    def on_one_line_input_full(self, event: OneLineInput.Full) -> None:
        """Say that not all of it is there, where there is a line for it."""
        if self.message_id:
            self.set_status(event.said, self.fault_style)

    def refuse(self, error: FloorwalkerError) -> None:
        self.set_status(str(error), self.fault_style)

    @work(exclusive=True, name=ANSWERS_A_KEY, description="")
    async def close_with(self, result: Callable[[], Awaitable[ScreenResultType | None]]) -> None:
        """Close with what `result` gives; stay where it gives None, or fails and says why."""
        try:
            given = await result()
        except FloorwalkerError as error:
            self.refuse(error)
        else:
            if given is not None:
                self.dismiss(given)


class TextDialog(Dialog[str | None]):
    """Keeps a text that the privacy guard reads; what that finds is masked if one saves again."""

    found_style = CLOSED
    save_id: str
    """Of the command that saves, to name its key."""
    offers_mask = False
    _written = ("", "")

    def keep(self, label: str, text: str, keep: Callable[[], Awaitable[str]]) -> None:
        """Close with the words of `keep`, which keeps `text`, typed in the field `label`."""
        self._written = label, text
        self.close_with(keep)

    def on_input_changed(self) -> None:
        """What was offered to be masked is not what stands there any more."""
        self.offers_mask = False

    def refuse(self, error: FloorwalkerError) -> None:
        """Say why; where the guard found something, also what would stand in its place."""
        if not isinstance(error, PersonalDataError):
            super().refuse(error)
            return
        from floorwalker.tui.privacy_message import offer_mask

        self.offers_mask = True
        save_key = key_of(self, self.save_id)
        self.set_status(
            offer_mask(error.message, *self._written, save_key=save_key), self.found_style
        )
