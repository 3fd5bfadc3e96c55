"""Exported weeks of several desks put together: the newest revision of each encounter, once.

The result is the same for the same encounters, whatever the order of the files and however often
one is given. It takes two passes, so that little of it is in memory: the first finds the newest
revision of each encounter, the second writes those in the journal's order.
"""

import hashlib
import heapq
import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _
from floorwalker.journal.encounter import Encounter
from floorwalker.os_reason import os_reason
from floorwalker.week.csv_file import read_csv
from floorwalker.week.formats import TABLES, writer
from floorwalker.week.jsonl_file import read_jsonl

READERS: Final = {"csv": read_csv, "jsonl": read_jsonl}
"""What can be merged, by extension."""
_TIE_BITS: Final = 64


class Merged(Struct, frozen=True, kw_only=True):
    """What came of a merge."""

    read: int
    """Rows in all files."""
    written: int
    """Encounters in the new file; the rest were older revisions or repeats."""


def merge(files: Sequence[Path], target: Path) -> Merged:
    """Write the newest revision of each encounter in `files` to `target`, whole or not at all.

    Of two different rows with the same revision, which only a slip outside this program makes, the
    same one is taken always. An encounter that was withdrawn later is known from no file: leave out
    the older export of its week.

    Raises:
        FloorwalkerError: a file cannot be read, or `target` cannot be written.
    """
    write = writer(_extension(target, TABLES))
    survey = _Survey()
    for path in dict.fromkeys(files):
        survey.look_at(path)
    return Merged(read=survey.read, written=write(target, Encounter, survey.newest()))


class _Survey:
    """The first pass: which revision of each encounter is the newest, and which file has it."""

    def __init__(self) -> None:
        self.read = 0
        self._ranks: dict[int, int] = {}
        self._ordered: dict[Path, bool] = {}

    def look_at(self, path: Path) -> None:
        """Read a file once."""
        ordered, before = True, (0.0, "")
        for encounter in _read(path):
            self.read += 1
            key, rank, place = _measured(path, encounter)
            if rank > self._ranks.get(key, 0):
                self._ranks[key] = rank
            ordered, before = ordered and before <= place, place
        self._ordered[path] = ordered

    def newest(self) -> Iterator[Encounter]:
        """The second pass: the newest revisions by start, then by id, each once."""
        last = ""
        for encounter in heapq.merge(*map(self._newest_of, self._ordered), key=_place):
            if encounter.encounter_id != last:
                yield encounter
            last = encounter.encounter_id

    def _newest_of(self, path: Path) -> Iterable[Encounter]:
        """One file's, in order: exports are; one that somebody sorted anew is read whole."""
        found = (one for one in _read(path) if self._ranks[_key(one)] == _rank(one))
        return found if self._ordered[path] else sorted(found, key=_place)


def _measured(path: Path, encounter: Encounter) -> tuple[int, int, tuple[float, str]]:
    """Key, rank and place; an error for texts that are neither id nor time."""
    try:
        return _key(encounter), _rank(encounter), _place(encounter)
    except ValueError:
        raise FloorwalkerError(
            _("{path} holds a row without a valid id or time.").format(path=path),
            _("Export the week again."),
        ) from None


def _place(encounter: Encounter) -> tuple[float, str]:
    return datetime.fromisoformat(encounter.started_at).timestamp(), encounter.encounter_id


def _key(encounter: Encounter) -> int:
    """The id as a number: a third of the memory that its text takes."""
    return uuid.UUID(encounter.encounter_id).int


def _rank(encounter: Encounter) -> int:
    """Grows with the revision; between different rows of one revision it decides for good."""
    digest = hashlib.blake2b(msgspec.json.encode(encounter), digest_size=_TIE_BITS // 8).digest()
    return encounter.revision << _TIE_BITS | int.from_bytes(digest, "big")


def _read(path: Path) -> Iterator[Encounter]:
    read = READERS[_extension(path, tuple(READERS))]
    try:
        yield from read(path)
    except OSError as error:
        raise FloorwalkerError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=os_reason(error))
        ) from None


def _extension(path: Path, allowed: Sequence[str]) -> str:
    extension = path.suffix.removeprefix(".").lower()
    if extension not in allowed:
        raise FloorwalkerError(
            _("{path} is of no kind that can be used here.").format(path=path),
            _("Its name should end in one of: {extensions}.").format(
                extensions=", ".join(f".{one}" for one in allowed)
            ),
        )
    return extension
