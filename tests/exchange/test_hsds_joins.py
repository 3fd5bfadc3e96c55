"""Directories in every shape that publishers give them: joined by ids, with nothing lost unseen."""

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from floorwalker.errors import FloorwalkerError
from floorwalker.exchange.hsds_import import Known, import_services
from floorwalker.exchange.hsds_input import Source, read_source
from floorwalker.exchange.omissions import NO_FIELD, Omission
from floorwalker.knowledge.model.records import ContactPoint, Municipality, Service

Row = dict[str, object]
HOUSE = Known(municipality=Municipality(name="Ådal Kommune", main_contact="reception"), ids={})
TABLES: dict[str, list[Row]] = {
    "organizations": [
        {"id": "O1", "name": "Politiet", "description": "For alle.", "website": "politi.example"},
        {"id": "O2", "name": "Klubben"},
    ],
    "services": [
        {"id": "S1", "organization_id": "O1", "name": "Straffeattest", "status": "active"},
    ],
    "locations": [
        {"id": "L1", "name": "Stationen", "location_type": "physical", "transportation": "Bus 4"},
        {"id": "L2", "name": "Tomt hus", "location_type": "physical"},
    ],
    "service_at_location": [{"id": "A1", "service_id": "S1", "location_id": "L1"}],
    "addresses": [
        {"id": "D1", "location_id": "L1", "address_1": "Torvet 1", "postal_code": "9998",
         "city": "Ådal", "state_province": "", "country": "DK", "address_type": "physical"},
    ],
    "phones": [
        {"id": "P1", "location_id": "L1", "service_id": "S1", "number": "12345010"},
        {"id": "P2", "contact_id": "C1", "service_id": "S1", "number": "12345099"},
        {"id": "P3", "service_id": "S9", "number": "12345098"},
    ],
    "contacts": [{"id": "C1", "service_id": "S1", "name": "Ditte Eksempelsen"}],
    "schedules": [
        {"id": "H1", "service_at_location_id": "A1", "freq": "WEEKLY", "byday": "MO",
         "opens_at": "10:00", "closes_at": "14:00"},
    ],
    "cost_options": [{"id": "K1", "service_id": "S1", "amount": "0", "currency": "DKK"}],
    "required_documents": [{"id": "R1", "service_id": "S1", "document": "Legitimation"}],
    "languages": [{"id": "G1", "location_id": "L1", "name": "Dansk"}],
    "accessibility": [{"id": "T1", "location_id": "L1", "description": "Rampe"}],
    "attributes": [{"id": "B1", "link_id": "S1", "link_entity": "service",
                    "taxonomy_term_id": "X1"}],
    "taxonomy_terms": [{"id": "X1", "name": "Attester", "taxonomy_id": "Y1"}],
    "taxonomies": [{"id": "Y1", "name": "theme", "description": "Temaer"}],
    "programs": [{"id": "M1", "organization_id": "O1", "name": "Program"}],
}  # fmt: skip


def as_csv(path: Path, rows: Sequence[Mapping[str, object]], delimiter: str = ",") -> None:
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


def folder_of_json(folder: Path) -> Path:
    for name, rows in TABLES.items():
        text = json.dumps(rows)
        if name == "organizations":
            text = json.dumps({"total_pages": 1, "page_number": 1, "contents": rows})
        if name == "phones":
            text = "\n".join(map(json.dumps, rows))
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return folder


def folder_of_csv(folder: Path) -> Path:
    for name, rows in TABLES.items():
        as_csv(folder / f"{name}.csv", rows)
    return folder


def data_package(folder: Path) -> Path:
    """Tables under names of their own, said by a descriptor."""
    resources = []
    for number, (name, rows) in enumerate(TABLES.items()):
        as_csv(folder / f"t{number}.csv", rows, delimiter=";")
        dialect = {"delimiter": ";"}
        resources.append({"name": f"aadal_{name}", "path": f"t{number}.csv", "dialect": dialect})
    descriptor = folder / "datapackage.json"
    descriptor.write_text(json.dumps({"resources": resources}), encoding="utf-8")
    return descriptor


def one_file(folder: Path) -> Path:
    path = folder / "tabular.json"
    tables = {f"{name}.csv": rows for name, rows in TABLES.items()}
    path.write_text(json.dumps(tables), encoding="utf-8")
    return path


