"""The objects of HSDS: their names, fields and links, and what older directories call them.

HSDS 3 names are the ones used here. HSDS 1 and 2, Open Referral UK and the Ohana API have the same
objects under other names; `KINDS` says which.
"""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import PurePath
from typing import Final

from msgspec import Struct

PAGE_KEYS: Final = ("contents", "content", "items", "results", "records", "data", "value")
"""Keys under which publishers put the objects of a page."""


class Child(Struct, frozen=True):
    """Objects that another object holds."""

    kind: str
    key: str = ""
    """What HSDS 3 calls the key; empty where it is the same."""
    given: Mapping[str, str] = {}
    """Fields that the key says already: `faxes` hold phones of the type `fax`."""


class Kind(Struct, frozen=True):
    """One kind of object."""

    tables: str
    """Names of its table or file, without underscores, separated by spaces; the first is usual."""
    fields: str
    """Names of its fields, those of older versions too."""
    renamed: Mapping[str, str] = {}
    """What older versions call a field → what HSDS 3 does."""
    children: Mapping[str, Child] = {}
    main: str = ""
    """The field that a plain text in the place of an object is."""


_PHONES: Final = {
    "phones": Child("phone"),
    "phone": Child("phone", "phones"),
    "telephones": Child("phone", "phones"),
    "faxes": Child("phone", "phones", {"type": "fax"}),
    "fax": Child("phone", "phones", {"type": "fax"}),
}
_CONTACTS: Final = {"contacts": Child("contact"), "contact": Child("contact", "contacts")}
_LANGUAGES: Final = {"languages": Child("language"), "language": Child("language", "languages")}
_SCHEDULES: Final = {
    "schedules": Child("schedule"),
    "schedule": Child("schedule", "schedules"),
    "regular_schedules": Child("schedule", "schedules"),
    "regular_schedule": Child("schedule", "schedules"),
    "holiday_schedules": Child("holiday_schedule"),
    "holiday_schedule": Child("holiday_schedule", "holiday_schedules"),
}
_PLACES: Final = {
    "service_at_locations": Child("service_at_location"),
    "service_at_location": Child("service_at_location", "service_at_locations"),
    "services_at_location": Child("service_at_location", "service_at_locations"),
    "services_at_locations": Child("service_at_location", "service_at_locations"),
}
_ATTRIBUTES: Final = {
    "attributes": Child("attribute"),
    "service_attributes": Child("attribute", "attributes"),
    "service_taxonomy": Child("attribute", "attributes"),
    "service_taxonomies": Child("attribute", "attributes"),
    "service_taxonomys": Child("attribute", "attributes"),
}
_STRUCTURE: Final = (
    "id organization_id service_id location_id service_at_location_id contact_id phone_id "
    "program_id link_id taxonomy_id taxonomy_term_id"
)

