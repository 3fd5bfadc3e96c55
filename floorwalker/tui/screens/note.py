"""A line of text for one purpose: kept before the screen closes, else the screen says why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters

from floorwalker.i18n import _
from floorwalker.journal.encounter import NOTE_LENGTH
from floorwalker.labels import FEEDBACK_KINDS
from floorwalker.tui.commands import NOTE, REPORT
from floorwalker.tui.keys import bindings
from floorwalker.tui.screens.dialog import TextDialog
from floorwalker.tui.widgets.choice import Choice, options
from floorwalker.tui.widgets.one_line_input import OneLineInput

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from textual.widget import Widget


class NoteScreen(TextDialog):
    """Gives what was kept, in words, or None."""

    BINDINGS = bindings(NOTE)
    message_id = "note-message"
    save_id = "note.save"

    line = getters.query_one(OneLineInput)

    def __init__(
        self,
        *,
        title: str,
        placeholder: str,
        keep: Callable[[str], Awaitable[str]],
    ) -> None:
        super().__init__(title)
        self._placeholder = placeholder
        self._keep = keep

    def body(self) -> Iterable[Widget]:
        yield OneLineInput(longest=NOTE_LENGTH, placeholder=self._placeholder, id="note-text")

    def on_mount(self) -> None:
        self.line.focus()

    def action_save(self) -> None:
        from floorwalker.privacy import mask

        text = self.line.value.strip()
        kept = mask(text) if self.offers_mask else text
        self.keep(_("Text"), text, lambda: self._keep(kept))


class ReportScreen(NoteScreen):
    """A note with a kind: what the desk found wrong, missing or unclear."""

    BINDINGS = bindings(REPORT)

    kind = getters.query_one(Choice)

    def __init__(
        self,
        *,
        title: str,
        placeholder: str,
        keep: Callable[[str, str], Awaitable[str]],
    ) -> None:
        super().__init__(
            title=title, placeholder=placeholder, keep=lambda text: keep(self.kind.value, text)
        )

    def body(self) -> Iterable[Widget]:
        yield Choice(options(FEEDBACK_KINDS), id="report-kind", is_open=True)
        yield from super().body()
