"""Payment cards and bank accounts."""

import re
from collections.abc import Iterator
from typing import Final

from floorwalker.privacy import innocent
from floorwalker.privacy.candidates import Candidate
from floorwalker.privacy.digits import Digits

_CARD_LENGTHS: Final = range(13, 20)
_CARD_GAP: Final = r"(?:\s{1,3}|\s?[._/-]\s?)"


def _of_one_size(size: int) -> str:
    """A pattern for groups of `size` digits, 13 to 19 in all; the last group may be shorter."""
    least, most = 13 // size - 1, 19 // size - 1
    return (
        rf"\d{{{size}}}(?:{_CARD_GAP}\d{{{size}}}){{{least},{most}}}"
        rf"(?:{_CARD_GAP}\d{{1,{size}}})?(?!\d)"
    )


# As brands print them, with any number beside them, so in a lookahead; or in small groups, alone.
_CARD: Final = re.compile(
    r"(?<!\d)(?=(?P<number>\d{13,19}(?!\d)"
    rf"|\d{{4}}{_CARD_GAP}\d{{6}}{_CARD_GAP}\d{{4,5}}(?!\d)|\d{{4}}{_CARD_GAP}\d{{9,15}}(?!\d)"
    rf"|{'|'.join(map(_of_one_size, (4, 5, 6, 8)))}"
    rf"|(?<!\d[\s._/-])(?:{'|'.join(map(_of_one_size, (1, 2, 3)))})(?!{_CARD_GAP}\d)))"
)
_BRAND_GROUPS: Final = ([4, 6, 5], [4, 6, 4])
_FOUR_FOURS: Final = re.compile(r"\d{4}\D+\d{4}\D+\d{4}\D+\d{4}")
_DOUBLED: Final = str.maketrans("0123456789", "0246813579")
"""Twice a figure, its own figures added up."""
_SERIES_TWO_LENGTH: Final = 16
_EAN_LENGTH: Final = 13

_IBAN_LENGTHS: Final = {
    "AD": 24, "AE": 23, "AT": 20, "BA": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24,
    "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22,
    "GL": 18, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27,
    "JO": 30, "KW": 30, "LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24,
    "ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25,
    "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24,
    "TR": 26, "UA": 29, "XK": 20,
}  # fmt: skip
"""Characters of an IBAN, by country (ISO 13616). Length and country tell one; a slip of the pen
makes the check digits wrong and the number no less personal."""
_IBAN: Final = re.compile(
    r"(?<![^\W_])(?P<country>[A-Z]{2})[ -]?\d\d(?:[ -]?[A-Z0-9]){11,27}", re.IGNORECASE
)

_SIGN: Final = r"[\s.:,;=/-]{0,4}"
_NUMBER_WORD: Final = rf"(?:-?n(?:umme)?r(?:et)?\b)?{_SIGN}(?:(?:er|is)\b{_SIGN})?"
_ACCOUNT_WORD: Final = (
    r"(?<![^\W\d_])(?:bank|løn|nem|spare)?(?:konto|kontoen|kto|account)(?:n(?:umme)?r(?:et)?)?\b"
)
_BRANCH_WORD: Final = r"(?<![^\W\d_])reg(?:istrerings?)?(?:n(?:umme)?r(?:et)?)?\b"
_DIGITS: Final = r"\d(?:[ .-]?\d)"
_LABELLED_ACCOUNTS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # reg. 1234 konto 1234567890
        rf"{_BRANCH_WORD}{_SIGN}{_NUMBER_WORD}(?P<number>\d{{4}}{_SIGN}(?:og\s)?"
        rf"(?:{_ACCOUNT_WORD}{_SIGN}{_NUMBER_WORD})?{_DIGITS}{{4,12}})(?!\d)",
        # kontonummer 1234 1234567890, konto 1234567
        rf"{_ACCOUNT_WORD}{_SIGN}{_NUMBER_WORD}(?P<number>{_DIGITS}{{6,13}})(?!\d)",
        # Fjordbanken 1234 1234567
        rf"bank(?:en)?{_SIGN}(?P<number>\d{{4}}[ -]{_DIGITS}{{4,9}})(?!\d)",
        # konto 1234567, reg. 1234
        rf"{_ACCOUNT_WORD}{_SIGN}{_NUMBER_WORD}(?P<number>{_DIGITS}{{4,13}}{_SIGN}(?:og\s)?"
        rf"{_BRANCH_WORD}{_SIGN}{_NUMBER_WORD}\d{{4}})(?!\d)",
    )
)
# 1234 1234567890, 1234 123 456 7890; with fewer digits, 1234 1234567, the first four are no year.
_ACCOUNT: Final = re.compile(
    r"(?<![^\W_])(?<!\d[./-])(?P<number>\d{4}(?:\s?[/-]\s?|\s{1,3})(?:\d{10}|\d{3} \d{3} \d{4})"
    r"|(?!0|(?:19|20)\d\d)\d{4}[ -]\d{7,9})(?![^\W_])(?![.,/-]\d)"
)

