"""A clock that is set back: nothing is lost, overwritten or counted twice."""

from datetime import timedelta
from functools import partial

from floorwalker.journal.store import Journal
from tests.journal.world import NOW, amended, encounter_at

EARLIER = NOW - timedelta(hours=3)


def test_encounters_of_before_and_after_the_clock_went_back_are_all_there(journal: Journal) -> None:
    before = [encounter_at(NOW + timedelta(seconds=number)) for number in range(3)]
    after = [encounter_at(EARLIER + timedelta(seconds=number)) for number in range(3)]
    for encounter in (*before, *after):
        journal.encounters.record(encounter)
    assert tuple(journal.days.between(NOW.date(), NOW.date())) == (*after, *before)
    assert journal.days.count(NOW.date()) == 6
    assert len({each.encounter_id for each in (*before, *after)}) == 6


def test_the_newest_revision_is_the_last_one_made_whatever_the_clock_said(journal: Journal) -> None:
    encounter = encounter_at(NOW)
    journal.encounters.record(encounter)
    first = partial(amended, changes={"note": "efter frokost"})
    second = partial(amended, changes={"note": "rettet igen"})
    journal.encounters.amend(encounter.encounter_id, first, NOW)
    journal.encounters.amend(encounter.encounter_id, second, EARLIER)
    history = journal.encounters.history(encounter.encounter_id)
    assert [each.encounter.note for each in history] == [None, "efter frokost", "rettet igen"]
    (current,) = tuple(journal.days.between(NOW.date(), NOW.date()))
    assert current.note == "rettet igen"


def test_a_promise_is_closed_also_before_it_was_made(journal: Journal) -> None:
    owed = encounter_at(NOW, promise="vi ringer")
    journal.encounters.record(owed)
    closed = journal.follow_ups.close(owed.encounter_id, None, EARLIER)
    assert closed.follow_up_closed_at is not None
    assert journal.follow_ups.listed() == ()
