"""HSDS services → records of a knowledge base.

A location becomes a contact point; where a service has none, what the service or its organization
says of itself does. A person is never taken over: people have no place in a knowledge base.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from floorwalker.errors import FloorwalkerError
from floorwalker.exchange.costs import CostOption, told
from floorwalker.exchange.fields import Fields, accepted
from floorwalker.exchange.hsds_contacts import (
    ALREADY,
    NOT_SECURE,
    ONLY_ONE,
    Contacts,
    is_person,
    keywords_of,
    ways_to,
)
from floorwalker.exchange.identity import is_uuid, slug, uuid_of
from floorwalker.exchange.omissions import NOT_LEGIBLE, Omission
from floorwalker.exchange.personal import OWN, Personal
from floorwalker.exchange.recurrence import ZONE
from floorwalker.exchange.telephone import numbers_in
from floorwalker.exchange.web_addresses import mail_addresses, web_addresses
from floorwalker.exchange.yaml_writing import Content
from floorwalker.i18n import _, mark
from floorwalker.knowledge.checking.authorities import contact_named
from floorwalker.knowledge.model.fields import Audience, HttpsUrl, Kle
from floorwalker.knowledge.model.records import Guide, Municipality, Service
from floorwalker.knowledge.model.translation import is_id

NOT_OFFERED: Final = mark("is not offered any more")
NO_NAME: Final = mark("has no name")
TAXONOMIES: Final = ("theme", "kle", "audience")
"""Names of the taxonomies that have a field of their own, in lower case."""
_OFFERED: Final = ("", "active", "aktiv", "open", "published", "temporarilyclosed")
_CLOSED: Final = ("temporarilyclosed", "midlertidigtlukket", "suspended", "paused")
_GONE: Final = (
    "inactive defunct closed permanentlyclosed discontinued deleted archived withdrawn expired "
    "ended cancelled canceled obsolete retired unpublished inaktiv ophørt nedlagt lukket "
    "slettet udgået"
)
_AUDIENCES: Final[Mapping[str, Audience]] = {
    "citizen": "citizen", "citizens": "citizen", "borger": "citizen", "borgere": "citizen",
    "business": "business", "businesses": "business", "virksomhed": "business",
    "virksomheder": "business", "erhverv": "business",
    "association": "association", "associations": "association", "forening": "association",
    "foreninger": "association",
}  # fmt: skip
_AMOUNT: Final = re.compile(r"^[0-9]{1,15}(?:\.[0-9]{1,4})?$")
_CURRENCY: Final = re.compile(r"^[A-Z]{3}$")
_DAY: Final = re.compile(r"^([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])")
_MUNICIPALITY: Final = re.compile(r"\b(?:kommune|municipality)\b", re.IGNORECASE)


class Known(Struct, frozen=True, kw_only=True):
    """The knowledge base that the new file joins."""

    municipality: Municipality | None
    """None where the new file stands alone, and so has to name one."""
    ids: Mapping[str, set[str]]
    """The ids in use, by kind."""


class Imported(Struct, frozen=True):
    """What came in, and what did not."""

    content: Content
    omissions: tuple[Omission, ...]


def import_services(
    services: Sequence[Mapping[str, object]],
    known: Known,
    *,
    keep_ids: bool = False,
    today: date | None = None,
) -> Imported:
    """The services as records; `keep_ids` makes the directory's UUIDs the ids of entries.

    `today` tells which hours are over; left out, it is the day that it is.

    Raises:
        FloorwalkerError: nothing says whose knowledge this is.
    """
    day = today or datetime.now(ZONE).date()
    return _Import(known, services, keep_ids=keep_ids, today=day).run()


class _Import:
    def __init__(
        self,
        known: Known,
        directory: Sequence[Mapping[str, object]],
        *,
        keep_ids: bool,
        today: date,
    ) -> None:
        self._keep_ids = keep_ids
        personal = self._personal = Personal()
        services = self._services = [Fields("service", data, personal) for data in directory]
        self._municipality = known.municipality
        self._taken = {kind: set(known.ids.get(kind, ())) for kind in ("service", "guide")}
        self._there = {uuid_of(f"service:{id_}") for id_ in self._taken["service"]}
        """Services that the knowledge base has already, as an export of ours names them."""
        functions = {name.casefold() for name in _function_names(services)}
        zone = known.municipality.timezone if known.municipality else ""
        self._contacts = Contacts(
            known.ids.get("contact", ()),
            personal,
            functions,
            keep_ids=keep_ids,
            today=today,
            zone=ZoneInfo(zone) if zone else ZONE,
        )
        self._ways: set[str] = set()
        """Ways to the places of all services."""
        self._guides: dict[tuple[str, str, str], Guide] = {}
        self._omissions: list[Omission] = []
        _note_people(personal, services, functions)

    def run(self) -> Imported:
        organizations: dict[str, Fields] = {}
        for service in self._services:
            service.share("organization", organizations)
        offered = [service for service in self._services if self._is_wanted(service)]
        alone = self._municipality is None
        places = [self._places(service) for service in offered]
        house = self._municipality or self._found(offered)
        self._ways = self._contacts.ways()
        records = [
            self._service(service, house, found)
            for service, found in zip(offered, places, strict=True)
        ]
        for service in offered:
            self._omissions += service.left(service.shown("name"))
        content = Content(
            municipality=house if alone and records else None,
            contact_points=tuple(self._contacts.found.values()) if records else (),
            guides=tuple(self._guides.values()),
            services=tuple(map(self._with_authority, records)),
        )
        return Imported(content, (*self._omissions, *self._contacts.omissions))

    def _is_wanted(self, service: Fields) -> bool:
        """Whether the service is offered, has a name, and is not there already."""
        name = service.shown("name")
        reason = ""
        if _status(service) in _GONE.split():
            reason = NOT_OFFERED
        elif not name:
            reason = NO_NAME
        elif service.id.lower() in self._there:
            reason = ALREADY
        if reason:
            self._omissions.append(Omission("service", name or service.id or "?", reason))
        return not reason

    def _found(self, services: Sequence[Fields]) -> Municipality:
        """The organization that most services are of, as the municipality; one named so first."""
        found: dict[str, list[Fields]] = {}
        for service in services or self._services:
            organization = service.object("organization")
            if organization is not None and organization.shown("name"):
                found.setdefault(organization.shown("name"), []).append(organization)
        if not found:
            raise FloorwalkerError(
                _("No service names its organization, so nothing says whose knowledge this is."),
                _("Import it into a folder that names its municipality: --to FOLDER/FILE.yaml"),
            )
        name = max(found, key=lambda name: (bool(_MUNICIPALITY.search(name)), len(found[name])))
        return Municipality(name=name, main_contact=self._contacts.of_organization(found[name][0]))

    def _with_authority(self, service: Service) -> Service:
        """`service` with the authority as the id of its contact point, where that can be used.

        A name that looks like an id would be taken for one: it gets a capital letter, or a full
        stop where it has no letter.
        """
        name = service.competent_authority
        contact = contact_named(name, self._contacts.found)
        if contact is not None and contact.usable:
            return replace(service, competent_authority=contact.id)
        if is_id(name):
            capital = name[:1].upper() + name[1:]
            name = f"{name}." if is_id(capital) else capital
            return replace(service, competent_authority=name)
        return service

    def _service(self, service: Fields, house: Municipality, places: list[str]) -> Service:
        name = service.text("name")
        id_ = self._id("service", name, service.id)
        organization = service.object("organization")
        decides = organization.text("name") if organization else ""
        audience, theme, kle = _classified(service)
        guides = self._guides_of(service)
        return Service(
            id=id_,
            name=name,
            description=service.prose("description") or name,
            keywords=keywords_of(service.text("alternate_name"), name),
            contact_points=self._contact_points(service, house, places, guides),
            guides=guides,
            required_documents=_documents(service),
            cost=self._whole("service.cost", _cost(service), name),
            next_steps=service.lines("application_process"),
            assured_date=self._assured(service, name),
            source=self._source(service, name),
            competent_authority="" if decides.casefold() == house.name.casefold() else decides,
            alert=_alert(service),
            eligibility=self._whole("service.eligibility", _eligibility(service), name),
            processing_time=service.text("wait_time"),
            assurer=self._assurer(service, name),
            audience=audience,
            theme=theme,
            kle=kle,
        )

    def _id(self, kind: str, name: str, uuid: str) -> str:
        taken = self._taken[kind]
        if self._keep_ids and is_uuid(uuid.lower()) and uuid.lower() not in taken:
            taken.add(uuid.lower())
            return uuid.lower()
        return slug(name, taken)

    def _places(self, service: Fields) -> list[str]:
        """The contact points of the places where the service is, or what it says of itself."""
        organization = service.object("organization")
        name = (organization.shown("name") if organization else "") or service.shown("name")
        places = service.objects("service_at_locations")
        if places:
            return [self._contacts.at_location(place, service, name) for place in places]
        own = self._contacts.of_service(service, name)
        return [own] if own else []

    def _contact_points(
        self, service: Fields, house: Municipality, places: list[str], guides: tuple[str, ...]
    ) -> tuple[str, ...]:
        """The places, and the organization where nothing else in the directory leads there."""
        organization = service.object("organization")
        found = list(dict.fromkeys(places))
        says_none = bool(guides) and service.has("service_at_locations")
        if organization and _is_elsewhere(organization, house):
            is_cut_off = bool(ways_to(organization) - self._ways)
            if is_cut_off or not (found or says_none):
                found.append(self._contacts.of_organization(organization))
        if found or says_none:
            return tuple(dict.fromkeys(found))
        return (house.main_contact,)

    def _guides_of(self, service: Fields) -> tuple[str, ...]:
        """Further addresses of the service, each as where one does it oneself."""
        ids = []
        for link in service.objects("additional_urls"):
            pages = self._personal.without_people(web_addresses(link.peek("url")))
            found = [url for url in pages if accepted(HttpsUrl, url)]
            label = link.shown("label") or service.shown("name")
            if not found:
                link.refuse("url")
                continue
            link.value("url")
            link.text("label")
            key = (found[0], label, link.id if self._keep_ids and is_uuid(link.id) else "")
            if key not in self._guides:
                id_ = self._id("guide", label, link.id)
                self._guides[key] = Guide(
                    id=id_, name=label, description=label, url=found[0], steps=(label,)
                )
            ids.append(self._guides[key].id)
        return tuple(dict.fromkeys(ids))

    def _assured(self, service: Fields, where: str) -> date | None:
        written = service.value("assured_date")
        if not written:
            return None
        match = _DAY.match(written)
        try:
            return date.fromisoformat(match[1] if match else "")
        except ValueError:
            self._omissions.append(Omission("service.assured_date", where, NOT_LEGIBLE))
            return None

    def _assurer(self, service: Fields, where: str) -> str:
        """The address of who vouches for it; a person's is left out."""
        found = mail_addresses(service.peek("assurer_email"))
        if not found:
            service.refuse("assurer_email")
            return ""
        service.value("assurer_email")
        if self._personal.owns_email(found[0]):
            self._omissions.append(Omission("service.assurer_email", where, OWN))
            return ""
        return found[0]

    def _whole(self, field: str, text: str, where: str) -> str:
        """A text that was put together: numbers can have met that were none."""
        found = self._personal.masked(text)
        if found.reason:
            self._omissions.append(Omission(field, where, found.reason))
        return found.text

    def _source(self, service: Fields, where: str) -> str:
        if not service.peek("url"):
            return ""
        found = self._personal.without_people(web_addresses(service.value("url")))
        if len(found) > 1:
            self._omissions.append(Omission("service.url", where, ONLY_ONE))
        if not found:
            self._omissions.append(Omission("service.url", where, NOT_SECURE))
        return found[0] if found else ""


