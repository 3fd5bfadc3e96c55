"""What lies in an exports folder: for each file its rows, its SHA-256 and its schema's version.

One manifest for each desk and period, beside the files. It holds no time of its own, so that it is
the same bytes as long as the files are.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from floorwalker.files import whole_file

SCHEMA_VERSION: Final = 1
"""Of the columns of every file: grows when one is added, renamed or means something else."""


class ExportedFile(Struct, frozen=True, kw_only=True):
    """One file as it was written."""

    name: str
    format: str
    rows: int
    """Without the header."""
    sha256: str
    schema_version: int = SCHEMA_VERSION


class Manifest(Struct, frozen=True, kw_only=True):
    """The files of one desk and period, by name."""

    desk: str
    period: str
    """An ISO week, `2026-W47`, or days, `2026-11-16--2026-11-22`."""
    files: tuple[ExportedFile, ...]


def describe(path: Path, file_format: str, rows: int) -> ExportedFile:
    """The entry for a file that has just been written."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return ExportedFile(name=path.name, format=file_format, rows=rows, sha256=digest)


def write_manifest(path: Path, desk: str, period: str, written: Iterable[ExportedFile]) -> None:
    """Write `path` anew: what was `written`, and what it said about other files still there.

    Raises:
        FloorwalkerError: it cannot be written.
    """
    files = {file.name: file for file in (*_still_there(path), *written)}
    manifest = Manifest(
        desk=desk, period=period, files=tuple(files[name] for name in sorted(files))
    )
    with whole_file(path, replacing=True) as file:
        file.write(msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")


def _still_there(path: Path) -> list[ExportedFile]:
    """What an earlier manifest says about files that exist; nothing if it cannot be read."""
    try:
        earlier = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        return []
    return [file for file in earlier.files if path.with_name(file.name).is_file()]