KINDS: Final[Mapping[str, Kind]] = {
    "organization": Kind(
        "organizations organization organisations organisation agencies agency",
        "id name alternate_name description email website url additional_websites tax_status "
        "tax_id year_incorporated legal_status logo uri parent_organization_id funding contacts "
        "phones locations programs organization_identifiers services accreditations "
        "date_incorporated fundings attributes metadata",
        {"url": "website", "additional_urls": "additional_websites"},
        {
            **_PHONES,
            **_CONTACTS,
            **_ATTRIBUTES,
            "locations": Child("location"),
            "services": Child("service"),
        },
    ),
    "service": Kind(
        "services service",
        "id organization_id program_id name alternate_name description url additional_urls email "
        "status interpretation_services application_process fees_description wait_time fees "
        "accreditations eligibility_description minimum_age maximum_age assured_date "
        "assurer_email licenses alert last_modified phones schedules service_areas "
        "service_at_locations languages organization funding cost_options program "
        "required_documents contacts attributes metadata capacities eligibility eligibilities "
        "eligibilitys eligibilities regular_schedules holiday_schedules service_taxonomys "
        "service_taxonomies service_taxonomy services_at_location location_id deliverable_type "
        "attending_type attending_access payment_accepted accepted_payments audience keywords "
        "funding_sources interpretation taxonomy_ids website reviews fundings link_taxonomies "
        "regular_schedule summary",
        {"fees": "fees_description", "eligibility": "eligibility_description", "website": "url"},
        {
            **_PHONES,
            **_CONTACTS,
            **_LANGUAGES,
            **_SCHEDULES,
            **_PLACES,
            **_ATTRIBUTES,
            "organization": Child("organization"),
            "location": Child("location"),
            "locations": Child("location"),
            "cost_options": Child("cost_option"),
            "cost_option": Child("cost_option", "cost_options"),
            "required_documents": Child("required_document"),
            "required_document": Child("required_document", "required_documents"),
            "eligibilities": Child("eligibility", "eligibilities"),
            "eligibilitys": Child("eligibility", "eligibilities"),
            "additional_urls": Child("url", "additional_urls"),
            "urls": Child("url", "additional_urls"),
        },
    ),
    "service_at_location": Kind(
        "serviceatlocations serviceatlocation servicesatlocation servicesatlocations "
        "servicelocations servicelocation",
        "id service_id location_id description contacts phones schedules location service "
        "attributes metadata regular_schedules holiday_schedules service_areas",
        {},
        {
            **_PHONES,
            **_CONTACTS,
            **_SCHEDULES,
            **_ATTRIBUTES,
            "location": Child("location"),
            "service": Child("service"),
        },
    ),
    "location": Kind(
        "locations location sites places",
        "id location_type url organization_id name alternate_name description transportation "
        "latitude longitude external_identifier external_identifier_type languages addresses "
        "contacts accessibility phones schedules attributes metadata physical_addresses "
        "postal_addresses accessibility_for_disabilities regular_schedules holiday_schedules "
        "short_desc coordinates virtual admin_emails website services service_at_locations "
        "address mail_address faxes email",
        {"website": "url"},
        {
            **_PHONES,
            **_CONTACTS,
            **_LANGUAGES,
            **_SCHEDULES,
            **_PLACES,
            **_ATTRIBUTES,
            "addresses": Child("address"),
            "address": Child("address", "addresses"),
            "physical_addresses": Child("address", "addresses", {"address_type": "physical"}),
            "physical_address": Child("address", "addresses", {"address_type": "physical"}),
            "postal_addresses": Child("address", "addresses", {"address_type": "postal"}),
            "postal_address": Child("address", "addresses", {"address_type": "postal"}),
            "mail_address": Child("address", "addresses", {"address_type": "postal"}),
            "accessibility": Child("accessibility"),
            "accessibility_for_disabilities": Child("accessibility", "accessibility"),
            "organization": Child("organization"),
            "services": Child("service"),
        },
    ),
    "phone": Kind(
        "phones phone telephones faxes",
        f"{_STRUCTURE} number extension type description languages attributes metadata "
        "country_prefix department number_type vanity_number language priority",
        {"number_type": "type", "phone_number": "number", "phone": "number", "fax": "number"},
        _LANGUAGES,
        "number",
    ),
    "contact": Kind(
        "contacts contact",
        "id organization_id service_id service_at_location_id location_id name title department "
        "email phones attributes metadata visibility",
        {},
        {**_PHONES, **_ATTRIBUTES},
        "name",
    ),
    "address": Kind(
        "addresses address physicaladdresses physicaladdress postaladdresses postaladdress "
        "mailaddresses mailaddress",
        "id location_id organization_id attention address_1 address_2 address_3 address_4 city "
        "region state_province postal_code country address_type attributes metadata street "
        "street_1 street_2 state zip country_code postcode",
        {
            "street": "address_1",
            "street_1": "address_1",
            "street_2": "address_2",
            "state": "state_province",
            "zip": "postal_code",
            "postcode": "postal_code",
            "country_code": "country",
        },
        {},
        "address_1",
    ),
    "schedule": Kind(
        "schedules schedule regularschedules regularschedule",
        "id service_id location_id service_at_location_id valid_from valid_to dtstart timezone "
        "until count wkst freq interval byday byweekno bymonthday byyearday description opens_at "
        "closes_at schedule_link attending_type notes attributes metadata weekday "
        "service_at_location original_text",
        {"weekday": "byday", "days_of_week": "byday"},
        {},
        "description",
    ),
    "holiday_schedule": Kind(
        "holidayschedules holidayschedule",
        "id service_id location_id service_at_location_id closed opens_at closes_at start_date "
        "end_date service_at_location",
    ),
    "language": Kind(
        "languages language",
        "id service_id location_id phone_id name code note language attributes metadata",
        {"language": "name"},
        {},
        "name",
    ),
    "accessibility": Kind(
        "accessibility accessibilities accessibilityfordisabilities",
        "id location_id description details url attributes metadata accessibility",
        {"accessibility": "description"},
        {},
        "description",
    ),
    "cost_option": Kind(
        "costoptions costoption",
        "id service_id valid_from valid_to option currency amount amount_description attributes "
        "metadata",
        {"cost_description": "amount_description"},
        {},
        "amount_description",
    ),
    "required_document": Kind(
        "requireddocuments requireddocument",
        "id service_id document uri attributes metadata",
        {"name": "document"},
        {},
        "document",
    ),
    "eligibility": Kind(
        "eligibility eligibilities eligibilitys",
        "id service_id eligibility minimum_age maximum_age taxonomys",
        {},
        {},
        "eligibility",
    ),
    "url": Kind(
        "urls url additionalurls",
        "id label url organization_id service_id attributes metadata",
        {},
        {},
        "url",
    ),
    "attribute": Kind(
        "attributes attribute serviceattributes serviceattribute servicetaxonomy "
        "servicetaxonomies servicetaxonomys otherattributes",
        "id link_id taxonomy_term_id link_type link_entity value taxonomy_term label service_id "
        "taxonomy_id taxonomy_detail taxonomy metadata",
        {"taxonomy_id": "taxonomy_term_id"},
        {
            "taxonomy_term": Child("taxonomy_term"),
            "taxonomy": Child("taxonomy_term", "taxonomy_term"),
        },
    ),
    "taxonomy_term": Kind(
        "taxonomyterms taxonomyterm terms",
        "id code name description parent_id taxonomy taxonomy_detail language taxonomy_id "
        "term_uri metadata vocabulary parent_name term",
        {"vocabulary": "taxonomy", "term": "name"},
        {},
        "name",
    ),
    "taxonomy": Kind(
        "taxonomies taxonomy",
        "id name description uri version metadata parent_id parent_name vocabulary",
        {"vocabulary": "taxonomy"},
    ),
    "program": Kind(
        "programs program", "id organization_id name alternate_name description attributes metadata"
    ),
    "organization_identifier": Kind(
        "organizationidentifiers organizationidentifier",
        "id organization_id identifier_scheme identifier_type identifier attributes metadata",
    ),
    "funding": Kind("funding fundings", "id organization_id service_id source attributes metadata"),
    "service_area": Kind(
        "serviceareas servicearea",
        "id service_id service_at_location_id name description extent extent_type uri attributes "
        "metadata service_area type",
    ),
    "service_capacity": Kind(
        "servicecapacity servicecapacities capacities",
        "id service_id unit_id available maximum description updated attributes metadata",
    ),
    "unit": Kind("units unit", "id name scheme identifier uri attributes metadata"),
    "payment_accepted": Kind(
        "paymentaccepted paymentsaccepted", "id service_id payment payment_accepted"
    ),
    "metadata": Kind(
        "metadata",
        "id resource_id resource_type last_action_date last_action_type field_name "
        "previous_value replacement_value updated_by",
    ),
    "meta_table_description": Kind(
        "metatabledescriptions metatabledescription", "id name language character_set"
    ),
}

