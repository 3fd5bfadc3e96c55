"""A week's figures from its encounters, and what is told of them."""

from collections.abc import Iterable, Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from floorwalker.journal.encounter import CHALLENGES, CHANNELS, OUTCOMES, Encounter, Feedback
from floorwalker.journal.retention import WeeklyCount
from floorwalker.week.figures import Gap, KnownNames, Promises, Week, summarise
from floorwalker.week.report.charts import Bars, HeatMap
from floorwalker.week.report.sections import answer
from tests.week.samples import FULL, encounter

TODAY = date(2026, 11, 23)
MONDAY = "2026-11-16T10:10:00+01:00"


def summary(rows: Iterable[Encounter], known: KnownNames | None = None) -> Week:
    return summarise("2026-W47", rows, today=TODAY, known=known)


def many(count: int, started_at: str = MONDAY, **fields: object) -> list[Encounter]:
    return [encounter(number, started_at, **fields) for number in range(count)]


def told(rows: Sequence[Encounter], *before: Sequence[Encounter], exact: bool = False) -> list[str]:
    answers = answer(summary(rows), [summary(week) for week in before], exact=exact)
    return [one.sentence for one in answers]


def test_visits_are_counted_by_weekday_and_local_hour_channel_and_audience() -> None:
    week = summary([FULL, encounter(2, "2026-11-22T23:59:59+01:00", audience="business")])
    assert week.visits == 2
    assert week.hours == {(0, 10): 1, (6, 23): 1}
    assert week.channels == {"telephone": 1, "in_person": 1}
    assert week.audiences == {"citizen": 1, "business": 1}


def test_both_hours_of_the_night_the_clock_goes_back_count_as_the_same_hour() -> None:
    rows = [
        encounter(1, "2026-10-25T02:30:00+02:00"),
        encounter(2, "2026-10-25T02:30:00+01:00"),
    ]
    assert summary(rows).hours == {(6, 2): 2}


def test_solved_at_the_first_door_is_answered_self_service_or_handed_over() -> None:
    week = summary(encounter(n, MONDAY, outcome=outcome) for n, outcome in enumerate(OUTCOMES))
    assert week.first_door == 3
    assert week.outcomes == dict.fromkeys(OUTCOMES, 1)


def test_wrong_doors_challenges_and_closed_places_are_counted() -> None:
    week = summary([FULL, *many(3)])
    assert (week.wrong_doors, week.authorities) == (1, {"Politiet": 1})
    assert week.avoidable == 1
    assert week.challenges == {("Attester", "hard_to_reach"): 1, ("Attester", "unclear_letter"): 1}
    assert week.closed == {"Politiet": 1}


@pytest.mark.parametrize(
    ("due", "closed", "state"),
    [
        (date(2026, 11, 20), "2026-11-20T23:59:59+01:00", "on_time"),
        (date(2026, 11, 20), "2026-11-21T00:00:00+01:00", "late"),
        (TODAY, None, "waiting"),
        (date(2026, 11, 22), None, "overdue"),
        (None, None, "waiting"),
        (None, "2027-01-01T00:00:00+01:00", "on_time"),
    ],
)
def test_a_promise_is_kept_late_waiting_or_overdue(
    due: date | None, closed: str | None, state: str
) -> None:
    row = encounter(1, MONDAY, promise_code="K7RX", follow_up_due=due, follow_up_closed_at=closed)
    assert summary([row]).promises == Promises(**{state: 1})


def test_gaps_are_ranked_by_the_visitors_they_concern() -> None:
    rows = [
        *many(3, query="Hundeskov  ved fjorden", confident=False),
        *many(2, ref="service:pas", name="Pas", confident=True),
        *many(4, ref="service:kort", name="Kort", confident=True),
        encounter(9, MONDAY, theme="Akut"),
    ]
    known = KnownNames(
        feedback=[
            feedback(1, ref="service:pas"),
            feedback(2, ref="service:ukendt"),
            feedback(3, comment="Mangler hundeskove"),
        ],
        stale={"service:kort", "service:glemt"},
        names={"service:ukendt": "Ukendt"},
    )
    week = summary(rows, known)
    assert week.gaps == (
        Gap(kind="stale", text="Kort", visitors=4),
        Gap(kind="search", text="hundeskov ved fjorden", visitors=3),
        Gap(kind="feedback", text="Pas", visitors=2),
        Gap(kind="feedback", text="Mangler hundeskove", visitors=1),
        Gap(kind="feedback", text="Ukendt", visitors=1),
    )
    assert week.unanswered == 3


def feedback(number: int, ref: str | None = None, comment: str = "forkert") -> Feedback:
    return Feedback(
        feedback_id=f"f{number}",
        at=MONDAY,
        ref=ref,
        kind="wrong" if ref else "missing",
        comment=comment,
    )


