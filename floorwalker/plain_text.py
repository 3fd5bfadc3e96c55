"""Text that a terminal shows and does not obey."""

import unicodedata
from typing import Final

_TEXT_CONTROLS: Final = "\n\t"


def is_control(character: str) -> bool:
    """Whether a terminal could obey `character` instead of showing it."""
    return unicodedata.category(character) == "Cc" and character not in _TEXT_CONTROLS


def printable(text: str) -> str:
    """`text` on one line, with a space for whatever a terminal would not print."""
    return "".join(c if c.isprintable() else " " for c in text).strip()
