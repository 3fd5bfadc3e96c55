"""A translation grows old when the text that it renders changes, and only then."""

import re
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from floorwalker import paths
from floorwalker.knowledge.checking.checker import check
from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.as_of import as_of, changed
from floorwalker.knowledge.model.fingerprints import digest_of
from floorwalker.knowledge.model.records import Knowledge, Service, ServiceTranslation
from floorwalker.knowledge.model.translation import (
    caveat,
    fingerprint,
    is_outdated,
    knowledge_in,
    translations_of,
)
from tests.knowledge.base import write

DAYS = (date(2026, 12, 31), date(2027, 1, 1))
TOWN = """
municipality: {name: Prøvekøbing, main_contact: skranke, languages: [da, en]}
rates:
  gebyr: {name: Gebyr, values: {"2026": 280 kr., "2027": 290 kr.}}
contact_points:
  skranke: {name: Skranken, description: Her., telephone: "112", organization: Politiet,
    translations: {en: {organization: Police}}}
services:
  sygepleje:
    name: Sygepleje
    description: Hjælp i hjemmet.
    competent_authority: Politiet
    contact_points: [skranke]
    cost: "Gebyr {rate:gebyr}"
    redress: Klag til kommunen
    desk_note: Kun her.
    changes:
      - from: 2027-01-01
        note: Regionen overtager.
        set: {redress: Klag til regionen, translations: {uk: {redress: До регіону}}}
    translations:
      en: {name: Nursing, cost: "Fee {rate:gebyr}", redress: Complain to us}
      uk: {name: Догляд, cost: "Плата {rate:gebyr}", redress: До нас}
"""


@pytest.fixture
def knowledge(tmp_path: Path) -> Knowledge:
    return load(write(tmp_path, t=TOWN)).knowledge


def translated(knowledge: Knowledge, **told: str) -> Knowledge:
    """`knowledge` with translations of the texts as they stand, and then these told anew."""
    service = knowledge.services["sygepleje"]
    renderings = {
        language: replace(each, of=fingerprint(service, each))
        for language, each in service.translations.items()
    }
    texts: dict[str, object] = {**told, "translations": renderings}
    return replace(knowledge, services={"sygepleje": replace(service, **texts)})


def ages(knowledge: Knowledge) -> dict[str, bool]:
    service = knowledge.services["sygepleje"]
    return {language: is_outdated(service, language) for language in ("en", "uk")}


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_new_year_makes_no_translation_old(
    knowledge: Knowledge, day: date, language: str
) -> None:
    shown = knowledge_in(as_of(translated(knowledge), day), language)
    assert ages(shown) == {"en": False, "uk": False}


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(
    "told", [{"name": "Hjemmesygepleje"}, {"cost": "Afgift {rate:gebyr}"}, {"redress": "Klag ikke"}]
)
def test_a_translation_of_what_has_changed_is_old_on_any_day(
    knowledge: Knowledge, day: date, language: str, told: dict[str, str]
) -> None:
    shown = knowledge_in(as_of(translated(knowledge, **told), day), language)
    assert ages(shown) == {"en": True, "uk": True}


@pytest.mark.parametrize("told", [{"description": "Pleje."}, {"desk_note": "Her."}])
def test_what_is_not_translated_makes_no_translation_old(
    knowledge: Knowledge, told: dict[str, str]
) -> None:
    assert ages(translated(knowledge, **told)) == {"en": False, "uk": False}


def test_a_translation_that_does_not_say_of_what_it_is_is_not_called_old(
    knowledge: Knowledge,
) -> None:
    assert ages(knowledge) == {"en": False, "uk": False}


def test_the_fingerprint_is_of_the_text_in_the_file(knowledge: Knowledge) -> None:
    service = knowledge.services["sygepleje"]
    rendering = ServiceTranslation(cost="Fee")
    filled = {fingerprint(as_of(knowledge, day).services["sygepleje"], rendering) for day in DAYS}
    assert fingerprint(service, rendering) not in filled
    assert len(filled) == len(DAYS)


