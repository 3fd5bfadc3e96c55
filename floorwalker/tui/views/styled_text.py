"""Text as the desk writes it: plain, never interpreted, in the few inks that it uses.

A style names theme variables only. Whatever an ink says is said in words as well.
"""

import unicodedata
from typing import Final

from textual.content import Content

from floorwalker.phrases import Line, Tone
from floorwalker.plain_text import JOINERS

PLAIN: Final = ""
STRONG: Final = "bold"
MUTED: Final = "$text-muted"
OPEN: Final = "bold $text-success"
CLOSED: Final = "bold $text-warning"
ALERT: Final = "bold $text-error"
DANGER: Final = "bold reverse $text-error"
KEY: Final = "$text-accent"
REMINDER: Final = "bold reverse $text-warning"

_INKS: Final = {
    Tone.PLAIN: PLAIN,
    Tone.STRONG: STRONG,
    Tone.MUTED: MUTED,
    Tone.OPEN: OPEN,
    Tone.CLOSED: CLOSED,
    Tone.ALERT: ALERT,
}

LONGEST: Final = 5000
"""Characters of one text that are shown; a longer one is a mistake, not an answer."""

_PICTURES: Final = 0x2400
"""Where Unicode keeps the pictures of the ASCII control characters."""
_REPLACED: Final = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}


def plain(text: str) -> str:
    """`text` on one line, with a visible sign for whatever a terminal would obey or hide."""
    if text.isascii() and text.isprintable() and len(text) <= LONGEST:
        return text
    shown = "".join(map(_shown, unicodedata.normalize("NFC", text[:LONGEST])))
    return shown if len(text) <= LONGEST else shown + "…"


def _shown(character: str) -> str:
    if character in "\n\r\t":
        return " "
    if character in JOINERS or unicodedata.category(character) not in _REPLACED:
        return character
    if character.isascii() and character < " ":
        return chr(_PICTURES + ord(character))
    return "" if character == "\u00ad" else "\ufffd"


def styled(text: str, style: str = PLAIN) -> Content:
    """`text` of a person or a file as something to show."""
    shown = plain(text)
    return Content.styled(shown, style) if style else Content(shown)


def styled_line(line: Line) -> Content:
    """A line of phrases as something to show, each in the ink of its tone."""
    return Content("").join(styled(phrase.text, _INKS[phrase.tone]) for phrase in line)


def row(*parts: Content | str, gap: str = " · ") -> Content:
    """The parts that say something, one after the other; muted between them."""
    contents = [part if isinstance(part, Content) else styled(part) for part in parts]
    return Content.styled(gap, MUTED).join([part for part in contents if part.plain])
