"""What is named is read only where it is a file, and never for ever."""

import os
import socket
import sys
from pathlib import Path

import pytest

from floorwalker import i18n
from floorwalker.file_reading import IrregularFileError, open_regular, read_regular
from floorwalker.os_reason import os_reason

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has neither pipes nor devices")


def irregular(tmp_path: Path, kind: str) -> Path:
    if sys.platform == "win32":
        raise OSError("POSIX only")
    path = tmp_path / "named"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        with socket.socket(socket.AF_UNIX) as waiting:
            waiting.bind(os.path.relpath(path))
    return path


@pytest.mark.parametrize("kind", ["pipe", "folder", "device", "socket"])
def test_what_is_no_file_is_refused_at_once(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = irregular(tmp_path, kind)
    for read in (open_regular, lambda named: read_regular(named, 10)):
        with pytest.raises(OSError, match=r".") as caught:
            read(path)
        assert os_reason(caught.value) not in ("", "the name is not allowed")


def test_a_pipe_is_named_as_one_in_each_language(tmp_path: Path) -> None:
    with pytest.raises(IrregularFileError) as caught:
        read_regular(irregular(tmp_path, "pipe"), 10)
    said = []
    for language in i18n.LANGUAGES:
        i18n.use(language)
        said.append(os_reason(caught.value))
    assert said == ["det er et rør (pipe)", "it is a pipe"]


def test_no_more_is_read_than_was_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(b"x" * 3_000_000)
    os.truncate(path, 10**12)  # a file with a hole: ten thousand times the memory
    assert read_regular(path, 5) == b"xxxxx"
    assert read_regular(path, 2_500_000) == b"x" * 2_500_000


def test_a_file_without_a_size_is_read_to_its_end() -> None:
    assert b"Name:" in read_regular("/proc/self/status", 100_000)


def test_links_to_files_are_followed(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"text")
    (tmp_path / "b").symlink_to("a")
    with open_regular(tmp_path / "b") as file:
        assert file.read() == b"text"
