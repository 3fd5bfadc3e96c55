"""What a visitor is given to call, write to and go to: by what it is, never by where it stands."""

from datetime import date
from itertools import permutations

import pytest

from floorwalker.exchange.hsds_import import Imported, Known, import_services
from floorwalker.exchange.omissions import lines
from floorwalker.exchange.yaml_writing import file_text
from floorwalker.knowledge.model.records import ContactPoint, Municipality

Row = dict[str, object]
HOUSE = Known(municipality=Municipality(name="Ådal Kommune", main_contact="reception"), ids={})
TODAY = date(2026, 11, 16)
CLUB = {"name": "Klubben", "description": "For alle."}


def come_in(**fields: object) -> Imported:
    service = {"name": "Kaffe", "status": "active", "organization": CLUB, **fields}
    return import_services([service], HOUSE, today=TODAY)


def point(**fields: object) -> ContactPoint:
    """The contact point of a service that is at one place, with fields of that place."""
    place = {"location": {"name": "Salen", "location_type": "physical", **fields}}
    (found,) = come_in(service_at_locations=[place]).content.contact_points
    return found


def listed(imported: Imported) -> set[tuple[str, str]]:
    return {(omission.field, omission.reason) for omission in imported.omissions}


def everything(imported: Imported) -> str:
    """All that is written and all that is said."""
    return file_text(imported.content, "Test") + "\n".join(lines(imported.omissions))


@pytest.mark.parametrize("kind", ["fax", "Fax", "FAX ", "facsimile", "text", "sms", "TTY"])
def test_a_number_that_is_not_for_talking_is_never_the_telephone(kind: str) -> None:
    other = {"number": "12345099", "type": kind}
    for voice in ({"type": "voice"}, {"type": "Telephone"}, {"type": ""}, {}):
        for phones in permutations([other, {"number": "12345010", **voice}]):
            assert point(phones=list(phones)).telephone == "+45 12 34 50 10"
    alone = come_in(phones=[other])
    assert ("phone.number", "is no number to talk on") in listed(alone)
    assert "12 34 50 99" not in everything(alone)


def test_a_number_for_talking_comes_before_one_that_does_not_say() -> None:
    for phones in permutations([{"number": "12345011"}, {"number": "12345010", "type": "voice"}]):
        assert point(phones=list(phones)).telephone == "+45 12 34 50 10"


@pytest.mark.parametrize("kind", ["cell", "Mobile", "mobiltelefon"])
def test_a_mobile_is_the_number_to_call_only_where_no_other_is_for_that(kind: str) -> None:
    mobile, voice = {"number": "12345011", "type": kind}, {"number": "12345010", "type": "voice"}
    for phones in permutations([mobile, voice]):
        assert point(phones=list(phones)).telephone == "+45 12 34 50 10"
    assert point(phones=[mobile]).telephone == "+45 12 34 50 11"


def test_a_description_tells_where_the_type_is_missing() -> None:
    phones = [{"number": "12345099", "description": "Fax"}, {"number": "12345010"}]
    assert point(phones=phones).telephone == "+45 12 34 50 10"


PERSON = {
    "name": "Ditte Eksempelsen",
    "title": "Leder",
    "department": "Depotet",
    "email": "ditte@klubben.example",
    "phones": [{"number": "12 34 50 11"}],
}


@pytest.mark.parametrize("where", ["service", "place", "location", "organization"])
def test_a_person_stays_out_wherever_the_file_has_one(where: str) -> None:
    at: dict[str, Row] = {key: {} for key in ("service", "place", "location", "organization")}
    at[where] = {"contacts": [PERSON]}
    location = {"name": "Salen", "location_type": "physical", **at["location"]}
    imported = come_in(
        description="Skriv til ditte@klubben.example eller ring på +45 12345011.",
        email="DITTE@klubben.example",
        organization={**CLUB, **at["organization"]},
        service_at_locations=[{"location": location, **at["place"]}],
        **at["service"],
    )
    text = everything(imported)
    for own in ("Ditte", "Eksempelsen", "ditte@", "DITTE@", "12345011", "12 34 50 11"):
        assert own not in text
    assert ("service.description", "held personal data, which was masked") in listed(imported)