def _is_elsewhere(organization: Fields, house: Municipality) -> bool:
    name = organization.shown("name").casefold()
    return bool(name) and name != house.name.casefold()


def _function_names(services: Iterable[Fields]) -> Iterator[str]:
    """Names of services, houses and places: a contact of such a name is no person."""
    for service in services:
        locations = [place.object("location") for place in service.objects("service_at_locations")]
        for named in (service, service.object("organization"), *locations):
            if named is not None and named.peek("name"):
                yield named.peek("name")


def _note_people(personal: Personal, services: Iterable[Fields], functions: set[str]) -> None:
    """Note what is people's own, and what is a function's though people have it too."""
    owners = [owner for service in services for owner in _owners(service)]
    for owner in owners:
        for contact in owner.objects("contacts"):
            if is_person(contact, functions):
                personal.note(contact.peek("name"), _numbers(contact), _emails(contact))
    for owner in owners:
        personal.release(_numbers(owner), _emails(owner))
        for contact in owner.objects("contacts"):
            if not is_person(contact, functions):
                personal.release(_numbers(contact), _emails(contact))


def _owners(service: Fields) -> Iterator[Fields]:
    """The objects of a service that can have contacts and numbers."""
    yield service
    for place in service.objects("service_at_locations"):
        yield place
        yield from place.objects("location")
    yield from service.objects("organization")