def test_the_median_is_of_the_visits_that_were_timed() -> None:
    rows = [encounter(n, MONDAY, duration_s=n) for n in (10, 20, 90)]
    week = summary([*rows, *many(5)])
    assert (week.timed, week.median_s) == (3, 20)
    assert summary(many(5)).median_s is None


def test_what_was_kept_of_purged_encounters_counts() -> None:
    kept = [("total", "", 7), ("wrong_door", "", 2), ("outcome", "answered", 6), ("theme", "x", 7)]
    counts = [
        WeeklyCount(week="2026-W47", dimension=dimension, value=value, count=count)
        for dimension, value, count in kept
    ]
    week = summarise("2026-W47", many(1), today=TODAY, purged=counts)
    assert (week.visits, week.wrong_doors, week.first_door) == (8, 2, 7)


def test_the_sentences_of_a_week_compare_it_with_the_weeks_before() -> None:
    rows = [
        *many(20, "2026-11-19T10:10:00+01:00", audience="citizen", duration_s=30),
        *many(5, channel="telephone", competent_authority="Politiet", outcome="unmet",
              unmet_reason="closed", contact_name="Borgerservice"),
    ]  # fmt: skip
    visits, ended, doors, *_rest, fast = told(rows, many(10, duration_s=20), many(20))
    assert visits == (
        "25 visitors came, 10 more than on average in the 2 weeks before; busiest was Thursday at "
        "10; 20 in person, 5 by telephone; 20 citizens."
    )
    assert ended == (
        "80% were solved or warmly handed over at the first door, the goal is 80% "
        "(100% in the weeks before); 5 left without a way forward (closed 5)."
    )
    assert doors == (
        "5 had come to the wrong door (20% of all visits, 0% in the weeks before); "
        "most often for Politiet, 5."
    )
    assert fast == (
        "Half of the visits were registered within 30 s (20 s in the weeks before); "
        "closed when needed: Borgerservice (5)."
    )


def test_an_empty_week_says_so_seven_times_and_plots_nothing() -> None:
    answers = answer(summary([]), [], exact=False)
    assert [one.sentence for one in answers] == [
        "Nobody was registered.",
        "Nobody was registered.",
        "Nobody came to the wrong door.",
        "No visit showed any of the six known challenges.",
        "Every search had an answer.",
        "No promise was made.",
        "No visit was timed; nobody left because something was closed.",
    ]
    assert all(one.chart is None for one in answers)


def test_the_first_week_is_compared_with_nothing() -> None:
    assert told(many(6))[0].startswith("6 visitors came, in the first week of the log;")
    assert "weeks before" not in " ".join(told([*many(6), replace(FULL)]))


def test_one_encounter_reads_well_at_the_desk_and_tells_nothing_on_the_page() -> None:
    assert told([FULL], exact=True)[0] == (
        "1 visitor came, in the first week of the log; 1 by telephone; 1 citizen."
    )
    assert told([FULL])[0] == (
        "<5 visitors came, in the first week of the log; <5 by telephone; <5 citizens."
    )


rows = st.lists(
    st.builds(
        lambda n, hour, channel, outcome, codes, authority: encounter(
            n,
            f"2026-11-16T{hour:02d}:00:00+01:00",
            channel=channel,
            outcome=outcome,
            challenges=tuple(codes),
            competent_authority=authority,
            theme="Akut",
            duration_s=7 * n + 101,
        ),
        st.integers(0, 999),
        st.integers(9, 16),
        st.sampled_from(CHANNELS),
        st.sampled_from(OUTCOMES),
        st.lists(st.sampled_from(CHALLENGES), unique=True, max_size=2),
        st.sampled_from([None, "Politiet", "Skat"]),
    ),
    max_size=4,
)


@given(rows, rows)
def test_no_week_of_fewer_than_five_tells_a_number_or_a_length(
    week: list[Encounter], other: list[Encounter]
) -> None:
    """Two such weeks with something in the same places are told and drawn the same."""
    for one in answer(summary(week), [summary(other)], exact=False):
        if isinstance(one.chart, Bars):
            assert {bar.text for bar in one.chart.bars} <= {"0", "<5"}
            assert len({bar.length for bar in one.chart.bars if bar.hidden}) <= 1
            assert all(bar.mark in (None, 0) for bar in one.chart.bars)
        if isinstance(one.chart, HeatMap):
            cells = {(cell.text, cell.level) for cells in one.chart.cells for cell in cells}
            assert cells <= {("", 0), ("<5", 1)}
        assert not any(digit in one.sentence.replace("<5", "") for digit in "1234")


@pytest.mark.parametrize(("confident", "unanswered"), [(False, 1), (True, 0), (None, 0)])
def test_an_entry_that_the_search_was_not_sure_of_counts_as_unanswered(
    confident: bool | None, unanswered: int
) -> None:
    row = encounter(1, MONDAY, ref="service:pas", name="Pas", query="lappen", confident=confident)
    assert summary([row]).unanswered == unanswered
