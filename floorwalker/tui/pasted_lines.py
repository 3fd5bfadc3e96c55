"""Tells pasted lines from typed keys where the terminal does not: without bracketed paste.

There a pasted block of lines arrives as if it had been typed, and its line ends as Enter: three
lines would register an errand. What is read at once decides, for nobody presses letters, Enter and
letters again within one read:

* One line is typed, whatever Enters stand before or after it.
* Whole errands are typed where they meet the search box: words, Enter, at most an outcome or steps
  to other fields, Enter. Whoever types ahead of a slow desk or a slow line ends like that.
* Two lines with one Enter between them are typed where they meet the search box: Enter, and the
  next visitor's words, which set the errand aside. In a field, Enter would save or send.
* Keys that no text holds (Backspace, arrows, F-keys) are typed, and so are three Tabs after Enter,
  which lead to the fields of text. Controls that have no key here (form feed, vertical tab) are
  parts of a text.
* Everything else with a line end between its lines is pasted: it becomes one text, and registers
  nothing. A burst cut off within its next words looks the same; its words stand in the box then.

A terminal hands a long paste over in parts, and may part it between two Enters: `may_go_on` tells
where to wait for the next part. Lines whose every second line is empty look like whole errands;
they count as such unless one is longer than words at a desk, or ends as a sentence does.
"""

import re
from enum import Enum, auto
from typing import Final

_KEY: Final = re.compile(r"[\x01-\x08\x0e-\x1b\x7f]|\r\t\t\t")
"""What a pasted text does not hold."""
_IN_TEXT: Final = "\x00\x0b\x0c\x1c\x1d\x1e\x1f"
"""Controls that are keys where they come alone, and parts of a text among lines."""
_ERRANDS: Final = re.compile(
    r"""
    \r*
    (?:
        (?= [^\r]* [^\W\d_] )       # words with a letter among them,
        (?= [^\r]{1,40} \r )         # few of them, and no sentence:
        [^\r]* [^\r\s.,:;!?] [^\S\r]* \r  # and Enter
        [1-9]? (?: \t+ [1-9]* )*    # an outcome, and what is chosen in other fields
        \r                          # Enter
    )+
    """,
    re.VERBOSE,
)
_BEGUN: Final = re.compile(r"\x1b(?:[\[O][^@-~]*)?\Z")
"""The beginning of a sequence that the next read ends, or Esc alone."""
_SEQUENCE: Final = 0.1
"""Seconds in which the rest of a sequence comes; after that, it was Esc."""
_BRACKETS: Final = re.compile(r"\x1b\[20([01])~")
"""Where a bracketed paste begins (0) and ends (1)."""
_BEGIN: Final = "\x1b[200~"
_END: Final = "\x1b[201~"
_GAP: Final = 0.05
"""Seconds between two reads of one paste at most."""


class Read(Enum):
    """What was read at once."""

    KEYS = auto()
    """Keys that were typed."""
    KEYS_FOR_BOX = auto()
    """Keys where the search box takes them, pasted lines anywhere else."""
    LINES = auto()
    """(A further part of) pasted lines."""


class PastedLines:
    """Looks at what is read, read by read."""

    def __init__(self) -> None:
        self._is_bracketed = False
        self._is_sequence_open = False
        self._is_pasting = False
        self._last = 0.0

    def kind_of(self, text: str, now: float) -> Read:
        """What `text`, read at once, is.

        Args:
            text: what was read.
            now: when, in seconds on any clock that only goes forward.
        """
        since = now - self._last
        follows = self._is_pasting and since < _GAP
        is_rest = self._is_sequence_open and since < _SEQUENCE
        self._last = now
        is_plain = not (self._is_bracketed or is_rest or _KEY.search(text))
        kind = Read.KEYS
        if is_plain:
            kind = Read.LINES if follows else _kind_alone(text)
        self._is_pasting = kind is Read.LINES
        self._follow_sequences(text)
        return kind

    def may_go_on(self, text: str) -> bool:
        """Whether `text` may be the first part of a paste; a key alone never is."""
        return len(text) > 1 and not (self._is_bracketed or _KEY.search(text))

    def _follow_sequences(self, text: str) -> None:
        brackets = _BRACKETS.findall(text)
        if brackets:
            self._is_bracketed = brackets[-1] == "0"
        self._is_sequence_open = _BEGUN.search(text) is not None


class BracketedPaste:
    """Takes Esc out of a bracketed paste, which would end it: its line ends would be Enters."""

    def __init__(self) -> None:
        self._is_inside = False
        self._passed = ""
        """A bracket that was cut off where it began, and was passed on as a key might be."""
        self._held = ""
        """A bracket that was cut off where it ended, and was not passed on."""

    def without_escapes(self, text: str) -> str:
        """What to make keys of, where `text` was read; empty while a bracket is not complete."""
        rest, passed = self._passed + self._held + text, len(self._passed)
        self._passed = self._held = ""
        parts: list[str] = []
        while rest:
            bracket = _END if self._is_inside else _BEGIN
            part, found, rest = rest.partition(bracket)
            cut = "" if found else _cut_off(part, bracket)
            if self._is_inside:
                part = part.removesuffix(cut).replace("\x1b", "")
                self._held = cut
            else:
                self._passed = cut
            parts += part, found
            self._is_inside ^= bool(found)
        return "".join(parts)[passed:]


def _cut_off(text: str, bracket: str) -> str:
    """The beginning of `bracket` that stands at the end of `text`."""
    lengths = range(len(bracket) - 1, 0, -1)
    return next((bracket[:each] for each in lengths if text.endswith(bracket[:each])), "")


def _kind_alone(text: str) -> Read:
    """What a read is that follows no other."""
    lines = text.replace("\r\n", "\r").replace("\n", "\r")
    if "\r\n" in text and lines.strip("\r"):
        return Read.LINES  # no keyboard sends both for one Enter
    if "\r" not in lines.strip("\r" + _IN_TEXT):
        return Read.KEYS
    if any(each in lines for each in _IN_TEXT):
        return Read.LINES
    is_next_word = lines.count("\r") == 1
    return Read.KEYS_FOR_BOX if is_next_word or _ERRANDS.fullmatch(lines) else Read.LINES
