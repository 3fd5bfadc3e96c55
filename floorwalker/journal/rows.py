"""How an encounter stands in a row of the database, and back."""

# ruff: noqa: S608 -- the statements are put together from constants of this package only.

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from floorwalker.errors import JournalError
from floorwalker.i18n import _
from floorwalker.journal import faults
from floorwalker.journal.database import Cell, Connection, Row
from floorwalker.journal.encounter import COLUMNS, Encounter, Feedback, Revision, has_follow_up

T = TypeVar("T")

ENCOUNTER_COLUMNS = ", ".join(COLUMNS)
REVISION_COLUMNS = f"{ENCOUNTER_COLUMNS}, revised_at, voided, void_reason"
_DAY: Final = 86_400
"""A local day lies within so many seconds of the same day in UTC."""


def day_bounds(first: date, last: date) -> dict[str, Cell]:
    """What to compare with to find the local days `first` to `last`.

    `first` and `after` bound the local start, as text; `start` and `end` are seconds since 1970
    that surely lie around it, for the index.
    """
    return {
        "first": first.isoformat(),
        "after": f"{last.isoformat()}~",  # which sorts after any hour
        "start": _midnight(first) - _DAY,
        "end": _midnight(last) + 2 * _DAY,
    }


def _midnight(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def encounters_where(
    connection: Connection, rest: str, parameters: Mapping[str, Cell]
) -> tuple[Encounter, ...]:
    """The encounters that stand, for the `rest` of a statement after its WHERE."""
    rows = connection.rows(
        f"SELECT {ENCOUNTER_COLUMNS} FROM current_encounters WHERE {rest}", parameters
    )
    return tuple(encounter_from(row, connection.path) for row in rows)


def revision_row(revision: Revision) -> dict[str, Cell]:
    """The row to insert, with the columns that only the database needs.

    Raises:
        JournalError: a field holds what its type does not allow, or the start has no offset.
    """
    encounter = revision.encounter
    cells = _cells(encounter)
    cells["challenges"] = ";".join(encounter.challenges)
    cells["started_utc"] = _seconds(encounter.started_at)
    cells["follow_up"] = _follow_up(revision)
    cells["revised_at"] = revision.revised_at
    cells["voided"] = int(revision.voided)
    cells["void_reason"] = revision.void_reason
    return cells


def encounter_from(row: Row, path: Path) -> Encounter:
    """The encounter in `row`.

    Raises:
        DamagedJournalError: the row of the file in `path` holds no encounter.
    """
    challenges, confident = row["challenges"], row["confident"]
    fields: dict[str, Cell | list[str]] = {**row}
    fields["challenges"] = str(challenges).split(";") if challenges else []
    fields["confident"] = None if confident is None else bool(confident)
    return struct_from(fields, Encounter, path)


def revision_from(row: Row, path: Path) -> Revision:
    """The revision in `row`; raises as `encounter_from` does."""
    revised_at, reason = row["revised_at"], row["void_reason"]
    return Revision(
        encounter=encounter_from(row, path),
        revised_at=revised_at if isinstance(revised_at, str) else None,
        voided=bool(row["voided"]),
        void_reason=reason if isinstance(reason, str) else None,
    )


def struct_from(fields: Mapping[str, Cell | list[str]], kind: type[T], path: Path) -> T:
    """The value that `fields` hold; raises as `encounter_from` does."""
    try:
        return msgspec.convert(fields, kind)
    except msgspec.ValidationError:
        raise faults.damaged(path) from None


def _seconds(started_at: str) -> int:
    try:
        moment = datetime.fromisoformat(started_at)
    except ValueError:
        raise _unfit() from None
    if moment.tzinfo is None:
        raise _unfit()
    return int(moment.timestamp())


def _follow_up(revision: Revision) -> str | None:
    if revision.voided or not has_follow_up(revision.encounter):
        return None
    return "closed" if revision.encounter.follow_up_closed_at else "open"


def feedback_row(feedback: Feedback) -> dict[str, Cell]:
    """The row to insert; raises as `revision_row` does."""
    return _cells(feedback)


def _cells(value: Encounter | Feedback) -> dict[str, Cell]:
    """The fields of `value`, once they are known to have the types that reading expects."""
    try:
        cells: dict[str, Cell] = msgspec.to_builtins(value)
        msgspec.convert(cells, type(value))
    except (msgspec.ValidationError, TypeError):
        raise _unfit() from None
    return cells


def _unfit() -> JournalError:
    return JournalError(
        _("This is not an encounter as the log keeps them."), _("Nothing was stored.")
    )
