"""Keeping encounters: what was amended stays beside its correction.

A method that writes returns only when the row is on disk.
"""

# ruff: noqa: S608 -- the statements are put together from constants of this package only.

import json
from collections.abc import Callable, Collection
from datetime import datetime

from msgspec.structs import replace

from floorwalker.errors import JournalError, NotFoundError
from floorwalker.i18n import _
from floorwalker.journal.database import Connection
from floorwalker.journal.encounter import Encounter, Revision, full_hour, is_sensitive, timestamp
from floorwalker.journal.free_text import gate, gate_all, masked_together, short
from floorwalker.journal.residue import note_residue
from floorwalker.journal.rows import REVISION_COLUMNS, revision_from, revision_row
from floorwalker.journal.weeks import note_change


class Encounters:
    """Every encounter in all its revisions: read one, record one, correct or withdraw it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, encounter_id: str) -> Revision:
        """The newest revision.

        Raises:
            NotFoundError: there is no such encounter.
        """
        return self.history(encounter_id)[-1]

    def history(self, encounter_id: str) -> tuple[Revision, ...]:
        """Every revision, the first first; raises as `get` does."""
        revisions = self._revisions(encounter_id)
        if not revisions:
            raise NotFoundError(
                _("There is no encounter with this id."), _("`floorwalker log list` names all.")
            )
        return revisions

    def holds(self, encounter_ids: Collection[str]) -> bool:
        """Whether this log has an encounter, withdrawn or not, for each of the ids."""
        missing = self._connection.number(
            "SELECT EXISTS (SELECT 1 FROM json_each(:ids) AS wanted WHERE NOT EXISTS "
            "(SELECT 1 FROM encounters WHERE encounter_id = wanted.value))",
            {"ids": json.dumps(list(encounter_ids))},
        )
        return not missing

    def record(self, encounter: Encounter) -> None:
        """Keep `encounter`. Durable on return; the same one again changes nothing.

        Raises:
            PersonalDataError: a text holds personal data.
            JournalError: nothing was stored; or another encounter has this id and revision.
        """
        revision = Revision(encounter=encounter)
        _guard(revision)
        with self._connection.writing():
            known = self._revisions(encounter.encounter_id)
            if any(kept.encounter == encounter for kept in known):
                return
            if known or encounter.revision != 1:
                raise JournalError(
                    _("The log holds another encounter with the id {id}.").format(
                        id=encounter.encounter_id
                    )
                )
            self._add(revision)

    def amend(
        self, encounter_id: str, correct: Callable[[Encounter], Encounter], at: datetime
    ) -> Encounter:
        """Keep what `correct` makes of the newest revision as the next one.

        `correct` runs under the write lock, so no correction made at the same time is lost; it
        sees to the rules: `partial(registration.amend, changes=…)`. No change, no revision.

        Raises:
            NotFoundError: there is no such encounter.
            PersonalDataError: a text holds personal data.
            JournalError: nothing was stored; or the encounter was withdrawn.
        """
        with self._connection.writing():
            newest = self._newest_standing(encounter_id)
            corrected = replace(
                correct(newest), encounter_id=encounter_id, revision=newest.revision
            )
            if corrected == newest:
                return newest
            following = replace(corrected, revision=newest.revision + 1)
            revision = Revision(encounter=following, revised_at=revised_at(following, at))
            _guard(revision)
            self._add(revision)
            if newest.week != following.week:
                note_change(self._connection, newest.week)
            return following

    def void(self, encounter_id: str, reason: str, at: datetime, *, mask: bool = False) -> Revision:
        """Withdraw an encounter: a new revision that says so, and leaves the exports.

        Raises:
            NotFoundError: there is no such encounter.
            PersonalDataError: the reason holds personal data, and `mask` was not asked for.
            JournalError: nothing was stored; or the encounter was withdrawn before.
        """
        why = short("reason", reason, mask=mask)
        with self._connection.writing():
            newest = self._newest_standing(encounter_id)
            revision = Revision(
                encounter=replace(masked(newest), revision=newest.revision + 1),
                revised_at=revised_at(newest, at),
                voided=True,
                void_reason=None if is_sensitive(newest) else why,
            )
            _guard(revision)
            self._add(revision)
            return revision

    def delete_text(self, encounter_id: str, at: datetime | None) -> tuple[int, str]:
        """Put every revision in its place again without what was typed; what is counted stays.

        A new revision says so where the newest one had words, for whoever puts exports together
        goes by the newest; not without the moment `at`, in a backup.

        Returns:
            How many revisions had any words, and the week of the encounter.
        """
        with self._connection.writing():
            revisions = self.history(encounter_id)
            bare = [_without_text(revision) for revision in revisions]
            newest = bare[-1]
            with_text = sum(old != new for old, new in zip(revisions, bare, strict=True))
            if with_text:
                self._replace(encounter_id, bare)
                if at is not None and newest != revisions[-1] and not newest.voided:
                    following = replace(newest.encounter, revision=newest.encounter.revision + 1)
                    self._add(Revision(encounter=following, revised_at=revised_at(following, at)))
        return with_text, newest.encounter.week

    def _revisions(self, encounter_id: str) -> tuple[Revision, ...]:
        rows = self._connection.rows(
            f"SELECT {REVISION_COLUMNS} FROM encounters WHERE encounter_id = :id ORDER BY revision",
            {"id": encounter_id},
        )
        return tuple(revision_from(row, self._connection.path) for row in rows)

    def _newest_standing(self, encounter_id: str) -> Encounter:
        newest = self.get(encounter_id)
        if newest.voided:
            raise JournalError(
                _("This encounter was withdrawn and cannot be changed."),
                _("Register it anew if it was withdrawn by mistake."),
            )
        return newest.encounter

    def _add(self, revision: Revision) -> None:
        self._connection.insert("encounters", revision_row(revision))
        note_change(self._connection, revision.encounter.week)

    def _replace(self, encounter_id: str, revisions: Collection[Revision]) -> None:
        self._connection.execute("INSERT INTO purging (before) VALUES ('')")
        self._connection.execute(
            "DELETE FROM encounters WHERE encounter_id = :id", {"id": encounter_id}
        )
        self._connection.execute("DELETE FROM purging")
        for revision in revisions:
            self._connection.insert("encounters", revision_row(revision))
        note_residue(self._connection)


def masked(encounter: Encounter) -> Encounter:
    """What was stored before the guard knew all that it knows now, as it may be stored again."""
    texts = masked_together(
        {"query": encounter.query, "promise": encounter.promise, "note": encounter.note}
    )
    return replace(encounter, query=texts["query"], promise=texts["promise"], note=texts["note"])


def _guard(revision: Revision) -> None:
    """The last gate before the disk: whoever calls, no personal data passes."""
    encounter = revision.encounter
    gate("reason", revision.void_reason)
    gate_all({"query": encounter.query, "promise": encounter.promise, "note": encounter.note})


def _without_text(revision: Revision) -> Revision:
    """`revision` with nothing in it that somebody typed; what was owed by when stays."""
    encounter = replace(revision.encounter, query=None, promise=None, note=None)
    return replace(revision, encounter=encounter, void_reason=None)


def revised_at(encounter: Encounter, at: datetime) -> str:
    """Only the hour where no entry is named: it may be a sensitive one."""
    return timestamp(full_hour(at) if encounter.ref is None else at)
