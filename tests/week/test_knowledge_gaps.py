"""What to write next: grouped, counted, and ranked by the visitors it concerned."""

from datetime import date, timedelta

from floorwalker.journal.encounter import Encounter, Feedback, Outcome, UnmetReason
from floorwalker.knowledge.model.records import ContactPoint, Knowledge, Municipality, Service
from floorwalker.week.knowledge_gaps import KnowledgeGap, find_gaps

TODAY = date(2026, 11, 22)
DESK = ContactPoint(id="desk", name="Skranken", description="D", assured_date=TODAY)
PAS = Service(id="pas", name="Pas", description="D", contact_points=("desk",), assured_date=TODAY)
OLD = Service(
    id="old",
    name="Gammel",
    description="D",
    contact_points=("desk",),
    assured_date=date(2024, 1, 1),
)
KNOWLEDGE = Knowledge(
    municipality=Municipality(name="P", main_contact="desk"),
    services={"pas": PAS, "old": OLD},
    contact_points={"desk": DESK},
    guides={},
    terms={},
    notices={},
)
_numbers = iter(range(10_000))


def encounter(
    query: str | None = None,
    *,
    ref: str | None = None,
    outcome: Outcome = "unmet",
    reason: UnmetReason | None = None,
    confident: bool | None = None,
    contact: str | None = None,
    ago: int = 0,
) -> Encounter:
    number = next(_numbers)
    day = TODAY - timedelta(days=ago)
    return Encounter(
        encounter_id=f"01a2037d-2f5b-7bc3-b61e-{number:012}",
        desk="1",
        started_at=f"{day}T10:00:00+01:00",
        week="2026-W47",
        ref=ref,
        outcome=outcome,
        unmet_reason=reason,
        query=query,
        confident=confident,
        contact_ref=contact,
    )


def feedback(comment: str, ref: str | None = None) -> Feedback:
    at = f"{TODAY}T10:00:00+01:00"
    return Feedback(feedback_id=f"f{next(_numbers)}", at=at, ref=ref, kind="wrong", comment=comment)


def gaps(*encounters: Encounter, reports: tuple[Feedback, ...] = ()) -> list[KnowledgeGap]:
    return find_gaps(encounters, reports, KNOWLEDGE, TODAY, lambda _query: "service:pas")


def test_wordings_of_one_question_are_one_gap_the_most_frequent_first() -> None:
    asked = ["min hest er væk", "hesten er væk", "HESTEN er VÆK", "hesten er væk"]
    [gap] = gaps(*(encounter(query, ago=n) for n, query in enumerate(asked)))
    assert (gap.kind, gap.visitors, gap.near) == ("unanswered", 4, "service:pas")
    assert gap.words[0] == "hesten er væk"
    assert gap.last == "2026-11-22"


def test_other_questions_are_other_gaps() -> None:
    found = gaps(encounter("hest væk"), encounter("kat væk"), encounter("kat væk"))
    assert [(gap.visitors, gap.words) for gap in found] == [(2, ("kat væk",)), (1, ("hest væk",))]


def test_a_search_that_was_trusted_and_led_somewhere_is_no_gap() -> None:
    answered = encounter("forny pas", ref="service:pas", outcome="answered", confident=True)
    assert gaps(answered) == []


def test_an_entry_found_without_trust_is_named_as_the_one_that_lacks_a_word() -> None:
    found = gaps(encounter("lappen", ref="service:old", outcome="answered", confident=False))
    assert found[0].near == "service:old"


def test_small_words_alone_are_a_question_too() -> None:
    assert len(gaps(encounter("hvad så"), encounter("hvor er det"))) == 2


def test_a_closed_contact_point_is_named_also_where_only_the_entry_was_logged() -> None:
    [gap] = gaps(
        encounter(ref="service:pas", reason="closed"),
        encounter(ref="service:pas", reason="closed", contact="contact:desk"),
    )
    assert (gap.kind, gap.ref, gap.name, gap.visitors) == (
        "closed", "contact:desk", "Skranken", 2,
    )  # fmt: skip


def test_feedback_on_an_entry_concerns_everybody_who_came_for_it() -> None:
    used = [encounter(ref="service:pas", outcome="answered") for _ in range(3)]
    [first, second] = gaps(*used, reports=(feedback("forkert", "service:pas"), feedback("mangler")))
    assert (first.ref, first.visitors, first.words) == ("service:pas", 3, ("forkert",))
    assert (second.ref, second.visitors, second.words) == (None, 1, ("mangler",))


def test_a_stale_entry_counts_as_far_as_it_is_used() -> None:
    used = encounter(ref="service:old", outcome="answered")
    assert [(g.kind, g.ref, g.visitors, g.last) for g in gaps(used, used)] == [
        ("stale", "service:old", 2, "2024-01-01")
    ]
    assert gaps() == []


def test_whatever_concerned_most_visitors_comes_first() -> None:
    used = [encounter(ref="service:old", outcome="answered") for _ in range(5)]
    closed = [encounter(ref="service:pas", reason="closed") for _ in range(3)]
    found = gaps(*used, *closed, encounter("hest"), reports=(feedback("x"),))
    assert [(gap.kind, gap.visitors) for gap in found] == [
        ("stale", 5), ("closed", 3), ("unanswered", 1), ("feedback", 1),
    ]  # fmt: skip