def test_what_belongs_to_a_person_is_listed_as_theirs() -> None:
    found = listed(come_in(contacts=[PERSON]))
    assert ("contact.email", "is a person's own") in found
    assert ("contact.phone", "is a person's own") in found


def test_functions_stay() -> None:
    desk = {"title": "Vagten", "email": "vagt@klubben.example", "phones": [{"number": "12345012"}]}
    found = point(contacts=[desk])
    assert (found.email, found.telephone) == ("vagt@klubben.example", "+45 12 34 50 12")
    for name in ("Salen", "klubben", "Vagten"):
        assert point(contacts=[desk | {"name": name}]).email == "vagt@klubben.example"


def test_an_address_named_after_a_person_is_theirs_whoever_gives_it() -> None:
    person = {"name": "Åse Eksempelsen"}
    for local in ("aase", "aase.eksempelsen", "aeksempelsen", "eksempelsen.aase"):
        imported = come_in(contacts=[person], email=f"{local}@klubben.example")
        assert local not in everything(imported)
    kept = come_in(contacts=[person], email="kontor@klubben.example")
    assert kept.content.contact_points[0].email == "kontor@klubben.example"


def test_a_number_that_the_house_gives_too_is_the_house_s() -> None:
    imported = come_in(contacts=[PERSON], phones=[{"number": "12345011", "type": "voice"}])
    assert imported.content.contact_points[0].telephone == "+45 12 34 50 11"


@pytest.mark.parametrize(
    ("schedules", "hours"),
    [
        ([{"freq": "DAILY", "opens_at": "9:00", "closes_at": "16:00"}], "Mo-Su 09:00-16:00"),
        (
            [
                {"freq": "WEEKLY", "byday": "MO", "opens_at": "9:00", "closes_at": "16:00"},
                {"freq": "WEEKLY", "byday": "TU", "opens_at": "16:00", "closes_at": "9:00"},
            ],
            "Mo 09:00-16:00 || unknown",
        ),
        (
            [
                {"freq": "WEEKLY", "byday": "MO", "opens_at": "9:00", "closes_at": "16:00"},
                {"freq": "DAILY", "opens_at": "9:00", "closes_at": "16:00",
                 "valid_to": "2020-01-01"},
            ],
            "Mo 09:00-16:00",
        ),
        ([{"byday": "MO", "opens_at": "16:00", "closes_at": "9:00"}], ""),
        ([{"description": "Mo-Fr 09:00-16:00"}], "Mo-Fr 09:00-16:00"),
        ([{"description": "10:00-14:00"}], ""),
        ([{"description": "open"}], ""),
        (
            [{"description": "10:00-14:00", "byday": "MO", "opens_at": "10:00",
              "closes_at": "14:00"}],
            "Mo 10:00-14:00",
        ),
    ],
)  # fmt: skip
def test_hours_claim_only_what_the_file_says(schedules: list[Row], hours: str) -> None:
    assert point(schedules=schedules).opening_hours == hours


def test_hours_that_are_left_out_are_listed() -> None:
    unclear = {
        "byday": "MO",
        "opens_at": "16:00",
        "closes_at": "9:00",
        "schedule_link": "x.example",
    }
    over = {"byday": "MO", "opens_at": "9:00", "closes_at": "16:00", "until": "2020-01-01"}
    assert {
        ("schedule", "could not be read"),
        ("schedule", "is over"),
        ("schedule.schedule_link", "has no field there"),
    } <= listed(come_in(schedules=[unclear, over]))


