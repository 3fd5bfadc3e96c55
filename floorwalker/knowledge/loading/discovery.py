"""Which files of a knowledge folder are read, and why others that look like it are not.

Nothing is passed over in silence that an editor may take for a part of the knowledge base.
"""

import errno
import os
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import Final, NamedTuple

from msgspec import Struct

from floorwalker.errors import KnowledgeError
from floorwalker.i18n import _, mark
from floorwalker.knowledge.problems.problem import Problem
from floorwalker.os_reason import os_reason

LEXICON_FILE: Final = "lexicon.yaml"
"""The editors' own words for the search; it stands among the files but holds no records."""

UNFINISHED: Final = ".floorwalker-unfinished"
"""What stands in a folder as long as `init` is filling it."""

_SUFFIXES: Final = (".yaml", ".yml")
_RENAMED: Final = (".yaml.txt", ".yml.txt")
"""What Windows makes of a name when it hides the endings it knows."""
_REASONS: Final = {
    errno.EACCES: mark("you may not read it"),
    errno.ENOENT: mark("the link leads to nothing"),
    errno.ELOOP: mark("the links lead in a circle"),
}


class FoundFiles(Struct, frozen=True):
    """The knowledge files of a folder, sorted, and what else was met."""

    paths: tuple[str, ...]
    """Relative to the folder, with forward slashes."""
    problems: tuple[Problem, ...]


def find_files(folder: Path) -> FoundFiles:
    """The knowledge files in `folder` at any depth; nothing hidden, no links out of it.

    Raises:
        KnowledgeError: the folder does not exist or cannot be read.
    """
    root = _root(folder)
    paths: list[str] = []
    problems: list[Problem] = []
    refused: list[OSError] = []
    for found in _named_as_knowledge(folder, refused):
        if found.path.endswith(f"/{LEXICON_FILE}"):
            continue
        problem = _hindrance(folder, found, root)
        if problem is not None:
            problems.append(problem)
        elif found.path != LEXICON_FILE:
            paths.append(found.path)
    for error in refused:
        relative = Path(error.filename).relative_to(folder).as_posix()
        problems.append(unreadable(relative, error))
    return FoundFiles(tuple(paths), tuple(problems))


def usable_lexicon(folder: Path) -> Path | None:
    """The editors' lexicon, unless something hinders its reading, which `find_files` names."""
    path = folder / LEXICON_FILE
    try:
        is_file = path.is_file()
    except OSError:
        return None
    found = _Found(LEXICON_FILE, is_regular=False)
    return path if is_file and _hindrance(folder, found, folder.resolve()) is None else None


def stray_lexicons(folder: Path) -> list[Problem]:
    """The lexicons that nobody reads, since they do not stand at the top of `folder`."""
    found = [
        Path(directory, LEXICON_FILE).relative_to(folder).as_posix()
        for directory, _names, file_names in os.walk(folder)
        if LEXICON_FILE in file_names
    ]
    return [_problem(path, "lexicon-place") for path in sorted(found) if path != LEXICON_FILE]


def unreadable(path: str, error: OSError) -> Problem:
    """That what stands at `path` cannot be read, and why."""
    reason = _REASONS.get(error.errno or 0) or os_reason(error)
    return _problem(path, "unreadable", reason)


def _problem(path: str, code: str, reason: str = "") -> Problem:
    return Problem(path=path, line=1, column=1, code=code, details={"reason": reason})


def _root(folder: Path) -> Path:
    try:
        os.scandir(folder).close()
        root = folder.resolve(strict=True)
    except FileNotFoundError:
        raise KnowledgeError(
            _("The knowledge folder {folder} does not exist.").format(folder=folder),
            _("Check the path."),
        ) from None
    except NotADirectoryError:
        raise KnowledgeError(
            _("{folder} is a file, not a knowledge folder.").format(folder=folder),
            _("Name the folder that holds the file."),
        ) from None
    except OSError as error:
        raise KnowledgeError(
            _("The knowledge folder {folder} cannot be read: {reason}.").format(
                folder=folder, reason=os_reason(error)
            ),
            _("Check that you may read it."),
        ) from None
    if (folder / UNFINISHED).exists():
        raise KnowledgeError(
            _("The knowledge folder {folder} is half filled: `init` was cut off.").format(
                folder=folder
            ),
            _("Finish it: {command}").format(command=f"floorwalker init {folder}"),
        )
    return root


class _Found(NamedTuple):
    """Something that has the name of a knowledge file."""

    path: str
    """Relative to the folder, with forward slashes."""
    is_regular: bool
    """Whether it is a file and no link, so that nothing else has to be looked at."""


def _named_as_knowledge(folder: Path, refused: list[OSError]) -> Iterator[_Found]:
    """What has such a name, at any depth, in order; links to folders are not followed."""
    root = str(folder)
    waiting = [("", iter(_entries(root, refused)))]
    while waiting:
        inside, entries = waiting[-1]
        entry = next(entries, None)
        if entry is None:
            waiting.pop()
        elif entry.is_dir(follow_symlinks=False):
            within = f"{inside}{entry.name}/"
            waiting.append((within, iter(_entries(f"{root}/{within}", refused))))
        elif entry.name.lower().endswith(_NAMED):
            yield _Found(f"{inside}{entry.name}", entry.is_file(follow_symlinks=False))


_NAMED: Final = (*_SUFFIXES, *_RENAMED)


def _entries(folder: str, refused: list[OSError]) -> list["os.DirEntry[str]"]:
    """What is in a folder and not hidden, by name."""
    try:
        with os.scandir(folder) as entries:
            shown = [entry for entry in entries if not entry.name.startswith(".")]
    except OSError as error:
        refused.append(error)
        return []
    return sorted(shown, key=attrgetter("name"))


def _hindrance(folder: Path, found: _Found, root: Path) -> Problem | None:
    """Why a file is not read; None where it is."""
    if found.path.lower().endswith(_RENAMED):
        return _problem(found.path, "not-read", mark("its name ends in `.txt`"))
    if found.is_regular:
        return None
    try:
        target = (folder / found.path).resolve(strict=True)
    except (OSError, RuntimeError) as error:  # older Pythons raise the latter for a circle
        circle = OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        return unreadable(found.path, error if isinstance(error, OSError) else circle)
    if not target.is_relative_to(root):
        return _problem(found.path, "link-outside")
    return None if target.is_file() else _problem(found.path, "not-read", mark("it is no file"))
