"""Danger that is only half heard: words that are said of it and of little else.

Each word that tells something votes for the entries whose phrases have it: more where few other
entries have it, more where few other urgent ones do. What comes nearest to a whole phrase counts on
top of that, unless another errand is named in the same breath.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from math import log1p
from typing import Final, NamedTuple

from floorwalker.search.common_words import Part
from floorwalker.search.danger import is_in_earnest
from floorwalker.search.phrases import Fit, Phrase, PhraseBook, Slot, fits
from floorwalker.search.speech import Word

_ENOUGH: Final = 1.15
"""Least sum of the votes and the phrase: chosen so that one everyday query in twenty reaches it."""
_EVERYWHERE: Final = 4.2
"""Logarithm of the number of other entries from which a word tells nothing of danger."""
_SHARED: Final = 0.5
"""A word that half the urgent entries share still counts for each more than half."""
_WHOLENESS: Final = 1.4
"""How steeply a phrase loses with the words that are missing."""
_STRANGER: Final = 0.8
"""What a word of another errand costs in the same sentence."""
_ELSEWHERE: Final = 0.3
"""How plainly another entry must have a word for it to be one of another errand."""
_LEAST_LETTERS: Final = 4
"""What is still being typed says nothing yet."""
_LOOKED_AT: Final = 8
"""Phrases of which it is looked closely how much was said."""

Commonness = Callable[[Word], float]
"""How many entries other than urgent ones have a word, each as plainly as it does."""


class HalfHeard(NamedTuple):
    """An entry that may be meant."""

    entry: int
    strength: float
    matched: tuple[str, ...]
    """The words that speak for it, the most telling first."""


class _Place(NamedTuple):
    """Where a word was said that is like one of a phrase."""

    phrase: Phrase
    slot: int
    word: int
    worth: float


class HalfHearing:
    """The words of the phrases of urgent entries, ready to be noticed."""

    def __init__(self, book: PhraseBook) -> None:
        self._book = book

    def hear(
        self, text: str, is_known: Callable[[str], bool], commonness: Commonness
    ) -> HalfHeard | None:
        """The entry that is most likely meant, none where too little speaks for it."""
        if len(text.strip()) < _LEAST_LETTERS:
            return None
        words = self._book.read(text, is_known)
        rarities = [_rarity(commonness(word)) if word.telling else 0.0 for word in words]
        places = [place for at in range(len(words)) for place in self._places(words, at)]
        if not places:
            return None
        votes, voters = _votes(places, rarities)
        nearest = self._nearest(places, words, rarities, commonness)
        entry = max(votes, key=lambda e: (votes[e] + nearest.get(e, 0.0), -e))
        strength = votes[entry] + nearest.get(entry, 0.0)
        if strength < _ENOUGH:
            return None
        said = sorted(voters[entry], key=lambda at: -rarities[at])
        return HalfHeard(entry, strength, tuple(dict.fromkeys(words[at].text for at in said)))

    def warm_up(self) -> None:
        """Read now what the first query of some length would otherwise wait for."""
        _ = self._by_key
        self._book.warm_up()

    @cached_property
    def _by_key(self) -> Mapping[str, Sequence[tuple[Slot, Sequence[tuple[Phrase, int]]]]]:
        """Key → words of phrases, with the phrases that have them: read when first needed."""
        users: dict[int, tuple[Slot, list[tuple[Phrase, int]]]] = {}
        for phrase in self._book.phrases:
            for at, slot in enumerate(phrase.slots):
                if slot.telling:
                    users.setdefault(id(slot), (slot, []))[1].append((phrase, at))
        found: dict[str, list[tuple[Slot, Sequence[tuple[Phrase, int]]]]] = defaultdict(list)
        for slot, used in users.values():
            for key in slot.keys:
                found[key].append((slot, used))
        return found

    def _places(self, words: Sequence[Word], at: int) -> Iterable[_Place]:
        """The phrases that have a word like the one at `at`."""
        word = words[at]
        if not word.telling:
            return
        slots = {
            id(slot): (slot, used)
            for key in self._book.keys(word)
            for slot, used in self._by_key.get(key, ())
        }
        for slot, used in slots.values():
            alike = slot.likeness(word)
            if alike:
                for phrase, place in used:
                    yield _Place(phrase, place, at, alike)

    def _nearest(
        self,
        places: Iterable[_Place],
        words: Sequence[Word],
        rarities: Sequence[float],
        commonness: Commonness,
    ) -> Mapping[int, float]:
        """Entry → how near what was said comes to a phrase of it."""
        promise: dict[int, float] = defaultdict(float)
        anchors: dict[int, _Place] = {}
        for place in places:
            worth = place.worth * rarities[place.word]
            key = id(place.phrase)
            promise[key] += worth / len(place.phrase.slots) ** 0.5
            known = anchors.get(key)
            if known is None or worth > known.worth * rarities[known.word]:
                anchors[key] = place
        strangers = [word.telling and commonness(word) > _ELSEWHERE for word in words]
        found: dict[int, float] = defaultdict(float)
        for key in heapq.nlargest(_LOOKED_AT, promise, key=promise.__getitem__):
            phrase, anchor, *_ = anchors[key]
            for fit in fits(phrase, words, anchor):
                if is_in_earnest(phrase, words, fit):
                    worth = _worth(phrase, fit, rarities)
                    worth -= _STRANGER * _count_beside(fit, words, strangers)
                    found[phrase.entry] = max(found[phrase.entry], worth)
        return found


def _rarity(entries: float) -> float:
    """How little else a word is said of: 1 where no other entry has it."""
    return max(0.0, 1 - log1p(entries) / _EVERYWHERE)


def _votes(
    places: Iterable[_Place], rarities: Sequence[float]
) -> tuple[Mapping[int, float], Mapping[int, list[int]]]:
    """Entry → what its words count together, and which they are."""
    users: dict[int, Counter[int]] = defaultdict(Counter)
    for place in {(place.word, id(place.phrase)): place for place in places}.values():
        users[place.word][place.phrase.entry] += 1
    votes: dict[int, float] = defaultdict(float)
    voters: dict[int, list[int]] = defaultdict(list)
    for word, counts in users.items():
        every = counts.total()
        for entry, count in counts.items():
            votes[entry] += rarities[word] * (count / every) ** _SHARED
            voters[entry].append(word)
    return votes, voters


def _worth(phrase: Phrase, fit: Fit, rarities: Sequence[float]) -> float:
    """How much of a phrase was said, each word by how telling it is."""
    weights = [slot.weight for slot in phrase.slots]
    said = sum([weights[at] for at in fit.places])
    telling = sum(
        [
            weights[at] * alike * (rarities[fit.places[at]] if phrase.slots[at].telling else 1.0)
            for at, alike in fit.likeness.items()
        ]
    )
    return float(telling * (said / phrase.weight) ** _WHOLENESS)


def _count_beside(fit: Fit, words: Sequence[Word], strangers: Sequence[bool]) -> int:
    """How many words of another errand stand in the sentence of a phrase."""
    start, end = fit.start, fit.end
    while start and not _divides(words[start - 1]):
        start -= 1
    while end + 1 < len(words) and not _divides(words[end + 1]):
        end += 1
    taken = set(fit.places.values())
    return sum([strangers[at] for at in range(start, end + 1) if at not in taken])


def _divides(word: Word) -> bool:
    return word.stop or word.part is Part.AND


@lru_cache(maxsize=1)
def half_hearing(book: PhraseBook) -> HalfHearing:
    """Kept with the phrases: most changes of the knowledge leave them as they are."""
    return HalfHearing(book)
