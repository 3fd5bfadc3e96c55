"""A small form for what changes daily in an entry: each field is read back while it is typed.

Nothing that was typed goes unasked; nothing is saved that the checker would call an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from floorwalker.i18n import _
from floorwalker.knowledge.editing.daily_edits import ChangedMeanwhileError
from floorwalker.tui.commands import EDIT, EDIT_NOTICE
from floorwalker.tui.keys import bindings, key_of
from floorwalker.tui.screens.confirm import ConfirmLossScreen
from floorwalker.tui.screens.dialog import Dialog
from floorwalker.tui.views.styled_text import ALERT, CLOSED, MUTED, styled
from floorwalker.tui.widgets.choice import Choice
from floorwalker.tui.widgets.field_form import FieldForm

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from textual.widget import Widget

    from floorwalker.errors import FloorwalkerError
    from floorwalker.tui.widgets.choice import Option
    from floorwalker.tui.widgets.field_form import Read, Values

    Keep = Callable[[Values, Values], Awaitable[str]]
    """Keeps what the fields say, given what they said before; gives what was done, in words."""


class EditScreen(Dialog[str | None]):
    """Gives what was saved, in words, or None."""

    BINDINGS = bindings(EDIT)
    frame_classes = "-large -low edit"
    message_id = "edit-message"
    foot = "edit."

    def __init__(
        self,
        title: str,
        values: Values,
        *,
        first: str = "",
        is_new: bool = False,
        read: Read,
        keep: Keep,
    ) -> None:
        """Edit `values`, by field as the file names it; begin in the field `first`.

        Of what `is_new` every field is kept, changed or not.
        """
        super().__init__(title)
        self._before = dict(values)
        self._is_new = is_new
        self._keep = keep
        self._form = FieldForm(values, first=first, read=read, save_id="edit.save")

    def frame(self) -> Widget:
        return VerticalScroll(can_focus=False)

    def body(self) -> Iterable[Widget]:
        yield self._form

    @property
    def is_filled_in(self) -> bool:
        """Whether anything was typed that is not saved."""
        return bool(self._form.changed)

    def action_save(self) -> None:
        """Keep what was changed; say beside the first field that cannot be kept why not."""
        read = self._form.readings()
        names = list(self._before) if self._is_new else self._form.changed
        wrong = next((name for name in names if read[name].fault), None)
        if not names:
            self.set_status(_("Nothing is changed."), MUTED)
        elif wrong is None:
            before = dict(self._before)
            after = {**before, **{name: read[name].value for name in names}}
            self.close_with(lambda: self._keep(before, after))
        elif self._form.point_out(wrong, read[wrong]):
            said = _("Look whether this is what you mean; then {key} saves it.")
            self.set_status(said.format(key=key_of(self, "edit.save")), CLOSED)

    def action_leave(self) -> None:
        """Close; ask first where something typed would go."""
        if not self.is_filled_in:
            super().action_leave()
            return
        question = ConfirmLossScreen(_("What you have typed is not saved. Throw it away?"))
        self.app.push_screen(question, self._leave_if)

    def _leave_if(self, is_meant: bool | None) -> None:
        if is_meant:
            self.dismiss()

    def refuse(self, error: FloorwalkerError) -> None:
        """Say why; over what somebody else has written, only saving again writes."""
        if not isinstance(error, ChangedMeanwhileError):
            super().refuse(error)
            return
        self._before[error.field] = error.value
        again = _("{key} again saves yours.").format(key=key_of(self, "edit.save"))
        self.set_status(f"{error} {again}", ALERT)

    def on_input_changed(self) -> None:
        """What was said was about what stood there before."""
        self.set_status("")


class EditNoticeScreen(EditScreen):
    """A notice that is there: its text, its days, or its end now."""

    BINDINGS = bindings(EDIT_NOTICE)

    def __init__(
        self,
        title: str,
        values: Values,
        *,
        read: Read,
        keep: Keep,
        end: Callable[[], Awaitable[str]],
    ) -> None:
        super().__init__(title, values, first="until", read=read, keep=keep)
        self._end = end

    def action_end_now(self) -> None:
        """End it; what was typed besides is not to go with the form."""
        if self.is_filled_in:
            self.set_status(_("Save what you have typed first, or leave it."), ALERT)
        else:
            self.close_with(self._end)


class NewNoticeScreen(EditScreen):
    """A notice that is written at the desk: one line with an end."""

    def __init__(
        self,
        values: Values,
        *,
        about: list[Option],
        read: Read,
        keep: Callable[[Values, str], Awaitable[str]],
    ) -> None:
        """`about` are the refs that it can be about with their names, none for the whole house."""
        super().__init__(
            _("New notice"),
            values,
            is_new=True,
            read=read,
            keep=lambda _before, after: keep(after, self._about.value),
        )
        self._about = Choice(about, id="edit-about", is_open=True)

    def body(self) -> Iterable[Widget]:
        yield from super().body()
        label = Static(styled(_("About"), MUTED), classes="label")
        yield Horizontal(label, self._about, classes="field")
