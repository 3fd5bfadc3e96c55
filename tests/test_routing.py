"""Where a visitor goes now: open doors, fallbacks, wrong doors, notices."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.records import ContactPoint, Entry, Guide, Knowledge, Service, Term
from floorwalker.routing import Route, route, route_through
from tests.knowledge.base import CONTACTS, MUNICIPALITY, SERVICES, write

MORE = """
services:
  attest:
    name: Attest
    description: D
    competent_authority: Politiet
    guides: [bestil]
guides:
  bestil:
    name: Bestil
    description: D
    url: https://example.dk
    steps: [En]
    help: borgerservice
terms:
  afslag: {name: Afslag, explanation: Et nej}
notices:
  lukket: {text: Lukket i dag, until: 2026-11-20}
  flyttet: {text: Skranken er flyttet, from: "2026-11-20 12:00", until: "2026-11-20 13:00", about: ["contact:borgerservice"]}
  andet: {text: Om noget andet, until: 2026-12-31, about: ["service:attest"]}
"""  # noqa: E501 - a flow mapping stands on one line


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Copenhagen"))


@pytest.fixture
def knowledge(tmp_path: Path) -> Knowledge:
    return load(write(tmp_path, h=MUNICIPALITY, c=CONTACTS, s=SERVICES, m=MORE)).knowledge


def way(knowledge: Knowledge, ref: str, time: str) -> Route:
    entry = knowledge.entry(ref)
    assert isinstance(entry, Service | ContactPoint | Guide | Term)
    checked: Entry = entry
    return route(knowledge, checked, at(time))


def test_an_open_contact_point_is_the_best_door(knowledge: Knowledge) -> None:
    best = way(knowledge, "service:pas", "2026-11-19T16:00").best
    assert best is not None
    assert best.contact.ref == "contact:borgerservice"
    assert best.opening.until == at("2026-11-19T17:00")
    assert best.fallback is None


def test_a_closed_contact_point_names_its_open_fallback(knowledge: Knowledge) -> None:
    found = way(knowledge, "service:pas", "2026-11-20T14:00")
    assert found.doors[0].opening.opens_next == at("2026-11-23T10:00")
    assert found.doors[0].fallback is not None
    assert found.best is not None
    assert found.best.contact.ref == "contact:omstilling"


def test_when_everything_is_closed_the_first_door_says_when_it_opens(knowledge: Knowledge) -> None:
    best = way(knowledge, "service:pas", "2026-11-21T14:00").best
    assert best is not None
    assert best.contact.ref == "contact:borgerservice"


def test_a_wrong_door_names_the_authority_and_a_way_onward(knowledge: Knowledge) -> None:
    found = way(knowledge, "service:attest", "2026-11-19T16:00")
    assert found.wrong_door == "Politiet"
    assert [guide.id for guide in found.guides] == ["bestil"]
    assert [door.contact.id for door in found.doors] == ["borgerservice"]


def test_an_entry_without_a_contact_point_leads_to_the_main_contact(knowledge: Knowledge) -> None:
    found = way(knowledge, "term:afslag", "2026-11-19T12:00")
    assert [door.contact.id for door in found.doors] == ["omstilling"]


@pytest.mark.parametrize(
    ("time", "texts"),
    [
        ("2026-11-20T11:59", ["Lukket i dag"]),
        ("2026-11-20T12:30", ["Lukket i dag", "Skranken er flyttet"]),
        ("2026-11-20T23:59", ["Lukket i dag"]),
        ("2026-11-21T00:00", []),
    ],
)
def test_notices_hold_from_their_start_to_the_end_of_their_last_day(
    knowledge: Knowledge, time: str, texts: list[str]
) -> None:
    assert [notice.text for notice in way(knowledge, "service:pas", time).notices] == texts


CHAIN = """
contact_points:
  skranke: {name: S, description: D, opening_hours: "Mo-Fr 10:00-12:00", fallback: dag}
  dag: {name: D, description: D, opening_hours: "Mo-Fr 09:00-13:00", fallback: aften}
  aften: {name: A, description: D, opening_hours: "Mo-Fr 12:00-20:00"}
"""


@pytest.mark.parametrize(
    ("time", "fallback"), [("12:30", "dag"), ("14:00", "aften"), ("21:00", "dag")]
)
def test_a_closed_fallback_is_passed_over_for_the_open_one_behind_it(
    tmp_path: Path, time: str, fallback: str
) -> None:
    knowledge = load(write(tmp_path, h=MUNICIPALITY, c=CONTACTS, x=CHAIN)).knowledge
    (door,) = way(knowledge, "contact:skranke", f"2026-11-20T{time}").doors
    assert door.fallback is not None
    assert door.fallback.contact.id == fallback


def test_a_chosen_door_is_the_only_one_and_nobody_takes_over(knowledge: Knowledge) -> None:
    closed = at("2026-11-20T14:00")
    found = route_through(knowledge, "service:pas", "contact:borgerservice", closed)
    assert found is not None
    assert [door.contact.id for door in found.doors] == ["borgerservice"]
    assert found.best is not None
    assert found.best.opening.open is False
    assert found.best.fallback is None


@pytest.mark.parametrize("contact", [None, "", "contact:nedlagt", "service:pas"])
def test_without_a_door_chosen_the_entry_has_its_own(
    knowledge: Knowledge, contact: str | None
) -> None:
    now = "2026-11-20T14:00"
    found = route_through(knowledge, "service:pas", contact, at(now))
    assert found == way(knowledge, "service:pas", now)


@pytest.mark.parametrize("ref", [None, "", "service:nedlagt", "notice:lukket"])
def test_nobody_is_sent_on_from_what_is_no_entry(knowledge: Knowledge, ref: str | None) -> None:
    assert route_through(knowledge, ref, "contact:borgerservice", at("2026-11-20T14:00")) is None
