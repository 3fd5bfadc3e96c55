"""How keys are named: by Textual, by whoever writes `keys` in `config.yaml`, and on a keyboard.

Does not load Textual, so that a configuration is checked without it.
"""

import re
import string
import unicodedata
from typing import Final

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
EDITING_KEYS: Final = frozenset(
    {"backspace", "delete", "home", "end", "left", "right", "enter", "shift+home", "shift+end"}
    | {"shift+left", "shift+right", "ctrl+left", "ctrl+right", "ctrl+shift+left"}
    | {"ctrl+shift+right", "ctrl+backspace", "alt+backspace", "super+backspace", "super+c"}
    | {f"ctrl+{letter}" for letter in "acdekuvwx"}
    | {"ctrl+shift+a"}
)
"""What Textual's `Input` does something with, beside the characters."""
UNDELIVERED: Final = frozenset(
    {"f11", "ctrl+enter", "shift+enter", "ctrl+backspace", "ctrl+tab", "ctrl+space", "shift+space"}
    | {"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+escape", "shift+escape"}
    | {f"ctrl+{digit}" for digit in string.digits}
)
"""Keys that terminals keep to themselves, or send as another key (`Ctrl+M` is Enter)."""

_MODIFIERS: Final = ("ctrl", "shift", "alt")
_ALL: Final = frozenset(_MODIFIERS)
_BY_LABEL: Final = {label.casefold(): name for name, label in KEY_NAMES.items()}
_NAMED: Final = frozenset(KEY_NAMES) | {"insert", "backspace"}
_FUNCTION_KEY: Final = re.compile("f([1-9]|1[0-9]|2[0-4])")
_SHORT_NAMES: Final = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Where Textual does not use a character's Unicode name."""


def split_keys(keys: str) -> frozenset[str]:
    """The single keys of `up,down`."""
    return frozenset(one.strip() for one in keys.split(","))


def key_label(keys: str) -> str:
    """`ctrl+p` as it stands on a keyboard: `Ctrl+P`; both sizes of a letter are one key there."""
    return " / ".join(dict.fromkeys(_label_of_one(one) for one in keys.split(",")))


def _label_of_one(one: str) -> str:
    *modifiers, last = one.strip().split("+")
    name = KEY_NAMES.get(last, last.upper() if len(last) <= 3 else last.capitalize())  # noqa: PLR2004
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


def name_of_character(character: str) -> str:
    """The key that writes `character`, as Textual names it: `question_mark`, `a`."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return _SHORT_NAMES.get(name, name)


def parse_key(written: str) -> str:
    """A key as Textual names it, from what a user writes: `Ctrl+E`, `PgDn`, `?`."""
    written = written.strip()
    if len(written) == 1:
        return name_of_character(written)
    *modifiers, last = re.split("[+-]", written)
    last = _BY_LABEL.get(last.strip().casefold(), last.strip().lower())
    found = {modifier.strip().lower() for modifier in modifiers}
    return "+".join([*(each for each in _MODIFIERS if each in found), *sorted(found - _ALL), last])


def is_key(name: str) -> bool:
    """Whether there is a key that Textual names so."""
    *modifiers, last = name.split("+")
    is_named = last in _NAMED or bool(_FUNCTION_KEY.fullmatch(last))
    is_printed = last in _PRINTED or (len(last) == 1 and last.isprintable())
    return set(modifiers) <= _ALL and (is_named or is_printed) and last != ""


def is_undelivered(name: str) -> bool:
    """Whether a terminal keeps the key to itself, or sends another one in its place."""
    return "alt" in name.split("+") or name in UNDELIVERED


_PRINTED: Final = frozenset(
    name_of_character(each) for each in string.printable if each.isprintable()
)
TYPING_KEYS: Final = _PRINTED | EDITING_KEYS | frozenset(f"{string.printable.strip()}æøåÆØÅéÉüÜ")
"""Keys that a line of text needs."""
