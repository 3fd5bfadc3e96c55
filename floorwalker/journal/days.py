"""Encounters by local days. Withdrawn ones appear only where a method says so."""

# ruff: noqa: S608 -- the statements are put together from constants of this package only.

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from floorwalker.journal import sums
from floorwalker.journal.database import Cell, Connection
from floorwalker.journal.encounter import Encounter, Withdrawal
from floorwalker.journal.rows import day_bounds, encounters_where, struct_from

_PAGE: Final = 500
"""Encounters that are read at once."""
_IN_DAYS: Final = (
    "started_utc >= :start AND started_utc < :end "
    "AND +started_at >= :first AND +started_at < :after"
)


class Days:
    """Lists and counts of encounters, by the local days on which they were started."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def between(
        self, first: date, last: date, *, newest_first: bool = False
    ) -> Iterator[Encounter]:
        """Encounters started on the local days `first` to `last`, by start, then by id.

        A page of them at a time: constant memory however many there are in an hour, and no writer
        waits while they are consumed. `date.min` and `date.max` ask for all.
        """
        order, than = ("DESC", "<") if newest_first else ("ASC", ">")
        bounds = day_bounds(first, last) | {"page": _PAGE}
        place: dict[str, Cell] = {"utc": bounds["end" if newest_first else "start"], "id": ""}
        while True:
            page = encounters_where(
                self._connection,
                f"(started_utc, encounter_id) {than} (:utc, :id) AND {_IN_DAYS} "
                f"ORDER BY started_utc {order}, encounter_id {order} LIMIT :page",
                bounds | place,
            )
            yield from page
            if len(page) < _PAGE:
                return
            newest = page[-1]
            moment = datetime.fromisoformat(newest.started_at)
            place = {"utc": int(moment.timestamp()), "id": newest.encounter_id}

    def newest(
        self, *, limit: int, first: date = date.min, last: date = date.max
    ) -> tuple[Encounter, ...]:
        """The newest encounters of the local days `first` to `last`, newest first."""
        return encounters_where(
            self._connection,
            f"{_IN_DAYS} ORDER BY started_utc DESC, encounter_id DESC LIMIT :limit",
            day_bounds(first, last) | {"limit": limit},
        )

    def count(self, day: date) -> int:
        return self._connection.number(
            "SELECT count(*) FROM current_encounters "
            "WHERE started_at >= :first AND started_at < :after",
            day_bounds(day, day),
        )

    def usage(self, since: date) -> dict[str, int]:
        """How often each entry was registered since the local day `since`, by ref."""
        rows = self._connection.rows(
            "SELECT ref, count(*) AS times FROM current_encounters "
            "WHERE started_at >= :since AND ref IS NOT NULL GROUP BY ref",
            {"since": since.isoformat()},
        )
        return {str(row["ref"]): int(str(row["times"])) for row in rows}

    def oldest(self, first: date, last: date) -> str | None:
        """The least id of an encounter, withdrawn or not, of the local days; None without any."""
        rows = self._connection.rows(
            f"SELECT min(encounter_id) AS id FROM encounters WHERE {_IN_DAYS}",
            day_bounds(first, last),
        )
        oldest = rows[0]["id"]
        return oldest if isinstance(oldest, str) else None

    def withdrawn(self, first: date, last: date) -> list[Withdrawal]:
        """What was withdrawn of the local days `first` to `last`, by id."""
        rows = self._connection.rows(
            "SELECT encounter_id, revision FROM encounters "
            f"WHERE voided = 1 AND {_IN_DAYS} ORDER BY encounter_id",
            day_bounds(first, last),
        )
        return [struct_from(row, Withdrawal, self._connection.path) for row in rows]

    def sums(
        self, first: date, last: date, today: date, progress: sums.Progress = lambda *_: None
    ) -> sums.Sums:
        """What the encounters of the local days `first` to `last` add up to, as of `today`.

        Args:
            first: the first day.
            last: the last day.
            today: decides which promises are overdue.
            progress: hears how many are counted; what it raises ends the counting.
        """
        return sums.between(self._connection, first, last, today, progress)
