"""The settings that a desk may change by itself; what is kept stands in `config.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from floorwalker.config import fault_of
from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _
from floorwalker.tui.commands import SETTINGS
from floorwalker.tui.ink import ALERT, MUTED, STRONG, ink
from floorwalker.tui.key_queue import ANSWERS_A_KEY
from floorwalker.tui.keys import bindings
from floorwalker.tui.screens.closing import Dialog
from floorwalker.tui.widgets.choice import Choice, Option
from floorwalker.tui.widgets.frame import KeyLine
from floorwalker.tui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

    from textual.binding import BindingType
    from textual.widget import Widget

Values = dict[str, str]
"""Name of the setting → what stands in its field; an empty text means the default."""


class SettingsScreen(Dialog[str | None]):
    """Gives what was kept, in words, or None."""

    CSS_PATH = "../more.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(SETTINGS)

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
        super().__init__()
        self._values = dict(values)
        self._path = path
        self._choices: Mapping[str, Sequence[Option]] = {
            "location": houses,
            "language": (("", _("As the knowledge base")), ("da", "Dansk"), ("en", "English")),
            "theme": themes,
        }
        self._keep = keep

    def compose(self) -> Iterable[Widget]:
        """A line for each setting, with room for what is wrong with it."""
        labels = {
            "desk": _("Desk's name"),
            "location": _("House"),
            "language": _("Language"),
            "theme": _("Theme"),
            "exports": _("Exports go to"),
        }
        with VerticalScroll(classes="dialog -large -low", can_focus=False):
            yield Static(ink(_("Settings"), STRONG), markup=False)
            for name, label in labels.items():
                yield Horizontal(
                    Static(ink(label, MUTED), classes="label"), self._field(name), classes="field"
                )
                yield Static(id=f"fault-{name}", classes="fault", markup=False)
            kept = _("Kept in {path}").format(path=self._path)
            yield Static(ink(kept, MUTED), id="settings-message", markup=False)
            yield KeyLine(only="settings.")

    def _field(self, name: str) -> Widget:
        if name in self._choices:
            field = Choice(self._choices[name], id=f"set-{name}", is_open=True)
            field.value = self._values[name]
            return field
        hint = _("The folder beside the log") if name == "exports" else ""
        line = OneLine(longest=300, placeholder=hint, id=f"set-{name}")
        line.value = self._values[name]
        return line

    def on_mount(self) -> None:
        """Begin with the name."""
        self.query_one("#set-desk", OneLine).focus()

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)

    def action_save(self) -> None:
        """Keep the values, or say beside each what is wrong with it."""
        values = {name: self._value(name) for name in self._values}
        faults = {name: _fault(name, value) for name, value in values.items()}
        for name, fault in faults.items():
            said = self.query_one(f"#fault-{name}", Static)
            said.update(ink(fault, ALERT))
            said.display = bool(fault)
        wrong = next((name for name, fault in faults.items() if fault), None)
        if wrong is not None:
            self.query_one(f"#set-{wrong}").focus()
            return
        self._save(values)

    @work(exclusive=True, name=ANSWERS_A_KEY, description="")
    async def _save(self, values: Values) -> None:
        try:
            said = await self._keep(values)
        except FloorwalkerError as error:
            self.query_one("#settings-message", Static).update(ink(str(error), ALERT))
        else:
            self.dismiss(said)

    def _value(self, name: str) -> str:
        if name in self._choices:
            return self.query_one(f"#set-{name}", Choice).value
        return self.query_one(f"#set-{name}", OneLine).value.strip()


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
