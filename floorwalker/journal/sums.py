"""What the encounters of a period add up to: counted by SQLite, piece by piece.

No encounter becomes an object, and each piece is read in a moment: memory stays as it is however
large the log, and whoever writes meanwhile waits for one piece at most.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Final

from floorwalker.journal import faults
from floorwalker.journal.database import Cell, Connection
from floorwalker.journal.rows import day_bounds

Progress = Callable[[int, int], None]
"""Hears how many of how many encounters are counted; may raise to give the counting up."""

_PIECE: Final = 20_000
"""Revisions that are counted at once."""
_MOST_SEARCHES: Final = 500
"""Words searched in vain that are kept, the most frequent: nobody reads further."""

_PIECE_TABLE: Final = (
    "CREATE TEMP TABLE IF NOT EXISTS piece (place, started_at, channel, audience, outcome, "
    "unmet_reason, competent_authority, theme, challenges, duration_s, contact_name, name, ref, "
    "confident, query, promise_code, follow_up_due, follow_up_closed_at)"
)
# Words are as many as people: they are counted on disk.
_SEARCH_TABLE: Final = (
    "CREATE TEMP TABLE IF NOT EXISTS searched (query PRIMARY KEY, times) WITHOUT ROWID"
)
_FILL: Final = """
    INSERT INTO piece SELECT started_utc, started_at, channel, audience, outcome,
    unmet_reason, competent_authority, theme, challenges, duration_s, contact_name, name, ref,
    confident, query, promise_code, follow_up_due, follow_up_closed_at
    FROM current_encounters
    WHERE (started_utc, encounter_id) >= (:utc, :id) AND (started_utc, encounter_id) < (:to, :to_id)
    AND +started_at >= :first AND +started_at < :after
"""
_NEXT: Final = """
    SELECT started_utc, encounter_id FROM encounters
    WHERE (started_utc, encounter_id) > (:utc, :id) AND started_utc < :end
    ORDER BY started_utc, encounter_id LIMIT 1 OFFSET :piece
"""
_UNANSWERED: Final = "((ref IS NULL AND theme IS NULL) OR confident = 0)"
_IS_CLOSED_ON_TIME: Final = (
    "follow_up_due IS NULL OR substr(follow_up_closed_at, 1, 10) <= follow_up_due"
)
_COUNTS: Final = f"""
    SELECT 'hour' AS kind, substr(started_at, 1, 13) AS a, '' AS b, count(*) AS n FROM piece
      GROUP BY a
    UNION ALL SELECT 'channel', channel, '', count(*) FROM piece GROUP BY channel
    UNION ALL SELECT 'audience', audience, '', count(*) FROM piece
      WHERE audience IS NOT NULL GROUP BY audience
    UNION ALL SELECT 'outcome', outcome, '', count(*) FROM piece GROUP BY outcome
    UNION ALL SELECT 'unmet_reason', unmet_reason, '', count(*) FROM piece
      WHERE unmet_reason IS NOT NULL GROUP BY unmet_reason
    UNION ALL SELECT 'authority', competent_authority, '', count(*) FROM piece
      WHERE competent_authority IS NOT NULL GROUP BY competent_authority
    UNION ALL SELECT 'challenges', coalesce(theme, ''), challenges, count(*) FROM piece
      WHERE challenges <> '' GROUP BY theme, challenges
    UNION ALL SELECT 'seconds', duration_s, '', count(*) FROM piece
      WHERE duration_s IS NOT NULL GROUP BY duration_s
    UNION ALL SELECT 'closed', coalesce(nullif(contact_name, ''), nullif(name, ''), theme, ''), '',
      count(*) FROM piece WHERE unmet_reason = 'closed' GROUP BY 2
    UNION ALL SELECT 'promise', CASE
      WHEN follow_up_closed_at IS NOT NULL THEN iif({_IS_CLOSED_ON_TIME}, 'on_time', 'late')
      ELSE iif(follow_up_due IS NULL OR follow_up_due >= :today, 'waiting', 'overdue') END, '',
      count(*) FROM piece
      WHERE promise_code IS NOT NULL OR follow_up_due IS NOT NULL GROUP BY 2
    UNION ALL SELECT 'unanswered', '', '', count(*) FROM piece WHERE {_UNANSWERED}
