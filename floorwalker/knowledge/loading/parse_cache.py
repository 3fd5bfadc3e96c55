"""What the files of a knowledge folder hold, kept between starts: unchanged files are not parsed.

One file for each knowledge folder, JSON under a digest of itself. What does not fit, since it was
cut off, edited by hand or written by another program, is made again without a word; a cache that
cannot be read or written costs time and nothing else. It is also the last good copy of a folder
that cannot be used any more: one that holds nothing usable does not take its place.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

import floorwalker
from floorwalker.errors import FloorwalkerError
from floorwalker.file_reading import read_regular
from floorwalker.files import make_folder, write_whole
from floorwalker.knowledge.model.contents import FileContent, SourceFile

_FORMAT: Final = 8
"""To be raised whenever what a `FileContent` says of the same bytes changes."""
_READERS: Final = ("knowledge", "plain_yaml")
"""The parts of the program that decide what a file says, and what is wrong with it."""
_MOST: Final = 1024 * 1024 * 1024


class _Parsed(Struct, frozen=True, array_like=True, gc=False):
    """One file: where it stood, the digest of its bytes, and what they say."""

    path: bytes
    """As the system has it: the name of a file need not be text."""
    digest: str
    content: FileContent


class ParsedFiles:
    """What the files of one folder held when they were last read."""

    def __init__(self, cache: Path | None, folder: Path) -> None:
        """`cache` is the folder for all caches, made when it is needed; None keeps nothing."""
        self._place = _place(cache, folder)
        self._before = _read(self._place)
        self._known = {parsed.digest: parsed.content for parsed in self._before}
        self._now: list[tuple[str, str, FileContent]] = []

    def content(self, path: str, data: bytes) -> FileContent:
        """What `data` holds, from the cache where it fits."""
        if self._place is None:
            return _parse(data)
        digest = hashlib.sha256(data).hexdigest()
        content = self._known.get(digest)
        if content is None:
            content = _parse(data)
        self._now.append((path, digest, content))
        return content

    def keep(self) -> None:
        """Write down what was read, unless it is known already or nothing of it can be used."""
        is_usable = any(_says_something(content) for _path, _digest, content in self._now)
        if self._place is None or not is_usable or self._is_as_before():
            return
        parsed = [_Parsed(os.fsencode(path), digest, said) for path, digest, said in self._now]
        with contextlib.suppress(FloorwalkerError):
            body = msgspec.json.encode(parsed)
            make_folder(self._place.parent)
            write_whole(self._place, _heading(body) + body, replacing=True, durable=False)

    def _is_as_before(self) -> bool:
        return len(self._now) == len(self._before) and all(
            digest == before.digest and path == os.fsdecode(before.path)
            for (path, digest, _content), before in zip(self._now, self._before, strict=True)
        )


def _says_something(content: FileContent) -> bool:
    return bool(content.records() or content.partial or content.rates or content.municipality)


def last_good_files(folder: Path, cache: Path | None) -> list[SourceFile]:
    """The files of `folder` as they were when it was last usable, without their bytes."""
    return [
        SourceFile(path=os.fsdecode(parsed.path), data=b"", content=parsed.content)
        for parsed in _read(_place(cache, folder))
    ]


def _place(cache: Path | None, folder: Path) -> Path | None:
    if cache is None:
        return None
    where = os.fsencode(os.path.realpath(folder))
    return cache / "knowledge" / f"{hashlib.sha256(where).hexdigest()[:16]}.json"


def _heading(body: bytes) -> bytes:
    """The first line: what wrote the file, and the digest that the rest must have."""
    digest = hashlib.sha256(body).hexdigest()
    version = f"{floorwalker.__version__} {_program()}"
    return f"floorwalker {version} knowledge {_FORMAT} {digest}\n".encode()


@cache
def _program() -> str:
    """What tells one build of the readers from another: an update need not raise the version.

    By size and time, as reading them would cost more than the cache saves.
    """
    state = hashlib.sha256()
    for part in _READERS:
        for line in sorted(_sources(str(Path(floorwalker.__file__).parent / part))):
            state.update(os.fsencode(line))
    return state.hexdigest()[:16]


def _sources(folder: str) -> Iterator[str]:
    """Every module under `folder`, with its size and time; nothing of one that cannot be read."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                found = entry.stat()
                yield f"{entry.path} {found.st_size} {found.st_mtime_ns}\n"
            elif "." not in entry.name and entry.name != "__pycache__":
                yield from _sources(entry.path)


def _read(place: Path | None) -> list[_Parsed]:
    """What stands at `place`; nothing where it is not as this version wrote it."""
    if place is None:
        return []
    try:
        data = read_regular(place, _MOST)
        end = data.find(b"\n") + 1
        if data[:end] != _heading(body := data[end:]):
            return []
        return msgspec.json.decode(body, type=list[_Parsed])
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return []


def _parse(data: bytes) -> FileContent:
    from floorwalker.knowledge.loading.file_reader import (
        read_file,  # not where the cache has it all
    )

    return read_file(data)
