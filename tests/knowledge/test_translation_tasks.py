"""What is left to translate, and in which order."""

from datetime import datetime
from pathlib import Path

import pytest

from floorwalker.knowledge.checking.translation_tasks import (
    MOST_USED,
    TranslationTasks,
    fields_to_offer,
    translation_tasks,
)
from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.records import Knowledge, Service, ServiceTranslation
from floorwalker.knowledge.model.translation import fingerprint
from tests.knowledge.base import write

NOW = datetime(2026, 11, 22, 12, 0)  # noqa: DTZ001 - local wall-clock time

TOWN = """
municipality:
  name: Prøvekøbing
  main_contact: skranke
  languages: [da, en]
  greeting: Velkommen
  quick: [service:toilet]
  translations: {en: {name: Testtown, greeting: Welcome}}
contact_points:
  skranke: {name: Skranken, description: Her., telephone: "112", address: Torvet 1}
  vagt: {name: Vagten, description: Altid., telephone: "112", directions: Stuen}
guides:
  ring: {name: Ring, description: Sådan., url: https://eksempel.dk/x, steps: [Ring]}
services:
  fare:
    name: Fare
    description: Ring.
    alert: Bliv her.
    desk_note: Kun her.
    urgent: true
    theme: Akut
    contact_points: [vagt]
    guides: [ring]
  toilet: {name: Toilet, description: Der., contact_points: [skranke]}
  pas: {name: Pas, description: Nyt pas., contact_points: [skranke], cost: 890 kr.}
  bil: {name: Bil, description: En bil., contact_points: [skranke]}
terms:
  samtykke: {name: Samtykke, explanation: At sige ja.}
notices:
  snart: {text: Lukket, until: 2026-12-01}
  forbi: {text: Lukket, until: 2026-11-01}
"""


@pytest.fixture
def knowledge(tmp_path: Path) -> Knowledge:
    return load(write(tmp_path, t=TOWN)).knowledge


def refs(found: TranslationTasks) -> list[str]:
    return [task.ref for task in found.tasks]


def test_what_people_in_danger_need_comes_first_and_then_what_is_asked_for(
    knowledge: Knowledge,
) -> None:
    found = translation_tasks(knowledge, "uk", {"service:pas": 3, "service:bil": 7}, NOW)
    assert refs(found) == [
        "contact:vagt",
        "guide:ring",
        "service:fare",
        "contact:skranke",
        "service:bil",
        "service:pas",
        "service:toilet",
    ]
    assert [task.urgent for task in found.tasks] == [True] * 3 + [False] * 4
    assert [task.registrations for task in found.tasks] == [0, 0, 0, 7, 7, 3, 0]


def test_a_visitors_language_needs_what_a_visitor_takes_along(knowledge: Knowledge) -> None:
    found = translation_tasks(knowledge, "uk", {}, NOW)
    missing = {task.ref: task.missing for task in found.tasks}
    assert missing == {
        "service:fare": ("name", "description"),
        "contact:vagt": ("name", "description", "directions"),
        "guide:ring": ("name", "description", "steps"),
        "service:toilet": ("name", "description"),
        "contact:skranke": ("name", "description"),
    }
    assert found.others == 3  # two services and a word
    everything = translation_tasks(knowledge, "uk", {}, NOW, is_whole=True)
    assert everything.others == 0
    assert {"service:pas", "service:bil", "term:samtykke"} <= set(refs(everything))


def test_the_desks_own_other_language_needs_all_that_the_desk_shows(knowledge: Knowledge) -> None:
    found = translation_tasks(knowledge, "en", {}, NOW)
    missing = {task.ref: task.missing for task in found.tasks}
    assert missing["service:fare"] == ("name", "description", "alert", "desk_note", "theme")
    assert missing["contact:skranke"] == ("name", "description")
    assert missing["notice:snart"] == ("text",)
    assert "notice:forbi" not in missing
    assert missing["municipality"] == ()
    assert found.others == 0


OF = fingerprint(
    Service(id="toilet", name="Toilet", description="Der."),
    ServiceTranslation(name="T", description="D"),
)
"""Of the name and the description as they stand."""


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (f"name: Туалет, description: Там., of: {OF}, reviewed_date: 2026-11-01", None),
        (f"name: Туалет, description: Там., of: {OF}", ((), "unreviewed")),
        ("name: Туалет, description: Там., reviewed_date: 2026-11-01", ((), "undated")),
        ("name: Туалет", (("description",), "undated", "unreviewed")),
        ("name: Туалет, description: Там., of: abcdefghijkl", ((), "outdated", "unreviewed")),
        (
            "name: Туалет, description: Там., of: abcdefghijkl, reviewed_date: 2026-11-01",
            ((), "outdated"),
        ),
    ],
)
def test_what_is_done_is_not_listed(
    tmp_path: Path, said: str, left: tuple[object, ...] | None
) -> None:
    text = TOWN.replace(
        "toilet: {name: Toilet,", f"toilet: {{translations: {{uk: {{{said}}}}}, name: Toilet,"
    )
    knowledge = load(write(tmp_path, t=text)).knowledge
    tasks = {task.ref: task for task in translation_tasks(knowledge, "uk", {}, NOW).tasks}
    task = tasks.get("service:toilet")
    states = ("outdated", "undated", "unreviewed")
    found = task and (task.missing, *(each for each in states if getattr(task, each)))
    assert found == left


def test_a_translation_that_was_begun_is_listed_wherever_it_stands(tmp_path: Path) -> None:
    text = TOWN.replace("bil: {name: Bil,", "bil: {translations: {uk: {name: Авто}}, name: Bil,")
    knowledge = load(write(tmp_path, t=text)).knowledge
    assert refs(translation_tasks(knowledge, "uk", {}, NOW))[-1] == "service:bil"


def test_of_many_that_are_used_the_most_used_are_needed(tmp_path: Path) -> None:
    services = "".join(
        f"  s{number:02}: {{name: S, description: S., contact_points: [skranke]}}\n"
        for number in range(MOST_USED + 5)
    )
    text = TOWN.replace("terms:\n", f"{services}terms:\n")
    knowledge = load(write(tmp_path, t=text)).knowledge
    usage = {f"service:s{number:02}": number + 1 for number in range(MOST_USED + 5)}
    listed = refs(translation_tasks(knowledge, "uk", usage, NOW))
    assert "service:s05" in listed
    assert "service:s04" not in listed


def test_a_translator_is_given_what_is_needed_and_what_is_there(tmp_path: Path) -> None:
    text = TOWN.replace(
        "    theme: Akut\n", "    theme: Akut\n    translations: {uk: {alert: Тут}}\n"
    )
    knowledge = load(write(tmp_path, t=text)).knowledge
    fare = knowledge.services["fare"]
    assert fields_to_offer(fare, "uk", knowledge) == ("name", "description", "alert")
    assert fields_to_offer(fare, "pl", knowledge) == ("name", "description")
