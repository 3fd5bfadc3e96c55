"""The rules of the record: what an encounter keeps of what was entered."""

import uuid
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from floorwalker.config import Config, KeepQueries
from floorwalker.errors import PersonalDataError
from floorwalker.journal.encounter import CHALLENGES, CODE_LETTERS, NOTE_LENGTH
from floorwalker.journal.free_text import RegistrationError
from floorwalker.journal.registration import Registration, new_feedback, proposed_due, register
from floorwalker.knowledge.hours import is_working_day
from floorwalker.knowledge.model.records import Change, Closure, Phone
from tests.journal.world import COPENHAGEN, KNOWLEDGE, NOW, SENSITIVE_GAPS, form, registered

CPR = "150385-1234"
PAS = Registration(outcome="answered", ref="service:pas")


def test_the_names_of_the_day_are_copied() -> None:
    encounter = registered(
        Registration(outcome="referred", ref="service:straffeattest", contact_ref="contact:politi")
    )
    assert (encounter.name, encounter.theme, encounter.kle) == ("Straffeattest", "Attester", None)
    assert encounter.competent_authority == "Politiet"
    assert (encounter.contact_ref, encounter.contact_name) == ("contact:politi", "Politiet")
    assert (encounter.desk, encounter.location) == ("desk", "raadhus")


def test_a_contact_point_may_be_named_by_its_id_alone() -> None:
    encounter = registered(Registration(outcome="referred", contact_ref="borgerservice"))
    assert encounter.contact_ref == "contact:borgerservice"


@pytest.mark.parametrize("ref", ["guide:bestil-tid", "term:partshoering", "contact:politi"])
def test_every_kind_of_entry_may_be_what_it_was_about(ref: str) -> None:
    encounter = registered(Registration(outcome="answered", ref=ref))
    assert encounter.ref == ref
    assert encounter.name
    assert (encounter.theme, encounter.kle) == (None, None)


def test_the_configured_house_comes_before_the_first_one() -> None:
    encounter = registered(PAS, config=Config(desk="Skranke 2", location="hal"))
    assert (encounter.desk, encounter.location) == ("Skranke 2", "hal")


def test_times_are_local_and_know_their_week() -> None:
    new_year = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    encounter = registered(Registration(outcome="answered", started_at=new_year))
    assert encounter.started_at == "2027-01-01T00:30:00+01:00"
    assert encounter.week == "2026-W53"


def test_the_duration_counts_real_seconds_when_the_clocks_change() -> None:
    before = datetime(2026, 10, 25, 2, 59, 50, tzinfo=COPENHAGEN)
    after = datetime(2026, 10, 25, 2, 0, 20, fold=1, tzinfo=COPENHAGEN)
    entered = Registration(outcome="answered", started_at=before, saved_at=after)
    assert registered(entered).duration_s == 30


@pytest.mark.parametrize(("seconds", "duration"), [(-1, None), (0, 0), (1, 1)])
def test_no_time_at_all_is_a_duration_too(seconds: int, duration: int | None) -> None:
    entered = form(started_at=NOW, saved_at=NOW + timedelta(seconds=seconds))
    assert registered(entered).duration_s == duration


def test_a_clock_that_was_set_back_leaves_the_duration_empty() -> None:
    entered = Registration(outcome="answered", started_at=NOW, saved_at=NOW - timedelta(minutes=1))
    assert registered(entered).duration_s is None


@pytest.mark.parametrize(
    ("entered", "field", "said"),
    [
        (Registration(outcome="solved"), "outcome", "self_service"),
        (Registration(outcome="answered", channel="letter"), "channel", "in_person"),
        (Registration(outcome="answered", audience="tourist"), "audience", "citizen"),
        (Registration(outcome="unmet", unmet_reason="shut"), "unmet_reason", "closed"),
        (Registration(outcome="answered", unmet_reason="left"), "unmet_reason", "unmet"),
        (Registration(outcome="answered", challenges=("rude",)), "challenges", "unwelcoming"),
        (Registration(outcome="answered", visitor_language="x1"), "visitor_language", "en"),
        (Registration(outcome="answered", ref="service:pass"), "ref", "service:pas"),
        (Registration(outcome="answered", ref="notice:lukket"), "ref", "knowledge base"),
        (Registration(outcome="answered", contact_ref="politiet"), "contact_ref", "contact:politi"),
        (Registration(outcome="answered", contact_ref="service:pas"), "contact_ref", "knowledge"),
        (Registration(outcome="answered", note="x" * (NOTE_LENGTH + 1)), "note", "500"),
        (Registration(outcome="answered", promise="x" * (NOTE_LENGTH + 1)), "promise", "500"),
    ],
)
def test_what_the_record_does_not_allow_is_refused_with_what_it_does(
    entered: Registration, field: str, said: str
) -> None:
    with pytest.raises(RegistrationError) as caught:
        registered(entered)
    assert caught.value.field == field
    assert said in str(caught.value)


