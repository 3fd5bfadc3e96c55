"""What is wrong with a user's `keys`: names that no command has, keys that two commands share.

Knows every command of every screen, by looking: a screen that is added is checked without being
named here. Imports all of them, so it is asked only where there are `keys`.
"""

import inspect
import pkgutil
import string
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
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
from floorwalker.tui.keys import say_key

_PARTS: Final = {"SearchBox": "DeskScreen", "Strip": "DeskScreen", "Page": "Place"}
"""Parts that have commands of their own while the focus is in them, and where they are."""
_WITHOUT_TEXT: Final = ("ask", "code", "guide", "help", "jump", "slip", "week")
"""Modules of screens on which nothing is typed: letters and arrows are free there."""


class Command(NamedTuple):
    """A binding, as its author bound it and as the user has it."""

    id: str
    default: frozenset[str]
    keys: frozenset[str]
    is_typed_in: bool
    """Whether there is a line of text where it can be had."""


def key_faults(keymap: Mapping[str, str], app: type[DOMNode]) -> list[str]:
    """What to tell the user about `keymap`, ids to keys; nothing where it is sound."""
    contexts = [*_contexts(keymap, app)]
    commands = dict.fromkeys(command for context in contexts for command in context)
    known = {command.id for command in commands}
    faults = [_unknown(name, known) for name in sorted(set(keymap) - known)]
    faults += [fault for command in commands if command.id in keymap for fault in _stolen(command)]
    for context in contexts:
        for one, other in combinations(context, 2):
            if keymap.keys() & {one.id, other.id}:
                faults += _shared(one, other)
    return list(dict.fromkeys(faults))


def _unknown(name: str, known: Iterable[str]) -> str:
    near = nearest(name, known)
    said = _("There is no binding `{name}`.").format(name=name)
    return f"{said} {_('Did you mean `{near}`?').format(near=near)}" if near else said


def _stolen(command: Command) -> Iterator[str]:
    """Keys that typing needs."""
    if command.is_typed_in:
        for one in sorted((command.keys - command.default) & _typing_keys()):
            yield _("`{name}` cannot have {key}: the text line needs it.").format(
                name=command.id, key=say_key(one)
            )


def _shared(one: Command, other: Command) -> Iterator[str]:
    """Keys that both have now, and that they were not made to share."""
    if one.id == other.id:
        return
    for key in sorted((one.keys & other.keys) - (one.default & other.default)):
        yield _("`{first}` and `{second}` have the same key, {key}.").format(
            first=one.id, second=other.id, key=say_key(key)
        )


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


def _typing_keys() -> frozenset[str]:
    editing = (each.key for each in Input.BINDINGS if isinstance(each, Binding))
    printed = {_character_to_key(each) for each in string.printable if each.isprintable()}
    return frozenset(printed).union(*map(_split, editing), string.printable.strip())


def _split(keys: str) -> frozenset[str]:
    return frozenset(one.strip() for one in keys.split(","))
