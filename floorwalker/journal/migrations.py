"""The journal's schema, as an append-only list of migrations: never edit one that was released.

Encounters stand in a table without row numbers, in the order of their ids: the place of a
sensitive encounter among its neighbours must not tell the minute that was left out.
"""

from collections.abc import Callable
from typing import Final

from sqlite_utils import Database, Migrations

SET: Final = "floorwalker"

_M001: Final = (
    """
    CREATE TABLE encounters (
      encounter_id TEXT NOT NULL,
      revision INTEGER NOT NULL CHECK (revision >= 1),
      desk TEXT NOT NULL,
      location TEXT,
      started_at TEXT NOT NULL,
      duration_s INTEGER CHECK (duration_s >= 0),
      week TEXT NOT NULL,
      channel TEXT NOT NULL,
      audience TEXT,
      visitor_language TEXT,
      ref TEXT,
      name TEXT,
      theme TEXT,
      kle TEXT,
      competent_authority TEXT,
      contact_ref TEXT,
      contact_name TEXT,
      outcome TEXT NOT NULL,
      unmet_reason TEXT,
      challenges TEXT NOT NULL,
      query TEXT,
      confident INTEGER CHECK (confident IN (0, 1)),
      promise TEXT,
      promise_code TEXT,
      follow_up_due TEXT,
      follow_up_closed_at TEXT,
      note TEXT,
      started_utc INTEGER NOT NULL, -- seconds since 1970: started_at is local, and does not sort
      follow_up TEXT CHECK (follow_up IN ('open', 'closed')),
      revised_at TEXT,
      voided INTEGER NOT NULL CHECK (voided IN (0, 1)),
      void_reason TEXT,
      PRIMARY KEY (encounter_id, revision)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX encounters_in_order ON encounters (started_utc, encounter_id)",
    "CREATE INDEX encounters_by_day ON encounters (started_at, voided)",
    """
    CREATE INDEX encounters_to_follow_up ON encounters (follow_up, follow_up_due)
    WHERE follow_up IS NOT NULL
    """,
    """
    CREATE INDEX encounters_by_promise ON encounters (promise_code)
    WHERE promise_code IS NOT NULL
    """,
    """
    CREATE VIEW current_encounters AS
    SELECT * FROM encounters AS this
    WHERE voided = 0 AND NOT EXISTS (
      SELECT 1 FROM encounters AS later
      WHERE later.encounter_id = this.encounter_id AND later.revision > this.revision
    )
    """,
    # A row here, for the length of one transaction, is what allows a purge to delete.
    "CREATE TABLE purging (before TEXT NOT NULL) STRICT",
    """
    CREATE TRIGGER encounters_are_never_changed BEFORE UPDATE ON encounters
    BEGIN SELECT RAISE(ABORT, 'append only'); END
    """,
    """
    CREATE TRIGGER encounters_leave_by_purge_only BEFORE DELETE ON encounters
    WHEN NOT EXISTS (SELECT 1 FROM purging)
    BEGIN SELECT RAISE(ABORT, 'append only'); END
    """,
    """
    CREATE TABLE feedback (
      feedback_id TEXT PRIMARY KEY NOT NULL,
      at TEXT NOT NULL,
      ref TEXT,
      kind TEXT NOT NULL,
      comment TEXT NOT NULL,
      closed_at TEXT
    ) STRICT
    """,
    """
    CREATE TABLE weeks (
      week TEXT PRIMARY KEY NOT NULL,
      changes INTEGER NOT NULL, -- grows with every revision that the week gains or loses
      purged INTEGER NOT NULL DEFAULT 0 -- 1 when rows were purged: no whole file can be made
    ) STRICT
    """,
    """
    CREATE TABLE exports (
      week TEXT NOT NULL,
      format TEXT NOT NULL,
      changes INTEGER NOT NULL, -- of the week, when its rows were read
      checksum TEXT NOT NULL,
      exported_at TEXT NOT NULL,
      PRIMARY KEY (week, format)
    ) STRICT
    """,
    # One dimension at a time: the counts that outlive a purge cannot be joined to an encounter.
    """
    CREATE TABLE weekly_counts (
      week TEXT NOT NULL,
      dimension TEXT NOT NULL,
      value TEXT NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (week, dimension, value)
    ) STRICT, WITHOUT ROWID
    """,
)


def m001_encounters(db: Database) -> None:
    """Encounters, feedback, the weeks' bookkeeping."""
    for statement in _M001:
        db.execute(statement)


STEPS: Final[tuple[Callable[[Database], None], ...]] = (m001_encounters,)
"""Every migration, oldest first."""


def migrations() -> Migrations:
    """The steps as sqlite-utils applies them: each once, each whole, under its own name."""
    steps = Migrations(SET)
    for step in STEPS:
        steps(name=step.__name__)(step)
    return steps


def applied(db: Database) -> list[str]:
    """Names of the migrations that the database has, oldest first; none if it is not a journal."""
    return [migration.name for migration in migrations().applied(db)]


def pending(db: Database) -> list[str]:
    """Names of the migrations that it still needs."""
    return [migration.name for migration in migrations().pending(db)]


def unknown(db: Database) -> list[str]:
    """Names of the migrations that only a newer version knows."""
    known = {step.__name__ for step in STEPS}
    return [name for name in applied(db) if name not in known]
