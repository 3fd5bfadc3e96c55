"""Bindings and how their keys are said.

Every binding has an id, so that `config.yaml` may rebind it, and texts for the help. The texts are
message ids: they are translated when they are shown, since classes are made before a language is
chosen.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple, TypeVar

from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from floorwalker.i18n import _

Result = TypeVar("Result")
"""What a screen gives when it is dismissed; of no interest here."""

KEY_NAMES: Final = {
    "escape": "Esc",
    "enter": "Enter",
    "tab": "Tab",
    "space": "Space",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "delete": "Del",
    "home": "Home",
    "end": "End",
}
"""Textual's names of keys, and what stands on the keyboard."""


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


def key(  # noqa: D103 - the names say it
    keys: str,
    action: str,
    id_: str,
    description: str,
    tooltip: str,
    *,
    show: bool = False,
    priority: bool = False,
) -> Binding:
    return Binding(keys, action, description, tooltip=tooltip, id=id_, show=show, priority=priority)


def say_key(keys: str) -> str:
    """`ctrl+p` as it stands on a keyboard: `Ctrl+P`; both sizes of a letter are one key there."""
    return " / ".join(dict.fromkeys(_say_one(one) for one in keys.split(",")))


def _say_one(one: str) -> str:
    *modifiers, last = one.strip().split("+")
    name = KEY_NAMES.get(last, last.upper() if len(last) <= 3 else last.capitalize())  # noqa: PLR2004
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


def live_keys(screen: Screen[Result]) -> list[KeyHelp]:
    """The commands of `screen` as they are bound now, nearest to the focus first."""
    active = screen.active_bindings.values()
    return _said((node, binding) for node, binding, enabled, _tooltip in active if enabled)


def keys_everywhere(screen: Screen[Result]) -> list[KeyHelp]:
    """The commands of `screen`, and behind a dialog those that reach past it."""
    found = live_keys(screen)
    if not screen.is_modal:
        return found
    app = screen.app
    bindings = app._bindings.copy()
    bindings.apply_keymap(app._keymap)
    beyond = _said((app, binding) for _key, binding in bindings if binding.priority)
    known = {each.id for each in found}
    return [*found, *(each for each in beyond if each.id not in known)]


def _said(active: Iterable[tuple[DOMNode, Binding]]) -> list[KeyHelp]:
    found: dict[str, KeyHelp] = {}
    keys: dict[str, list[str]] = {}
    for node, binding in active:
        if binding.id is None:
            continue
        keys.setdefault(binding.id, []).append(say_key(binding.key))
        found[binding.id] = KeyHelp(
            binding.id,
            "",
            _(binding.description),
            _(binding.tooltip),
            binding.action,
            node,
            binding.show,
        )
    return [
        help_._replace(keys=" / ".join(dict.fromkeys(keys[id_]))) for id_, help_ in found.items()
    ]


def key_of(screen: Screen[Result], id_: str) -> str:
    """The key that the binding `id_` has on `screen` now; empty where it is not to be had."""
    return next((each.keys for each in live_keys(screen) if each.id == id_), "")
