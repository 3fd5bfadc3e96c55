"""Shapes that are plainly something else: dates, times, amounts, KLE numbers, business numbers.

They only mark characters. A candidate is let go when *every* digit of it is marked, never because
of a word or a shape beside it: `150385-1234 kr` stays a CPR number.
"""

import re
from typing import Final, NamedTuple

from floorwalker.privacy import number_lists

_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH: Final = r"(?:0?[1-9]|1[0-2])"
_YEAR: Final = r"(?:18|19|20)\d\d"
_TIME: Final = r"(?:[01]?\d|2[0-4])[:.][0-5]\d"
# Nothing before or after that would make the shape a part of a longer number.
_ALONE: Final = number_lists.ALONE
_ENDED: Final = r"(?!\d)(?![-./:]\d)"

# The same, for what two of in a row could be one number.
_APART: Final = r"(?<![\d.,-])" + "".join(rf"(?<!\d[\W_]{{{gap}}})" for gap in (1, 2, 3))
_APART_AFTER: Final = r"(?!\d)(?![\W_]{1,3}\d)"

_FULL_DATE: Final = (
    r"(?:"
    + "|".join(rf"{_DAY}{mark}\s?{_MONTH}{mark}\s{{0,9}}{_YEAR}" for mark in ("-", r"\.", "/"))
    + rf"|{_DAY}/{_MONTH}[- ]\s?{_YEAR})"
)
_WHOLE_DATE: Final = re.compile(
    rf"{_ALONE}(?:{_FULL_DATE}(?:\s*-\s*{_FULL_DATE})?"
    r"|(?:19|20)\d\d(?P<iso>[-./])(?:0[1-9]|1[0-2])(?P=iso)(?:0[1-9]|[12]\d|3[01])"
    r"(?:\s{0,2}-\s{0,2}(?:19|20)\d\d(?P=iso)(?:0[1-9]|1[0-2])(?P=iso)(?:0[1-9]|[12]\d|3[01]))?)"
    rf"{_ENDED}"
)
_ONE_DATE: Final = re.compile(rf"{_FULL_DATE}|(?:19|20)\d\d[-./]\d\d[-./]\d\d")
_DATE_DIGITS: Final = 8
_DATE_SIGNS: Final = ("-", ".", "/")
_DATE_YEAR: Final = re.compile(rf"(?<!\d){_YEAR}(?!\d)")

_SHORT_DATE: Final = r"(?:\d\d\.\d\d\.\d\d|\d\d-\d\d-\d\d)"
_SLASHED_DATE: Final = rf"{_DAY}/{_MONTH}[-/]\d\d"
_NEXT_DATE: Final = r"(?:\s?[,;/&+-]\s{0,2}|\s{1,3})"
_THOUSANDS: Final = r"\d{1,3}(?:[. ]\d{3})+(?:,\d{1,2})?"
_PLAIN_AMOUNT: Final = r"\d{1,9}(?:,\d{1,2})?"
_NUMBER_SIGN: Final = r"[\s.:#-]{0,3}(?:n(?:umme)?r(?:et)?\b|no\b)?[\s.:=#-]{0,3}(?:er\s)?"


class _Shape(NamedTuple):
    pattern: re.Pattern[str]
    signs: tuple[str, ...]
    """Without one of these in the (casefolded) text it cannot be there: saves the search."""


