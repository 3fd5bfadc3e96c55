"""README names every command, every setting and every library that the product depends on."""

import re
import tomllib
from pathlib import Path

import pytest

from floorwalker.cli.main import cli
from floorwalker.config import Config

TOP = Path(__file__).parents[1]
README = (TOP / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", cli.list_commands(None))  # type: ignore[arg-type]
def test_every_command_is_in_readme(command: str) -> None:
    assert f"floorwalker {command}" in README


@pytest.mark.parametrize("setting", Config.__struct_fields__)
def test_every_setting_is_in_readme(setting: str) -> None:
    assert f"{setting}:" in README


def test_every_library_has_its_line_in_the_table() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split(r"[^\w.-]", library)[0] for library in project["dependencies"]]
    table = README[README.index("## Built with") :].lower()
    assert [name for name in names if name.lower() not in table] == []


def test_pictures_are_there() -> None:
    for picture in re.findall(r"!\[[^]]*\]\(([^)]+)\)", README):
        assert (TOP / picture).is_file()
