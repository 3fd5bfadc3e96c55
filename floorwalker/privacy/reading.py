"""A text as the guard reads it: one kind of digit, dash and space, nothing invisible.

People copy from letters, web pages and spreadsheets, so the same number comes with no-break
spaces, zero-width joiners, full-width or Arabic digits, HTML entities. All of that is folded here,
once, and every folded character remembers the place in the given text that it came from.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from html import unescape
from typing import Final

from msgspec import Struct

from floorwalker.privacy.candidates import MASKS

_MASKED: Final = "x"
"""How a mask is read: as a letter, so that no number reaches across it."""
_FOREIGN: Final = re.compile(
    "|".join(
        (
            # Longest first: one mask may begin like another.
            "|".join(re.escape(mask) for mask in sorted(MASKS.values(), key=len, reverse=True)),
            # Tags that stand between the digits of one number, if they hold no number themselves.
            r"</?(?:a|b|br|code|dd|div|dt|em|font|hr|i|li|nobr|ol|p|pre|s|span|strong|sub|sup"
            r"|t[dhr]|table|tbody|u|ul|wbr)\b(?!(?:[^<>\d]{0,80}\d){6})[^<>@]{0,80}>|<!--[^\d>]{0,20}-->",
            r"&(?:amp;)?(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});",
            # Separators as URLs and program texts escape them.
            r"%(?:20|2d|2e|2f|09|0a|0d|c2%a0)",
            r"\\(?:[nrt](?![a-z])|u[\da-f]{4})",
            r"[^\x20-\x7e\n]",
        )
    ),
    re.IGNORECASE,
)
_LINE_ENDS: Final = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_DASHES: Final = "\N{MINUS SIGN}\N{HYPHEN BULLET}\N{KATAKANA-HIRAGANA PROLONGED SOUND MARK}"
# Letters by category, blank on every screen.
_BLANK_LETTERS: Final = "\u115f\u1160\u3164\uffa0"


class Reading(Struct, frozen=True):
    """The folded text; character i stands for `given[starts[i]:ends[i]]`."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def read(given: str) -> Reading:
    """Fold `given`. Linear in its length."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for match in _FOREIGN.finditer(given):
        begin, end = match.span()
        parts.append(given[at:begin])
        starts.extend(range(at, begin))
        ends.extend(range(at + 1, begin + 1))
        folded = _fold(match[0])
        if folded is None:
            parts.append(match[0])
            starts.extend(range(begin, end))
            ends.extend(range(begin + 1, end + 1))
        else:
            parts.append(folded)
            starts.extend([begin] * len(folded))
            ends.extend([end] * len(folded))
        at = end
    parts.append(given[at:])
    starts.extend(range(at, len(given)))
    ends.extend(range(at + 1, len(given) + 1))
    return Reading("".join(parts), starts, ends)


@lru_cache(maxsize=4096)
def _fold(foreign: str) -> str | None:
    """What `foreign` means to the guard, or None where it means just what it says."""
    if len(foreign) == 1:
        return _fold_character(foreign)
    if foreign in MASKS.values():
        return _MASKED
    if foreign.startswith("<"):
        return " "
    if foreign.startswith("%"):
        return "-" if foreign.casefold() == "%2d" else " "
    if foreign.startswith("\\"):
        return _fold_character(chr(int(foreign[2:], 16))) if foreign[1] in "uU" else "\n"
    meant = unescape(unescape(foreign))
    return _fold_character(meant) if len(meant) == 1 and not meant.isalpha() else None


def _fold_character(character: str) -> str:
    category = unicodedata.category(character)
    if character in _LINE_ENDS:
        return "\n"
    if category in {"Cf", "Mn", "Me"} or character in _BLANK_LETTERS:
        return ""
    if category == "Cc" or category.startswith("Z"):
        return " "
    if category == "Pd" or character in _DASHES:
        return "-"
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    return _fold_letter_or_sign(character, is_sign=category.startswith("S"))


def _fold_letter_or_sign(character: str, *, is_sign: bool) -> str:
    folded = unicodedata.normalize("NFKC", character)
    # A fraction is no two digits of a number; a sign of several letters, as for a degree, no word.
    is_word = is_sign and len(folded) > 1 and any(map(str.isalpha, folded))
    return character if is_word or "\N{FRACTION SLASH}" in folded else folded
