"""HSDS in and out: what the standard has a field for survives, the rest is listed."""

import json
from datetime import date
from functools import partial
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from floorwalker.errors import FloorwalkerError
from floorwalker.exchange.hsds_export import Hsds
from floorwalker.exchange.hsds_import import Known, import_services
from floorwalker.exchange.hsds_input import read_source
from floorwalker.exchange.yaml_writing import file_text
from floorwalker.knowledge.house import published_hours
from floorwalker.knowledge.loading.file_reader import read_file
from floorwalker.knowledge.loading.loader import Loaded, load
from floorwalker.knowledge.model.as_of import as_of
from floorwalker.knowledge.model.records import ContactPoint, Municipality, Record, Service
from tests.exchange.round_trip import ALONE, come_in, go_out, lost
from tests.exchange.standard import hsds_faults
from tests.knowledge.base import sound

pytestmark = pytest.mark.slow

DIRECTORY = Path(__file__).parent.parent / "data" / "exchange" / "directory.json"
STARTER = Path(__file__).parent.parent.parent / "knowledge"
UUID = "0b0c2f8e-6a3e-4d5c-8f5a-1d1f0f3a7a"
HOUSE = Known(
    municipality=Municipality(name="Ådal Kommune", main_contact="reception"),
    ids={"contact": {"reception", "depotet"}, "service": {"laan-af-koerestol"}},
)


def offered() -> list[dict[str, object]]:
    return [dict(s) for s in read_source(DIRECTORY).services if s["status"] != "defunct"]


def test_a_directory_becomes_knowledge_without_errors(tmp_path: Path) -> None:
    loaded, _omissions = come_in(DIRECTORY, tmp_path / "k")
    assert loaded.problems == ()
    knowledge = loaded.knowledge
    assert knowledge.municipality.name == "Ådal Kommune"
    chair = knowledge.services[f"{UUID}01"]
    assert chair.keywords == ("rullestol", "wheelchair loan")
    assert chair.theme == "Hjælpemidler"
    assert chair.next_steps == ("Ring i forvejen.", "Kom forbi depotet.")
    assert chair.cost == (
        "Gratis for børn · Voksne: 120.5 DKK om måneden (2026-01-01 / 2026-12-31)"
    )
    assert chair.competent_authority == ""
    depot = knowledge.contact_points[chair.contact_points[0]]
    assert depot.telephone == "+45 12 34 50 10"
    assert depot.opening_hours == "Mo-We 10:00-14:00; Th 10:00-12:00,13:00-17:00"
    assert depot.address == "Banevej 2, 9998 Ådal"
    assert depot.organization == "Hjælpemiddeldepotet"
    assert knowledge.guides[chair.guides[0]].url == "https://www.aadal.example/bestil"


def test_a_service_of_somebody_else_is_a_wrong_door_with_an_onward_door(tmp_path: Path) -> None:
    knowledge = come_in(DIRECTORY, tmp_path / "k")[0].knowledge
    friend = knowledge.services[f"{UUID}30"]
    assert knowledge.authority_name(friend) == "Foreningen Selskab"
    assert [knowledge.contact_points[id_].telephone for id_ in friend.contact_points] == [
        "+45 12345020"
    ]


def test_nobody_takes_over_for_a_place_unless_the_file_says_so(tmp_path: Path) -> None:
    knowledge = come_in(DIRECTORY, tmp_path / "k")[0].knowledge
    assert [point.fallback for point in knowledge.contact_points.values()] == [None] * 3


def test_an_organization_that_can_be_reached_besides_its_places_is_a_contact_point() -> None:
    chair = offered()[0]
    club = {"id": f"{UUID}60", "name": "Klubben", "email": "mail@klubben.example"}
    content = import_services([chair | {"organization": club}], HOUSE).content
    places = {point.name: point for point in content.contact_points}
    assert content.services[0].contact_points == (places["Depotet"].id, places["Klubben"].id)
    assert places["Klubben"].email == "mail@klubben.example"
    same = club | {"email": places["Depotet"].email}
    content = import_services([chair | {"organization": same}], HOUSE).content
    assert [point.name for point in content.contact_points] == ["Depotet"]


