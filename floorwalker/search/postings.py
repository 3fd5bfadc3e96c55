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
    Part,
    parts,
    short_names,
)
from floorwalker.search.fillers import FILLERS
from floorwalker.search.text import joined_words, lower, words

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


_NONE: Final[frozenset[str]] = frozenset()


class Phrase(NamedTuple):
    """A name or keyword as it is searched: words in small letters."""

    telling: tuple[str, ...]
    """The words that count."""
    fillers: frozenset[str]
    weight: float
    """Of the field it stands in."""
    text: str
    words: tuple[str, ...]
    """All of them."""
    place: Place
    """Where they stand."""


class Postings:
    """Word → place → entries by number, and for each entry its phrases."""

    def __init__(self, entries: Sequence[Entry], knowledge: Knowledge) -> None:
        self._lists: dict[str, dict[Place, list[int]]] = {}
        self._known: dict[tuple[str, Field], tuple[Phrase, ...]] = {}
        self.phrases: list[tuple[Phrase, ...]] = []
        """By entry."""
        for number, entry in enumerate(entries):
            self._add(number, [*parts(entry, knowledge)])

    def _add(self, number: int, fields: list[Part]) -> None:
        """Enter a record's fields, the most telling first: a word counts where it counts most."""
        placed: set[str] = set()
        phrases: list[Phrase] = []
        for field, texts in reversed(fields):
            if field in PHRASES:
                found = self._phrases_of(field, texts)
                phrases += found
                self._enter_phrases(number, found, placed)
            else:
                body = set(words("\n".join(texts))) - FILLERS - placed
                placed |= body
                self._enter(number, field * _WIDTH, body)
        self.phrases.append(tuple(phrases))

    def _enter_phrases(self, number: int, phrases: Sequence[Phrase], placed: set[str]) -> None:
        best: dict[str, Place] = {}
        for phrase in phrases:
            place = phrase.place
            for word in phrase.words:
                if word not in placed and best.get(word, -1) < place:
                    best[word] = place
        for word, place in best.items():
            self._enter(number, place, (word,))
        placed.update(best)

    def _enter(self, number: int, place: Place, found: Iterable[str]) -> None:
        lists = self._lists
        for word in found:
            by_place = lists.get(word)
            if by_place is None:
                lists[word] = {place: [number]}
            elif place in by_place:
                by_place[place].append(number)
            else:
                by_place[place] = [number]

    def _phrases_of(self, field: Field, texts: Iterable[str]) -> list[Phrase]:
        known = self._known
        found: list[Phrase] = []
        for text in texts:
            phrases = known.get((text, field))
            if phrases is None:
                phrases = known[text, field] = tuple(_read_phrases(field, text))
            found += phrases
        return found

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


def _read_phrases(field: Field, text: str) -> Iterator[Phrase]:
    weight = FIELD_WEIGHTS[field]
    yield _read_phrase(field, text, weight)
    if field in NAMES:
        for name in short_names(text):
            yield _read_phrase(field, name, weight * ranking.SHORT_NAME)


def _read_phrase(field: Field, text: str, weight: float) -> Phrase:
    if text.isalnum():
        word = lower(text)
        return Phrase((word,), _NONE, weight, word, (word,), field * _WIDTH + _ALONE)
    every = tuple(dict.fromkeys(phrase_words(text)))
    said = tuple(telling(every))
    fillers = frozenset(every).difference(said) if len(said) < len(every) else _NONE
    # Fillers are company too, but little: with them a word is never alone.
    company = _ALONE - max(len(said) - 1, int(bool(fillers)))
    place = field * _WIDTH + max(_MANY, company)
    return Phrase(said, fillers, weight, " ".join(every), every, place)
