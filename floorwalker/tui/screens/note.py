"""A line of text for one purpose: kept before the screen closes, else the screen says why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import Vertical
from textual.widgets import Static

from floorwalker.errors import FloorwalkerError, PersonalDataError
from floorwalker.i18n import _
from floorwalker.journal.encounter import NOTE_LENGTH
from floorwalker.labels import FEEDBACK_KINDS
from floorwalker.tui.commands import NOTE, REPORT
from floorwalker.tui.ink import ALERT, CLOSED, STRONG, ink
from floorwalker.tui.key_queue import ANSWERS_A_KEY
from floorwalker.tui.keys import bindings, key_of
from floorwalker.tui.screens.closing import Dialog
from floorwalker.tui.widgets.choice import Choice, Option
from floorwalker.tui.widgets.frame import KeyLine
from floorwalker.tui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from textual.binding import BindingType
    from textual.widget import Widget


class NoteScreen(Dialog[str | None]):
    """Gives what was kept, in words, or None."""

    CSS_PATH = "../more.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(NOTE)

    def __init__(
        self,
        *,
        title: str,
        placeholder: str,
        keep: Callable[[str], Awaitable[str]],
    ) -> None:
        super().__init__()
        self._title = title
        self._placeholder = placeholder
        self._keep = keep
        self._offers_mask = False

    def compose(self) -> Iterable[Widget]:
        """Title, line, and what went wrong."""
        with Vertical(classes="dialog"):
            yield Static(ink(self._title, STRONG), markup=False)
            yield OneLine(longest=NOTE_LENGTH, placeholder=self._placeholder, id="note-text")
            yield Static(id="note-message", markup=False)
            yield KeyLine()

    def on_mount(self) -> None:
        """Take the keys."""
        self.query_one(OneLine).focus()

    def action_leave(self) -> None:
        """Keep nothing."""
        self.dismiss(None)

    def action_save(self) -> None:
        """Keep what stands there."""
        self._save()

    def on_input_changed(self) -> None:
        """What was offered to be masked is not what stands there any more."""
        self._offers_mask = False

    @work(exclusive=True, name=ANSWERS_A_KEY)
    async def _save(self) -> None:
        from floorwalker.privacy import mask
        from floorwalker.tui.privacy_message import offer_mask

        text = self.query_one(OneLine).value.strip()
        try:
            said = await self._keep(mask(text) if self._offers_mask else text)
        except PersonalDataError as error:
            self._offers_mask = True
            save_key = key_of(self, "note.save")
            self._say(offer_mask(error.message, _("Text"), text, save_key=save_key), CLOSED)
        except FloorwalkerError as error:
            self._say(str(error), ALERT)
        else:
            self.dismiss(said)

    def _say(self, text: str, colour: str) -> None:
        self.query_one("#note-message", Static).update(ink(text, colour))


class ReportScreen(NoteScreen):
    """A note with a kind: what the desk found wrong, missing or unclear."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(REPORT)

    def __init__(
        self,
        *,
        title: str,
        placeholder: str,
        keep: Callable[[str, str], Awaitable[str]],
    ) -> None:
        super().__init__(title=title, placeholder=placeholder, keep=self._keep_kind)
        self._keep_both = keep

    def compose(self) -> Iterable[Widget]:
        """Title, kind, line, and what went wrong."""
        with Vertical(classes="dialog"):
            yield Static(ink(self._title, STRONG), markup=False)
            yield Choice(_kinds(), id="report-kind", is_open=True)
            yield OneLine(longest=NOTE_LENGTH, placeholder=self._placeholder, id="note-text")
            yield Static(id="note-message", markup=False)
            yield KeyLine()

    def action_other_field(self) -> None:
        """From the line to the kind and back."""
        kind = self.query_one(Choice)
        (self.query_one(OneLine) if kind.has_focus else kind).focus()

    async def _keep_kind(self, text: str) -> str:
        return await self._keep_both(self.query_one(Choice).value, text)


def _kinds() -> list[Option]:
    return [(code, _(words)) for code, words in FEEDBACK_KINDS.items()]
