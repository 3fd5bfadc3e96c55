"""The page of an entry: what stands on it, in which order, at which moment."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec import structs

from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.records import Knowledge, Notice
from floorwalker.routing import route
from floorwalker.tui.registration.options import option_for
from floorwalker.tui.views.entry import detail
from floorwalker.tui.views.home import urgent
from floorwalker.tui.views.sections import lay_out
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
    is_guess: bool = False,
    in_danger: bool = False,
) -> list[str]:
    entry = knowledge.entry(ref)
    assert entry is not None
    assert not isinstance(entry, Notice)
    way = route(knowledge, entry, now)
    sections = detail(
        way, now, has_neighbours=has_neighbours, is_guess=is_guess, in_danger=in_danger
    )
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
    assert lines[:5] == [
        "Nødpas   Legitimation",
        "Not here: Politiet decides this.",
        "Where           Politiet  Opening hours not known",
        "                Tel. 114",
        "                https://politi.example/",
    ]


def test_a_closed_door_names_who_takes_over_and_the_way_there(knowledge: Knowledge) -> None:
    lines = page(knowledge, "service:aftenhjaelp")
    assert lines[3:7] == [
        "Where           → Go to Omstillingen  ● Open until 18:00",
        "                Receptionen",
        "                Tel. +45 12 34 50 00",
        "                Aftenkontoret  ○ Closed, opens 18:00",
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
    subject = option_for(route(knowledge, entry, NOW), NOW, query="", confident=True)
    assert subject.outcome == outcome


def test_the_contact_filled_in_is_the_one_that_is_open(knowledge: Knowledge) -> None:
    entry = knowledge.services["aftenhjaelp"]
    subject = option_for(route(knowledge, entry, NOW), NOW, query="", confident=True)
    assert subject.contact == "contact:omstilling"


def test_a_guess_says_so_first_and_shows_no_alert(knowledge: Knowledge) -> None:
    alerted = structs.replace(
        knowledge.contact_points["borgerservice"], alert="Er nogen i fare: ring 112."
    )
    points = {**knowledge.contact_points, "borgerservice": alerted}
    with_alert = structs.replace(knowledge, contact_points=points)
    said = page(with_alert, "service:pas")
    guessed = page(with_alert, "service:pas", is_guess=True)
    assert any("ring 112" in line for line in said)
    assert guessed[0] == "No certain answer. The nearest may be:"
    assert not any("ring 112" in line for line in guessed)


def test_of_danger_nobody_is_told_who_decides_and_in_danger_no_price(knowledge: Knowledge) -> None:
    lost = structs.replace(knowledge.services["noedpas"], urgent=True, cost="Gratis")
    town = structs.replace(knowledge, services={"noedpas": lost})
    lines = page(town, "service:noedpas")
    assert "Politiet helps." in lines
    assert not any("decides" in line for line in lines)
    assert any("Gratis" in line for line in lines)
    assert not any("Gratis" in line for line in page(town, "service:noedpas", in_danger=True))


def test_a_line_to_ring_and_the_help_of_its_name_are_told_apart(tmp_path: Path) -> None:
    folder = write_town(tmp_path / "town")
    (folder / "akut.yaml").write_text(BY_DAY_AND_NIGHT, encoding="utf-8")
    names = {line.ref: line.name for line in urgent(load(folder).knowledge, NOW)}
    assert names["contact:alarm"] == "Alarm (contact point)"
    assert names["service:krise"] == "Krise"


def test_what_is_urgent_stands_by_how_near_the_danger_to_life_is(tmp_path: Path) -> None:
    folder = write_town(tmp_path / "town")
    (folder / "akut.yaml").write_text(URGENT, encoding="utf-8")
    lines = urgent(load(folder).knowledge, NOW)
    named = [(line.name, line.aside) for line in lines if line.name != "Krisecenter"]
    assert named == [("Livsfare", "112"), ("Selvmordstanker", "+45 12 34 50 77"), ("Arne", "114")]


def test_what_is_urgent_names_whom_to_ring_now(tmp_path: Path) -> None:
    folder = write_town(tmp_path / "town")
    (folder / "akut.yaml").write_text(BY_DAY_AND_NIGHT, encoding="utf-8")
    town = load(folder).knowledge
    day = NOW.replace(hour=11)
    named = {line.ref: line.aside for line in urgent(town, day)}
    assert named["service:krise"] == "Egen læge"
    night = NOW.replace(hour=22)
    named = {line.ref: line.aside for line in urgent(town, night)}
    assert named["service:krise"] == "+45 12 34 50 77"
    assert next(iter(named)) == "contact:alarm"


def test_of_several_numbers_of_who_helps_the_one_that_answers_is_named(tmp_path: Path) -> None:
    folder = write_town(tmp_path / "town")
    further = '    phones: [{number: "+45 12 34 50 78", hours: "Mo-Su 08:00-16:00"}]\n  alarm:'
    text = BY_DAY_AND_NIGHT.replace("  alarm:", further).replace("[laege, ", "[")
    (folder / "akut.yaml").write_text(text, encoding="utf-8")
    town = load(folder).knowledge
    for hour, number in ((11, "+45 12 34 50 78"), (22, "+45 12 34 50 77")):
        named = {line.ref: line.aside for line in urgent(town, NOW.replace(hour=hour))}
        assert named["service:krise"] == number


def test_the_alert_of_a_line_to_ring_in_danger_stands_above_any_notice(
    knowledge: Knowledge,
) -> None:
    line = structs.replace(
        knowledge.contact_points["politiet"], urgent=True, alert="Sig først, hvor I er."
    )
    notice = Notice(id="jul", text="Rådhuset holder lukket.", until="2026-12-31")
    town = structs.replace(
        knowledge,
        contact_points={**knowledge.contact_points, "politiet": line},
        notices={"jul": notice},
    )
    lines = page(town, "contact:politiet")
    assert lines.index("! Sig først, hvor I er.") < lines.index("! Rådhuset holder lukket.")
    assert sum("Sig først" in line for line in lines) == 1


BY_DAY_AND_NIGHT = """
services:
  krise:
    name: Krise
    description: Hjælp
    urgent: true
    contact_points: [laege, vagt, alarm]
