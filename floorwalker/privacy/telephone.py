"""Telephone numbers: Danish ones in all groupings, international ones, and what is called one.

Eight digits without a label can be a telephone number, a business, a case or an amount. They are
taken for a telephone number unless the text says what else they are: a label before them, a unit
after them, a letter, a year or a decimal at their side, or a shape that is plainly something else.
An invented number may begin with 1, so only a leading 0 counts against one.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from floorwalker.privacy import number_labels
from floorwalker.privacy.candidates import Candidate
from floorwalker.privacy.digits import Digits

_GAP: Final = r"[\s().,/:;|*+~&_-]{0,3}"
_EIGHT: Final = rf"\d(?:{_GAP}\d){{7}}(?!\d)"
_OUTSIDE_LETTERS: Final = r"(?<![^\W_])"

_INTERNATIONAL: Final = re.compile(
    rf"(?<![\d+])(?<!,\d\d )(?:\(\s?)?(?:\+\s?(?:\(\s?)?|(?<![.,:])00(?:(?=[1-9])|\s(?=45)))"
    rf"(?:45{_GAP}{_EIGHT}|(?=[1-9])\d(?:{_GAP}\d){{6,14}}(?!\d))"
)
# 45 12 34 56 78: the country code without its plus. No CPR number begins with 45.
_DANISH_CODE: Final = re.compile(rf"{_OUTSIDE_LETTERS}45[ -]?[1-9](?:[ -]?\d){{7}}(?![^\W_])")

# 070-123 45 67, 0170 1234567, 08-123 456 78: an area code with its zero, as neighbours write it.
_AREA: Final = re.compile(
    r"(?<![^\W_])(?<!\d[.,:/-])(?<!\d[.,:/-] )\(?0[1-9]\d{0,3}\)?\s?[-/ ]\s?\d{2,4}(?:[ -]?\d){2,7}"
    r"(?![^\W_])(?![-./:]\d)"
)
_AREA_LENGTHS: Final = range(9, 13)
# (555) 010-9999, 202-555-0143
_AMERICAN: Final = re.compile(
    r"(?<!\d)(?:\(\d{3}\)\s?\d{3}[ .-]\d{4}"
    r"|(?<![^\W_])(?<!\d[-./])[2-9]\d\d(?P<sign>[-.])[2-9]\d\d(?P=sign)\d{4})(?!\d)(?![-./]\d)"
)

_CALLED: Final = (
    r"(?:tlf|telf|tel|telefon|telefonen|mobil|mobilen|mobiltelefon|mob|fastnet|fax|phone|telephone"
    r"|cell|mobile|call|ring|ringe|ringer|ringes|opkald|sms|whatsapp|træffes|kontakt|kontaktes)"
)
_LABEL: Final = re.compile(
    rf"{_OUTSIDE_LETTERS}{_CALLED}(?:-?n(?:umme)?r|-?nummeret)?(?![^\W\d_])[\s.:,;=(/-]{{0,4}}"
    r"(?:(?:nr|nummer|nummeret|no|number|er|is|på|til|at|on|op|tilbage|ham|hende|mig|dem|os|direkte"
    r"|evt|venligst|hans|hendes|deres|min|mit)(?![^\W\d_])[\s.:,;=(/-]{0,4}){0,4}(?=[+\d])",
    re.IGNORECASE,
)
_COUNTRY: Final = (
    r"(?:norsk|svensk|tysk|polsk|engelsk|britisk|fransk|spansk|italiensk|hollandsk|rumænsk|bulgarsk"
    r"|ukrainsk|litauisk|lettisk|estisk|tyrkisk|færøsk|grønlandsk|islandsk|finsk|dansk|udenlandsk"
    r"|norge|sverige|tyskland|polen|england|frankrig|spanien|italien|holland|rumænien|ukraine|tyrkiet"
    r"|færøerne|grønland|island|finland|danmark|syrien|somalia|norwegian|swedish|german|polish)"
)
_FROM_ABROAD: Final = re.compile(
    rf"{_OUTSIDE_LETTERS}{_COUNTRY}[^\W\d_]{{0,2}}[\s.:,(/-]{{1,3}}"
    r"(?:(?:nr|nummer|no|number|mobil|mobilnummer|tlf|telefon|sim)[\s.:,(/-]{1,3}){0,2}(?=[+\d])",
    re.IGNORECASE,
)
_CALLED_NUMBER: Final = re.compile(rf"\+?(?:(?!0){_EIGHT}|\d(?:[ ().\-/]{{0,3}}\d){{6,14}}(?!\d))")

# Some countries have six digits.
_FOREIGN_NUMBER: Final = re.compile(r"\+?\d(?:[ ().\-/]{0,3}\d){5,14}(?!\d)")

_GROUPINGS: Final = (
    r"\d{7}",
    r"\d{3}[ .-]{1,3}\d{4}",
    r"\d(?P<alike>[./_])\d\d(?P=alike)\d\d(?P=alike)\d\d",
    r"(?<=[2-9])(?: \d){7}(?! ?\d)",
    r"\d\)?(?P<outer>[ -]| {2,3}| - )\d\d(?:[ -]| {2,3}| - )\d\d(?P=outer)\d\d",
    r"\d(?P<a>[ -])\d{3}(?P=a)\d{3}",
    r"\d\d(?P<b>[ -])\d\d(?P=b)\d{3}",
    r"\d\d(?P<c>[ -])\d{3}(?P=c)\d\d",
    r"\d(?P<d>[ -])\d{3}(?P=d)\d\d(?P=d)\d",
    r"\d(?P<e>[ -])\d\d(?P=e)\d{4}",
    r"\d{3}(?P<f>[ -])\d\d(?P=f)\d\d",
    r"\d [1-9]\d{5}",
    r" \d{3} \d{4}",
)
# Cut where nobody cuts on purpose, with no other figure beside it: 20123 456, 201 23456.
_CUT_ANYWHERE: Final = re.compile(
    r"(?<![^\W_])(?<!\d[^\w\n])(?P<number>[1-9](?:\d{4} \d{3}|\d\d \d{5}|\d{5} \d\d))"
    r"(?![^\W_])(?![^\w\n]\d)"
)
# Without the space that belongs before or after it: pas40506070, 20123456hansen. Letters and
# figures of a code are capitals, and fewer; the name of a file has its ending.
_GLUED: Final = re.compile(
    r"(?:(?<=[a-zæøå]{3})(?P<number>[1-9]\d{7})(?![^\W_])"
    r"|(?<![^\W_])(?<!\d[.,:/-])(?P<before>[1-9]\d{7})(?=[A-ZÆØÅ]?[a-zæøå]{3}))"
    r"(?!\.(?:pdf|docx?|xlsx?|jpe?g|png|msg|txt|tiff?|csv|zip)\b)"
)
# Not after a letter, a sign, a decimal point, a year or a code, which make it part of more. In a
# lookahead, so that one match does not hide another that begins inside it.
_UNLABELLED: Final = re.compile(
    r"(?<![^\W_])(?<![#=])(?:(?<!\d[.,:])|(?<=\b\d{8}[.,:]))(?<!\b\d\d[-/])(?<!\b\d{4}[-/])(?<![A-ZÆØÅ]{2}-)"
    rf"(?=\(?(?P<number>[1-9](?:{'|'.join(_GROUPINGS)}))(?![^\W_]))"
)
# Signs between that nobody has thought of: the same one all through, and none before or after.
_ANY_GROUPS: Final = ([2] * 4, [1] * 8, [2, 4, 2], [4, 4])
_ANY_GAP_LENGTH: Final = 4
_LISTING: Final = ", "
"""What stands between the numbers of a list, and between pairs only of what is called a number."""
_SIGNS_OF_HALVES: Final = frozenset({"", ".", "-", "_"})
"""Between two groups of four digits; others part post codes, years and amounts."""
_OF_A_CODE: Final = re.compile(r"[A-ZÆØÅ]{2}-\Z")
_IN_ADDRESS: Final = re.compile(r"://\S*/\Z")

_UNIT: Final = re.compile(
    r"\s{0,2}(?:kr\b|kroner|dkk|eur|€|mio|mia|tkr|,-|%|m2|m3|km|ha\b|kg|ton|stk|kwh|mwh|borgere|cvr\b|ean\b"
    r"|indbyggere|personer|sider|tegn|timer|gange|besøg|henvendelser|stemmer|husstande|liter|visit)|[.,:]\d(?!\d{7}(?!\d))",
    re.IGNORECASE,
)
_PAIRS: Final = re.compile(r"\d\d(?: \d\d){3}")
_TIMES_OF_DAY: Final = re.compile(r"(?:[01]\d|2[0-4])(?:00|15|30|45)(?:[\s,/-]{1,3}(?=\d)|\Z)")
_FRACTION: Final = re.compile(r"/\d{1,4}(?!\d)")
"""Not after pairs: 20 12 34 56/57 are two telephone numbers."""
_YEAR: Final = r"(?:19|20)\d\d"
_ROUND_NUMBERS: Final = re.compile(
    # Years, opening hours and postal districts: 2025-2026, 1000-1400, 4000-4999.
    rf"{_YEAR}\D+{_YEAR}|\d\d(?:00|15|30|45)\D+\d\d(?:00|15|30|45|99)|18\d\d\D+18\d\d"
    # Post codes of one place: 4700-4736.
    r"|(?P<district>[1-9]\d)\d\d-(?P=district)\d\d"
    # Post codes of more than one place: 9000-9280.
    r"|(?P<region>[1-9])\d\d0-(?P=region)\d\d0"
)
_DATE_DIGITS: Final = re.compile(
    rf"(?:0[1-9]|[12]\d|3[01])\D?(?:0[1-9]|1[0-2])\D?{_YEAR}"
    rf"|{_YEAR}\D?(?:0[1-9]|1[0-2])\D?(?:0[1-9]|[12]\d|3[01])"
)


def find(text: str, digits: Digits) -> Iterator[Candidate]:
    """Telephone numbers in the folded `text`."""
    yield from _international(text, digits)
    if digits.have_words:
        yield from _labelled(_LABEL, _CALLED_NUMBER, text, digits)
        yield from _labelled(_FROM_ABROAD, _FOREIGN_NUMBER, text, digits)
    otherwise = number_labels.named_otherwise(text) if digits.have_words else frozenset()
    yield from _unlabelled(text, digits, otherwise)
    yield from _with_any_sign(text, digits, otherwise)


def _international(text: str, digits: Digits) -> Iterator[Candidate]:
    for pattern in (_INTERNATIONAL, _DANISH_CODE, _AMERICAN):
        for match in pattern.finditer(text):
            if not digits.are_innocent_between(*match.span()):
                yield _candidate(*match.span(), digits)
    for match in _AREA.finditer(text):
        length = digits.at_place(match.end()) - digits.at_place(match.start())
        if (
            length in _AREA_LENGTHS
            and not digits.has_innocent_between(*match.span())
            and _TIMES_OF_DAY.sub("", match[0])
        ):
            yield _candidate(*match.span(), digits)


def _labelled(
    label: re.Pattern[str], number: re.Pattern[str], text: str, digits: Digits
) -> Iterator[Candidate]:
    for called in label.finditer(text):
        match = number.match(text, called.end())
        if match and not digits.are_innocent_between(*match.span()):
            yield _candidate(*match.span(), digits)


def _unlabelled(text: str, digits: Digits, otherwise: frozenset[int]) -> Iterator[Candidate]:
    for match in chain(*(each.finditer(text) for each in (_UNLABELLED, _CUT_ANYWHERE, _GLUED))):
        start, end = match.span(match.lastgroup or 0)
        if start in otherwise or digits.are_innocent_between(start, end):
            continue
        if not _is_otherwise(text, start, end):
            yield _candidate(start, end, digits)


def _with_any_sign(text: str, digits: Digits, otherwise: frozenset[int]) -> Iterator[Candidate]:
    for group in range(len(digits.sizes)):
        for sizes in _ANY_GROUPS:
            if digits.sizes[group] != sizes[0] or digits.sizes[group : group + len(sizes)] != sizes:
                continue
            start, end = digits.span(digits.begins[group], sum(sizes))
            if (
                start not in otherwise
                and text[start] != "0"
                and not text[start - 1 : start].isalnum()
                and digits.gap(text, group + 1) != _LISTING
                and not _OF_A_CODE.search(text[max(0, start - 3) : start])
                and not text[end : end + 1].isalnum()
                and _has_one_sign(text, digits, group, len(sizes))
                and (len(sizes) > 2 or digits.gap(text, group + 1).strip() in _SIGNS_OF_HALVES)  # noqa: PLR2004 -- two halves
                and not digits.are_innocent_between(start, end)
                and not _is_otherwise(text, start, end)
            ):
                yield _candidate(start, end, digits)


def _has_one_sign(text: str, digits: Digits, group: int, count: int) -> bool:
    """Whether one and the same sign stands between all of `count` groups, and not around them."""
    if digits.gap(text, group) == digits.gap(text, group + 1):
        return False
    gaps = {digits.gap(text, at) for at in range(group + 1, group + count)}
    signs = {gap.strip() for gap in gaps}
    if len(signs) != 1 or max(map(len, gaps)) > _ANY_GAP_LENGTH:
        return False
    sign = signs.pop()
    around = digits.gap(text, group), digits.gap(text, group + count)
    return not any(
        len(gap) <= _ANY_GAP_LENGTH and (gap.strip() == sign or not gap.strip(" \n"))
        for gap in around
        if gap
    ) and not any(map(str.isalnum, sign))


def _candidate(start: int, end: int, digits: Digits) -> Candidate:
    weight = digits.at_place(end) - digits.at_place(start)
    return Candidate(start, end, "telephone", weight, usual=True)


def _is_otherwise(text: str, start: int, end: int) -> bool:
    """Whether the number or what touches it says that it is something else."""
    number = text[start:end]
    return bool(
        _UNIT.match(text, end)
        or (_FRACTION.match(text, end) and not _PAIRS.fullmatch(number))
        or _DATE_DIGITS.fullmatch(number)
        or _ROUND_NUMBERS.fullmatch(number)
        or (text[start - 1 : start] == "/" and _IN_ADDRESS.search(text[max(0, start - 80) : start]))
    )
