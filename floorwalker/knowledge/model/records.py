"""The records of a knowledge base: frozen values, named after CPSV-AP 3 and HSDS 3.

A text that a record does not have is the empty string, a list that it does not have is empty.
The structs are the one description of the format: loader and schema are derived from them.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct, field
from msgspec.structs import force_setattr

from floorwalker.knowledge.model.fields import (
    Appointment,
    Audience,
    Days,
    Email,
    HttpsUrl,
    Kind,
    Kle,
    Language,
    Moment,
    OnOff,
    OsmHours,
    Ref,
    Requirement,
    Severity,
    Slug,
    Telephone,
    Text,
    Texts,
    Url,
    Year,
    as_dialled,
)

REVIEW_INTERVAL_DAYS = 365
CONTACT_REVIEW_INTERVAL_DAYS = 90
LAYING = ("based_on", "withdrawn", "without")
"""What a record says of the one that it is laid over."""
NEVER_CHANGED = ("id", "changes", "placeholder", *LAYING)
"""Fields that no change can set."""
MOST_QUICK = 9
"""As many as there are digits to choose one with."""


class Rendering(
    Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False
):
    """What a translation says of itself."""

    of: Text = ""
    """Fingerprint of the texts that it renders, as they were when it was written."""
    reviewed_date: date | None = None
    """When a reader of the language checked it; None means that nobody has."""


class Translation(Rendering, frozen=True, kw_only=True):
    """The text fields that every translated record may have again."""

    name: Text = ""
    keywords: tuple[Text, ...] = ()


class SharedTranslation(Translation, frozen=True, kw_only=True):
    """A translation of a service, a contact point or a guide."""

    description: Text = ""
    alert: Text = ""
    desk_note: Text = ""


class ServiceTranslation(SharedTranslation, frozen=True, kw_only=True):
    """A service in another language."""

    theme: Text = ""
    competent_authority: Text = ""
    deadline: Text = ""
    if_no_reply: Text = ""
    danger: tuple[Text, ...] = ()
    questions: tuple[Text, ...] = ()
    eligibility: Text = ""
    required_documents: tuple[Text, ...] = ()
    cost: Text = ""
    processing_time: Text = ""
    next_steps: tuple[Text, ...] = ()
    redress: Text = ""
    legal_basis: Text = ""


class ContactTranslation(SharedTranslation, frozen=True, kw_only=True):
    """A contact point in another language."""

    organization: Text = ""
    address: Text = ""
    directions: Text = ""
    accessibility: Text = ""


class GuideTranslation(SharedTranslation, frozen=True, kw_only=True):
    """A guide in another language."""

    duration: Text = ""
    steps: tuple[Text, ...] = ()


class TermTranslation(Translation, frozen=True, kw_only=True):
    """A term in another language."""

    explanation: Text = ""


class NoticeTranslation(Translation, frozen=True, kw_only=True):
    """A notice in another language."""

    text: Text = ""


class MunicipalityTranslation(Rendering, frozen=True, kw_only=True):
    """What the house says of itself in another language."""

    name: Text = ""
    greeting: Text = ""


class Record(
    Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False
):
    """What all entries have: an id, unique within its kind."""

    kind: ClassVar[Kind]

    id: Slug
    placeholder: OnOff | None = None
    """Whether it is invented for the example town, to be replaced."""
    withdrawn: bool = False
    """Whether it takes the record below it out."""
    without: tuple[Text, ...] = ()
    """Fields of the record below it that do not hold."""
    based_on: Text = ""
    """Fingerprint of the record below it, as it was when this one was written."""

    @property
    def ref(self) -> str:
        """The entry's name elsewhere: `service:pas`."""
        return f"{self.kind}:{self.id}"


class Change(
    Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False
):
    """What will be different in a record from a day on."""

    starts: date = field(name="from")
    """The first day on which it holds."""
    note: Text = ""
    """What staff read before that day."""
    set: dict[str, object] = {}
    """Fields of the record and what they will say, sound as the loader leaves them."""


