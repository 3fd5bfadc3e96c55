"""The journal: what was acknowledged stays, what was amended stays beside its correction.

A method that writes returns only when the row is on disk. Importing this module loads
sqlite-utils, which takes a fifth of a second: whoever paints a screen first imports it later.
"""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec.structs import replace

from floorwalker.errors import JournalError, NotFoundError
from floorwalker.i18n import _
from floorwalker.journal import feedback, purging, upkeep, weeks
from floorwalker.journal.database import LONGEST_WAIT, connect, nothing_yet
from floorwalker.journal.encounter import (
    Encounter,
    Feedback,
    Revision,
    full_hour,
    has_follow_up,
    is_sensitive,
    timestamp,
)
from floorwalker.journal.free_text import RegistrationError, gate, gate_all, masked_together, short
from floorwalker.journal.reader import JournalReader
from floorwalker.journal.rows import revision_row


class Journal(JournalReader):
    """The log of one desk, in one file. It belongs to the thread that opened it."""

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        timeout: float = LONGEST_WAIT,
        read_only: bool = False,
        waiting: Callable[[], None] | None = None,
    ) -> Self:
        """Open the journal in `path`; make it if there is no such file.

        Args:
            path: the database file.
            timeout: seconds to wait for a lock that another process holds.
            read_only: never write, not even to make the file; works in a read-only folder.
            waiting: called once, in this thread, when a lock holds something up for longer than a
                moment.

        Raises:
            JournalError: or a subclass of it in `faults`: locked, full, read-only, damaged, newer.
        """
        return cls(
            connect(
                path,
                timeout=timeout,
                read_only=read_only,
                waiting=waiting,
                before_migrating=upkeep.keep_before_migrating,
            )
        )

    @classmethod
    def empty(cls, path: Path) -> Self:
        """A journal without a file, for whoever reads before the log in `path` is begun."""
        return cls(nothing_yet(path))

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def rescue(self, target: Path) -> Path:
        """Write everything to `target` as `backup` does, even if the file has lost its name.

        Raises:
            JournalError: as `backup`.
        """
        return upkeep.copy_open_file(self._connection, target)

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
            self._insert(revision)

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
            return self._revise(newest, replace(corrected, revision=newest.revision + 1), at)

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
                encounter=replace(_masked(newest), revision=newest.revision + 1),
                revised_at=_revised_at(newest, at),
                voided=True,
                void_reason=None if is_sensitive(newest) else why,
            )
            _guard(revision)
            self._insert(revision)
            return revision

    def close_follow_up(
        self, encounter_id: str, note: str | None, at: datetime, *, mask: bool = False
    ) -> Encounter:
        """Say that the house did what it owed: a new revision, `note` added to the one there is.

        Raises:
            NotFoundError: there is no such encounter, or it owes nothing.
            PersonalDataError, RegistrationError: the note breaks the rules for notes.
            JournalError: nothing was stored; or it was closed before, or withdrawn.
        """
        how = short("note", note, mask=mask)

        def closed(encounter: Encounter) -> Encounter:
            if not has_follow_up(encounter):
                raise NotFoundError(_("This encounter has no follow-up."))
            if encounter.follow_up_closed_at is not None:
                raise JournalError(_("This follow-up was closed before."))
            if how and is_sensitive(encounter):
                raise RegistrationError(
                    "note",
                    _("The entry is sensitive: no note is kept with it."),
                    _("Close the follow-up without a note."),
                )
            kept = _masked(encounter)
            notes = " · ".join(text for text in (kept.note, how) if text)
            return replace(
                kept,
                follow_up_closed_at=_revised_at(encounter, at),
                note=short("note", notes, mask=mask),
            )

        return self.amend(encounter_id, closed, at)

    def add_feedback(self, reported: Feedback) -> None:
        """Keep `reported`. Durable on return; the same again changes nothing.

        Raises:
            PersonalDataError: the comment holds personal data.
            JournalError: nothing was stored.
        """
        feedback.add(self._connection, reported)

    def close_feedback(self, feedback_id: str, at: datetime) -> Feedback:
        """Mark it as dealt with; closing it again changes nothing.

        Raises:
            NotFoundError: there is no such feedback.
            JournalError: nothing was stored.
        """
        return feedback.close(self._connection, feedback_id, at)

    def note_export(
        self, *, week: str, file_format: str, changes: int, checksum: str, at: datetime
    ) -> None:
        """Remember that the file of `week` is written; `changes` was read before its rows were."""
        weeks.note_export(
            self._connection,
            week=week,
            file_format=file_format,
            changes=changes,
            checksum=checksum,
            at=at,
        )

    def purge(self, before: date, *, dry_run: bool = False) -> purging.PurgeResult:
        """Delete encounters started before the local day `before`; their weekly counts stay.

        A week at a time, so that a desk on the same file waits for a moment only.

        Raises:
            JournalError: the weeks not yet deleted are all there.
        """
        return purging.purge(self._connection, before, dry_run=dry_run)

    def purge_text(self, encounter_id: str, at: datetime | None) -> purging.TextPurge:
        """Delete what was typed for an encounter from all its revisions; what is counted stays.

        A new revision says so where the newest one had words, for whoever puts exports together
        goes by the newest; not without the moment `at`, in a backup.

        Raises:
            NotFoundError: there is no such encounter.
            JournalError: nothing was deleted.
        """
        self._connection.drop_stale_rollback()
        with self._connection.writing():
            revisions = self.history(encounter_id)
            bare = [purging.without_text(revision) for revision in revisions]
            newest = bare[-1]
            with_text = sum(old != new for old, new in zip(revisions, bare, strict=True))
            if with_text:
                purging.delete_text(self._connection, revisions)
                if at is not None and newest != revisions[-1] and not newest.voided:
                    self._insert(_next_revision(newest.encounter, at))
        return self._text_purge(with_text, newest.encounter.week)

    def purge_comment(self, feedback_id: str) -> purging.TextPurge:
        """Delete what was typed for a report; that something was reported stays.

        Raises:
            NotFoundError: there is no such report.
            JournalError: nothing was deleted.
        """
        self._connection.drop_stale_rollback()
        deleted, week = feedback.delete_comment(self._connection, feedback_id)
        return self._text_purge(int(deleted), week)

    def _text_purge(self, texts: int, week: str) -> purging.TextPurge:
        connection = self._connection
        if purging.has_residue(connection):
            purging.compact(connection)
        return purging.TextPurge(
            texts=texts,
            exported_week=weeks.exported(connection, week),
            residue=purging.has_residue(connection),
        )

    def _revise(self, newest: Encounter, corrected: Encounter, at: datetime) -> Encounter:
        revision = Revision(encounter=corrected, revised_at=_revised_at(corrected, at))
        _guard(revision)
        self._insert(revision)
        if newest.week != corrected.week:
            weeks.note_change(self._connection, newest.week)
        return corrected

    def _newest_standing(self, encounter_id: str) -> Encounter:
        newest = self.get(encounter_id)
        if newest.voided:
            raise JournalError(
                _("This encounter was withdrawn and cannot be changed."),
                _("Register it anew if it was withdrawn by mistake."),
            )
        return newest.encounter

    def _insert(self, revision: Revision) -> None:
        purging.insert(self._connection, "encounters", revision_row(revision))
        weeks.note_change(self._connection, revision.encounter.week)


def _next_revision(encounter: Encounter, at: datetime) -> Revision:
    following = replace(encounter, revision=encounter.revision + 1)
    return Revision(encounter=following, revised_at=_revised_at(following, at))


def _masked(encounter: Encounter) -> Encounter:
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


def _revised_at(encounter: Encounter, at: datetime) -> str:
    """Only the hour where no entry is named: it may be a sensitive one."""
    return timestamp(full_hour(at) if encounter.ref is None else at)
