"""Which part of an entry a field belongs to, and what editors call the two.

The areas stand in the order in which a change matters to a visitor: a wrong door, a wrong number
and a wrong hour come before a keyword.
"""

from collections.abc import Mapping
from typing import Final, Literal

from floorwalker.i18n import mark

Area = Literal[
    "gone", "new", "names", "danger", "doors", "numbers", "hours", "deadlines", "prices", "coming",
    "notices", "steps", "texts", "keywords", "checks", "translations",
]  # fmt: skip

AREAS: Final[Mapping[Area, str]] = {
    "gone": mark("No longer there"),
    "new": mark("New"),
    "names": mark("New names"),
    "danger": mark("Danger and alerts"),
    "doors": mark("Doors"),
    "numbers": mark("Numbers and mail"),
    "hours": mark("Opening hours and closing days"),
    "deadlines": mark("Deadlines and waiting times"),
    "prices": mark("Prices and amounts"),
    "coming": mark("What changes on a day to come"),
    "notices": mark("Notices"),
    "steps": mark("What to bring, who can get it, what happens"),
    "texts": mark("Other texts"),
    "keywords": mark("Search words"),
    "checks": mark("Sources and checks"),
    "translations": mark("Translations"),
}
"""The areas with their headings, what matters most first."""

_FIELDS: Final[Mapping[Area, Mapping[str, str]]] = {
    "names": {"id": mark("id"), "name": mark("name")},
    "danger": {
        "urgent": mark("urgent"),
        "alert": mark("alert"),
        "danger": mark("what people in danger say"),
        "sensitive": mark("sensitive"),
    },
    "doors": {
        "competent_authority": mark("who decides"),
        "help_here": mark("who helps here"),
        "contact_points": mark("where to go"),
        "main_contact": mark("main contact"),
        "fallback": mark("who takes over"),
        "help": mark("who helps when it fails"),
        "guides": mark("do it oneself"),
        "url": mark("web address"),
        "appointment": mark("appointment"),
        "appointment_url": mark("where to book"),
        "address": mark("address"),
        "directions": mark("the way there"),
        "locations": mark("houses"),
        "quick": mark("counted with two keys"),
    },
    "numbers": {
        "telephone": mark("telephone"),
        "phones": mark("further numbers"),
        "email": mark("e-mail"),
    },
    "hours": {
        "opening_hours": mark("opening hours"),
        "phone_hours": mark("telephone hours"),
        "closures": mark("closing days of the house"),
        "follows_closures": mark("closed with the house"),
        "timezone": mark("time zone"),
    },
    "deadlines": {
        "deadline": mark("deadline"),
        "if_no_reply": mark("when nothing is heard"),
        "processing_time": mark("waiting time"),
        "response_days": mark("days until an answer"),
    },
    "prices": {"cost": mark("price"), "values": mark("amount")},
    "coming": {"changes": mark("coming change")},
    "notices": {
        "text": mark("text"),
        "from": mark("from"),
        "until": mark("until"),
        "about": mark("about"),
        "severity": mark("shown as"),
    },
    "steps": {
        "audience": mark("who it is for"),
        "eligibility": mark("who can get it"),
        "required_documents": mark("what to bring"),
        "requires": mark("what one needs"),
        "duration": mark("how long it takes"),
        "steps": mark("steps"),
        "next_steps": mark("what happens next"),
        "redress": mark("complaint"),
        "languages": mark("languages"),
        "accessibility": mark("accessibility"),
    },
    "texts": {
        "description": mark("description"),
        "explanation": mark("explanation"),
        "greeting": mark("greeting"),
        "questions": mark("questions"),
        "desk_note": mark("for the desk alone"),
        "organization": mark("organization"),
        "theme": mark("theme"),
        "related": mark("see also"),
        "legal_basis": mark("law"),
        "kle": mark("KLE number"),
    },
    "keywords": {"keywords": mark("search words"), "lexicon": mark("the editors' own words")},
    "checks": {
        "assured_date": mark("checked on"),
        "assurer": mark("who vouches for it"),
        "review_interval_days": mark("days between checks"),
        "owner": mark("who keeps it"),
        "source": mark("source"),
        "source_date": mark("source read on"),
        "placeholder": mark("invented, to be replaced"),
        "base": mark("what the folder stands on"),
    },
    "translations": {"translations": mark("translations")},
}
"""Each field of the format, by its name in a file."""
_AREA_OF: Final[Mapping[str, Area]] = {
    field: area for area, fields in _FIELDS.items() for field in fields
}
FIELDS: Final[Mapping[str, str]] = {
    field: name for fields in _FIELDS.values() for field, name in fields.items()
}
"""What each field is called."""
_ORDER: Final = list(AREAS)
_FIELD_ORDER: Final = list(FIELDS)


def area_of(field: str) -> Area:
    """The area of a field; a field that none names is a text."""
    return _AREA_OF.get(field, "texts")


def rank_of(area: Area) -> int:
    """How much a change there matters: 0 most."""
    return _ORDER.index(area)


def field_rank(field: str) -> int:
    """The place of a field among those of its area."""
    return _FIELD_ORDER.index(field) if field in FIELDS else len(_FIELD_ORDER)
