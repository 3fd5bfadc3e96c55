"""A knowledge base → CPSV-AP 3 as JSON-LD: one graph, its context inline, readable offline.

Texts are language maps: the municipality's own language first, then what is translated.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeVar

import msgspec

from floorwalker.exchange.costs import taken_apart
from floorwalker.exchange.cpsv_terms import CONTEXT, COUNTRY, CURRENCY, NEXT_STEPS, REDRESS, WEEKLY
from floorwalker.exchange.fields import tidy
from floorwalker.exchange.identity import uuid_of
from floorwalker.exchange.omissions import NO_FIELD, NOT_NAMED, Omission
from floorwalker.exchange.personal import PERSONAL, Personal, personal_fields
from floorwalker.exchange.schedules import week_of
from floorwalker.knowledge.model.records import ContactPoint, Guide, Knowledge, Record, Service

Json = dict[str, object]
Texts = dict[str, str]
_FIELDS: Final[dict[type[Record], frozenset[str]]] = {
    Service: frozenset({
        "name", "description", "keywords", "audience", "theme", "competent_authority",
        "contact_points", "guides", "eligibility", "required_documents", "cost", "response_days",
        "next_steps", "redress", "legal_basis", "kle", "related", "source", "translations",
    }),
    ContactPoint: frozenset({
        "name", "description", "telephone", "email", "url", "address", "opening_hours",
        "translations",
    }),
    Guide: frozenset({"name", "url", "steps", "translations"}),
}  # fmt: skip


class Cpsv:
    """The export of one knowledge base."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._language = knowledge.municipality.languages[0]
        self._nodes: dict[str, Json] = {}
        self.omissions: list[Omission] = []

    def document(self) -> Json:
        """The whole graph."""
        self._node(COUNTRY, "dct:Location")
        for service in self._knowledge.services.values():
            self._service(service)
        self._leave_out()
        return {"@context": CONTEXT, "@graph": list(self._nodes.values())}

    def _service(self, service: Service) -> None:
        points = [self._knowledge.contact_points[id_] for id_ in service.contact_points]
        guides = [self._knowledge.guides[id_] for id_ in service.guides]
        related = [ref for ref in service.related if ref.startswith("service:")]
        for ref in set(service.related) - set(related):
            self._omit(f"service.related `{ref}`", service.ref)
        authority = self._authority(service.competent_authority)
        self._node(
            _urn(service.ref),
            "cpsv:PublicService",
            {
                "dct:identifier": service.id,
                "dct:title": self._texts(service, "name"),
                "dct:description": self._texts(service, "description"),
                "dcat:keyword": self._lists(service, "keywords"),
                "cv:hasCompetentAuthority": [authority],
                "cv:contactPoint": [self._contact(point) for point in points],
                "cv:hasChannel": [self._channel(guide, authority) for guide in guides],
                "cv:hasCost": self._costs(service),
                "cpsv:hasInput": self._evidence(service),
                "cv:holdsRequirement": self._requirement(service),
                "cpsv:follows": self._rules(service),
                "cv:hasLegalResource": self._titled(
                    service, "legal_basis", "eli:LegalResource", "dct:title"
                ),
                "cv:thematicArea": self._theme(service),
                "cv:isClassifiedBy": self._concept("kle", service.kle),
                "dct:audience": [
                    node for name in service.audience for node in self._concept("audience", name)
                ],
                "cv:relatedService": [{"@id": _urn(ref)} for ref in related],
                "cv:processingTime": ""
                if service.response_days is None
                else f"P{service.response_days}D",
                "dct:source": {"@id": service.source} if service.source else "",
            },
        )

    def _authority(self, name: str) -> Json:
        return self._node(
            _urn(f"authority:{name}"),
            ["cv:PublicOrganisation", "org:Organization"],
            {
                "skos:prefLabel": {
                    self._language: _shown(name or self._knowledge.municipality.name)
                },
                "dct:spatial": [{"@id": COUNTRY}],
            },
        )

    def _contact(self, point: ContactPoint) -> Json:
        page = [self._node(point.url, "foaf:Document")] if point.url else []
        week = week_of(point.opening_hours)
        return self._node(
            _urn(point.ref),
            "cv:ContactPoint",
            {
                "dct:title": self._texts(point, "name"),
                "dct:description": self._texts(point, "description"),
                "cv:telephone": point.telephone,
                "cv:email": point.email,
                "cv:contactPage": page,
                "locn:address": self._address(point),
                "cv:openingHours": [
                    self._hours(point, f"{row.byday} {row.opens_at}-{row.closes_at}", WEEKLY)
                    for row in week.weekly
                ],
                "cv:specialOpeningHoursSpecification": [
                    self._hours(point, rule, "") for rule in week.exceptions
                ],
            },
        )

    def _address(self, point: ContactPoint) -> list[Json]:
        if not point.address:
            return []
        full = {"locn:fullAddress": self._texts(point, "address")}
        return [self._node(_urn(point.ref, "address"), "locn:Address", full)]

    def _hours(self, point: ContactPoint, text: str, frequency: str) -> Json:
        every = [self._node(frequency, "skos:Concept")] if frequency else []
        return self._node(
            _urn(point.ref, "hours", text),
            "time:TemporalEntity",
            {"dct:description": {self._language: text}, "cv:frequency": every},
        )

    def _channel(self, guide: Guide, owner: Json) -> Json:
        steps = self._lists(guide, "steps")
        return self._node(
            _urn(guide.ref),
            "cv:Channel",
            {
                "dct:identifier": guide.id,
                "dct:title": self._texts(guide, "name"),
                "dct:description": {
                    language: "\n".join(lines) for language, lines in steps.items()
                },
                "cv:ownedBy": [owner],
                "foaf:page": [self._node(guide.url, "foaf:Document")],
            },
        )

    def _costs(self, service: Service) -> list[Json]:
        if not service.cost:
            return []
        _plain, options = taken_apart(service.cost)
        price: Json = {}
        if len(options) == 1:
            currency = self._node(CURRENCY + options[0].currency, "skos:Concept")
            price = {
                "cv:hasValue": {"@value": str(options[0].amount), "@type": "xsd:double"},
                "cv:currency": [currency],
            }
        return self._titled(service, "cost", "cv:Cost", "dct:description", price)

    def _evidence(self, service: Service) -> list[Json]:
        return [
            self._node(
                _urn(service.ref, "document", text),
                "cv:Evidence",
                {
                    "dct:identifier": f"{service.id}/document/{number + 1}",
                    "dct:title": {
                        language: texts[number]
                        for language, texts in self._lists(service, "required_documents").items()
                        if len(texts) == len(service.required_documents)
                    },
                },
            )
            for number, text in enumerate(service.required_documents)
        ]

    def _requirement(self, service: Service) -> list[Json]:
        return self._titled(service, "eligibility", "cv:Requirement", "dct:title")

    def _rules(self, service: Service) -> list[Json]:
        """What happens next, and how to complain, as rules that the service follows."""
        steps = {
            language: "\n".join(lines)
            for language, lines in self._lists(service, "next_steps").items()
        }
        told = (
            ("next_steps", NEXT_STEPS, steps),
            ("redress", REDRESS, self._texts(service, "redress")),
        )
        return [
            self._node(
                _urn(service.ref, field),
                "cpsv:Rule",
                {
                    "dct:identifier": f"{service.id}/{field}",
                    "dct:title": title,
                    "dct:description": text,
                },
            )
            for field, title, text in told
            if text
        ]

    def _titled(
        self, service: Service, field: str, type_: str, key: str, more: Mapping[str, object] = {}
    ) -> list[Json]:
        """A node that holds one text of the service."""
        texts = self._texts(service, field)
        if not texts:
            return []
        properties = {"dct:identifier": f"{service.id}/{field}", key: texts, **more}
        return [self._node(_urn(service.ref, field), type_, properties)]

    def _theme(self, service: Service) -> list[Json]:
        if not service.theme:
            return []
        label = {"skos:prefLabel": self._texts(service, "theme")}
        return [self._node(_urn(f"theme:{service.theme}"), "skos:Concept", label)]

    def _concept(self, scheme: str, code: str) -> list[Json]:
        if not code:
            return []
        return [self._node(_urn(f"{scheme}:{code}"), "skos:Concept", {"skos:notation": code})]

    def _texts(self, record: Record, field: str) -> Texts:
        """The field in every language that has it."""
        own = _shown(getattr(record, field))
        translations: Mapping[str, object] = getattr(record, "translations", {})
        texts = {self._language: own} if own else {}
        for language, translation in translations.items():
            said = _shown(getattr(translation, field, ""))
            if own and said:
                texts[language] = said
        return texts

    def _lists(self, record: Record, field: str) -> dict[str, Sequence[str]]:
        return {language: list(found) for language, found in self._texts(record, field).items()}

    def _node(
        self, id_: str, type_: str | list[str], properties: Mapping[str, object] = {}
    ) -> Json:
        """Add the node, unless it is there, and name it."""
        if id_ not in self._nodes:
            filled = {key: value for key, value in properties.items() if value not in ("", [], {})}
            self._nodes[id_] = {"@id": id_, "@type": type_, **filled}
        return {"@id": id_}

    def _leave_out(self) -> None:
        services: Iterable[Service] = self._knowledge.services.values()
        named = {f"contact:{id_}" for service in services for id_ in service.contact_points}
        named |= {f"guide:{id_}" for service in services for id_ in service.guides}
        for record in (*self._knowledge.entries(), *self._knowledge.notices.values()):
            fields = _FIELDS.get(type(record))
            if fields is None:
                self._omit(record.kind, record.ref)
            elif not isinstance(record, Service) and record.ref not in named:
                self.omissions.append(Omission(record.kind, record.ref, NOT_NAMED))
            else:
                told = msgspec.to_builtins(record)
                for field in told.keys() - fields - {"id"}:
                    self._omit(f"{record.kind}.{field}", record.ref)
                out = {field: told[field] for field in told.keys() & fields}
                for name in dict.fromkeys(personal_fields(out, record.kind)):
                    self.omissions.append(Omission(name, record.ref, PERSONAL))

    def _omit(self, field: str, where: str) -> None:
        self.omissions.append(Omission(field, where, NO_FIELD))


Shown = TypeVar("Shown", str, tuple[str, ...])


def _shown(value: Shown) -> Shown:
    """A text, or texts, without personal data and characters that control a screen."""
    if isinstance(value, str):
        return Personal().masked(tidy(value)).text
    return tuple(_shown(text) for text in value)


def _urn(*names: str) -> str:
    return f"urn:uuid:{uuid_of(*names)}"
