"""What stands in a usage line for something to be typed, in the interface language."""

import re
from typing import Final

import click

from floorwalker.i18n import _, mark

_WORDS: Final = frozenset(
    {
        mark("BACKUP"),
        mark("CODE"),
        mark("COMMAND"),
        mark("DATE"),
        mark("DAYS"),
        mark("DIR"),
        mark("FILE"),
        mark("FILES"),
        mark("FOLDERS"),
        mark("ID"),
        mark("KIND"),
        mark("L"),
        mark("NEW"),
        mark("NUMBER"),
        mark("OLD"),
        mark("REF"),
        mark("ROLE"),
        mark("TEXT"),
        mark("TIME"),
        mark("VALUE"),
        mark("WEEK"),
        mark("WORDS"),
    }
)
_WORD: Final = re.compile("[A-Z]+")


def metavar_of(parameter: click.Parameter) -> str | None:
    """The metavar of `parameter`; None where there is none, or where it lists codes."""
    metavar = parameter.metavar or _default(parameter)
    if metavar is None:
        return None
    return _WORD.sub(lambda word: _(word[0]) if word[0] in _WORDS else word[0], metavar)


def _default(parameter: click.Parameter) -> str | None:
    """What click would say by itself, where that is a word of ours."""
    if isinstance(parameter.type, click.Choice) or parameter.name is None:
        return None
    if isinstance(parameter, click.Argument):
        name = parameter.name.upper()
        several = "..." if parameter.nargs != 1 else ""
        return f"{name}{several}" if parameter.required else f"[{name}]{several}"
    is_flag = isinstance(parameter, click.Option) and (parameter.is_flag or parameter.count)
    return None if is_flag else parameter.type.name.upper()