def test_a_service_that_is_closed_says_so_and_one_that_has_gone_is_left_out(tmp_path: Path) -> None:
    loaded, omissions = come_in(DIRECTORY, tmp_path / "k")
    assert loaded.knowledge.services[f"{UUID}30"].alert == "Temporarily closed."
    assert len(loaded.knowledge.services) == 2
    assert ("service", "Telefax") in {(o.field, o.where) for o in omissions}


def test_no_person_comes_in(tmp_path: Path) -> None:
    _loaded, omissions = come_in(DIRECTORY, tmp_path / "k")
    assert "Eksempelsen" not in (tmp_path / "k" / "all.yaml").read_text(encoding="utf-8")
    assert {"contact.name", "contact.title"} <= {o.field for o in omissions}


def test_what_does_not_come_back_from_a_round_trip_is_listed(tmp_path: Path) -> None:
    loaded, omissions = come_in(DIRECTORY, tmp_path / "k")
    page = go_out(loaded)
    assert hsds_faults(page) == []
    assert lost(offered(), page, omissions) == []


def test_a_round_trip_keeps_ids_and_fields(tmp_path: Path) -> None:
    contents = go_out(come_in(DIRECTORY, tmp_path / "k")[0])["contents"]
    assert isinstance(contents, list)
    for before, after in zip(offered(), contents, strict=True):
        same = {"id", "name", "alternate_name", "description", "url", "wait_time", "assured_date"}
        same |= {"application_process", "fees_description", "assurer_email"}
        same |= {"eligibility_description"}
        assert {k: before.get(k) for k in same} == {k: after.get(k) for k in same}
    place = contents[0]["service_at_locations"][0]["location"]
    assert place["id"] == f"{UUID}14"
    assert {"freq": "WEEKLY", "byday": "TH"}.items() <= place["schedules"][1].items()
    assert place["addresses"][0].items() >= {"postal_code": "9998", "city": "Ådal"}.items()
    assert contents[0]["organization"]["id"] == f"{UUID}10"
    option = contents[0]["cost_options"][0]
    assert option["amount"] == 120.5
    assert (option["valid_from"], option["valid_to"]) == ("2026-01-01", "2026-12-31")


def test_ids_are_readable_and_free(tmp_path: Path) -> None:
    imported = import_services(read_source(DIRECTORY).services, HOUSE)
    assert [s.id for s in imported.content.services] == ["laan-af-koerestol-2", "besoegsven"]
    assert [c.id for c in imported.content.contact_points] == ["depotet-2", "foreningen-selskab"]
    assert imported.content.municipality is None


def test_the_same_place_of_two_services_is_one_contact_point() -> None:
    chair = offered()[0]
    walker = chair | {"id": f"{UUID}50", "name": "Rollator"}
    content = import_services([chair, walker], HOUSE).content
    assert content.services[0].contact_points == content.services[1].contact_points


def test_a_service_that_names_nobody_leads_to_the_main_contact() -> None:
    service = {"name": "Rådgivning", "status": "active"}
    content = import_services([service], HOUSE).content
    assert content.services[0].contact_points == ("reception",)


def test_knowledge_that_nobody_owns_is_refused() -> None:
    with pytest.raises(FloorwalkerError, match="organization"):
        import_services([{"name": "Rådgivning", "status": "active"}], ALONE)


@pytest.fixture(scope="module")
def starter() -> Loaded:
    loaded = load(STARTER)
    return replace(loaded, knowledge=as_of(loaded.knowledge, date(2026, 11, 28)))


def test_the_starter_knowledge_goes_out_as_the_standard_wants_it(starter: Loaded) -> None:
    assert hsds_faults(go_out(starter)) == []


