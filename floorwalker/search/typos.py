"""Misspellings: which words of a vocabulary differ from a typed one by a few slips."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from rapidfuzz.distance import OSA

from floorwalker.search import ranking
from floorwalker.search.text import KEY_NEIGHBOURS

_START: Final = "^"
_SHORT: Final = 6
"""Below this length a slip leaves too few trigrams whole: words are compared one by one."""
_CANDIDATES: Final = 60
_SPARE: Final = 3
"""Trigrams to look up beyond those that slips may spoil."""
_EMPTY: Final[list[int]] = []
_LONG: Final = 13
_SWAPPED: Final = 2
_MIN_WORD: Final = 4


class Spelling:
    """A vocabulary of folded words, synonyms_of for finding the near ones."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._by_trigram: dict[str, list[int]] = defaultdict(list)
        self._by_length: dict[tuple[str, int], list[str]] = defaultdict(list)
        for number, word in enumerate(words):
            if len(word) >= _MIN_WORD - 1:
                marked = _START + word
                for at in range(len(marked) - 2):
                    self._by_trigram[marked[at : at + 3]].append(number)
                self._by_length[word[0], len(word)].append(word)

    def containing(self, text: str) -> list[str]:
        """The words that have `text` inside or at their end."""
        lists = [self._by_trigram.get(text[at : at + 3], ()) for at in range(len(text) - 2)]
        shortest = min(lists, key=len, default=())
        words = self._words
        return [words[n] for n in shortest if text in words[n] and words[n] != text]

    def similar(
        self, word: str, *, typing: bool, alone: bool = True
    ) -> Iterator[tuple[str, float]]:
        """The words within a few slips of `word`, with how good the match is.

        `typing` compares with the beginnings of words too. A short word that is not `alone` is
        more likely another word than a misspelling, so only the commonest slips are forgiven.
        """
        allowed = slips_allowed(len(word))
        if not allowed:
            return
        if len(word) <= _SHORT:
            for other in self._near_short(word):
                cost = slip_cost(word, other, allowed)
                if cost <= ranking.NEAR_SLIP or (
                    cost <= allowed and (alone or _is_omission(word, other))
                ):
                    yield other, _quality(cost, len(word))
        if len(word) < _SHORT:
            return
        for other, share in self._candidates(word, allowed):
            quality = _closeness(word, other, allowed, typing=typing)
            if not quality and share >= ranking.TRIGRAM_SHARE:
                quality = ranking.TRIGRAMS * share
            if quality:
                yield other, quality

    def _near_short(self, word: str) -> Iterator[str]:
        firsts = {word[0], word[1], *KEY_NEIGHBOURS.get(word[0], ())}
        for first in firsts:
            for length in (len(word) - 1, len(word), len(word) + 1):
                yield from self._by_length.get((first, length), ())

    def _candidates(self, word: str, allowed: int) -> list[tuple[str, float]]:
        """Words with enough trigrams in common, and the share of all that they have in common.

        Only the rarest trigrams are looked up: a slip spoils at most three or, where it swaps two
        letters, four of them, so that some of these are left.
        """
        grams = _trigrams(word)
        lists = sorted((self._by_trigram.get(gram, _EMPTY) for gram in grams), key=len)
        looked_up = lists[: 3 * allowed + _SPARE]
        counts = Counter(chain.from_iterable(looked_up))
        needed = max(_SPARE - 1, len(looked_up) - 3 * allowed - 1)
        found = [(common, -number) for number, common in counts.items() if common >= needed]
        if len(found) > _CANDIDATES:
            found = heapq.nlargest(_CANDIDATES, found)
        return [_with_share(grams, self._words[-number], len(word)) for _, number in found]


def _trigrams(word: str) -> set[str]:
    marked = _START + word
    return {marked[at : at + 3] for at in range(len(marked) - 2)}


def _with_share(grams: set[str], other: str, length: int) -> tuple[str, float]:
    """A word, and its likeness by trigrams; much longer words are less alike."""
    common = len(grams & _trigrams(other)) / len(grams)
    return other, common * min(1.0, (length + 3) / len(other))


def _closeness(word: str, other: str, allowed: int, *, typing: bool) -> float:
    """How good a match of `word` a longer or equal word is, whole or by its beginning."""
    cost = slip_cost(word, other, allowed)
    quality = _quality(cost, len(word)) if cost <= allowed else 0.0
    if len(other) > len(word):
        cost = _prefix_cost(word, other, allowed)
        if cost <= allowed:
            covered = len(word) / len(other)
            worth = ranking.PREFIX_FLOOR + ranking.PREFIX_SPAN * covered
            if not typing:
                worth = ranking.WHOLE_PREFIX
            quality = max(quality, _quality(cost, len(word)) * worth)
    return quality


def slips_allowed(length: int) -> int:
    """How many slips a word of `length` letters may have: none in short ones."""
    if length < _MIN_WORD:
        return 0
    if length < _SHORT + 1:
        return 1
    return 2 if length < _LONG else 3


def slip_cost(word: str, other: str, allowed: int) -> float:
    """The slips between two words; neighbouring keys, swaps and doublings count for less."""
    distance = OSA.distance(word, other, score_cutoff=allowed)
    if distance > allowed:
        return distance
    return distance - (1 - ranking.NEAR_SLIP) * _near_slips(word, other, distance)


def _prefix_cost(word: str, other: str, allowed: int) -> float:
    """The slips between a word and the beginning of another that is nearest to it."""
    length = len(word)
    cost = slip_cost(word, other[:length], allowed + 1)
    if cost > allowed + 1:
        return cost
    return min(
        cost,
        slip_cost(word, other[: length - 1], allowed),
        slip_cost(word, other[: length + 1], allowed),
    )


def _near_slips(word: str, other: str, distance: int) -> int:
    """How many of the slips are of the easy kinds."""
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    a, b = word[start:], other[start:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    if distance != 1:
        return 0
    if len(a) == len(b) == _SWAPPED:
        return 1
    if len(a) == len(b) == 1:
        return int(b in KEY_NEIGHBOURS.get(a, ()))
    extra = a or b
    whole = word if a else other
    return int(extra == whole[start - 1 : start] or extra == whole[start + 1 : start + 2])


def _is_omission(word: str, other: str) -> bool:
    """Whether a letter inside a word was left out."""
    return len(other) > len(word) >= _MIN_WORD + 1 and word[0] == other[0] and word[-1] == other[-1]


def _quality(cost: float, length: int) -> float:
    return max(0.0, min(ranking.TYPO_CEILING, 1 - ranking.TYPO * cost / length))
