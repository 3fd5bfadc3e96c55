"""What HSDS 3.0 and CPSV-AP 3.2 demand, as facts: names, types, obligations."""

from collections.abc import Iterator

from jsonschema import Draft202012Validator, FormatChecker

UUID = {
    "type": "string",
    "format": "uuid",
    "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
}
TEXT = {"type": "string"}
DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
URI = {"type": "string", "pattern": "^https?://"}
EMAIL = {"type": "string", "pattern": "^[^@ ]+@[^@ ]+$"}


def _object(required: str, **properties: object) -> dict[str, object]:
    """An object that may have these fields and no others; every object has an id."""
    return {
        "type": "object",
        "required": ["id", *required.split()],
        "properties": {"id": UUID, **properties},
        "additionalProperties": False,
    }


def _texts(names: str) -> dict[str, object]:
    return dict.fromkeys(names.split(), TEXT)


def _list(items: object) -> dict[str, object]:
    return {"type": "array", "items": items}


LANGUAGE = _object("", **_texts("name code note"))
PHONE = _object("number", **_texts("number type description"), languages=_list(LANGUAGE))
CONTACT = _object("", **_texts("name title department"), email=EMAIL, phones=_list(PHONE))
SCHEDULE = _object(
    "",
    **_texts("byday description opens_at closes_at attending_type notes"),
    valid_from=DAY,
    valid_to=DAY,
    freq={"enum": ["WEEKLY", "MONTHLY"]},
)
ADDRESS = _object(
    "address_1 city state_province postal_code country address_type",
    **_texts("attention address_1 address_2 city region state_province postal_code country"),
    address_type={"enum": ["physical", "postal", "virtual"]},
)
LOCATION = _object(
    "location_type",
    **_texts("name alternate_name description transportation"),
    location_type={"enum": ["physical", "postal", "virtual"]},
    url=URI,
    languages=_list(LANGUAGE),
    addresses=_list(ADDRESS),
    contacts=_list(CONTACT),
    accessibility=_list(_object("", **_texts("description details"), url=URI)),
    phones=_list(PHONE),
    schedules=_list(SCHEDULE),
)
ORGANIZATION = _object(
    "name description",
    **_texts("name alternate_name description"),
    email=EMAIL,
    website=URI,
    phones=_list(PHONE),
)
TERM = _object("name description", **_texts("code name description taxonomy"))
SERVICE = _object(
    "name status",
    **_texts(
        "name alternate_name description application_process fees_description wait_time "
        "eligibility_description alert"
    ),
    url=URI,
    additional_urls=_list(_object("url", label=TEXT, url=URI)),
    email=EMAIL,
    status={"enum": ["active", "inactive", "defunct", "temporarily closed"]},
    assured_date=DAY,
    assurer_email=EMAIL,
    service_at_locations=_list(_object("", location=LOCATION)),
    organization=ORGANIZATION,
    cost_options=_list(
        _object(
            "",
            **_texts("option amount_description"),
            currency={"type": "string", "pattern": "^[A-Z]{3}$"},
            amount={"type": "number"},
            valid_from=DAY,
            valid_to=DAY,
        )
    ),
    required_documents=_list(_object("", document=TEXT, uri=URI)),
    attributes=_list(
        _object("", link_id=UUID, **_texts("link_type link_entity value"), taxonomy_term=TERM)
    ),
)
PAGE = {
    "type": "object",
    "required": [
        "total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty",
        "contents",
    ],
    "properties": {"contents": _list(SERVICE)},
}  # fmt: skip


def hsds_faults(page: object) -> list[str]:
    """What the standard would object to, each with its place."""
    validator = Draft202012Validator(PAGE, format_checker=FormatChecker())
    return [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(page)]


LANG = "text in a language"
DEMANDS: dict[str, dict[str, tuple[int, int | None, str]]] = {
    "cpsv:PublicService": {
        "dct:identifier": (1, 1, ""),
        "dct:title": (1, None, LANG),
        "dct:description": (1, None, LANG),
        "dcat:keyword": (0, None, LANG),
        "cv:hasCompetentAuthority": (1, None, "cv:PublicOrganisation"),
        "cv:contactPoint": (0, None, "cv:ContactPoint"),
        "cv:hasChannel": (0, None, "cv:Channel"),
        "cv:hasCost": (0, None, "cv:Cost"),
        "cpsv:hasInput": (0, None, "cv:Evidence"),
        "cpsv:follows": (0, None, "cpsv:Rule"),
        "cv:holdsRequirement": (0, None, "cv:Requirement"),
        "cv:hasLegalResource": (0, None, "eli:LegalResource"),
        "cv:thematicArea": (0, None, "skos:Concept"),
        "cv:isClassifiedBy": (0, None, "skos:Concept"),
        "dct:audience": (0, None, "skos:Concept"),
        "cv:relatedService": (0, None, "cpsv:PublicService"),
        "cv:processingTime": (0, 1, ""),
    },
    "cv:PublicOrganisation": {
        "skos:prefLabel": (1, None, LANG),
        "dct:spatial": (1, None, "dct:Location"),
    },
    "cv:ContactPoint": {
        "cv:contactPage": (0, None, "foaf:Document"),
        "cv:openingHours": (0, None, "time:TemporalEntity"),
        "cv:specialOpeningHoursSpecification": (0, None, "time:TemporalEntity"),
        "locn:address": (0, None, "locn:Address"),
    },
    "cv:Channel": {
        "dct:identifier": (1, 1, ""),
        "dct:description": (0, None, LANG),
        "cv:ownedBy": (0, None, "org:Organization"),
    },
    "cv:Cost": {
        "dct:identifier": (1, 1, ""),
        "dct:description": (0, None, LANG),
        "cv:hasValue": (0, 1, ""),
        "cv:currency": (0, 1, "skos:Concept"),
    },
    "cv:Evidence": {"dct:identifier": (1, 1, ""), "dct:title": (1, None, LANG)},
    "cv:Requirement": {"dct:identifier": (1, 1, ""), "dct:title": (1, None, LANG)},
    "cpsv:Rule": {
        "dct:identifier": (1, 1, ""),
        "dct:title": (1, None, LANG),
        "dct:description": (1, None, LANG),
    },
    "time:TemporalEntity": {
        "dct:description": (0, None, LANG),
        "cv:frequency": (0, None, "skos:Concept"),
    },
    "locn:Address": {"locn:fullAddress": (0, None, LANG)},
}
"""Class → property → least and most values, and the class of what it points to."""


def cpsv_faults(graph: list[dict[str, object]]) -> list[str]:
    """What the profile would object to."""
    types = {str(node["@id"]): _types(node) for node in graph}
    return [fault for node in graph for fault in _node_faults(node, types)]


def _node_faults(node: dict[str, object], types: dict[str, list[str]]) -> Iterator[str]:
    for demands in (DEMANDS.get(type_, {}) for type_ in _types(node)):
        for name, (least, most, target) in demands.items():
            found = _values(node.get(name))
            where = f"{node['@id']} {name}"
            if len(found) < least or (most is not None and len(found) > most):
                yield f"{where}: {len(found)} values"
            if target == LANG and name in node and not isinstance(node[name], dict):
                yield f"{where}: no language"
            for value in found if target and target != LANG else []:
                if not isinstance(value, dict) or target not in types[str(value["@id"])]:
                    yield f"{where}: {value} is no {target}"


def _types(node: dict[str, object]) -> list[str]:
    found = node["@type"]
    return [str(type_) for type_ in found] if isinstance(found, list) else [str(found)]


def _values(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]