contact_points:
  laege: {name: Egen læge, description: Om dagen, opening_hours: "Mo-Fr 08:00-16:00"}
  vagt:
    name: Vagten
    description: Om natten
    telephone: +45 12 34 50 77
    phone_hours: "00:00-08:00,16:00-24:00"
  alarm: {name: Alarm, description: Hjælp nu, urgent: true, telephone: "112", phone_hours: 24/7}
"""

URGENT = """
services:
  arne: {name: Arne, description: Ro, urgent: "true", contact_points: [politiet]}
  selvmord:
    name: Selvmordstanker
    description: Hjælp
    urgent: true
    contact_points: [linje, alarm]
  livsfare: {name: Livsfare, description: Hjælp nu, urgent: "true", contact_points: [alarm]}
contact_points:
  alarm: {name: Alarm, description: Hjælp nu, telephone: "112"}
  linje: {name: Linjen, description: En samtale, telephone: +45 12 34 50 77}
"""


HELP_HERE = """
services:
  bolig:
    name: Boligstøtte
    description: Tilskud til huslejen.
    competent_authority: udbetaling
    help_here: [hjaelp, borgerservice]
contact_points:
  hjaelp:
    name: Digital hjælp
    description: Hjælp ved skærmen
    directions: Stuen
    telephone: +45 12 34 50 11
    email: hjaelp@by.example
    url: https://by.example/hjaelp
    accessibility: Trinfri adgang
    opening_hours: "Mo-Fr 10:00-14:00"
  udbetaling:
    name: Udbetaling
    description: Afgør sagen
    telephone: +45 12 34 50 90
    phone_hours: "Mo-Fr 08:00-16:00"
    address: Vej 8, 9999 By
    url: https://udbetaling.example/
"""


def test_the_number_of_who_decides_stands_above_every_link(tmp_path: Path) -> None:
    folder = write_town(tmp_path / "town")
    (folder / "bolig.yaml").write_text(HELP_HERE, encoding="utf-8")
    lines = [line.strip() for line in page(load(folder).knowledge, "service:bolig")]
    assert lines[1:12] == [
        "Udbetaling decides this, and we help here.",
        "Where           Digital hjælp  ● Open until 14:00",
        "Stuen",
        "Tel. +45 12 34 50 11",
        "Borgerservice  ● Open until 17:00",
        "Udbetaling  ● Open until 16:00",
        "Tel. +45 12 34 50 90",
        "Vej 8, 9999 By",
        "Digital hjælp · hjaelp@by.example · https://by.example/hjaelp",
        "Digital hjælp · Trinfri adgang",
        "Udbetaling · https://udbetaling.example/",
    ]