def _numbers(owner: Fields) -> list[str]:
    phones = owner.objects("phones")
    return [found.number for phone in phones for found in numbers_in(phone.peek("number"))]


def _emails(owner: Fields) -> list[str]:
    return mail_addresses(owner.peek("email"))


def _status(service: Fields) -> str:
    """The status by its letters alone: `Temporarily_Closed ` is `temporarilyclosed`."""
    return "".join(c for c in service.peek("status").casefold() if c.isalpha())


def _alert(service: Fields) -> str:
    """What staff must see; that a service is closed for the time being is worth it too."""
    status = _status(service)
    if status in _CLOSED and not service.shown("alert"):
        service.value("status")
        return _("Temporarily closed.")
    if status in _OFFERED and status not in _CLOSED:
        service.value("status")
    return service.prose("alert")


def _eligibility(service: Fields) -> str:
    """Who can get it, in one text or as a list of them."""
    texts = [service.prose("eligibility_description")]
    texts += [entry.text("eligibility") for entry in service.objects("eligibilities")]
    return "\n".join(dict.fromkeys(filter(None, texts)))


def _classified(service: Fields) -> tuple[tuple[Audience, ...], str, str]:
    """Audience, theme and KLE number, from attributes of taxonomies that are named so."""
    audience: list[Audience] = []
    theme = kle = ""
    for attribute in service.objects("attributes"):
        term = attribute.object("taxonomy_term")
        taxonomy = term.peek("taxonomy").casefold() if term else ""
        if term is None or taxonomy not in TAXONOMIES:
            continue
        named, code = term.shown("name"), term.peek("code")
        found = _AUDIENCES.get(code.casefold()) or _AUDIENCES.get(named.casefold())
        if taxonomy == "theme" and not theme:
            theme = named
        elif taxonomy == "kle" and not kle and (accepted(Kle, code) or accepted(Kle, named)):
            kle = code if accepted(Kle, code) else named
        elif taxonomy == "audience" and found:
            audience.append(found)
        else:
            continue
        attribute.take("link_type", "link_entity")
        term.value("taxonomy")
        kept = named if taxonomy == "theme" else code
        term.take(*(key for key in ("name", "code", "description") if term.peek(key) == kept))
    return tuple(dict.fromkeys(audience)), theme, kle