PARENT_IDS: Final[Mapping[str, tuple[str, ...]]] = {
    "phone": ("contact_id", "service_at_location_id", "location_id", "service_id",
              "organization_id"),
    "contact": ("service_at_location_id", "location_id", "service_id", "organization_id"),
    "schedule": ("service_at_location_id", "location_id", "service_id"),
    "holiday_schedule": ("service_at_location_id", "location_id", "service_id"),
    "language": ("location_id", "service_id", "phone_id"),
    "address": ("location_id",),
    "accessibility": ("location_id",),
    "cost_option": ("service_id",),
    "required_document": ("service_id",),
    "eligibility": ("service_id",),
    "url": ("service_id",),
    "attribute": ("service_id", "link_id"),
}  # fmt: skip
"""For each kind the fields that say to which object a row belongs, the closest first."""

_KIND_OF_TABLE: Final = {name: kind for kind, each in KINDS.items() for name in each.tables.split()}
_FIELDS: Final = {kind: frozenset(each.fields.split()) for kind, each in KINDS.items()}
_GIVEN_BY_TABLE: Final[Mapping[str, Mapping[str, str]]] = {
    "physicaladdresses": {"address_type": "physical"},
    "physicaladdress": {"address_type": "physical"},
    "postaladdresses": {"address_type": "postal"},
    "postaladdress": {"address_type": "postal"},
    "mailaddresses": {"address_type": "postal"},
    "mailaddress": {"address_type": "postal"},
    "faxes": {"type": "fax"},
}
_CLEAR_LEAD: Final = 2
"""By how many fields an object must look like another kind than its file's name says."""
_TELLING: Final = 2
"""Fields beside the common ones that an object without a telling name must have."""
_COMMON: Final = frozenset({"id", "name", "description", "metadata", "attributes"})


