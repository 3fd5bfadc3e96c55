"""A knowledge base → one page of HSDS 3 services, each whole, as the standard's API gives them.

Opening hours stand twice: as weekly schedules that machines read, and, in the description of each,
as the full OpenStreetMap text with its holidays and seasons.
"""

import re
from typing import Final

import msgspec

from floorwalker.exchange.costs import taken_apart
from floorwalker.exchange.fields import accepted
from floorwalker.exchange.identity import uuid_of
from floorwalker.exchange.omissions import NO_FIELD, Omission
from floorwalker.exchange.schedules import Weekly, schedule_fields, week_of
from floorwalker.i18n import mark
from floorwalker.knowledge.fields import Email
from floorwalker.knowledge.records import (
    ContactPoint,
    Guide,
    Knowledge,
    Notice,
    Record,
    Service,
    Term,
)

Json = dict[str, object]
ONLY_AS_TEXT: Final = mark("stands there as text only")
NOT_NAMED: Final = mark("is named by no service")
NO_EMAIL: Final = mark("is no e-mail address, which is asked for there")
_DANISH_ADDRESS: Final = re.compile(
    r"^(?P<address_1>[^,]+), (?:(?P<address_2>.+), )?(?P<postal_code>[0-9]{4}) (?P<city>[^,]+)$"
)
_SERVICE_FIELDS: Final = frozenset({
    "name", "description", "keywords", "audience", "alert", "assured_date", "assurer", "source",
    "theme", "competent_authority", "contact_points", "guides", "eligibility",
    "required_documents", "cost", "processing_time", "next_steps", "kle",
})  # fmt: skip
_CONTACT_FIELDS: Final = frozenset({
    "name", "description", "keywords", "organization", "telephone", "email", "url", "address",
    "directions", "opening_hours", "phone_hours", "languages", "accessibility",
})  # fmt: skip
_GUIDE_FIELDS: Final = frozenset({"name", "url"})
_FIELDS: Final[dict[type[Record], frozenset[str]]] = {
    Service: _SERVICE_FIELDS,
    ContactPoint: _CONTACT_FIELDS,
    Guide: _GUIDE_FIELDS,
    Term: frozenset(),
    Notice: frozenset(),
}