"""  # noqa: S608 - constants of this module only
# Of an entry that was renamed meanwhile the newest name stands: a bare column beside `max`.
_REFS: Final = (
    "SELECT ref, coalesce(name, ref) AS name, count(*) AS n, max(place) FROM piece "
    "WHERE ref IS NOT NULL GROUP BY ref"
)
_SEARCHES: Final = (
    "INSERT INTO searched SELECT query, count(*) FROM piece "  # noqa: S608 - as above
    f"WHERE query <> '' AND {_UNANSWERED} GROUP BY query "
    "ON CONFLICT (query) DO UPDATE SET times = times + excluded.times"
)


@dataclass
class Sums:
    """What the encounters of a period add up to."""

    hours: Counter[str] = field(default_factory=Counter)
    """By local hour, `2026-11-16T10`."""
    columns: dict[str, Counter[str]] = field(
        default_factory=lambda: {
            name: Counter() for name in ("channel", "audience", "outcome", "unmet_reason")
        }
    )
    """By what stands in a column; empty ones are not counted."""
    authorities: Counter[str] = field(default_factory=Counter)
    """By the authority that decides: wrong doors."""
    challenges: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By theme and challenges, `no_follow_up;unwelcoming`."""
    seconds: Counter[int] = field(default_factory=Counter)
    """By the time that registering took."""
    closed: Counter[str] = field(default_factory=Counter)
    """By what was closed when it was needed."""
    promises: Counter[str] = field(default_factory=Counter)
    """By `on_time`, `late`, `waiting`, `overdue`."""
    unanswered: int = 0
    refs: Counter[str] = field(default_factory=Counter)
    names: dict[str, str] = field(default_factory=dict)
    """The newest name of each of `refs`."""
    searches: Counter[str] = field(default_factory=Counter)
    """The words typed most often among what was unanswered."""


def between(
    connection: Connection, first: date, last: date, today: date, progress: Progress
) -> Sums:
    """What the encounters of the local days `first` to `last` add up to, as of `today`."""
    sums = Sums()
    days = day_bounds(first, last) | {"today": today.isoformat()}
    with faults.explained(connection.path):
        _empty(connection)
        for bounds in _pieces(connection, days, progress):
            connection.require_in_place()
            parameters = bounds | days
            connection.undoing_first(partial(_fill, connection, parameters))
            _count(connection, sums, parameters)
        sums.searches.update(_searches(connection))
        _empty(connection)
    return sums


def _empty(connection: Connection) -> None:
    for statement in (_PIECE_TABLE, _SEARCH_TABLE, "DELETE FROM piece", "DELETE FROM searched"):
        connection.db.execute(statement)


def _pieces(
    connection: Connection, days: dict[str, Cell], progress: Progress
) -> Iterator[dict[str, Cell]]:
    """The bounds of pieces of about `_PIECE` revisions each; `progress` hears after each."""
    total = connection.number(
        "SELECT count(*) FROM encounters WHERE started_utc >= :start AND started_utc < :end", days
    )
    place: dict[str, Cell] = {"utc": days["start"], "id": ""}
    for done in range(0, total + 1, _PIECE):
        progress(min(done, total), total)
        rows = connection.rows(_NEXT, place | {"end": days["end"], "piece": _PIECE - 1})
        to = (rows[0]["started_utc"], rows[0]["encounter_id"]) if rows else (days["end"], "")
        yield place | {"to": to[0], "to_id": to[1]}
        if not rows:
            break
        place = {"utc": to[0], "id": to[1]}
    progress(total, total)


def _fill(connection: Connection, parameters: dict[str, Cell]) -> None:
    connection.db.execute("DELETE FROM piece")
    connection.db.execute(_FILL, parameters)


def _count(connection: Connection, sums: Sums, parameters: dict[str, Cell]) -> None:
    for row in connection.rows(_COUNTS, parameters):
        _add(sums, str(row["kind"]), row["a"], str(row["b"]), int(str(row["n"])))
    for row in connection.rows(_REFS):
        ref = str(row["ref"])
        sums.refs[ref] += int(str(row["n"]))
        sums.names[ref] = str(row["name"])
    connection.db.execute(_SEARCHES)


def _add(sums: Sums, kind: str, a: Cell, b: str, number: int) -> None:
    counters: dict[str, Counter[str]] = {
        "hour": sums.hours,
        "authority": sums.authorities,
        "closed": sums.closed,
        "promise": sums.promises,
        **sums.columns,
    }
    if kind == "seconds":
        sums.seconds[int(str(a))] += number
    elif kind == "challenges":
        sums.challenges[str(a), b] += number
    elif kind == "unanswered":
        sums.unanswered += number
    else:
        counters[kind][str(a)] += number


def _searches(connection: Connection) -> dict[str, int]:
    rows = connection.rows(
        "SELECT query, times FROM searched ORDER BY times DESC, query LIMIT :most",
        {"most": _MOST_SEARCHES},
    )
    return {str(row["query"]): int(str(row["times"])) for row in rows}
