"""Which of a user's `keys` are sound, and what is wrong with the others.

A key that cannot be had is not bound: the command keeps the key it was made with, so that no
command ever becomes unreachable and typing never loses a letter. Knows every command of every
screen, by looking: a screen that is added is checked without being named here. Imports all of
them, so it is asked only where there are `keys`.
"""

import inspect
import pkgutil
import re
import string
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from importlib import import_module
from itertools import combinations
from typing import Final, NamedTuple

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import _character_to_key
from textual.screen import ModalScreen, Screen
from textual.widgets import Input

from floorwalker.errors import nearest
from floorwalker.i18n import _
from floorwalker.tui import screens, widgets
from floorwalker.tui.keys import KEY_NAMES, say_key

_PARTS: Final = {"SearchBox": "DeskScreen", "Strip": "DeskScreen", "Page": "Place"}
"""Parts that have commands of their own while the focus is in them, and where they are."""
_WITHOUT_TEXT: Final = ("ask", "code", "guide", "help", "jump", "slip", "week")
"""Modules of screens on which nothing is typed: letters and arrows are free there."""


_MODIFIERS: Final = ("ctrl", "shift", "alt")
_ALL: Final = frozenset(_MODIFIERS)
_SAID: Final = {said.casefold(): name for name, said in KEY_NAMES.items()}
_NAMED: Final = frozenset(KEY_NAMES) | {"insert", "backspace"}
_FUNCTION_KEY: Final = re.compile("f([1-9]|1[0-9]|2[0-4])")
_UNDELIVERED: Final = frozenset(
    {"f11", "ctrl+enter", "shift+enter", "ctrl+backspace", "ctrl+tab", "ctrl+space", "shift+space"}
    | {"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+escape", "shift+escape"}
    | {f"ctrl+{digit}" for digit in string.digits}
)
"""Keys that terminals keep to themselves, or send as another key (`Ctrl+M` is Enter)."""


class Command(NamedTuple):
    """A binding, as its author bound it and as the user has it."""

    id: str
    default: frozenset[str]
    keys: frozenset[str]
    is_typed_in: bool
    """Whether there is a line of text where it can be had."""


class SoundKeys(NamedTuple):
    """What of a user's `keys` is bound, and what is not."""

    keymap: dict[str, str]
    """Id of a command to the keys it gets, with commas between; as Textual names keys."""
    faults: tuple[str, ...]
    """A sentence for each key that was refused, and what holds instead."""


def sound_keys(wanted: Mapping[str, str], app: type[DOMNode]) -> SoundKeys:
    """Sort `wanted`, ids to keys as a user writes them, into what is bound and what is refused.

    Where two commands would share a key, the one that had it, or was given it first, keeps it.
    """
    known = {command.id: command for context in _contexts({}, app) for command in context}
    typed_in = {each.id for context in _contexts({}, app) for each in context if each.is_typed_in}
    faults: list[str] = []
    given: dict[str, list[str]] = {}
    for name, written in wanted.items():
        if name not in known:
            faults.append(_unknown(name, known))
            continue
        command = known[name]._replace(is_typed_in=name in typed_in)
        for one in written.split(","):
            fault = _unfit(command, one)
            if fault:
                faults.append(f"{fault} {_kept(command, given)}")
            else:
                given.setdefault(name, []).append(_normal(one))
    while shared := _first_shared(given, app):
        loser, fault = shared
        faults.append(f"{fault} {_kept(known[loser.id], {})}")
        given[loser.id] = [one for one in given[loser.id] if one not in loser.keys]
        given = {name: keys for name, keys in given.items() if keys}
    keymap = {name: ",".join(keys) for name, keys in given.items()}
    return SoundKeys(keymap, tuple(dict.fromkeys(faults)))


def _unknown(name: str, known: Iterable[str]) -> str:
    near = nearest(name, known)
    said = _("There is no binding `{name}`.").format(name=name)
    return f"{said} {_('Did you mean `{near}`?').format(near=near)}" if near else said


def _kept(command: Command, given: Mapping[str, list[str]]) -> str:
    """What the command has instead of a key that was refused."""
    keys = given.get(command.id) or sorted(command.default)
    return _("It keeps {keys}.").format(keys=say_key(",".join(keys)))


def _unfit(command: Command, written: str) -> str:
    """Why `command` cannot have a key, whatever others have; an empty text where it can."""
    one = _normal(written)
    names = {"name": command.id, "key": say_key(one) if one else written.strip()}
    if not _is_key(one):
        return _("`{name}` cannot have `{key}`: there is no such key.").format(**names)
    if one not in command.default and _is_kept_back(one):
        return _("`{name}` cannot have {key}: terminals do not deliver it.").format(**names)
    if command.is_typed_in and one not in command.default and one in _typing_keys():
        return _("`{name}` cannot have {key}: the text line needs it.").format(**names)
    return ""


