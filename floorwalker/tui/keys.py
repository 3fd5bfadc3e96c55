"""Bindings made from the table of commands, and the commands as they are bound now."""

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.screen import Screen

from floorwalker.i18n import _
from floorwalker.tui.commands import COMMANDS, Context
from floorwalker.tui.key_names import key_label

Result = TypeVar("Result")
"""What a screen gives when it is dismissed; of no interest here."""


class KeyHelp(NamedTuple):
    """One command of where one is, with the keys as they are bound now."""

    id: str
    keys: str
    description: str
    tooltip: str
    action: str
    node: DOMNode
    """What the action belongs to."""
    is_shown: bool
    """Whether the line at the foot of the screen names it."""


def bindings(context: Context) -> list[BindingType]:
    """The `BINDINGS` of the class that is `context`."""
    return [
        Binding(
            each.keys,
            each.action,
            each.text,
            tooltip=each.tooltip,
            id=each.id,
            show=each.shown,
            priority=each.priority,
        )
        for each in context.commands
    ]


def live_keys(screen: Screen[Result]) -> list[KeyHelp]:
    """The commands of `screen` as they are bound now, nearest to the focus first."""
    active = screen.active_bindings.values()
    return _with_help((node, binding) for node, binding, enabled, _tooltip in active if enabled)


def keys_everywhere(screen: Screen[Result]) -> list[KeyHelp]:
    """The commands of `screen`, and behind a dialog those that reach past it."""
    found = live_keys(screen)
    if not screen.is_modal:
        return found
    app = screen.app
    bound = app._bindings.copy()
    bound.apply_keymap(app._keymap)
    beyond = _with_help((app, binding) for _key, binding in bound if binding.priority)
    known = {each.id for each in found}
    return [*found, *(each for each in beyond if each.id not in known)]


def _with_help(active: Iterable[tuple[DOMNode, Binding]]) -> list[KeyHelp]:
    """Each command once, with all its keys; bindings that are Textual's own are left out."""
    found: dict[str, KeyHelp] = {}
    keys: dict[str, list[str]] = {}
    for node, binding in active:
        if binding.id is None:
            continue
        command = COMMANDS[binding.id]
        keys.setdefault(command.id, []).append(key_label(binding.key))
        found[command.id] = KeyHelp(
            command.id,
            "",
            _(command.text),
            _(command.tooltip),
            command.action,
            node,
            command.shown,
        )
    return [
        help_._replace(keys=" / ".join(dict.fromkeys(keys[id_]))) for id_, help_ in found.items()
    ]


def key_of(screen: Screen[Result], id_: str) -> str:
    """The keys that the command `id_` has on `screen` now; empty where it is not to be had."""
    return next((each.keys for each in keys_everywhere(screen) if each.id == id_), "")
