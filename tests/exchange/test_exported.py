"""What an export leaves out is what its code did not take: nothing lists the fields by hand."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from msgspec import structs

from floorwalker.exchange.cpsv_export import Cpsv
from floorwalker.exchange.exported import ExportedRecord
from floorwalker.exchange.hsds_export import Hsds
from floorwalker.exchange.omissions import NO_FIELD, Omission
from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.records import (
    ContactPoint,
    Guide,
    Knowledge,
    Service,
    ServiceTranslation,
)
from tests.knowledge.base import CONTACTS, MUNICIPALITY, SERVICES, write


class ParkingService(Service, frozen=True, kw_only=True):
    """The knowledge format as it would be with one more field."""

    parking: str = ""


class ParkingContact(ContactPoint, frozen=True, kw_only=True):
    parking: str = ""


class ParkingGuide(Guide, frozen=True, kw_only=True):
    parking: str = ""


class HsdsWithParking(Hsds):
    def _service(self, service: Service) -> dict[str, object]:
        return {**super()._service(service), "parking": self._out(service).text("parking")}


class CpsvWithParking(Cpsv):
    def _service(self, service: Service) -> None:
        self._node("urn:parking", "skos:Concept", {"x": self._out(service).text("parking")})
        super()._service(service)


@dataclass
class Town:
    knowledge: Knowledge

    def export(self, format_: type[Hsds] | type[Cpsv]) -> tuple[str, set[tuple[str, str, str]]]:
        """The document, and what is listed as left out of it."""
        made = format_(self.knowledge)
        document = str(made.document())
        return document, {(each.field, each.where, each.reason) for each in made.omissions}


@pytest.fixture
def town(tmp_path: Path) -> Town:
    knowledge = load(write(tmp_path, h=MUNICIPALITY, c=CONTACTS, s=SERVICES)).knowledge
    guide = ParkingGuide(
        id="bestil",
        name="Bestil",
        description="",
        url="https://tid.example/",
        steps=("Vælg",),
        parking="Bag huset",
    )
    contact = ParkingContact(
        id="borgerservice", name="Borgerservice", description="Stuen", parking="Bag huset"
    )
    service = ParkingService(
        id="pas",
        name="Pas",
        description="Nyt pas",
        guides=("bestil",),
        contact_points=("borgerservice",),
        parking="Bag huset",
    )
    return Town(
        structs.replace(
            knowledge,
            services={"pas": service},
            contact_points={**knowledge.contact_points, "borgerservice": contact},
            guides={"bestil": guide},
        )
    )


@pytest.mark.parametrize("format_", [Hsds, Cpsv])
def test_a_field_added_to_the_model_and_exported_by_nobody_is_listed(
    town: Town, format_: type[Hsds] | type[Cpsv]
) -> None:
    document, left = town.export(format_)
    assert "Bag huset" not in document
    for ref in ("service:pas", "contact:borgerservice", "guide:bestil"):
        assert (f"{ref.partition(':')[0]}.parking", ref, NO_FIELD) in left


@pytest.mark.parametrize("format_", [HsdsWithParking, CpsvWithParking])
def test_a_field_that_is_exported_is_not_listed_and_needs_no_other_word(
    town: Town, format_: type[Hsds] | type[Cpsv]
) -> None:
    document, left = town.export(format_)
    assert "Bag huset" in document
    assert ("service.parking", "service:pas", NO_FIELD) not in left
    assert ("contact.parking", "contact:borgerservice", NO_FIELD) in left


PAS = Service(
    id="pas",
    name="Pas",
    description="Nyt pas",
    cost="893 kr.",
    response_days=14,
    assured_date=date(2026, 10, 1),
    required_documents=("Det gamle pas",),
    translations={"en": ServiceTranslation(name="Passport", cost="893 kroner", redress="Write")},
)


def left(record: ExportedRecord) -> set[Omission]:
    return set(record.left())


def omitted(*fields: str) -> set[Omission]:
    return {Omission(f"service.{field}", "service:pas", NO_FIELD) for field in fields}


def test_what_is_taken_is_given_and_the_rest_is_left() -> None:
    out = ExportedRecord(PAS)
    assert (out.text("name"), out.texts("required_documents")) == ("Pas", ("Det gamle pas",))
    assert (out.number("response_days"), out.day("assured_date")) == (14, date(2026, 10, 1))
    assert (out.text("theme"), out.texts("guides")) == ("", ())
    assert left(out) == omitted("description", "cost", "translations")


def test_a_translation_is_left_where_its_own_field_is() -> None:
    out = ExportedRecord(PAS)
    out.text("description"), out.number("response_days"), out.day("assured_date")
    out.texts("required_documents")
    assert (out.text("name"), out.translated_text("name")) == ("Pas", {"en": "Passport"})
    assert out.text("cost") == "893 kr."
    assert left(out) == omitted("cost", "redress")


def test_a_field_of_another_kind_is_a_mistake_of_the_export() -> None:
    out = ExportedRecord(PAS)
    with pytest.raises(TypeError, match="guides"):
        out.text("guides")
    with pytest.raises(TypeError, match="name"):
        out.texts("name")
    with pytest.raises(TypeError, match="name"):
        out.number("name")
    with pytest.raises(AttributeError):
        out.text("nmae")
