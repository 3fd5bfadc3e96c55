"""Which folder a knowledge folder stands on."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from floorwalker import paths
from floorwalker.knowledge.layers.laying import MUNICIPALITY
from floorwalker.knowledge.model.contents import FileContent

STARTER: Final = "starter"
"""The base that ships with the program."""


def declared_base(content: FileContent) -> str:
    """What a file names as the base; empty where it names none."""
    if content.municipality is not None:
        return content.municipality.base
    partial = content.partial.get(MUNICIPALITY)
    return str(partial.fields.get("base", "")) if partial else ""


def base_folder(base: str, folder: Path) -> Path:
    """Where the base of `folder` stands; a way to it begins in the folder itself."""
    if base == STARTER:
        return paths.starter_knowledge_dir()
    return Path(os.path.abspath(folder / Path(base)))  # noqa: PTH100 - links stay as they are


def is_starter(folder: Path) -> bool:
    """Whether it is the base that ships with the program, which nobody here can mend."""
    return _real(folder) == _real(paths.starter_knowledge_dir())


def is_among(folder: Path, others: Iterable[Path]) -> bool:
    """Whether the folder is one of the others, by whatever way."""
    return _real(folder) in {_real(other) for other in others}


def is_nested(folder: Path, others: Iterable[Path]) -> bool:
    """Whether a folder that is there is read as part of one of the others, or one as part of it.

    What is hidden is read by nobody, so that a base may stand in a hidden folder.
    """
    inside = Path(_real(folder))
    return inside.is_dir() and any(
        _is_part(inside, real) or _is_part(real, inside) for real in map(Path, map(_real, others))
    )


def _is_part(inside: Path, outside: Path) -> bool:
    if not inside.is_relative_to(outside):
        return False
    between = inside.relative_to(outside).parts
    return bool(between) and not any(name.startswith(".") for name in between)


def _real(folder: Path) -> str:
    return os.path.realpath(folder)