_SHAPES: Final = (
    _Shape(_WHOLE_DATE, _DATE_SIGNS),
    # 10:15, 10:15:30, 10.00-14.00. A colon says time; full stops need a range to say so.
    _Shape(re.compile(r"(?<![\d:])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?!\d)(?!:\d)"), (":",)),
    _Shape(re.compile(rf"{_ALONE}{_TIME}\s*-\s*{_TIME}{_ENDED}"), ("-",)),
    # 22.11.2026 10.15, for the years in which a desk writes: a birth date may have four digits
    # after it, but not with a sign in the middle: 22-11-26 10:15.
    _Shape(
        re.compile(
            rf"{_ALONE}{_FULL_DATE}(?<=20[23]\d)[ ,]{{1,3}}{_TIME}(?:\s*-\s*{_TIME})?{_ENDED}"
        ),
        (".",),
    ),
    _Shape(
        re.compile(
            rf"{_ALONE}(?:(?:{_DAY}([-./]){_MONTH}\1[23]\d|{_DAY}/{_MONTH}-[23]\d)"
            rf"[ ,]{{1,3}}{_TIME}(?:\s*-\s*{_TIME})?{_ENDED}"
            rf"|{_DAY} {_MONTH} {_YEAR}[ ,]{{1,3}}(?:[01]?\d|2[0-3]):[0-5]\d)"
        ),
        (":", "."),
    ),
    # Kl. 10, 10.15 og 10.30: the word says of the first what the full stop says of the others.
    _Shape(
        re.compile(
            rf"(?<![^\W\d_])(?:kl|klokken)[.:]?\s{{0,2}}(?:[01]?\d|2[0-4])(?:(?:,\s|\s?&\s?){_TIME})+"
            rf"{_APART_AFTER}",
            re.IGNORECASE,
        ),
        ("kl",),
    ),
    # 8/4 11.15, 9/4 12.30: days and times, two or more of them.
    _Shape(
        re.compile(
            rf"{_ALONE}{_DAY}/{_MONTH}\s(?:kl\.?\s?)?{_TIME}"
            rf"(?:{_NEXT_DATE}{_DAY}/{_MONTH}\s(?:kl\.?\s?)?{_TIME})+{_ENDED}"
        ),
        ("/",),
    ),
    # KLE numbers or dates with two-digit years, two or more of them.
    _Shape(
        re.compile(
            rf"{_ALONE}(?:{_SHORT_DATE}(?:{_NEXT_DATE}{_SHORT_DATE})+"
            rf"|{_SLASHED_DATE}(?:(?:\s?[,;&]\s?|\s){_SLASHED_DATE})+){_ENDED}"
        ),
        ("-", ".", "/"),
    ),
    # 10.-12.11.2026, 22/11-24/11, 22.11.-24.11.2026.
    _Shape(
        re.compile(rf"{_ALONE}{_DAY}\.?\s?-\s?{_DAY}[./]\s?{_MONTH}[./]\s?{_YEAR}{_ENDED}"), ("-",)
    ),
    _Shape(
        re.compile(
            rf"{_ALONE}{_DAY}([./])\s?{_MONTH}\.?\s?-\s?{_DAY}\1\s?{_MONTH}"
            rf"(?:[-./ ]\s?{_YEAR})?{_ENDED}"
        ),
        ("-",),
    ),
    # Amounts name their currency, and have thousands in threes or at most nine digits.
    _Shape(
        re.compile(
            rf"{_APART}(?:{_THOUSANDS}(?:\s?-\s?{_THOUSANDS})?|\d{{1,3}}00\s?-\s?\d{{1,3}}00"
            rf"|{_PLAIN_AMOUNT})"
            r"\s?(?:kr\b|kroner|dkk\b|eur\b|euro|€|mio\b|mia\b|tkr\b|t\.kr|,-)(?!\d)",
            re.IGNORECASE,
        ),
        ("kr", "dkk", "eur", "€", "mio", "mia", ",-"),
    ),
    _Shape(
        re.compile(
            rf"(?:\bkr|\bdkk|\beur|(?<!\d)€)\.?\s?(?:{_THOUSANDS}|{_PLAIN_AMOUNT}){_APART_AFTER}",
            re.IGNORECASE,
        ),
        ("kr", "dkk", "eur", "€"),
    ),
    _Shape(
        re.compile(rf"{_APART}(?:\d{{1,3}}(?:[.,]\d{{1,4}})?|\d{{1,3}}\s?-\s?\d{{1,3}})\s?%"),
        ("%",),
    ),
    # Numbers of businesses and their places, each with its own length.
    _Shape(
        re.compile(
            rf"\b(?:cvr|vat|moms|se(?=[\s-]?n)){_NUMBER_SIGN}(?:dk[\s-]?)?"
            r"\d\d[ .]?\d\d[ .]?\d\d[ .]?\d\d(?!\d)",
            re.IGNORECASE,
        ),
        ("cvr", "vat", "moms", "se"),
    ),
    _Shape(
        re.compile(
            rf"\b(?:ean|gln|gtin|isbn|stregkode)(?:[\s-]?lokations?)?{_NUMBER_SIGN}"
            r"\d(?:[ -]?\d){12}(?!\d)",
            re.IGNORECASE,
        ),
        ("ean", "gln", "gtin", "isbn", "stregkode"),
    ),
    _Shape(
        re.compile(rf"\bisbn{_NUMBER_SIGN}\d(?:[ -]?\d){{8}}[ -]?[\dx](?![^\W_])", re.IGNORECASE),
        ("isbn",),
    ),
    # Numbers of a municipal plan of accounts: konto 5.22.07.001, funktion 00.25.11.
    _Shape(
        re.compile(
            r"\b(?:konto|kontering|art|funktion|gruppering)(?:snr|nr|snummer|nummer)?[\s.:]{1,3}"
            r"\d{1,2}\.\d\d\.\d\d(?:\.\d{1,3}){0,2}(?![.\s-]?\d)",
            re.IGNORECASE,
        ),
        ("konto", "kontering", "art", "funktion", "gruppering"),
    ),
    # Addresses of computers, and places on a map of Denmark: 55.2299, 11.7609.
    _Shape(
        re.compile(
            r"\b(?:ip(?:[\s-]?adr(?:\.|esse))?|server|printer|router|gateway|dns|ping|host)[\s:.]{1,2}\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)",
            re.IGNORECASE,
        ),
        ("ip", "server", "printer", "router", "gateway", "dns", "ping", "host"),
    ),
    _Shape(
        re.compile(
            r"\b(?:version|ver|build)[\s:.]{1,2}\d{1,4}(?:\.\d{1,6}){2,4}(?![.\s-]?\d)",
            re.IGNORECASE,
        ),
        ("ver", "build"),
    ),
    _Shape(
        re.compile(
            r"(?<![\d.,-])5[4-7]\.\d{3,7}°?[\s,]{1,2}(?:[89]|1[0-5])\.\d{3,7}(?![^\W_])(?!\.\d)"
        ),
        (".",),
    ),
    _Shape(
        re.compile(
            rf"\b(?:p(?=[\s-]?n)|p-?\s?enhed|produktionsenhed(?:s|er)?)(?:snr|snummer)?{_NUMBER_SIGN}"
            r"1[ .]?0(?:[ .]?\d){8}(?!\d)",
            re.IGNORECASE,
        ),
        ("p",),
    ),
)


def places(text: str) -> bytearray:
    """For each character of the folded `text`, whether it belongs to such a shape."""
    marks = bytearray(len(text))
    lowered = text.lower()
    for shape in _SHAPES:
        if any(sign in lowered for sign in shape.signs):
            for match in shape.pattern.finditer(text):
                _mark(marks, match)
    for match in number_lists.find(text):
        _mark(marks, match)
    return marks


def date_years(text: str) -> bytearray:
    """For each character, whether the year of a whole date, written in eight digits, begins there.

    `22-11-2026 12` is a date and something else, not ten digits of one number; but four digits
    after the date would make a CPR number of it.
    """
    marks = bytearray(len(text))
    if not any(sign in text for sign in _DATE_SIGNS):
        return marks
    for date in _WHOLE_DATE.finditer(text):
        for single in _ONE_DATE.finditer(text, date.start(), date.end()):
            if sum(map(str.isdigit, single[0])) == _DATE_DIGITS:
                for year in _DATE_YEAR.finditer(text, single.start(), single.end()):
                    marks[year.start()] = 1
    return marks


def _mark(marks: bytearray, match: re.Match[str]) -> None:
    marks[match.start() : match.end()] = b"\1" * (match.end() - match.start())
