"""Fields for what changes daily, each read back below it while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import on
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from floorwalker.i18n import _
from floorwalker.knowledge.editing.typed_fields import LABELS
from floorwalker.tui.keys import key_of
from floorwalker.tui.views.styled_text import ALERT, CLOSED, MUTED, row, styled
from floorwalker.tui.widgets.one_line_input import OneLineInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from textual import events
    from textual.content import Content
    from textual.widget import Widget

    from floorwalker.knowledge.editing.typed_fields import Reading

    Values = Mapping[str, str]
    Read = Callable[[Values], Mapping[str, Reading]]
    """Reads the fields, by their names, as they are typed."""

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


class FieldForm(Vertical):
    """Knows what was typed, and what is wrong with it; keeps nothing.

    `Input.Changed` goes on to the screen, but for what the form writes by itself.
    """

    def __init__(self, values: Values, *, first: str = "", read: Read, save_id: str) -> None:
        """Edit `values`, by field as the file names it; begin in the field `first`.

        `save_id` is the command that saves, to name its key.
        """
        super().__init__()
        self._filled = {field: " ".join(text.split()) for field, text in values.items()}
        self._first = first or next(iter(values))
        self._read = read
        self._save_id = save_id
        self._fields: dict[str, OneLineInput] = {}
        self._said: dict[str, Static] = {}
        self._mended = ("", "")
        """A field and what was written there as it was probably meant."""

    def compose(self) -> Iterable[Widget]:
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
        self._read_back()
        self._fields[self._first].focus()

    @property
    def changed(self) -> list[str]:
        """The fields that say something else than they were filled with."""
        return [name for name, field in self._fields.items() if field.value != self._filled[name]]

    def readings(self) -> Mapping[str, Reading]:
        """What is typed in each field, and what is wrong with it."""
        return self._read({name: field.value for name, field in self._fields.items()})

    def point_out(self, name: str, reading: Reading) -> bool:
        """Show what is wrong in a field; whether what was probably meant stands there now."""
        field = self._fields[name]
        field.focus()
        if reading.mend:
            field.fill(reading.mend)
            self._mended = name, reading.mend
        else:
            self._tell(name, self._faulty(reading))
            self.call_after_refresh(self._bring_in_view, name)
        return bool(reading.mend)

    @on(Input.Changed)
    def _follow(self, event: Input.Changed) -> None:
        name = _field_of(event.input)
        if (name, event.value) == self._mended:
            event.stop()
        self._read_back()
        self.call_after_refresh(self._bring_in_view, name)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self.call_after_refresh(self._bring_in_view, _field_of(event.widget))

    def _bring_in_view(self, name: str) -> None:
        """What is said of a field stands below it; where both have no room, the field has."""
        if self._said[name].display and self._fields[name].has_focus:
            self._said[name].scroll_visible(animate=False, immediate=True)
            self._fields[name].scroll_visible(animate=False, immediate=True)

    def _read_back(self) -> None:
        """Say below each field what it means; what nobody has touched is not blamed."""
        touched = self.changed
        for name, reading in self.readings().items():
            is_blamed = name in touched and reading.fault
            self._tell(name, self._faulty(reading) if is_blamed else _words(reading))

    def _tell(self, name: str, said: Content) -> None:
        self._said[name].update(said)
        self._said[name].set_class(bool(said.plain), "-said")

    def _faulty(self, reading: Reading) -> Content:
        """What is wrong and what to do: write what was probably meant, where that is known."""
        if not reading.mend:
            return styled(f"{reading.fault} {reading.hint}".rstrip(), ALERT)
        meant = _("Meant: {text}? {key} writes it so.").format(
            text=reading.mend_words or reading.mend, key=key_of(self.screen, self._save_id)
        )
        return row(styled(meant, CLOSED), styled(reading.fault, ALERT))


def _field_of(widget: Widget) -> str:
    return (widget.id or "").removeprefix("edit-")


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