def kind_of_table(name: str) -> str:
    """The kind of the rows of `services` or `services.csv`; empty where it is no table's name."""
    return _KIND_OF_TABLE.get(_plain(name), "")


def kind_of_file(name: str) -> str:
    """The kind that a file's name speaks of: `my_export_services.csv`, `services-page-2.json`."""
    words = re.split(r"[^a-z0-9]+", PurePath(name).stem.lower())
    counts = range(len(words), 0, -1)
    for part in (*(words[-count:] for count in counts), *(words[:count] for count in counts)):
        if "".join(part) in _KIND_OF_TABLE:
            return _KIND_OF_TABLE["".join(part)]
    return ""


def given_by_table(name: str) -> Mapping[str, str]:
    """Fields that the name of a table says of all its rows: `physical_addresses`."""
    return _GIVEN_BY_TABLE.get(_plain(name), {})


def kind_of_object(item: Mapping[str, object], named: str = "") -> str:
    """What an object is, by the names of its fields; empty where nothing tells.

    `named` is the kind that the name of its file or table speaks of.
    """
    keys = {key for key, value in item.items() if value not in (None, "")}
    if _joins_service_and_place(item, keys):
        return "service_at_location"
    scores = {kind: len(keys & fields) for kind, fields in _FIELDS.items()}
    best = max(scores.values())
    if named and scores[named] > best - _CLEAR_LEAD:
        return named
    leading = [kind for kind, score in scores.items() if score == best]
    for kind, key in (("service", "status"), ("organization", "services")):
        if kind in leading and key in keys:
            return kind
    telling = len((keys & _FIELDS[leading[0]]) - _COMMON)
    is_clear = len(leading) == 1 and (telling >= _TELLING or _is_named_service(item, leading[0]))
    return leading[0] if is_clear else named


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", PurePath(name).stem.lower())


def _joins_service_and_place(item: Mapping[str, object], keys: AbstractSet[str]) -> bool:
    service, location = item.get("service"), item.get("location")
    if isinstance(service, dict) and isinstance(location, dict | None):
        return True
    return {"service_id", "location_id"} <= keys <= _FIELDS["service_at_location"]


def _is_named_service(item: Mapping[str, object], kind: str) -> bool:
    """A name alone could be anything's; one of these other keys makes it a service's."""
    found = ("status", "organization", "service_at_locations")
    return kind == "service" and isinstance(item.get("name"), str) and any(k in item for k in found)
