"""The words of CPSV-AP 3: prefixes, containers, and the published lists that values come from."""

from typing import Final

_LANGUAGE_MAPS: Final = (
    "dct:title", "dct:description", "dcat:keyword", "skos:prefLabel", "locn:fullAddress",
)  # fmt: skip

CONTEXT: Final[dict[str, object]] = {
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "locn": "http://www.w3.org/ns/locn#",
    "org": "http://www.w3.org/ns/org#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{name: {"@id": name, "@container": "@language"} for name in _LANGUAGE_MAPS},
    "cv:processingTime": {"@id": "cv:processingTime", "@type": "xsd:duration"},
}
"""A text of every term in `_LANGUAGE_MAPS` is an object: language → text, or texts."""

_AUTHORITY: Final = "http://publications.europa.eu/resource/authority/"
COUNTRY: Final = f"{_AUTHORITY}country/DNK"
CURRENCY: Final = f"{_AUTHORITY}currency/"
"""To be followed by an ISO 4217 code."""
WEEKLY: Final = f"{_AUTHORITY}frequency/WEEKLY"

NEXT_STEPS: Final = {"da": "Det sker der bagefter", "en": "What happens next"}
REDRESS: Final = {"da": "Sådan klager man", "en": "How to complain"}
"""Titles of rules, in the languages of the interface."""
