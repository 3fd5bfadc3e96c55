"""The settings that a desk may change by itself; what is kept stands in `config.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from floorwalker.config import fault_of
from floorwalker.i18n import _
from floorwalker.tui.commands import SETTINGS
from floorwalker.tui.keys import bindings
from floorwalker.tui.screens.dialog import Dialog
from floorwalker.tui.views.styled_text import ALERT, MUTED, styled
from floorwalker.tui.widgets.choice import Choice, Option
from floorwalker.tui.widgets.one_line_input import OneLineInput

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

    from textual.widget import Widget

Values = dict[str, str]
"""Name of the setting → what stands in its field; an empty text means the default."""


class SettingsScreen(Dialog[str | None]):
    """Gives what was kept, in words, or None."""

    BINDINGS = bindings(SETTINGS)
    frame_classes = "-large -low"
    message_id = "settings-message"
    foot = "settings."

    def __init__(
        self,
        values: Mapping[str, str],
        *,
        path: Path,
        houses: Sequence[Option],
        themes: Sequence[Option],
        keep: Callable[[Values], Awaitable[str]],
    ) -> None:
        """`keep` keeps the values and says so; it raises what is to be said at the foot."""
        super().__init__(_("Settings"))
        self._values = dict(values)
        self._path = path
        self._choices: Mapping[str, Sequence[Option]] = {
            "location": houses,
            "language": (("", _("As the knowledge base")), ("da", "Dansk"), ("en", "English")),
            "theme": themes,
        }
        self._keep = keep
        self._fields: dict[str, Choice | OneLineInput] = {}
        self._faults: dict[str, Static] = {}

    def frame(self) -> Widget:
        return VerticalScroll(can_focus=False)

    def body(self) -> Iterable[Widget]:
        labels = {
            "desk": _("Desk's name"),
            "location": _("House"),
            "language": _("Language"),
            "theme": _("Theme"),
            "exports": _("Exports go to"),
        }
        for name, label in labels.items():
            field = self._fields[name] = self._field(name)
            fault = self._faults[name] = Static(id=f"fault-{name}", classes="fault", markup=False)
            yield Horizontal(Static(styled(label, MUTED), classes="label"), field, classes="field")
            yield fault

    def on_mount(self) -> None:
        self.set_status(_("Kept in {path}").format(path=self._path), MUTED)
        self._fields["desk"].focus()

    def action_save(self) -> None:
        """Keep the values, or say beside each what is wrong with it."""
        values = {name: field.value.strip() for name, field in self._fields.items()}
        faults = {name: _fault(name, value) for name, value in values.items()}
        for name, fault in faults.items():
            self._faults[name].update(styled(fault, ALERT))
            self._faults[name].display = bool(fault)
        wrong = next((name for name, fault in faults.items() if fault), None)
        if wrong is None:
            self.close_with(lambda: self._keep(values))
        else:
            self._fields[wrong].focus()

    def _field(self, name: str) -> Choice | OneLineInput:
        if name in self._choices:
            choice = Choice(self._choices[name], id=f"set-{name}", is_open=True)
            choice.value = self._values[name]
            return choice
        hint = _("The folder beside the log") if name == "exports" else ""
        line = OneLineInput(longest=300, placeholder=hint, id=f"set-{name}")
        line.fill(self._values[name])
        return line


def _fault(name: str, value: str) -> str:
    """What is wrong with a value, in one sentence, or nothing."""
    if fault := (fault_of(name, value) if value or name == "desk" else ""):
        return fault
    if name == "exports" and value:
        folder = Path(value).expanduser()
        if not folder.is_absolute():
            return _("Write the whole path of the folder.")
        return _("This is a file, not a folder.") if _is_no_folder(folder) else ""
    return ""


def _is_no_folder(path: Path) -> bool:
    """Whether something else stands there; a name that no disk takes is none either."""
    try:
        return path.exists() and not path.is_dir()
    except OSError:
        return True
