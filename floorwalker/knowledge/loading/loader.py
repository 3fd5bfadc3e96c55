"""A folder of YAML files → `Knowledge`, and every `Problem` that keeps a part of it out.

A folder with errors still loads what is sound. Files that have not changed are not parsed again.
"""

import contextlib
import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from floorwalker.errors import KnowledgeError
from floorwalker.file_reading import read_regular
from floorwalker.i18n import _
from floorwalker.knowledge.loading.discovery import (
    LEXICON_FILE,
    find_files,
    unreadable,
    usable_lexicon,
)
from floorwalker.knowledge.loading.parse_cache import ParsedFiles, last_good_files
from floorwalker.knowledge.loading.progress import Progress, nobody
from floorwalker.knowledge.loading.references import cross_check, resolve
from floorwalker.knowledge.model.contents import SourceFile
from floorwalker.knowledge.model.records import Knowledge
from floorwalker.knowledge.problems.problem import Problem
from floorwalker.plain_yaml.reading import MAX_BYTES


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
    with _nothing_collected():
        return _load(folder, cache, progress)


@contextlib.contextmanager
def _nothing_collected() -> Iterator[None]:
    """Nothing that loading makes is garbage: looking for it takes half of a large load's time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _load(folder: Path, cache: Path | None, progress: Progress) -> Loaded:
    files = []
    found = find_files(folder)
    problems = [*found.problems, *_lexicon_problems(folder)]
    done, total = 0, 0
    if progress is not nobody:
        total = sum(_size(f"{folder}/{path}") for path in found.paths)
    kept = ParsedFiles(cache, folder)
    for relative in found.paths:
        try:
            data = read_regular(f"{folder}/{relative}", MAX_BYTES + 1)
        except OSError as error:
            problems.append(unreadable(relative, error))
            continue
        files.append(SourceFile(path=relative, data=data, content=kept.content(relative, data)))
        done += len(data)
        progress(min(done, total), total)
    kept.keep()
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


def load_last_good(folder: Path, cache: Path | None) -> Loaded | None:
    """What `folder` held when it was last usable, as far as the cache knows; else None.

    The files come without their bytes: what they hold is known, not how it was written.
    """
    files = last_good_files(folder, cache)
    if not files:
        return None
    return Loaded(knowledge=resolve(files), problems=(), files=tuple(files))


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
    raise _no_files(folder)


def require_files(folder: Path, loaded: Loaded) -> None:
    """Refuse a folder in which there is nothing to look at.

    Raises:
        KnowledgeError: it holds no knowledge file, not even one that cannot be read.
    """
    if not loaded.files and not loaded.problems:
        raise _no_files(folder)


def _no_files(folder: Path) -> KnowledgeError:
    return KnowledgeError(
        _("The folder {folder} holds no knowledge files (*.yaml).").format(folder=folder),
        _("Name another folder with --knowledge, or copy the starter knowledge: floorwalker init."),
    )


def problems_hide_records(files: list[SourceFile], problems: list[Problem]) -> bool:
    """Whether some file could not be read, so that a missing entry may well stand in it."""
    return any(file.content.unreadable for file in files) or any(
        problem.code in _WITHOUT_CONTENT and problem.path != LEXICON_FILE for problem in problems
    )


_WITHOUT_CONTENT: Final = ("unreadable", "link-outside", "not-read")
"""The codes of files that were not read at all."""


def _lexicon_problems(folder: Path) -> list[Problem]:
    """That the editors' words for the search cannot be read, which nobody may take for none."""
    lexicon = usable_lexicon(folder)
    try:
        if lexicon is not None:
            read_regular(lexicon, 1)
    except OSError as error:
        return [unreadable(LEXICON_FILE, error)]
    return []


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116 - for speed
    except OSError:
        return 0
