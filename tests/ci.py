"""Everything that must hold before a change lands, on every system: `python -m tests.ci`.

README's own test command in a fresh copy of the last commit and a fresh environment, then lint,
format, the layers of the architecture, and types as Linux, Windows and macOS see them. With
`--newest` the same on the newest release of everything instead of the known versions. Python and
Git are enough: nothing has to be installed first. The last line counts the tests.
"""

import argparse
import io
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

TOP: Final = Path(__file__).parents[1]
IS_WINDOWS: Final = sys.platform == "win32"
SHELL: Final = ("powershell", "-NoProfile", "-Command") if IS_WINDOWS else ("sh", "-e", "-u", "-c")
CHECKS: Final = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("lint-imports", "--no-cache"),
    ("mypy", "--platform", "linux"),
    ("mypy", "--platform", "win32"),
    ("mypy", "--platform", "darwin"),
)
"""Commands of the fresh environment."""
_PATIENCE: Final = 90 * 60
"""Seconds that one step may take."""


def test_command(readme: str, *, windows: bool) -> str:
    """The command that README gives to run the tests, from between its two marks."""
    mark = "test-command-windows" if windows else "test-command"
    found = re.search(rf"<!-- {mark} -->\n```\w+\n(.+)\n```\n<!-- /{mark} -->", readme)
    if found is None:
        raise SystemExit("README names no test command")
    return found[1]


def take_newest(command: str, project: Path) -> str:
    """`command` without the known versions, and the build tool's version left open in `project`."""
    text = project.read_text(encoding="utf-8")
    project.write_text(re.sub(r'"hatchling==[^"]*"', '"hatchling"', text), encoding="utf-8")
    return command.replace(" --constraint constraints.txt", "")


def copy_last_commit(folder: Path) -> None:
    """Put what is committed into `folder`; say so where that is not all there is."""
    git = ("git", "-C", str(TOP))
    changed = _output(*git, "status", "--porcelain")
    if changed:
        print("not committed yet, and not looked at:", changed, sep="\n", flush=True)
    index = {"GIT_INDEX_FILE": str(folder.with_name("index"))}
    _output(*git, "read-tree", "HEAD", **index)
    _output(*git, "checkout-index", "--all", f"--prefix={folder.as_posix()}/", **index)


def run(command: Sequence[str], folder: Path) -> tuple[bool, str]:
    """Run one step and show what it prints; whether it went well, and its last line."""
    print("+", *command, flush=True)
    # `python3` and `py` in README's command are the Python that runs this.
    here = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    environment = {**os.environ, "PATH": here, "PY_PYTHON": version}
    last, deadline = "", time.monotonic() + _PATIENCE
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            last = line.strip() or last
            if time.monotonic() > deadline:
                process.kill()
    return process.returncode == 0, last


def main(arguments: Sequence[str] | None = None) -> int:
    """Run every step, whatever the one before said; 1 where one failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.ci", description=__doc__)
    parser.add_argument("--newest", action="store_true", help="the newest of every dependency")
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a console that lacks a letter stops nothing
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place, "copy")
        folder.mkdir()
        copy_last_commit(folder)
        command = test_command((folder / "README.md").read_text("utf-8"), windows=IS_WINDOWS)
        if options.newest:
            command = take_newest(command, folder / "pyproject.toml")
        done, counted = run((*SHELL, command), folder)
        failed = [] if done else ["tests"]
        tools = folder / ".venv" / ("Scripts" if IS_WINDOWS else "bin")
        if (tools / "ruff").exists() or (tools / "ruff.exe").exists():
            run((str(tools / "python"), "-m", "pip", "list", "--format=freeze"), folder)
            for tool, *rest in CHECKS:
                if not run((str(tools / tool), *rest), folder)[0]:
                    failed.append(" ".join((tool, *rest)))
    for each in failed:
        print("failed:", each)
    print(counted)
    return 1 if failed else 0


def _output(*command: str, **environment: str) -> str:
    done = subprocess.run(
        command,
        check=True,
        stdout=subprocess.PIPE,
        env={**os.environ, **environment},
        timeout=_PATIENCE,
    )
    return done.stdout.decode("utf-8", "replace").rstrip()


if __name__ == "__main__":
    sys.exit(main())
