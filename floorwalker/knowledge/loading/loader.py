"""A folder of YAML files → `Knowledge`, and every `Problem` that keeps a part of it out.

A folder with errors still loads what is sound. Files that have not changed are not parsed again.
"""

import contextlib
import gc
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from floorwalker.errors import KnowledgeError
from floorwalker.file_reading import read_regular
from floorwalker.i18n import _
from floorwalker.knowledge.layers.bases import base_folder, declared_base, is_among, is_nested
from floorwalker.knowledge.layers.laying import MUNICIPALITY, Laid, lay
from floorwalker.knowledge.loading.discovery import (
    LEXICON_FILE,
    find_files,
    unreadable,
    usable_lexicon,
)
from floorwalker.knowledge.loading.file_reader import read_file
from floorwalker.knowledge.loading.parse_cache import ParsedFiles, last_good_files
from floorwalker.knowledge.loading.progress import Progress, nobody
from floorwalker.knowledge.loading.references import cross_check, placed, resolve
from floorwalker.knowledge.model.contents import SourceFile
from floorwalker.knowledge.model.records import Knowledge
from floorwalker.knowledge.problems.problem import Problem, RecordFault
from floorwalker.plain_yaml.reading import MAX_BYTES


class Loaded(Struct, frozen=True, kw_only=True):
    """A knowledge base as loaded."""

    knowledge: Knowledge
    problems: tuple[Problem, ...]
    """The errors, sorted; what they concern was left out of `knowledge`."""
    laid: Laid
    """The folder's files and those of its bases, laid together."""
    folders: tuple[Path, ...] = ()
    """The folder itself, its base, the base of that."""

    @property
    def files(self) -> tuple[SourceFile, ...]:
        """All files, those of the folder itself first."""
        return self.laid.files

    @property
    def own_files(self) -> tuple[SourceFile, ...]:
        """The files of the folder itself, which may be written."""
        return tuple(file for file in self.files if file.layer == 0)


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
    reading = _Reading(cache, progress)
    reading.read(folder)
    laid = lay(reading.files)
    problems = [*reading.problems, *own_faults(laid.files)]
    problems += placed(laid, reading.base_faults)
    problems += cross_check(laid, complete=not problems_hide_records(laid.files, problems))
    return Loaded(
        knowledge=resolve(laid),
        problems=tuple(sorted(problems, key=Problem.sort_key)),
        laid=laid,
        folders=tuple(reading.folders),
    )


def own_faults(files: Sequence[SourceFile]) -> Iterator[Problem]:
    """What each file shows by itself."""
    for file in files:
        for fault in file.content.faults:
            yield Problem(
                path=file.path,
                line=fault.line,
                column=fault.column,
                code=fault.code,
                details=fault.details,
            )


class _Reading:
    """Reads a folder, then what it stands on."""

    def __init__(self, cache: Path | None, progress: Progress) -> None:
        self._cache = cache
        self._progress = progress
        self._done = self._total = 0
        self.files: list[SourceFile] = []
        self.problems: list[Problem] = []
        self.base_faults: list[RecordFault] = []
        self.folders: list[Path] = []

    def read(self, folder: Path) -> None:
        """Read the folder, its base, and the base of that.

        Raises:
            KnowledgeError: the folder itself does not exist or cannot be read.
        """
        self._read_layer(folder)
        while (declared := self._declared()) is not None:
            index, base = declared
            target = base_folder(base, self.folders[-1])
            if is_among(target, self.folders):
                self._note(index, "base-circle", {"base": base})
                return
            if is_nested(target, self.folders):
                self._note(index, "base-nested", {"base": base})
                return
            try:
                if self._read_layer(target) == 0:
                    self._note(index, "no-base", {"base": base, "folder": str(target)})
            except KnowledgeError:
                self._note(index, "no-base", {"base": base, "folder": str(target)})
                return

    def _declared(self) -> tuple[int, str] | None:
        """What the folder read last stands on, and the index of the file that says so."""
        last = len(self.folders) - 1
        for index, file in enumerate(self.files):
            if file.layer == last and (base := declared_base(file.content)):
                return index, base
        return None

    def _note(self, index: int, code: str, details: dict[str, str]) -> None:
        self.base_faults.append(RecordFault((index, (MUNICIPALITY, "base")), code, details))

    def _read_layer(self, folder: Path) -> int:
        """Read the files of one folder; how many there are."""
        found = find_files(folder)
        layer = len(self.folders)
        self.folders.append(folder)
        problems = [*found.problems, *_lexicon_problems(folder)]
        if self._progress is not nobody:
            self._total += sum(_size(f"{folder}/{path}") for path in found.paths)
        kept = ParsedFiles(self._cache, folder)
        for relative in found.paths:
            try:
                data = read_regular(f"{folder}/{relative}", MAX_BYTES + 1)
            except OSError as error:
                problems.append(unreadable(relative, error))
                continue
            path = f"{folder.as_posix()}/{relative}" if layer else relative
            content = kept.content(relative, data)
            self.files.append(SourceFile(path=path, data=data, content=content, layer=layer))
            self._done += len(data)
            self._progress(min(self._done, self._total), self._total)
        kept.keep()
        self.problems += [
            replace(each, path=f"{folder.as_posix()}/{each.path}") if layer else each
            for each in problems
        ]
        return len(found.paths)


