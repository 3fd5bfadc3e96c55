"""Whose the files in a folder of exports are: desks share folders, and none replaces another's.

A desk's files of a period have one stem, `floorwalker-Skranke-1-2026-W47`, and a manifest that says
which desk has it and names an encounter of its log. Where the stem is another desk's, or that of a
desk of the same name with another log, or differs from another's in nothing but capitals, a stem of
its own is taken. A table is replaced only where this log knows every encounter in it.
"""

import hashlib
import os
import unicodedata
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from floorwalker.errors import FloorwalkerError
from floorwalker.files import FileError
from floorwalker.i18n import _
from floorwalker.week.files.encounter_ids import encounter_ids
from floorwalker.week.files.manifest import ENDING, Manifest, create_manifest, read_manifest

if TYPE_CHECKING:
    from floorwalker.journal.store import Journal

_LONGEST_DESK: Final = 100
"""Bytes of a desk's name in a file name: names of files have 255."""
_TOKEN: Final = 8
"""Letters that tell apart desks whose names are the same in file names."""
_BATCH: Final = 5_000
_ROUNDS: Final = 8
"""Looks at a folder where others take names at the same moment, before giving up."""
_TABLES: Final = (".csv", ".jsonl", ".xlsx", ".parquet")

_Standing = Literal["ours", "free", "theirs"]


class Stem(Struct, frozen=True, kw_only=True):
    """The beginning of the names of a desk's files of one period."""

    text: str
    instead_of: str = ""
    """The stem that it would have, were that not another's."""


def file_name(desk: str, period: str, extension: str) -> str:
    """`floorwalker-<desk>-2026-W47.csv`; what a file name cannot hold becomes a hyphen."""
    return f"{_stem(desk, period)}.{extension}"


def claim(journal: "Journal", folder: Path, manifest: Manifest, endings: tuple[str, ...]) -> Stem:
    """The stem for the files that `manifest` is to describe, taken before any is written.

    Args:
        journal: the log that they come from.
        folder: where they go.
        manifest: whose they are, of which period, with a landmark of the log.
        endings: what follows the stem in the names of those that are to be written now.

    Raises:
        FloorwalkerError: every name is another's, or the folder cannot be written.
    """
    usual = _stem(manifest.desk, manifest.period)
    own = _stem(manifest.desk, manifest.period, _token(manifest))
    for _round in range(_ROUNDS):
        looked = _Look(journal, folder)
        standings = {stem: looked.standing(stem, manifest, endings) for stem in (usual, own)}
        stem = next(
            (stem for want in ("ours", "free") for stem in (usual, own) if standings[stem] == want),
            None,
        )
        if stem is None:
            break
        if standings[stem] == "ours" or _taken(folder, stem, manifest):
            return Stem(text=stem, instead_of=usual if stem == own else "")
    raise FloorwalkerError(
        _("{path} holds encounters that are not in this log; nothing was written.").format(
            path=folder / usual
        ),
        _("Export to another folder with --to DIR."),
    )


def _taken(folder: Path, stem: str, manifest: Manifest) -> bool:
    """Take a free stem; False where somebody else was faster."""
    try:
        create_manifest(folder / f"{stem}{ENDING}", manifest)
    except FileError as error:
        if error.reason != "exists":
            raise
        return False
    return True


class _Look:
    """One look at a folder: which stems are whose."""

    def __init__(self, journal: "Journal", folder: Path) -> None:
        self._journal = journal
        self._folder = folder
        self._names = os.listdir(folder)  # noqa: PTH208 - names alone

    def standing(self, stem: str, wanted: Manifest, endings: tuple[str, ...]) -> _Standing:
        """Whose `stem` is, in the eyes of who wants it."""
        folded = _folded(stem)
        names = [name for name in self._names if _is_of(_folded(name), folded)]
        if not names:
            return "free"
        if any(not name.startswith(stem) for name in names):
            return "theirs"
        said = read_manifest(self._folder / f"{stem}{ENDING}")
        if said is None:
            tables = [name for name in names if _is_table(name, stem)]
            return "ours" if tables and self._all_known(tables) else "theirs"
        if said.desk != wanted.desk:
            return "theirs"
        if said.landmark is not None and not self._journal.encounters.holds([said.landmark]):
            return "theirs"
        tables = [
            name
            for ending in endings
            if (name := f"{stem}{ending}") in names and _is_table(name, stem)
        ]
        return "ours" if self._all_known(tables) else "theirs"

    def _all_known(self, tables: list[str]) -> bool:
        return all(self._knows_rows(self._folder / name) for name in tables)

    def _knows_rows(self, path: Path) -> bool:
        try:
            ids = encounter_ids(path)
            while batch := list(islice(ids, _BATCH)):
                if not self._journal.encounters.holds(batch):
                    return False
        except (OSError, ValueError):
            return False
        return True


def _stem(desk: str, period: str, token: str = "") -> str:
    return "-".join(part for part in ("floorwalker", _slug(desk), token, period) if part)


def _slug(desk: str) -> str:
    """The desk's name as file names may have it."""
    composed = unicodedata.normalize("NFC", desk)
    safe = "".join(c if c.isalnum() or c in "._-" else "-" for c in composed)
    return safe.encode()[:_LONGEST_DESK].decode(errors="ignore")


def _token(manifest: Manifest) -> str:
    """The same for the same desk, log and period: a second export finds what the first wrote."""
    whose = f"{manifest.desk}\0{manifest.landmark or ''}"
    return hashlib.sha256(whose.encode(errors="replace")).hexdigest()[:_TOKEN]


def _folded(name: str) -> str:
    """`name` as file systems compare it that tell neither capitals nor accents apart."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _is_of(name: str, stem: str) -> bool:
    """Whether a file has this stem: `<stem>.csv`, `<stem>-komhen.csv`, `<stem>.manifest.json`."""
    return name.startswith((f"{stem}.", f"{stem}-komhen.", f"{stem}-feedback."))


def _is_table(name: str, stem: str) -> bool:
    return any(name == f"{stem}{ending}" for ending in _TABLES)
