"""A knowledge base → one page of HSDS 3 services, each whole, as the standard's API gives them.

Opening hours stand twice: as weekly schedules that machines read, and, in the description of each,
as the full OpenStreetMap text with its holidays and seasons.
"""

import re
from typing import Final

import msgspec

from floorwalker.exchange.costs import CostOption, taken_apart
from floorwalker.exchange.fields import accepted, one_line, tidy, written_out
from floorwalker.exchange.hsds_contacts import is_telling, keywords_of
from floorwalker.exchange.identity import uuid_of
from floorwalker.exchange.languages import language_code
from floorwalker.exchange.omissions import NO_FIELD, NOT_NAMED, Omission
from floorwalker.exchange.personal import PERSONAL, personal_fields
from floorwalker.exchange.schedules import Weekly, schedule_fields, week_of
from floorwalker.i18n import mark
from floorwalker.knowledge.model.fields import Email
from floorwalker.knowledge.model.records import (
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
        named = {id_ for s in knowledge.services.values() for id_ in s.contact_points}
        points = [knowledge.contact_points[id_] for id_ in named]
        self._named = sorted(points, key=_order)
        """The contact points that go out, in an order that does not hang on ids."""
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
        plain, options = taken_apart(tidy(service.cost))
        places = [self._place(service, point) for point in points]
        if service.assurer and not accepted(Email, service.assurer):
            self._omit("service.assurer", service.ref, NO_EMAIL)
        found = _filled(
            id=uuid_of(service.ref),
            name=written_out(service.name),
            alternate_name=_alternate_name(service),
            description=written_out(service.description, lines=True),
            url=service.source,
            additional_urls=self._links(service),
            status="active",
            application_process=written_out(
                "\n".join(one_line(step) for step in service.next_steps), lines=True
            ),
            fees_description=written_out(plain, lines=True),
            wait_time=written_out(service.processing_time),
            eligibility_description=written_out(service.eligibility, lines=True),
            assured_date=service.assured_date.isoformat() if service.assured_date else "",
            assurer_email=service.assurer if accepted(Email, service.assurer) else "",
            alert=written_out(service.alert, lines=True),
            service_at_locations=places,
            organization=self._organization(one_line(service.competent_authority)),
            cost_options=[
                _cost_option(service, number, option) for number, option in enumerate(options)
            ],
            required_documents=[
                {"id": uuid_of(service.ref, "document", text), "document": text}
                for text in map(written_out, service.required_documents)
            ],
            attributes=_attributes(service),
        )
        # An empty list says that there are none; left out, it would say that nobody knows.
        return found if places else {**found, "service_at_locations": []}

    def _links(self, service: Service) -> list[Json]:
        links: dict[tuple[str, str], Json] = {}
        for guide in (self._knowledge.guides[id_] for id_ in service.guides):
            label = written_out(guide.name)
            link: Json = {"id": uuid_of(guide.ref), "label": label, "url": guide.url}
            links.setdefault((label, guide.url), link)
        return list(links.values())

    def _organization(self, authority: str) -> Json:
        """Who decides; what else is known of it comes from its contact point."""
        house = self._knowledge.municipality
        if authority.casefold() == one_line(house.name).casefold():
            authority = ""
        name = authority or one_line(house.name)
        main = self._knowledge.contact_points.get(house.main_contact)
        named = [point for point in self._named if name in map(one_line, _names(point))]
        point = next(iter(named), None) if authority else main
        shown = written_out(name)
        if point is None:
            return {"id": uuid_of(f"organization:{name}"), "name": shown, "description": shown}
        own = one_line(point.name) == name
        return _filled(
            id=uuid_of(point.ref) if own else uuid_of(f"organization:{name}"),
            name=shown,
            alternate_name=_alternate_name(point) if own else "",
            description=written_out(point.description, lines=True),
            email=point.email,
            website=point.url,
            phones=_phones(point, f"organization:{name}"),
        )

    def _place(self, service: Service, point: ContactPoint) -> Json:
        return {
            "id": uuid_of(service.ref, uuid_of(point.ref)),
            "location": self._location(point),
        }

    def _location(self, point: ContactPoint) -> Json:
        is_place = point.address or point.directions or is_telling(point.opening_hours)
        contact = _filled(
            id=uuid_of(point.ref, "contact"),
            department=written_out(point.organization),
            email=point.email,
        )
        accessibility = {
            "id": uuid_of(point.ref, "access"),
            "description": written_out(point.accessibility, lines=True),
        }
        return _filled(
            id=uuid_of(point.ref),
            location_type="physical" if is_place else "virtual",
            url=point.url,
            name=written_out(point.name),
            alternate_name=_alternate_name(point),
            description=written_out(point.description, lines=True),
            transportation=written_out(point.directions, lines=True),
            languages=[
                {"id": uuid_of(point.ref, "language", code), "code": code}
                for code in dict.fromkeys(language_code(code) or code for code in point.languages)
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
        address = one_line(point.address)
        match = _DANISH_ADDRESS.match(address)
        found = match.groupdict(default="") if match else {"address_1": address}
        if match is None:
            self._omit("contact.address", point.ref, ONLY_AS_TEXT)
        return {
            "id": uuid_of(point.ref, "address"),
            **{key: written_out(value) for key, value in found.items() if value},
            "city": written_out(found.get("city", "")),
            "postal_code": found.get("postal_code", ""),
            "state_province": "",
            "country": "DK" if match else "",
            "address_type": "physical",
        }

    def _schedules(self, point: ContactPoint, hours: str, attending: str) -> list[Json]:
        hours = one_line(hours)
        if not is_telling(hours):
            if hours:
                self._omit(f"contact.{_hours_field(attending)}", point.ref, NO_FIELD)
            return []
        week = week_of(hours)
        if week.exceptions:
            rules = "; ".join(week.exceptions)
            self._omit(f"contact.{_hours_field(attending)} `{rules}`", point.ref, ONLY_AS_TEXT)
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
        named = {point.id for point in self._named}
        guides = {guide for s in self._knowledge.services.values() for guide in s.guides}
        for record in (*self._knowledge.entries(), *self._knowledge.notices.values()):
            reached = isinstance(record, Service) or record.id in (
                named if isinstance(record, ContactPoint) else guides
            )
            if not reached or not _FIELDS[type(record)]:
                reason = NO_FIELD if not _FIELDS[type(record)] else NOT_NAMED
                self._omit(record.kind, record.ref, reason)
                continue
            told = msgspec.to_builtins(record)
            for field in told.keys() - _FIELDS[type(record)] - {"id"}:
                self._omit(f"{record.kind}.{field}", record.ref, NO_FIELD)
            out = {field: told[field] for field in told.keys() & _FIELDS[type(record)]}
            for name in personal_fields(out, record.kind):
                self._omit(name, record.ref, PERSONAL)

    def _omit(self, field: str, where: str, reason: str) -> None:
        self.omissions.append(Omission(field, where, reason))


def _order(point: ContactPoint) -> tuple[str, ...]:
    return point.name, point.description, point.telephone, point.email, point.url, point.address


def _names(point: ContactPoint) -> tuple[str, str]:
    return point.name, point.organization


def _alternate_name(record: Service | ContactPoint) -> str:
    """The keywords as another directory gives them back."""
    joined = "; ".join(record.keywords)
    return written_out("; ".join(keywords_of(one_line(joined), one_line(record.name))))


def _cost_option(service: Service, number: int, option: CostOption) -> Json:
    fields = msgspec.to_builtins(option)
    texts = {key: written_out(fields[key]) for key in ("option", "amount_description")}
    return _filled(id=uuid_of(service.ref, "cost", str(number)), **{**fields, **texts})


def _hours_field(attending: str) -> str:
    return "phone_hours" if attending else "opening_hours"


def _phones(point: ContactPoint, owner: str) -> list[Json]:
    if not point.telephone:
        return []
    return [{"id": uuid_of(owner, "phone"), "number": point.telephone, "type": "voice"}]


def _attributes(service: Service) -> list[Json]:
    """Theme, KLE number and audience as terms of taxonomies."""
    theme = one_line(service.theme)
    terms = [("theme", theme, written_out(theme))] if theme else []
    if service.kle:
        terms.append(("KLE", service.kle, service.kle))
    terms += [("audience", audience, audience) for audience in dict.fromkeys(service.audience)]
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
