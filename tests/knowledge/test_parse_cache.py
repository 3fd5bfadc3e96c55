"""The cache of parsed knowledge: believed only where it is as it was written, never in the way."""

import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import floorwalker
from floorwalker import i18n
from floorwalker.knowledge.loading import parse_cache as parsed_files
from floorwalker.knowledge.loading.loader import load, load_last_good
from tests.knowledge.base import SERVICES, sound, write

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="rights, pipes and names are POSIX's")


def kept(cache: Path) -> Path:
    """The one file of the cache."""
    [path] = [path for path in cache.rglob("*") if path.is_file()]
    return path


def signed(body: bytes, heading: bytes) -> bytes:
    """`body` under a heading with the right digest."""
    start = heading.rpartition(b" ")[0]
    return start + b" " + hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def halved(data: bytes) -> bytes:
    return data[: len(data) // 2]


def edited(data: bytes) -> bytes:
    return data.replace(b"Nyt pas", b"Nyt kys")


def of_another_format(data: bytes) -> bytes:
    heading, _newline, body = data.partition(b"\n")
    return signed(body, heading.replace(b"knowledge ", b"knowledge 9"))


def of_another_program(data: bytes) -> bytes:
    heading, _newline, body = data.partition(b"\n")
    return signed(body, heading.replace(b"floorwalker ", b"floorwalker 9."))


def of_wrong_types(data: bytes) -> bytes:
    heading, _newline, _body = data.partition(b"\n")
    return signed(b'[["YQ==", "0", {"services": 3}]]', heading)


def deep(data: bytes) -> bytes:
    heading, _newline, _body = data.partition(b"\n")
    return signed(b"[" * 100_000, heading)


def pickled(_data: bytes) -> bytes:
    return b"\x80\x04cos\nsystem\n"


def emptied(_data: bytes) -> bytes:
    return b""


@pytest.mark.parametrize(
    "damage",
    [
        halved,
        edited,
        of_another_format,
        of_another_program,
        of_wrong_types,
        deep,
        pickled,
        emptied,
    ],
)
def test_what_does_not_fit_is_made_again_without_a_word(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    folder, cache = sound(tmp_path / "k"), tmp_path / "cache"
    fresh = load(folder, cache)
    path = kept(cache)
    written = path.read_bytes()
    path.write_bytes(damage(written))
    assert load_last_good(folder, cache) is None
    again = load(folder, cache)
    assert (again.knowledge, again.problems) == (fresh.knowledge, fresh.problems)
    assert kept(cache).read_bytes() == written


@given(data=st.data())
def test_no_changed_byte_is_believed(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    root = tmp_path_factory.mktemp("cache")
    folder, cache = sound(root / "k"), root / "cache"
    fresh = load(folder, cache)
    path = kept(cache)
    written = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(written) - 1))
    written[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(written)
    assert load_last_good(folder, cache) is None
    assert load(folder, cache).knowledge == fresh.knowledge


def test_a_file_under_another_name_holds_what_it_held(tmp_path: Path) -> None:
    folder, cache = sound(tmp_path / "k"), tmp_path / "cache"
    load(folder, cache)
    (folder / "services.yaml").rename(folder / "ydelser.yaml")
    assert [file.path for file in load(folder, cache).files][-1] == "ydelser.yaml"
    last = load_last_good(folder, cache)
    assert last is not None
    assert [file.path for file in last.files][-1] == "ydelser.yaml"


def test_two_folders_have_a_cache_each(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for name in ("a", "b"):
        load(sound(tmp_path / name), cache)
    assert len(list(cache.rglob("*.json"))) == 2


@pytest.mark.parametrize("what", ["file", "pipe", "folder", "dangling", "closed"])
@POSIX
def test_a_cache_that_cannot_be_one_costs_nothing_but_time(tmp_path: Path, what: str) -> None:
    if sys.platform == "win32":
        raise OSError("POSIX only")
    folder, cache = sound(tmp_path / "k"), tmp_path / "cache"
    load(folder, cache)
    path = kept(cache)
    path.unlink()
    if what == "file":
        path.parent.rmdir()
        path.parent.write_text("x")
    elif what == "pipe":
        os.mkfifo(path)
    elif what == "folder":
        path.mkdir()
    elif what == "dangling":
        path.symlink_to("/nowhere/at/all")
    else:
        path.parent.rmdir()
        path.parent.symlink_to(path.parent.name)
    assert load(folder, cache).knowledge == load(folder).knowledge
    assert load_last_good(folder, cache) is None


@POSIX
def test_a_cache_on_a_full_disk_costs_nothing_but_time(tmp_path: Path) -> None:
    folder = sound(tmp_path / "k")
    assert load(folder, Path("/dev/full")).knowledge == load(folder).knowledge


@POSIX
def test_nobody_else_may_write_or_read_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        load(sound(tmp_path / "k"), tmp_path / "cache")
    finally:
        os.umask(before)
    places = [tmp_path / "cache", *(tmp_path / "cache").rglob("*")]
    assert len(places) == 3
    assert [oct(place.stat().st_mode & 0o077) for place in places] == ["0o0"] * 3


@POSIX
def test_names_that_are_no_text_are_kept_too(tmp_path: Path) -> None:
    folder = sound(tmp_path / os.fsdecode(b"caf\xe9"))
    (folder / "services.yaml").rename(folder / os.fsdecode(b"ydelser-\xff.yaml"))
    cache = tmp_path / "cache"
    fresh = load(folder, cache)
    last = load_last_good(folder, cache)
    assert last is not None
    assert [file.path for file in last.files] == [file.path for file in fresh.files]
    assert last.knowledge == fresh.knowledge


def test_what_is_of_no_use_never_takes_the_place_of_the_last_good_copy(tmp_path: Path) -> None:
    folder, cache = sound(tmp_path / "k"), tmp_path / "cache"
    good = load(folder, cache)
    for path in folder.iterdir():
        path.unlink()
    assert load(folder, cache).files == ()
    write(folder, services="services: [")
    assert load(folder, cache).knowledge.services == {}
    last = load_last_good(folder, cache)
    assert last is not None
    assert last.knowledge == good.knowledge
    folder.rename(tmp_path / "away")
    assert load_last_good(folder, cache) is not None
    write(folder, services=SERVICES)
    load(folder, cache)
    changed = load_last_good(folder, cache)
    assert changed is not None
    assert changed.knowledge != good.knowledge


def test_the_format_s_number_is_part_of_the_heading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, cache = sound(tmp_path / "k"), tmp_path / "cache"
    load(folder, cache)
    monkeypatch.setattr(parsed_files, "_FORMAT", parsed_files._FORMAT + 1)
    assert load_last_good(folder, cache) is None


@pytest.mark.parametrize("change", ["other text", "another moment", "one more"])
def test_another_build_of_the_program_reads_the_files_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    folder, cache = sound(tmp_path / "k"), tmp_path / "cache"
    program = tmp_path / "program"
    module = program / "knowledge" / "model" / "shapes.py"
    module.parent.mkdir(parents=True)
    module.write_text("1")
    monkeypatch.setattr(floorwalker, "__file__", str(program / "__init__.py"))
    parsed_files._program.cache_clear()
    try:
        load(folder, cache)
        assert load_last_good(folder, cache) is not None
        if change == "other text":
            module.write_text("22")
        elif change == "another moment":
            os.utime(module, ns=(0, 10**18))
        else:
            (module.parent / "more.py").write_text("")
        parsed_files._program.cache_clear()
        assert load_last_good(folder, cache) is None
    finally:
        parsed_files._program.cache_clear()


def test_a_kept_fault_is_told_in_the_language_of_now(tmp_path: Path) -> None:
    folder, cache = sound(tmp_path / "k"), tmp_path / "cache"
    (folder / "more.yaml").write_text("services:\n  a:\n    nam: x\n", encoding="utf-8")
    said = {}
    before = i18n.language()
    try:
        for language in ("da", "en", "da"):
            i18n.use(language)
            problems = load(folder, cache).problems
            assert problems == load(folder).problems
            said[language] = [f"{each.message} {each.hint}" for each in problems]
    finally:
        i18n.use(before)
    assert len(said["da"]) == len(said["en"]) > 0
    assert not set(said["da"]) & set(said["en"])
