"""Slips on the disk: nobody else's, and gone after a day."""

import os
import stat
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from floorwalker.errors import FloorwalkerError
from floorwalker.handout.pages import clear_old_pages, keep_page

NOW = datetime(2026, 11, 19, 10, 42, tzinfo=ZoneInfo("Europe/Copenhagen"))


def written(path: Path, ago: timedelta) -> Path:
    moment = (NOW - ago).timestamp()
    os.utime(path, (moment, moment))
    return path


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
def test_a_page_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        path = keep_page("<p>é", tmp_path / "slips", "slip")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert path.read_text("utf-8") == "<p>é"


def test_a_page_never_replaces_another(tmp_path: Path) -> None:
    paths = [keep_page(str(number), tmp_path, "slip") for number in range(3)]
    assert [path.name for path in paths] == ["slip.html", "slip-2.html", "slip-3.html"]
    assert [path.read_text("utf-8") for path in paths] == ["0", "1", "2"]


def test_pages_of_yesterday_go_and_todays_stay(tmp_path: Path) -> None:
    old = written(keep_page("old", tmp_path, "slip"), timedelta(days=1))
    new = written(keep_page("new", tmp_path, "slip"), timedelta(hours=23))
    (tmp_path / "other.txt").touch()
    other = written(tmp_path / "other.txt", timedelta(days=9))
    clear_old_pages(tmp_path, NOW)
    assert not old.exists()
    assert new.exists()
    assert other.exists()


def test_a_folder_that_is_not_there_has_no_old_pages(tmp_path: Path) -> None:
    clear_old_pages(tmp_path / "none", NOW)
    assert not (tmp_path / "none").exists()


def test_a_disk_that_refuses_is_named(tmp_path: Path) -> None:
    (tmp_path / "slips").write_text("a file stands in the way", encoding="utf-8")
    with pytest.raises(FloorwalkerError, match="slips"):
        keep_page("", tmp_path / "slips", "slip")
