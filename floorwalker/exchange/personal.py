"""Personal data in what comes in: numbers of people in texts, and what belongs to a named person.

The texts of a directory are public, and the numbers of functions belong in them: `ring 12 34 50 10`
stays. What nobody publishes is masked: CPR and card numbers, and wherever it stands, the e-mail
address and the number that the directory itself gives to a person.
"""

from collections.abc import Iterable, Iterator
from itertools import permutations
from typing import Final
from urllib.parse import unquote

from msgspec import Struct

from floorwalker.i18n import mark
from floorwalker.privacy import NOBODYS, Finding, find_personal_data, mask_findings

PERSONAL: Final = mark("held personal data, which was masked")
OWN: Final = mark("is a person's own")
_PAGES: Final = ("https://", "http://")
"""How the address of a page begins; the numbers in it name pages."""
_FEWEST_DIGITS: Final = 8
"""Of numbers that could be a person's."""
_MOST_WORDS: Final = 6
_FEWEST_LETTERS: Final = 3
"""Of a name that is an e-mail address by itself."""


class Masked(Struct, frozen=True):
    """A text, and why something in it was masked; an empty reason means that nothing was."""

    text: str
    reason: str = ""


class Personal:
    """What is known to be people's own in one directory."""

    def __init__(self) -> None:
        self._numbers: set[str] = set()
        self._emails: set[str] = set()
        self._names: set[str] = set()
        self._masked: dict[str, Masked] = {}
        """What was asked before: the texts of a place stand in every service that is there."""

    def note(self, name: str, numbers: Iterable[str], emails: Iterable[str]) -> None:
        """Note what the directory gives to the person of that name."""
        self._masked.clear()
        self._numbers |= {_digits(number) for number in numbers} - {""}
        self._emails |= {email.casefold() for email in emails}
        self._names |= set(_as_local_parts(name))

    def release(self, numbers: Iterable[str], emails: Iterable[str]) -> None:
        """Note that these are a function's, even if a person has them too."""
        self._masked.clear()
        self._numbers -= {_digits(number) for number in numbers}
        self._emails -= {email.casefold() for email in emails if not self._is_named(email)}

    def owns_email(self, email: str) -> bool:
        """Whether the address is a person's: given to one, or named after one."""
        local = email.partition("@")[0]
        return email.casefold() in self._emails or self._is_named(email) or _is_private(local)

    def owns_number(self, number: str) -> bool:
        """Whether the telephone number is given to a person, and to nobody else."""
        digits = _digits(number)
        return len(digits) >= _FEWEST_DIGITS and digits in self._numbers

    def without_people(self, pages: Iterable[str]) -> list[str]:
        """The addresses of pages that do not ask for one person: `?cpr=…`."""
        return [page for page in pages if not _is_private(unquote(page.partition("?")[2]))]

    def masked(self, text: str) -> Masked:
        """The text without what must not come in."""
        if text not in self._masked:
            self._masked[text] = self._masked_anew(text)
        return self._masked[text]

    def _masked_anew(self, text: str) -> Masked:
        reason = ""
        while found := [each for each in find_personal_data(text) if self._is_private(each, text)]:
            text, reason = mask_findings(text, found), PERSONAL
        return Masked(text, reason)

    def _is_private(self, found: Finding, text: str) -> bool:
        part = text[found.start : found.end]
        return (
            found.kind in NOBODYS
            or (found.kind == "email" and self.owns_email(part))
            or (found.kind == "telephone" and self.owns_number(part))
        )

    def _is_named(self, email: str) -> bool:
        return "".join(_words(email.partition("@")[0])) in self._names


def personal_fields(value: object, name: str) -> Iterator[str]:
    """The names of the fields of a record, as built-in values, that hold personal data."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from personal_fields(inner, f"{name}.{key}")
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from personal_fields(inner, name)
    elif isinstance(value, str) and _is_telling(value):
        yield name


def _is_telling(text: str) -> bool:
    return not text.startswith(_PAGES) and bool(Personal().masked(text).reason)


def _is_private(text: str) -> bool:
    return any(found.kind in NOBODYS for found in find_personal_data(text))


def _digits(number: str) -> str:
    """The last eight digits: with and without the country code it is the same number."""
    return "".join(c for c in number if c.isdecimal())[-_FEWEST_DIGITS:]


def _as_local_parts(name: str) -> Iterator[str]:
    """What stands before the @ where an address is named after a person, without its signs."""
    words = _words(name)
    yield "".join(words)
    yield from (word for word in words if len(word) >= _FEWEST_LETTERS)
    for first, second in permutations(words[:_MOST_WORDS], 2):
        yield first + second
        yield first[0] + second
        yield first + second[0]


def _words(text: str) -> list[str]:
    plain = text.casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return "".join(c if c.isalpha() else " " for c in plain).split()
