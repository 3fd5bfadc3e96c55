"""Retention: what is old leaves the file for good, and its weekly counts stay."""

import sqlite3
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.journal.registration import new_feedback
from floorwalker.journal.retention import retention_limit
from floorwalker.journal.store import Journal
from tests.journal.world import KNOWLEDGE, NOW, amended, encounter_at

TODAY = NOW.date()


def counts(journal: Journal, week: str) -> dict[tuple[str, str], int]:
    return {
        (each.dimension, each.value): each.count for each in journal.retention.weekly_counts(week)
    }


@pytest.mark.parametrize(
    ("today", "months", "limit"),
    [
        (date(2026, 11, 22), 13, date(2025, 10, 22)),
        (date(2027, 1, 31), 11, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 31), 12, date(2025, 12, 31)),
    ],
)
def test_months_count_back_to_the_same_day_or_the_last(
    today: date, months: int, limit: date
) -> None:
    assert retention_limit(today, months) == limit


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 120))
def test_nothing_younger_than_the_months_is_past_the_limit(today: date, months: int) -> None:
    limit = retention_limit(today, months)
    assert timedelta(days=28 * months) <= today - limit <= timedelta(days=31 * months)


def test_a_dry_run_says_what_a_purge_does_and_does_nothing(journal: Journal) -> None:
    for days in (0, 1, 9):
        encounter = encounter_at(NOW - timedelta(days=days))
        journal.encounters.record(encounter)
        journal.encounters.amend(
            encounter.encounter_id, partial(amended, changes={"note": "x"}), NOW
        )
    foretold = journal.retention.purge(TODAY, dry_run=True)
    assert (foretold.encounters, foretold.revisions, foretold.compacted) == (2, 4, False)
    assert len(journal.days.newest(limit=9)) == 3
    done = journal.retention.purge(TODAY)
    assert (done.encounters, done.revisions, done.compacted) == (2, 4, True)
    assert [each.started_at[:10] for each in journal.days.newest(limit=9)] == ["2026-11-16"]


def test_what_is_purged_is_gone_from_the_bytes_of_the_file(journal: Journal, path: Path) -> None:
    for number in range(40):
        journal.encounters.record(
            encounter_at(NOW - timedelta(days=number), note=f"svaneunge-{number}." * 20)
        )
    journal.retention.purge(TODAY)
    content = path.read_bytes()
    assert content.count(b"svaneunge-0.") > 0
    assert content.count(b"svaneunge-") == content.count(b"svaneunge-0.")
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_weekly_counts_stay_and_add_up_over_two_purges(journal: Journal) -> None:
    monday = encounter_at(
        NOW, outcome="unmet", unmet_reason="closed", challenges=("unwelcoming",), audience="citizen"
    )
    tuesday = encounter_at(NOW + timedelta(days=1), ref="service:straffeattest")
    withdrawn = encounter_at(NOW)
    for each in (monday, tuesday, withdrawn):
        journal.encounters.record(each)
    journal.encounters.void(withdrawn.encounter_id, "fejl", NOW)
    journal.retention.purge(TODAY + timedelta(days=1))
    assert counts(journal, "2026-W47")["total", ""] == 1
    journal.retention.purge(TODAY + timedelta(days=2))
    assert counts(journal, "2026-W47") == {
        ("total", ""): 2,
        ("avoidable", ""): 1,
        ("wrong_door", ""): 1,
        ("channel", "in_person"): 2,
        ("audience", "citizen"): 1,
        ("outcome", "answered"): 1,
        ("outcome", "unmet"): 1,
        ("theme", "Attester"): 1,
        ("theme", "Legitimation"): 1,
        ("unmet_reason", "closed"): 1,
    }


def test_an_encounter_that_was_moved_goes_with_its_newest_day(journal: Journal) -> None:
    encounter = encounter_at(NOW - timedelta(days=30))
    journal.encounters.record(encounter)
    journal.encounters.amend(
        encounter.encounter_id, partial(amended, changes={"started_at": NOW}), NOW
    )
    assert journal.retention.purge(TODAY).encounters == 0
    assert len(journal.encounters.history(encounter.encounter_id)) == 2
    assert journal.retention.purge(TODAY + timedelta(days=1)).revisions == 2


def test_closed_feedback_goes_and_open_feedback_stays(journal: Journal) -> None:
    reported = [
        new_feedback("wrong", comment, knowledge=KNOWLEDGE, now=NOW) for comment in ("a", "b")
    ]
    for each in reported:
        journal.feedback.add(each)
    journal.feedback.close(reported[0].feedback_id, NOW)
    assert journal.retention.purge(TODAY + timedelta(days=1), dry_run=True).feedback == 1
    assert journal.retention.purge(TODAY + timedelta(days=1)).feedback == 1
    assert journal.feedback.listed(include_closed=True) == [reported[1]]


def test_a_file_in_use_is_purged_and_rewritten_another_time(journal: Journal, path: Path) -> None:
    journal.encounters.record(encounter_at(NOW, note="svaneunge"))
    reader = sqlite3.connect(path)

    def read_meanwhile(sql: str, _parameters: object) -> None:
        if sql == "VACUUM":
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM exports").fetchone()

    with Journal.open(path, timeout=0.05) as purger:
        with purger._connection.db.tracer(read_meanwhile):
            purged = purger.retention.purge(TODAY + timedelta(days=1))
        reader.close()
        assert (purged.encounters, purged.compacted) == (1, False)
        assert purger.upkeep.integrity() == []
    assert b"svaneunge" not in path.read_bytes()
