"""Something else in place of a file that the program reads or writes by itself: said, no hang."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from floorwalker.cli.log_access import LogAccess
from floorwalker.tui.appearance import remember_theme, remembered_theme
from floorwalker.tui.registration.drafts import Drafts
from floorwalker.tui.registration.errands import Errand
from tests.cli.conftest import Run

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="POSIX kinds of files"),
    pytest.mark.timeout(10),
]

LOGGING = (("log", "add", "--outcome", "answered"), ("log", "list"), ("doctor",), ("purge",))
COPYING = (("backup",), ("purge", "--backups"), ("restore",), ("log", "list"))
WEEKLY = (
    ("export", "--week", "2026-W47"),
    ("merge", "data/exports", "--to", "merged.csv", "--force"),
    ("report", "--week", "2026-W47"),
)
KNOWING = (("search", "pas"), ("check",), ("log", "add", "--outcome", "answered"), ("doctor",))
PLACES: dict[str, tuple[tuple[str, ...], ...]] = {
    "data/encounters.db": (*LOGGING, *COPYING, *WEEKLY),
    "data/encounters.db-journal": (*LOGGING, *COPYING),
    "data/.encounters-begun": LOGGING,
    "data/backups": (*LOGGING, *COPYING),
    "data/backups/elsewhere.json": COPYING,
    "data/backups/encounters-2026-11-16.db": (*LOGGING, *COPYING),
    "data/drafts": LOGGING,
    "data/drafts/1-a.json": LOGGING,
    "data/drafts/1-a.lock": LOGGING,
    "data/exports": WEEKLY,
    "data/exports/floorwalker-2026-W47-Skranke-1.manifest.json": WEEKLY,
    "data/exports/floorwalker-2026-W47-Skranke-1.csv": WEEKLY,
    "data/state.json": LOGGING,
    "data/errors.log": LOGGING,
    "config/config.yaml": (*LOGGING, *KNOWING),
    "knowledge/lexicon.yaml": KNOWING,
    "knowledge/s.yaml": KNOWING,
    "cache": KNOWING,
    "cache/logs.json": KNOWING,
}
"""What the program finds by itself, and the commands that look there."""


def _folder(path: Path) -> None:
    (path / "inside").mkdir(parents=True)


def _pipe(path: Path) -> None:
    if sys.platform == "win32":
        raise OSError("POSIX only")
    os.mkfifo(path)


def _unreadable(path: Path) -> None:
    path.write_bytes(b"")
    path.chmod(0)


KINDS: dict[str, Callable[[Path], object]] = {
    "pipe": _pipe,
    "device": lambda path: path.symlink_to("/dev/zero"),
    "folder": _folder,
    "itself": lambda path: path.symlink_to(path.name),
    "unreadable": _unreadable,
    "noise": lambda path: path.write_bytes(b"\xff\x00{["),
}


def put(kind: str, path: Path) -> None:
    """Put something else in the place of `path`."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    KINDS[kind](path)


@pytest.fixture
def at_work(run_here: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk that has been in use: a log, a backup, a week."""
    monkeypatch.setattr(LogAccess, "patience", 0.05)
    for command in (LOGGING[0], COPYING[0], WEEKLY[0]):
        assert run_here(*command)[0] == 0


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.usefixtures("at_work")
def test_no_command_waits_or_breaks(
    run_here: Callable[..., tuple[int, str]], tmp_path: Path, place: str, kind: str
) -> None:
    put(kind, tmp_path / place)
    for command in PLACES[place]:
        code, said = run_here(*command)
        assert code in (0, 1, 2), (command, said)
        assert code == 0 or said.strip()
        assert "Traceback" not in said, command


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("place", ["drafts", "drafts/1-a.json", "drafts/1-a.lock"])
def test_drafts_do_not_wait_or_break(tmp_path: Path, place: str, kind: str) -> None:
    put(kind, tmp_path / "data" / place)
    drafts = Drafts(tmp_path / "data", desk="desk")
    for left in drafts.left_over():
        left.leave()
    drafts.keep([Errand(key=1, words="pas")])
    drafts.close()


@pytest.mark.parametrize("kind", KINDS)
def test_the_look_does_not_wait_or_break(tmp_path: Path, kind: str) -> None:
    remember_theme(tmp_path / "data", "textual-light", "")
    (kept,) = (tmp_path / "data").iterdir()
    put(kind, kept)
    assert isinstance(remembered_theme(tmp_path / "data", ""), str)
    remember_theme(tmp_path / "data", "textual-light", "")


def test_the_program_itself_does_not_wait_either(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "data"
    for name in ("drafts/1-a.json", "backups/elsewhere.json", "errors.log"):
        put("pipe", data / name)
    assert run("purge").returncode == 0
    assert run("log", "add", "--outcome", "answered").returncode == 0