def with_changes(loaded: Loaded, changed: Mapping[str, bytes]) -> Loaded:
    """What the folder would say if these files of its own, by path, held this."""
    files = {file.path: file for file in loaded.files}
    for path, data in changed.items():
        files[path] = SourceFile(path=path, data=data, content=read_file(data))
    laid = lay(sorted(files.values(), key=lambda file: (file.layer, file.path)))
    complete = not problems_hide_records(laid.files, loaded.problems)
    problems = [*own_faults(laid.files), *cross_check(laid, complete=complete)]
    return Loaded(
        knowledge=resolve(laid),
        problems=tuple(sorted(problems, key=Problem.sort_key)),
        laid=laid,
        folders=loaded.folders,
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
    if (kept or lacking_base(loaded)) and len(loaded.folders) < len(before.folders):
        kept |= {path: file for path, file in good.items() if path not in files and file.layer}
    if not kept:
        return loaded
    merged = sorted((files | kept).values(), key=lambda file: (file.layer, file.path))
    laid = lay(merged)
    return Loaded(
        knowledge=resolve(laid),
        problems=loaded.problems,
        laid=laid,
        folders=max(loaded.folders, before.folders, key=len),
    )


def lacking_base(loaded: Loaded) -> Problem | None:
    """Why a base could not be read, so that most of what it says is not there; else None."""
    return next((each for each in loaded.problems if each.code in _WITHOUT_BASE), None)


def load_last_good(folder: Path, cache: Path | None) -> Loaded | None:
    """What `folder` held when it was last usable, as far as the cache knows; else None.

    The files come without their bytes: what they hold is known, not how it was written.
    """
    files: list[SourceFile] = []
    folders = [folder]
    while True:
        layer = len(folders) - 1
        found = last_good_files(folders[-1], cache)
        files += [
            SourceFile(
                path=f"{folders[-1].as_posix()}/{file.path}" if layer else file.path,
                data=file.data,
                content=file.content,
                layer=layer,
            )
            for file in found
        ]
        base = next(filter(None, (declared_base(file.content) for file in found)), "")
        target = base_folder(base, folders[-1]) if base else None
        if target is None or is_among(target, folders) or is_nested(target, folders):
            break
        folders.append(target)
    if not files:
        return None
    laid = lay(files)
    return Loaded(knowledge=resolve(laid), problems=(), laid=laid, folders=tuple(folders))


def load_usable(folder: Path, cache: Path | None = None, before: Loaded | None = None) -> Loaded:
    """As `load`, for those who need something to search; what is faulty stays as it was `before`.

    Raises:
        KnowledgeError: also where there is no usable entry at all.
    """
    loaded = with_last_good(load(folder, cache), before)
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
    if loaded.files:
        raise KnowledgeError(
            _("The knowledge base {folder} holds no entry.").format(folder=folder),
            _("Everything in it is withdrawn, or still to be written."),
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
        _("Name another folder with --knowledge, or begin one of your own: floorwalker init."),
    )


def problems_hide_records(files: Sequence[SourceFile], problems: Sequence[Problem]) -> bool:
    """Whether a file or a base could not be read, so that a missing entry may well stand in it."""
    return (
        any(file.content.unreadable for file in files)
        or lacks_its_base(problems)
        or any(
            problem.code in _WITHOUT_CONTENT and problem.path != LEXICON_FILE
            for problem in problems
        )
    )


def lacks_its_base(problems: Sequence[Problem]) -> bool:
    """Whether the folder names a base that could not be read."""
    return any(problem.code in _WITHOUT_BASE for problem in problems)


_WITHOUT_CONTENT: Final = ("unreadable", "link-outside", "not-read")
"""The codes of files that were not read at all."""
_WITHOUT_BASE: Final = ("no-base", "base-circle", "base-nested")
"""The codes of a base that was not read at all."""


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
