"""The numbers of a contact point: what each is for, when it is answered, which is for an errand."""

import re
from collections.abc import Callable, Iterable
from typing import Final

from msgspec import Struct

from floorwalker.knowledge.hours import Opening, is_valid_hours
from floorwalker.knowledge.model.records import ContactPoint, Entry

_SHORTEST: Final = 5
"""Letters of a word that says what a number is for."""


class PhoneLine(Struct, frozen=True, kw_only=True):
    """A number as it is dialled."""

    number: str
    name: str = ""
    """What it is for; nothing where it is the contact point's own."""
    words: str = ""
    """When it is answered, where that is told in words alone."""
    opening: Opening


def lines_of(contact: ContactPoint, opening: Callable[[str], Opening]) -> tuple[PhoneLine, ...]:
    """The contact point's own number first, then the further ones, each with its state.

    `opening` tells how hours stand now. A number without hours of its own has the telephone's.
    """
    usual = contact.phone_hours or contact.opening_hours
    own = [PhoneLine(number=contact.telephone, opening=opening(usual))] if contact.telephone else []
    return (
        *own,
        *(
            _further(phone.number, phone.name, phone.hours, usual, opening)
            for phone in contact.phones
        ),
    )


def _further(
    number: str, name: str, hours: str, usual: str, opening: Callable[[str], Opening]
) -> PhoneLine:
    is_told_in_words = bool(hours) and not is_valid_hours(hours)
    return PhoneLine(
        number=number,
        name=name,
        words=hours if is_told_in_words else "",
        opening=opening("" if is_told_in_words else hours or usual),
    )


def lines_for(entry: Entry | None, lines: tuple[PhoneLine, ...]) -> tuple[PhoneLine, ...]:
    """The numbers that are for `entry` by their names; otherwise the first, or all that have names.

    A name is for an entry that it shares a word with, or a part of a compound: `pension` and
    `Førtidspension`.
    """
    if entry is not None:
        fits = {line: _fit(_words(line.name), entry) for line in lines if line.name}
        best = max(fits.values(), default=0)
        if best:
            return tuple(line for line, fit in fits.items() if fit == best)
    own = lines[:1]
    return own if own and not own[0].name else lines


def _fit(words: frozenset[str], entry: Entry) -> int:
    """3 for a word of the entry's name, 2 for one of its keywords, 1 for a part of its name."""
    name = _words(entry.name)
    if words & name:
        return 3
    if words & _words(*entry.keywords):
        return 2
    return int(any(_is_part(one, other) for one in words for other in name))


def _is_part(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) or long.endswith(short)


def _words(*texts: str) -> frozenset[str]:
    found: Iterable[str] = re.findall(r"\w+", " ".join(texts).casefold())
    return frozenset(word for word in found if len(word) >= _SHORTEST)
