"""Phrases of a few words, in which a word may stand for several, and where they are said.

A token of a phrase is a word or, with `/` between, several of which any will do.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Final, NamedTuple

from floorwalker.search.common_words import Part
from floorwalker.search.speech import FILLER, SAME, TELLING, Reader, Word, likeness
from floorwalker.search.typos import Spelling

MAX_LETTERS: Final = 600
"""What is read of a query: a story, not a chapter."""
_MANY: Final = 4
"""Telling words of which one may be missing."""
SLACK: Final = 4
"""Words that may stand among those of a phrase, beyond its own."""
_BETWEEN: Final = re.compile(r"[\W_]+")
SUBJECTS: Final = (Part.SELF, Part.OTHER)
_PEOPLE: Final = (*SUBJECTS, Part.OBJECT)
_INVERTED: Final = 2
"""Words behind its verb where who acts may stand: `nu slår min mand mig`."""


class Slot(NamedTuple):
    """A word of a phrase, or several of which any will do."""

    words: tuple[Word, ...]
    weight: float
    telling: bool
    needed: bool
    """Without it the phrase says something else."""
    part: Part | None
    """What its first word does in the sentence."""
    length: int
    keys: frozenset[str]
    """Under which a phrase stands whose heaviest word this is."""

    def likeness(self, said: Word) -> float:
        """1 where one of the words was said, less for one that stands for it, else 0."""
        if len(self.words) == 1:
            return likeness(self.words[0], said)
        return max([likeness(word, said) for word in self.words])


class Phrase(NamedTuple):
    """What people say about an entry."""

    entry: int
    text: str
    slots: tuple[Slot, ...]
    weight: float
    """Of all its words."""
    telling: int
    """How many of its words tell something."""
    order: tuple[int, ...]
    """Its words, the heaviest first."""
    needs: tuple[Slot, ...]
    """The words it cannot do without."""
    closed: bool
    """It ends with a full stop: nothing may follow it in its sentence. One word is a cry then."""

    @property
    def spare(self) -> int:
        """How many telling words may be missing: where each has others beside it, none."""
        named = sum([slot.telling and len(slot.words) == 1 for slot in self.slots])
        return 1 if named >= _MANY else 0

    @property
    def is_light(self) -> bool:
        """Whether one word carries it: then all of it must be said, and nothing between."""
        return self.telling == 1 and self.weight < TELLING + 2 * FILLER


class Fit(NamedTuple):
    """Where the words of a phrase stand in what was said."""

    places: Mapping[int, int]
    """Word of the phrase → word of the query."""
    likeness: Mapping[int, float]

    @property
    def start(self) -> int:
        return min(self.places.values())

    @property
    def end(self) -> int:
        return max(self.places.values())

    def among(self, words: Sequence[Word]) -> list[Word]:
        """What is said between the words of the phrase."""
        taken = set(self.places.values())
        return [words[at] for at in range(self.start, self.end + 1) if at not in taken]


class PhraseBook:
    """The phrases of entries, read."""

    def __init__(self, phrases: Iterable[tuple[int, Sequence[str]]]) -> None:
        """Take entries by number with what people say there."""
        self._reader = Reader()
        slots: dict[str, Slot] = {}
        found: list[Phrase] = []
        for entry, texts in phrases:
            for text in texts:
                phrase = self._compile(entry, text, self._reader.plain(text), slots)
                if phrase is not None:
                    found.append(phrase)
        self.phrases: Sequence[Phrase] = found
        self.slots: Sequence[Slot] = tuple(slots.values())
        """Each once, however many phrases have it."""
        telling = {w.folded for slot in self.slots for w in slot.words if w.telling}
        self._words = frozenset(telling)

    def read(self, text: str, is_known: Callable[[str], bool]) -> tuple[Word, ...]:
        """What is said, word by word.

        `is_known` tells of a word in small letters whether it is a word, and so no misspelling.
        """
        return self._reader.read(text[:MAX_LETTERS], is_known)

    def warm_up(self) -> None:
        """Read now what would otherwise be read at the first slip."""
        _ = self._spelling

    def keys(self, word: Word) -> Iterable[str]:
        """Under what a word of a phrase that is like this one may be kept."""
        if word.stop:
            return ()
        if word.known or word.folded in self._words:
            return word.lookup_keys()
        near = self._spelling.similar(word.folded, typing=False, alone=False)
        return chain(word.lookup_keys(), (other for other, _ in near))

    @cached_property
    def _spelling(self) -> Spelling:
        """What a slip is held against: read when the first one is made."""
        return Spelling(sorted(self._words))

    def _compile(self, entry: int, text: str, said: str, known: dict[str, Slot]) -> Phrase | None:
        found: list[Slot] = []
        for token in said.split():
            slot = known.get(token)
            if slot is None:
                words = [word for word in _BETWEEN.split(token) if word]
                if not words:
                    continue
                slot = known[token] = _slot(tuple(map(self._reader.word, words)))
            found.append(slot)
        if not found:
            return None
        slots = _as_meant(found)
        order = sorted(range(len(slots)), key=lambda at: (-slots[at].weight, -slots[at].length))
        telling = sum([slot.telling for slot in slots])
        closed = telling == 0 or said.endswith(".")
        weight = sum([slot.weight for slot in slots])
        needs = tuple([slot for slot in slots if slot.needed])
        return Phrase(entry, text, slots, weight, telling, tuple(order), needs, closed)


def _slot(words: tuple[Word, ...]) -> Slot:
    return Slot(
        words,
        max([word.weight for word in words]),
        any(word.telling or word.part is Part.CHILD for word in words),
        _is_needed(words),
        words[0].part,
        len(words[0].text),
        frozenset(key for word in words for key in word.lookup_keys()),
    )


def _is_needed(words: Sequence[Word]) -> bool:
    """Whether a phrase says something else without it. Of several one is said, however small."""
    if len(words) > 1 and not all(word.part in _PEOPLE for word in words):
        return True
    return any(word.telling or word.part in (Part.CHILD, Part.NOT) for word in words)


def _as_meant(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """The words of a phrase. Where nothing is done to anybody, it may be said of oneself too."""
    if any(slot.part is Part.OBJECT for slot in slots):
        return tuple(slots)
    first = next((at for at, slot in enumerate(slots) if slot.telling), len(slots))
    return tuple([_said_by_anyone(slot) if at < first else slot for at, slot in enumerate(slots)])


def _said_by_anyone(slot: Slot) -> Slot:
    if slot.part is not Part.OTHER:
        return slot
    return slot._replace(words=tuple(word._replace(part=Part.SELF) for word in slot.words))


def fits(phrase: Phrase, words: Sequence[Word], anchor: int) -> Iterator[Fit]:
    """How a phrase may stand in what was said: one way for each place of its word `anchor`."""
    for start, word in enumerate(words):
        alike = phrase.slots[anchor].likeness(word)
        if not alike:
            continue
        fit = Fit({anchor: start}, {anchor: alike})
        for at in phrase.order:
            if at != anchor:
                fit = _with_nearest(phrase, at, words, fit, anchor)
        yield fit


def _with_nearest(phrase: Phrase, at: int, words: Sequence[Word], fit: Fit, anchor: int) -> Fit:
    """A fit with the free word nearest to where word `at` of the phrase is to be expected."""
    places = fit.places
    beside = min(places, key=lambda other: abs(other - at))
    expected = places[beside] + at - beside
    reach = len(phrase.slots) + SLACK
    taken = set(places.values())
    wanted = phrase.slots[at]
    behind = places[anchor] if wanted.part in (Part.OTHER, Part.OBJECT) and at > anchor else -1
    found = [
        (alike < SAME, abs(place - expected), place, alike)
        for place in range(max(0, expected - reach), min(len(words), expected + reach + 1))
        if place not in taken
        and (alike := wanted.likeness(words[place]))
        and not (alike < SAME and wanted.part in SUBJECTS and place > places[anchor] + _INVERTED)
        and not (place < behind and words[place].is_person)
        and not (
            alike < SAME and wanted.part is Part.NOT and (place < places[anchor]) != (at < anchor)
        )
    ]
    if not found:
        return fit
    *_, place, alike = min(found)
    return Fit({**places, at: place}, {**fit.likeness, at: alike})
