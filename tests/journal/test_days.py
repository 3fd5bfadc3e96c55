"""What the journal answers: in order, by local day and week, without keeping writers waiting."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from floorwalker.journal.store import Journal
from tests.journal.world import COPENHAGEN, NOW, encounter_at

TODAY = NOW.date()


def test_encounters_stream_by_start_and_then_by_id(journal: Journal) -> None:
    moments = [NOW + timedelta(minutes=minutes) for minutes in (90, 0, 45, 0, -30)]
    kept = [encounter_at(moment) for moment in moments]
    for encounter in kept:
        journal.encounters.record(encounter)
    in_order = sorted(kept, key=lambda each: (each.started_at, each.encounter_id))
    assert list(journal.days.between(TODAY, TODAY)) == in_order
    assert list(journal.days.between(date.min, date.max, newest_first=True)) == in_order[::-1]
    assert journal.days.newest(limit=9) == tuple(in_order[::-1])
    assert journal.days.newest(limit=2, offset=1) == tuple(in_order[::-1][1:3])


def test_days_and_weeks_are_local(journal: Journal) -> None:
    times = ("2026-11-15T23:59", "2026-11-16T00:00", "2026-11-22T23:59", "2026-11-23T00:00")
    for time in times:
        journal.encounters.record(
            encounter_at(datetime.fromisoformat(time).replace(tzinfo=COPENHAGEN))
        )
    starts = [each.started_at[:16] for each in journal.days.between(TODAY, date(2026, 11, 22))]
    assert starts == list(times[1:3])
    assert [each.started_at[:16] for each in journal.days.on_day(TODAY)] == [times[1]]
    assert journal.days.count(TODAY) == 1
    page = journal.days.newest(limit=9, first=date(2026, 11, 16), last=date(2026, 11, 22))
    assert [each.started_at[:16] for each in page] == [times[2], times[1]]


def test_the_hour_that_comes_twice_is_in_order(journal: Journal) -> None:
    first = datetime(2026, 10, 25, 0, 50, tzinfo=UTC)
    second = first + timedelta(minutes=20)
    for moment in (second, first):
        journal.encounters.record(encounter_at(moment))
    starts = [each.started_at for each in journal.days.on_day(date(2026, 10, 25))]
    assert starts == ["2026-10-25T02:50:00+02:00", "2026-10-25T02:10:00+01:00"]
    assert [e.started_at for e in journal.days.between(date(2026, 10, 25), TODAY)] == starts


def test_a_writer_does_not_wait_for_whoever_streams(journal: Journal, path: Path) -> None:
    for minutes in range(0, 300, 30):
        journal.encounters.record(encounter_at(NOW + timedelta(minutes=minutes)))
    with Journal.open(path, timeout=0.1) as writer:
        for _ in journal.days.between(TODAY, TODAY):
            writer.encounters.record(encounter_at(NOW - timedelta(days=1)))
    assert journal.days.count(TODAY - timedelta(days=1)) == 10


def test_usage_counts_what_was_registered_since(journal: Journal) -> None:
    for days, ref in ((0, "service:pas"), (1, "service:pas"), (1, None), (40, "service:pas")):
        journal.encounters.record(encounter_at(NOW - timedelta(days=days), ref=ref))
    journal.encounters.record(encounter_at(NOW, ref="service:straffeattest"))
    assert journal.days.usage(TODAY - timedelta(days=30)) == {
        "service:pas": 2,
        "service:straffeattest": 1,
    }
