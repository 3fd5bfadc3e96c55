"""What the journal knows about exports: which finished weeks are new, which have changed."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from floorwalker.journal.encounter import Encounter
from floorwalker.journal.registration import new_feedback
from floorwalker.journal.store import Journal
from floorwalker.journal.weeks import DueWeek
from floorwalker.week.files.export import ExportTarget, Period, due_weeks, export_weeks
from tests.journal.world import KNOWLEDGE, NOW, amended, encounter_at

MONDAY_AFTER = date(2026, 11, 23)


def due(journal: Journal, today: date = MONDAY_AFTER) -> list[tuple[str, str]]:
    return [(each.week, each.reason) for each in journal.weeks.due(today, "csv")]


def export(journal: Journal, week: str = "2026-W47", file_format: str = "csv") -> None:
    journal.weeks.note_export(
        week=week,
        file_format=file_format,
        changes=journal.weeks.changes(week),
        checksum="abc",
        at=NOW,
    )


def test_a_week_is_due_when_it_is_over(journal: Journal) -> None:
    journal.encounters.record(encounter_at(NOW))
    assert due(journal, date(2026, 11, 22)) == []
    assert due(journal) == [("2026-W47", "new")]


def test_an_exported_week_is_not_due_again_in_that_format(journal: Journal) -> None:
    journal.encounters.record(encounter_at(NOW))
    export(journal)
    assert due(journal) == []
    assert journal.weeks.due(MONDAY_AFTER, "xlsx") == [
        DueWeek(week="2026-W47", reason="new", changes=1)
    ]
    (kept,) = journal.weeks.exports()
    assert (kept.week, kept.format, kept.checksum) == ("2026-W47", "csv", "abc")
    assert kept.exported_at == "2026-11-16T10:10:07+01:00"


def test_every_later_change_makes_a_week_due_again(journal: Journal) -> None:
    encounter = encounter_at(NOW, promise="vi ringer")
    journal.encounters.record(encounter)
    feedback = new_feedback("wrong", "åbner kl. 9", knowledge=KNOWLEDGE, now=NOW)
    id_ = encounter.encounter_id
    for change in (
        lambda: journal.encounters.record(encounter_at(NOW)),
        lambda: journal.encounters.amend(id_, partial(amended, changes={"note": "x"}), NOW),
        lambda: journal.follow_ups.close(id_, None, NOW),
        lambda: journal.encounters.void(id_, "fejl", NOW),
        lambda: journal.feedback.add(feedback),
        lambda: journal.feedback.close(feedback.feedback_id, NOW),
    ):
        export(journal)
        assert due(journal) == []
        change()
        assert due(journal) == [("2026-W47", "changed")]


def test_what_changes_nothing_makes_no_week_due(journal: Journal) -> None:
    encounter = encounter_at(NOW)
    journal.encounters.record(encounter)
    export(journal)
    journal.encounters.record(encounter)
    journal.encounters.amend(encounter.encounter_id, lambda same: same, NOW)
    assert due(journal) == []


def test_an_encounter_that_moves_changes_both_weeks(journal: Journal) -> None:
    encounter = encounter_at(NOW)
    journal.encounters.record(encounter)
    export(journal)
    earlier = {"started_at": NOW - timedelta(days=7)}
    journal.encounters.amend(encounter.encounter_id, partial(amended, changes=earlier), NOW)
    assert due(journal) == [("2026-W46", "new"), ("2026-W47", "changed")]


def test_a_change_while_the_file_is_written_is_not_missed(journal: Journal) -> None:
    journal.encounters.record(encounter_at(NOW))
    (before,) = journal.weeks.due(MONDAY_AFTER, "csv")
    journal.encounters.record(encounter_at(NOW))
    journal.weeks.note_export(
        week=before.week, file_format="csv", changes=before.changes, checksum="abc", at=NOW
    )
    assert due(journal) == [("2026-W47", "changed")]


def test_weeks_are_due_in_order_over_the_turn_of_the_year(journal: Journal) -> None:
    for days in (50, 43, 0):
        journal.encounters.record(encounter_at(NOW + timedelta(days=days)))
    assert [week for week, _ in due(journal, date(2027, 1, 18))] == [
        "2026-W47",
        "2026-W53",
        "2027-W01",
    ]


def test_a_purged_week_is_never_due_again(journal: Journal) -> None:
    journal.encounters.record(encounter_at(NOW))
    export(journal)
    journal.retention.purge(MONDAY_AFTER)
    journal.encounters.record(encounter_at(NOW))
    assert due(journal) == []


def test_what_is_registered_while_a_week_is_written_is_exported_the_next_time(
    journal: Journal, tmp_path: Path
) -> None:
    journal.encounters.record(encounter_at(NOW))
    target = ExportTarget(folder=tmp_path / "out", desk="desk")

    def watched(_period: Period, encounters: Iterable[Encounter]) -> Iterator[Encounter]:
        yield from list(encounters)
        journal.encounters.record(encounter_at(NOW))

    dues = due_weeks(journal, MONDAY_AFTER, ["csv"])
    written = list(export_weeks(journal, target, dues, NOW, watched))
    assert [each.due.period.name for each in written] == ["2026-W47"]
    assert due(journal) == [("2026-W47", "changed")]
