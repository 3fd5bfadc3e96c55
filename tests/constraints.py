"""Brings `constraints.txt` up to date: `python -m tests.constraints`.

The file names one known version of everything that the package, its tests and its benchmarks
install, for the oldest Python that is supported, so that a release elsewhere changes nothing for
a newcomer. It names packages and versions only, never where they came from. The build tool is
pinned in pyproject.toml, since constraints do not reach the environment that builds the package.
"""

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

TOP = Path(__file__).parents[1]
FILE = TOP / "constraints.txt"
PROJECT = TOP / "pyproject.toml"
ELSEWHERE = ("colorama", "tzdata")
"""What only other systems than this one install, by the markers of whoever requires it."""
_INSTALLER = "pip"
"""Some packages require the installer itself: it stays the one that is there."""
_HEADER = "# Known versions, written by `python -m tests.constraints`; not edited by hand.\n"


def oldest_python() -> str:
    """The oldest Python supported, such as `3.11`."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    return str(project["requires-python"]).removeprefix(">=")


def resolve(*requirements: str) -> dict[str, str]:
    """Name to newest version of `requirements` and all they need, on the oldest Python."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        options = ("--dry-run", "--ignore-installed", "--quiet", "--report", str(report))
        target = ("--python-version", oldest_python(), "--only-binary=:all:", "--target", folder)
        command = [sys.executable, "-m", "pip", "install", *options, *target, *requirements]
        subprocess.run(command, cwd=TOP, check=True)
        found = json.loads(report.read_text(encoding="utf-8"))["install"]
    pairs = ((entry["metadata"]["name"], entry["metadata"]["version"]) for entry in found)
    return {name: version for name, version in pairs if name not in ("floorwalker", _INSTALLER)}


def read() -> dict[str, str]:
    """Name to version, as `constraints.txt` has them."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if line and not line.startswith("#"))


def main() -> int:
    """Write the newest versions that install together."""
    versions = resolve(".[dev,bench]", *ELSEWHERE)
    lines = [f"{name}=={versions[name]}\n" for name in sorted(versions, key=str.lower)]
    FILE.write_text(_HEADER + "".join(lines), encoding="utf-8")
    builder = resolve("hatchling")["hatchling"]
    text = PROJECT.read_text(encoding="utf-8")
    PROJECT.write_text(re.sub(r'"hatchling(==[^"]*)?"', f'"hatchling=={builder}"', text), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
