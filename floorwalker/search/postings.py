"""Which entries have which word, and in what kind of place.

A place is a field, and whether the word is there alone: a name of one word says more than a word
of a long name. Each entry stands under a word once, in its most telling place.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from floorwalker.knowledge.records import Entry, Knowledge
from floorwalker.search import ranking
from floorwalker.search.documents import FIELD_WEIGHTS, PHRASES, Field, parts
from floorwalker.search.fillers import FILLERS
from floorwalker.search.text import fold, joined_words, words

Place = int
"""Twice the field, and one more where the phrase is this word alone."""

PLACE_WEIGHTS: Final[tuple[float, ...]] = tuple(
    FIELD_WEIGHTS[field] * (1.0 if alone or field not in PHRASES else ranking.AMONG_OTHERS)
    for field in Field
    for alone in (False, True)
)


class Folded(dict[str, str]):
    """Word → folded word, folded once."""

    def __missing__(self, word: str) -> str:
        folded = self[word] = fold(word)
        return folded


class Postings:
    """Word → place → entries, by number."""

    def __init__(self, entries: Sequence[Entry], knowledge: Knowledge) -> None:
        self._lists: dict[str, dict[Place, list[int]]] = defaultdict(lambda: defaultdict(list))
        self.folded = Folded()
        for number, entry in enumerate(entries):
            for word, place in self._places(entry, knowledge).items():
                self._lists[word][place].append(number)

    def _places(self, entry: Entry, knowledge: Knowledge) -> dict[str, Place]:
        folded = self.folded
        places: dict[str, Place] = {}
        for field, texts in parts(entry, knowledge):
            if field not in PHRASES:
                found = words("\n".join(texts))
                places.update(dict.fromkeys(map(folded.__getitem__, found), field * 2))
                continue
            alone: list[str] = []
            for text in texts:
                phrase = phrase_words(text)
                if len(phrase) == 1:
                    alone += phrase
                else:
                    places.update(dict.fromkeys(map(folded.__getitem__, phrase), field * 2))
            places.update(dict.fromkeys(map(folded.__getitem__, alone), field * 2 + 1))
        return places

    def surfaces(self) -> dict[str, str]:
        """Folded word → one way it is written."""
        return {folded: word for word, folded in self.folded.items()}

    def ranks(self) -> dict[str, int]:
        """Folded word → the most telling place it stands in."""
        return {word: max(places) for word, places in self._lists.items()}

    def of(self, word: str) -> Mapping[Place, Sequence[int]]:
        """Place → entries with the folded `word` there, ascending."""
        return self._lists.get(word, {})

    def count(self, word: str, least: Place) -> int:
        """How many entries have the folded `word` in a place from `least` upwards."""
        return sum(len(entries) for place, entries in self.of(word).items() if place >= least)


def phrase_words(text: str) -> list[str]:
    """The words of a phrase, and what hyphens join."""
    found = words(text)
    return found + joined_words(text) if len(found) > 1 else found


def telling(folded: Iterable[str]) -> list[str]:
    """The words without fillers, unless there are no others."""
    every = list(folded)
    return [word for word in every if word not in FILLERS] or every
