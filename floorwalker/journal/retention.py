"""Retention: encounters leave the file for good after a time, and their weekly counts stay."""

# ruff: noqa: S608 -- the statements are put together from constants of this package only.

import contextlib
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from msgspec import Struct

from floorwalker.journal.database import Cell, Connection
from floorwalker.journal.encounters import Encounters
from floorwalker.journal.feedback import FeedbackLog
from floorwalker.journal.residue import compact, has_residue, note_residue
from floorwalker.journal.rows import struct_from
from floorwalker.journal.weeks import Weeks

_MONTHS: Final = 12
_WEEK: Final = timedelta(days=7)
_BREATH: Final = 0.03
"""Seconds between two weeks: whoever waits for the lock looks again only now and then."""

_STARTED: Final = "started_at >= :first AND started_at < :after"
# Of an encounter that was moved to another day, the newest revision decides.
_OLD: Final = f"""
    SELECT encounter_id FROM encounters AS this WHERE {_STARTED} AND NOT EXISTS (
      SELECT 1 FROM encounters AS later
      WHERE later.encounter_id = this.encounter_id AND later.revision > this.revision
    )
"""
_COUNTED_COLUMNS: Final = ("channel", "audience", "theme", "outcome", "unmet_reason")
_COUNTS: Final = " UNION ALL ".join(
    [
        f"SELECT 'total' AS dimension, '' AS value FROM current_encounters WHERE {_STARTED}",
        "SELECT 'wrong_door', '' FROM current_encounters "
        f"WHERE {_STARTED} AND competent_authority IS NOT NULL",
        f"SELECT 'avoidable', '' FROM current_encounters WHERE {_STARTED} AND challenges <> ''",
        *(
            f"SELECT '{column}', {column} FROM current_encounters "
            f"WHERE {_STARTED} AND {column} IS NOT NULL"
            for column in _COUNTED_COLUMNS
        ),
    ]
)


class WeeklyCount(Struct, frozen=True, kw_only=True):
    """One figure of a week, kept when its encounters were purged."""

    week: str
    dimension: str
    """`total`, `wrong_door`, `avoidable`, or a column such as `outcome`."""
    value: str
    """The column's value; empty for the figures that have none."""
    count: int


class PurgeResult(Struct, frozen=True, kw_only=True):
    """What a purge deleted, or would delete."""

    encounters: int
    """Distinct ones, withdrawn ones too."""
    revisions: int
    feedback: int
    compacted: bool
    """Whether the file was rewritten and gave its room back."""
    residue: bool = False
    """Whether pages may still hold pieces of what was deleted: the file could not be rewritten."""


class TextPurge(Struct, frozen=True, kw_only=True):
    """What became of the words of one encounter, or of one report."""

    texts: int
    """How many revisions had any."""
    exported_week: str | None = None
    """Its week, where it was exported: those files hold the words until it is exported again."""
    residue: bool = False
    """As in `PurgeResult`."""


def retention_limit(today: date, months: int) -> date:
    """The first day that is kept on `today` when encounters are kept for `months` months."""
    year, month = divmod(today.year * _MONTHS + today.month - 1 - months, _MONTHS)
    day = today.day
    while True:
        with contextlib.suppress(ValueError):
            return date(year, month + 1, day)
        day -= 1