def _normal(written: str) -> str:
    """A key as Textual names it, from what a user writes: `Ctrl+E`, `PgDn`, `?`."""
    written = written.strip()
    if len(written) == 1:
        return _character_to_key(written)
    *modifiers, last = re.split("[+-]", written)
    last = _SAID.get(last.strip().casefold(), last.strip().lower())
    found = {modifier.strip().lower() for modifier in modifiers}
    return "+".join([*(each for each in _MODIFIERS if each in found), *sorted(found - _ALL), last])


def _is_key(one: str) -> bool:
    *modifiers, last = one.split("+")
    named = last in _NAMED or bool(_FUNCTION_KEY.fullmatch(last))
    printed = last in _printed_keys() or (len(last) == 1 and last.isprintable())
    return set(modifiers) <= _ALL and (named or printed) and last != ""


def _is_kept_back(one: str) -> bool:
    """Whether a terminal keeps the key to itself, or sends another one in its place."""
    return "alt" in one.split("+") or one in _UNDELIVERED


def _first_shared(given: Mapping[str, list[str]], app: type[DOMNode]) -> tuple[Command, str] | None:
    """A command that would share keys with another at one place, with those keys, and a sentence.

    Of two that were given the same key, the later one is named.
    """
    order = [*given]
    keymap = {name: ",".join(keys) for name, keys in given.items()}
    for context in _contexts(keymap, app):
        for one, other in combinations(context, 2):
            keys = (one.keys & other.keys) - (one.default & other.default)
            rebound = [each for each in (one, other) if each.id in given]
            if one.id == other.id or not keys or not rebound:
                continue
            loser = max(rebound, key=lambda each: order.index(each.id))
            said = _("`{first}` and `{second}` would have the same key, {key}.").format(
                first=loser.id,
                second=other.id if loser is one else one.id,
                key=say_key(",".join(sorted(keys))),
            )
            return loser._replace(keys=frozenset(keys)), said
    return None


def _contexts(keymap: Mapping[str, str], app: type[DOMNode]) -> Iterator[list[Command]]:
    """The commands that can be had at the same time, for each place where one can be."""
    everywhere = _own_bindings(app)
    classes = [*_classes()]
    for screen in classes:
        if not issubclass(screen, Screen):
            continue
        is_modal = issubclass(screen, ModalScreen)
        make = partial(_command, keymap, is_typed_in=_is_typed_in(screen))
        own = [binding for owner in screen.__mro__ for binding in _own_bindings(owner)]
        outer = [binding for binding in everywhere if binding.priority or not is_modal]
        kinds = {each.__name__ for each in screen.__mro__}
        parts = [each for each in classes if _PARTS.get(each.__name__) in kinds]
        for part in (screen, *parts):
            inner = _own_bindings(part) if part is not screen else []
            yield [make(binding) for binding in (*inner, *own, *outer)]


def _is_typed_in(screen: type) -> bool:
    return screen.__module__.rpartition(".")[2] not in _WITHOUT_TEXT


def _command(keymap: Mapping[str, str], binding: Binding, *, is_typed_in: bool) -> Command:
    return Command(
        binding.id or "",
        _split(binding.key),
        _split(keymap.get(binding.id or "", binding.key)),
        is_typed_in,
    )


def _own_bindings(owner: type) -> list[Binding]:
    found = vars(owner).get("BINDINGS", ())
    return [each for each in found if isinstance(each, Binding) and each.id is not None]


def _classes() -> Iterator[type[DOMNode]]:
    """Every widget and screen of the desk."""
    for package in (screens, widgets):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            for _name, each in inspect.getmembers(import_module(module.name), inspect.isclass):
                if issubclass(each, DOMNode) and each.__module__ == module.name:
                    yield each


@cache
def _typing_keys() -> frozenset[str]:
    editing = (each.key for each in Input.BINDINGS if isinstance(each, Binding))
    letters = f"{string.printable.strip()}æøåÆØÅéÉüÜ"
    return _printed_keys().union(*map(_split, editing), letters)


@cache
def _printed_keys() -> frozenset[str]:
    return frozenset(_character_to_key(each) for each in string.printable if each.isprintable())


def _split(keys: str) -> frozenset[str]:
    return frozenset(one.strip() for one in keys.split(","))
