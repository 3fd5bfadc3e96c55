"""Amending: the rules of the record hold for corrections too."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from floorwalker.errors import PersonalDataError
from floorwalker.journal.free_text import RegistrationError
from floorwalker.journal.registration import AMENDABLE, Registration
from tests.journal.world import KNOWLEDGE, NOW, SENSITIVE_GAPS, amended, registered

CPR = "150385-1234"
PAS = Registration(outcome="answered", ref="service:pas")


def test_last_years_names_survive_this_years_edits() -> None:
    encounter = registered(
        Registration(outcome="answered", ref="service:pas", contact_ref="politi")
    )
    renamed = replace(KNOWLEDGE.services["pas"], name="Rejsepas")
    today = replace(KNOWLEDGE, services={"pas": renamed}, contact_points={})
    changed = amended(encounter, changes={"note": "husk"}, knowledge=today)
    assert (changed.name, changed.contact_name, changed.note) == ("Pas", "Politiet", "husk")


def test_another_entry_brings_its_own_names() -> None:
    changed = amended(registered(PAS), changes={"ref": "service:straffeattest"})
    assert (changed.name, changed.theme, changed.kle) == ("Straffeattest", "Attester", None)
    assert changed.competent_authority == "Politiet"


def test_an_entry_can_be_taken_away() -> None:
    changed = amended(registered(PAS), changes={"ref": None})
    assert (changed.ref, changed.name, changed.theme, changed.kle) == (None, None, None, None)


def test_amending_to_a_sensitive_entry_drops_what_it_may_not_keep() -> None:
    entered = Registration(
        outcome="answered", ref="service:pas", note="husk", saved_at=NOW + timedelta(minutes=1)
    )
    changed = amended(registered(entered), changes={"ref": "service:krise"})
    assert changed.started_at == "2026-11-16T10:00:00+01:00"
    assert {getattr(changed, field) for field in SENSITIVE_GAPS} == {None}


@pytest.mark.parametrize("changes", [{"note": "navn"}, {"ref": None, "promise": "vi ringer"}])
def test_a_sensitive_encounter_never_gets_texts_again(changes: dict[str, object]) -> None:
    encounter = registered(Registration(outcome="answered", ref="service:krise"))
    changed = amended(encounter, changes=changes | {"outcome": "referred"})
    assert changed == replace(encounter, outcome="referred", follow_up_due=None)


def test_another_outcome_drops_the_reason_why_it_was_unmet() -> None:
    encounter = registered(Registration(outcome="unmet", ref="service:pas", unmet_reason="closed"))
    assert amended(encounter, changes={"outcome": "referred"}).unmet_reason is None
    assert amended(encounter, changes={"note": "x"}).unmet_reason == "closed"


def test_a_query_goes_when_it_turns_out_to_have_been_answered() -> None:
    encounter = registered(Registration(outcome="unmet", ref="service:pas", query="pas"))
    assert encounter.query == "pas"
    assert amended(encounter, changes={"outcome": "answered"}).query is None


def test_another_start_moves_the_week_and_forgets_the_duration() -> None:
    encounter = registered(
        Registration(outcome="answered", started_at=NOW, saved_at=NOW + timedelta(seconds=9))
    )
    changed = amended(encounter, changes={"started_at": NOW - timedelta(days=7)})
    assert (changed.week, changed.duration_s) == ("2026-W46", None)
    assert amended(encounter, changes={"started_at": NOW}) == encounter


def test_a_promise_keeps_its_code_and_goes_with_its_date() -> None:
    encounter = registered(Registration(outcome="answered", ref="service:pas", promise="vi ringer"))
    later = amended(encounter, changes={"follow_up_due": date(2026, 12, 1)})
    assert later.promise_code == encounter.promise_code
    gone = amended(encounter, changes={"promise": None, "follow_up_due": None})
    assert (gone.promise, gone.promise_code, gone.follow_up_due) == (None, None, None)


def test_a_promise_made_later_is_due_like_one_made_at_once() -> None:
    changed = amended(registered(PAS), changes={"promise": "vi ringer"})
    assert changed.follow_up_due == date(2026, 11, 23)
    assert changed.promise_code is not None


def test_amending_nothing_changes_nothing() -> None:
    everything = Registration(
        outcome="unmet",
        ref="service:pas",
        contact_ref="politi",
        unmet_reason="left",
        audience="business",
        visitor_language="de",
        challenges=("unwelcoming",),
        query="pas",
        confident=False,
        promise="vi ringer",
        note="husk",
        saved_at=NOW,
    )
    encounter = registered(everything)
    assert amended(encounter, changes={}) == encounter


@pytest.mark.parametrize("field", ["desk", "encounter_id", "promise_code", "nonsense"])
def test_only_what_was_entered_can_be_amended(field: str) -> None:
    with pytest.raises(RegistrationError) as caught:
        amended(registered(PAS), changes={field: "x"})
    assert all(name in str(caught.value) for name in AMENDABLE)


def test_a_value_of_the_wrong_type_is_refused_without_being_repeated() -> None:
    with pytest.raises(RegistrationError) as caught:
        amended(registered(PAS), changes={"follow_up_due": CPR})
    assert caught.value.field == "follow_up_due"
    assert CPR not in str(caught.value)


@pytest.mark.parametrize("field", ["note", "promise", "query"])
def test_amendments_pass_the_guard(field: str) -> None:
    encounter = registered(Registration(outcome="unmet"))
    with pytest.raises(PersonalDataError):
        amended(encounter, changes={field: CPR})
    assert CPR not in str(amended(encounter, changes={field: CPR}, mask=True))
