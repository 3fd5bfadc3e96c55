"""What becomes of free text before it is kept: one line, printable, short, and nobody's data."""

import unicodedata
from collections.abc import Mapping
from typing import Final

from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _, mark
from floorwalker.journal.encounter import NOTE_LENGTH
from floorwalker.plain_text import printable
from floorwalker.privacy import find_across, mask_findings, require_clean, require_clean_together
from floorwalker.privacy import mask as masked

QUERY_LENGTH: Final = 200
"""Characters of a query that are kept; the rest says nothing about keywords."""
_LONGEST: Final = 10 * NOTE_LENGTH
"""Characters beyond which nothing is searched for personal data, as it is refused anyhow."""
_NAMES: Final = {
    "query": mark("The query"),
    "promise": mark("The promise"),
    "note": mark("The note"),
    "reason": mark("The reason"),
    "comment": mark("The comment"),
}
"""What the free texts are called on screen, at the beginning of a sentence."""


class RegistrationError(FloorwalkerError):
    """What was to be registered breaks a rule of the record. Nothing was stored."""

    def __init__(self, field: str, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.field = field
        """Name of the field at fault, as in `Registration`."""


def plain(text: str | None) -> str | None:
    """`text` on one line, composed, control characters made spaces; None where nothing is left."""
    if not text:
        return None
    return " ".join(printable(unicodedata.normalize("NFC", text)).split()) or None


def guarded(field: str, text: str | None, *, mask: bool = False) -> str | None:
    """`text` made plain and let through the privacy guard, or masked by it.

    Raises:
        PersonalDataError: it holds personal data, and `mask` was not asked for.
    """
    line = plain(text)
    if line is None:
        return None
    if mask:
        line = masked(line)
    gate(field, line)
    return line


def gate(field: str, text: str | None) -> None:
    """Let `text` pass, or raise `PersonalDataError`: what is stored goes through here once more."""
    if text:
        require_clean(_(_NAMES[field]), text)


def gate_all(texts: Mapping[str, str | None]) -> None:
    """Let the texts of one encounter pass, each alone and all together, or raise as `gate`."""
    for field, text in texts.items():
        gate(field, text)
    require_clean_together({_(_NAMES[field]): text for field, text in texts.items() if text})


def masked_together(texts: Mapping[str, str | None]) -> dict[str, str | None]:
    """`texts`, masked each, with what only two of them together tell masked too."""
    fields = [field for field, text in texts.items() if text]
    found = find_across([texts[field] or "" for field in fields])
    result = dict(texts)
    for at, field in enumerate(fields):
        # Of several that overlap one is enough: what is left of a number is none.
        halves = [half for index, half in found if index == at][:1]
        result[field] = masked(mask_findings(texts[field] or "", halves))
    return masked_together(result) if found else result


def typed(field: str, text: str | None, *, mask: bool = False) -> str | None:
    """The words of a search as they are kept: as `guarded`, in lower case, no longer than is kept.

    Cut after the guard has read on a good way: what begins before the cut is found whole.
    """
    line = guarded(field, text[:_LONGEST].lower() if text else None, mask=mask)
    return masked(line[:QUERY_LENGTH].rstrip()) if line and len(line) > QUERY_LENGTH else line


def short(field: str, text: str | None, *, mask: bool = False) -> str | None:
    """`text` as `guarded` gives it, refused where it is longer than a note may be.

    Raises:
        PersonalDataError: as `guarded`.
        RegistrationError: it is too long.
    """
    if text and len(text) > _LONGEST:
        raise _too_long(field, len(text))
    line = guarded(field, text, mask=mask)
    if line is not None and len(line) > NOTE_LENGTH:
        raise _too_long(field, len(line))
    return line


def _too_long(field: str, length: int) -> RegistrationError:
    return RegistrationError(
        field,
        _("The text has {length} characters; {limit} are the limit.").format(
            length=length, limit=NOTE_LENGTH
        ),
        _("Shorten it and try again."),
    )
