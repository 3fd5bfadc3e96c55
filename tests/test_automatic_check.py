"""What the editors' page says of automatic checks can be copied: it parses, its commands exist."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click
import pytest
import yaml

from floorwalker.cli.main import cli

TOP: Final = Path(__file__).parents[1]
SECTION: Final = (
    (TOP / "knowledge" / "README.md")
    .read_text(encoding="utf-8")
    .partition("\n## Flere om samme mappe\n")[2]
    .partition("\n## ")[0]
)
EXAMPLES: Final = re.findall(r"```yaml\n(.*?)```", SECTION, re.DOTALL)
HOOKS: Final = yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def scripts(value: object) -> Iterator[str]:
    """Every command that an example runs."""
    if isinstance(value, dict):
        for key, said in value.items():
            if key == "run":
                yield str(said)
            elif key == "script":
                yield from map(str, said)
            else:
                yield from scripts(said)
    elif isinstance(value, list):
        for each in value:
            yield from scripts(each)


def commands() -> list[str]:
    in_words = re.findall(r"`(floorwalker [^`]+)`", SECTION)
    in_blocks = re.findall(r"^(floorwalker .+)$", SECTION, re.MULTILINE)
    of_jobs = [each for example in EXAMPLES for each in scripts(yaml.safe_load(example))]
    of_hooks = [" ".join([hook["entry"], *hook["args"]]) for hook in HOOKS]
    found = [*in_words, *in_blocks, *of_jobs, *of_hooks]
    return [each for each in found if each.startswith("floorwalker ")]


def test_there_is_a_hook_a_github_job_and_a_gitlab_job() -> None:
    hook, github, gitlab = (yaml.safe_load(example) for example in EXAMPLES)
    assert [each["id"] for each in hook["repos"][0]["hooks"]] == [each["id"] for each in HOOKS]
    assert github["jobs"]["check"]["steps"]
    assert gitlab["viden"]["script"]


def test_the_jobs_install_with_python_alone_and_then_check() -> None:
    for example in EXAMPLES[1:]:
        install, check = scripts(yaml.safe_load(example))
        assert shlex.split(install)[:4] == ["python", "-m", "pip", "install"]
        assert check == "floorwalker check ."


@pytest.mark.parametrize("command", commands())
def test_every_command_that_is_named_can_be_given(command: str) -> None:
    _program, name, *arguments = shlex.split(command)
    found = cli.get_command(click.Context(cli), name)
    assert found is not None
    found.make_context(name, arguments)


def test_the_hook_runs_on_the_files_that_knowledge_stands_in() -> None:
    (hook,) = HOOKS
    assert hook["language"] == "python"
    assert not hook["pass_filenames"]
    assert all(re.search(hook["files"], name) for name in ("pas.yaml", "a/b.yml"))