class Hsds:
    """The export of one knowledge base."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self.omissions: list[Omission] = []

    def document(self) -> Json:
        """All services as one page, the first and the last."""
        contents = [self._service(service) for service in self._knowledge.services.values()]
        self._leave_out()
        return {
            "total_items": len(contents),
            "total_pages": 1,
            "page_number": 1,
            "size": len(contents),
            "first_page": True,
            "last_page": True,
            "empty": not contents,
            "contents": contents,
        }

    def _service(self, service: Service) -> Json:
        points = [self._knowledge.contact_points[id_] for id_ in service.contact_points]
        plain, options = taken_apart(service.cost)
        if service.assurer and not accepted(Email, service.assurer):
            self._omit("service.assurer", service.ref, NO_EMAIL)
        return _filled(
            id=uuid_of(service.ref),
            name=service.name,
            alternate_name="; ".join(service.keywords),
            description=service.description,
            url=service.source,
            additional_urls=[
                self._link(service, self._knowledge.guides[id_]) for id_ in service.guides
            ],
            status="active",
            application_process="\n".join(service.next_steps),
            fees_description=plain,
            wait_time=service.processing_time,
            eligibility_description=service.eligibility,
            assured_date=service.assured_date.isoformat() if service.assured_date else "",
            assurer_email=service.assurer if accepted(Email, service.assurer) else "",
            alert=service.alert,
            service_at_locations=[self._place(service, point) for point in points],
            organization=self._organization(service.competent_authority),
            cost_options=[
                _filled(id=uuid_of(service.ref, "cost", str(number)), **msgspec.to_builtins(option))
                for number, option in enumerate(options)
            ],
            required_documents=[
                {"id": uuid_of(service.ref, "document", text), "document": text}
                for text in service.required_documents
            ],
            attributes=_attributes(service),
        )

    def _link(self, service: Service, guide: Guide) -> Json:
        return {"id": uuid_of(service.ref, guide.ref), "label": guide.name, "url": guide.url}

    def _organization(self, authority: str) -> Json:
        """Who decides; what else is known of it comes from its contact point."""
        house = self._knowledge.municipality
        points = self._knowledge.contact_points
        name = authority or house.name
        main = points.get(house.main_contact)
        named = [point for point in points.values() if name in {point.name, point.organization}]
        point = next(iter(named), None) if authority else main
        if point is None:
            return {"id": uuid_of(f"organization:{name}"), "name": name, "description": name}
        own = point.name == name
        return _filled(
            id=uuid_of(point.ref) if own else uuid_of(f"organization:{name}"),
            name=name,
            alternate_name="; ".join(point.keywords) if own else "",
            description=point.description,
            email=point.email,
            website=point.url,
            phones=_phones(point, f"organization:{name}"),
        )

    def _place(self, service: Service, point: ContactPoint) -> Json:
        return {
            "id": uuid_of(service.ref, point.ref),
            "location": self._location(point),
        }

    def _location(self, point: ContactPoint) -> Json:
        is_place = bool(point.address or point.directions or point.opening_hours)
        contact = _filled(
            id=uuid_of(point.ref, "contact"), department=point.organization, email=point.email
        )
        accessibility = {"id": uuid_of(point.ref, "access"), "description": point.accessibility}
        return _filled(
            id=uuid_of(point.ref),
            location_type="physical" if is_place else "virtual",
            url=point.url,
            name=point.name,
            alternate_name="; ".join(point.keywords),
            description=point.description,
            transportation=point.directions,
            languages=[
                {"id": uuid_of(point.ref, "language", code), "code": code}
                for code in point.languages
            ],
            addresses=[self._address(point)] if point.address else [],
            contacts=[contact] if point.organization or point.email else [],
            accessibility=[accessibility] if point.accessibility else [],
            phones=_phones(point, point.ref),
            schedules=[
                *self._schedules(point, point.opening_hours, ""),
                *self._schedules(point, point.phone_hours, "telephone"),
            ],
        )

    def _address(self, point: ContactPoint) -> Json:
        """The address in its parts; one that is not written the Danish way stays whole."""
        match = _DANISH_ADDRESS.match(point.address)
        found = match.groupdict(default="") if match else {"address_1": point.address}
        if match is None:
            self._omit("contact.address", point.ref, ONLY_AS_TEXT)
        return {
            "id": uuid_of(point.ref, "address"),
            **{key: value for key, value in found.items() if value},
            "city": found.get("city", ""),
            "postal_code": found.get("postal_code", ""),
            "state_province": "",
            "country": "DK" if match else "",
            "address_type": "physical",
        }

    def _schedules(self, point: ContactPoint, hours: str, attending: str) -> list[Json]:
        if not hours:
            return []
        week = week_of(hours)
        if week.exceptions:
            field = "phone_hours" if attending else "opening_hours"
            rules = "; ".join(week.exceptions)
            self._omit(f"contact.{field} `{rules}`", point.ref, ONLY_AS_TEXT)
        rows: list[Weekly | None] = [*week.weekly] or [None]
        return [
            _filled(
                id=uuid_of(point.ref, "schedule", attending, str(number)),
                description=hours,
                attending_type=attending,
                **(schedule_fields(row) if row else {}),
            )
            for number, row in enumerate(rows)
        ]

    def _leave_out(self) -> None:
        """What has a value here and no field there, and what no service names."""
        named = {point for s in self._knowledge.services.values() for point in s.contact_points}
        guides = {guide for s in self._knowledge.services.values() for guide in s.guides}
        for record in (*self._knowledge.entries(), *self._knowledge.notices.values()):
            reached = isinstance(record, Service) or record.id in (
                named if isinstance(record, ContactPoint) else guides
            )
            if not reached or not _FIELDS[type(record)]:
                reason = NO_FIELD if not _FIELDS[type(record)] else NOT_NAMED
                self._omit(record.kind, record.ref, reason)
                continue
            for field in msgspec.to_builtins(record):
                if field != "id" and field not in _FIELDS[type(record)]:
                    self._omit(f"{record.kind}.{field}", record.ref, NO_FIELD)

    def _omit(self, field: str, where: str, reason: str) -> None:
        self.omissions.append(Omission(field, where, reason))


def _phones(point: ContactPoint, owner: str) -> list[Json]:
    if not point.telephone:
        return []
    return [{"id": uuid_of(owner, "phone"), "number": point.telephone, "type": "voice"}]


def _attributes(service: Service) -> list[Json]:
    """Theme, KLE number and audience as terms of taxonomies."""
    terms = [("theme", service.theme, service.theme)] if service.theme else []
    if service.kle:
        terms.append(("KLE", service.kle, service.kle))
    terms += [("audience", audience, audience) for audience in service.audience]
    return [
        {
            "id": uuid_of(service.ref, taxonomy, code),
            "link_id": uuid_of(service.ref),
            "link_type": taxonomy,
            "link_entity": "service",
            "taxonomy_term": {
                "id": uuid_of(f"{taxonomy}:{code}"),
                "code": code,
                "name": name,
                "description": name,
                "taxonomy": taxonomy,
            },
        }
        for taxonomy, code, name in terms
    ]


def _filled(**fields: object) -> Json:
    """The fields that have a value: an absent field is how the standard says nothing."""
    return {key: value for key, value in fields.items() if value not in ("", [], None)}
