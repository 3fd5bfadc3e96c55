"""Bindings made from the table of commands, and the commands as they are bound now."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple, TypeVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.screen import Screen

from floorwalker.i18n import _
from floorwalker.tui.commands import APP, COMMANDS, CONTEXTS, Command, Context
from floorwalker.tui.key_names import key_label
from floorwalker.tui.textual_private import keymap_of

Result = TypeVar("Result")
"""What a screen gives when it is dismissed; of no interest here."""

_SAVE_KEY: Final = "{save}"
"""What stands in a tooltip for the key that saves a registration."""


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

    @property
    def first_key(self) -> str:
        """The key that is named where there is room for one."""
        return self.keys.split(" / ")[0]


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
    enabled = ((node, binding) for node, binding, is_enabled, _tooltip in active if is_enabled)
    return _with_help(screen.app, enabled)


def keys_everywhere(screen: Screen[Result]) -> list[KeyHelp]:
    """The commands of `screen`, and behind a dialog those that reach past it."""
    found = live_keys(screen)
    if not screen.is_modal:
        return found
    known = {each.id for each in found}
    return [*found, *(each for each in _past_dialogs(screen.app) if each.id not in known)]


def _past_dialogs(app: App[Result]) -> Iterable[KeyHelp]:
    for command in APP.commands:
        if command.priority:
            yield _help_for(command, key_label(bound_keys(app, command.id)), app)


def _with_help(app: App[Result], active: Iterable[tuple[DOMNode, Binding]]) -> list[KeyHelp]:
    """Each command once, with all its keys; bindings that are Textual's own are left out."""
    nodes: dict[str, DOMNode] = {}
    keys: dict[str, list[str]] = {}
    for node, binding in active:
        if binding.id is not None:
            nodes[binding.id] = node
            keys.setdefault(binding.id, []).append(binding.key)
    order = _as_without(keymap_of(app), list(nodes))
    return [_help_for(COMMANDS[id_], key_label(",".join(keys[id_])), nodes[id_]) for id_ in order]


def _as_without(keymap: Mapping[str, str], ids: list[str]) -> list[str]:
    """The order that `ids` have where the user bound no keys: Textual puts the rebound ones last.

    The foot of a narrow screen would not name them any more.
    """
    if keymap.keys().isdisjoint(ids):
        return ids
    order = [id_ for id_ in ids if id_ not in keymap]
    for context in CONTEXTS:
        present = [each.id for each in context.commands if each.id in ids]
        known = [order.index(id_) for id_ in present if id_ in order]
        place = known[0] if known else min(map(ids.index, present), default=0)
        for id_ in present:
            if id_ not in order:
                order.insert(place, id_)
            place = max(place, order.index(id_) + 1)
    return order


def _help_for(command: Command, keys: str, node: DOMNode) -> KeyHelp:
    tooltip = _(command.tooltip)
    if _SAVE_KEY in tooltip:
        tooltip = tooltip.replace(_SAVE_KEY, save_key_after_register(node.app))
    return KeyHelp(command.id, keys, _(command.text), tooltip, command.action, node, command.shown)


def key_of(screen: Screen[Result], id_: str) -> str:
    """The keys that the command `id_` has on `screen` now; empty where it is not to be had."""
    return next((each.keys for each in keys_everywhere(screen) if each.id == id_), "")


def bound_keys(app: App[Result], id_: str) -> str:
    """The keys of a command wherever it can be had, as Textual names them."""
    return keymap_of(app).get(id_, COMMANDS[id_].keys)


def first_key(app: App[Result], id_: str) -> str:
    """The first key of a command wherever it can be had, as it stands on a keyboard."""
    return key_label(bound_keys(app, id_).split(",")[0])


def save_key_after_register(app: App[Result]) -> str:
    """The key that saves a registration, after the one that opened it."""
    key = first_key(app, "strip.save")
    return _("{key} again").format(key=key) if key == first_key(app, "desk.register") else key