# Kortnr. 4571123456789012: called a card, it is one, also with a slip of the pen in it.
_LABELLED_CARD: Final = re.compile(
    r"(?<![^\W\d_])(?:kort|dankort|betalingskort|kreditkort|debitkort|hævekort|visa|mastercard|maestro"
    rf"|card)(?:n(?:umme)?r(?:et)?)?\b{_SIGN}{_NUMBER_WORD}(?P<number>{_DIGITS}{{12,18}})(?!\d)",
    re.IGNORECASE,
)


def find(text: str, digits: Digits) -> Iterator[Candidate]:
    """Card, account and IBAN numbers in the folded `text`."""
    yield from _cards(text, digits)
    yield from _ibans(text)
    yield from _accounts(text, digits)


def _accounts(text: str, digits: Digits) -> Iterator[Candidate]:
    if digits.have_words:
        for pattern in _LABELLED_ACCOUNTS:
            for match in pattern.finditer(text):
                yield from _account(match, digits)
    otherwise = innocent.named_otherwise(text) if digits.have_words else frozenset()
    for match in _ACCOUNT.finditer(text):
        if match.start() not in otherwise:
            yield from _account(match, digits)


def _account(match: re.Match[str], digits: Digits) -> Iterator[Candidate]:
    start, end = match.span("number")
    if not digits.are_innocent_between(start, end):
        # One more than a telephone number or a card that it might be without its label.
        weight = digits.at_place(end) - digits.at_place(start) + 1
        yield Candidate(start, end, "account", weight, usual=True)


def _cards(text: str, digits: Digits) -> Iterator[Candidate]:
    for match in _LABELLED_CARD.finditer(text) if digits.have_words else ():
        start, end = match.span("number")
        weight = digits.at_place(end) - digits.at_place(start)
        yield Candidate(start, end, "payment_card", weight, usual=True)
    for match in _CARD.finditer(text):
        at = digits.at_place(match.start("number"))
        end = digits.at_place(match.end("number"))
        found = [
            Candidate(*digits.span(at, length), "payment_card", length, usual=True)
            for length in range(_CARD_LENGTHS[0], min(end - at, _CARD_LENGTHS[-1]) + 1)
            if digits.stands(at, length) and _is_card(text, digits, at, length)
        ]
        # A number after a card can make another one of it, which then ends in half a group.
        yield from [
            each for each in found if _has_whole_groups(text[each.start : each.end])
        ] or found


def _has_whole_groups(written: str) -> bool:
    first, *others = (len(group) for group in re.findall(r"\d+", written))
    return not others or others[-1] == first or [first, *others] in _BRAND_GROUPS


def _is_card(text: str, digits: Digits, at: int, length: int) -> bool:
    """Whether it passes Luhn, and begins as cards do; in four fours anything may be one.

    Thirteen digits from 57 on are Danish EAN numbers, of businesses and goods.
    """
    figures = digits.figures[at : at + length]
    begins_well = figures[0] in "3456" or (figures[0] == "2" and length == _SERIES_TWO_LENGTH)
    if length == _EAN_LENGTH and figures.startswith("57"):
        return False
    if not begins_well:
        start, end = digits.span(at, length)
        begins_well = _FOUR_FOURS.fullmatch(text, start, end) is not None
    return begins_well and len(set(figures)) > 1 and _passes_luhn(figures)


def _passes_luhn(figures: str) -> bool:
    return sum(map(int, figures[-1::-2] + figures[-2::-2].translate(_DOUBLED))) % 10 == 0


def _ibans(text: str) -> Iterator[Candidate]:
    for match in _IBAN.finditer(text):
        length = _IBAN_LENGTHS.get(match["country"].upper())
        places = [match.start() + at for at, c in enumerate(match[0]) if c.isalnum()]
        if length is None or len(places) < length:
            continue
        end = places[length - 1] + 1
        figures = sum(map(str.isdigit, text[match.start() : end]))
        if figures >= length // 2 and not text[end : end + 1].isalnum():
            yield Candidate(match.start(), end, "account", length, usual=True)
