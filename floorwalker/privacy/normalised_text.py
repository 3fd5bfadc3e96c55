"""A text as the guard reads it: one kind of digit, dash and space, nothing invisible.

People copy from letters, web pages and spreadsheets, so the same number comes with no-break
spaces, zero-width joiners, full-width or Arabic digits, HTML entities. All of that is folded here,
once, and every folded character remembers the place in the given text that it came from.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import unescape
from typing import Final, NamedTuple

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
            # Separators, and @, as URLs and program texts escape them.
            r"%(?:20|2d|2e|2f|09|0a|0d|c2%a0)|(?<=[^\W\d])%40(?=[^\W\d])",
            r"\\(?:[nrt](?![a-z])|u[\da-f]{4})",
            r"[^\x20-\x7e\n]",
        )
    ),
    re.IGNORECASE,
)
_ESCAPED: Final = {"%2d": "-", "%40": "@"}
_LINE_ENDS: Final = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_IN_A_RING: Final = range(100)
"""Numbers that come as one sign: digits, and more in a ring, in brackets or with a full stop."""
_DASHES: Final = "\N{MINUS SIGN}\N{HYPHEN BULLET}\N{KATAKANA-HIRAGANA PROLONGED SOUND MARK}"
# Letters by category, blank on every screen.
_BLANK_LETTERS: Final = "\u115f\u1160\u3164\uffa0"
# Greek and Cyrillic letters that look like these.
_TWINS: Final = str.maketrans(
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf"
    "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u04c0"
    "\u0430\u0435\u0455\u0456\u0458\u043e\u0440\u0441\u0443\u0445\u0501\u04bb\u04cf",
    "ABEZHIKMNOPTYXoABESIJKMHOPCTYXIaesijopcyxdhl",
)


class NormalisedText(Struct, frozen=True):
    """The folded text; character i stands for `given[starts[i]:ends[i]]`."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


class Change(NamedTuple):
    """`text[start:end]` of a reading, read as `meant`."""

    start: int
    end: int
    meant: str


def reread(reading: NormalisedText, changes: Iterable[Change]) -> NormalisedText:
    """`reading` with `changes`, in order and disjoint; what is meant stands for all that it was."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for begin, end, meant in changes:
        parts += [reading.text[at:begin], meant]
        starts.extend(reading.starts[at:begin])
        ends.extend(reading.ends[at:begin])
        starts.extend([reading.starts[begin]] * len(meant))
        ends.extend([reading.ends[end - 1]] * len(meant))
        at = end
    if not parts:
        return reading
    parts.append(reading.text[at:])
    starts.extend(reading.starts[at:])
    ends.extend(reading.ends[at:])
    return NormalisedText("".join(parts), starts, ends)


def read(given: str) -> NormalisedText:
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
    return NormalisedText("".join(parts), starts, ends)


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
        return _ESCAPED.get(foreign.casefold(), " ")
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
    number = _number(character, category)
    if number is not None:
        return str(number)
    return _fold_letter_or_sign(character, is_sign=category.startswith("S"))


def _number(character: str, category: str) -> int | None:
    """What a digit means, or a number of one sign; a fraction means no digits."""
    number = unicodedata.numeric(character, -1) if category.startswith("N") else -1
    return int(number) if number in _IN_A_RING else None


def _fold_letter_or_sign(character: str, *, is_sign: bool) -> str:
    folded = unicodedata.normalize("NFKC", character).translate(_TWINS)
    # A fraction is no two digits of a number; a sign of several letters, as for a degree, no word.
    is_word = is_sign and len(folded) > 1 and any(map(str.isalpha, folded))
    return character if is_word or "\N{FRACTION SLASH}" in folded else folded
