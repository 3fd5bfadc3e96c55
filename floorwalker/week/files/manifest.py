"""What lies in an exports folder: for each file its rows, its SHA-256 and its schema's version.

One manifest for each desk and period, beside the files. It says whose they are, and what was
withdrawn, which older exports still hold. It holds no time of its own, so that it is the same bytes
as long as the files are.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from floorwalker.file_reading import read_regular
from floorwalker.files import alone_in, whole_file, write_whole
from floorwalker.journal.encounter import Withdrawal

ENDING: Final = ".manifest.json"
SCHEMA_VERSION: Final = 1
"""Of the columns of every file: grows when one is added, renamed or means something else."""
_LARGEST: Final = 50_000_000
"""Bytes; what is larger is no manifest."""


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
    landmark: str | None = None
    """Id of the oldest encounter of the period, withdrawn or not: tells this log from others."""
    files: tuple[ExportedFile, ...] = ()
    withdrawn: tuple[Withdrawal, ...] = ()
    """What was withdrawn of the period, by id: older exports still have it."""


def describe(path: Path, file_format: str, rows: int) -> ExportedFile:
    """The entry for a file that has just been written."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return ExportedFile(name=path.name, format=file_format, rows=rows, sha256=digest)


def create_manifest(path: Path, manifest: Manifest) -> None:
    """Write a manifest where there is none.

    Raises:
        FileError: there is one, or it cannot be written.
    """
    write_whole(path, _encoded(manifest), replacing=False)


def write_manifest(path: Path, manifest: Manifest, written: Iterable[ExportedFile]) -> None:
    """Write `path` anew: what was `written`, and what it said about other files still there.

    Raises:
        FileError: it cannot be written.
    """
    with alone_in(path.parent):
        files = {file.name: file for file in (*_still_there(path), *written)}
        inventory = tuple(files[name] for name in sorted(files))
        with whole_file(path, replacing=True) as file:
            file.write(_encoded(msgspec.structs.replace(manifest, files=inventory)))


def read_manifest(path: Path) -> Manifest | None:
    """What `path` says; None where it is no manifest, or cannot be read."""
    try:
        data = read_regular(path, _LARGEST + 1)
        return msgspec.json.decode(data, type=Manifest) if len(data) <= _LARGEST else None
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def _encoded(manifest: Manifest) -> bytes:
    return msgspec.json.format(msgspec.json.encode(manifest)) + b"\n"


def _still_there(path: Path) -> list[ExportedFile]:
    """What an earlier manifest says about files that exist; nothing if it cannot be read."""
    earlier = read_manifest(path)
    files = earlier.files if earlier else ()
    return [file for file in files if path.with_name(Path(file.name).name).is_file()]
