"""Where an HSDS service is to be had → contact points."""

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
from msgspec.structs import replace

from floorwalker.exchange.fields import Fields, accepted, one_line
from floorwalker.exchange.identity import is_uuid, slug
from floorwalker.exchange.omissions import NOT_LEGIBLE, Omission
from floorwalker.exchange.schedules import osm_hours, osm_rule
from floorwalker.exchange.telephone import international
from floorwalker.i18n import mark
from floorwalker.knowledge.fields import Email, HttpsUrl, Language
from floorwalker.knowledge.hours import is_valid_hours
from floorwalker.knowledge.records import ContactPoint

ONLY_ONE: Final = mark("stands there once only")
NOT_SECURE: Final = mark("is no https address")
_RECURRENCE: Final = (
    "freq", "interval", "byday", "bymonthday", "byyearday", "byweekno", "count", "until",
    "valid_from", "valid_to", "opens_at", "closes_at",
)  # fmt: skip
_HARMLESS: Final = ("dtstart", "wkst", "timezone")
"""Where a rule begins to count and in which zone: a week's hours are the same without."""
_BY_PHONE: Final = ("phone", "telef", "call")
_ADDRESS: Final = ("address_1", "address_2")


class Contacts:
    """The contact points found so far; what is the same in every field is one contact point."""

    def __init__(self, taken: set[str], *, keep_ids: bool) -> None:
        self._taken = taken
        self._keep_ids = keep_ids
        self._ids: dict[bytes, str] = {}
        self.found: dict[str, ContactPoint] = {}
        self.omissions: list[Omission] = []

    def at_location(self, place: Fields, service: Fields, name: str, fallback: str | None) -> str:
        """The contact point of a service at a location; what it lacks comes from the service.

        `fallback` is who takes over when it is closed.
        """
        location = place.object("location")
        sources = [place, service, *([location] if location else [])]
        shown = (location and location.text("name")) or name
        about = (location and location.text("description")) or place.text("description")
        record = self._described(sources, shown, about or shown, name)
        if location is not None:
            record = replace(
                record,
                keywords=_keywords(location, shown),
                url=self._https(location, "url", shown),
                address=_address(location),
                directions=location.text("transportation"),
                accessibility=_accessibility(location),
            )
            is_place = record.address or record.directions or record.opening_hours
            if location.peek("location_type") == ("physical" if is_place else "virtual"):
                location.text("location_type")
        ids = [location.id if location else "", place.id]
        return self._add(replace(record, fallback=fallback), ids)

    def of_service(self, service: Fields, name: str) -> str | None:
        """A contact point from what the service itself says; None where it says nothing."""
        record = self._described([service], name, name, name)
        if not (record.telephone or record.email or record.opening_hours or record.phone_hours):
            return None
        return self._add(record, [])

    def of_organization(self, organization: Fields) -> str:
        """The organization as a contact point."""
        name = organization.text("name")
        record = self._described([organization], name, organization.text("description"), "")
        return self._add(
            replace(
                record,
                description=record.description or name,
                keywords=_keywords(organization, name),
                url=self._https(organization, "website", name),
            ),
            [organization.id],
        )

    def _described(
        self, sources: Sequence[Fields], name: str, description: str, organization: str
    ) -> ContactPoint:
        contacts = [contact for source in sources for contact in source.objects("contacts")]
        departments = [contact.text("department") for contact in contacts]
        opening, phone = self._hours(sources, name)
        return ContactPoint(
            id="unnamed",
            name=name,
            description=description,
            organization=next(filter(None, departments), organization),
            telephone=self._telephone([*sources, *contacts], name),
            email=self._email([*contacts, *sources], name),
            opening_hours=opening,
            phone_hours=phone,
            languages=self._languages(sources),
        )

    def _telephone(self, sources: Iterable[Fields], where: str) -> str:
        numbers: dict[str, None] = {}
        for phone in [phone for source in sources for phone in source.objects("phones")]:
            number = international(phone.peek("number"))
            if number:
                phone.text("number")
                if phone.peek("type") == "voice":
                    phone.text("type")
                numbers[number] = None
        return self._first("phone.number", list(numbers), where)

    def _email(self, sources: Iterable[Fields], where: str) -> str:
        addresses: dict[str, None] = {}
        for source in sources:
            if accepted(Email, source.peek("email")):
                addresses[source.text("email")] = None
        return self._first("contact.email", list(addresses), where)

    def _languages(self, sources: Iterable[Fields]) -> tuple[str, ...]:
        codes: dict[str, None] = {}
        for language in [found for source in sources for found in source.objects("languages")]:
            code = language.peek("code")
            if accepted(Language, code.lower()):
                codes[language.text("code").lower()] = None
        return tuple(codes)

    def _hours(self, sources: Iterable[Fields], where: str) -> tuple[str, str]:
        """Opening hours and telephone hours: of the first source that has them."""
        opening: dict[str, None] = {}
        phone: dict[str, None] = {}
        for source in sources:
            schedules = source.objects("schedules")
            by_phone = [schedule for schedule in schedules if _is_by_phone(schedule)]
            in_person = [schedule for schedule in schedules if schedule not in by_phone]
            opening[self._expression(in_person, where)] = None
            phone[self._expression(by_phone, where)] = None
        return (
            self._first("schedule", [hours for hours in opening if hours], where),
            self._first("schedule", [hours for hours in phone if hours], where),
        )

    def _expression(self, schedules: Sequence[Fields], where: str) -> str:
        """One expression for all the schedules; those that no week can say are left out."""
        written = {schedule.peek("description") for schedule in schedules}
        if len(written) == 1 and _is_expression(min(written)):
            for schedule in schedules:
                schedule.take("description", *_RECURRENCE, *_HARMLESS)
            return min(written)
        rules = []
        for schedule in schedules:
            fields = schedule.take(*_RECURRENCE, *_HARMLESS)
            rule = osm_rule(fields)
            if rule is not None:
                rules.append(rule)
            elif any(fields.values()):
                self.omissions.append(Omission("schedule", where, NOT_LEGIBLE))
        return osm_hours(rules)

    def _https(self, source: Fields, key: str, where: str) -> str:
        url = source.text(key)
        if not url or accepted(HttpsUrl, url):
            return url
        self.omissions.append(Omission(f"{source.kind}.{key}", where, NOT_SECURE))
        return ""

    def _first(self, field: str, values: Sequence[str], where: str) -> str:
        if len(values) > 1:
            self.omissions.append(Omission(field, where, ONLY_ONE))
        return values[0] if values else ""

    def _add(self, record: ContactPoint, ids: Sequence[str]) -> str:
        key = msgspec.json.encode(record)
        if key not in self._ids:
            kept = [id_.lower() for id_ in ids if self._keep_ids and is_uuid(id_.lower())]
            free = next((id_ for id_ in kept if id_ not in self._taken), None)
            self._ids[key] = free or slug(record.name, self._taken)
            self._taken.add(self._ids[key])
            self.found[self._ids[key]] = replace(record, id=self._ids[key])
        return self._ids[key]


