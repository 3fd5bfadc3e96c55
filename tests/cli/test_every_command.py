"""Every command that is listed is there: its module, its function, and its help."""

from importlib import import_module

import click
import pytest

from floorwalker.cli import main


@pytest.mark.parametrize("name", main._FAMILIES)
def test_a_listed_command_is_found_in_its_module(name: str) -> None:
    import_module(f"floorwalker.cli.{main._FAMILIES[name]}")
    command = main.cli.get_command(click.Context(main.cli), name)
    assert command is not None
    assert command.name == name


@pytest.mark.parametrize("name", main._FAMILIES)
def test_a_listed_command_says_what_it_is_for(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.run([name, "--help"]) == 0
    assert name in capsys.readouterr().out
