"""Commands that need no screen never load Textual, and light ones nothing heavy."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.knowledge.base import sound

PROBE = """
import sys
from floorwalker.cli.language import choose_language
choose_language(sys.argv[1:])
from floorwalker.cli.main import run
run(sys.argv[1:])
print("LOADED", *sorted(sys.modules))
"""
SEARCHING = {"textual", "rich", "sqlite_utils", "sqlite3", "babel", "xlsxwriter"}
RECORDING = {"textual", "rich", "xlsxwriter"}


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (["search", "pas"], SEARCHING),
        (["--help"], SEARCHING),
        (["show", "service:pas", "--json"], SEARCHING - {"babel"}),
        (["check"], SEARCHING),
        (["log", "add", "service:pas", "--outcome", "answered"], RECORDING),
        (["log", "list"], RECORDING),
        (["export"], RECORDING),
    ],
)
def test_a_command_loads_only_what_it_needs(
    tmp_path: Path, arguments: list[str], heavy: set[str]
) -> None:
    options = ["--knowledge", str(sound(tmp_path / "k")), "--data", str(tmp_path / "d")]
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *options, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    loaded = set(done.stdout.splitlines()[-1].removeprefix("LOADED ").split())
    assert not loaded & heavy
