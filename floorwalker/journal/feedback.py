"""What the desk found wrong or missing in the knowledge base: a log of its own."""

# ruff: noqa: S608 -- the statements are put together from constants of this package only.

from datetime import date, datetime

from msgspec.structs import replace

from floorwalker.errors import JournalError, NotFoundError
from floorwalker.i18n import _
from floorwalker.journal.database import Connection
from floorwalker.journal.encounter import Feedback, iso_week, timestamp
from floorwalker.journal.free_text import gate
from floorwalker.journal.residue import note_residue
from floorwalker.journal.rows import feedback_row, struct_from
from floorwalker.journal.weeks import note_change

_COLUMNS = ", ".join(Feedback.__struct_fields__)


class FeedbackLog:
    """What was reported about the knowledge base, and whether it was dealt with."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, feedback: Feedback) -> None:
        """Keep `feedback`; the same one again changes nothing."""
        gate("comment", feedback.comment)
        row = feedback_row(feedback)
        with self._connection.writing():
            known = self._find(feedback.feedback_id)
            if known == feedback:
                return
            if known is not None:
                raise JournalError(
                    _("There is other feedback with the id {id}.").format(id=feedback.feedback_id)
                )
            self._connection.insert("feedback", row)
            note_change(self._connection, iso_week(date.fromisoformat(feedback.at[:10])))

    def _find(self, feedback_id: str) -> Feedback | None:
        rows = self._connection.rows(
            f"SELECT {_COLUMNS} FROM feedback WHERE feedback_id = :id", {"id": feedback_id}
        )
        return struct_from(rows[0], Feedback, self._connection.path) if rows else None

    def listed(self, *, include_closed: bool = False) -> list[Feedback]:
        """Newest first."""
        where = "" if include_closed else "WHERE closed_at IS NULL"
        rows = self._connection.rows(
            f"SELECT {_COLUMNS} FROM feedback {where} ORDER BY at DESC, feedback_id DESC"
        )
        return [struct_from(row, Feedback, self._connection.path) for row in rows]

    def between(self, first: date, last: date) -> list[Feedback]:
        """Given on the local days `first` to `last`, oldest first."""
        rows = self._connection.rows(
            f"SELECT {_COLUMNS} FROM feedback WHERE at >= :first AND at < :after "
            "ORDER BY at, feedback_id",
            {"first": first.isoformat(), "after": f"{last.isoformat()}~"},
        )
        return [struct_from(row, Feedback, self._connection.path) for row in rows]

    def close(self, feedback_id: str, at: datetime) -> Feedback:
        """Mark it as dealt with; closing it again changes nothing.

        Raises:
            NotFoundError: there is no such feedback.
        """
        with self._connection.writing():
            known = self._known(feedback_id)
            if known.closed_at is not None:
                return known
            self._connection.execute(
                "UPDATE feedback SET closed_at = :at WHERE feedback_id = :id",
                {"at": timestamp(at), "id": feedback_id},
            )
            note_change(self._connection, iso_week(date.fromisoformat(known.at[:10])))
            return replace(known, closed_at=timestamp(at))

    def delete_comment(self, feedback_id: str) -> tuple[bool, str]:
        """Delete what was typed, and keep that something was reported.

        Returns:
            Whether there was anything, and the week of the report.

        Raises:
            NotFoundError: there is no such feedback.
        """
        with self._connection.writing():
            known = self._known(feedback_id)
            week = iso_week(date.fromisoformat(known.at[:10]))
            if not known.comment:
                return False, week
            self._connection.execute(
                "UPDATE feedback SET comment = '' WHERE feedback_id = :id", {"id": feedback_id}
            )
            note_change(self._connection, week)
            note_residue(self._connection)
        return True, week

    def _known(self, feedback_id: str) -> Feedback:
        known = self._find(feedback_id)
        if known is None:
            raise NotFoundError(
                _("There is no feedback with this id."), _("`floorwalker feedback list` names all.")
            )
        return known
