"""Exported weeks of several desks put together: the newest revision of each encounter, once.

The result is the same for the same encounters, whatever the order of the files and however often
one is given. It takes two passes, so that little of it is in memory: the first finds the newest
revision of each encounter, the second writes those in the journal's order.

Files come from elsewhere: each row passes the gates that stand before the journal. What was
withdrawn is known from the manifests that lie beside the files.
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
from floorwalker.files import check_target
from floorwalker.i18n import _, ngettext
from floorwalker.journal.encounter import Encounter
from floorwalker.os_reason import os_reason
from floorwalker.week.files.csv_file import FIRST_SCHEMA
from floorwalker.week.files.formats import TABLES, writer
from floorwalker.week.files.merge_sources import READERS, Sources, extension_of, sources
from floorwalker.week.files.row_checks import Refusal, objection

_DIGEST_BITS: Final = 64
_FILLED_BITS: Final = 8
_MOST_REVISIONS: Final = 1_000_000
_MOST_NAMED: Final = 3
"""Conflicts that an error names; the rest is counted."""
_MOST_REFUSALS: Final = 1_000
"""Refused rows that are named; more of them are counted."""


class Merged(Struct, frozen=True, kw_only=True):
    """What came of a merge."""

    read: int
    """Rows in all files."""
    written: int
    """Encounters in the new file."""
    withdrawn: int = 0
    """Rows left out because the encounter was withdrawn after they were exported."""
    refused: int = 0
    """Rows left out because of what stands in them."""
    refusals: tuple[Refusal, ...] = ()
    """The refused rows, or the first of very many."""
    unread: tuple[Path, ...] = ()
    """Weeks in a format that cannot be merged, and in no other beside it."""

    @property
    def repeats(self) -> int:
        """Rows left out because the same encounter, or a newer revision, is written."""
        return self.read - self.written - self.withdrawn - self.refused


def merge(paths: Sequence[Path], target: Path, *, replacing: bool = True) -> Merged:
    """Write the newest revision of each encounter in `paths` to `target`, whole or not at all.

    Args:
        paths: files that `export` wrote, or folders of them.
        target: the new file.
        replacing: whether it may replace a file.

    Raises:
        FloorwalkerError: a file cannot be read, `target` cannot be written, or two rows of the same
            revision of an encounter differ.
    """
    write = writer(extension_of(target, TABLES))
    check_target(target, replacing=replacing)
    found = sources(paths)
    survey = _Survey(found)
    for path in found.tables:
        survey.look_at(path)
    survey.require_no_conflicts()
    written = write(target, Encounter, survey.newest(), replacing=replacing)
    return Merged(
        read=survey.read,
        written=written,
        withdrawn=survey.withdrawn,
        refused=survey.refused,
        refusals=tuple(survey.refusals),
        unread=found.unread,
    )


class _Survey:
    """The first pass: which revision of each encounter is the newest, and which file has it."""

    def __init__(self, found: Sources) -> None:
        self.read = 0
        self.withdrawn = 0
        self.refused = 0
        self.refusals: list[Refusal] = []
        self._withdrawn = {_number(each): rev for each, rev in found.withdrawn.items()}
        self._ranks: dict[int, int] = {}
        self._out: dict[int, int] = {}
        """The newest refused revision of an encounter: an older one of it is no longer true."""
        self._conflicting: set[int] = set()
        self._ordered: dict[Path, bool] = {}

    def look_at(self, path: Path) -> None:
        ordered, before = True, (0.0, "")
        for line, encounter in _read(path):
            self.read += 1
            key, rank, place = _measured(path, line, encounter)
            why = objection(encounter)
            if why is not None:
                self._refuse(key, encounter, Refusal(path=path, line=line, message=why))
            elif self._withdrawn.get(key, 0) >= encounter.revision:
                self.withdrawn += 1
            else:
                self._rank(key, rank)
            ordered, before = ordered and before <= place, place
        self._ordered[path] = ordered

    def _refuse(self, key: int, encounter: Encounter, refusal: Refusal) -> None:
        self.refused += 1
        self._out[key] = max(self._out.get(key, 0), encounter.revision)
        if len(self.refusals) < _MOST_REFUSALS:
            self.refusals.append(refusal)

    def _rank(self, key: int, rank: int) -> None:
        known = self._ranks.get(key, 0)
        if _revision(rank) > _revision(known):
            self._conflicting.discard(key)
        elif _revision(rank) == _revision(known) and _digest(rank) != _digest(known):
            self._conflicting.add(key)
        self._ranks[key] = max(known, rank)

    def require_no_conflicts(self) -> None:
        """Refuse to choose between two rows that cannot both be true.

        Raises:
            FloorwalkerError: with the places of the first of them.
        """
        if not self._conflicting:
            return
        places: dict[int, list[str]] = {key: [] for key in sorted(self._conflicting)[:_MOST_NAMED]}
        for path in self._ordered:
            for line, encounter in _read(path):
                key = _key(encounter)
                if key in places and encounter.revision == _revision(self._ranks[key]):
                    places[key].append(f"{path}:{line}")
        named = "; ".join(" ≠ ".join(rows) for rows in places.values())
        raise FloorwalkerError(
            ngettext(
                "{count} encounter stands in different words under the same id and revision: "
                "{places}.",
                "{count} encounters stand in different words under the same id and revision: "
                "{places}.",
                len(self._conflicting),
            ).format(count=len(self._conflicting), places=named),
            _("Nothing was written. Export the week again, or leave one of the files out."),
        )

    def newest(self) -> Iterator[Encounter]:
        """The second pass: the newest revisions by start, then by id, each once."""
        last = ""
        for encounter in heapq.merge(*map(self._newest_of, self._ordered), key=_place):
            if encounter.encounter_id != last:
                yield encounter
            last = encounter.encounter_id

    def _newest_of(self, path: Path) -> Iterable[Encounter]:
        """One file's, in order: exports are; one that somebody sorted anew is read whole."""
        found = (one for _line, one in _read(path) if self._is_newest(one))
        return found if self._ordered[path] else sorted(found, key=_place)

    def _is_newest(self, encounter: Encounter) -> bool:
        key = _key(encounter)
        if self._out.get(key, 0) > encounter.revision:
            return False
        return self._ranks.get(key) == _rank(encounter)


