"""Which weeks hold what since when: so that `export` knows what is new without reading it.

Each week counts its changes. An export remembers the count that it read; a count that has grown
since means that something was added, amended or withdrawn.
"""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from floorwalker.journal.database import Connection
from floorwalker.journal.encounter import iso_week, timestamp
from floorwalker.journal.rows import struct_from


class DueWeek(Struct, frozen=True, kw_only=True):
    """A finished week to export."""

    week: str
    reason: Literal["new", "changed"]
    changes: int
    """To hand back to `note_export`: read before the rows are."""


class Export(Struct, frozen=True, kw_only=True):
    """What was exported last of a week, in one format."""

    week: str
    format: str
    changes: int
    checksum: str
    exported_at: str


def note_change(connection: Connection, week: str) -> None:
    """Count one change of `week`, inside the transaction that makes it."""
    connection.execute(
        "INSERT INTO weeks (week, changes) VALUES (:week, 1) "
        "ON CONFLICT (week) DO UPDATE SET changes = changes + 1",
        {"week": week},
    )


class Weeks:
    """Weeks as files of them are written."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def changes(self, week: str) -> int:
        return self._connection.number(
            "SELECT coalesce(max(changes), 0) FROM weeks WHERE week = :week", {"week": week}
        )

    def due(self, today: date, file_format: str) -> list[DueWeek]:
        """Finished weeks that are new or changed in `file_format`, oldest first."""
        rows = self._connection.rows(
            "SELECT w.week, iif(e.week IS NULL, 'new', 'changed') AS reason, w.changes "
            "FROM weeks AS w "
            "LEFT JOIN exports AS e ON e.week = w.week AND e.format = :format "
            "WHERE w.week < :this AND w.purged = 0 AND w.changes IS NOT e.changes ORDER BY w.week",
            {"this": iso_week(today), "format": file_format},
        )
        return [struct_from(row, DueWeek, self._connection.path) for row in rows]

    def note_export(
        self, *, week: str, file_format: str, changes: int, checksum: str, at: datetime
    ) -> None:
        """Remember that `week`, as it was after `changes` changes, is in a file."""
        with self._connection.writing():
            self._connection.execute(
                "INSERT INTO exports (week, format, changes, checksum, exported_at) "
                "VALUES (:week, :format, :changes, :checksum, :at) "
                "ON CONFLICT (week, format) DO UPDATE SET changes = excluded.changes, "
                "checksum = excluded.checksum, exported_at = excluded.exported_at",
                {
                    "week": week,
                    "format": file_format,
                    "changes": changes,
                    "checksum": checksum,
                    "at": timestamp(at),
                },
            )

    def exported(self, week: str) -> str | None:
        """`week`, where files of it were written."""
        sql = "SELECT count(*) FROM exports WHERE week = :week"
        return week if self._connection.number(sql, {"week": week}) else None

    def exports(self) -> list[Export]:
        """The last export of each week and format, oldest week first."""
        rows = self._connection.rows(
            "SELECT week, format, changes, checksum, exported_at FROM exports ORDER BY week, format"
        )
        return [struct_from(row, Export, self._connection.path) for row in rows]
