"""Whatever the umask: what may hold anything of a visitor is its owner's alone."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from floorwalker import crash
from floorwalker.handout.pages import keep_page
from floorwalker.paths import slips_dir
from floorwalker.tui.appearance import remember_theme
from floorwalker.tui.registration.drafts import Drafts
from floorwalker.tui.registration.errands import Errand

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX rights")

WEEK = ("--week", "2026-W47")
FORMATS = tuple(
    part for name in ("csv", "jsonl", "xlsx", "komhen", "parquet") for part in ("--format", name)
)
COMMANDS = (
    ("log", "add", "--outcome", "answered", "--at", "2026-11-16T10:00"),
    ("feedback", "add", "--kind", "missing", "--comment", "mangler"),
    ("backup",),
    ("backup", "copy.db"),
    ("export", *WEEK, *FORMATS),
    ("export", *WEEK, "--to", "weeks"),
    ("merge", "weeks", "--to", "merged.csv"),
    ("report", *WEEK, "--html", "week.html"),
    ("log", "add", "--outcome", "answered"),
    ("restore", "--replace"),
    ("purge", "--backups"),
    ("search", "pas"),
)


@pytest.fixture(params=[0, 0o022, 0o077], ids=oct)
def _umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_umask")
def test_every_writer_keeps_what_it_writes_to_its_owner(
    run_here: Callable[..., tuple[int, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inputs = {tmp_path, *tmp_path.rglob("*")}
    data = tmp_path / "far" / "away" / "data"
    monkeypatch.setenv("FLOORWALKER_DATA", str(data))
    monkeypatch.setenv("FLOORWALKER_CACHE", str(tmp_path / "deep" / "er" / "cache"))
    crash.record_crash(ValueError(), data)
    for command in COMMANDS:
        assert run_here(*command)[0] == 0, command
    remember_theme(data, "textual-light", "")
    keep_page("<p>telt</p>", slips_dir(data), "slip")
    for folder in (data, tmp_path / "other" / "data"):
        drafts = Drafts(folder, desk="desk")
        drafts.keep([Errand(key=1, words="pas")])
        drafts.close()
    written = sorted({*tmp_path.rglob("*")} - inputs)
    open_to_others = [path for path in written if path.lstat().st_mode & 0o077]
    assert open_to_others == []
    names = {path.name for path in written}
    assert {"encounters.db", "errors.log", "copy.db", "merged.csv", "week.html"} <= names
    assert {"logs.json", "drafts", "slips", "weeks"} <= names
