"""Telephone numbers and mail addresses, found by any part of them."""

from collections.abc import Sequence
from typing import Final

from floorwalker.knowledge.model.records import ContactPoint, Entry

_COUNTRY: Final = "45"
_FULL: Final = 8
"""Digits of a Danish number."""
_STARTS: Final = 0.9
_WITHIN: Final = 0.8
_COMPLETE: Final = 0.1
"""What a part is worth, and what is added in proportion to how much of the whole it is."""


class Numbers:
    """How the contact points of a knowledge base are reached."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        contacts = [
            (n, entry) for n, entry in enumerate(entries) if isinstance(entry, ContactPoint)
        ]
        self._telephones = [
            (digits, number)
            for number, contact in contacts
            for telephone in (contact.telephone, *(phone.number for phone in contact.phones))
            if (digits := "".join(c for c in telephone if c.isdigit()))
        ]
        self._addresses = [
            (contact.email.lower(), number) for number, contact in contacts if contact.email
        ]

    def find_telephone(self, digits: str) -> dict[int, float]:
        """Entry → how good a match `digits` is, between 0 and 1: best at a number's beginning.

        Of several numbers of one contact point the one that is matched best counts.
        """
        found: dict[int, float] = {}
        for telephone, entry in self._telephones:
            if digits in telephone:
                local = telephone.removeprefix(_COUNTRY)
                starts = local.startswith(digits) or telephone.startswith(digits)
                worth = _worth(starts, len(digits) / min(_FULL, len(local)))
                found[entry] = max(worth, found.get(entry, 0.0))
        return found

    def find_address(self, part: str) -> dict[int, float]:
        """Entry → how good a match `part` is of its mail address, between 0 and 1."""
        return {
            entry: _worth(address.startswith(part), len(part) / len(address))
            for address, entry in self._addresses
            if part in address
        }


def _worth(starts: bool, share: float) -> float:
    return (_STARTS if starts else _WITHIN) + _COMPLETE * min(1.0, share)