def test_the_starter_knowledge_comes_back_in_every_field_that_the_standard_has(
    starter: Loaded, tmp_path: Path
) -> None:
    export = Hsds(starter.knowledge)
    out = tmp_path / "out.json"
    out.write_text(json.dumps(export.document()), encoding="utf-8")
    left = {omission.field for omission in export.omissions}
    back, _omissions = come_in(out, tmp_path / "k")
    assert back.problems == ()
    known = {(record.kind, record.name): record for record in back.knowledge.entries()}
    reached = {id_ for s in starter.knowledge.services.values() for id_ in s.contact_points}
    for record in starter.knowledge.entries():
        if record.kind == "service" or (record.kind == "contact" and record.id in reached):
            came = known[record.kind, record.name]
            if isinstance(record, ContactPoint) and isinstance(came, ContactPoint):
                numbers = {record.telephone, *(phone.number for phone in record.phones)}
                assert came.telephone in numbers  # the first of several is the one to call
                came = replace(came, telephone=record.telephone)
                hours = partial(published_hours, starter.knowledge, record)
                record = replace(  # noqa: PLW2901 - as one reads it who has no closures
                    record,
                    opening_hours=hours(record.opening_hours),
                    phone_hours=hours(record.phone_hours),
                )
            assert _carried(came, left) == _carried(record, left), record.ref
            if isinstance(record, Service) and isinstance(came, Service):
                decides = starter.knowledge.authority_name(record)
                assert back.knowledge.authority_name(came) == decides


def _carried(record: Record, left: set[str]) -> dict[str, object]:
    """The fields that came along. Ids change, and an organization is told apart by its name."""
    fields: dict[str, object] = msgspec.to_builtins(record)
    gone = {"id", "contact_points", "guides", "organization", "competent_authority"}
    return {
        key: [_one_line(item) for item in value] if isinstance(value, tuple) else value
        for key, value in fields.items()
        if key not in gone and f"{record.kind}.{key}" not in left
    }


def _one_line(item: object) -> object:
    return " ".join(item.split()) if isinstance(item, str) else item


def test_the_same_knowledge_has_the_same_ids_twice(tmp_path: Path) -> None:
    first, second = (go_out(load(sound(tmp_path / name))) for name in "ab")
    assert first == second


@pytest.mark.parametrize("text", ["", "{", "[]", '{"name": 1}', "\x00", "[" * 100_000, '"ø'])
def test_what_is_no_directory_is_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FloorwalkerError) as caught:
        read_source(path)
    assert str(path) in caught.value.message


def test_a_folder_is_read_whole_and_each_service_once_where_it_says_most(tmp_path: Path) -> None:
    chair, friend = offered()
    (tmp_path / "deep").mkdir()
    short = {key: chair[key] for key in ("id", "name", "status")}
    (tmp_path / "a.json").write_text(json.dumps([short, friend]), encoding="utf-8")
    (tmp_path / "deep" / "b.json").write_text("\ufeff" + json.dumps(chair), encoding="utf-8")
    (tmp_path / "c.json").write_text('{"version": "3.0"}', encoding="utf-8")
    source = read_source(tmp_path)
    assert source.services == (chair, friend)
    assert source.skipped == (tmp_path / "c.json",)


def test_services_within_an_organization_are_its_own(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    organization = {"id": f"{UUID}70", "name": "Klubben", "description": "For alle."}
    service = {"id": f"{UUID}71", "name": "Kaffe", "status": "active"}
    path.write_text(json.dumps([organization | {"services": [service]}]), encoding="utf-8")
    knowledge = come_in(path, tmp_path / "k")[0].knowledge
    assert knowledge.municipality.name == "Klubben"
    assert knowledge.services[f"{UUID}71"].contact_points == (f"{UUID}70",)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
KEYS = [
    "name", "description", "url", "email", "status", "alternate_name", "phones", "schedules",
    "service_at_locations", "location", "organization", "cost_options", "required_documents",
    "addresses", "languages", "contacts", "number", "byday", "opens_at", "closes_at", "amount",
    "currency", "code", "assured_date", "attributes", "taxonomy_term", "taxonomy", "label",
    "additional_urls", "application_process", "alert", "document", "id",
]  # fmt: skip
ANYTHING = st.recursive(
    JSON,
    lambda inner: (
        st.dictionaries(st.sampled_from(KEYS), inner, max_size=8) | st.lists(inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(deadline=None)
@example({}, "\uf900", False)
@given(
    st.dictionaries(st.sampled_from(KEYS), ANYTHING, max_size=10),
    st.text(min_size=1),
    st.booleans(),
)
def test_whatever_a_directory_says_the_file_is_sound(
    service: dict[str, object], name: str, keep_ids: bool
) -> None:
    imported = import_services([service | {"name": f"x{name}"}], HOUSE, keep_ids=keep_ids)
    content = read_file(file_text(imported.content, "A test").encode("utf-8", "surrogatepass"))
    assert content.faults == ()
    assert list(content.services.values()) == list(imported.content.services)
