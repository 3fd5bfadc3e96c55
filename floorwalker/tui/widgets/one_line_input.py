"""A line of text that takes a paste as people mean it: as one line, as much of it as fits."""

from dataclasses import dataclass

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from floorwalker.i18n import _


class OneLineInput(Input):
    """An input without a border; its limit shortens a paste instead of refusing it."""

    @dataclass
    class Full(Message):
        """Something was left out, since it does not fit."""

        longest: int

        @property
        def said(self) -> str:
            """What to tell who typed it."""
            text = _("No more than {count} characters fit here; what came after is left out.")
            return text.format(count=self.longest)

    virtual_size = Reactive(Size(0, 0), layout=False)
    """A longer text needs no more room on the screen: a key lays nothing out again."""

    def __init__(
        self,
        *,
        longest: int,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(
            placeholder=placeholder, id=id, compact=True, select_on_focus=False, max_length=longest
        )
        self._longest = longest

    def write(self, text: str) -> None:
        """Write `text` at the cursor, over what is selected; no controls, and no more than fits."""
        line = "".join(each if each.isprintable() else " " for each in text)
        start, end = sorted(self.selection)
        room = self._longest - len(self.value) + (end - start)
        self.replace(line[: max(room, 0)], start, end)
        if len(line) > max(room, 0):
            self.restricted()

    def fill(self, text: str) -> None:
        """Show `text` instead of what stands here, to be gone on with at its end."""
        self.value = text
        self.cursor_position = len(text)

    def restricted(self) -> None:
        """Say so too: a bell says nothing of what is missing."""
        super().restricted()
        self.post_message(self.Full(self._longest))

    def take_letter(self, event: events.Key) -> None:
        """Write a letter that was typed elsewhere on the screen, and take the focus."""
        if event.is_printable and event.character and not isinstance(self.screen.focused, Input):
            event.stop()
            self.focus()
            self.write(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Write what is pasted on one line, instead of what `Input` would."""
        event.stop()
        event.prevent_default()
        self.write(" ".join(event.text.split()))
