"""A newcomer installs known versions, whatever was released elsewhere since."""

import re
import tomllib
from pathlib import Path

import pytest

from tests import constraints

README = (constraints.TOP / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads(constraints.PROJECT.read_text(encoding="utf-8"))


def _name(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-")


def _required() -> list[str]:
    extras = PROJECT["project"]["optional-dependencies"].values()
    return [*PROJECT["project"]["dependencies"], *(name for extra in extras for name in extra)]


def test_every_requirement_has_a_known_version() -> None:
    known = {name.lower().replace("_", "-") for name in constraints.read()}
    missing = {_name(requirement) for requirement in _required()} - known
    assert missing == {"floorwalker"}


def test_constraints_name_packages_and_versions_and_nothing_else() -> None:
    lines = constraints.FILE.read_text(encoding="utf-8").splitlines()[1:]
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.+!]+", line)] == []


def test_the_tool_that_builds_the_package_is_a_known_version_too() -> None:
    assert all("==" in requirement for requirement in PROJECT["build-system"]["requires"])


@pytest.mark.parametrize("line", [line for line in README.splitlines() if "pip install" in line])
def test_every_install_command_of_readme_takes_the_known_versions(line: str) -> None:
    assert "--constraint constraints.txt" in line


def test_one_job_runs_on_the_newest_of_everything() -> None:
    workflow = Path(constraints.TOP, ".github", "workflows", "ci.yml").read_text(encoding="utf-8")
    assert "python -m tests.ci --newest" in workflow
    assert "schedule:" in workflow
