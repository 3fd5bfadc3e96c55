"""The same files on 31 December and on 1 January: what changes, and the amounts of the year."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from floorwalker.knowledge.loading.file_reader import read_file
from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.as_of import as_of, coming_changes, value_in
from floorwalker.knowledge.model.records import Knowledge, Municipality, Rate
from tests.knowledge.base import MUNICIPALITY, write

LAST, FIRST = date(2026, 12, 31), date(2027, 1, 1)

TOWN = """
rates:
  gebyr:
    name: Gebyr
    values: {"2026": 280 kr., "2027": 290 kr.}
  tilskud:
    name: Tilskud
    values: {"2025": 500 kr., "2026": 510 kr.}
contact_points:
  omstilling: {name: Omstilling, description: "Spørg om {rate:gebyr}.", telephone: "112"}
  regionen: {name: Regionen, description: Regionen., telephone: +45 12 34 50 10}
services:
  sygepleje:
    name: Sygepleje
    description: Hjælp i hjemmet.
    contact_points: [omstilling]
    cost: "Gebyr {rate:gebyr}, tilskud {rate:tilskud}"
    redress: Klag til kommunen
    changes:
      - from: 2027-01-01
        note: Regionen overtager.
        set:
          contact_points: [regionen, findes-ikke]
          redress: Klag til regionen
          response_days: 30
          translations: {en: {cost: Free of charge}}
      - from: 2027-07-01
        note: Navnet ændres.
        set: {name: Hjemmesygepleje}
    translations:
      en: {name: Nursing, cost: "Fee {rate:gebyr}", redress: Complain to us}
"""


@pytest.fixture
def knowledge(tmp_path: Path) -> Knowledge:
    return load(write(tmp_path, h=MUNICIPALITY, t=TOWN)).knowledge


def test_a_change_holds_from_its_day_on(knowledge: Knowledge) -> None:
    before = as_of(knowledge, LAST).services["sygepleje"]
    after = as_of(knowledge, FIRST).services["sygepleje"]
    assert (before.contact_points, before.redress) == (("omstilling",), "Klag til kommunen")
    assert (after.contact_points, after.redress) == (("regionen",), "Klag til regionen")
    assert (before.response_days, after.response_days) == (None, 30)
    assert as_of(knowledge, date(2027, 7, 1)).services["sygepleje"].name == "Hjemmesygepleje"


def test_a_translation_of_what_has_changed_is_not_told_any_more(knowledge: Knowledge) -> None:
    english = as_of(knowledge, FIRST).services["sygepleje"].translations["en"]
    assert (english.name, english.cost, english.redress) == ("Nursing", "Free of charge", "")


def test_amounts_are_those_of_the_year_or_say_of_which_they_are(knowledge: Knowledge) -> None:
    before, after = (as_of(knowledge, day) for day in (LAST, FIRST))
    assert before.services["sygepleje"].cost == "Gebyr 280 kr., tilskud 510 kr."
    assert after.services["sygepleje"].cost == "Gebyr 290 kr., tilskud 510 kr. (2026)"
    assert before.services["sygepleje"].translations["en"].cost == "Fee 280 kr."
    assert after.contact_points["omstilling"].description == "Spørg om 290 kr."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{rate:gebyr}.", "280 kr."),
        ("{rate:gebyr}. Se mere.", "280 kr. Se mere."),
        ("{rate:gebyr}...", "280 kr...."),
        ("{rate:gebyr}, {rate:tilskud}.", "280 kr., 510 kr."),
        ("{rate:ukendt}.", "{rate:ukendt}."),
        ("Gebyr 300 kr..", "Gebyr 300 kr.."),
    ],
)
def test_an_amount_with_a_full_stop_of_its_own_gets_no_second_one(
    knowledge: Knowledge, text: str, told: str
) -> None:
    service = replace(knowledge.services["sygepleje"], cost=text)
    town = replace(knowledge, services={"sygepleje": service})
    assert as_of(town, LAST).services["sygepleje"].cost == told


def test_staff_are_told_in_the_sixty_days_before(knowledge: Knowledge) -> None:
    service = knowledge.services["sygepleje"]
    told = [FIRST - timedelta(days=days) for days in (61, 60, 1, 0)]
    assert [[c.note for c in coming_changes(service, day)] for day in told] == [
        [],
        ["Regionen overtager."],
        ["Regionen overtager."],
        [],
    ]


def test_knowledge_without_changes_and_rates_is_itself(tmp_path: Path) -> None:
    plain = load(write(tmp_path, h=MUNICIPALITY)).knowledge
    assert as_of(plain, FIRST) is plain


YEARS = st.integers(1990, 2100)


@given(st.dictionaries(YEARS.map(str), st.just("x"), min_size=1), YEARS)
def test_an_amount_of_another_year_names_its_year(values: dict[str, str], year: int) -> None:
    said = value_in(Rate(id="r", name="R", values=values), year)
    if str(year) in values:
        assert said == "x"
    else:
        told = int(said.removeprefix("x (").removesuffix(")"))
        past = [int(each) for each in values if int(each) < year]
        assert told == (max(past) if past else max(map(int, values)))


SETTABLE = {
    "name": "Navn",
    "cost": "Gratis",
    "next_steps": ["Vent"],
    "response_days": "14",
    "urgent": "true",
    "translations": {"en": {"cost": "Free"}},
    "help_here": ["omstilling"],
    "source_date": "2026-11-01",
}


@given(
    st.lists(
        st.tuples(
            st.dates(date(2026, 1, 1), date(2028, 1, 1)),
            st.lists(st.sampled_from(sorted(SETTABLE)), unique=True),
        ),
        max_size=4,
    ),
    st.dates(date(2026, 1, 1), date(2028, 1, 1)),
)
def test_the_newest_change_by_a_day_holds(changes: list[tuple[date, list[str]]], day: date) -> None:
    service = {
        "name": "A",
        "description": "D",
        "contact_points": ["omstilling"],
        "changes": [
            {
                "from": str(when),
                "note": "n",
                "set": {field: SETTABLE[field] for field in fields} or {"kle": "23"},
            }
            for when, fields in changes
        ],
    }
    contact = {"name": "O", "description": "D"}
    records = {"services": {"s": service}, "contact_points": {"omstilling": contact}}
    text = json.dumps(records, ensure_ascii=False)
    content = read_file(text.encode())
    assert not content.faults
    base = Knowledge(
        municipality=Municipality(name="H", main_contact="omstilling"),
        services=content.services,
        contact_points=content.contact_points,
        guides={},
        terms={},
        notices={},
    )
    told = as_of(base, day).services["s"]
    due = {field for when, fields in changes if when <= day for field in fields}
    assert (told.name == "Navn", told.cost == "Gratis") == ("name" in due, "cost" in due)
    assert (told.urgent, told.response_days == 14) == ("urgent" in due, "response_days" in due)
    assert bool(told.source_date) == ("source_date" in due)
