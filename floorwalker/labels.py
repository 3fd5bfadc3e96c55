"""The words for the journal's codes and for the knowledge base's kinds, marked for translation."""

from collections.abc import Mapping
from typing import Final

from floorwalker.i18n import _, mark

OUTCOMES: Final = {
    "answered": mark("Answered"),
    "self_service": mark("Self-service"),
    "handed_over": mark("Handed over"),
    "referred": mark("Referred"),
    "appointment": mark("Appointment"),
    "unmet": mark("No way forward"),
}
"""In the order of their keys, 1 to 6."""

UNMET_REASONS: Final = {
    "closed": mark("Closed"),
    "no_such_service": mark("No such service"),
    "not_eligible": mark("Not entitled"),
    "no_capacity": mark("No capacity"),
    "unknown_answer": mark("Nobody knew"),
    "no_identification": mark("No identification"),
    "left": mark("Left"),
}

CHANNELS: Final = {
    "in_person": mark("In person"),
    "telephone": mark("Telephone"),
    "digital": mark("Digital"),
}

AUDIENCES: Final = {
    "citizen": mark("Citizen"),
    "business": mark("Business"),
    "association": mark("Association"),
}

CHALLENGES: Final = {
    "no_follow_up": mark("No word after a meeting"),
    "hard_to_reach": mark("Cannot get through"),
    "hard_to_navigate": mark("Sent around"),
    "unclear_letter": mark("Unclear letter"),
    "staff_change": mark("New caseworker"),
    "unwelcoming": mark("Closed or unwelcoming"),
}

FEEDBACK_KINDS: Final = {
    "wrong": mark("Wrong"),
    "missing": mark("Missing"),
    "unclear": mark("Unclear"),
}

KINDS: Final = {
    "service": mark("Service"),
    "contact": mark("Contact point"),
    "guide": mark("Guide"),
    "term": mark("Word"),
}

REQUIREMENTS: Final = {
    "mitid": mark("MitID"),
    "mitid_erhverv": mark("MitID Erhverv"),
    "digital_post": mark("Digital Post"),
    "nemkonto": mark("NemKonto"),
    "email": mark("an e-mail address"),
    "card": mark("a payment card"),
}

APPOINTMENTS: Final = {
    "required": mark("Only by appointment"),
    "recommended": mark("Best with an appointment"),
    "walk_in": mark("Just walk up"),
    "none": mark("No personal attendance"),
}


def label_of(labels: Mapping[str, str], code: str | None) -> str:
    """The word for `code` in the interface language; nothing for no code."""
    return _(labels[code]) if code else ""
