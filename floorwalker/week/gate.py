"""The gates for rows that come from elsewhere: the same as before the journal.

Nothing of what is refused is repeated in the message.
"""

import re
from pathlib import Path
from typing import Final

from msgspec import Struct

from floorwalker.errors import PersonalDataError
from floorwalker.i18n import _
from floorwalker.journal.encounter import Encounter
from floorwalker.journal.text import gate_all
from floorwalker.privacy import NOBODYS, find_personal_data

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What a terminal could obey: as `is_control` says, for many texts at once."""


class Refusal(Struct, frozen=True, kw_only=True):
    """A row that was left out."""

    path: Path
    line: int
    """Where it begins in the file, from 1."""
    message: str


def objection(encounter: Encounter) -> str | None:
    """Why a row must be left out, as a sentence; None where nothing is to be said against it."""
    texts = _texts(encounter)
    if _CONTROL.search("\x0a".join(text for _column, text in texts)):
        column = next(column for column, text in texts if _CONTROL.search(text))
        return _("The column {column} holds control characters.").format(column=column)
    try:
        gate_all({"query": encounter.query, "promise": encounter.promise, "note": encounter.note})
    except PersonalDataError as error:
        return error.message
    for column in ("desk", "location", "name", "theme", "competent_authority", "contact_name"):
        text = getattr(encounter, column)
        if text and any(each.kind in NOBODYS for each in find_personal_data(text)):
            return _("The column {column} holds personal data.").format(column=column)
    return None


def _texts(encounter: Encounter) -> list[tuple[str, str]]:
    columns = encounter.__struct_fields__
    return [
        (column, value)
        for column in columns
        if isinstance(value := getattr(encounter, column), str)
    ]
