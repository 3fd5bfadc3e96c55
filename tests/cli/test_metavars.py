"""Usage lines and lists of options name what is to be typed in the interface language."""

import re
import subprocess
import sys
from typing import Final

import pytest

_EVERY_HELP: Final = """
import sys, click
from floorwalker.cli.language import use
use(sys.argv[1])
from floorwalker.cli.main import cli

def show(command, context):
    print(command.get_help(context))
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            show(below, click.Context(below, info_name=name, parent=context))

show(cli, click.Context(cli, info_name="floorwalker"))
"""
_CODES: Final = frozenset(
    {"JSON", "ISO", "CSV", "HSDS", "HTML", "CPR", "ID", "I", "KLE", "CPSV", "AP", "LD"}
    | {"UUID", "KL"}
)
"""Names in capitals that are the same in both languages."""
_DANISH: Final = frozenset(
    {"VALG", "KOMMANDO", "ARGUMENTER", "MAPPE", "MAPPER", "FIL", "FILER", "TEKST", "DATO", "TID"}
    | {
        "UGE",
        "DAGE",
        "OPSLAG",
        "ANTAL",
        "KOPI",
        "SLAGS",
        "FUNKTION",
        "SPROG",
        "ORD",
        "KODE",
        "GAMMEL",
        "NY",
        "VÆRDI",
    }
)


def capitals(language: str) -> set[str]:
    """Every word in capitals in the help of every command."""
    done = subprocess.run(
        [sys.executable, "-c", _EVERY_HELP, language],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    return set(re.findall(r"\b[A-ZÆØÅ]+\b", done.stdout))


@pytest.mark.slow
def test_what_is_to_be_typed_is_named_in_the_interface_language() -> None:
    danish = capitals("da")
    assert danish - _CODES <= _DANISH
    assert {"MAPPE", "OPSLAG", "FIL", "TEKST", "UGE"} <= danish
    assert {"DIR", "REF", "FILE", "TEXT", "WEEK"} <= capitals("en")
