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
SEARCHING = {"textual", "rich", "sqlite_utils", "sqlite3", "babel", "xlsxwriter", "openpyxl"}
RECORDING = {"textual", "rich", "xlsxwriter", "openpyxl"}


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
        (["doctor"], RECORDING),
        (["translations", "--language", "uk"], RECORDING),
    ],
)
def test_a_command_loads_only_what_it_needs(
    tmp_path: Path, arguments: list[str], heavy: set[str]
) -> None:
    config = tmp_path / "config.yaml"
    config.write_text("keys: {app.log: shift+f4}\n", encoding="utf-8")
    options = ["--config", str(config), "--data", str(tmp_path / "d")]
    options += ["--knowledge", str(sound(tmp_path / "k"))]
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *options, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    mark, *loaded = done.stdout.splitlines()[-1].split()
    assert mark == "LOADED"
    assert heavy.isdisjoint(loaded)
