"""HSDS 3 services → records of a knowledge base.

A location becomes a contact point; where a service has none, what the service or its organization
says of itself does. A person's name is never taken over: it has no place in a knowledge base.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from floorwalker.errors import FloorwalkerError
from floorwalker.exchange.costs import CostOption, told
from floorwalker.exchange.fields import Fields, accepted
from floorwalker.exchange.hsds_contacts import NOT_SECURE, Contacts, keywords_of
from floorwalker.exchange.identity import is_uuid, slug
from floorwalker.exchange.omissions import NOT_LEGIBLE, Omission
from floorwalker.exchange.yaml_writing import Content
from floorwalker.i18n import _, mark
from floorwalker.knowledge.fields import AUDIENCES, Audience, HttpsUrl, Kle, Url
from floorwalker.knowledge.records import Guide, Municipality, Service

NOT_OFFERED: Final = mark("is not offered any more")
TAXONOMIES: Final = ("theme", "kle", "audience")
"""Names of the taxonomies that have a field of their own, in lower case."""
_GONE: Final = ("inactive", "defunct")
_AMOUNT: Final = re.compile(r"[0-9]+(\.[0-9]+)?")


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
    services: Sequence[Mapping[str, object]], known: Known, *, keep_ids: bool = False
) -> Imported:
    """The services as records; `keep_ids` makes the directory's UUIDs the ids of entries.

    Raises:
        FloorwalkerError: nothing says whose knowledge this is.
    """
    return _Import(known, keep_ids=keep_ids).run([Fields("service", data) for data in services])


class _Import:
    def __init__(self, known: Known, *, keep_ids: bool) -> None:
        self._keep_ids = keep_ids
        self._municipality = known.municipality
        self._taken = {kind: set(known.ids.get(kind, ())) for kind in ("service", "guide")}
        self._contacts = Contacts(set(known.ids.get("contact", ())), keep_ids=keep_ids)
        self._guides: dict[tuple[str, str], Guide] = {}
        self._omissions: list[Omission] = []

    def run(self, services: Sequence[Fields]) -> Imported:
        alone = self._municipality is None
        organizations: dict[bytes, Fields] = {}
        for service in services:
            service.share("organization", organizations)
        if self._municipality is None:
            self._municipality = self._found(services)
        house = self._municipality
        records = []
        for service in services:
            if service.peek("status") in _GONE:
                self._omissions.append(Omission("service", service.peek("name"), NOT_OFFERED))
                continue
            records.append(self._service(service, house))
        for service in services:
            if service.peek("status") not in _GONE:
                self._omissions += service.left(service.peek("name"))
        content = Content(
            municipality=house if alone else None,
            contact_points=tuple(self._contacts.found.values()),
            guides=tuple(self._guides.values()),
            services=tuple(records),
        )
        return Imported(content, (*self._omissions, *self._contacts.omissions))

    def _found(self, services: Sequence[Fields]) -> Municipality:
        """The organization that most services are of, as the municipality."""
        found: dict[str, list[Fields]] = {}
        for service in services:
            organization = service.object("organization")
            if organization is not None and organization.peek("name"):
                found.setdefault(organization.peek("name"), []).append(organization)
        if not found:
            raise FloorwalkerError(
                _("No service names its organization, so nothing says whose knowledge this is."),
                _("Import it into a folder that names its municipality: --to FOLDER/FILE.yaml"),
            )
        name = max(found, key=lambda name: len(found[name]))
        return Municipality(name=name, main_contact=self._contacts.of_organization(found[name][0]))

    def _service(self, service: Fields, house: Municipality) -> Service:
        name = service.text("name")
        id_ = self._id("service", name, service.id)
        organization = service.object("organization")
        decides = organization.text("name") if organization else ""
        audience, theme, kle = _classified(service)
        return Service(
            id=id_,
            name=name,
            description=service.text("description") or name,
            keywords=keywords_of(service.text("alternate_name"), name),
            contact_points=self._contact_points(service, organization, house),
            guides=self._guides_of(service),
            required_documents=_documents(service),
            cost=_cost(service),
            next_steps=service.lines("application_process"),
            assured_date=self._assured(service, id_),
            source=self._source(service, id_),
            competent_authority="" if decides.casefold() == house.name.casefold() else decides,
            alert=_alert(service),
            eligibility=service.text("eligibility_description"),
            processing_time=service.text("wait_time"),
            assurer=service.text("assurer_email"),
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

    def _contact_points(
        self, service: Fields, organization: Fields | None, house: Municipality
    ) -> tuple[str, ...]:
        name = organization.text("name") if organization else ""
        name = name or service.peek("name")
        places = service.objects("service_at_locations")
        fallback: str | None = house.main_contact
        if places and organization and name.casefold() != house.name.casefold():
            fallback = self._contacts.of_organization(organization)
        found = [self._contacts.at_location(place, service, name, fallback) for place in places]
        if not found:
            own = self._contacts.of_service(service, name)
            found = [own] if own else []
        if not found and organization and organization.peek("name"):
            found = [self._contacts.of_organization(organization)]
        return tuple(dict.fromkeys(found)) or (house.main_contact,)

    def _guides_of(self, service: Fields) -> tuple[str, ...]:
        """Further addresses of the service, each as where one does it oneself."""
        ids = []
        for link in service.objects("additional_urls"):
            url, label = link.peek("url"), link.peek("label") or service.peek("name")
            if not accepted(HttpsUrl, url):
                continue
            link.take("url", "label")
            if (url, label) not in self._guides:
                id_ = self._id("guide", label, link.id)
                guide = Guide(id=id_, name=label, description=label, url=url, steps=(label,))
                self._guides[url, label] = guide
            ids.append(self._guides[url, label].id)
        return tuple(dict.fromkeys(ids))

    def _assured(self, service: Fields, where: str) -> date | None:
        written = service.text("assured_date")
        if not written:
            return None
        try:
            return date.fromisoformat(written[: len("2026-11-16")])
        except ValueError:
            self._omissions.append(Omission("service.assured_date", where, NOT_LEGIBLE))
            return None

    def _source(self, service: Fields, where: str) -> str:
        url = service.text("url")
        if not url or accepted(Url, url):
            return url
        self._omissions.append(Omission("service.url", where, NOT_SECURE))
        return ""


def _alert(service: Fields) -> str:
    """What staff must see; that a service is closed for the time being is worth it too."""
    if service.peek("status") == "temporarily closed" and not service.peek("alert"):
        service.text("status")
        return _("Temporarily closed.")
    if service.peek("status") == "active":
        service.text("status")
    return service.text("alert")


def _classified(service: Fields) -> tuple[tuple[Audience, ...], str, str]:
    """Audience, theme and KLE number, from attributes of taxonomies that are named so."""
    audience: list[Audience] = []
    theme = kle = ""
    for attribute in service.objects("attributes"):
        term = attribute.object("taxonomy_term")
        taxonomy = term.peek("taxonomy").casefold() if term else ""
        if term is None or taxonomy not in TAXONOMIES:
            continue
        named, code = term.peek("name"), term.peek("code")
        found = next((known for known in AUDIENCES if known == code), None)
        if taxonomy == "theme" and not theme:
            theme = named
        elif taxonomy == "kle" and accepted(Kle, code) and not kle:
            kle = code
        elif taxonomy == "audience" and found:
            audience.append(found)
        else:
            continue
        attribute.take("link_type", "link_entity")
        term.text("taxonomy")
        kept = named if taxonomy == "theme" else code
        term.take(*(key for key in ("name", "code", "description") if term.peek(key) == kept))
    return tuple(dict.fromkeys(audience)), theme, kle


def _documents(service: Fields) -> tuple[str, ...]:
    texts = [document.text("document") for document in service.objects("required_documents")]
    return tuple(filter(None, texts))


def _cost(service: Fields) -> str:
    options = []
    for option in service.objects("cost_options"):
        amount, currency = option.peek("amount"), option.peek("currency").upper()
        if not _AMOUNT.fullmatch(amount) or len(currency) != len("DKK") or not currency.isalpha():
            continue
        option.take("amount", "currency")
        texts = option.take("option", "amount_description", "valid_from", "valid_to")
        options.append(CostOption(amount=float(amount), currency=currency, **texts))
    plain = service.text("fees_description")
    return told(plain, options)