SHAPES = [folder_of_json, folder_of_csv, data_package, one_file]


@pytest.mark.parametrize("made", SHAPES)
def test_tables_are_joined_by_their_ids(tmp_path: Path, made: object) -> None:
    assert callable(made)
    read = read_source(made(tmp_path))
    imported = import_services(read.services, HOUSE)
    (service,) = imported.content.services
    place = next(p for p in imported.content.contact_points if p.name == "Stationen")
    assert service.competent_authority == "Politiet"
    assert service.theme == "Attester"
    assert service.required_documents == ("Legitimation",)
    assert service.cost == "0 DKK"
    assert service.contact_points[0] == place.id
    assert place.telephone == "+45 12 34 50 10"
    assert place.address == "Torvet 1, 9998 Ådal"
    assert place.opening_hours == "Mo 10:00-14:00"
    assert (place.directions, place.languages, place.accessibility) == ("Bus 4", ("da",), "Rampe")
    organization = next(p for p in imported.content.contact_points if p.name == "Politiet")
    assert organization.url == "https://politi.example"


@pytest.mark.parametrize("made", SHAPES)
def test_what_belongs_to_no_service_is_listed(tmp_path: Path, made: object) -> None:
    assert callable(made)
    listed = {(o.field, o.reason) for o in read_source(made(tmp_path)).omissions}
    assert listed == {
        ("organization", "is named by no service"),
        ("location", "is named by no service"),
        ("phone", "belongs to no service there"),
        ("program", NO_FIELD),
    }


