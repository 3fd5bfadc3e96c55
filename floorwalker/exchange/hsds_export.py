"""A knowledge base → one page of HSDS 3 services, each whole, as the standard's API gives them.

Opening hours stand twice: as weekly schedules that machines read, and, in the description of each,
as the full OpenStreetMap text with its holidays and seasons.
"""

import re
from collections.abc import Iterable
from itertools import chain
from typing import Final

import msgspec

from floorwalker.exchange.costs import CostOption, taken_apart
from floorwalker.exchange.exported import ExportedRecord, Json
from floorwalker.exchange.fields import accepted, one_line, tidy, written_out
from floorwalker.exchange.hsds_contacts import is_telling, keywords_of
from floorwalker.exchange.identity import uuid_of
from floorwalker.exchange.languages import language_code
from floorwalker.exchange.omissions import NO_FIELD, NOT_NAMED, Omission
from floorwalker.exchange.schedules import Weekly, schedule_fields, week_of
from floorwalker.exchange.telephone import description_of
from floorwalker.i18n import mark
from floorwalker.knowledge.house import published_hours
from floorwalker.knowledge.model.fields import Email
from floorwalker.knowledge.model.records import ContactPoint, Guide, Knowledge, Record, Service

ONLY_AS_TEXT: Final = mark("stands there as text only")
NO_EMAIL: Final = mark("is no e-mail address, which is asked for there")
_DANISH_ADDRESS: Final = re.compile(
    r"^(?P<address_1>[^,]+), (?:(?P<address_2>.+), )?(?P<postal_code>[0-9]{4}) (?P<city>[^,]+)$"
)


class Hsds:
    """The export of one knowledge base."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        named = {id_ for s in knowledge.services.values() for id_ in s.contact_points}
        points = [knowledge.contact_points[id_] for id_ in named]
        self._named = sorted(points, key=_order)
        """The contact points that go out, in an order that does not hang on ids."""
        self._exported: dict[str, ExportedRecord] = {}
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

    def _out(self, record: Record) -> ExportedRecord:
        return self._exported.setdefault(record.ref, ExportedRecord(record))

    def _service(self, service: Service) -> Json:
        out = self._out(service)
        points = [self._knowledge.contact_points[id_] for id_ in out.texts("contact_points")]
        plain, options = taken_apart(tidy(out.text("cost")))
        places = [self._place(service, point) for point in points]
        assurer = out.text("assurer")
        if assurer and not accepted(Email, assurer):
            self._omit("service.assurer", service.ref, NO_EMAIL)
        assured_date = out.day("assured_date")
        found = _filled(
            id=uuid_of(service.ref),
            name=written_out(out.text("name")),
            alternate_name=_alternate_name(out),
            description=written_out(out.text("description"), lines=True),
            url=out.text("source"),
            additional_urls=self._links(out.texts("guides")),
            status="active",
            application_process=written_out(
                "\n".join(one_line(step) for step in out.texts("next_steps")), lines=True
            ),
            fees_description=written_out(plain, lines=True),
            wait_time=written_out(out.text("processing_time")),
            eligibility_description=written_out(out.text("eligibility"), lines=True),
            assured_date=assured_date.isoformat() if assured_date else "",
            assurer_email=assurer if accepted(Email, assurer) else "",
            alert=written_out(out.text("alert"), lines=True),
            service_at_locations=places,
            organization=self._organization(one_line(self._authority(out, service))),
            cost_options=[
                _cost_option(service, number, option) for number, option in enumerate(options)
            ],
            required_documents=[
                {"id": uuid_of(service.ref, "document", text), "document": text}
                for text in map(written_out, out.texts("required_documents"))
            ],
            attributes=_attributes(service.ref, out),
        )
        # An empty list says that there are none; left out, it would say that nobody knows.
        return found if places else {**found, "service_at_locations": []}

    def _links(self, guides: Iterable[str]) -> list[Json]:
        links: dict[tuple[str, str], Json] = {}
        for guide in (self._knowledge.guides[id_] for id_ in guides):
            out = self._out(guide)
            label, url = written_out(out.text("name")), out.text("url")
            link: Json = {"id": uuid_of(guide.ref), "label": label, "url": url}
            links.setdefault((label, url), link)
        return list(links.values())

    def _authority(self, out: ExportedRecord, service: Service) -> str:
        """What the authority that decides is called there: the contact's name, not its id."""
        return self._knowledge.authority_name(service) if out.text("competent_authority") else ""

    def _organization(self, authority: str) -> Json:
        """Who decides; what else is known of it comes from its contact point."""
        house = self._knowledge.municipality
        if authority.casefold() == one_line(house.name).casefold():
            authority = ""
        name = authority or one_line(house.name)
        main = self._knowledge.contact_points.get(house.main_contact)
        named = (point for point in self._named if name in map(one_line, _names(point)))
        decide = (p for p in self._knowledge.contact_points.values() if one_line(p.name) == name)
        point = next(chain(named, decide), None) if authority else main
        shown = written_out(name)
        if point is None:
            return {"id": uuid_of(f"organization:{name}"), "name": shown, "description": shown}
        out = self._out(point)
        own = one_line(point.name) == name
        return _filled(
            id=uuid_of(point.ref) if own else uuid_of(f"organization:{name}"),
            name=shown,
            alternate_name=_alternate_name(out) if own else "",
            description=written_out(out.text("description"), lines=True),
            email=out.text("email"),
            website=out.text("url"),
            phones=_phones(out, f"organization:{name}"),
        )

    def _place(self, service: Service, point: ContactPoint) -> Json:
        return {"id": uuid_of(service.ref, uuid_of(point.ref)), "location": self._location(point)}

    def _location(self, point: ContactPoint) -> Json:
        out = self._out(point)
        is_place = point.address or point.directions or is_telling(point.opening_hours)
        contact = _filled(
            id=uuid_of(point.ref, "contact"),
            department=written_out(out.text("organization")),
            email=out.text("email"),
        )
        accessibility = {
            "id": uuid_of(point.ref, "access"),
            "description": written_out(out.text("accessibility"), lines=True),
        }
        return _filled(
            id=uuid_of(point.ref),
            location_type="physical" if is_place else "virtual",
            url=out.text("url"),
            name=written_out(out.text("name")),
            alternate_name=_alternate_name(out),
            description=written_out(out.text("description"), lines=True),
            transportation=written_out(out.text("directions"), lines=True),
            languages=[
                {"id": uuid_of(point.ref, "language", code), "code": code}
                for code in dict.fromkeys(
                    language_code(code) or code for code in out.texts("languages")
                )
            ],
            addresses=[self._address(point)] if point.address else [],
            contacts=[contact] if point.organization or point.email else [],
            accessibility=[accessibility] if point.accessibility else [],
            phones=_phones(out, point.ref),
            schedules=[
                *self._schedules(point, out.text("opening_hours"), ""),
                *self._schedules(point, out.text("phone_hours"), "telephone"),
            ],
        )

    def _address(self, point: ContactPoint) -> Json:
        """The address in its parts; one that is not written the Danish way stays whole."""
        address = one_line(self._out(point).text("address"))
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
        hours = published_hours(self._knowledge, point, one_line(hours))
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
            if not isinstance(record, Service | ContactPoint | Guide):
                self._omit(record.kind, record.ref, NO_FIELD)
            elif isinstance(record, Service) or record.id in (
                named if isinstance(record, ContactPoint) else guides
            ):
                self.omissions += self._out(record).left()
            else:
                self._omit(record.kind, record.ref, NOT_NAMED)

    def _omit(self, field: str, where: str, reason: str) -> None:
        self.omissions.append(Omission(field, where, reason))


