"""Which contact points close with the house, and what that does to open and closed."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from floorwalker.knowledge.hours import Opening, opening_at
from floorwalker.knowledge.house import (
    closed_days,
    closes_with_house,
    house_is_closed,
    published_hours,
    told_closures,
)
from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.records import Knowledge
from tests.knowledge.base import write

COPENHAGEN = ZoneInfo("Europe/Copenhagen")

TOWN = """
municipality:
  name: Prøvekøbing
  main_contact: omstilling
  locations: {raadhus: {name: Rådhuset, address: Torvet 1}}
  closures:
    - {from: 2026-12-23, until: 2026-12-31, text: Julelukket}
    - {from: 2027-05-07, text: Lukket}
contact_points:
  omstilling:
    {name: Omstilling, description: D, email: post@by.example, telephone: +45 12 34 50 00}
  borgerservice:
    {name: Borgerservice, description: D, opening_hours: "Mo-Fr 10:00-14:00", email: b@by.example}
  bibliotek:
    {name: Bibliotek, description: D, opening_hours: "Mo-Su 08:00-22:00", address: Havnen 3,
     email: b@by.example, follows_closures: "false"}
  genbrug:
    {name: Genbrug, description: D, opening_hours: "Mo-Su 08:00-22:00", address: Havnen 4,
     url: "https://genbrug.by.example/"}
  skranke: {name: Skranke, description: D, opening_hours: "Mo-Fr 10:00-14:00"}
  ukendt: {name: Ukendt, description: D, url: "https://by.example/"}
  doegnvagt: {name: Vagt, description: D, phone_hours: "24/7", email: v@by.example}
  alarm: {name: Alarm, description: D, telephone: "112"}
  politiet: {name: Politiet, description: D, opening_hours: "Mo-Fr 10:00-14:00"}
  region: {name: Region, description: D, opening_hours: "Mo-Fr 10:00-14:00", email: r@reg.example}
  linje: {name: Linje, description: D, phone_hours: "Mo-Fr 10:00-14:00", source: "https://l.example/"}
services:
  pas: {name: Pas, description: D, contact_points: [borgerservice]}
  boede: {name: Bøde, description: D, contact_points: [politiet], competent_authority: politiet}
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return load(write(tmp_path_factory.mktemp("town"), t=TOWN)).knowledge


def at(day: int, hour: int = 11, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=COPENHAGEN)


def opening_of(town: Knowledge, id_: str, now: datetime) -> Opening:
    contact = town.contact_points[id_]
    return opening_at(contact.opening_hours or contact.phone_hours, now, closed_days(town, contact))


def test_the_house_closes_its_own_and_nobody_elses(town: Knowledge) -> None:
    found = {id_ for id_, each in town.contact_points.items() if closes_with_house(town, each)}
    assert found == {"omstilling", "borgerservice", "genbrug", "skranke", "ukendt"}


def test_a_closed_house_is_closed_until_it_opens_again(town: Knowledge) -> None:
    assert opening_of(town, "borgerservice", at(22)).until == at(22, 14)
    closed = opening_of(town, "borgerservice", at(23))
    assert (closed.open, closed.comment) == (False, "Julelukket")
    assert closed.opens_next == datetime(2027, 1, 1, 10, tzinfo=COPENHAGEN)
    assert opening_of(town, "bibliotek", at(24)).open
    assert opening_of(town, "politiet", at(24)).open
    assert opening_of(town, "doegnvagt", at(25)).open


def test_hours_that_nobody_knows_are_closed_with_the_house(town: Knowledge) -> None:
    assert opening_of(town, "ukendt", at(22)).open is None
    assert opening_of(town, "ukendt", at(23)).open is False


def test_a_closure_is_told_in_the_two_weeks_before(town: Knowledge) -> None:
    told = [[c.text for c in told_closures(town, date(2026, 12, day))] for day in (8, 9, 31)]
    assert told == [[], ["Julelukket"], ["Julelukket"]]
    assert not list(told_closures(town, date(2027, 1, 1)))
    assert house_is_closed(town, date(2027, 5, 7))
    assert not house_is_closed(town, date(2027, 5, 8))


@pytest.mark.parametrize(
    ("id_", "hours", "published"),
    [
        (
            "borgerservice",
            "Mo-Fr 10:00-14:00",
            "Mo-Fr 10:00-14:00; 2026 Dec 23-2026 Dec 31 off; 2027 May 07 off",
        ),
        ("bibliotek", "Mo-Su 08:00-22:00", "Mo-Su 08:00-22:00"),
        ("borgerservice", "", ""),
        ("borgerservice", "efter aftale", "efter aftale"),
    ],
)
def test_who_reads_hours_elsewhere_reads_the_closing_days_in_them(
    town: Knowledge, id_: str, hours: str, published: str
) -> None:
    said = published_hours(town, town.contact_points[id_], hours)
    assert said == published
    if said != hours:
        with_house = opening_at(hours, at(28), closed_days(town, town.contact_points[id_]))
        told = opening_at(said, at(28))
        assert (told.open, told.opens_next) == (with_house.open, with_house.opens_next)
