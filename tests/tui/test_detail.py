"""The page of an entry: what stands on it, in which order, at which moment."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from floorwalker.knowledge.loader import load
from floorwalker.knowledge.records import Knowledge, Notice
from floorwalker.routing import route
from floorwalker.tui.detail import detail
from floorwalker.tui.sheet import lay_out
from floorwalker.tui.subject import subject_of
from tests.tui.desk import NOW
from tests.tui.town import write_town


@pytest.fixture
def knowledge(tmp_path: Path) -> Knowledge:
    loaded = load(write_town(tmp_path / "town"))
    assert loaded.problems == ()
    return loaded.knowledge


def page(
    knowledge: Knowledge,
    ref: str,
    *,
    now: datetime = NOW,
    width: int = 80,
    has_neighbours: bool = False,
) -> list[str]:
    entry = knowledge.entry(ref)
    assert entry is not None
    assert not isinstance(entry, Notice)
    sections = detail(route(knowledge, entry, now), now, has_neighbours=has_neighbours)
    return [line.plain.rstrip() for line in lay_out(sections, width)]


def test_a_service_answers_in_the_order_in_which_visitors_ask(knowledge: Knowledge) -> None:
    assert page(knowledge, "service:pas") == [
        "Pas   Legitimation",
        "! Fotoautomaten er i stykker.",
        "Nyt pas til voksne og børn.",
        "",
        "Where           Borgerservice  ● Open until 17:00",
        "                Stuen, lige frem",
        "                Best with an appointment",
        "                Tel. +45 12 34 56 78",
        "                Omstillingen  ● Open until 18:00",
        "",
        "Bring           – Det gamle pas",
        "",
        "Cost            Se prislisten",
        "Takes           typisk 10 hverdage",
        "",
        "Afterwards      – Passet kommer med posten",
        "",
        "Self-service    Bestil tid  Needs MitID · 5 minutter",
        "                https://tid.example/",
        "",
        "Ask             – Er det til et barn?",
        "",
        "Checked         1 October 2026 · Borgerservice",
    ]


def test_questions_come_early_where_they_tell_neighbours_apart(knowledge: Knowledge) -> None:
    lines = page(knowledge, "service:pas", has_neighbours=True)
    asked = next(i for i, line in enumerate(lines) if line.startswith("Ask"))
    assert asked < next(i for i, line in enumerate(lines) if line.startswith("Bring"))


def test_a_wrong_door_says_so_first_and_how_to_get_in_touch(knowledge: Knowledge) -> None:
    lines = page(knowledge, "service:noedpas")
    assert lines[:4] == [
        "Nødpas   Legitimation",
        "Not here: Politiet decides this.",
        "How to get in touch: +45 114 · https://politi.example/",
        "",
    ]


def test_a_closed_door_names_who_takes_over_and_the_way_there(knowledge: Knowledge) -> None:
    lines = page(knowledge, "service:aftenhjaelp")
    assert lines[3:7] == [
        "Where           Aftenkontoret  ○ Closed, opens 18:00",
        "                → Go to Omstillingen  ● Open until 18:00",
        "                  Receptionen · +45 12 34 50 00",
        "                1. sal",
    ]


def test_after_hours_the_next_opening_is_named(knowledge: Knowledge) -> None:
    evening = NOW.replace(hour=20)
    lines = page(knowledge, "service:pas", now=evening)
    assert any("○ Closed, opens tomorrow 10:00" in line for line in lines)


def test_a_record_past_its_review_date_says_ring_first(knowledge: Knowledge) -> None:
    last = page(knowledge, "service:gammel")[-1]
    assert last == "Checked         Last checked 2 January 2024, past its review date: ring first."


def test_a_contact_point_long_unchecked_says_ring_first(knowledge: Knowledge) -> None:
    lines = page(knowledge, "service:pas", now=NOW + timedelta(days=120))
    assert any("Last checked 1 November 2026: ring first." in line for line in lines)


def test_a_word_is_explained(knowledge: Knowledge) -> None:
    assert page(knowledge, "term:partshoering") == [
        "Partshøring   Word",
        "Du må sige din mening, før kommunen bestemmer.",
    ]


def test_a_guide_shows_its_steps(knowledge: Knowledge) -> None:
    lines = page(knowledge, "guide:bestil-tid")
    assert "Steps           1.\N{NO-BREAK SPACE}Vælg Borgerservice" in lines
    assert "                3.\N{NO-BREAK SPACE}Skriv dit telefonnummer" in lines


@pytest.mark.parametrize("width", [20, 36, 46, 78, 200])
def test_no_line_is_wider_than_the_page(knowledge: Knowledge, width: int) -> None:
    for entry in knowledge.entries():
        assert all(len(line) <= width for line in page(knowledge, entry.ref, width=width))


@pytest.mark.parametrize(
    ("ref", "outcome"),
    [
        ("service:pas", "referred"),
        ("service:noedpas", "referred"),
        ("guide:bestil-tid", "self_service"),
        ("term:partshoering", "answered"),
        ("contact:borgerservice", "referred"),
    ],
)
def test_the_likely_outcome_is_filled_in(knowledge: Knowledge, ref: str, outcome: str) -> None:
    entry = knowledge.entry(ref)
    assert entry is not None
    assert not isinstance(entry, Notice)
    subject = subject_of(route(knowledge, entry, NOW), NOW, query="", confident=True)
    assert subject.outcome == outcome


def test_the_contact_filled_in_is_the_one_that_is_open(knowledge: Knowledge) -> None:
    entry = knowledge.services["aftenhjaelp"]
    subject = subject_of(route(knowledge, entry, NOW), NOW, query="", confident=True)
    assert subject.contact == "contact:omstilling"