class SharedFields(Record, frozen=True, kw_only=True):
    """The fields that services, contact points and guides share."""

    name: Text
    description: Text
    keywords: tuple[Text, ...] = ()
    audience: tuple[Audience, ...] = ()
    """Whom it is for; empty means everybody."""
    alert: Text = ""
    assured_date: date | None = None
    assurer: Text = ""
    review_interval_days: Days | None = None
    urgent: bool = False
    source: Url = ""
    source_date: date | None = None
    """The day on which the source was read."""
    owner: Slug | None = None
    """The contact point that keeps the record."""
    changes: tuple[Change, ...] = ()
    desk_note: Text = ""
    """For the person at the desk alone: it never leaves the desk."""

    @property
    def review_interval(self) -> int:
        """Days after which the record counts as stale."""
        if self.review_interval_days is not None:
            return self.review_interval_days
        return CONTACT_REVIEW_INTERVAL_DAYS if self.kind == "contact" else REVIEW_INTERVAL_DAYS

    def is_stale(self, today: date) -> bool:
        """Whether a person last checked the facts longer ago than the record allows."""
        assured = self.assured_date
        return assured is not None and (today - assured).days > self.review_interval


class Service(SharedFields, frozen=True, kw_only=True):
    """Something a visitor can come for (CPSV-AP PublicService)."""

    kind: ClassVar[Kind] = "service"

    theme: Text = ""
    competent_authority: Text = ""
    """Who decides, when that is not the municipality: a contact's id, in older folders a name.

    `Knowledge.authority` and `Knowledge.authority_name` tell the two apart.
    """
    help_here: tuple[Slug, ...] = ()
    """Contact points of the house that help although another authority decides."""
    deadline: Text = ""
    """What the visitor must do by when, so as not to lose a right."""
    if_no_reply: Text = ""
    danger: tuple[Text, ...] = ()
    """What people in danger say; on urgent services alone."""
    contact_points: tuple[Slug, ...] = ()
    guides: tuple[Slug, ...] = ()
    questions: tuple[Text, ...] = ()
    eligibility: Text = ""
    required_documents: tuple[Text, ...] = ()
    cost: Text = ""
    processing_time: Text = ""
    response_days: Days | None = None
    """Calendar days until an answer."""
    next_steps: tuple[Text, ...] = ()
    redress: Text = ""
    sensitive: bool = False
    """The encounter is logged without the entry."""
    legal_basis: Text = ""
    kle: Kle = ""
    related: tuple[Ref, ...] = ()
    translations: dict[Language, ServiceTranslation] = {}


class Phone(
    Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False
):
    """A further number of a contact point."""

    number: Telephone
    name: Text = ""
    """What it is for."""
    hours: Text = ""
    """When it is answered: OpenStreetMap syntax, or words that are shown as they stand."""

    def __post_init__(self) -> None:
        """Hold a short number as it is dialled."""
        number = as_dialled(self.number)
        if number != self.number:
            force_setattr(self, "number", number)


class ContactPoint(SharedFields, frozen=True, kw_only=True):
    """A desk, a phone line, an office, an authority elsewhere (CPSV-AP ContactPoint)."""

    kind: ClassVar[Kind] = "contact"

    organization: Text = ""
    telephone: Telephone = ""
    phones: tuple[Phone, ...] = ()
    """Further numbers, each with what it is for."""
    email: Email = ""
    url: HttpsUrl = ""
    appointment: Appointment | None = None
    appointment_url: HttpsUrl = ""
    address: Text = ""
    directions: Text = ""
    opening_hours: OsmHours = ""
    """Personal attendance, OpenStreetMap syntax."""
    phone_hours: OsmHours = ""
    """Telephone; empty means as `opening_hours`."""
    languages: tuple[Language, ...] = ()
    accessibility: Text = ""
    fallback: Slug | None = None
    """The contact point that takes over when this one is closed."""
    follows_closures: OnOff | None = None
    """Whether it is closed with the house; None leaves it to `knowledge.house`."""
    translations: dict[Language, ContactTranslation] = {}

    def __post_init__(self) -> None:
        """Hold a short number as it is dialled, so that whatever shows or codes it is right."""
        number = as_dialled(self.telephone)
        if number != self.telephone:
            force_setattr(self, "telephone", number)

    @property
    def usable(self) -> bool:
        """Whether a visitor can get in touch: a number, mail, hours, an address or a booking."""
        return bool(
            self.telephone
            or self.phones
            or self.email
            or self.opening_hours
            or self.address
            or self.appointment_url
        )


class Guide(SharedFields, frozen=True, kw_only=True):
    """How to get it done on the web, step by step."""

    kind: ClassVar[Kind] = "guide"

    url: HttpsUrl
    requires: tuple[Requirement, ...] = ()
    duration: Text = ""
    steps: Texts
    help: Slug | None = None
    """The contact point that helps when it fails."""
    translations: dict[Language, GuideTranslation] = {}


class Term(Record, frozen=True, kw_only=True):
    """A word from a letter or a form, in plain language."""

    kind: ClassVar[Kind] = "term"

    name: Text
    explanation: Text
    keywords: tuple[Text, ...] = ()
    related: tuple[Ref, ...] = ()
    translations: dict[Language, TermTranslation] = {}


