"""Telephone numbers as people write them → the international form of the knowledge format.

What a number is for is taken from what is said of it, never from where it stands in a list.
"""

import re
from collections.abc import Iterator
from typing import Final, Literal

from msgspec import Struct

from floorwalker.exchange.fields import accepted
from floorwalker.knowledge.hours import is_valid_hours
from floorwalker.knowledge.model.fields import Telephone, as_dialled
from floorwalker.knowledge.model.records import Phone

Use = Literal["voice", "mobile", "other", "unknown", ""]
"""To talk on; a mobile; for fax, text and the like; said in words that tell nothing; not said."""

_DANISH: Final = "+45"
_DANISH_LENGTH: Final = 8
_SHORT_LENGTHS: Final = (3, 4, 5)
"""Digits of the numbers that Danes dial without a country code: 12 34 56 78; 112, 114, 1813."""
_WITH_CODE: Final = 10
"""Digits of a Danish number with its country code and without a plus."""
_WRITTEN: Final = re.compile(r"[0-9+() ./-]+")
_DASHES: Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_SCHEME: Final = re.compile(r"^\s*(tel|callto|phone|sms|fax)\s*:\s*(?://)?", re.IGNORECASE)
_PARAMETERS: Final = re.compile(r";(?!ext=)[a-z-]+=[^;,\s]*", re.IGNORECASE)
_EXTENSION: Final = re.compile(
    r"[\s,;]*(?:;ext=|\b(?:ext(?:ension)?|lokal(?:nr|nummer)?|lok|tast)\b\s*[.:]?|x|#)\s*"
    r"(?P<extension>[0-9]{1,6})\s*$",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"[;,|]|\s/\s|\b(?:or|and|eller|og)\b|\s{3,}", re.IGNORECASE)
_WORDS: Final = re.compile(r"[^\W\d_]+")
_FOR_VOICE: Final = (
    "voice phone telephone telefon telefonnummer tlf telf tel landline fastnet fastnettelefon "
    "hotline helpline hovednummer omstilling switchboard vagttelefon opkald tale samtale call"
)
_MOBILE: Final = "cell cellphone cellular mobile mobil mobiltelefon mobilnummer"
_FOR_OTHERS: Final = (
    "fax telefax faxnummer facsimile faks telex tty tdd textphone teksttelefon skrivetelefon "
    "teletype teletypewriter minicom text texting texts sms mms video videophone videotelefon "
    "vrs relay pager beeper modem data"
)
_OTHER_PHONE: Final = re.compile(
    r"\b(?:fax|text|video|tty|tdd|tekst|relay)[\s_-]*(?:tele)?(?:phone|fon)", re.IGNORECASE
)


class Number(Struct, frozen=True):
    """One number out of a field."""

    number: str
    """International; empty where it could not be read."""
    use: Use = ""
    """What the field says beside it: `Fax: 12 34 50 99`."""
    extension: str = ""


def description_of(phone: Phone) -> str:
    """What a number is for and when it is answered, as one text: `Pension: Mo-Fr 08:00-16:00`."""
    return ": ".join(filter(None, (phone.name, phone.hours)))


def described(number: str, description: str) -> Phone:
    """The number with what `description_of` says of it, taken apart again."""
    name, _colon, hours = description.rpartition(": ")
    if hours and is_valid_hours(hours):
        return Phone(number=number, name=name, hours=hours)
    return Phone(number=number, name=description)


def use_of(*said: str) -> Use:
    """What a number is for, by the first text that tells: its type, its description."""
    for text in said:
        words = {word.casefold() for word in _WORDS.findall(text.replace("_", " "))}
        if _OTHER_PHONE.search(text):
            return "other"
        if not words.isdisjoint(_MOBILE.split()):
            return "mobile"
        if not words.isdisjoint(_FOR_VOICE.split()):
            return "voice"
        if not words.isdisjoint(_FOR_OTHERS.split()):
            return "other"
    return "unknown" if said and said[0].strip() else ""


def numbers_in(text: str) -> Iterator[Number]:
    """The numbers that a field holds, in its order: most hold one."""
    whole = _number(text)
    if whole.number:
        yield whole
        return
    parts = [part for part in _BETWEEN.split(text) if part.strip()]
    for part in parts:
        found = _number(part)
        if not found.number and "/" in part:
            yield from map(_number, filter(None, map(str.strip, part.split("/"))))
        else:
            yield found


def _number(text: str) -> Number:
    scheme = _SCHEME.match(text)
    rest = _PARAMETERS.sub("", text[scheme.end() :] if scheme else text)
    extension = _EXTENSION.search(rest)
    if extension:
        rest = rest[: extension.start()]
    words = " ".join(_WORDS.findall(rest))
    bare = re.sub(r"[^\W\d_]+[.:]*|:|\((?![0-9+ ()]*[0-9])[^()]*\)", " ", rest)
    use = use_of(words) if words else use_of(scheme[1] if scheme else "")
    return Number(
        international(bare), "" if use == "unknown" else use, extension[1] if extension else ""
    )


def international(text: str) -> str:
    """`12345678` as `+45 12 34 56 78`, `"+44 1234 234567"` as it is; empty where it is unclear."""
    bare = text.strip("\"' ").translate(_DASHES).replace("(0)", " ")
    if not _WRITTEN.fullmatch(bare):
        return ""
    number = " ".join(re.sub(r"[()./]", " ", bare).split())
    if not number.startswith("+") and accepted(Telephone, number):
        return number
    number = re.sub(r"^[ -]+|[ -]+$", "", number)
    number = re.sub(r" ?- ?", "-", re.sub(r"--+", "-", number))
    if number.startswith("00"):
        number = f"+{number[2:].lstrip()}"
    if number.startswith("+"):
        number = re.sub(r"^\+ ", "+", number)
    else:
        digits = re.sub(r"[^0-9]", "", number)
        if len(digits) == _WITH_CODE and digits.startswith(_DANISH[1:]):
            digits = digits[len(_DANISH) - 1 :]
        is_short = len(digits) in _SHORT_LENGTHS and number == digits  # `8-16` are hours
        if not (is_short or len(digits) == _DANISH_LENGTH) or digits.startswith("0"):
            return ""
        number = " ".join([_DANISH, *([digits] if is_short else re.findall("..", digits))])
    return as_dialled(number) if accepted(Telephone, number) else ""