def test_who_decides_counts_by_name_alone(knowledge: Knowledge) -> None:
    service = knowledge.services["sygepleje"]
    rendering = ServiceTranslation(name="Nursing", competent_authority="Police")
    by_id, another = (
        replace(service, competent_authority=said) for said in ("skranke", "anden-skranke")
    )
    assert fingerprint(by_id, rendering) == fingerprint(another, rendering)
    assert fingerprint(by_id, rendering) != fingerprint(service, rendering)


@given(st.text())
def test_a_fingerprint_never_reads_as_a_number_of_a_person(text: str) -> None:
    assert re.fullmatch("[a-p]{12}", digest_of({"name": text}))


def test_every_translation_of_the_starter_is_of_the_text_as_it_is() -> None:
    knowledge = load(paths.starter_knowledge_dir()).knowledge
    records = [*knowledge.entries(), *knowledge.notices.values(), knowledge.municipality]
    found = [
        (getattr(record, "ref", "municipality"), language)
        for record in records
        for language, rendering in translations_of(record).items()
        if rendering.of != fingerprint(record, rendering)
    ]
    assert not found


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("language", ["da", "en"])
def test_nothing_of_the_starter_grows_old_with_the_year(day: date, language: str) -> None:
    read = as_of(load(paths.starter_knowledge_dir()).knowledge, day)
    knowledge = knowledge_in(read, language)
    found = [
        (record.ref, each)
        for record in (*knowledge.entries(), *knowledge.notices.values())
        for each in translations_of(record)
        if is_outdated(record, each)
    ]
    assert not found


@pytest.mark.parametrize(
    ("older", "reviewed", "said"),
    [
        (False, None, "unreviewed"),
        (False, date(2026, 11, 1), None),
        (True, None, "outdated"),
        (True, date(2026, 11, 1), "outdated"),
    ],
)
def test_one_thing_is_said_of_texts_that_are_read_together(
    older: bool, reviewed: date | None, said: str | None
) -> None:
    sound = Service(id="a", name="A", description="A.")
    rendering = ServiceTranslation(name="A", of=fingerprint(sound, ServiceTranslation(name="A")))
    told = replace(rendering, reviewed_date=reviewed)
    other = replace(sound, translations={"uk": told}, name="B" if older else "A")
    assert caveat([sound, other], "uk") == said
    assert caveat([sound, other], "pl") is None


@pytest.mark.parametrize("day", DAYS)
def test_the_checker_names_what_is_old_where_it_stands(tmp_path: Path, day: date) -> None:
    now = datetime.combine(day, time(12))
    service = load(write(tmp_path / "a", t=TOWN)).knowledge.services["sygepleje"]
    changed_service = changed(service, DAYS[1])
    whole = fingerprint(service, service.translations["en"])
    later = fingerprint(changed_service, changed_service.translations["uk"])
    for of, set_of, expected in (
        (whole, later, []),
        ("abcdefghijkl", later, [("translations", "en", whole)]),
        (whole, "abcdefghijkl", [("set", "uk", later)]),
    ):
        text = TOWN.replace("name: Nursing", f"name: Nursing, of: '{of}'")
        text = text.replace("redress: До регіону", f"redress: До регіону, of: '{set_of}'")
        folder = write(tmp_path / f"{of}{set_of}", t=text)
        found = [each for each in check(load(folder), now) if each.code == "translation-old"]
        said = [
            (
                "set"
                if each.line == 1 + text[: text.index("set:")].count("\n")
                else "translations",
                each.details["language"],
                each.details["fingerprint"],
            )
            for each in found
        ]
        assert said == expected


def test_where_a_change_leaves_nothing_translated_nothing_is_called_unchecked(
    tmp_path: Path,
) -> None:
    text = TOWN.replace("      en: {name: Nursing, cost: ", "      en: {redress: Complain} #")
    text = text.replace("    competent_authority: Politiet\n", "")
    town = load(write(tmp_path, t=text)).knowledge
    said = [
        caveat([knowledge_in(as_of(town, day), "en").services["sygepleje"]], "en") for day in DAYS
    ]
    assert said == ["unreviewed", None]
