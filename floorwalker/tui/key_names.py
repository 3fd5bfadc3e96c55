"""How keys are named: by Textual, by whoever writes `keys` in `config.yaml`, and on a keyboard.

Knows too which of them a terminal delivers and which a line of text needs. Does not load Textual,
so that a configuration is checked without it.
"""

import re
import string
import unicodedata
from typing import Final, Literal

Typed = Literal["text", "letters", "choices", "nothing"]
"""What is typed in a place: text, letters that each go somewhere, or digits and arrows that choose
one of several things."""

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
_MODIFIABLE_LETTERS: Final = frozenset(string.ascii_lowercase) - frozenset("hijm")
"""With Ctrl; `Ctrl+H` is Backspace to a terminal, `Ctrl+I` Tab, `Ctrl+J` and `Ctrl+M` Enter."""
_MODIFIABLE_SIGNS: Final = frozenset(
    {"underscore", "backslash", "right_square_bracket", "circumflex_accent"}
)
"""The other characters that have a control code of their own, but for Esc."""
_UNMODIFIABLE: Final = frozenset({"enter", "escape", "backspace", "space", "f3"})
"""With any modifier the same as without; with F3 it looks like the terminal's answer where its
cursor is."""
_FIELD_KEYS: Final = frozenset({"tab", "shift+tab"})
"""From field to field, on every screen of Textual's."""
_CHOOSING_KEYS: Final = frozenset({*string.digits, "left", "right"})
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
    names = [one.strip() for one in keys.split(",")]
    small = {one.upper() for one in names if len(one) == 1}
    labels = (_label_of_one(one, is_capital=one not in small) for one in names)
    return " / ".join(dict.fromkeys(labels))


def _label_of_one(name: str, *, is_capital: bool) -> str:
    *modifiers, last = name.split("+")
    if is_capital and len(last) == 1 and last.isupper():
        modifiers.append("shift")
    character = _character_named(last)
    label = KEY_NAMES.get(last) or (character.upper() if character else last.capitalize())
    return "+".join([*(modifier.capitalize() for modifier in modifiers), label])


def name_of_character(character: str) -> str:
    """The key that writes `character`, as Textual names it: `question_mark`, `a`."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return _SHORT_NAMES.get(name, name)


def _character_named(name: str) -> str:
    """The character that the key `name` writes; an empty text where it writes none."""
    character = name if len(name) == 1 else _CHARACTERS.get(name, "")
    return character if character.isprintable() else ""


def parse_key(written: str) -> str:
    """A key as Textual names it, from what a user writes: `Ctrl+E`, `PgDn`, `?`, `Shift+k`."""
    written = written.strip()
    if len(written) == 1:
        return name_of_character(written)
    *modifiers, last = re.split("[+-](?=.)", written)
    last = _BY_LABEL.get(last.strip().casefold(), last.strip().lower())
    found = {modifier.strip().lower() for modifier in modifiers}
    if found == {"shift"} and len(last) == 1 and last.isalpha():
        return last.upper()
    last = name_of_character(last) if len(last) == 1 else last
    return "+".join([*(each for each in _MODIFIERS if each in found), *sorted(found - _ALL), last])


def is_key(name: str) -> bool:
    """Whether there is a key that Textual names so."""
    *modifiers, last = name.split("+")
    is_named = last in _NAMED or bool(_FUNCTION_KEY.fullmatch(last)) or _is_character(last)
    return set(modifiers) <= _ALL and is_named


def is_undelivered(name: str) -> bool:
    """Whether a terminal keeps the key to itself, or sends another one in its place."""
    *modifiers, last = name.split("+")
    if not modifiers or "alt" in modifiers:
        return bool(modifiers) or last == "f11"
    if last == "tab":
        return modifiers != ["shift"]
    if _is_character(last):
        return modifiers != ["ctrl"] or last not in _MODIFIABLE_LETTERS | _MODIFIABLE_SIGNS
    return last in _UNMODIFIABLE or last == "f11"


def is_needed(name: str, typed: Typed) -> bool:
    """Whether what is typed in a place needs the key `name` there."""
    match typed:
        case "text":
            return _is_character(name) or name in EDITING_KEYS or name in _FIELD_KEYS
        case "letters":
            return _is_character(name)
        case "choices":
            return name in _CHOOSING_KEYS
        case "nothing":
            return False


def _is_character(name: str) -> bool:
    return bool(_character_named(name))


_CHARACTERS: Final = {name_of_character(each): each for each in map(chr, range(0x100))}
"""Those of Western keyboards, by the names of their keys."""
