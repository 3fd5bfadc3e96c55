"""Which of a user's `keys` are sound, and what is wrong with the others.

A key that cannot be had is not bound: the command keeps the key it was made with, so that no
command ever becomes unreachable and typing never loses a letter. Does not load Textual, so that
`floorwalker doctor` can ask it.
"""

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import NamedTuple

from floorwalker.errors import nearest
from floorwalker.i18n import _
from floorwalker.tui.commands import APP, COMMANDS, Command, commands_together
from floorwalker.tui.key_names import (
    is_key,
    is_needed,
    is_undelivered,
    key_label,
    parse_key,
    split_keys,
)


class SoundKeys(NamedTuple):
    """What of a user's `keys` is bound, and what is not."""

    keymap: dict[str, str]
    """Id of a command to the keys it gets, with commas between; as Textual names keys."""
    faults: tuple[str, ...]
    """A sentence for each key that was refused, and what holds instead."""


def sound_keys(wanted: Mapping[str, str]) -> SoundKeys:
    """Sort `wanted`, ids to keys as a user writes them, into what is bound and what is refused.

    Where two commands would share a key, the one that had it, or was given it first, keeps it.
    """
    refused: list[tuple[str, str]] = []
    given: dict[str, list[str]] = {}
    for id_, written in wanted.items():
        if id_ not in COMMANDS:
            refused.append((id_, _unknown(id_)))
            continue
        for one in written.split(","):
            fault = _unfit(COMMANDS[id_], one)
            if fault:
                refused.append((id_, fault))
            else:
                given.setdefault(id_, []).append(parse_key(one))
    while shared := _first_shared(given):
        loser, keys, fault = shared
        refused.append((loser, fault))
        given[loser] = [one for one in given[loser] if one not in keys]
        given = {id_: keys for id_, keys in given.items() if keys}
    faults = [f"{fault} {_kept(id_, given)}".rstrip() for id_, fault in refused]
    keymap = {id_: ",".join(dict.fromkeys(keys)) for id_, keys in given.items()}
    return SoundKeys(keymap, tuple(dict.fromkeys(faults)))


def _unknown(id_: str) -> str:
    near = nearest(id_, COMMANDS)
    fault = _("There is no binding `{name}`.").format(name=id_)
    return f"{fault} {_('Did you mean `{near}`?').format(near=near)}" if near else fault


def _kept(id_: str, given: Mapping[str, list[str]]) -> str:
    """What the command has instead of a key that was refused; an empty text where there is none."""
    if id_ not in COMMANDS:
        return ""
    keys = given.get(id_) or sorted(split_keys(COMMANDS[id_].keys))
    return _("It keeps {keys}.").format(keys=key_label(",".join(keys)))


def _unfit(command: Command, written: str) -> str:
    """Why `command` cannot have a key, whatever others have; an empty text where it can."""
    one = parse_key(written)
    if not is_key(one):
        key = written.strip()
        fault = (
            _("`{name}` cannot have `{key}`: there is no such key.")
            if key
            else _("`{name}` has no key: name one, or delete the line.")
        )
        return fault.format(name=command.id, key=key)
    names = {"name": command.id, "key": key_label(one)}
    if one in split_keys(command.keys):
        return ""
    if is_undelivered(one):
        return _("`{name}` cannot have {key}: terminals do not deliver it.").format(**names)
    if _is_needed(command, one, is_text=True):
        return _("`{name}` cannot have {key}: the text line needs it.").format(**names)
    if _is_needed(command, one, is_text=False):
        return _("`{name}` cannot have {key}: it is needed to choose.").format(**names)
    return ""


def _is_needed(command: Command, key: str, *, is_text: bool) -> bool:
    """Whether `key` is typed anywhere that the command can be had."""
    return any(
        is_needed(key, screen.typed) and not (command.priority and _is_taken(key, together))
        for screen, together in commands_together()
        if (screen.typed == "text") is is_text and command in together
    )


def _is_taken(key: str, together: Iterable[Command]) -> bool:
    """Whether the place itself has taken `key` from what is typed: its commands may change keys."""
    own = (each for each in together if each not in APP.commands)
    return any(each.priority and key in split_keys(each.keys) for each in own)


def _first_shared(given: Mapping[str, list[str]]) -> tuple[str, frozenset[str], str] | None:
    """A command that would share keys with another at one place, those keys, and a sentence.

    Of two that were given the same key, the later one is named.
    """
    order = [*given]
    for _screen, together in commands_together():
        for one, other in combinations(together, 2):
            rebound = [each.id for each in (one, other) if each.id in given]
            keys = _keys(one, given) & _keys(other, given)
            keys -= split_keys(one.keys) & split_keys(other.keys)
            if not keys or not rebound:
                continue
            loser = max(rebound, key=order.index)
            fault = _("`{first}` and `{second}` would have the same key, {key}.").format(
                first=loser,
                second=other.id if loser == one.id else one.id,
                key=key_label(",".join(sorted(keys))),
            )
            return loser, keys, fault
    return None


def _keys(command: Command, given: Mapping[str, list[str]]) -> frozenset[str]:
    return frozenset(given.get(command.id, ())) or split_keys(command.keys)
