"""The starter: enough services, doors that are reached, short numbers as they are dialled."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

import msgspec
import pytest

from floorwalker import paths
from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.as_of import as_of
from floorwalker.knowledge.model.records import ContactPoint, Knowledge, Notice
from floorwalker.routing import route
from floorwalker.week.files.kle import MAIN_GROUPS

ZONE: Final = ZoneInfo("Europe/Copenhagen")
INSTANTS: Final = (
    "2026-12-01T10:30",
    "2026-12-01T19:30",
    "2026-12-05T11:00",
    "2026-12-24T11:00",
    "2027-01-05T10:30",
)
FEWEST_SERVICES: Final = 345
REACHABLE: Final = 0.95
WITH_TASK: Final = 0.95
TASK: Final = re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}")
SHORT: Final = {"112", "114", "1812", "1813", "1818", "1888", "116000", "116006", "116111"}
"""Denmark's short numbers that a front desk gives. Another one: see its owner's page first."""
_SHORT: Final = r"(?:11[0-9]|18[0-9]{2}|116[ ]?[0-9]{3})"
MISSPELT: Final = re.compile(
    rf"""
    (?: \+[ ]?45 | \b0045 | \(\+?45\) ) [ -]? {_SHORT} (?! [ -]?[0-9] )  # as if it were abroad
    | (?<! [0-9] ) (?<! [0-9][ .-] )
      (?: 11[ .-][24] | 1[ .-]1[ .-]?[24] | 18[ .-](?:1[238]|88) ) (?! [ .-]?[0-9] )
    """,
    re.VERBOSE,
)


@pytest.fixture(scope="module")
def starter() -> Knowledge:
    return load(paths.starter_knowledge_dir()).knowledge


def numbers_of(contact: ContactPoint) -> Iterator[str]:
    if contact.telephone:
        yield contact.telephone
    yield from (phone.number for phone in contact.phones)


def is_rung_or_met(contact: ContactPoint) -> bool:
    is_place = contact.appointment != "none" and (contact.opening_hours or contact.address)
    return bool(is_place or [*numbers_of(contact)])


def test_there_are_services_for_what_a_town_hall_is_asked(starter: Knowledge) -> None:
    assert len(starter.services) >= FEWEST_SERVICES


@pytest.mark.parametrize("when", INSTANTS)
def test_best_doors_are_rung_or_walked_up_to(starter: Knowledge, when: str) -> None:
    now = datetime.fromisoformat(when).replace(tzinfo=ZONE)
    told = as_of(starter, now.date())
    doors = {s.ref: route(told, s, now).best for s in told.services.values()}
    far = [ref for ref, best in doors.items() if not (best and is_rung_or_met(best.contact))]
    assert len(far) <= (1 - REACHABLE) * len(doors), far


def shown(value: object) -> Iterator[str]:
    """The texts in a record that somebody reads, as against what is said to the search."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            if name not in {"keywords", "danger"}:
                yield from shown(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from shown(each)


def test_a_short_number_stands_as_it_is_dialled(starter: Knowledge) -> None:
    contacts = starter.contact_points.values()
    short = {n for each in contacts for n in numbers_of(each) if not n.startswith("+")}
    assert {"112", "114"} <= short <= SHORT
    texts = list(shown(msgspec.to_builtins(starter)))
    assert any("112" in text for text in texts)
    assert [text for text in texts if MISSPELT.search(text)] == []


@pytest.mark.parametrize(
    "text",
    ["+45 112", "+45112", "0045 112", "(+45) 114", "11 2", "1-1-2", "1 12", "+45 1813", "18 13"],
)
def test_a_short_number_that_is_misspelt_is_seen(text: str) -> None:
    assert MISSPELT.search(f"Ring {text}.")


@pytest.mark.parametrize(
    "text",
    [
        "112",
        "+45 11 21 41 12",
        "70 11 07 07",
        "+45 18 13 40 00",
        "1813",
        "23.11.2026",
        "12 11 2026",
    ],
)
def test_another_number_is_no_misspelling(text: str) -> None:
    assert not MISSPELT.search(f"Ring {text}.")


def test_services_carry_the_number_of_a_task(starter: Knowledge) -> None:
    numbers = [service.kle for service in starter.services.values()]
    assert sum(bool(TASK.fullmatch(number)) for number in numbers) >= WITH_TASK * len(numbers)
    assert {number[:2] for number in numbers} <= MAIN_GROUPS.keys()


_INVENTED: Final = re.compile(r"\+45 12 34 5|\.example\b|\b9999 Fjordkøbing")
"""Numbers, addresses of the web and of streets that nobody has: those of the example town."""


def test_what_is_invented_for_the_example_town_says_so(starter: Knowledge) -> None:
    records = [*starter.entries(), *starter.notices.values()]
    invented = {
        each.ref
        for each in records
        if isinstance(each, Notice) or _INVENTED.search(msgspec.json.encode(each).decode())
    }
    assert {each.ref for each in records if each.placeholder} == invented
    assert starter.municipality.placeholder
    assert len(invented) > 100


def test_what_holds_everywhere_does_not_name_the_example_town(starter: Knowledge) -> None:
    real = [each for each in starter.entries() if not each.placeholder]
    named = [each.ref for each in real if "Fjordkøbing" in msgspec.json.encode(each).decode()]
    assert named == []
