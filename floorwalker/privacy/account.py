"""Bank accounts: with their words, in their Danish grouping, as IBAN, as giro."""

import re
from collections.abc import Iterator
from typing import Final

from floorwalker.privacy import number_labels
from floorwalker.privacy.candidates import Candidate
from floorwalker.privacy.digits import Digits

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
    r"(?<![^\W_])(?P<country>[A-Z]{2})[ .:/-]?\d\d(?:[ ./-]?[A-Z0-9]){11,27}", re.IGNORECASE
)

_SIGN: Final = r"[\s.:,;=()/-]{0,4}"
_ALSO: Final = r"(?:(?:og|så|samt|med|and)\s){0,2}"
_NUMBER_WORD: Final = rf"(?:-?(?:n(?:umme)?r(?:et)?|no|number)\b)?{_SIGN}(?:(?:er|is)\b{_SIGN})?"
_ACCOUNT_WORD: Final = (
    r"(?<![^\W\d_])(?:[^\W\d_]{0,12}konto|konto(?:en)?|kont(?=n)|kto|kt|account|acct?)"
    r"(?:n(?:umme)?r(?:et)?)?\b"
)
_BRANCH_WORD: Final = (
    r"(?<![^\W\d_])(?:reg(?:istrerings?|istration)?|clearing)(?:n(?:umme)?r(?:et)?)?\b"
)
_GIRO_WORD: Final = r"(?<![^\W\d_])(?:bank|plus|post)?giro(?:kort|konto)?(?:n(?:umme)?r(?:et)?)?\b"
_DIGITS: Final = r"\d(?:[ .\n-]?\d)"
_FOUR: Final = r"\d(?:[ .]?\d){3}"
_LABELLED: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # reg. 1234 konto 1234567890
        rf"{_BRANCH_WORD}{_SIGN}{_NUMBER_WORD}(?P<number>{_FOUR}{_SIGN}{_ALSO}"
        rf"(?:{_ACCOUNT_WORD}{_SIGN}{_NUMBER_WORD})?{_DIGITS}{{4,12}})(?!\d)",
        # kontonummer 1234 1234567890, konto 1234567, konto 1234, 1234567
        rf"{_ACCOUNT_WORD}{_SIGN}{_NUMBER_WORD}(?P<number>(?:{_FOUR}\s?[,:;/|]\s?)?"
        rf"{_DIGITS}{{6,13}})(?!\d)",
        # konto i Nordea 1234 1234567, Fjordbanken 1234 1234567
        rf"bank(?:en)?{_SIGN}(?P<number>\d{{4}}[ -]{_DIGITS}{{4,9}})(?!\d)",
        # konto 1234567, reg. 1234
        rf"{_ACCOUNT_WORD}{_SIGN}{_NUMBER_WORD}(?P<number>{_DIGITS}{{4,13}}{_SIGN}{_ALSO}"
        rf"{_BRANCH_WORD}{_SIGN}{_NUMBER_WORD}{_FOUR})(?!\d)",
        # giro 1234567, bankgiro 123-4567
        rf"{_GIRO_WORD}{_SIGN}{_NUMBER_WORD}(?P<number>{_DIGITS}{{5,9}})(?!\d)",
        # account 12345678, sort code 12-34-56
        rf"sort\s?code{_SIGN}{_NUMBER_WORD}(?P<number>\d\d[ -]?\d\d[ -]?\d\d)(?!\d)",
    )
)
# +71<123456789012345+12345678<, the line to be read at the foot of a payment slip.
_PAYMENT_SLIP: Final = re.compile(
    r"\+\s?\d\d\s?<\s?\+?\s?(?P<number>\d{7,19}(?:\s?\+\s?\d{7,8})?)(?!\d)"
)
# 1234 1234567890, 1234 123 456 7890; with fewer digits, 1234 1234567, the first four are no year.
_GAP: Final = r"(?:\s?[:./&-]\s?|\s{1,3})"
_UNLABELLED: Final = re.compile(
    rf"(?<![^\W_])(?<!\d[./-])(?P<number>\d{{4}}{_GAP}"
    r"(?:\d{10}|\d{3} \d{3} \d{4}|\d{4} \d{3} \d{3}|\d{5} \d{5})"
    r"|(?!0|(?:19|20)\d\d)\d{4}(?:[ -]\d{7,9}| \d\d \d\d \d\d \d\d \d\d)"
    r")(?![^\W_])(?![.,/-]\d)"
)
# Both without a space between: fourteen digits, but for those of a date and a time.
_RUN_TOGETHER: Final = re.compile(
    r"(?<![^\W_])(?<!\d[.,/-])(?!(?:19|20)\d\d(?:0\d|1[0-2])[0-3]\d)(?P<number>\d{14})"
    r"(?![^\W_])(?![.,/-]\d)"
)


def find(text: str, digits: Digits) -> Iterator[Candidate]:
    """Account numbers and IBAN in the folded `text`."""
    yield from _ibans(text)
    for match in _PAYMENT_SLIP.finditer(text):
        yield from _candidate(match, digits)
    if digits.have_words:
        for pattern in _LABELLED:
            for match in pattern.finditer(text):
                yield from _candidate(match, digits)
    otherwise = number_labels.named_otherwise(text) if digits.have_words else frozenset()
    for pattern, surplus in ((_UNLABELLED, 1), (_RUN_TOGETHER, -1)):
        for match in pattern.finditer(text):
            if match.start() not in otherwise:
                yield from _candidate(match, digits, surplus)


def _candidate(match: re.Match[str], digits: Digits, surplus: int = 1) -> Iterator[Candidate]:
    """`surplus`: it weighs more than a telephone number or a card that it might be too, or less."""
    start, end = match.span("number")
    if not digits.are_innocent_between(start, end):
        weight = digits.at_place(end) - digits.at_place(start) + surplus
        yield Candidate(start, end, "account", weight, usual=True)


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
