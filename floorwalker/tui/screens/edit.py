"""A small form for what changes daily in an entry: each field is read back while it is typed.

Nothing that was typed goes unasked; nothing is saved that the checker would call an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Static

from floorwalker.i18n import _
from floorwalker.knowledge.editing.daily_edits import ChangedMeanwhileError
from floorwalker.knowledge.editing.typed_fields import LABELS, Reading
from floorwalker.tui.commands import EDIT, EDIT_NOTICE
from floorwalker.tui.keys import bindings, key_of
from floorwalker.tui.screens.confirm import ConfirmLossScreen
from floorwalker.tui.screens.dialog import Dialog
from floorwalker.tui.views.styled_text import ALERT, CLOSED, MUTED, row, styled
from floorwalker.tui.widgets.choice import Choice
from floorwalker.tui.widgets.one_line_input import OneLineInput

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from textual import events
    from textual.content import Content
    from textual.widget import Widget

    from floorwalker.errors import FloorwalkerError
    from floorwalker.tui.widgets.choice import Option

    Values = Mapping[str, str]
    Read = Callable[[Values], Mapping[str, Reading]]
    """Reads the fields, by their names, as they are typed."""
    Keep = Callable[[Values, Values], Awaitable[str]]
    """Keeps what the fields say, given what they said before; gives what was done, in words."""

_LONGEST: Final = 500
_ROOM: Final = 200
"""Characters that may be added to a text that is longer."""
_FREE: Final = ("directions", "alert", "text")
"""What is not read back: nothing is said of it unless it is at fault."""
_HINTS: Final = {
    "opening_hours": "Mo-Fr 10:00-14:00; PH off",
    "phone_hours": "",
    "telephone": "+45 12 34 56 78",
    "directions": "",
    "alert": "",
    "text": "",
    "from": "",
    "until": "",
}


class EditScreen(Dialog[str | None]):
    """Gives what was saved, in words, or None."""

    BINDINGS = bindings(EDIT)
    frame_classes = "-large -low edit"
    message_id = "edit-message"
    foot = "edit."

    def __init__(
        self, title: str, values: Values, *, first: str = "", read: Read, keep: Keep
    ) -> None:
        """Edit `values`, by field as the file names it; begin in the field `first`."""
        super().__init__(title)
        self._read = read
        self._keep = keep
        self._before = dict(values)
        self._filled = {field: " ".join(text.split()) for field, text in values.items()}
        self._first = first or next(iter(values))
        self._fields: dict[str, OneLineInput] = {}
        self._said: dict[str, Static] = {}
        self._mended = ("", "")
        """A field and what was written there as it was probably meant."""

    def frame(self) -> Widget:
        return VerticalScroll(can_focus=False)

    def body(self) -> Iterable[Widget]:
        for name, text in self._filled.items():
            longest = max(_LONGEST, len(text) + _ROOM)
            hint = _hint(name)
            field = self._fields[name] = OneLineInput(
                longest=longest, placeholder=hint, id=f"edit-{name}"
            )
            field.fill(text)
            classes = "reading" if name in _FREE else "reading -standing"
            said = self._said[name] = Static(id=f"said-{name}", classes=classes, markup=False)
            label = Static(styled(_(LABELS[name]), MUTED), classes="label")
            yield Horizontal(label, field, classes="field")
            yield said

    def on_mount(self) -> None:
        self._show()
        self._fields[self._first].focus()

    @property
    def is_filled_in(self) -> bool:
        """Whether anything was typed that is not saved."""
        return bool(self._changed)

    @property
    def _changed(self) -> list[str]:
        """The fields that say something else than they were filled with."""
        return [name for name, text in self._filled.items() if self._fields[name].value != text]

    def action_save(self) -> None:
        """Keep what was changed; say beside the first field that cannot be kept why not."""
        changed = self._to_keep()
        read = self._readings
        readings = {name: read[name] for name in changed}
        wrong = next((name for name, reading in readings.items() if reading.fault), None)
        if not changed:
            self.set_status(_("Nothing is changed."), MUTED)
        elif wrong is not None:
            self._point_out(wrong, readings[wrong])
        else:
            after = {**self._before, **{name: r.value for name, r in readings.items()}}
            before = dict(self._before)
            self.close_with(lambda: self._keep(before, after))

    def _to_keep(self) -> list[str]:
        return self._changed

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

    @on(Input.Changed)
    def _follow(self, event: Input.Changed) -> None:
        name = (event.input.id or "").removeprefix("edit-")
        if name in self._said:
            if (name, event.value) != self._mended:
                self.set_status("")
            self._show()
            self.call_after_refresh(self._bring_in_view, name)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        name = (event.widget.id or "").removeprefix("edit-")
        if name in self._said:
            self.call_after_refresh(self._bring_in_view, name)

    def _bring_in_view(self, name: str) -> None:
        """What is said of a field stands below it; where both have no room, the field has."""
        if self._said[name].display and self._fields[name].has_focus:
            self._said[name].scroll_visible(animate=False, immediate=True)
            self._fields[name].scroll_visible(animate=False, immediate=True)

    @property
    def _readings(self) -> Mapping[str, Reading]:
        return self._read({name: field.value for name, field in self._fields.items()})

    def _show(self) -> None:
        """Read the fields back; what nobody has touched is not blamed."""
        touched = self._changed
        for name, reading in self._readings.items():
            is_blamed = name in touched and reading.fault
            said = self._faulty(reading) if is_blamed else _words(reading)
            self._tell(name, said)

    def _tell(self, name: str, said: Content) -> None:
        self._said[name].update(said)
        self._said[name].set_class(bool(said.plain), "-said")

    def _faulty(self, reading: Reading) -> Content:
        """What is wrong and what to do: write what was probably meant, where that is known."""
        if not reading.mend:
            return styled(f"{reading.fault} {reading.hint}".rstrip(), ALERT)
        meant = _("Meant: {text}? {key} writes it so.").format(
            text=reading.mend_words or reading.mend, key=key_of(self, "edit.save")
        )
        return row(styled(meant, CLOSED), styled(reading.fault, ALERT))

    def _point_out(self, name: str, reading: Reading) -> None:
        field = self._fields[name]
        field.focus()
        if reading.mend:
            field.fill(reading.mend)
            key = key_of(self, "edit.save")
            said = _("Look whether this is what you mean; then {key} saves it.").format(key=key)
            self._mended = name, reading.mend
            self.set_status(said, CLOSED)
        else:
            self._tell(name, self._faulty(reading))
            self.call_after_refresh(self._bring_in_view, name)


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
            read=read,
            keep=lambda _before, after: keep(after, self._about.value),
        )
        self._about = Choice(about, id="edit-about", is_open=True)

    def body(self) -> Iterable[Widget]:
        yield from super().body()
        label = Static(styled(_("About"), MUTED), classes="label")
        yield Horizontal(label, self._about, classes="field")

    def _to_keep(self) -> list[str]:
        return list(self._filled)


def _hint(name: str) -> str:
    if name == "from":
        return _("Left empty: now")
    if name == "until":
        return _("14.5, Friday, tomorrow 12 or at 15.30")
    if name == "phone_hours":
        return _("Left empty: as the opening hours")
    if name == "text":
        return _("One line for the desk and for visitors. No names.")
    return _HINTS[name]


def _words(reading: Reading) -> Content:
    return row(styled(reading.words, MUTED), styled(reading.advice, CLOSED))
