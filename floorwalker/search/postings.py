"""Which entries have which word, and in what kind of place.

A place is a field, and whether the word is there alone: a name of one word says more than a word
of a long name. Each entry stands under a word once, in its most telling place.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from floorwalker.knowledge.records import Entry, Knowledge
from floorwalker.search import ranking
from floorwalker.search.documents import (
    ABROAD,
    FIELD_WEIGHTS,
    NAMES,
    PHRASES,
    Field,
    parts,
    short_names,
)
from floorwalker.search.fillers import FILLERS
from floorwalker.search.text import fold, joined_words, words

Place = int
"""A field and a company: three times the field, plus how much of its phrase the word is."""

_MANY, _PAIR, _ALONE = range(3)
_WIDTH: Final = 3
_COMPANY: Final = (ranking.AMONG_MANY, ranking.IN_PAIR, 1.0)

PLACE_WEIGHTS: Final[tuple[float, ...]] = tuple(
    FIELD_WEIGHTS[field] * (company if field in PHRASES else 1.0)
    for field in Field
    for company in _COMPANY
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
                places.update(dict.fromkeys(map(folded.__getitem__, found), field * _WIDTH))
                continue
            companies: tuple[list[str], ...] = ([], [], [])
            for text in texts:
                for name in (text, *(short_names(text) if field in NAMES else ())):
                    phrase = [folded[word] for word in phrase_words(name)]
                    companies[_company(phrase)].extend(phrase)
            for company, found in enumerate(companies):
                places.update(dict.fromkeys(found, field * _WIDTH + company))
        return places

    def surfaces(self) -> dict[str, tuple[str, ...]]:
        """Folded word → the ways it is written."""
        written: dict[str, tuple[str, ...]] = {}
        for word, folded in self.folded.items():
            written[folded] = (*written.get(folded, ()), word)
        return written

    def ranks(self) -> dict[str, int]:
        """Folded word → the most telling place it stands in."""
        return {word: max(places) for word, places in self._lists.items()}

    def foreign(self) -> frozenset[str]:
        """The folded words that stand in translations alone."""
        return frozenset(
            word
            for word, places in self._lists.items()
            if all(place // _WIDTH in ABROAD for place in places)
        )

    def of(self, word: str) -> Mapping[Place, Sequence[int]]:
        """Place → entries with the folded `word` there, ascending."""
        return self._lists.get(word, {})

    def count(self, word: str, least: Field) -> int:
        """How many entries have the folded `word` in a field from `least` upwards."""
        places = self.of(word).items()
        return sum(len(entries) for place, entries in places if place >= least * _WIDTH)


def phrase_words(text: str) -> list[str]:
    """The words of a phrase, and what hyphens join."""
    found = words(text)
    return found + joined_words(text) if len(found) > 1 else found


def telling(folded: Iterable[str]) -> list[str]:
    """The words without fillers, unless there are no others."""
    every = list(folded)
    return [word for word in every if word not in FILLERS] or every


def _company(phrase: Sequence[str]) -> int:
    """How much of a phrase one of its words is, fillers aside."""
    others = len(set(phrase) - FILLERS)
    return max(_MANY, min(_ALONE, 3 - others))
