"""Files appear whole or not at all, are nobody else's to write, and never go through a link."""

import contextlib
import errno
import os
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from floorwalker.files import (
    FileError,
    check_target,
    make_folder,
    make_named_folder,
    sweep,
    whole_file,
    working_folder,
    write_whole,
)

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX has these")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "place").mkdir()
    return tmp_path / "place"


@pytest.fixture
def no_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def refused(path: Path, *, replacing: bool = True) -> str:
    with pytest.raises(FileError) as caught:
        write_whole(path, b"new", replacing=replacing)
    assert caught.value.message
    assert "\n" not in str(caught.value)
    return caught.value.reason


def test_a_file_is_there_when_it_is_whole_and_not_before(place: Path) -> None:
    path = place / "a.csv"
    with whole_file(path, replacing=False) as file:
        file.write(b"whole\n")
        assert not path.exists()
    assert path.read_bytes() == b"whole\n"
    assert list(place.iterdir()) == [path]


def test_a_writer_that_fails_leaves_what_was_there(place: Path) -> None:
    path = place / "a.csv"
    write_whole(path, b"old", replacing=False)

    def half() -> None:
        with whole_file(path, replacing=True) as file:
            file.write(b"half")
            raise KeyError

    with pytest.raises(KeyError):
        half()
    assert path.read_bytes() == b"old"
    assert list(place.iterdir()) == [path]


@posix
@pytest.mark.usefixtures("no_umask")
def test_nothing_is_ever_writable_by_others(place: Path) -> None:
    for access, rights in (("private", 0o600), ("shared", 0o644)):
        path = place / access
        with whole_file(path, replacing=True, access=access) as file:  # type: ignore[arg-type]
            file.write(b"x")
            (draft,) = (each for each in place.iterdir() if each.name.startswith("."))
            assert mode(draft) == 0o600
        assert mode(path) == rights
        path.chmod(0o666)
        write_whole(path, b"y", replacing=True, access=access)  # type: ignore[arg-type]
        assert mode(path) == rights
    make_folder(place / "a" / "b")
    make_folder(place / "c" / "d", "shared")
    assert [mode(place / each) for each in ("a", "a/b", "c", "c/d")] == [0o700] * 2 + [0o755] * 2
    with working_folder(place) as folder:
        assert mode(folder) == 0o700


@posix
def test_a_shared_file_is_as_readable_as_the_umask_lets_it(place: Path) -> None:
    before = os.umask(0o077)
    try:
        write_whole(place / "a", b"", replacing=False, access="shared")
    finally:
        os.umask(before)
    assert mode(place / "a") == 0o600


@posix
@pytest.mark.parametrize("replacing", [True, False])
def test_a_planted_link_leads_nowhere(place: Path, replacing: bool) -> None:
    mine = place / "mine"
    mine.write_text("mine", encoding="utf-8")
    planted = place / "week.csv"
    for aim in (mine, place / "none"):
        planted.symlink_to(aim)
        assert refused(planted, replacing=replacing) == "link"
        planted.unlink()
    assert mine.read_text(encoding="utf-8") == "mine"
    assert list(place.iterdir()) == [mine]


@posix
def test_a_link_that_comes_meanwhile_is_replaced_and_not_followed(place: Path) -> None:
    mine, path = place / "mine", place / "week.csv"
    mine.write_text("mine", encoding="utf-8")
    with whole_file(path, replacing=True) as file:
        file.write(b"week")
        path.symlink_to(mine)
    assert (path.read_bytes(), path.is_symlink()) == (b"week", False)
    assert mine.read_text(encoding="utf-8") == "mine"


@posix
def test_a_draft_that_somebody_exchanged_is_not_published(place: Path) -> None:
    path = place / "week.csv"

    def exchanged() -> None:
        with whole_file(path, replacing=True) as file:
            file.write(b"week")
            (draft,) = place.iterdir()
            draft.unlink()
            draft.write_bytes(b"theirs")

    with pytest.raises(FileError):
        exchanged()
    assert not path.exists()


