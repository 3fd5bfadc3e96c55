"""CPR numbers told in two parts: a birthday, and in the same breath the last four digits.

The word that says so may stand between the two, before them or after: `120571, de sidste fire er
2345`, `2345 til sidst, født 12. maj 1971`. Reaches no further than a short sentence.
"""

import re
from collections.abc import Iterator
from typing import Final

from floorwalker.privacy.candidates import Candidate
from floorwalker.privacy.cpr import is_birthday

_SIGN: Final = r"\s?[-./ ]\s{0,2}"
_DATE: Final = (
    r"(?<!\d)(?<!\d[-./])(?P<day>\d{1,2}?)(?:(?P<month>\d\d)|"
    rf"{_SIGN}(?P<apart>\d{{1,2}}){_SIGN})(?:1[89]|20)?\d\d(?!\d)"
)
_FOUR: Final = r"(?<!\d)\d\d\s?\d\d(?!\d)"
# No other number between them, but for the 4 of "the last 4".
_BETWEEN: Final = r"(?:\D|(?<!\d)4(?=[\s:,.=)])){1,60}?"
_LAST: Final = (
    r"(?<![^\W\d_])(?:(?:fire|4|four|cifre)\s(?:sidste|last)"
    r"|(?:sidste|last|siste|letzten)(?=\s(?:fire|4|four|vier|cifre|tal|er|digits)\b|\W{0,3}\d{4}\b)"
    r"|slutter|slutte|slut|slutningen?|ender|end(?:s|ing)|endelse|endelsen|løb(?:e-?n(?:umme)?r)?"
    r"|rest(?:en)?|cifre(?:ne)?|(?:de|the)\s(?:fire|four|4)|kontrol(?:cifre|ciffer|tal|nummer)?"
    r"|cpr|x{4}|til sidst|bagefter|digits)(?![^\W\d_])"
)
_DATE_FIRST: Final = re.compile(
    rf"{_DATE}(?P<between>{_BETWEEN})(?P<four>\d\d\s?\d\d)(?!\d)", re.IGNORECASE
)
_FOUR_FIRST: Final = re.compile(rf"{_FOUR}(?P<between>{_BETWEEN}){_DATE}", re.IGNORECASE)
_SAYS_LAST: Final = re.compile(_LAST, re.IGNORECASE)
_NEAR: Final = 25
"""How far before or after both the word may stand."""

# 150385 og så 1234, 15.03.85 plus 1234. Dates of these years with signs in them are left alone: a
# time or a room may well follow.
_LINK_WORDS: Final = (
    "og|så|vist|vistnok|nok|måske|noget|eller|plus|bagefter|derefter|dernæst|samt|med|efterfulgt|fulgt|af|kode|koden|nr|nummer|nummeret"
    "|kontrolnummer|hedder|lyder|er|det|de|fire|cifre|tal|hans|hendes|hende|ham|som|der|har|får"
    "|and|then|with|followed|by|code|number|in|is|the|four|digits"
)
_LINKED: Final = re.compile(
    r"(?<!\d)(?<!\d[-./])(?P<day>\d\d?)(?:(?P<month>\d\d)(?:\d\d| \d\d)|\d\d \d{4}"
    r"|\s?[-./ ]\s?(?P<apart>\d\d?)[-./ ]{1,5}(?:1[89]\d\d|200\d|201[0-7]|[014-9]\d))(?!\d)"
    rf"(?:[^\w]|_){{0,4}}(?:(?:{_LINK_WORDS})(?![^\W\d_])(?:[^\w]|_){{0,4}}){{1,6}}(?<!\d)\d{{4}}(?!\d)",
    re.IGNORECASE,
)
# 12.03.85 kl. 1234: no hour of the day is told of a day so long gone.
_AT_AN_HOUR: Final = re.compile(
    r"(?<!\d)(?<!\d[-./])(?P<day>\d\d?)\s?[-./ ]\s?(?P<month>\d\d?)[-./ ]{1,5}"
    r"(?:1[89]\d\d|200\d|201[0-7]|[014-9]\d)[\s,]{0,3}(?:kl|klokken|at)(?![^\W\d_])[\s.:]{0,3}\d{4}(?!\d)",
    re.IGNORECASE,
)
_WEIGHT: Final = 10


def find(text: str) -> Iterator[Candidate]:
    """CPR numbers in two parts in the folded `text`."""
    if _SAYS_LAST.search(text):
        for match in _DATE_FIRST.finditer(text):
            if _SAYS_LAST.search(text, match.start("between"), match.end() + _NEAR):
                yield from _candidate(match, match["month"] or match["apart"])
        for match in _FOUR_FIRST.finditer(text):
            if _SAYS_LAST.search(text, max(0, match.start() - _NEAR), match.end("between")):
                yield from _candidate(match, match["month"] or match["apart"])
    for match in _LINKED.finditer(text):
        yield from _candidate(match, match["month"] or match["apart"] or "1")
    for match in _AT_AN_HOUR.finditer(text):
        yield from _candidate(match, match["month"])


def _candidate(match: re.Match[str], month: str) -> Iterator[Candidate]:
    if is_birthday(int(match["day"]), int(month)):
        yield Candidate(*match.span(), "cpr", _WEIGHT, usual=True)
