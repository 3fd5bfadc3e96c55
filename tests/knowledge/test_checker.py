"""The checker's warnings: what has grown old, is thin, or leads nowhere."""

from datetime import datetime
from pathlib import Path

import pytest

from floorwalker.knowledge.checking.checker import check
from floorwalker.knowledge.loading.loader import load
from tests.knowledge.base import CONTACTS, MUNICIPALITY, SERVICES, sound, write

STARTER = Path(__file__).parents[2] / "knowledge"
NOW = datetime(2026, 11, 22, 12, 0)  # noqa: DTZ001 - local wall-clock time, as the checker takes it


def warnings(folder: Path, now: datetime = NOW) -> list[tuple[str, str]]:
    return [(p.code, p.where) for p in check(load(folder), now)]


def test_a_sound_folder_has_no_warning(tmp_path: Path) -> None:
    assert warnings(sound(tmp_path)) == []


OTHER = """
services:
  koerekort:
    name: Kørekort
    description: Nyt kørekort.
    contact_points: [borgerservice]
    required_documents: [Pas]
    cost: Se prislisten
    processing_time: 3 uger
    next_steps: [Kortet sendes]
    assured_date: 2026-10-01
"""


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ("2026-10-01", "2025-10-01", "stale", "14:5"),
        ("    assured_date: 2026-10-01\n", "", "never-assured", "3:3"),
        ("    cost: Se prislisten\n", "", "incomplete", "3:3"),
        ("    contact_points: [borgerservice]", "    guides: [nettet]", "incomplete", "3:3"),
        ("name: Pas", "name: Rejsepas", "keyword-is-name", "6:16"),
    ],
)
def test_a_thin_or_old_service_is_warned_of(
    tmp_path: Path, old: str, new: str, code: str, where: str
) -> None:
    guide = """
    guides:
      nettet:
        name: På nettet
        description: D
        url: https://example.dk/tid
        steps: [En]
        help: borgerservice
        assured_date: 2026-11-01
    """
    other = OTHER.replace("[borgerservice]", "[borgerservice]\n    guides: [nettet]")
    folder = write(
        tmp_path, h=MUNICIPALITY, c=CONTACTS, g=guide, o=other, services=SERVICES.replace(old, new)
    )
    assert warnings(folder) == [(code, f"services.yaml:{where}")]


def test_contact_points_grow_stale_after_ninety_days(tmp_path: Path) -> None:
    folder = sound(tmp_path)
    later = datetime(2027, 1, 31, 12, 0)  # noqa: DTZ001
    assert [code for code, _ in warnings(folder, later)] == ["stale", "stale"]


def test_a_keyword_of_two_services_is_named_at_the_second(tmp_path: Path) -> None:
    shared = OTHER.replace("    cost", "    keywords: [REJSEPAS]\n    cost")
    assert warnings(write(sound(tmp_path), z=shared)) == [("shared-keyword", "z.yaml:8:16")]


def clashes(folder: Path) -> list[str]:
    found = [p for p in check(load(folder), NOW) if p.code == "shared-keyword"]
    return [f"{problem.message} {problem.hint}" for problem in found]


def test_a_clash_names_both_entries_and_says_where_a_question_is_missing(tmp_path: Path) -> None:
    shared = OTHER.replace("    cost", "    keywords: [Rejsepas, rejsepas]\n    cost")
    (said,) = clashes(write(sound(tmp_path), z=shared))
    assert said == (
        "The keyword `Rejsepas` leads to two services, `service:koerekort` and `service:pas`. "
        "Neither has a question that tells them apart: write one under `questions`, or leave the "
        "keyword with the one that is meant most often."
    )


def test_a_clash_says_what_the_desk_asks_the_question_nearest_to_the_other(tmp_path: Path) -> None:
    questions = "    questions: [Er det for et barn?, Er det kørekortet?]\n    cost"
    mine = SERVICES.replace("    cost", questions)
    shared = OTHER.replace("    cost", "    keywords: [rejsepas]\n    cost")
    (said,) = clashes(write(sound(tmp_path), services=mine, z=shared))
    assert "by what it asks: service:pas: “Er det kørekortet?” If that does not" in said


