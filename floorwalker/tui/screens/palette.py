"""The palette: every command of where one is, and the themes, found by typing."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

from floorwalker.i18n import _
from floorwalker.tui.commands import PALETTE
from floorwalker.tui.keys import KeyHelp, bindings
from floorwalker.tui.line import Line
from floorwalker.tui.widgets.hit_list import HitList
from floorwalker.tui.widgets.one_line import OneLine


class PaletteScreen(ModalScreen[str | None]):
    """Gives `command:ID` or `theme:NAME`; None where nothing was chosen."""

    CSS_PATH = "../more.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(PALETTE)

    def __init__(self, commands: Sequence[KeyHelp], theme_names: Sequence[str], theme: str) -> None:
        super().__init__()
        self._lines = [
            *(
                Line(
                    f"command:{each.id}",
                    each.description,
                    f"{each.keys} · {each.tooltip}",
                    column=22,
                )
                for each in sorted(commands, key=lambda each: not each.is_shown)
            ),
            *(
                Line(
                    f"theme:{name}",
                    _("Theme {name}").format(name=name),
                    "●" if name == theme else "",
                )
                for name in sorted(theme_names, key=lambda name: not name.startswith("floorwalker"))
            ),
        ]

    def compose(self) -> Iterable[Widget]:
        """A line to type in over what fits."""
        with Vertical(classes="dialog -large"):
            yield OneLine(longest=60, placeholder=_("Which command?"), id="palette-words")
            yield HitList(id="palette-lines")

    def on_mount(self) -> None:
        """Offer everything."""
        self.query_one(HitList).show(self._lines)
        self.query_one(OneLine).focus()

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        words = event.value.casefold().split()
        fitting = [line for line in self._lines if _fits(line, words)]
        fitting.sort(key=lambda line: not all(word in line.name.casefold() for word in words))
        self.query_one(HitList).show(fitting)

    def on_key(self, event: events.Key) -> None:
        """Letters go to the line, wherever the focus is."""
        if event.is_printable and event.character and not isinstance(self.focused, Input):
            event.stop()
            self.query_one(OneLine).focus()
            self.query_one(OneLine).write(event.character)

    def on_hit_list_picked(self, event: HitList.Picked) -> None:
        """A click chooses."""
        self.dismiss(event.ref)

    def action_move(self, step: str) -> None:
        """Another line."""
        self.query_one(HitList).move(step)

    def action_choose(self) -> None:
        """Give what is selected."""
        selected = self.query_one(HitList).selected
        self.dismiss(selected.ref if selected else None)

    def action_leave(self) -> None:
        """Give nothing."""
        self.dismiss(None)


def _fits(line: Line, words: Iterable[str]) -> bool:
    text = f"{line.name} {line.aside}".casefold()
    return all(word in text for word in words)
