"""Text that a terminal shows and does not obey."""

import unicodedata
from typing import Final

JOINERS: Final = "\u200c\u200d"
"""Letters of Persian and of emoji depend on these two; they take no room and steer nothing."""

_TEXT_CONTROLS: Final = "\n\t"


def is_control(character: str) -> bool:
    """Whether a terminal could obey `character` instead of showing it."""
    return unicodedata.category(character) == "Cc" and character not in _TEXT_CONTROLS


def printable(text: str, kept: str = "") -> str:
    """`text` on one line, with a space for what a terminal would not print, except `kept`."""
    return "".join(c if c.isprintable() or c in kept else " " for c in text).strip()
