"""Which entries have which word, and in what kind of place.

A place is a field, and whether the word is there alone: a name of one word says more than a word
of a long name. Each entry stands under a word once, in its most telling place.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

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


FIRST_PHRASE_PLACE: Final[Place] = min(PHRASES) * _WIDTH


class Phrase(NamedTuple):
    """A name or keyword as it is searched: words in small letters."""

    telling: tuple[str, ...]
    """The words that count."""
    fillers: frozenset[str]
    weight: float
    """Of the field it stands in."""
    text: str
    """All its words, folded."""


class Postings:
    """Word → place → entries by number, and for each entry its phrases."""

    def __init__(self, entries: Sequence[Entry], knowledge: Knowledge) -> None:
        self._lists: dict[str, dict[Place, list[int]]] = {}
        self._known_phrases: dict[tuple[str, float], Phrase] = {}
        self.phrases: list[tuple[Phrase, ...]] = []
        """By entry."""
        lists = self._lists
        for number, entry in enumerate(entries):
            for word, place in self._places(entry, knowledge).items():
                by_place = lists.get(word)
                if by_place is None:
                    lists[word] = {place: [number]}
                elif place in by_place:
                    by_place[place].append(number)
                else:
                    by_place[place] = [number]

    def _places(self, entry: Entry, knowledge: Knowledge) -> dict[str, Place]:
        places: dict[str, Place] = {}
        phrases: list[Phrase] = []
        for field, texts in parts(entry, knowledge):
            if field not in PHRASES:
                body = set(words("\n".join(texts))) - FILLERS
                places.update(dict.fromkeys(body, field * _WIDTH))
                continue
            companies: tuple[list[str], ...] = ([], [], [])
            for phrase in self._phrases(field, texts):
                phrases.append(phrase)
                fellows = companies[_company(phrase)]
                fellows += phrase.telling
                fellows += phrase.fillers
            for company, found in enumerate(companies):
                if found:
                    places.update(dict.fromkeys(found, field * _WIDTH + company))
        self.phrases.append(tuple(phrases))
        return places

    def _phrases(self, field: Field, texts: Iterable[str]) -> Iterator[Phrase]:
        weight = FIELD_WEIGHTS[field]
        for text in texts:
            yield self._phrase(text, weight)
            if field in NAMES:
                for name in short_names(text):
                    yield self._phrase(name, weight * ranking.SHORT_NAME)

    def _phrase(self, text: str, weight: float) -> Phrase:
        known = self._known_phrases.get((text, weight))
        if known is None:
            every = dict.fromkeys(phrase_words(text))
            said = telling(list(every))
            known = Phrase(
                tuple(said), frozenset(every).difference(said), weight, fold(" ".join(every))
            )
            self._known_phrases[text, weight] = known
        return known

    def ranks(self) -> dict[str, int]:
        """Word → the most telling place it stands in."""
        return {word: max(places) for word, places in self._lists.items()}

    def foreign(self) -> frozenset[str]:
        """The words that stand in translations alone."""
        return frozenset(
            word
            for word, places in self._lists.items()
            if all(place // _WIDTH in ABROAD for place in places)
        )

    def of(self, word: str) -> Mapping[Place, Sequence[int]]:
        """Place → entries with `word` there, ascending."""
        return self._lists.get(word, {})

    def best_in(self, entry: int, wanted: Iterable[str]) -> tuple[str, Field]:
        """The first of the `wanted` words that an entry has, and its best field.

        The word is empty where it has none.
        """
        for word in wanted:
            for place, entries in self.of(word).items():
                at = bisect_left(entries, entry)
                if at < len(entries) and entries[at] == entry:
                    return word, Field(place // _WIDTH)
        return "", Field.DETAIL

    def count(self, word: str, least: Field) -> int:
        """How many entries have `word` in a field from `least` upwards."""
        places = self.of(word).items()
        return sum(len(entries) for place, entries in places if place >= least * _WIDTH)


def phrase_words(text: str) -> list[str]:
    """The words of a phrase, and what hyphens join."""
    found = words(text)
    if len(found) > 1 and not text.replace(" ", "").isalnum():
        return found + joined_words(text)
    return found


def telling(every: Sequence[str]) -> list[str]:
    """The words without fillers, unless there are no others."""
    return [word for word in every if word not in FILLERS] or list(every)


def _company(phrase: Phrase) -> int:
    """How much of a phrase one of its telling words is; fillers are company too, but little."""
    others = max(len(phrase.telling), 1) - 1
    return max(_MANY, _ALONE - (others or bool(phrase.fillers)))
