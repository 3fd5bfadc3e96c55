"""Knowledge as it is shown in another language, and as it is kept all the same."""

from pathlib import Path

import pytest

from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.records import Knowledge
from floorwalker.knowledge.model.translation import in_language, is_unreviewed, knowledge_in
from tests.knowledge.base import write

TOWN = """
municipality:
  name: Prøvekøbing
  main_contact: skranke
  languages: [da, en]
  greeting: Velkommen
  translations: {en: {greeting: Welcome}}
services:
  pas:
    name: Pas
    description: Nyt pas.
    cost: Gratis
    contact_points: [skranke]
    translations: {en: {name: Passport, description: A new passport.}}
  bil:
    name: Bil
    description: En bil.
    contact_points: [skranke]
contact_points:
  skranke: {name: Skranken, description: Her., directions: Stuen, translations: {en: {name: Desk}}}
notices:
  lukket: {text: Lukket i dag, until: 2026-12-01, translations: {en: {text: Closed today}}}
"""


@pytest.fixture
def knowledge(tmp_path: Path) -> Knowledge:
    return load(write(tmp_path / "k", a=TOWN)).knowledge


def test_every_kind_of_record_is_shown_in_the_other_language(knowledge: Knowledge) -> None:
    shown = knowledge_in(knowledge, "en")
    assert shown.services["pas"].name == "Passport"
    assert shown.contact_points["skranke"].name == "Desk"
    assert shown.notices["lukket"].text == "Closed today"
    assert shown.municipality.greeting == "Welcome"


def test_what_is_not_translated_stays_as_the_house_wrote_it(knowledge: Knowledge) -> None:
    shown = knowledge_in(knowledge, "en")
    assert shown.services["pas"].cost == "Gratis"
    assert shown.services["bil"].name == "Bil"
    assert shown.municipality.name == "Prøvekøbing"


def test_the_houses_own_language_changes_nothing(knowledge: Knowledge) -> None:
    assert knowledge_in(knowledge, "da") is knowledge


def test_a_record_shown_leads_back_to_the_houses_own_words(knowledge: Knowledge) -> None:
    shown = knowledge_in(knowledge, "en").services["pas"]
    assert in_language(shown, "da").name == "Pas"
    assert in_language(shown, "da").cost == "Gratis"
    assert is_unreviewed(shown, "en")
    assert not is_unreviewed(shown, "da")


def test_an_authority_is_called_as_its_contact_point_is(tmp_path: Path) -> None:
    town = TOWN.replace(
        "  bil:\n",
        "  boede: {name: Bøde, description: En bøde., competent_authority: Politiet,"
        " contact_points: [politiet]}\n  bil:\n",
    ).replace(
        "notices:\n",
        "  politiet: {name: Politiet, description: De., telephone: '114',"
        " translations: {en: {name: Police}}}\nnotices:\n",
    )
    shown = knowledge_in(load(write(tmp_path / "k", a=town)).knowledge, "en").services["boede"]
    assert shown.competent_authority == "Police"
    assert in_language(shown, "da").competent_authority == "Politiet"
