"""What the parts of the format mean: its sections, its records, and their fields as translated."""

from collections.abc import Mapping
from typing import Final

import msgspec

from floorwalker.i18n import mark
from floorwalker.knowledge.schema.field_texts import FIELDS, Described, Json


def described(struct: type[msgspec.Struct], field: str) -> Described:
    """The description of a field: its own, or of the struct that it is inherited from."""
    for owner in struct.__mro__:
        found = FIELDS.get(owner.__name__, {}).get(field)
        if found is not None:
            return found
    original, examples = _TRANSLATIONS[struct.__name__], _TRANSLATED[field]
    return Described(_field_of(original, field).text, examples)


def _field_of(record: str, field: str) -> Described:
    own = FIELDS[record]
    return own[field] if field in own else FIELDS["SharedFields"][field]


SECTION_TEXTS: Final = {
    "municipality": mark("Whose knowledge base this is. In exactly one file."),
    "services": mark("What a visitor can come for. Under each id its fields."),
    "contact_points": mark(
        "Where a visitor can go or call: desks, phone lines, offices, other authorities."
    ),
    "guides": mark("How to get it done on the web, step by step."),
    "terms": mark("Words from letters and forms, in plain language."),
    "notices": mark("What is different right now: closed early, system down."),
    "rates": mark("Amounts that change with the year, told once and used in many texts."),
}
"""The top-level keys."""

OWN: Final = {
    "Municipality": mark("Municipality"),
    "Location": mark("A house with a front desk"),
    "Closure": mark("Days on which the house is closed"),
    "Rate": mark("Amount"),
    "Change": mark("What will be different from a day on"),
    "Phone": mark("A further number"),
    "Service": mark("Service"),
    "ContactPoint": mark("Contact point"),
    "Guide": mark("Guide"),
    "Term": mark("Word"),
    "Notice": mark("Notice"),
    "ServiceTranslation": mark("The service in another language"),
    "ContactTranslation": mark("The contact point in another language"),
    "GuideTranslation": mark("The guide in another language"),
    "TermTranslation": mark("The word in another language"),
    "NoticeTranslation": mark("The notice in another language"),
    "MunicipalityTranslation": mark("The municipality in another language"),
}
"""What each struct describes."""

_TRANSLATIONS: Final = {
    "ServiceTranslation": "Service",
    "ContactTranslation": "ContactPoint",
    "GuideTranslation": "Guide",
    "TermTranslation": "Term",
    "NoticeTranslation": "Notice",
    "MunicipalityTranslation": "Municipality",
}

_TRANSLATED: Final[Mapping[str, tuple[Json, ...]]] = {
    "name": ("Passport", "Reisepass"),
    "keywords": (["passport renewal"], ["Reisepass", "Pass beantragen"]),
    "description": ("A new or renewed passport for adults.", "Ein neuer Pass für Erwachsene."),
    "alert": ("Ask whether they are safe right now.", "Call first."),
    "theme": ("Identification", "Children and school"),
    "competent_authority": ("The police", "Die Polizei"),
    "desk_note": ("Ask before you send anybody on.", "Ring 4021 in the house."),
    "deadline": ("within 5 days of moving", "innerhalb von 4 Wochen"),
    "if_no_reply": ("Ring Citizen Service.", "Rufen Sie uns an."),
    "danger": (["I do not want to live"], ["er schlägt mich"]),
    "questions": (["Is it the child's first passport?"], ["Do you live together?"]),
    "eligibility": ("Danish citizens", "Everybody who lives in the municipality"),
    "required_documents": (["The old passport", "Identification"], ["Der alte Pass"]),
    "cost": ("Free of charge", "Kostenlos"),
    "processing_time": ("usually 10 working days", "2-4 weeks"),
    "next_steps": (["The passport is sent by post."], ["We call you."]),
    "redress": ("Write to the municipality within 4 weeks", "Complain to the Appeals Board"),
    "legal_basis": ("The Passport Act", "Das Passgesetz"),
    "organization": ("Citizen Service", "Bürgerservice"),
    "address": ("Havnegade 12, 9999 Fjordkøbing", "Torvet 3, 9999 Fjordkøbing"),
    "directions": ("Ground floor, straight ahead", "2nd floor, to the right"),
    "accessibility": ("Step-free access, lift", "Hearing loop at desk 2"),
    "duration": ("10 minutes", "a quarter of an hour"),
    "steps": (["Choose Log on", "Choose a time"], ["Press Start application"]),
    "explanation": ("The authority has decided something about you.", "You do not get it."),
    "text": ("Closes at 12 today.", "Heute ab 12 geschlossen."),
    "greeting": ("Welcome to the town hall. How can I help?", "Guten Tag, was kann ich tun?"),
}
"""Jsons of translated fields; their meaning is that of the field translated."""
