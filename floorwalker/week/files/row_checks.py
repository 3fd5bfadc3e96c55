"""The gates for rows that come from elsewhere: the same as before the journal.

Nothing of what is refused is repeated in the message.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import astuple

from floorwalker.errors import PersonalDataError
from floorwalker.i18n import _
from floorwalker.journal.encounter import Encounter
from floorwalker.journal.free_text import gate_all
from floorwalker.privacy import NOBODYS, find_personal_data

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What a terminal could obey: as `is_control` says, for many texts at once."""


_NAMES: Final = ("desk", "location", "name", "theme", "competent_authority", "contact_name")
_REMEMBERED: Final = 4_096
"""Texts whose verdict is kept: weeks have the same names and queries again and again."""


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
    if not _may_be_typed(encounter.query, encounter.promise, encounter.note):
        return _fault_of(encounter.query, encounter.promise, encounter.note)
    for column in _NAMES:
        text = getattr(encounter, column)
        if text and not _may_be_named(text):
            return _("The column {column} holds personal data.").format(column=column)
    return None


@lru_cache(maxsize=_REMEMBERED)
def _may_be_typed(query: str | None, promise: str | None, note: str | None) -> bool:
    return _fault_of(query, promise, note) is None


def _fault_of(query: str | None, promise: str | None, note: str | None) -> str | None:
    try:
        gate_all({"query": query, "promise": promise, "note": note})
    except PersonalDataError as error:
        return error.message
    return None


@lru_cache(maxsize=_REMEMBERED)
def _may_be_named(text: str) -> bool:
    return not any(each.kind in NOBODYS for each in find_personal_data(text))


def _texts(encounter: Encounter) -> list[tuple[str, str]]:
    values = zip(encounter.__struct_fields__, astuple(encounter), strict=True)
    return [(column, value) for column, value in values if isinstance(value, str)]