def keywords_of(text: str, name: str) -> tuple[str, ...]:
    """Other names, as an export of ours joins them."""
    words = dict.fromkeys(word.strip() for word in text.split(";"))
    return tuple(word for word in words if word and word.casefold() != name.casefold())


def _keywords(source: Fields, name: str) -> tuple[str, ...]:
    return keywords_of(source.text("alternate_name"), name)


def _is_by_phone(schedule: Fields) -> bool:
    attending = schedule.peek("attending_type").casefold()
    return len(attending) < 20 and any(word in attending for word in _BY_PHONE)  # noqa: PLR2004


def _is_expression(text: str) -> bool:
    """Whether a description is one of ours, all the hours; `open` alone says too little."""
    return any(c.isdigit() for c in text) and is_valid_hours(text)


def _address(location: Fields) -> str:
    """The first address, physical ones before postal ones, on one line."""
    addresses = location.objects("addresses")
    addresses = sorted(addresses, key=lambda address: address.peek("address_type") != "physical")
    if not addresses:
        return ""
    address = addresses[0]
    if address.peek("address_type") == "physical":
        address.text("address_type")
    street = [address.text(key) for key in _ADDRESS]
    town = f"{address.text('postal_code')} {address.text('city')}"
    country = address.text("country")
    parts = [*street, town, address.text("region"), address.text("state_province")]
    if country.upper() != "DK":
        parts.append(country)
    return ", ".join(filter(None, map(one_line, parts)))


def _accessibility(location: Fields) -> str:
    texts = [
        entry.text(key)
        for entry in location.objects("accessibility")
        for key in ("description", "details")
    ]
    return " ".join(filter(None, texts))
