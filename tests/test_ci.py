"""What is checked before a change lands is what README and the forge's workflow say."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests import ci

README = (ci.TOP / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("windows", [False, True])
def test_readme_gives_a_test_command_for_every_system(windows: bool) -> None:
    command = ci.test_command(README, windows=windows)
    assert command.endswith("-m pytest")
    assert ".[dev]" in command


def test_the_newest_run_leaves_every_version_open(tmp_path: Path) -> None:
    project = tmp_path / "pyproject.toml"
    project.write_bytes((ci.TOP / "pyproject.toml").read_bytes())
    command = ci.take_newest(ci.test_command(README, windows=False), project)
    assert "constraint" not in command
    assert '"hatchling"' in project.read_text(encoding="utf-8")


def test_a_step_that_fails_is_noticed_and_its_last_line_known(tmp_path: Path) -> None:
    script = "import sys; print('3 passed'); sys.exit(int(sys.argv[1]))"
    assert ci.run((sys.executable, "-c", script, "0"), tmp_path) == (True, "3 passed")
    assert ci.run((sys.executable, "-c", script, "1"), tmp_path) == (False, "3 passed")


def test_the_last_commit_is_looked_at_and_what_is_not_in_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    place, copy = tmp_path / "place", tmp_path / "copy"
    place.mkdir()
    (place / "a").write_text("one", encoding="utf-8")
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for command in (("init", "-q"), ("add", "a"), (*who, "commit", "-q", "-m", "A")):
        subprocess.run(("git", *command), cwd=place, check=True, timeout=60)
    (place / "a").write_text("two", encoding="utf-8")
    (place / "b").touch()
    copy.mkdir()
    monkeypatch.setattr(ci, "TOP", place)
    ci.copy_last_commit(copy)
    assert [path.name for path in copy.iterdir()] == ["a"]
    assert (copy / "a").read_text(encoding="utf-8") == "one"
    said = capfd.readouterr().out
    assert " M a" in said
    assert "?? b" in said


def test_the_workflow_runs_it_on_every_system_and_every_python() -> None:
    path = ci.TOP / ".github" / "workflows" / "ci.yml"
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    known, newest = jobs["known-versions"], jobs["newest-versions"]
    matrix = known["strategy"]["matrix"]
    assert [name.partition("-")[0] for name in matrix["os"]] == ["ubuntu", "windows", "macos"]
    assert matrix["python"] == ["3.11", "3.12", "3.13", "3.14"]
    assert known["steps"][-1] == {"run": "python -m tests.ci"}
    assert newest["steps"][-1] == {"run": "python -m tests.ci --newest"}


@pytest.mark.skipif(sys.platform == "win32", reason="a script for bash")
def test_the_script_for_bash_is_the_same_command() -> None:
    script = ci.TOP / ".ci" / "run"
    assert os.access(script, os.X_OK)
    done = subprocess.run(
        [script, "--help"], capture_output=True, text=True, check=True, timeout=60
    )
    assert "--newest" in done.stdout


def test_the_package_ships_its_types() -> None:
    assert (ci.TOP / "floorwalker" / "py.typed").is_file()
