"""A folder of YAML files → `Knowledge`, and every `Problem` that keeps a part of it out.

A folder with errors still loads what is sound. Files that have not changed are not parsed again:
what they hold is kept as JSON under the hash of their bytes, and rebuilt silently when it does not
fit.
"""

import contextlib
import hashlib
import os
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from floorwalker.errors import KnowledgeError
from floorwalker.i18n import _
from floorwalker.knowledge.contents import FileContent, SourceFile
from floorwalker.knowledge.finding import find_files, unreadable
from floorwalker.knowledge.problems import Problem
from floorwalker.knowledge.progress import Progress, nobody
from floorwalker.knowledge.records import Knowledge
from floorwalker.knowledge.references import cross_check, resolve

_CACHE_VERSION: Final = 3
"""To be raised whenever what a `FileContent` says of the same bytes changes."""


class Loaded(Struct, frozen=True, kw_only=True):
    """A knowledge base as loaded."""

    knowledge: Knowledge
    problems: tuple[Problem, ...]
    """The errors, sorted; what they concern was left out of `knowledge`."""
    files: tuple[SourceFile, ...]


def load(folder: Path, cache: Path | None = None, progress: Progress = nobody) -> Loaded:
    """The knowledge base in `folder`; `cache` is a folder where parsed files may be kept.

    Raises:
        KnowledgeError: the folder does not exist or cannot be read.
    """
    files = []
    found = find_files(folder)
    problems = list(found.problems)
    done, total = 0, sum(_size(path) for path in found.paths)
    with _Cache.of(cache, folder) as kept:
        for path in found.paths:
            relative = path.relative_to(folder).as_posix()
            try:
                data = path.read_bytes()
            except OSError as error:
                problems.append(unreadable(relative, error))
                continue
            files.append(SourceFile(path=relative, data=data, content=kept.content(data)))
            done += len(data)
            progress(min(done, total), total)
    problems += [
        Problem(
            path=file.path,
            line=fault.line,
            column=fault.column,
            code=fault.code,
            details=fault.details,
        )
        for file in files
        for fault in file.content.faults
    ]
    problems += cross_check(files, complete=not problems_hide_records(files, problems))
    return Loaded(
        knowledge=resolve(files),
        problems=tuple(sorted(problems, key=Problem.sort_key)),
        files=tuple(files),
    )


def with_last_good(loaded: Loaded, before: Loaded | None) -> Loaded:
    """`loaded` in which every file that has become faulty says what it said `before`.

    The problems stay those of the files as they are now.
    """
    if before is None:
        return loaded
    good = {file.path: file for file in before.files if not file.content.faults}
    files = {file.path: file for file in loaded.files}
    lost = {each.path for each in loaded.problems if each.code in _WITHOUT_CONTENT}
    kept = {path: good[path] for path in good.keys() & lost}
    kept |= {path: good[path] for path in good.keys() & files.keys() if files[path].content.faults}
    if not kept:
        return loaded
    merged = sorted((files | kept).values(), key=lambda file: file.path)
    return Loaded(knowledge=resolve(merged), problems=loaded.problems, files=tuple(merged))


def load_usable(folder: Path, cache: Path | None = None) -> Loaded:
    """As `load`, for those who need something to search.

    Raises:
        KnowledgeError: also where the folder holds no usable entry at all.
    """
    loaded = load(folder, cache)
    if any(True for _entry in loaded.knowledge.entries()):
        return loaded
    if loaded.problems and loaded.files:
        first = loaded.problems[0]
        raise KnowledgeError(
            _("The knowledge base {folder} holds no usable entry. {where}: {message}").format(
                folder=folder, where=first.where, message=first.message
            ),
            first.hint,
        )
    raise KnowledgeError(
        _("The folder {folder} holds no knowledge files (*.yaml).").format(folder=folder),
        _("Name another folder with --knowledge, or copy the starter knowledge: floorwalker init."),
    )


def problems_hide_records(files: list[SourceFile], problems: list[Problem]) -> bool:
    """Whether some file could not be read, so that a missing entry may well stand in it."""
    return any(file.content.unreadable for file in files) or any(
        problem.code in _WITHOUT_CONTENT for problem in problems
    )


_WITHOUT_CONTENT: Final = ("unreadable", "link-outside", "not-read")
"""The codes of files that were not read at all."""


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


class _Cache:
    """Parsed files as JSON, one for each knowledge file, named by the hash of its bytes.

    A cache that cannot be read or written costs time and nothing else.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._used: set[str] = set()

    @classmethod
    def of(cls, cache: Path | None, knowledge: Path) -> "_Cache":
        if cache is None:
            return cls(None)
        name = hashlib.sha256(str(knowledge.resolve()).encode()).hexdigest()[:16]
        return cls(cache / "knowledge" / name)

    def __enter__(self) -> "_Cache":
        return self

    def __exit__(self, *_exception: object) -> None:
        """Forget what no file of the folder needed this time."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            for path in self._folder.iterdir():
                if path.name not in self._used:
                    path.unlink()

    def content(self, data: bytes) -> FileContent:
        """What `data` holds, from the cache where it fits."""
        if self._folder is None:
            return _read(data)
        name = f"{_CACHE_VERSION}-{hashlib.sha256(data).hexdigest()}.json"
        self._used.add(name)
        path = self._folder / name
        with contextlib.suppress(OSError, msgspec.MsgspecError):
            return msgspec.json.decode(path.read_bytes(), type=FileContent)
        content = _read(data)
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            _write_whole(path, msgspec.json.encode(content))
        return content


def _read(data: bytes) -> FileContent:
    from floorwalker.knowledge.reader import read_file  # not where the cache has it all

    return read_file(data)


def _write_whole(path: Path, data: bytes) -> None:
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    temporary.write_bytes(data)
    temporary.replace(path)
