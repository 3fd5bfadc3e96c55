"""What the house owes its visitors: listed, found by code, closed."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from floorwalker.errors import JournalError, NotFoundError, PersonalDataError
from floorwalker.journal.free_text import RegistrationError
from floorwalker.journal.store import Journal
from tests.journal.world import NOW, encounter_at

LATER = NOW + timedelta(minutes=5)
TODAY = NOW.date()
CPR = "150385-1234"


def test_the_most_overdue_promise_comes_first(journal: Journal) -> None:
    dates = [date(2026, 12, 1), None, date(2026, 11, 10), date(2026, 11, 17)]
    for due in dates:
        journal.encounters.record(
            encounter_at(NOW, ref=None, promise="vi ringer", follow_up_due=due)
        )
    journal.encounters.record(encounter_at(NOW))
    dues = [each.follow_up_due for each in journal.follow_ups.listed()]
    assert dues == [dates[2], dates[3], dates[0], None]


def test_a_promise_is_found_by_its_code_however_it_is_typed(journal: Journal) -> None:
    kept = encounter_at(NOW, promise="vi ringer")
    journal.encounters.record(kept)
    journal.encounters.record(encounter_at(NOW, promise="en anden"))
    code = kept.promise_code or ""
    assert kept in journal.follow_ups.find(f" {code[:2].lower()}-{code[2:]} ")
    assert journal.follow_ups.find("") == ()


def test_closing_a_follow_up_says_how_and_keeps_the_note(journal: Journal) -> None:
    encounter = encounter_at(NOW, promise="vi ringer", note="om passet")
    journal.encounters.record(encounter)
    closed = journal.follow_ups.close(encounter.encounter_id, "ringet op", LATER)
    assert (closed.note, closed.revision) == ("om passet · ringet op", 2)
    assert closed.follow_up_closed_at == "2026-11-16T10:15:07+01:00"
    assert journal.follow_ups.listed() == ()
    assert journal.follow_ups.listed(include_closed=True) == (closed,)
    with pytest.raises(JournalError):
        journal.follow_ups.close(encounter.encounter_id, None, LATER)


def test_only_what_is_owed_can_be_closed(journal: Journal) -> None:
    encounter = encounter_at(NOW)
    journal.encounters.record(encounter)
    with pytest.raises(NotFoundError):
        journal.follow_ups.close(encounter.encounter_id, None, LATER)


def test_the_note_of_a_closing_keeps_the_rules_of_notes(journal: Journal) -> None:
    encounter = encounter_at(NOW, promise="vi ringer", note="x" * 490)
    sensitive = encounter_at(NOW, ref="service:krise", follow_up_due=TODAY)
    for each in (encounter, sensitive):
        journal.encounters.record(each)
    with pytest.raises(PersonalDataError):
        journal.follow_ups.close(encounter.encounter_id, CPR, LATER)
    with pytest.raises(RegistrationError):
        journal.follow_ups.close(encounter.encounter_id, "for langt", LATER)
    with pytest.raises(RegistrationError):
        journal.follow_ups.close(sensitive.encounter_id, "navn", LATER)
    assert len(journal.follow_ups.listed()) == 2


def test_of_two_promises_with_one_code_the_newest_comes_first(journal: Journal) -> None:
    kept = [
        replace(encounter_at(NOW - timedelta(days=ago), promise="vi ringer"), promise_code="K7RX")
        for ago in (1, 0, 2)
    ]
    for encounter in kept:
        journal.encounters.record(encounter)
    assert journal.follow_ups.find("k7rx") == (kept[1], kept[0], kept[2])
