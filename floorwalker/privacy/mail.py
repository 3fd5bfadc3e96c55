"""E-mail addresses, spelled with @ or with what people write in its place."""

import re
from collections.abc import Iterator
from typing import Final

from floorwalker.privacy.candidates import Candidate

_LOCAL: Final = r"[\w.+%&'=~-]"
_LETTERS: Final = r"[^\W\d_]"
_DOT: Final = (
    r"(?:\.|\s\.\s|\s?[(\[{]\s?(?:\.|dot|punktum|prik)\s?[)\]}]\s?|\s(?:dot|punktum|prik)\s)"
)
_DOMAIN: Final = rf"[\w-]++(?:{_DOT}[\w-]+){{0,6}}{_DOT}(?:{_LETTERS}{{2,24}}|xn--\w{{2,24}})(?!\w)"
_SPELLED_AT: Final = (
    r"(?:\s{0,2}[(\[{<]\s?(?:@|a|at|ad|snabel[\s-]?a|krøllet?\s?a)\s?[)\]}>]\s{0,2}"
    r"|\s{0,2}[-_]?(?:snabel[\s-]?a|krøl(?:le|let)?[\s-]?a)[-_]?\s{0,2})"
)
# Every run of local characters is tried once, from its beginning, and never given back: linear.
_LOCAL_PART: Final = rf"(?<!{_LOCAL}){_LOCAL}++"
_ADDRESS: Final = re.compile(
    rf"{_LOCAL_PART}\"?(?:\s{{0,2}}@\s{{0,2}}{_DOMAIN}|@{_LETTERS}[\w-]{{2,62}})", re.IGNORECASE
)
_SPELLED_ADDRESS: Final = re.compile(rf"{_LOCAL_PART}{_SPELLED_AT}{_DOMAIN}", re.IGNORECASE)
# "at" is also a Danish conjunction: only with a spelled-out dot does it mean @.
_SPOKEN_ADDRESS: Final = re.compile(
    rf"{_LOCAL_PART}\sat\s[\w-]++(?:\s(?:dot|punktum|prik)\s{_LETTERS}{{2,24}})+", re.IGNORECASE
)
_WEIGHT: Final = 100
"""More than any number: digits in an address belong to it."""


def find(text: str) -> Iterator[Candidate]:
    """E-mail addresses in the folded `text`."""
    lowered = text.lower()
    for pattern, signs in (
        (_ADDRESS, ("@",)),
        (_SPELLED_ADDRESS, ("a)", "a]", "a}", "a>", "at", "ad", "@", "snabel", "krøl")),
        (_SPOKEN_ADDRESS, (" at ",)),
    ):
        if any(sign in lowered for sign in signs):
            for match in pattern.finditer(text):
                yield Candidate(*match.span(), "email", _WEIGHT, usual=True)
