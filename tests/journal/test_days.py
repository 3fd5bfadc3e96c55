"""What the journal answers: in order, by local day and week, without keeping writers waiting."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from floorwalker.journal import days
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
    assert journal.days.newest(limit=2) == tuple(in_order[::-1][:2])


def test_days_and_weeks_are_local(journal: Journal) -> None:
    times = ("2026-11-15T23:59", "2026-11-16T00:00", "2026-11-22T23:59", "2026-11-23T00:00")
    for time in times:
        journal.encounters.record(
            encounter_at(datetime.fromisoformat(time).replace(tzinfo=COPENHAGEN))
        )
    starts = [each.started_at[:16] for each in journal.days.between(TODAY, date(2026, 11, 22))]
    assert starts == list(times[1:3])
    assert [each.started_at[:16] for each in journal.days.between(TODAY, TODAY)] == [times[1]]
    assert journal.days.count(TODAY) == 1
    page = journal.days.newest(limit=9, first=date(2026, 11, 16), last=date(2026, 11, 22))
    assert [each.started_at[:16] for each in page] == [times[2], times[1]]


def test_the_hour_that_comes_twice_is_in_order(journal: Journal) -> None:
    first = datetime(2026, 10, 25, 0, 50, tzinfo=UTC)
    second = first + timedelta(minutes=20)
    for moment in (second, first):
        journal.encounters.record(encounter_at(moment))
    sunday = date(2026, 10, 25)
    starts = [each.started_at for each in journal.days.between(sunday, sunday)]
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
    for ago, ref in ((0, "service:pas"), (1, "service:pas"), (1, None), (40, "service:pas")):
        journal.encounters.record(encounter_at(NOW - timedelta(days=ago), ref=ref))
    journal.encounters.record(encounter_at(NOW, ref="service:straffeattest"))
    assert journal.days.usage(TODAY - timedelta(days=30)) == {
        "service:pas": 2,
        "service:straffeattest": 1,
    }


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_every_page_of_a_stream_is_read(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setattr(days, "_PAGE", 2)
    kept = [encounter_at(NOW) for _ in range(count)]
    for encounter in kept:
        journal.encounters.record(encounter)
    in_order = sorted(kept, key=lambda each: each.encounter_id)
    assert list(journal.days.between(TODAY, TODAY)) == in_order
    assert list(journal.days.between(TODAY, TODAY, newest_first=True)) == in_order[::-1]


@pytest.mark.parametrize("start", ["2026-11-16T00:00:00+14:00", "2026-11-16T23:59:59-12:00"])
def test_a_day_is_that_of_its_own_clock_however_far_from_utc(journal: Journal, start: str) -> None:
    encounter = replace(encounter_at(NOW), started_at=start)
    journal.encounters.record(encounter)
    assert list(journal.days.between(TODAY, TODAY)) == [encounter]
    assert journal.days.newest(limit=1, first=TODAY, last=TODAY) == (encounter,)
    assert journal.days.oldest(TODAY, TODAY) == encounter.encounter_id
    assert journal.days.sums(TODAY, TODAY, TODAY).hours.total() == 1


def test_what_was_withdrawn_is_told_by_id(journal: Journal) -> None:
    kept = [encounter_at(NOW - timedelta(minutes=minutes)) for minutes in (0, 20, 10)]
    for encounter in kept:
        journal.encounters.record(encounter)
        journal.encounters.void(encounter.encounter_id, "fejl", NOW)
    ids = [each.encounter_id for each in journal.days.withdrawn(TODAY, TODAY)]
    assert ids == sorted(each.encounter_id for each in kept)