def _documents(service: Fields) -> tuple[str, ...]:
    texts = [document.text("document") for document in service.objects("required_documents")]
    return tuple(filter(None, texts))


def _cost(service: Fields) -> str:
    """The price as a visitor is told it; what has no amount or no currency stays text."""
    options: list[CostOption | str] = []
    for option in service.objects("cost_options"):
        amount, currency = option.value("amount"), option.value("currency").upper()
        dates = option.take("valid_from", "valid_to")
        texts = {key: option.text(key) for key in ("option", "amount_description")}
        if _AMOUNT.match(amount) and _CURRENCY.match(currency):
            options.append(CostOption(amount=float(amount), currency=currency, **texts, **dates))
        else:
            options.append(_as_text(amount, option.peek("currency"), **texts, **dates))
    return told(service.prose("fees_description"), options)


def _as_text(
    amount: str, currency: str, option: str, amount_description: str, valid_from: str, valid_to: str
) -> str:
    """`Adults: 35 per hour (2026-01-01 / )`; empty where nothing is said of the price itself."""
    price = " ".join(filter(None, [amount, currency, amount_description]))
    if not price and not option:
        return ""
    dates = f" ({valid_from} / {valid_to})" if valid_from or valid_to else ""
    return ": ".join(filter(None, [option, price])) + dates
