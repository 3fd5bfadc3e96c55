"""What a merge is given: tables of encounters among what else `export` writes beside them."""

import stat
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct

from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _
from floorwalker.journal.encounter import Encounter, Feedback
from floorwalker.os_reason import os_reason
from floorwalker.week.files import manifest
from floorwalker.week.files.csv_file import csv_header, csv_rows
from floorwalker.week.files.formats import TABLES
from floorwalker.week.files.jsonl_file import jsonl_fields, jsonl_rows
from floorwalker.week.files.komhen import KomhenRow
from floorwalker.week.files.manifest import Manifest, read_manifest

READERS: Final[dict[str, Callable[[Path], Iterator[tuple[int, Encounter]]]]] = {
    "csv": csv_rows,
    "jsonl": jsonl_rows,
}
"""What can be merged, by extension; each row with the line it begins in."""
_HEADERS: Final[dict[str, Callable[[Path], tuple[str, ...]]]] = {
    "csv": csv_header,
    "jsonl": jsonl_fields,
}
_BESIDE: Final = (Feedback.__struct_fields__, KomhenRow.__struct_fields__)
"""The columns of tables that `export` writes and that hold no encounters."""

_Kind = Literal["table", "manifest", "beside", "unreadable", "stranger"]


class Sources(Struct, frozen=True, kw_only=True):
    """The files of a merge, told apart."""

    tables: tuple[Path, ...]
    withdrawn: dict[str, int]
    """Which revision withdrew an encounter, by id."""
    unread: tuple[Path, ...]
    """Tables in a format that cannot be merged, without one beside them that can."""


def sources(paths: Sequence[Path]) -> Sources:
    """Look at `paths`, files or folders, and at the manifests beside the files.

    A folder may hold anything; a file that is named must be of use.

    Raises:
        FloorwalkerError: a file is of no use, or cannot be read; or there is no table at all.
    """
    tables: dict[Path, None] = {}
    unread: dict[Path, bool] = {}
    manifests: dict[Path, None] = {}
    for path in paths:
        is_folder, files = _files_of(path)
        for file in files:
            kind = _kind(file, is_named=not is_folder)
            if kind == "table":
                tables[file] = None
            elif kind == "manifest":
                manifests[file] = None
            elif kind == "unreadable":
                unread[file] = not is_folder
    stems = {table.with_suffix("") for table in tables}
    alone = [file for file in unread if file.with_suffix("") not in stems]
    for file in alone:
        if unread[file]:
            extension_of(file, tuple(READERS))
    if paths and not tables:
        raise FloorwalkerError(
            _("{paths}: there is no exported week to merge.").format(
                paths=", ".join(map(str, paths))
            ),
            _("Name files or folders with .csv or .jsonl files that `export` wrote."),
        )
    manifests |= dict.fromkeys(_manifests_beside(tables))
    return Sources(tables=tuple(tables), withdrawn=_withdrawn(manifests), unread=tuple(alone))


def extension_of(path: Path, allowed: Sequence[str]) -> str:
    """The extension of `path`, in small letters, without its dot.

    Raises:
        FloorwalkerError: it is none of those allowed.
    """
    extension = path.suffix.removeprefix(".").lower()
    if extension not in allowed:
        raise FloorwalkerError(
            _("{path} is of no kind that can be used here.").format(path=path),
            _("Its name should end in one of: {extensions}.").format(
                extensions=", ".join(f".{one}" for one in allowed)
            ),
        )
    return extension


def _files_of(path: Path) -> tuple[bool, list[Path]]:
    """Whether `path` is a folder, and its files by name; of a file, itself."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            return True, sorted(each for each in path.iterdir() if each.is_file())
    except (OSError, ValueError) as error:
        if path.suffix and not path.name.endswith(manifest.ENDING):
            extension_of(path, tuple(READERS))
        reason = os_reason(error) if isinstance(error, OSError) else _("no file can have this name")
        raise _unreadable(path, reason) from None
    if not stat.S_ISREG(mode):
        raise _unreadable(path, _("it is a device or a pipe"))
    return False, [path]


def _kind(path: Path, *, is_named: bool) -> _Kind:
    """What a file is; one that was named and is a stranger has an error of its own."""
    if path.name.startswith(".") and not is_named:
        return "stranger"
    if path.name.endswith(manifest.ENDING):
        if read_manifest(path) is None and is_named:
            raise _unreadable(path, _("it is no manifest of an export"))
        return "manifest"
    extension = path.suffix.removeprefix(".").lower()
    if extension not in READERS:
        if is_named:
            extension_of(path, TABLES)
        return _kind_by_name(path, is_named=is_named)
    try:
        columns = _HEADERS[extension](path)
    except OSError as error:
        raise _unreadable(path, os_reason(error)) from None
    return "beside" if columns in _BESIDE else "table"


def _kind_by_name(path: Path, *, is_named: bool) -> _Kind:
    """What a file is that is not looked into."""
    if path.stem.endswith("-feedback"):
        return "beside"
    is_ours = path.name.startswith("floorwalker-") and path.suffix.removeprefix(".") in TABLES
    return "unreadable" if is_named or is_ours else "stranger"


def _manifests_beside(tables: dict[Path, None]) -> Iterator[Path]:
    """Manifests in the folders of the tables that speak of one of them."""
    for folder in dict.fromkeys(table.parent for table in tables):
        names = {table.name for table in tables if table.parent == folder}
        for path in sorted(folder.glob(f"*{manifest.ENDING}")):
            said = read_manifest(path)
            if said is not None and any(file.name in names for file in said.files):
                yield path


def _withdrawn(manifests: dict[Path, None]) -> dict[str, int]:
    found: dict[str, int] = {}
    for path in manifests:
        for each in (read_manifest(path) or Manifest(desk="", period="")).withdrawn:
            try:
                key = str(uuid.UUID(each.encounter_id))
            except ValueError:
                continue
            found[key] = max(found.get(key, 0), each.revision)
    return found


def _unreadable(path: Path, reason: str) -> FloorwalkerError:
    return FloorwalkerError(_("{path} cannot be read: {reason}.").format(path=path, reason=reason))