class Retention:
    """Deletes what may not be kept any longer, and what was typed and ought not to have been."""

    def __init__(
        self, connection: Connection, encounters: Encounters, feedback: FeedbackLog, weeks: Weeks
    ) -> None:
        self._connection = connection
        self._encounters = encounters
        self._feedback = feedback
        self._weeks = weeks

    def purge(self, before: date, *, dry_run: bool = False) -> PurgeResult:
        """Delete encounters started before the local day `before`, a week at a time; keep counts.

        Feedback from before that day goes too, once it is closed. What is deleted is overwritten,
        and the file rewritten; a purge that could not do that, or was killed before, leaves it to
        the next.
        """
        if not dry_run:
            self._connection.drop_stale_rollback()
        encounters = revisions = 0
        for bounds in _weeks(self._connection, before):
            if dry_run:
                old, parts = _count(self._connection, bounds)
            else:
                if encounters:
                    time.sleep(_BREATH)
                with self._connection.writing():
                    old, parts = _count(self._connection, bounds)
                    _delete(self._connection, bounds)
            encounters += old
            revisions += parts
        feedback = _purge_feedback(self._connection, before, dry_run=dry_run)
        compacted = not dry_run and has_residue(self._connection) and compact(self._connection)
        return PurgeResult(
            encounters=encounters,
            revisions=revisions,
            feedback=feedback,
            compacted=compacted,
            residue=not dry_run and has_residue(self._connection),
        )

    def purge_text(self, encounter_id: str, at: datetime | None) -> TextPurge:
        """Delete what was typed for an encounter from all its revisions; what is counted stays.

        At the moment `at` a new revision says so; without one, in a backup, none does.

        Raises:
            NotFoundError: there is no such encounter.
            JournalError: nothing was deleted.
        """
        self._connection.drop_stale_rollback()
        return self._purged(*self._encounters.delete_text(encounter_id, at))

    def purge_comment(self, feedback_id: str) -> TextPurge:
        """Delete what was typed for a report; that something was reported stays.

        Raises:
            NotFoundError: there is no such report.
            JournalError: nothing was deleted.
        """
        self._connection.drop_stale_rollback()
        return self._purged(*self._feedback.delete_comment(feedback_id))

    def weekly_counts(self, week: str) -> list[WeeklyCount]:
        """The figures kept of the purged encounters of `week`."""
        rows = self._connection.rows(
            "SELECT week, dimension, value, count FROM weekly_counts WHERE week = :week "
            "ORDER BY dimension, value",
            {"week": week},
        )
        return [struct_from(row, WeeklyCount, self._connection.path) for row in rows]

    def _purged(self, texts: int, week: str) -> TextPurge:
        if has_residue(self._connection):
            compact(self._connection)
        return TextPurge(
            texts=texts,
            exported_week=self._weeks.exported(week),
            residue=has_residue(self._connection),
        )


def _weeks(connection: Connection, before: date) -> Iterator[dict[str, Cell]]:
    """The bounds of each ISO week that has something to purge; the last may end in mid-week."""
    after = date.min
    while after < before:
        rows = connection.rows(
            "SELECT min(started_at) AS oldest FROM encounters "
            "WHERE started_at >= :after AND started_at < :before",
            {"after": after.isoformat(), "before": before.isoformat()},
        )
        oldest = rows[0]["oldest"]
        if oldest is None:
            return
        day = date.fromisoformat(str(oldest)[:10])
        monday = day - timedelta(days=day.weekday())
        after = min(monday + _WEEK, before)
        yield {"first": monday.isoformat(), "after": after.isoformat()}


def _count(connection: Connection, bounds: dict[str, Cell]) -> tuple[int, int]:
    """How many encounters there are within `bounds`, and how many revisions they have."""
    return (
        connection.number(f"SELECT count(*) FROM ({_OLD})", bounds),
        connection.number(
            f"SELECT count(*) FROM encounters WHERE encounter_id IN ({_OLD})", bounds
        ),
    )


def _delete(connection: Connection, bounds: dict[str, Cell]) -> None:
    week = date.fromisoformat(str(bounds["first"])).strftime("%G-W%V")
    connection.execute(
        "INSERT INTO weekly_counts (week, dimension, value, count) "
        f"SELECT :week, dimension, value, count(*) FROM ({_COUNTS}) GROUP BY dimension, value "
        "ON CONFLICT (week, dimension, value) DO UPDATE SET count = count + excluded.count",
        bounds | {"week": week},
    )
    connection.execute("INSERT INTO purging (before) VALUES (:after)", bounds)
    connection.execute(f"DELETE FROM encounters WHERE encounter_id IN ({_OLD})", bounds)
    connection.execute("DELETE FROM purging")
    connection.execute("UPDATE weeks SET purged = 1 WHERE week = :week", {"week": week})
    note_residue(connection)


def _purge_feedback(connection: Connection, before: date, *, dry_run: bool) -> int:
    bounds: dict[str, Cell] = {"before": before.isoformat()}
    where = "at < :before AND closed_at IS NOT NULL"
    if dry_run:
        return connection.number(f"SELECT count(*) FROM feedback WHERE {where}", bounds)
    with connection.writing():
        deleted = connection.execute(f"DELETE FROM feedback WHERE {where}", bounds)
        if deleted:
            note_residue(connection)
        return deleted
