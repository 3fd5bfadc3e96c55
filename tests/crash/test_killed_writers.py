"""A writer that is killed, wherever: the old file or the new one, and nothing left after the next.

A point is a call on the way to the disk; every one of them has its turn.
"""

import os
import shutil
import signal
import sys
from pathlib import Path

import pytest

from floorwalker.week.files.manifest import read_manifest
from tests.crash.points import run_until
from tests.crash.processes import ended, start
from tests.knowledge.base import CONTACTS, MUNICIPALITY, SERVICES, write

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no signal to kill with")

NEVER = 1_000_000
WEEK = ("--week", "2026-W47")
COMMANDS = {
    "csv": ("export", *WEEK, "--to", "PLACE/out"),
    "all": (
        *("export", *WEEK, "--to", "PLACE/out", "--format", "jsonl", "--format", "xlsx"),
        *("--format", "komhen"),
    ),
    "merge": ("merge", "PLACE/weeks", "--to", "PLACE/out/all.csv", "--force"),
    "report": ("report", *WEEK, "--html", "PLACE/out/uge.html", "--force"),
    "knowledge": (
        *("export-knowledge", "--format", "hsds", "--to", "PLACE/out/services.json", "--force"),
    ),
    "import": ("import", "hsds", "PLACE/source.json", "--to", "PLACE/out/imported.yaml", "--force"),
    "first": ("export", *WEEK, "--to", "PLACE/empty"),
    "new": ("merge", "PLACE/weeks", "--to", "PLACE/out/new.jsonl"),
}


def run(place: Path, arguments: tuple[str, ...], point: int = NEVER) -> int | None:
    """Run one command; its exit code, or None where it was killed at the point."""
    if sys.platform == "win32":
        raise OSError("POSIX only")
    options = ("--data", f"{place}/data", "--knowledge", f"{place}/knowledge", "--lang", "en")
    filled = [part.replace("PLACE", str(place)) for part in arguments]
    code = ended(start(run_until, point, [*options, *filled], f"{place}/cache"))
    return None if code == -signal.SIGKILL else code


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of which one encounter was exported and another came since."""
    place = tmp_path_factory.mktemp("place")
    write(place / "knowledge", h=MUNICIPALITY, c=CONTACTS, s=SERVICES)
    (place / "out").mkdir()
    (place / "empty").mkdir()
    source = ("export-knowledge", "--format", "hsds", "--to", "PLACE/source.json", "--force")
    assert run(place, source) == 0
    add = ("log", "add", "service:pas", "--outcome", "answered", "--at")
    assert run(place, (*add, "2026-11-16T10:00")) == 0
    assert run(place, ("export", *WEEK, "--to", "PLACE/weeks")) == 0
    for name, arguments in COMMANDS.items():
        if name not in ("new", "first"):
            assert run(place, arguments) == 0
    assert run(place, (*add, "2026-11-17T10:00")) == 0
    assert run(place, ("export", *WEEK, "--to", "PLACE/weeks")) == 0
    services = place / "knowledge" / "s.yaml"
    services.write_text(services.read_text("utf-8").replace("Pas", "Rejsepas"), encoding="utf-8")
    assert run(place, source) == 0
    return place


@pytest.fixture
def fresh(template: Path, tmp_path: Path) -> Path:
    """The place as the template has it; the same path each time, for it stands in messages."""
    place = tmp_path / "place"
    shutil.copytree(template, place)
    return place


@pytest.mark.parametrize("name", COMMANDS)
def test_every_file_is_old_or_new_and_nothing_is_left_over(
    template: Path, fresh: Path, name: str
) -> None:
    arguments = COMMANDS[name]
    folder = fresh / ("empty" if name == "first" else "out")
    old = contents(folder)
    assert run(fresh, arguments) == 0
    new = contents(folder)
    assert new != old
    for point in range(1, NEVER):
        shutil.rmtree(folder)
        shutil.copytree(template / folder.name, folder)
        code = run(fresh, arguments, point)
        if code is not None:
            assert code == 0
            assert point > 20, "the points were not found"
            break
        found = {
            file: data
            for file, data in contents(folder).items()
            if not file.startswith(".floorwalker-")
        }
        assert old.keys() <= found.keys() <= new.keys()
        for file, data in found.items():
            is_whole = data in (old.get(file), new[file]) or (
                read_manifest(folder / file) is not None  # one for each format that is written
            )
            assert is_whole, f"{file} at point {point}"
        again = run(fresh, arguments)
        if name == "new" and "new.jsonl" in found:
            assert again == 2  # it is whole, and must not be replaced
            (folder / "new.jsonl").unlink()
            assert run(fresh, arguments) == 0
        else:
            assert again == 0
        assert contents(folder) == new, f"after point {point}"
        assert [each.name for each in folder.iterdir() if each.is_dir()] == []
