"""Reading the journal. Withdrawn encounters appear only where a method says so."""

# ruff: noqa: S608 -- the statements are put together from constants of this package only.

import json
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from floorwalker.errors import NotFoundError
from floorwalker.i18n import _
from floorwalker.journal import feedback, purging, sums, upkeep, weeks
from floorwalker.journal.database import Cell, Connection
from floorwalker.journal.encounter import (
    CODE_LETTERS,
    Encounter,
    Feedback,
    Revision,
    Withdrawal,
)
from floorwalker.journal.rows import (
    ENCOUNTER_COLUMNS,
    REVISION_COLUMNS,
    encounter_from,
    revision_from,
    struct_from,
)

_PAGE: Final = 500
"""Encounters that are read at once."""
_DAY: Final = 86_400
"""A local day lies within so many seconds of the same day in UTC."""


class JournalReader:
    """What everybody may ask of an open journal, who may write it or not."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def path(self) -> Path:
        """The database file."""
        return self._connection.path

    def require_in_place(self) -> None:
        """Refuse to go on where the file was deleted, moved or replaced since it was opened.

        Raises:
            MissingJournalError, ReplacedJournalError: what happened to it.
        """
        self._connection.require_in_place()

    @property
    def patience(self) -> float:
        """Seconds that it waits for a lock that another process holds."""
        return self._connection.timeout

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

    def _revisions(self, encounter_id: str) -> tuple[Revision, ...]:
        rows = self._connection.rows(
            f"SELECT {REVISION_COLUMNS} FROM encounters WHERE encounter_id = :id ORDER BY revision",
            {"id": encounter_id},
        )
        return tuple(revision_from(row, self.path) for row in rows)

    def between(
        self, first: date, last: date, *, newest_first: bool = False
    ) -> Iterator[Encounter]:
        """Encounters started on the local days `first` to `last`, by start, then by id.

        A page of them at a time: constant memory however many there are in an hour, and no writer
        waits while they are consumed. `date.min` and `date.max` ask for all.
        """
        order, than = ("DESC", "<") if newest_first else ("ASC", ">")
        start, end = _utc(first) - _DAY, _utc(last) + 2 * _DAY
        place: dict[str, Cell] = {"utc": end if newest_first else start, "id": ""}
        bounds = _days(first, last) | {"start": start, "end": end, "page": _PAGE}
        while True:
            page = self._encounters(
                f"(started_utc, encounter_id) {than} (:utc, :id) AND started_utc >= :start "
                "AND started_utc < :end AND +started_at >= :first AND +started_at < :after "
                f"ORDER BY started_utc {order}, encounter_id {order} LIMIT :page",
                bounds | place,
            )
            yield from page
            if len(page) < _PAGE:
                return
            newest = page[-1]
            moment = datetime.fromisoformat(newest.started_at)
            place = {"utc": int(moment.timestamp()), "id": newest.encounter_id}

    def on_day(self, day: date) -> tuple[Encounter, ...]:
        """Encounters started on the local `day`, by start, then by id."""
        return self._encounters(
            "started_at >= :first AND started_at < :after ORDER BY +started_utc, encounter_id",
            _days(day, day),
        )

    def in_week(self, week: str) -> Iterator[Encounter]:
        """Encounters of the ISO week `week`, `2026-W47`, as `between` gives them."""
        monday = date.fromisoformat(f"{week}-1")
        return self.between(monday, monday + timedelta(days=6))

    def newest(
        self, *, limit: int, offset: int = 0, first: date | None = None, last: date | None = None
    ) -> tuple[Encounter, ...]:
        """A page of the encounters of the local days `first` to `last`, newest first."""
        conditions = ["1"]
        parameters: dict[str, Cell] = {"limit": limit, "offset": offset}
        if first is not None:
            conditions += ["started_utc >= :from", "+started_at >= :first"]
            parameters |= {"from": _utc(first) - _DAY, "first": first.isoformat()}
        if last is not None:
            conditions += ["started_utc < :to", "+started_at < :after"]
            parameters |= {"to": _utc(last) + 2 * _DAY, "after": f"{last.isoformat()}~"}
        return self._encounters(
            f"{' AND '.join(conditions)} "
            "ORDER BY started_utc DESC, encounter_id DESC LIMIT :limit OFFSET :offset",
            parameters,
        )

    def count_on_day(self, day: date) -> int:
        """How many encounters were started on the local `day`."""
        return self._connection.number(
            "SELECT count(*) FROM current_encounters "
            "WHERE started_at >= :first AND started_at < :after",
            _days(day, day),
        )

    def usage(self, since: date) -> dict[str, int]:
        """How often each entry was registered since the local day `since`, by ref."""
        rows = self._connection.rows(
            "SELECT ref, count(*) AS times FROM current_encounters "
            "WHERE started_at >= :since AND ref IS NOT NULL GROUP BY ref",
            {"since": since.isoformat()},
        )
        return {str(row["ref"]): int(str(row["times"])) for row in rows}

    def _encounters(self, rest: str, parameters: dict[str, Cell]) -> tuple[Encounter, ...]:
        rows = self._connection.rows(
            f"SELECT {ENCOUNTER_COLUMNS} FROM current_encounters WHERE {rest}", parameters
        )
        return tuple(encounter_from(row, self.path) for row in rows)

    def sums(
        self, first: date, last: date, today: date, progress: sums.Progress | None = None
    ) -> sums.Sums:
        """What the encounters of the local days `first` to `last` add up to, as of `today`.

        Args:
            first: the first day.
            last: the last day.
            today: decides which promises are overdue.
            progress: hears how many are counted; what it raises ends the counting.
        """
        hears = progress or (lambda _done, _total: None)
        return sums.between(self._connection, first, last, today, hears)

    # Follow-ups

    def follow_ups(self, *, include_closed: bool = False) -> tuple[Encounter, ...]:
        """What the house owes: the earliest due date first, without a date last."""
        which = "follow_up IS NOT NULL" if include_closed else "follow_up = 'open'"
        return self._encounters(
            f"{which} ORDER BY follow_up_due IS NULL, follow_up_due, started_utc, encounter_id", {}
        )

    def find_promise(self, code: str) -> tuple[Encounter, ...]:
        """Encounters with this promise code, newest first: one, as a rule. Case does not matter."""
        letters = "".join(c for c in code.upper() if c in CODE_LETTERS)
        return self._encounters(
            "promise_code = :code ORDER BY started_utc DESC, encounter_id DESC", {"code": letters}
        )

    def holds(self, encounter_ids: Collection[str]) -> bool:
        """Whether this log has an encounter, withdrawn or not, for each of the ids."""
        missing = self._connection.number(
            "SELECT EXISTS (SELECT 1 FROM json_each(:ids) AS wanted WHERE NOT EXISTS "
            "(SELECT 1 FROM encounters WHERE encounter_id = wanted.value))",
            {"ids": json.dumps(list(encounter_ids))},
        )
        return not missing

    def oldest_between(self, first: date, last: date) -> str | None:
        """The least id of an encounter, withdrawn or not, of the local days; None without any."""
        rows = self._connection.rows(
            "SELECT min(encounter_id) AS id FROM encounters "
            "WHERE started_utc >= :from AND started_utc < :to "
            "AND +started_at >= :first AND +started_at < :after",
            _days(first, last) | {"from": _utc(first) - _DAY, "to": _utc(last) + 2 * _DAY},
        )
        oldest = rows[0]["id"]
        return oldest if isinstance(oldest, str) else None

    def withdrawn_between(self, first: date, last: date) -> list[Withdrawal]:
        """What was withdrawn of the local days `first` to `last`, by id."""
        rows = self._connection.rows(
            "SELECT encounter_id, revision FROM encounters WHERE voided = 1 "
            "AND started_utc >= :from AND started_utc < :to "
            "AND +started_at >= :first AND +started_at < :after ORDER BY encounter_id",
            _days(first, last) | {"from": _utc(first) - _DAY, "to": _utc(last) + 2 * _DAY},
        )
        return [struct_from(row, Withdrawal, self.path) for row in rows]

    # Feedback

    def feedback(self, *, include_closed: bool = False) -> list[Feedback]:
        """What was reported about the knowledge base, newest first."""
        return feedback.listed(self._connection, include_closed=include_closed)

    def feedback_between(self, first: date, last: date) -> list[Feedback]:
        """What was reported on the local days `first` to `last`, oldest first, closed or not."""
        return feedback.between(self._connection, first, last)

    # Weeks and upkeep

    def weeks_to_export(self, today: date, file_format: str) -> list[weeks.DueWeek]:
        """Finished weeks not yet exported in `file_format`, or changed since; oldest first."""
        return weeks.due(self._connection, today, file_format)

    def week_changes(self, week: str) -> int:
        """How often `week` has changed: read it before its rows, then see `note_export`."""
        return weeks.changes(self._connection, week)

    def exports(self) -> list[weeks.Export]:
        """The last export of each week and format."""
        return weeks.exports(self._connection)

    def weekly_counts(self, week: str) -> list[purging.WeeklyCount]:
        """The figures kept of those encounters of `week` that were purged."""
        return purging.weekly_counts(self._connection, week)

    def integrity(self) -> list[str]:
        """What is wrong with the file, in SQLite's words; empty if nothing."""
        return upkeep.integrity(self._connection)

    def facts(self) -> upkeep.Facts:
        """Sizes, rights and versions, for `doctor`."""
        return upkeep.facts(self._connection)

    def backup(self, target: Path, *, replacing: bool = False) -> Path:
        """Write a consistent copy to `target`, while others go on writing; see `upkeep.backup`."""
        return upkeep.backup(self._connection, target, replacing=replacing)


def _days(first: date, last: date) -> dict[str, Cell]:
    """Bounds for the local start, as text: `first` and `after`, which sorts after any hour."""
    return {"first": first.isoformat(), "after": f"{last.isoformat()}~"}


def _utc(day: date) -> int:
    """Seconds since 1970 of midnight in UTC."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