def test_three_services_of_one_keyword_are_three_clashes_of_two(tmp_path: Path) -> None:
    shared = OTHER.replace("    cost", "    keywords: [rejsepas]\n    cost")
    third = shared.replace("koerekort", "bil").replace("Kørekort", "Bil")
    said = clashes(write(sound(tmp_path), y=shared, z=third))
    assert [part.partition(" services, ")[2].partition(".")[0] for part in said] == [
        "`service:koerekort` and `service:pas`",
        "`service:bil` and `service:pas`",
        "`service:bil` and `service:koerekort`",
    ]


def test_a_word_of_everybody_is_told_once_of_each(tmp_path: Path) -> None:
    shared = OTHER.replace("    cost", "    keywords: [rejsepas]\n    cost")
    others = {
        f"y{number}": shared.replace("koerekort", f"k{number}").replace("Kørekort", f"K{number}")
        for number in range(8)
    }
    said = clashes(write(sound(tmp_path), **others))
    assert len(said) == 8
    assert all("`service:pas`" in each for each in said)


def test_a_keyword_that_is_the_name_of_another_is_a_clash_wherever_it_stands(
    tmp_path: Path,
) -> None:
    name_later = OTHER.replace("name: Kørekort", "name: rejsepas")
    assert warnings(write(sound(tmp_path / "a"), z=name_later)) == [
        ("shared-keyword", "services.yaml:6:16")
    ]
    name_first = OTHER.replace("    cost", "    keywords: [PAS]\n    cost")
    assert warnings(write(sound(tmp_path / "b"), z=name_first)) == [
        ("shared-keyword", "z.yaml:8:16")
    ]


def test_a_keyword_of_a_contact_point_or_twice_in_one_service_is_no_clash(tmp_path: Path) -> None:
    contact = CONTACTS.replace("    name: Borgerservice", "    keywords: [rejsepas]\n    name: B")
    twice = SERVICES.replace("[rejsepas,", "[rejsepas, REJSEPAS,")
    assert clashes(write(sound(tmp_path), contacts=contact, services=twice)) == []


def test_of_an_entry_that_was_not_read_whole_no_question_is_said_to_be_missing(
    tmp_path: Path,
) -> None:
    mine = SERVICES.replace("    cost", "    questions: nej\n    cost")
    shared = OTHER.replace("    cost", "    keywords: [rejsepas]\n    cost")
    assert clashes(write(sound(tmp_path), services=mine, z=shared)) == []


def test_a_notice_that_has_ended_is_warned_of_and_a_current_one_is_not(tmp_path: Path) -> None:
    notice = "notices:\n  a: {text: T, until: 2026-11-21}\n  b: {text: T, until: 2026-11-22}\n"
    assert warnings(write(sound(tmp_path), n=notice)) == [("notice-ended", "n.yaml:2:16")]


def test_what_nothing_refers_to_is_warned_of(tmp_path: Path) -> None:
    contact = """
    contact_points:
      kaelder: {name: K, description: D, assured_date: 2026-11-01}
    """
    assert warnings(write(sound(tmp_path), c2=contact)) == [("unreferenced", "c2.yaml:3:3")]


def test_a_missing_translation_is_warned_of_for_each_further_language(tmp_path: Path) -> None:
    house = MUNICIPALITY.replace("[da]", "[da, en]")
    translated = SERVICES + "    translations: {en: {name: Passport}}\n"
    folder = write(tmp_path, house=house, contacts=CONTACTS, services=translated)
    problems = check(load(folder), NOW)
    assert [p.code for p in problems] == ["missing-translation"] * 3
    assert [p.details["fields"] for p in problems][-1] == "description"


def test_a_damaged_record_is_blamed_for_its_fault_alone(tmp_path: Path) -> None:
    text = SERVICES.replace("2026-10-01", "i går")
    folder = write(tmp_path, h=MUNICIPALITY, c=CONTACTS, services=text)
    assert warnings(folder) == [("bad-date", "services.yaml:14:5")]


