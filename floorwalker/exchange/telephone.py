"""Telephone numbers as people write them → the international form of the knowledge format."""

import re
from typing import Final

from floorwalker.exchange.fields import accepted
from floorwalker.knowledge.fields import Telephone, as_dialled

_DANISH: Final = "+45"
_DANISH_LENGTHS: Final = (3, 4, 5, 8)
"""Digits of the numbers that Danes dial without a country code: 112, 114, 1813, 12 34 56 78."""
_WRITTEN: Final = re.compile(r"[0-9+() ./–-]+")


def international(text: str) -> str:
    """`12345678` as `+45 12 34 56 78`, `"+44 1234 234567"` as it is; empty where it is unclear."""
    bare = text.strip("\"' ").replace("(0)", " ")
    if not _WRITTEN.fullmatch(bare):
        return ""
    number = " ".join(re.sub(r"[()./–]", " ", bare).split())
    if number.startswith("00"):
        number = f"+{number[2:].lstrip()}"
    if not number.startswith("+"):
        digits = re.sub(r"[^0-9]", "", number)
        if len(digits) not in _DANISH_LENGTHS or digits.startswith("0"):
            return ""
        pairs = re.findall("..", digits) if len(digits) == _DANISH_LENGTHS[-1] else [digits]
        number = " ".join([_DANISH, *pairs])
    return as_dialled(number) if accepted(Telephone, number) else ""
