"""Tells pasted lines from typed keys where the terminal does not: without bracketed paste.

There a pasted block of lines arrives as if it had been typed, and its line ends as Enter: three
lines would register an errand. What is read at once decides, for nobody presses letters, Enter and
letters again within one read:

* One line is typed, whatever Enters stand before or after it.
* Whole errands are typed: words, Enter, at most an outcome or steps to other fields, Enter. Whoever
  types ahead of a slow desk or a slow line ends like that.
* Keys that no text holds (Backspace, arrows, F-keys) are typed, and so are three Tabs after Enter,
  which lead to the fields of text.
* Everything else with a line end between its lines is pasted: it becomes one text, and registers
  nothing. A burst cut off within its next words looks the same; its words stand in the box then.

Lines whose every second line is empty look like whole errands, and count as such.
"""

import re
from typing import Final

_KEY: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r\t\t\t")
"""What a pasted text does not hold."""
_ERRANDS: Final = re.compile(
    r"""
    \r*
    (?:
        [^\r]* [^\W\d_] [^\r]* \r   # words, with a letter among them, and Enter
        [1-9]? (?: \t+ [1-9]* )*    # an outcome, and what is chosen in other fields
        \r                          # Enter
    )+
    """,
    re.VERBOSE,
)
_BEGUN: Final = re.compile(r"\x1b(?:[\[O][^@-~]*)?\Z")
"""The beginning of a sequence that the next read ends."""
_BRACKETS: Final = re.compile(r"\x1b\[20([01])~")
"""Where a bracketed paste begins (0) and ends (1)."""
_GAP: Final = 0.05
"""Seconds between two reads of one paste at most."""


class PastedLines:
    """Looks at what is read, read by read."""

    def __init__(self) -> None:
        self._is_bracketed = False
        self._is_sequence_open = False
        self._is_pasting = False
        self._last = 0.0

    def is_pasted(self, text: str, now: float) -> bool:
        """Whether `text`, read at once, is (a further part of) pasted lines.

        Args:
            text: what was read.
            now: when, in seconds on any clock that only goes forward.
        """
        follows = self._is_pasting and now - self._last < _GAP
        self._last = now
        is_plain = not (self._is_bracketed or self._is_sequence_open or _KEY.search(text))
        self._is_pasting = is_plain and (follows or _is_block(text))
        self._follow_sequences(text)
        return self._is_pasting

    def _follow_sequences(self, text: str) -> None:
        brackets = _BRACKETS.findall(text)
        if brackets:
            self._is_bracketed = brackets[-1] == "0"
        self._is_sequence_open = _BEGUN.search(text) is not None


def _is_block(text: str) -> bool:
    """Whether a read that stands alone holds pasted lines."""
    lines = text.replace("\r\n", "\r").replace("\n", "\r")
    if "\r\n" in text and lines.strip("\r"):
        return True  # no keyboard sends both for one Enter
    return "\r" in lines.strip("\r") and not _ERRANDS.fullmatch(lines)