@pytest.mark.parametrize("field", ["outcome", "ref", "contact_ref", "channel", "visitor_language"])
def test_a_code_that_is_personal_data_is_not_repeated(field: str) -> None:
    with pytest.raises(RegistrationError) as caught:
        registered(form(**{field: CPR}))
    assert CPR not in str(caught.value)


def test_challenges_stand_once_each_in_the_order_of_the_list() -> None:
    entered = (*reversed(CHALLENGES), CHALLENGES[0])
    assert registered(Registration(outcome="unmet", challenges=entered)).challenges == CHALLENGES


@pytest.mark.parametrize(("spoken", "kept"), [("da", None), ("en", "en"), ("uk", "uk"), ("", None)])
def test_only_a_language_that_is_not_the_houses_own_is_kept(spoken: str, kept: str | None) -> None:
    entered = Registration(outcome="answered", visitor_language=spoken)
    assert registered(entered).visitor_language == kept


@pytest.mark.parametrize(
    ("keep", "ref", "confident", "outcome", "kept"),
    [
        ("unanswered", "service:pas", True, "answered", False),
        ("unanswered", "service:pas", None, "answered", False),
        ("unanswered", "service:pas", False, "answered", True),
        ("unanswered", "service:pas", True, "unmet", True),
        ("unanswered", None, None, "answered", True),
        ("all", "service:pas", True, "answered", True),
        ("none", None, False, "unmet", False),
    ],
)
def test_queries_are_kept_in_lower_case_where_the_house_wants_them(
    keep: KeepQueries, ref: str | None, confident: bool | None, outcome: str, kept: bool
) -> None:
    entered = Registration(outcome=outcome, ref=ref, confident=confident, query="Ærø PAS")
    encounter = registered(entered, config=Config(keep_queries=keep))
    assert encounter.query == ("ærø pas" if kept else None)


@pytest.mark.parametrize("field", ["note", "promise", "query"])
def test_control_characters_become_spaces(field: str) -> None:
    text = {field: " a\x1b[2\x00b\r\n\tc\ud800\u202ed "}
    assert getattr(registered(form(outcome="unmet", **text)), field) == "a [2 b c d"


@pytest.mark.parametrize("field", ["note", "promise", "query"])
def test_personal_data_is_refused_and_not_repeated(field: str) -> None:
    text = {field: f"ring til {CPR}"}
    with pytest.raises(PersonalDataError) as caught:
        registered(form(outcome="unmet", **text))
    assert "1234" not in str(caught.value)


def test_personal_data_hidden_behind_control_characters_is_refused() -> None:
    with pytest.raises(PersonalDataError):
        registered(Registration(outcome="unmet", note="150385\x00\x1b1234"))


@pytest.mark.parametrize("field", ["note", "promise", "query"])
def test_personal_data_is_masked_when_asked(field: str) -> None:
    text = {field: f"ring til {CPR}"}
    encounter = registered(form(outcome="unmet", **text), mask=True)
    assert getattr(encounter, field) == "ring til ******-****"


def test_a_refusal_names_the_field() -> None:
    with pytest.raises(PersonalDataError) as caught:
        registered(Registration(outcome="unmet", note=CPR))
    assert caught.value.message.startswith("The note")


# Promises


def test_a_promise_gets_a_code_and_a_working_day() -> None:
    encounter = registered(Registration(outcome="answered", ref="service:pas", promise="vi ringer"))
    assert encounter.promise_code is not None
    assert len(encounter.promise_code) == 4
    assert set(encounter.promise_code) <= set(CODE_LETTERS)
    assert encounter.follow_up_due == date(2026, 11, 23), "five days on is a Saturday"


def test_a_due_date_that_was_entered_is_kept_and_gets_a_code_too() -> None:
    due = date(2026, 11, 22)
    encounter = registered(Registration(outcome="answered", ref="service:pas", follow_up_due=due))
    assert encounter.follow_up_due == due
    assert encounter.promise_code is not None