def _measured(path: Path, line: int, encounter: Encounter) -> tuple[int, int, tuple[float, str]]:
    """Key, rank and place; an error for what is no id, revision or time."""
    try:
        _require_sound(encounter)
        return _key(encounter), _rank(encounter), _place(encounter)
    except (ValueError, OverflowError):
        raise FloorwalkerError(
            _("{path}:{line}: the row has no valid id or time.").format(path=path, line=line),
            _("Export the week again."),
        ) from None


def _require_sound(encounter: Encounter) -> None:
    """Raises `ValueError` for what no log of ours has."""
    is_canonical = str(uuid.UUID(encounter.encounter_id)) == encounter.encounter_id
    has_offset = datetime.fromisoformat(encounter.started_at).tzinfo is not None
    if not (is_canonical and has_offset and 0 < encounter.revision < _MOST_REVISIONS):
        raise ValueError


def _place(encounter: Encounter) -> tuple[float, str]:
    return datetime.fromisoformat(encounter.started_at).timestamp(), encounter.encounter_id


def _key(encounter: Encounter) -> int:
    """The id as a number: a third of the memory that its text takes."""
    return _number(encounter.encounter_id)


def _number(encounter_id: str) -> int:
    return uuid.UUID(encounter_id).int


def _rank(encounter: Encounter) -> int:
    """Grows with the revision, then with the columns that only newer schemas have.

    The rest tells different rows of one revision apart, by the columns that every schema has.
    """
    values = msgspec.structs.astuple(encounter)
    digest = hashlib.blake2b(
        msgspec.json.encode(values[:FIRST_SCHEMA]), digest_size=_DIGEST_BITS // 8
    ).digest()
    filled = sum(value is not None for value in values[FIRST_SCHEMA:])
    return (encounter.revision << _FILLED_BITS | filled) << _DIGEST_BITS | int.from_bytes(
        digest, "big"
    )


def _revision(rank: int) -> int:
    return rank >> _DIGEST_BITS >> _FILLED_BITS


def _digest(rank: int) -> int:
    return rank & (1 << _DIGEST_BITS) - 1


def _read(path: Path) -> Iterator[tuple[int, Encounter]]:
    read = READERS[extension_of(path, tuple(READERS))]
    try:
        yield from read(path)
    except OSError as error:
        raise FloorwalkerError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=os_reason(error))
        ) from None
