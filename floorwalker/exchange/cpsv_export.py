"""A knowledge base → CPSV-AP 3 as JSON-LD: one graph, its context inline, readable offline.

Texts are language maps: the municipality's own language first, then what is translated.
"""

from collections.abc import Iterable, Mapping

from floorwalker.exchange.costs import taken_apart
from floorwalker.exchange.cpsv_terms import CONTEXT, COUNTRY, CURRENCY, NEXT_STEPS, REDRESS, WEEKLY
from floorwalker.exchange.exported import ExportedRecord, Json
from floorwalker.exchange.fields import tidy
from floorwalker.exchange.identity import uuid_of
from floorwalker.exchange.omissions import NO_FIELD, NOT_NAMED, Omission
from floorwalker.exchange.personal import Personal
from floorwalker.exchange.schedules import week_of
from floorwalker.knowledge.house import published_hours
from floorwalker.knowledge.model.records import ContactPoint, Guide, Knowledge, Record, Service

Texts = dict[str, str]


class Cpsv:
    """The export of one knowledge base."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._language = knowledge.municipality.languages[0]
        self._nodes: dict[str, Json] = {}
        self._exported: dict[str, ExportedRecord] = {}
        self.omissions: list[Omission] = []

    def document(self) -> Json:
        self._node(COUNTRY, "dct:Location")
        for service in self._knowledge.services.values():
            self._service(service)
        self._leave_out()
        return {"@context": CONTEXT, "@graph": list(self._nodes.values())}

    def _out(self, record: Record) -> ExportedRecord:
        return self._exported.setdefault(record.ref, ExportedRecord(record))

    def _service(self, service: Service) -> None:
        out = self._out(service)
        points = [self._knowledge.contact_points[id_] for id_ in out.texts("contact_points")]
        guides = [self._knowledge.guides[id_] for id_ in out.texts("guides")]
        related = [ref for ref in out.texts("related") if ref.startswith("service:")]
        for ref in set(service.related) - set(related):
            self._omit(f"service.related `{ref}`", service.ref)
        decides = self._knowledge.authority_name(service)
        authority = self._authority(decides if out.text("competent_authority") else "")
        days, source = out.number("response_days"), out.text("source")
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
                "cv:holdsRequirement": self._titled(
                    service, "eligibility", "cv:Requirement", "dct:title"
                ),
                "cpsv:follows": self._rules(service),
                "cv:hasLegalResource": self._titled(
                    service, "legal_basis", "eli:LegalResource", "dct:title"
                ),
                "cv:thematicArea": self._theme(service),
                "cv:isClassifiedBy": self._concept("kle", out.text("kle")),
                "dct:audience": [
                    node
                    for name in out.texts("audience")
                    for node in self._concept("audience", name)
                ],
                "cv:relatedService": [{"@id": _urn(ref)} for ref in related],
                "cv:processingTime": "" if days is None else f"P{days}D",
                "dct:source": {"@id": source} if source else "",
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
        out = self._out(point)
        url = out.text("url")
        page = [self._node(url, "foaf:Document")] if url else []
        week = week_of(published_hours(self._knowledge, point, out.text("opening_hours")))
        return self._node(
            _urn(point.ref),
            "cv:ContactPoint",
            {
                "dct:title": self._texts(point, "name"),
                "dct:description": self._texts(point, "description"),
                "cv:telephone": out.text("telephone"),
                "cv:email": out.text("email"),
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
        address = self._texts(point, "address")
        if not address:
            return []
        full = {"locn:fullAddress": address}
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
                "foaf:page": [self._node(self._out(guide).text("url"), "foaf:Document")],
            },
        )

    def _costs(self, service: Service) -> list[Json]:
        cost = self._out(service).text("cost")
        if not cost:
            return []
        _plain, options = taken_apart(cost)
        price: Json = {}
        if len(options) == 1:
            currency = self._node(CURRENCY + options[0].currency, "skos:Concept")
            price = {
                "cv:hasValue": {"@value": str(options[0].amount), "@type": "xsd:double"},
                "cv:currency": [currency],
            }
        return self._titled(service, "cost", "cv:Cost", "dct:description", price)

    def _evidence(self, service: Service) -> list[Json]:
        documents = self._out(service).texts("required_documents")
        return [
            self._node(
                _urn(service.ref, "document", text),
                "cv:Evidence",
                {
                    "dct:identifier": f"{service.id}/document/{number + 1}",
                    "dct:title": {
                        language: texts[number]
                        for language, texts in self._lists(service, "required_documents").items()
                        if len(texts) == len(documents)
                    },
                },
            )
            for number, text in enumerate(documents)
        ]

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
        theme = self._out(service).text("theme")
        if not theme:
            return []
        label = {"skos:prefLabel": self._texts(service, "theme")}
        return [self._node(_urn(f"theme:{theme}"), "skos:Concept", label)]

    def _concept(self, scheme: str, code: str) -> list[Json]:
        if not code:
            return []
        return [self._node(_urn(f"{scheme}:{code}"), "skos:Concept", {"skos:notation": code})]

    def _texts(self, record: Record, field: str) -> Texts:
        """The text in every language that has it; a translation of nothing is left out."""
        out = self._out(record)
        own = _shown(out.text(field))
        if not own:
            return {}
        others = {code: _shown(said) for code, said in out.translated_text(field).items()}
        return {self._language: own, **{code: said for code, said in others.items() if said}}

    def _lists(self, record: Record, field: str) -> dict[str, list[str]]:
        """The list in every language that has it."""
        out = self._out(record)
        own = out.texts(field)
        if not own:
            return {}
        found = {self._language: own, **out.translated_texts(field)}
        return {code: [_shown(text) for text in texts] for code, texts in found.items()}

    def _node(
        self, id_: str, type_: str | list[str], properties: Mapping[str, object] = {}
    ) -> Json:
        if id_ not in self._nodes:
            filled = {key: value for key, value in properties.items() if value not in ("", [], {})}
            self._nodes[id_] = {"@id": id_, "@type": type_, **filled}
        return {"@id": id_}

    def _leave_out(self) -> None:
        services: Iterable[Service] = self._knowledge.services.values()
        named = {f"contact:{id_}" for service in services for id_ in service.contact_points}
        named |= {f"guide:{id_}" for service in services for id_ in service.guides}
        for record in (*self._knowledge.entries(), *self._knowledge.notices.values()):
            if not isinstance(record, Service | ContactPoint | Guide):
                self._omit(record.kind, record.ref)
            elif isinstance(record, Service) or record.ref in named:
                self.omissions += self._out(record).left()
            else:
                self.omissions.append(Omission(record.kind, record.ref, NOT_NAMED))

    def _omit(self, field: str, where: str) -> None:
        self.omissions.append(Omission(field, where, NO_FIELD))


def _shown(text: str) -> str:
    """A text without personal data and characters that control a screen."""
    return Personal().masked(tidy(text)).text


def _urn(*names: str) -> str:
    return f"urn:uuid:{uuid_of(*names)}"
