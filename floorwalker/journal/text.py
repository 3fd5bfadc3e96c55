"""What becomes of free text before it is kept: one line, printable, short, and nobody's data."""

import unicodedata
from typing import Final

from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _, mark
from floorwalker.journal.encounter import NOTE_LENGTH
from floorwalker.plain_text import printable
from floorwalker.privacy import mask as masked
from floorwalker.privacy import require_clean

QUERY_LENGTH: Final = 200
"""Characters of a query that are kept; the rest says nothing about keywords."""
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


def short(field: str, text: str | None, *, mask: bool = False) -> str | None:
    """`text` as `guarded` gives it, refused where it is longer than a note may be.

    Raises:
        PersonalDataError: as `guarded`.
        RegistrationError: it is too long.
    """
    line = guarded(field, text, mask=mask)
    if line is not None and len(line) > NOTE_LENGTH:
        raise RegistrationError(
            field,
            _("The text has {length} characters; {limit} are the limit.").format(
                length=len(line), limit=NOTE_LENGTH
            ),
            _("Shorten it and try again."),
        )
    return line
