"""Which name of the format an editor probably meant, also where they wrote it in Danish."""

import unicodedata
from collections.abc import Iterable
from typing import Final

from floorwalker.errors import nearest

_LETTERS: Final = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_ID_LENGTH: Final = 64

_IN_DANISH: Final = {
    "adgang": "accessibility",
    "adresse": "address",
    "advarsel": "alert",
    "afdeling": "organization",
    "alvor": "severity",
    "ansvarlig": "assurer",
    "beskeder": "notices",
    "beskrivelse": "description",
    "dokumenter": "required_documents",
    "e-mail": "email",
    "forklaring": "explanation",
    "fra": "from",
    "hilsen": "greeting",
    "hjælp": "help",
    "husk": "required_documents",
    "indtil": "until",
    "klage": "redress",
    "ejer": "owner",
    "fare": "danger",
    "frist": "deadline",
    "hjælp her": "help_here",
    "intet svar": "if_no_reply",
    "kilde": "source",
    "kildedato": "source_date",
    "lukkedage": "closures",
    "note": "desk_note",
    "numre": "phones",
    "satser": "rates",
    "telefoner": "phones",
    "ændringer": "changes",
    "kommune": "municipality",
    "kontakt": "contact_points",
    "kontaktpunkter": "contact_points",
    "kræver": "requires",
    "link": "url",
    "lov": "legal_basis",
    "lovgrundlag": "legal_basis",
    "mail": "email",
    "medbring": "required_documents",
    "myndighed": "competent_authority",
    "målgruppe": "audience",
    "navn": "name",
    "nøgleord": "keywords",
    "område": "theme",
    "om": "about",
    "ord": "terms",
    "organisation": "organization",
    "oversættelser": "translations",
    "pris": "cost",
    "relateret": "related",
    "sagsbehandlingstid": "processing_time",
    "se også": "related",
    "skridt": "steps",
    "sprog": "languages",
    "spørgsmål": "questions",
    "steder": "locations",
    "svarfrist": "response_days",
    "søgeord": "keywords",
    "telefon": "telephone",
    "telefontid": "phone_hours",
    "tekst": "text",
    "tema": "theme",
    "tidsbestilling": "appointment",
    "til": "until",
    "tlf": "telephone",
    "trin": "steps",
    "varighed": "duration",
    "vej": "directions",
    "vejledninger": "guides",
    "ventetid": "processing_time",
    "ydelser": "services",
    "åbningstid": "opening_hours",
    "åbningstider": "opening_hours",
}
"""Names as a Danish editor would guess them → names of the format."""


_LANGUAGE_OF: Final = {
    "al": "sq",
    "cn": "zh",
    "cz": "cs",
    "dk": "da",
    "ee": "et",
    "gb": "en",
    "gr": "el",
    "ir": "fa",
    "jp": "ja",
    "kurdisk": "ku",
    "se": "sv",
    "sy": "ar",
    "ua": "uk",
    "us": "en",
    "vn": "vi",
    "arabisk": "ar",
    "dansk": "da",
    "engelsk": "en",
    "farsi": "fa",
    "fransk": "fr",
    "norsk": "no",
    "persisk": "fa",
    "polsk": "pl",
    "russisk": "ru",
    "rumænsk": "ro",
    "somali": "so",
    "spansk": "es",
    "svensk": "sv",
    "tyrkisk": "tr",
    "tysk": "de",
    "ukrainsk": "uk",
}
"""Countries and Danish names of languages → their codes."""


def near_language(word: str) -> str:
    """The code of the language that `word` stands for; empty where unknown."""
    return _LANGUAGE_OF.get(word.strip().casefold(), "")


def near_name(word: str, names: Iterable[str]) -> str:
    """The one of `names` that `word` stands for or is probably a slip of; empty where none."""
    known = list(names)
    meant = _IN_DANISH.get(word.strip().casefold().replace("_", " "))
    return meant if meant in known else nearest(word, known) or ""


def slug_of(text: str) -> str:
    """`Lån af telt` as an id: `laan-af-telt`; empty where nothing of it can be one."""
    plain = unicodedata.normalize("NFC", text).lower().translate(_LETTERS)
    letters = unicodedata.normalize("NFD", plain)
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in letters if c.isprintable())
    return "-".join(part for part in kept.split("-") if part)[:_ID_LENGTH].strip("-")
