"""Telephone numbers, found by any part of them."""

from collections.abc import Sequence
from typing import Final

from floorwalker.knowledge.records import ContactPoint, Entry

_COUNTRY: Final = "45"
_FULL: Final = 8
"""Digits of a Danish number."""


class Numbers:
    """The telephone numbers of a knowledge base."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._numbers = [
            (digits, number)
            for number, entry in enumerate(entries)
            if isinstance(entry, ContactPoint)
            and (digits := "".join(c for c in entry.telephone if c.isdigit()))
        ]

    def find(self, digits: str) -> dict[int, float]:
        """Entry → how good a match `digits` is, between 0 and 1: best at the number's beginning."""
        found: dict[int, float] = {}
        for number, entry in self._numbers:
            if digits in number:
                local = number.removeprefix(_COUNTRY)
                share = min(1.0, len(digits) / min(_FULL, len(local)))
                starts = local.startswith(digits) or number.startswith(digits)
                found[entry] = (0.9 if starts else 0.8) + 0.1 * share
        return found
