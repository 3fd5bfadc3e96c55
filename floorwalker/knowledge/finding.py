"""Which files of a knowledge folder are read, and why others that look like it are not.

Nothing is passed over in silence that an editor may take for a part of the knowledge base.
"""

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from floorwalker.errors import KnowledgeError
from floorwalker.i18n import _, mark
from floorwalker.knowledge.problems import Problem
from floorwalker.os_reason import os_reason

LEXICON_FILE: Final = "lexicon.yaml"
"""The editors' own words for the search; it stands among the files but holds no records."""

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

    paths: tuple[Path, ...]
    problems: tuple[Problem, ...]


def find_files(folder: Path) -> FoundFiles:
    """The knowledge files in `folder` at any depth; nothing hidden, no links out of it.

    Raises:
        KnowledgeError: the folder does not exist or cannot be read.
    """
    root = _root(folder)
    paths: list[Path] = []
    problems: list[Problem] = []
    refused: list[OSError] = []
    for path in sorted(_named_as_knowledge(folder, refused)):
        if path.name == LEXICON_FILE:
            continue
        relative = path.relative_to(folder).as_posix()
        problem = _hindrance(path, relative, root)
        if problem is not None:
            problems.append(problem)
        else:
            paths.append(path)
    for error in refused:
        problems.append(unreadable(Path(error.filename).relative_to(folder).as_posix(), error))
    return FoundFiles(tuple(paths), tuple(problems))


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
        root = folder.resolve(strict=True)
        os.scandir(root).close()
    except FileNotFoundError:
        raise KnowledgeError(
            _("The knowledge folder {folder} does not exist.").format(folder=folder),
            _("Check the path, or leave --knowledge out to use the starter knowledge."),
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
    return root


def _named_as_knowledge(folder: Path, refused: list[OSError]) -> Iterator[Path]:
    for directory, names, file_names in os.walk(folder, onerror=refused.append):
        names[:] = [name for name in names if not name.startswith(".")]
        for name in file_names:
            if name.lower().endswith((*_SUFFIXES, *_RENAMED)) and not name.startswith("."):
                yield Path(directory, name)


def _hindrance(path: Path, relative: str, root: Path) -> Problem | None:
    """Why a file is not read; None where it is."""
    if path.name.lower().endswith(_RENAMED):
        return _problem(relative, "not-read", mark("its name ends in `.txt`"))
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:  # older Pythons raise the latter for a circle
        circle = OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        return unreadable(relative, error if isinstance(error, OSError) else circle)
    if not target.is_relative_to(root):
        return _problem(relative, "link-outside")
    return None if target.is_file() else _problem(relative, "not-read", mark("it is no file"))
