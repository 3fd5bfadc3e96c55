"""CPSV-AP out: a graph that keeps the profile's rules, in every language that is there."""

from collections import Counter
from pathlib import Path

import pytest

from floorwalker.exchange.cpsv_export import Cpsv
from floorwalker.knowledge.loading.loader import load
from tests.exchange.standard import cpsv_faults
from tests.knowledge.base import CONTACTS, MUNICIPALITY, write

pytestmark = pytest.mark.slow

Node = dict[str, object]
STARTER = Path(__file__).parent.parent.parent / "knowledge"
SERVICES = """
services:
  pas:
    name: Pas
    description: Nyt pas til voksne.
    keywords: [rejsepas]
    theme: Legitimation
    audience: [citizen]
    contact_points: [borgerservice]
    guides: [bestil-tid]
    required_documents: [Det gamle pas, Legitimation]
    cost: "Se prislisten · Voksne: 890 DKK"
    response_days: 14
    processing_time: typisk 10 hverdage
    next_steps: [Passet trykkes., Passet sendes.]
    redress: Klag til politiet
    legal_basis: Pasloven
    kle: "23.05"
    eligibility: Danske statsborgere
    related: [service:koerekort, term:afgoerelse]
    source: https://www.borger.dk/pas
    translations:
      en:
        name: Passport
        required_documents: [The old passport]
        next_steps: [It is printed., It is sent.]
  koerekort:
    name: Kørekort
    description: Politiet afgør det.
    competent_authority: Politiet
    contact_points: [borgerservice]
guides:
  bestil-tid:
    name: Bestil tid
    description: Vælg en tid.
    url: https://www.proevekoebing.example/tid
    steps: [Vælg Pas, Vælg en tid]
terms:
  afgoerelse:
    name: Afgørelse
    explanation: Myndigheden har besluttet noget.
"""


@pytest.fixture
def export(tmp_path: Path) -> Cpsv:
    return Cpsv(load(write(tmp_path / "k", m=MUNICIPALITY, c=CONTACTS, s=SERVICES)).knowledge)


def graph_of(export: Cpsv) -> list[Node]:
    nodes = export.document()["@graph"]
    assert isinstance(nodes, list)
    return nodes


def one(nodes: list[Node], type_: str, **having: object) -> Node:
    wanted = {key.replace("__", ":"): value for key, value in having.items()}
    (node,) = [n for n in nodes if n["@type"] == type_ and wanted.items() <= n.items()]
    return node


def pointed(nodes: list[Node], node: Node, name: str) -> list[Node]:
    links = node[name]
    assert isinstance(links, list)
    return [next(n for n in nodes if n["@id"] == link["@id"]) for link in links]


def test_a_service_stands_there_with_its_languages(export: Cpsv) -> None:
    service = one(graph_of(export), "cpsv:PublicService", dct__identifier="pas")
    assert service["dct:title"] == {"da": "Pas", "en": "Passport"}
    assert service["dct:description"] == {"da": "Nyt pas til voksne."}
    assert service["dcat:keyword"] == {"da": ["rejsepas"]}
    assert service["cv:processingTime"] == "P14D"
    assert service["dct:source"] == {"@id": "https://www.borger.dk/pas"}


def test_what_a_service_leads_to_are_nodes_of_their_own(export: Cpsv) -> None:
    nodes = graph_of(export)
    service = one(nodes, "cpsv:PublicService", dct__identifier="pas")
    (cost,) = pointed(nodes, service, "cv:hasCost")
    assert cost["cv:hasValue"] == {"@value": "890.0", "@type": "xsd:double"}
    evidence = pointed(nodes, service, "cpsv:hasInput")
    assert [node["dct:identifier"] for node in evidence] == ["pas/document/1", "pas/document/2"]
    (channel,) = pointed(nodes, service, "cv:hasChannel")
    assert channel["dct:description"] == {"da": "Vælg Pas\nVælg en tid"}
    (page,) = pointed(nodes, channel, "foaf:page")
    assert page["@id"] == "https://www.proevekoebing.example/tid"
    steps, redress = pointed(nodes, service, "cpsv:follows")
    assert steps["dct:description"] == {
        "da": "Passet trykkes.\nPasset sendes.",
        "en": "It is printed.\nIt is sent.",
    }
    assert redress["dct:description"] == {"da": "Klag til politiet"}
    (theme,) = pointed(nodes, service, "cv:thematicArea")
    assert theme["skos:prefLabel"] == {"da": "Legitimation"}
    (other,) = pointed(nodes, service, "cv:relatedService")
    assert other["dct:identifier"] == "koerekort"


def test_a_list_translated_in_part_is_not_matched_by_guess(export: Cpsv) -> None:
    nodes = graph_of(export)
    service = one(nodes, "cpsv:PublicService", dct__identifier="pas")
    titles = [node["dct:title"] for node in pointed(nodes, service, "cpsv:hasInput")]
    assert titles == [{"da": "Det gamle pas"}, {"da": "Legitimation"}]


def test_the_authority_is_who_decides(export: Cpsv) -> None:
    nodes = graph_of(export)
    names = []
    for id_ in ("pas", "koerekort"):
        service = one(nodes, "cpsv:PublicService", dct__identifier=id_)
        (authority,) = pointed(nodes, service, "cv:hasCompetentAuthority")
        names.append(authority["skos:prefLabel"])
    assert names == [{"da": "Prøvekøbing Kommune"}, {"da": "Politiet"}]


def test_opening_hours_are_weekly_or_special(export: Cpsv) -> None:
    nodes = graph_of(export)
    point = one(nodes, "cv:ContactPoint", dct__title={"da": "Borgerservice"})
    weekly = [hours["dct:description"] for hours in pointed(nodes, point, "cv:openingHours")]
    assert {"da": "TH 10:00-17:00"} in weekly
    (special,) = pointed(nodes, point, "cv:specialOpeningHoursSpecification")
    assert special["dct:description"] == {"da": "PH off"}


def test_what_the_profile_has_no_field_for_is_listed(export: Cpsv) -> None:
    export.document()
    listed = {(o.field, o.where) for o in export.omissions}
    assert {
        ("service.processing_time", "service:pas"),
        ("service.related `term:afgoerelse`", "service:pas"),
        ("term", "term:afgoerelse"),
        ("contact", "contact:omstilling"),
        ("contact.fallback", "contact:borgerservice"),
    } <= listed


def test_the_starter_knowledge_keeps_the_rules_of_the_profile() -> None:
    knowledge = load(STARTER).knowledge
    nodes = graph_of(Cpsv(knowledge))
    assert cpsv_faults(nodes) == []
    assert max(Counter(str(node["@id"]) for node in nodes).values()) == 1
    services = [node for node in nodes if node["@type"] == "cpsv:PublicService"]
    assert len(services) == len(knowledge.services)


def test_of_several_prices_none_is_the_value(tmp_path: Path) -> None:
    services = SERVICES.replace("Voksne: 890 DKK", "Voksne: 890 DKK · Børn: 150 DKK")
    folder = write(tmp_path / "k", m=MUNICIPALITY, c=CONTACTS, s=services)
    nodes = graph_of(Cpsv(load(folder).knowledge))
    cost = one(nodes, "cv:Cost", dct__identifier="pas/cost")
    assert "cv:hasValue" not in cost
    assert cost["dct:description"] == {"da": "Se prislisten · Voksne: 890 DKK · Børn: 150 DKK"}
