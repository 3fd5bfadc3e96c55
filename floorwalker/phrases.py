"""Text with what it means, not how it looks: each surface has its own ink for a tone.

What a tone says is said in words as well: a surface without inks loses nothing.
"""

from enum import Enum, auto
from typing import NamedTuple


class Tone(Enum):
    """What a phrase is to its reader."""

    PLAIN = auto()
    STRONG = auto()
    MUTED = auto()
    OPEN = auto()
    CLOSED = auto()
    ALERT = auto()


class Phrase(NamedTuple):
    """Words in one tone; of a person or a file, so never interpreted."""

    text: str
    tone: Tone = Tone.PLAIN


Line = tuple[Phrase, ...]


def phrase(text: str, tone: Tone = Tone.PLAIN) -> Line:
    """A line of one phrase; an empty one where there is nothing to say."""
    return (Phrase(text, tone),) if text else ()


def beside(*parts: Line | str, gap: str = " · ") -> Line:
    """The parts that say something, one after the other; muted between them."""
    lines = [phrase(part) if isinstance(part, str) else part for part in parts]
    joined: Line = ()
    for line in lines:
        if line:
            joined += (Phrase(gap, Tone.MUTED), *line) if joined else line
    return joined


def words(line: Line) -> str:
    """The line without its tones."""
    return "".join(part.text for part in line)