def given(folder: Path, **files: object) -> Source:
    for name, value in files.items():
        (folder / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    return read_source(folder)


def brought_in(source: Source) -> tuple[list[Service], dict[str, ContactPoint], set[str]]:
    imported = import_services(source.services, HOUSE)
    points = {point.name: point for point in imported.content.contact_points}
    listed = {f"{o.field} {o.reason}" for o in (*source.omissions, *imported.omissions)}
    return list(imported.content.services), points, listed


def test_an_organization_with_a_name_alone_decides(tmp_path: Path) -> None:
    source = given(
        tmp_path,
        organizations={"contents": [{"id": "O", "name": "Politiet"}]},
        services=[{"id": "S", "name": "Pas", "status": "active", "organization_id": "O"}],
    )
    services, points, _listed = brought_in(source)
    assert services[0].competent_authority == "Politiet"
    assert services[0].contact_points == (points["Politiet"].id,)


def test_what_a_nameless_file_holds_is_told_by_who_points_to_it(tmp_path: Path) -> None:
    organization = {"id": 7, "name": "Politiet"}
    service = {"id": "S", "name": "Pas", "status": "active", "organization_id": 7}
    services, _points, _listed = brought_in(given(tmp_path, a=organization, b=service))
    assert services[0].competent_authority == "Politiet"


def test_an_organization_that_is_not_there_is_listed(tmp_path: Path) -> None:
    source = given(tmp_path, s={"name": "Pas", "status": "active", "organization_id": "O"})
    assert source.omissions == (Omission("organization", "Pas", "is not among the files"),)


PLACE = {"id": "A", "location": {"id": "L", "name": "Torvet", "location_type": "physical"}}
LOAN = {"id": "S", "name": "Lån", "status": "active", "organization": {"id": "O", "name": "Huset"}}


@pytest.mark.parametrize(
    "value",
    [
        PLACE | {"service": LOAN},
        [PLACE | {"service": LOAN}],
        {"total_pages": 1, "page_number": 1, "contents": [PLACE | {"service": LOAN}]},
        {"data": {"service_at_locations": [PLACE | {"service": LOAN}]}},
        LOAN | {"service_at_locations": [PLACE]},
        LOAN | {"locations": [PLACE["location"]]},
        {"id": "L", "name": "Torvet", "organization": LOAN["organization"], "latitude": 55.5,
         "transportation": "Bus 4", "services": [{"name": "Lån", "status": "active"}]},
        {"id": "O", "name": "Huset", "services": [
            {"name": "Lån", "status": "active", "service_at_locations": [PLACE]}]},
    ],
)  # fmt: skip
def test_a_service_comes_with_its_place_whichever_holds_the_other(
    tmp_path: Path, value: object
) -> None:
    services, points, _listed = brought_in(given(tmp_path, x=value))
    assert [(s.name, s.competent_authority) for s in services] == [("Lån", "Huset")]
    assert services[0].contact_points[0] == points["Torvet"].id


def test_a_service_at_two_places_is_one_service(tmp_path: Path) -> None:
    other = {"id": "B", "location": {"id": "M", "name": "Havnen", "location_type": "physical"}}
    links = [PLACE | {"service": LOAN}, other | {"service": LOAN}]
    services, points, _listed = brought_in(given(tmp_path, x=links))
    assert [service.name for service in services] == ["Lån"]
    assert services[0].contact_points[:2] == (points["Torvet"].id, points["Havnen"].id)


def test_older_names_are_known(tmp_path: Path) -> None:
    """HSDS 2, Open Referral UK and Ohana call the same things otherwise."""
    service = {
        "id": 1, "location_id": 5, "name": "Madklub", "status": "active", "fees": "20 kr.",
        "website": "www.klub.example", "eligibility": "Alle over 60",
        "service_taxonomys": [{"taxonomy": {"name": "Fællesskab", "vocabulary": "theme"}}],
    }  # fmt: skip
    location = {
        "id": 5, "organization_id": 9, "name": "Salen", "latitude": 55.5, "faxes": ["12345099"],
        "transportation": "Bus 4", "languages": "Dansk, engelsk", "accessibility": ["ramp"],
        "address": {"street_1": "Torvet 1", "zip": "9998", "city": "Ådal", "country_code": "DK"},
        "regular_schedules": [{"weekday": "Monday", "opens_at": "08:00", "closes_at": "4:00 PM"}],
        "holiday_schedules": [
            {"closed": True, "start_date": "2126-12-24", "end_date": "2126-12-26"}],
    }  # fmt: skip
    organization = {"id": 9, "name": "Klubben", "url": "https://klub.example"}
    source = given(tmp_path, services=[service], locations=[location], orgs=organization)
    services, points, listed = brought_in(source)
    (club,) = services
    assert (club.cost, club.eligibility, club.theme) == ("20 kr.", "Alle over 60", "Fællesskab")
    assert (club.source, club.competent_authority) == ("https://www.klub.example", "Klubben")
    hall = points["Salen"]
    assert hall.address == "Torvet 1, 9998 Ådal"
    assert hall.opening_hours == "Mo 08:00-16:00; 2126 Dec 24-2126 Dec 26 off"
    assert (hall.languages, hall.accessibility, hall.telephone) == (("da", "en"), "ramp", "")
    assert "phone.number is no number to talk on" in listed


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ({"id": "T", "name": "Tema", "taxonomy": "theme", "term_uri": "https://x.example"},
         "taxonomy_term"),
        ({"contents": [{"id": "L", "location_type": "physical", "latitude": 1}]}, "location"),
        ([{"id": "P", "number": "12345010", "type": "voice"}], "phone"),
        ({"organizations": [{"id": "O", "name": "Huset"}], "services": []}, "organization"),
    ],
)  # fmt: skip
def test_a_file_without_a_service_is_told_by_what_it_holds(
    tmp_path: Path, value: object, kind: str
) -> None:
    with pytest.raises(FloorwalkerError, match=rf"only: {kind}\."):
        given(tmp_path, x=value)


def test_pages_that_are_not_there_are_counted(tmp_path: Path) -> None:
    page = {"total_pages": 3, "page_number": 1, "contents": [LOAN]}
    assert given(tmp_path, a=page).pages_missing == 2
    second = page | {"page_number": 2, "contents": [LOAN | {"id": "T"}]}
    assert given(tmp_path, a=page, b=second).pages_missing == 1


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_tellings_of_one_object_the_fuller_counts(tmp_path: Path, order: int) -> None:
    short = {"id": "O", "name": "Huset"}
    full = {"id": "O", "name": "Kulturhuset", "description": "For alle, hver dag."}
    whose = [short, full][::order]
    loans = [LOAN | {"id": f"S{n}", "organization": whose[n]} for n in range(2)]
    services, _points, _listed = brought_in(given(tmp_path, x=loans))
    assert {service.competent_authority for service in services} == {"Kulturhuset"}
