"""Payment card numbers."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from floorwalker.privacy.candidates import Candidate
from floorwalker.privacy.digits import Digits
from floorwalker.privacy.luhn import passes_luhn

_LENGTHS: Final = range(13, 20)
_GAP: Final = r"(?:\s{1,3}|\s{0,2}[^\w\s<>]\s{0,2}|_)"


def _of_one_size(size: int) -> str:
    """A pattern for groups of `size` digits, 13 to 19 in all; the last group may be shorter."""
    least, most = 13 // size - 1, 19 // size - 1
    return rf"\d{{{size}}}(?:{_GAP}\d{{{size}}}){{{least},{most}}}(?:{_GAP}\d{{1,{size}}})?(?!\d)"


# As brands print them, with any number beside them, so in a lookahead; or in small groups, alone.
_CARD: Final = re.compile(
    r"(?<!\d)(?=(?P<number>\d{13,19}(?!\d)"
    rf"|\d{{4}}{_GAP}\d{{6}}{_GAP}\d{{4,5}}(?!\d)|\d{{4}}{_GAP}\d{{9,15}}(?!\d)"
    rf"|\d{{4}}{_GAP}\d{{8}}{_GAP}\d{{4}}(?!\d)|\d{{6}}{_GAP}\d{{7,13}}(?!\d)"
    rf"|{'|'.join(map(_of_one_size, (4, 5, 6, 8)))}"
    rf"|(?<!\d[\s._/-])(?:{'|'.join(map(_of_one_size, (1, 2, 3)))})(?!{_GAP}\d)))"
)
_BRAND_GROUPS: Final = ([4, 6, 5], [4, 6, 4], [4, 8, 4], [6, 10])
_FOUR_FOURS: Final = re.compile(r"\d{4}(\D+)\d{4}(\1)\d{4}(\1)\d{4}")
_FIRST_FIGURES: Final = "3456"
_DANISH_CARDS: Final = ("4571", "5019")
"""How cards of Danish banks begin: sixteen such digits are one, slip of the pen or not."""
_SERIES_TWO_LENGTH: Final = 16
_EAN_LENGTH: Final = 13

_SIGN: Final = r"[\s.:,;=/-]{0,4}"
_NUMBER_WORD: Final = rf"(?:-?n(?:umme)?r(?:et)?\b)?{_SIGN}(?:(?:er|is)\b{_SIGN})?"
_DIGITS: Final = r"\d(?:[ .\n-]?\d)"
# Kortnr. 4571123456789012: called a card, it is one, also with a slip of the pen in it.
_LABELLED: Final = re.compile(
    r"(?<![^\W\d_])(?:(?:betalings|kredit|debit|hæve|dan|bank)?kort(?:et)?|visa|mastercard|maestro"
    rf"|amex|card)(?:n(?:umme)?r(?:et)?)?\b{_SIGN}{_NUMBER_WORD}(?P<number>{_DIGITS}{{12,18}})(?!\d)",
    re.IGNORECASE,
)


def find(text: str, digits: Digits) -> Iterator[Candidate]:
    """Payment card numbers in the folded `text`."""
    for match in _LABELLED.finditer(text) if digits.have_words else ():
        start, end = match.span("number")
        yield _candidate(start, end, digits.at_place(end) - digits.at_place(start))
    for match in _CARD.finditer(text):
        at = digits.at_place(match.start("number"))
        end = digits.at_place(match.end("number"))
        found = [
            _candidate(*digits.span(at, length), length)
            for length in range(_LENGTHS[0], min(end - at, _LENGTHS[-1]) + 1)
            if digits.stands(at, length) and _is_card(text, digits, at, length)
        ]
        # A number after a card can make another one of it, which then ends in half a group.
        yield from [
            each for each in found if _has_whole_groups(text[each.start : each.end])
        ] or found


def _candidate(start: int, end: int, weight: int) -> Candidate:
    return Candidate(start, end, "payment_card", weight, usual=True)


def _has_whole_groups(written: str) -> bool:
    first, *others = (len(group) for group in re.findall(r"\d+", written))
    return not others or others[-1] == first or [first, *others] in _BRAND_GROUPS


def _is_card(text: str, digits: Digits, at: int, length: int) -> bool:
    """Whether it passes Luhn, and begins as cards do; in four fours it needs only one of the two.

    Thirteen digits from 57 on are Danish EAN numbers, of businesses and goods.
    """
    figures = digits.figures[at : at + length]
    if (length == _EAN_LENGTH and figures.startswith("57")) or len(set(figures)) == 1:
        return False
    begins_well = figures[0] in _FIRST_FIGURES or (
        figures[0] == "2" and length == _SERIES_TWO_LENGTH
    )
    luhn = passes_luhn(figures)
    if begins_well and luhn:
        return True
    place, end = digits.span(at, length)
    if end - place == _SERIES_TWO_LENGTH and figures.startswith(_DANISH_CARDS):
        return True
    fours = _FOUR_FOURS.fullmatch(text, place, end)
    if fours is None:
        return False
    return luhn or (figures[0] in _FIRST_FIGURES and not _is_a_list(fours[0]))


def _is_a_list(fours: str) -> bool:
    """Whether it is a list of years, or of post codes of one region, and not one number."""
    numbers = [int(four) for four in re.findall(r"\d+", fours)]
    are_of_one_region = len({number // 1000 for number in numbers}) == 1
    return are_of_one_region or all(one < other for one, other in pairwise(numbers))
