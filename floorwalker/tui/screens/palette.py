"""The palette: every command of where one is, and the themes, found by typing."""

from collections.abc import Iterable, Sequence
from typing import Final

from textual import events, getters, on
from textual.widget import Widget
from textual.widgets import Input

from floorwalker.i18n import _
from floorwalker.tui.commands import PALETTE
from floorwalker.tui.keys import KeyHelp, bindings
from floorwalker.tui.screens.dialog import Dialog
from floorwalker.tui.views.list_row import ListRow
from floorwalker.tui.widgets.hit_list import HitList
from floorwalker.tui.widgets.one_line_input import OneLineInput

_COLUMN: Final = 22
"""Where the keys of commands begin, so that they are read downwards."""


class PaletteScreen(Dialog[str | None]):
    """Gives `command:ID` or `theme:NAME`; None where nothing was chosen."""

    BINDINGS = bindings(PALETTE)
    frame_classes = "-large"
    foot = None

    _words = getters.query_one(OneLineInput)
    _list = getters.query_one(HitList)

    def __init__(self, commands: Sequence[KeyHelp], theme_names: Sequence[str], theme: str) -> None:
        super().__init__()
        shown_first = sorted(commands, key=lambda each: not each.is_shown)
        own_first = sorted(theme_names, key=lambda name: not name.startswith("floorwalker"))
        self._lines = [
            *(_command_line(each) for each in shown_first),
            *(_theme_line(name, is_chosen=name == theme) for name in own_first),
        ]

    def body(self) -> Iterable[Widget]:
        yield OneLineInput(longest=60, placeholder=_("Which command?"), id="palette-words")
        yield HitList(id="palette-lines")

    def on_mount(self) -> None:
        self._list.show(self._lines)
        self._words.focus()

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        """List what fits the words, named by them before told by them."""
        event.stop()
        words = event.value.casefold().split()
        fitting = [line for line in self._lines if line.fits(words)]
        fitting.sort(key=lambda line: not all(word in line.name.casefold() for word in words))
        self._list.show(fitting)

    def on_key(self, event: events.Key) -> None:
        self._words.take_letter(event)

    def on_hit_list_picked(self, event: HitList.Picked) -> None:
        self.dismiss(event.ref)

    def action_move(self, step: str) -> None:
        self._list.move(step)

    def action_choose(self) -> None:
        selected = self._list.selected
        self.dismiss(selected.ref if selected else None)


def _command_line(command: KeyHelp) -> ListRow:
    aside = f"{command.keys} · {command.tooltip}"
    return ListRow(f"command:{command.id}", command.description, aside, column=_COLUMN)


def _theme_line(name: str, *, is_chosen: bool) -> ListRow:
    return ListRow(f"theme:{name}", _("Theme {name}").format(name=name), "●" if is_chosen else "")
