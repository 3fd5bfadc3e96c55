"""Nobody writes into the starter knowledge by leaving out where to write."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from floorwalker import paths

DIRECTORY = Path(__file__).parents[1] / "data" / "exchange" / "directory.json"


def run(home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """A command by somebody who has never run `init` and names no knowledge base."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("FLOORWALKER_")
    }
    return subprocess.run(
        [sys.executable, "-m", "floorwalker", *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**environment, "FLOORWALKER_DATA": str(home), "FLOORWALKER_LANG": "en"},
        timeout=60,
        check=False,
    )


def starter() -> dict[str, bytes]:
    folder = paths.starter_knowledge_dir()
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize(
    "command",
    [
        ("import", "hsds", str(DIRECTORY)),
        ("new", "service", "helt-ny"),
        ("assure", "service:pas"),
        ("check", "--fix"),
    ],
    ids=lambda command: command[0],
)
def test_what_writes_asks_for_a_knowledge_base_of_ones_own(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    before = starter()
    done = run(tmp_path, *command)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "floorwalker init" in done.stderr
    assert starter() == before


def test_after_init_the_same_commands_write_into_ones_own(tmp_path: Path) -> None:
    before = starter()
    assert run(tmp_path, "init").returncode == 0
    assert run(tmp_path, "import", "hsds", str(DIRECTORY)).returncode == 0
    assert run(tmp_path, "assure", "service:pas").returncode == 0
    assert (tmp_path / "knowledge" / "imported.yaml").is_file()
    assert starter() == before