def test_nobody_of_an_example_town_can_have_checked_anything() -> None:
    found = check(load(STARTER), NOW)
    assert {problem.code for problem in found}.isdisjoint({"never-assured", "stale"})
    assert not any("assured_date:" in path.read_text("utf-8") for path in STARTER.rglob("*.yaml"))


RATES = """
rates:
  gebyr: {name: Gebyr, values: {"2026": 280 kr.}}
terms:
  gebyr: {name: Gebyr, explanation: "Det koster {rate:gebyr}"}
"""


def test_from_december_on_next_years_amounts_are_asked_for(tmp_path: Path) -> None:
    folder = sound(tmp_path)
    (folder / "rates.yaml").write_text(RATES, encoding="utf-8")
    assert warnings(folder, datetime(2026, 11, 30, 23, 59)) == []  # noqa: DTZ001
    found = warnings(folder, datetime(2026, 12, 1))  # noqa: DTZ001
    assert found == [("rate-missing", "rates.yaml:3:24")]


@pytest.mark.parametrize(
    ("said", "near"),
    [("Skatteforvaltningen", "skat"), ("Skattestyrelsen", "skat"), ("Politiet i byen", "politiet")],
)
def test_an_authority_in_words_is_answered_with_the_contact_it_means(
    tmp_path: Path, said: str, near: str
) -> None:
    folder = sound(tmp_path)
    text = f"""
contact_points:
  skat:
    {{name: Skattestyrelsen, description: D, organization: Skatteforvaltningen, telephone: "112"}}
  politiet: {{name: Politiet, description: D, telephone: "114"}}
services:
  x: {{name: X, description: D, contact_points: [skat], competent_authority: {said}}}
"""
    (folder / "x.yaml").write_text(text, encoding="utf-8")
    loaded = load(folder)
    assert loaded.knowledge.authority_name(loaded.knowledge.services["x"]) == said
    [problem] = [p for p in check(loaded, NOW) if p.code == "authority-text"]
    assert problem.details["near"] == near


def test_a_front_page_that_somebody_read_may_be_where_the_errand_begins(tmp_path: Path) -> None:
    folder = sound(tmp_path)
    url = "https://www.mitid.example/"
    read = f"source: {url}, source_date: 2026-11-01"
    guide = f"{{name: G, description: D, url: {url}, steps: [A], {read}}}"
    (folder / "g.yaml").write_text(f"guides:\n  g: {guide}\n", encoding="utf-8")
    assert "front-page" not in {p.code for p in check(load(folder), NOW)}


CHANGING = """
contact_points:
  side: {name: Side, description: D, url: https://eksempel.dk/side}
services:
  x:
    name: X
    description: D
    contact_points: [omstilling]
    changes:
      - from: 2027-01-01
        set:
          contact_points: [side]
          competent_authority: side
          danger: [hjælp]
guides:
  g:
    name: G
    description: D
    url: https://eksempel.dk/start
    steps: [A]
    changes: [{from: 2027-01-01, set: {url: "https://eksempel.dk/"}}]
"""


def test_what_a_change_will_break_is_said_where_the_change_stands(tmp_path: Path) -> None:
    found = warnings(write(sound(tmp_path), x=CHANGING))
    assert {
        ("door-unusable", "x.yaml:12:28"),
        ("authority-unusable", "x.yaml:13:11"),
        ("danger-not-urgent", "x.yaml:14:11"),
        ("front-page", "x.yaml:21:40"),
    } <= set(found)


def test_a_day_and_its_hours_are_no_number_of_a_person(tmp_path: Path) -> None:
    hours = CONTACTS.replace("; PH off", "; PH off; Dec 28 10:00-12:00; Dec 30 10:00-12:00")
    assert warnings(write(sound(tmp_path / "a"), contacts=hours)) == []
    number = CONTACTS.replace("Pas og kørekort.", "Pas 10:00-12:00, 010203-1234 og kørekort.")
    found = warnings(write(sound(tmp_path / "b"), contacts=number))
    assert [code for code, _where in found] == ["personal-data"]