def _order(point: ContactPoint) -> tuple[str, ...]:
    return point.name, point.description, point.telephone, point.email, point.url, point.address


def _names(point: ContactPoint) -> tuple[str, str]:
    return point.name, point.organization


def _alternate_name(out: ExportedRecord) -> str:
    """The keywords as another directory gives them back."""
    joined = "; ".join(out.texts("keywords"))
    return written_out("; ".join(keywords_of(one_line(joined), one_line(out.text("name")))))


def _cost_option(service: Service, number: int, option: CostOption) -> Json:
    fields = msgspec.to_builtins(option)
    texts = {key: written_out(fields[key]) for key in ("option", "amount_description")}
    return _filled(id=uuid_of(service.ref, "cost", str(number)), **{**fields, **texts})


def _hours_field(attending: str) -> str:
    return "phone_hours" if attending else "opening_hours"


def _phones(out: ExportedRecord, owner: str) -> list[Json]:
    """All numbers; what one is for and when it is answered stands in words beside it.

    The standard has no schedule of a number: its description is for both.
    """
    said = [(phone.number, description_of(phone)) for phone in out.phones()]
    described = {number for number, description in said if description}
    told = dict.fromkeys([(out.text("telephone"), ""), *said])
    rows = [row for row in told if row[0] and (row[1] or row[0] not in described)]
    return [
        _filled(
            id=uuid_of(owner, "phone", *([str(place), number] if place else [])),
            number=number,
            type="voice",
            description=written_out(description),
        )
        for place, (number, description) in enumerate(rows)
    ]


def _attributes(ref: str, out: ExportedRecord) -> list[Json]:
    """Theme, KLE number and audience as terms of taxonomies."""
    theme, kle = one_line(out.text("theme")), out.text("kle")
    terms = [("theme", theme, written_out(theme))] if theme else []
    if kle:
        terms.append(("KLE", kle, kle))
    terms += [("audience", each, each) for each in dict.fromkeys(out.texts("audience"))]
    return [
        {
            "id": uuid_of(ref, taxonomy, code),
            "link_id": uuid_of(ref),
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