def test_a_file_that_may_not_be_replaced_stays(place: Path) -> None:
    path = place / "a"
    path.write_bytes(b"old")
    assert refused(path, replacing=False) == "exists"
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("links", [True, False])
def test_a_name_taken_meanwhile_is_left_to_whoever_took_it(
    place: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def no_links(_self: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    if not links:
        monkeypatch.setattr(Path, "hardlink_to", no_links)
    write_whole(place / "b", b"new", replacing=False)
    assert (place / "b").read_bytes() == b"new"

    def late() -> None:
        with whole_file(place / "a", replacing=False) as file:
            file.write(b"new")
            (place / "a").write_bytes(b"theirs")

    with pytest.raises(FileError) as caught:
        late()
    assert caught.value.reason == "exists"
    assert (place / "a").read_bytes() == b"theirs"
    assert sorted(each.name for each in place.iterdir()) == ["a", "b"]


def test_of_two_that_write_a_new_name_at_once_one_wins(place: Path) -> None:
    path = place / "a"
    both = threading.Barrier(8)
    won: list[bytes] = []

    def write(data: bytes) -> None:
        both.wait(timeout=60)
        with contextlib.suppress(FileError):
            write_whole(path, data, replacing=False)
            won.append(data)

    writers = [
        threading.Thread(target=write, args=(bytes([n]) * 9999,), daemon=True) for n in range(8)
    ]
    for each in writers:
        each.start()
    for each in writers:
        each.join(60)
    assert [path.read_bytes()] == won
    assert list(place.iterdir()) == [path]


@posix
def test_what_is_no_file_is_named(place: Path) -> None:
    if sys.platform == "win32":
        raise OSError("POSIX only")
    os.mkfifo(place / "pipe")
    (place / "folder").mkdir()
    (place / "file").touch()
    assert refused(place / "pipe") == "device"
    assert refused(Path("/dev/full")) == "device"
    assert refused(place / "folder") == "folder"
    assert refused(place / "file" / "a") == "not-a-folder"
    assert refused(place / "none" / "a") == "no-folder"
    assert refused(place / "none" / "deep" / "a") == "no-folder"
    assert refused(place / ("é" * 128)) == "long-name"
    assert refused(place / "a\0b") == "no-name"
    assert refused(place / "\ud800") == "no-name"
    assert sorted(each.name for each in place.iterdir()) == ["file", "folder", "pipe"]


@posix
def test_a_name_as_long_as_the_disk_allows_is_no_trouble(place: Path) -> None:
    path = place / ("é" * 127)
    write_whole(path, b"x", replacing=False)
    write_whole(path, b"y", replacing=True)
    assert path.read_bytes() == b"y"


FULL = """
import resource, sys
from pathlib import Path
from floorwalker.files import FileError, write_whole
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    write_whole(Path(sys.argv[1]), b"x" * 100_000, replacing=True)
except FileError as error:
    print(error.reason)
"""


@posix
def test_a_full_disk_is_said_and_leaves_what_was_there(place: Path) -> None:
    path = place / "a"
    path.write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert done.stdout == "no-room\n"
    assert path.read_bytes() == b"old"
    assert list(place.iterdir()) == [path]


KILLED = """
import os, signal, sys
from pathlib import Path
from floorwalker.files import whole_file, working_folder
folder = Path(sys.argv[1])
with working_folder(folder) as inside, whole_file(folder / "a", replacing=True) as file:
    (inside / "part").write_bytes(b"x")
    file.write(b"half")
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@posix
def test_what_a_killed_writer_left_is_swept_by_the_next(place: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(place)], check=False, timeout=120)
    assert done.returncode < 0
    assert len(list(place.iterdir())) == 2
    write_whole(place / "b", b"", replacing=False)
    assert [each.name for each in place.iterdir()] == ["b"]


def test_drafts_of_the_living_stay_and_those_of_other_computers_for_an_hour(
    place: Path,
) -> None:
    theirs = place / ".floorwalker-00000000-1-0123456789abcdef.tmp"
    old = place / ".floorwalker-00000000-2-0123456789abcdef.tmp"
    other = place / ".floorwalker-notes.tmp"
    for each in (theirs, old, other):
        each.touch()
        if each != theirs:
            os.utime(each, (time.time() - 4000,) * 2)
    with whole_file(place / "a", replacing=False):
        sweep(place)
        assert not old.exists()
    assert sorted(each.name for each in place.iterdir()) == sorted([theirs.name, other.name, "a"])


@posix
def test_sweeping_takes_a_planted_link_and_not_what_it_leads_to(place: Path) -> None:
    mine = place / "mine"
    mine.mkdir()
    (mine / "kept").touch()
    link = place / ".floorwalker-00000000-2-0123456789abcdef.tmp"
    link.symlink_to(mine)
    os.utime(link, (0, 0), follow_symlinks=False)
    sweep(place)
    assert not link.is_symlink()
    assert (mine / "kept").exists()


def test_a_named_folder_is_made_in_one_that_is_there_and_nowhere_else(place: Path) -> None:
    assert make_named_folder(place / "weeks") is True
    assert make_named_folder(place / "weeks") is False
    (place / "file").touch()
    for folder, reason in (
        (place / "none" / "weeks", "no-folder"),
        (place / "file", "not-a-folder"),
        (place / "file" / "weeks", "not-a-folder"),
    ):
        with pytest.raises(FileError) as caught:
            make_named_folder(folder)
        assert caught.value.reason == reason
    assert not (place / "none").exists()


@posix
@pytest.mark.parametrize("drive", ["/mnt/no", "/media/no", "/media/who/no", "/run/media/who/no"])
def test_a_drive_that_is_not_connected_is_not_made_up(drive: str) -> None:
    with pytest.raises(FileError) as caught:
        make_named_folder(Path(drive))
    assert caught.value.reason == "no-folder"
    assert not Path(drive).exists()


def test_names_are_given_in_the_order_of_durability(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deeds: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def noted_sync(descriptor: int) -> None:
        deeds.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def noted_replace(self: Path, target: Path) -> Path:
        deeds.append("name")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(Path, "replace", noted_replace)
    write_whole(place / "a", b"x", replacing=True)
    assert deeds == (["file", "name", "folder"] if os.name == "posix" else ["file", "name"])


def test_a_target_can_be_asked_about_before_the_work(place: Path) -> None:
    check_target(place / "a", replacing=False)
    (place / "a").touch()
    check_target(place / "a", replacing=True)
    with pytest.raises(FileError):
        check_target(place / "a", replacing=False)