@pytest.mark.parametrize(
    ("option", "cost"),
    [
        ({"amount": 0, "currency": "dkk"}, "0 DKK"),
        ({"amount": 35, "amount_description": "pr. gang"}, "35 pr. gang"),
        ({"amount": "35,50", "currency": "DKK", "option": "Voksne"}, "Voksne: 35,50 DKK"),
        ({"amount": "gratis", "option": "Børn"}, "Børn: gratis"),
        ({"amount": 20, "currency": "kr."}, "20 kr."),
        ({"option": "Efter indkomst"}, "Efter indkomst"),
        ({"currency": "DKK", "valid_from": "2026-01-01"}, "DKK (2026-01-01 / )"),
        ({"valid_from": "2026-01-01"}, ""),
    ],
)
def test_no_price_is_lost_for_want_of_an_amount_or_a_currency(option: Row, cost: str) -> None:
    assert come_in(cost_options=[option]).content.services[0].cost == cost


def test_a_price_that_is_told_twice_comes_once() -> None:
    imported = come_in(fees_description="20 DKK", cost_options=[{"amount": 20, "currency": "DKK"}])
    assert imported.content.services[0].cost == "20 DKK"


@pytest.mark.parametrize(
    ("status", "is_offered"),
    [
        ("active", True), ("Active", True), (" ACTIVE ", True), ("", True), ("nonsense", True),
        ("Temporarily_Closed", True), ("inactive", False), ("Inactive", False),
        ("DEFUNCT", False), ("inactive ", False), ("Permanently closed", False),
    ],
)  # fmt: skip
def test_a_status_counts_however_it_is_spelt(status: str, is_offered: bool) -> None:
    imported = come_in(status=status)
    assert bool(imported.content.services) is is_offered
    assert (("service", "is not offered any more") in listed(imported)) is not is_offered
    assert (("service.status", "has no field there") in listed(imported)) is (status == "nonsense")
    closed = imported.content.services and imported.content.services[0].alert
    assert bool(closed) is (status == "Temporarily_Closed")


@pytest.mark.parametrize(
    ("text", "written", "reason"),
    [
        ("Født 150385-1234", "Født ******-****", "held personal data, which was masked"),
        ("\x1b[31mRød\x1b[0m", "Rød", "held characters that control a screen; they were taken out"),
        ("a\u202ecba", "acba", "held characters that control a screen; they were taken out"),
        ("\x9b2JHej", "Hej", "held characters that control a screen; they were taken out"),
        ("e\u00adje", "eje", None),
    ],
)
def test_a_text_is_named_by_its_place_where_something_was_taken_out(
    text: str, written: str, reason: str | None
) -> None:
    for field, key in (("name", "name"), ("description", "description")):
        imported = come_in(**{field: text})
        assert getattr(imported.content.services[0], key) == written
        remarks = {r for f, r in listed(imported) if f == f"service.{field}"}
        assert remarks == ({reason} if reason else set())
        assert "150385" not in everything(imported)
        assert "\x1b" not in everything(imported)


def test_names_and_keys_of_a_foreign_file_are_said_without_what_is_personal() -> None:
    imported = come_in(**{"name": "Sag 150385-1234", "150385-1234": "x", "x\x1b[2J": "y"})
    said = "\n".join(lines(imported.omissions))
    assert "150385" not in said
    assert "\x1b" not in said
    assert "service.******-****" in said


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("description", {"da": "x"}),
        ("description", True),
        ("phones", "ring bare"),
        ("phones", [{"number": {"a": 1}}]),
        ("schedules", [7, None, {"byday": {"a": 1}}]),
        ("service_at_locations", ["Salen"]),
        ("languages", [{"code": "dk"}]),
        ("assured_date", "i går"),
        ("url", "javascript:alert(1)"),
        ("organization", ["x"]),
        ("contacts", 3),
    ],
)
def test_a_value_of_a_wrong_kind_is_listed_and_breaks_nothing(field: str, value: object) -> None:
    imported = come_in(**{field: value})
    assert [service.name for service in imported.content.services] == ["Kaffe"]
    assert imported.omissions
