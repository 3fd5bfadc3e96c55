"""The schema: every earlier version's database still opens, with everything in it."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from floorwalker.errors import JournalError
from floorwalker.journal import migrations
from floorwalker.journal.faults import NewerJournalError
from floorwalker.journal.store import Journal
from tests.journal.world import NOW, encounter_at

DATA = Path(__file__).parent.parent / "data"
FIXTURES = sorted(DATA.glob("journal-m*.db"))
"""A database of each version of the schema, made by that version; never made anew."""


def test_every_version_of_the_schema_has_its_fixture() -> None:
    versions = [step.__name__.partition("_")[0] for step in migrations.STEPS]
    assert [each.stem.removeprefix("journal-") for each in FIXTURES] == versions


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda each: each.stem)
def test_a_database_of_an_earlier_version_opens_with_everything_in_it(
    fixture: Path, tmp_path: Path
) -> None:
    path = tmp_path / "encounters.db"
    shutil.copy(fixture, path)
    with Journal.open(path) as journal:
        first, second, sensitive = journal.days.between(date(2026, 11, 16), date(2026, 11, 22))
        assert (first.ref, first.revision, first.note) == ("service:pas", 2, "rettet · ringet op")
        assert first.follow_up_closed_at == "2026-11-17T09:00:00+01:00"
        assert (second.outcome, second.unmet_reason, second.query) == (
            "unmet",
            "closed",
            "rejsepas",
        )
        assert second.challenges == ("hard_to_reach", "unwelcoming")
        assert (sensitive.theme, sensitive.ref) == ("Akut", None)
        assert [each.comment for each in journal.feedback.listed()] == ["åbner kl. 9"]
        assert [each.week for each in journal.weeks.exports()] == ["2026-W46"]
        assert {each.count for each in journal.retention.weekly_counts("2025-W40")} == {1}
        assert migrations.pending(journal._connection.db) == []
        journal.encounters.record(encounter_at(NOW))
        assert journal.upkeep.integrity() == []


def m999_bad(db: Database) -> None:
    db.execute("CREATE TABLE half_done (a TEXT) STRICT")
    db.execute("INSERT INTO nowhere VALUES (1)")


def m999_more(db: Database) -> None:
    db.execute("ALTER TABLE feedback ADD COLUMN answer TEXT")


def test_a_migration_that_fails_leaves_the_journal_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "encounters.db"
    Journal.open(path).close()
    before = path.read_bytes()
    with monkeypatch.context() as newer:
        newer.setattr(migrations, "STEPS", (*migrations.STEPS, m999_bad))
        with pytest.raises(JournalError) as caught:
            Journal.open(path)
        assert "nowhere" not in str(caught.value)
        with pytest.raises(JournalError, match="older version"):
            Journal.open(path, read_only=True)
    assert path.read_bytes() == before
    Journal.open(path).close()


def test_a_pending_migration_is_made_on_opening_and_locks_older_versions_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "encounters.db"
    Journal.open(path).close()
    with monkeypatch.context() as newer:
        newer.setattr(migrations, "STEPS", (*migrations.STEPS, m999_more))
        with Journal.open(path) as journal:
            assert journal.upkeep.facts().schema == ("m001_encounters", "m999_more")
    with pytest.raises(NewerJournalError):
        Journal.open(path)


def test_a_journal_is_copied_before_it_is_migrated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "encounters.db"
    encounter = encounter_at(NOW)
    with Journal.open(path) as journal:
        journal.encounters.record(encounter)
    with monkeypatch.context() as newer:
        newer.setattr(migrations, "STEPS", (*migrations.STEPS, m999_more))
        Journal.open(path).close()
        Journal.open(path).close()
    (copy,) = tmp_path.glob("*before-update*")
    assert copy.name == "encounters.before-update-from-m001.db"
    with Journal.open(copy) as kept:
        assert tuple(kept.days.between(NOW.date(), NOW.date())) == (encounter,)
