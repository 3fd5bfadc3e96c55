"""What a flaw of a file is, and the characters that are one."""

import unicodedata
from typing import Final

from msgspec import Struct

from floorwalker.plain_text import is_control

_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
_INVISIBLE: Final = frozenset(
    "\u00ad\u200b\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""What comes with a copied text and hides in words: soft hyphens, spaces of no width, byte-order
marks, and marks that turn the reading direction. Joiners and the plain direction marks of Arabic
and Persian are none of these."""


class Flaw(Struct, frozen=True):
    """What is wrong at a place of a file. Line and column count from 1."""

    line: int
    column: int
    code: str
    detail: str = ""


class RefusedError(Exception):
    """Stops the reading of a file at a flaw that makes the rest meaningless."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.code)
        self.flaw = flaw


def is_invisible(character: str) -> bool:
    """Whether nobody can see that `character` is there."""
    return character in _INVISIBLE


def is_plain(text: str) -> bool:
    """Whether nothing in `text` is a flaw."""
    if text.isprintable():
        return True
    return not any(is_control(c) or c in _INVISIBLE for c in text)


def cleaned(text: str) -> str:
    """`text` composed, as it is read: nothing invisible, and no control character."""
    if text.isascii() and text.isprintable():
        return text
    if not text.isprintable():
        shown = (c for c in text if c not in _INVISIBLE)
        text = "".join(_REPLACEMENT if is_control(c) else c for c in shown)
    return unicodedata.normalize("NFC", text)


def code_point(character: str) -> str:
    """How a character that cannot be shown is named: `U+200B`."""
    return f"U+{ord(character):04X}"