class Notice(Record, frozen=True, kw_only=True):
    """What is different right now."""

    kind: ClassVar[Kind] = "notice"

    text: Text
    starts: Moment = field(name="from", default="")
    until: Moment
    about: tuple[Ref, ...] = ()
    """The entries it concerns; empty means the whole house."""
    severity: Severity = "info"
    translations: dict[Language, NoticeTranslation] = {}

    def is_current(self, now: datetime) -> bool:
        """Whether the notice holds at `now`, a local time; a bare date holds the whole day."""
        local = now.replace(tzinfo=None)
        started = not self.starts or _moment(self.starts, time.min) <= local
        return started and local <= self.ends_at

    @property
    def ends_at(self) -> datetime:
        """The last local moment at which the notice holds."""
        return _moment(self.until, time.max)


class Location(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A house that has a front desk."""

    name: Text
    address: Text = ""


class Closure(
    Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False
):
    """Days on which the house is closed beyond public holidays."""

    starts: date = field(name="from")
    until: date | None = None
    """The last of the days; None where there is only one."""
    text: Text = ""

    @property
    def last_day(self) -> date:
        """The last day on which the house is closed."""
        return self.until or self.starts

    def covers(self, day: date) -> bool:
        """Whether the house is closed on `day`."""
        return self.starts <= day <= self.last_day


class Rate(
    Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False
):
    """An amount that changes with the year: `{rate:ID}` in a text stands for it."""

    kind: ClassVar[Literal["rate"]] = "rate"

    id: Slug
    name: Text
    values: Annotated[dict[Year, Text], Meta(min_length=1)]
    source: Url = ""
    source_date: date | None = None
    withdrawn: bool = False
    without: tuple[Text, ...] = ()
    based_on: Text = ""

    @property
    def ref(self) -> str:
        """What stands for it in a text, between braces: `rate:boernepenge`."""
        return f"{self.kind}:{self.id}"


class Municipality(
    Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False
):
    """Whose knowledge base this is."""

    name: Text
    timezone: Text = "Europe/Copenhagen"
    """IANA name."""
    main_contact: Slug
    languages: tuple[Language, ...] = ("da",)
    """The first is the default."""
    locations: dict[Slug, Location] = {}
    greeting: Text = ""
    closures: tuple[Closure, ...] = ()
    quick: Annotated[tuple[Ref, ...], Meta(max_length=MOST_QUICK)] = ()
    """What the desk counts with two keys."""
    placeholder: OnOff | None = None
    base: Text = ""
    """What the folder stands on: `starter`, or another folder, seen from this one."""
    without: tuple[Text, ...] = ()
    based_on: Text = ""
    translations: dict[Language, MunicipalityTranslation] = {}


Entry = Service | ContactPoint | Guide | Term
"""What search finds; a notice is shown, not searched for."""


class Knowledge(Struct, frozen=True, kw_only=True):
    """A whole knowledge base, by id within each kind. References in it always resolve."""

    municipality: Municipality
    services: Mapping[str, Service]
    contact_points: Mapping[str, ContactPoint]
    guides: Mapping[str, Guide]
    terms: Mapping[str, Term]
    notices: Mapping[str, Notice]
    rates: Mapping[str, Rate] = {}

    def authority(self, service: Service) -> ContactPoint | None:
        """The contact point that decides; None where the house does, or only a name is known."""
        return self.contact_points.get(service.competent_authority)

    def authority_name(self, service: Service) -> str:
        """What the authority that decides is called; empty where the house decides itself."""
        contact = self.authority(service)
        return contact.name if contact else service.competent_authority

    def entries(self) -> Iterator[Entry]:
        """Every searchable entry: services, contact points, guides, terms."""
        yield from self.services.values()
        yield from self.contact_points.values()
        yield from self.guides.values()
        yield from self.terms.values()

    def entry(self, ref: str) -> Entry | Notice | None:
        """The entry named `KIND:ID`, or None."""
        kind, _, id_ = ref.partition(":")
        collections: dict[str, Mapping[str, Entry] | Mapping[str, Notice]] = {
            "service": self.services,
            "contact": self.contact_points,
            "guide": self.guides,
            "term": self.terms,
            "notice": self.notices,
        }
        return collections.get(kind, {}).get(id_)


def _moment(text: str, default: time) -> datetime:
    """A date or a date and time; a bare date gets the time `default`."""
    if len(text) > len("2026-01-31"):
        return datetime.fromisoformat(text)
    return datetime.combine(date.fromisoformat(text), default)