@pytest.mark.parametrize(
    ("day", "contact", "due"),
    [
        (date(2026, 12, 18), None, date(2027, 1, 4)),
        (date(2026, 12, 18), "contact:torsdag", date(2027, 1, 7)),
        (date(2026, 12, 18), "contact:sommer", date(2027, 1, 4)),
        (date(2027, 3, 20), None, date(2027, 3, 30)),
        (date(2026, 11, 20), "contact:torsdag", date(2026, 11, 26)),
        (date(2026, 11, 20), "contact:linje", date(2026, 12, 2)),
        (date(2026, 11, 20), "contact:ord", date(2026, 11, 25)),
        (date(2026, 12, 18), "contact:loerdag", date(2027, 1, 2)),
        (date(2026, 12, 18), "contact:skifter", date(2027, 1, 6)),
        (date(2028, 1, 31), None, None),
    ],
)
def test_a_promise_falls_due_when_the_house_and_who_gave_it_are_there(
    day: date, contact: str | None, due: date | None
) -> None:
    point = KNOWLEDGE.contact_points["borgerservice"]
    bare = structs.replace(point, opening_hours="", phone_hours="", phones=())
    points = {
        "torsdag": structs.replace(point, id="torsdag", opening_hours="Th 10:00-17:00"),
        "sommer": structs.replace(point, id="sommer", opening_hours="2025 Jul Mo-Fr 10:00-12:00"),
        "linje": structs.replace(
            bare, id="linje", phones=(Phone(number="114", hours="Dec We 10:00-12:00"),)
        ),
        "ord": structs.replace(
            bare, id="ord", phone_hours="Mo 10:00-12:00", phones=(Phone(number="114", hours="tit"),)
        ),
        "loerdag": structs.replace(bare, id="loerdag", opening_hours="Sa 10:00-12:00; PH off"),
        "skifter": structs.replace(
            bare,
            id="skifter",
            opening_hours="Mo 10:00-12:00",
            changes=(
                Change(starts=date(2027, 1, 1), set={"opening_hours": "We 10:00-12:00; PH off"}),
            ),
        ),
    }
    christmas = Closure(starts=date(2026, 12, 23), until=date(2026, 12, 31), text="Julelukket")
    rebuilding = Closure(starts=date(2028, 2, 1), until=date(2029, 6, 1), text="Ombygning")
    house = structs.replace(KNOWLEDGE.municipality, closures=(christmas, rebuilding))
    knowledge = structs.replace(
        KNOWLEDGE, municipality=house, contact_points={**KNOWLEDGE.contact_points, **points}
    )
    assert proposed_due(knowledge, "service:pas", contact, day) == due
    encounter = register(
        form(ref="service:pas", promise="vi ringer", contact_ref=contact),
        knowledge=knowledge,
        config=Config(),
        now=datetime.combine(day, time(10), COPENHAGEN),
        is_working_day=is_working_day,
    )
    assert encounter.follow_up_due == due


def test_without_response_days_a_promise_has_no_date() -> None:
    encounter = registered(Registration(outcome="answered", promise="vi ringer"))
    assert encounter.follow_up_due is None
    assert encounter.promise_code is not None


def test_without_a_promise_nothing_is_owed() -> None:
    encounter = registered(PAS)
    assert (encounter.promise_code, encounter.follow_up_due) == (None, None)


def test_codes_hold_nothing_that_is_confused() -> None:
    assert not set(CODE_LETTERS) & set("0OQ1IL2Z5S8BUG6AEY")


# Sensitive entries


def test_a_sensitive_entry_leaves_theme_and_hour_only() -> None:
    encounter = registered(
        Registration(
            outcome="referred",
            ref="service:krise",
            contact_ref="politi",
            query="tæv",
            confident=False,
            promise="vi ringer",
            note="hemmeligt",
            started_at=NOW,
            saved_at=NOW + timedelta(minutes=3),
        )
    )
    assert encounter.theme == "Akut"
    assert encounter.started_at == "2026-11-16T10:00:00+01:00"
    assert {field: getattr(encounter, field) for field in SENSITIVE_GAPS} == dict.fromkeys(
        SENSITIVE_GAPS
    )


@given(minutes=st.integers(0, 59), seconds=st.integers(0, 59))
def test_the_id_of_a_sensitive_encounter_tells_the_hour_and_no_more(
    minutes: int, seconds: int
) -> None:
    moment = NOW.replace(minute=minutes, second=seconds)
    encounter = registered(
        Registration(outcome="answered", ref="service:krise", started_at=moment),
        now=moment + timedelta(minutes=7),
    )
    milliseconds = uuid.UUID(encounter.encounter_id).int >> 80
    assert milliseconds == NOW.replace(minute=0, second=0).timestamp() * 1000


def test_personal_data_is_refused_even_where_the_text_is_not_kept() -> None:
    with pytest.raises(PersonalDataError):
        registered(Registration(outcome="answered", ref="service:krise", note=CPR))


# Feedback


def test_feedback_is_guarded_and_names_an_entry_that_exists() -> None:
    feedback = new_feedback("wrong", "åbner kl. 9", ref="service:pas", knowledge=KNOWLEDGE, now=NOW)
    assert (feedback.kind, feedback.at) == ("wrong", "2026-11-16T10:10:07+01:00")
    with pytest.raises(PersonalDataError):
        new_feedback("wrong", CPR, knowledge=KNOWLEDGE, now=NOW)
    for kind, comment, ref in (
        ("bad", "x", None),
        ("wrong", "  ", None),
        ("wrong", "x", "service:pass"),
    ):
        with pytest.raises(RegistrationError):
            new_feedback(kind, comment, ref=ref, knowledge=KNOWLEDGE, now=NOW)


@pytest.mark.parametrize("field", ["note", "promise"])
def test_a_text_as_long_as_one_may_be_is_kept_whole(field: str) -> None:
    text = "x" * NOTE_LENGTH
    assert getattr(registered(form(**{field: text})), field) == text
