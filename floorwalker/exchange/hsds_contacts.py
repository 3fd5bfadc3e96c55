"""Where an HSDS service is to be had → contact points.

A number is taken by what it is for, a contact by whether it is a function or a person: what belongs
to a person stays out, wherever in the file it stands.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from floorwalker.exchange.fields import Fields, accepted
from floorwalker.exchange.identity import is_uuid, slug, uuid_of
from floorwalker.exchange.languages import language_code
from floorwalker.exchange.omissions import NO_FIELD, NOT_LEGIBLE, Omission
from floorwalker.exchange.personal import OWN, Personal
from floorwalker.exchange.recurrence import BESIDES, FIELDS, ReadSchedule, read_schedule
from floorwalker.exchange.schedules import LAST_SECOND, Weekly, osm_hours, week_of
from floorwalker.exchange.telephone import described, numbers_in, use_of
from floorwalker.exchange.web_addresses import mail_addresses, web_addresses
from floorwalker.i18n import mark
from floorwalker.knowledge.hours import is_valid_hours
from floorwalker.knowledge.model.fields import HttpsUrl
from floorwalker.knowledge.model.records import ContactPoint, Phone

ONLY_ONE: Final = mark("stands there once only")
NOT_SECURE: Final = mark("is no https address")
NOT_TO_TALK: Final = mark("is no number to talk on")
OVER: Final = mark("is over")
ALREADY: Final = mark("is there already")
_USES: Final = ("voice", "mobile", "", "unknown")
"""What a telephone number may be said to be for, the surest first."""
_BY_PHONE: Final = ("phone", "telef", "call", "tlf")
_ADDRESS: Final = ("address_1", "address_2", "address_3", "address_4")
_ALL_HOURS: Final = re.compile(r"[0-9\"]|\boff\b")
_NAMES_DAYS: Final = re.compile(r"[A-Z\"]|24/7|\boff\b")
_HOME: Final = ("", "dk", "dnk", "denmark", "danmark")
_ALL_DAY: Final = {"opens_at": "00:00", "closes_at": "24:00"}
_REST_UNKNOWN: Final = " || unknown"
"""After hours of which only some could be read: outside them nobody knows."""


class Contacts:
    """The contact points found so far; what is the same in every field is one contact point."""

    def __init__(
        self,
        known: Iterable[str],
        personal: Personal,
        functions: AbstractSet[str],
        *,
        keep_ids: bool,
        today: date,
        zone: ZoneInfo,
    ) -> None:
        self._taken = set(known)
        self._there = {uuid_of(f"contact:{id_}"): id_ for id_ in self._taken}
        """Contact points that the knowledge base has already, as an export of ours names them."""
        self._personal = personal
        self._functions = functions
        self._keep_ids = keep_ids
        self._today = today
        self._zone = zone
        self._ids: dict[bytes, str] = {}
        self._schedules: dict[tuple[tuple[str, str], ...], ReadSchedule] = {}
        self._places: dict[str, str] = {}
        """Contact points by the UUIDs of their places."""
        self.found: dict[str, ContactPoint] = {}
        self.omissions: list[Omission] = []

    def at_location(self, place: Fields, service: Fields, name: str) -> str:
        """The contact point of a service at a location; what it lacks comes from the service."""
        location = place.object("location")
        sources = [place, service, *([location] if location else [])]
        shown = (location and location.text("name")) or name
        about = (location and location.prose("description")) or place.prose("description")
        record = self._described(sources, shown, about or shown)
        if location is not None:
            record = replace(
                record,
                keywords=_keywords(location, shown),
                url=self._https(location, "url", shown),
                address=self._whole("address", _address(location), shown),
                directions=location.prose("transportation"),
                accessibility=self._whole("accessibility", _accessibility(location), shown),
            )
            is_place = record.address or record.directions or record.opening_hours
            if location.peek("location_type").casefold() == ("physical" if is_place else "virtual"):
                location.value("location_type")
        found = self._add(record, [location.id if location else "", place.id])
        if location is not None:
            self._places.setdefault(location.id.lower(), found)
        return found

    def of_service(self, service: Fields, name: str) -> str | None:
        """A contact point from what the service itself says; None where it says nothing."""
        record = self._described([service], name, name)
        if not (record.telephone or record.email or record.opening_hours or record.phone_hours):
            return None
        return self._add(record, [])

    def of_organization(self, organization: Fields) -> str:
        """The organization as a contact point; the place of the same id is that already."""
        if organization.id.lower() in self._places:
            organization.take("name", "description", "alternate_name", "website", "email")
            return self._places[organization.id.lower()]
        name = organization.text("name")
        record = self._described([organization], name, organization.prose("description"))
        return self._add(
            replace(
                record,
                description=record.description or name,
                keywords=_keywords(organization, name),
                url=self._https(organization, "website", name),
            ),
            [organization.id],
        )

    def ways(self) -> set[str]:
        """Every number, address of mail and page of the contact points found so far."""
        return {way for p in self.found.values() for way in (p.telephone, p.email, p.url)} - {""}

    def _described(self, sources: Sequence[Fields], name: str, description: str) -> ContactPoint:
        functions = []
        departments = []
        for contact in [contact for source in sources for contact in source.objects("contacts")]:
            departments.append(contact.text("department"))
            if is_person(contact, self._functions):
                self._leave_out(contact, name)
            else:
                contact.value("name")
                functions.append(contact)
        opening, phone = self._hours(sources, name)
        telephone, phones = self._phones([*sources, *functions], name)
        return ContactPoint(
            id="unnamed",
            name=name,
            description=description,
            organization=next(filter(None, departments), ""),
            telephone=telephone,
            phones=phones,
            email=self._email([*functions, *sources], name),
            opening_hours=opening,
            phone_hours=phone,
            languages=self._languages(sources),
        )

    def _leave_out(self, person: Fields, where: str) -> None:
        if person.value("email"):
            self._omit("contact.email", where, OWN)
        for phone in person.objects("phones"):
            phone.take("number", "type", "extension", "description")
            self._omit("contact.phone", where, OWN)

    def _phones(self, sources: Iterable[Fields], where: str) -> tuple[str, tuple[Phone, ...]]:
        """The number to call: one that is said to be for that, before one that says nothing.

        Then the further ones, and the first again where something is said of it.
        """
        found: dict[str, dict[Phone, None]] = {use: {} for use in _USES}
        for phone in [phone for source in sources for phone in source.objects("phones")]:
            numbers = list(self._numbers(phone, where))
            said = phone.text("description") if numbers else ""
            for number, use in numbers:
                found[use][described(number, said)] = None
        phones = list(dict.fromkeys(phone for use in _USES for phone in found[use]))
        named = {phone.number for phone in phones if phone.name or phone.hours}
        told = [p for p in phones if p.name or p.hours or p.number not in named]
        first = told[0].number if told else ""
        return first, tuple(p for p in told if p.name or p.hours or p.number != first)

    def _numbers(self, phone: Fields, where: str) -> Iterator[tuple[str, str]]:
        """The numbers of one phone that can be called, each with what it is for."""
        said = use_of(phone.peek("type"), phone.peek("description"))
        prefix = phone.peek("country_prefix")
        for number in numbers_in(f"{prefix} {phone.peek('number')}".strip()):
            use = number.use or said
            if use == "other":
                phone.take("number", "type")
                self._omit("phone.number", where, NOT_TO_TALK)
            elif not number.number:
                phone.refuse("number")
            elif self._personal.owns_number(number.number):
                phone.value("number")
                self._omit("phone.number", where, OWN)
            else:
                phone.take("number", "country_prefix")
                if number.extension:
                    self._omit("phone.extension", where, NO_FIELD)
                if said in ("voice", "mobile"):
                    phone.value("type")
                yield number.number, use

    def _email(self, sources: Iterable[Fields], where: str) -> str:
        addresses: dict[str, None] = {}
        for source in sources:
            found = mail_addresses(source.peek("email"))
            if found:
                source.value("email")
            elif source.peek("email"):
                source.refuse("email")
            for address in found:
                if self._personal.owns_email(address):
                    self._omit(f"{source.kind}.email", where, OWN)
                else:
                    addresses[address] = None
        return self._first("contact.email", list(addresses), where)

    def _languages(self, sources: Iterable[Fields]) -> tuple[str, ...]:
        codes: dict[str, None] = {}
        for language in [found for source in sources for found in source.objects("languages")]:
            by_code = language_code(language.peek("code"))
            by_name = language_code(language.peek("name"))
            code = by_code if by_name in ("", by_code.partition("-")[0]) else ""
            code = code or (by_name if not by_code else "")
            if code:
                language.value("code" if by_code else "name")
                codes[code] = None
            else:
                language.refuse("code")
                language.refuse("name")
        return tuple(codes)

    def _hours(self, sources: Iterable[Fields], where: str) -> tuple[str, str]:
        """Opening hours and telephone hours: of the first source that has them."""
        opening: dict[str, None] = {}
        phone: dict[str, None] = {}
        for source in sources:
            schedules = source.objects("schedules")
            by_phone = [schedule for schedule in schedules if _is_by_phone(schedule)]
            in_person = [schedule for schedule in schedules if schedule not in by_phone]
            closed = self._closed_days(source, where) if in_person else ""
            expression = self._expression(in_person, where)
            opening["; ".join(filter(None, [expression, expression and closed]))] = None
            phone[self._expression(by_phone, where)] = None
        return (
            self._first("schedule", [hours for hours in opening if hours], where),
            self._first("schedule", [hours for hours in phone if hours], where),
        )

    def _expression(self, schedules: Sequence[Fields], where: str) -> str:
        """One expression for all the schedules; where one is unclear, the rest of the week is."""
        rules: dict[str, None] = {}
        all_clear = True
        for schedule in schedules:
            fields = {key: schedule.peek(key) for key in (*FIELDS, *BESIDES)}
            if not any(fields[key] for key in FIELDS):
                continue
            read = self._read(fields)
            all_clear = all_clear and read.outcome != "unclear"
            if read.rule:
                rules[read.rule] = None
        written = {schedule.peek("description") for schedule in schedules}
        if len(written) == 1 and _says_all(min(written), schedules, list(rules)):
            for schedule in schedules:
                schedule.take("description", *FIELDS, *BESIDES)
            return min(written)
        for schedule in schedules:
            fields = schedule.take(*FIELDS, *BESIDES)
            if any(fields[key] for key in FIELDS):
                outcome = self._read(fields).outcome
                if outcome != "read":
                    self._omit("schedule", where, OVER if outcome == "over" else NOT_LEGIBLE)
        hours = osm_hours(rules)
        return hours if all_clear or not hours else f"{hours}{_REST_UNKNOWN}"

    def _read(self, fields: Mapping[str, str]) -> ReadSchedule:
        """A schedule; the same one stands in every service of a place."""
        key = tuple(fields.items())
        if key not in self._schedules:
            self._schedules[key] = read_schedule(fields, self._today, self._zone)
        return self._schedules[key]

    def _whole(self, field: str, text: str, where: str) -> str:
        """A text that was put together: numbers can have met that were none."""
        found = self._personal.masked(text)
        if found.reason:
            self._omit(field, where, found.reason)
        return found.text

    def _closed_days(self, source: Fields, where: str) -> str:
        """Days of a holiday schedule on which all is closed, as rules that come last."""
        rules = []
        for holiday in source.objects("holiday_schedules"):
            first, last = holiday.value("start_date")[:10], holiday.value("end_date")[:10]
            is_closed = holiday.flag("closed")
            hours = holiday.take("opens_at", "closes_at")
            read = read_schedule(
                {"freq": "DAILY", "valid_from": first or "?", "valid_to": last or first}
                | (_ALL_DAY if is_closed else hours),
                self._today,
                self._zone,
            )
            if read.rule:
                dates = read.rule.rpartition(" Mo-Su ")
                rules.append(f"{dates[0]} off" if is_closed else f"{dates[0]} {dates[2]}")
            else:
                reason = OVER if read.outcome == "over" else NOT_LEGIBLE
                self._omit("holiday_schedule", where, reason)
        return "; ".join(rules)

    def _https(self, source: Fields, key: str, where: str) -> str:
        found = self._personal.without_people(web_addresses(source.peek(key)))
        secure = [url for url in found if accepted(HttpsUrl, url)]
        if not source.peek(key):
            return ""
        source.value(key)
        if not secure:
            self._omit(f"{source.kind}.{key}", where, NOT_SECURE if found else NOT_LEGIBLE)
            return ""
        return self._first(f"{source.kind}.{key}", secure, where)

    def _first(self, field: str, values: Sequence[str], where: str) -> str:
        if len(values) > 1:
            self._omit(field, where, ONLY_ONE)
        return values[0] if values else ""

    def _omit(self, field: str, where: str, reason: str) -> None:
        self.omissions.append(Omission(field, where, reason))

    def _add(self, record: ContactPoint, ids: Sequence[str]) -> str:
        kept = [id_.lower() for id_ in ids if is_uuid(id_.lower())]
        there = next((self._there[id_] for id_ in kept if id_ in self._there), None)
        if there is not None:
            self._omit("contact", record.name, ALREADY)
            return there
        kept = kept if self._keep_ids else []
        key = msgspec.json.encode([record, *kept[:1]])
        if key not in self._ids:
            free = next((id_ for id_ in kept if id_ not in self._taken), None)
            self._ids[key] = free or slug(record.name, self._taken)
            self._taken.add(self._ids[key])
            self.found[self._ids[key]] = replace(record, id=self._ids[key])
        return self._ids[key]


def ways_to(organization: Fields) -> set[str]:
    """Every number, address of mail and page of an organization."""
    ways = {*web_addresses(organization.peek("website"))}
    ways |= {*mail_addresses(organization.peek("email"))}
    for phone in organization.objects("phones"):
        if use_of(phone.peek("type"), phone.peek("description")) != "other":
            ways |= {number.number for number in numbers_in(phone.peek("number"))}
    return ways - {""}


def is_person(contact: Fields, functions: AbstractSet[str]) -> bool:
    """Whether a contact has a name that is not the name of a function, a place or a house.

    `functions` are such names, case folded.
    """
    name = contact.peek("name").casefold()
    own = {contact.peek("department").casefold(), contact.peek("title").casefold()}
    return bool(name) and name not in functions and name not in own


def keywords_of(text: str, name: str) -> tuple[str, ...]:
    """Other names, as an export of ours joins them."""
    words = dict.fromkeys(word.strip() for word in text.split(";"))
    return tuple(word for word in words if word and word.casefold() != name.casefold())


def _keywords(source: Fields, name: str) -> tuple[str, ...]:
    return keywords_of(source.text("alternate_name"), name)


def _is_by_phone(schedule: Fields) -> bool:
    attending = schedule.peek("attending_type").casefold()
    return len(attending) < 20 and any(word in attending for word in _BY_PHONE)  # noqa: PLR2004


def is_telling(hours: str) -> bool:
    """Whether an expression says enough to be known again; `open` alone could be any word."""
    return _ALL_HOURS.search(hours) is not None


def _says_all(text: str, schedules: Iterable[Fields], rules: Sequence[str]) -> bool:
    """Whether a description is an expression of ours that says what the schedules say, and more."""
    if not is_telling(text) or not is_valid_hours(text):
        return False
    said = _cells(week_of(text).weekly)
    written = {
        (day, *(schedule.peek(key) for key in ("valid_from", "valid_to")), *_times(schedule))
        for schedule in schedules
        for day in schedule.peek("byday").split(",")
        if schedule.peek("opens_at")
    }
    if not written and not any(schedule.peek("byday") for schedule in schedules):
        return not said or _NAMES_DAYS.search(text) is not None
    return said == written or said == _cells(week_of(osm_hours(rules)).weekly)


def _times(schedule: Fields) -> tuple[str, str]:
    closes = schedule.peek("closes_at")
    return schedule.peek("opens_at")[:5], "24:00" if closes == LAST_SECOND else closes[:5]


def _cells(rows: Iterable[Weekly]) -> set[tuple[str, ...]]:
    """Every day with its hours and the dates between which they hold."""
    return {
        (day, row.valid_from, row.valid_to, row.opens_at, row.closes_at)
        for row in rows
        for day in row.byday.split(",")
    }


def _address(location: Fields) -> str:
    """The first address, physical ones before postal ones, on one line."""
    addresses = location.objects("addresses")
    addresses = sorted(addresses, key=_is_postal)
    if not addresses:
        return ""
    address = addresses[0]
    if address.peek("address_type").casefold() == "physical":
        address.value("address_type")
    street = [address.text(key) for key in _ADDRESS]
    town = f"{address.text('postal_code')} {address.text('city')}".strip()
    country = address.text("country")
    parts = [*street, town, address.text("region"), address.text("state_province")]
    if country.casefold() not in _HOME:
        parts.append(country)
    return ", ".join(filter(None, parts))


def _is_postal(address: Fields) -> bool:
    return address.peek("address_type").casefold() != "physical"


def _accessibility(location: Fields) -> str:
    texts = [
        entry.prose(key)
        for entry in location.objects("accessibility")
        for key in ("description", "details")
    ]
    return " ".join(filter(None, texts))
