"""Which entries have which word, and in what kind of place.

A place is a field, and whether the word is there alone: a name of one word says more than a word
of a long name. Each entry stands under a word once, in its most telling place.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from floorwalker.knowledge.model.records import Entry, Knowledge
from floorwalker.search import ranking
from floorwalker.search.fields import (
    ABROAD,
    FIELD_WEIGHTS,
    FIRST_PHRASE,
    NAMES,
    Field,
    Part,
    parts,
    short_names,
)
from floorwalker.search.stopwords import FILLERS
from floorwalker.search.text import joined_words, lower, word_set, words

Place = int
"""A field and a company: three times the field, plus how much of its phrase the word is."""

_MANY, _PAIR, _ALONE = range(3)
_WIDTH: Final = 3
_COMPANY: Final = (ranking.AMONG_MANY, ranking.IN_PAIR, 1.0)

PLACE_WEIGHTS: Final[tuple[float, ...]] = tuple(
    FIELD_WEIGHTS[field] * (company if field >= FIRST_PHRASE else 1.0)
    for field in Field
    for company in _COMPANY
)


FIRST_PHRASE_PLACE: Final[Place] = FIRST_PHRASE * _WIDTH


_NONE: Final[frozenset[str]] = frozenset()


_Lists = defaultdict[str, list[int]]
"""Word → entries that have it in one place."""


class Phrase(Struct, frozen=True, gc=False):
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
        self._known: list[dict[str, tuple[Phrase, ...]]] = [{} for _ in Field]
        """By field: what a text is read as."""
        self.phrases: list[tuple[Phrase, ...]] = []
        """By entry."""
        by_place: list[_Lists] = [defaultdict(list) for _ in PLACE_WEIGHTS]
        for number, entry in enumerate(entries):
            fields = parts(entry, knowledge)
            named = [each for each in reversed(fields) if each[0] >= FIRST_PHRASE]
            phrases = self._phrases_of(named)
            placed = _enter_phrases(number, phrases, by_place)
            for field, texts in reversed(fields[: len(fields) - len(named)]):
                body = word_set("\n".join(texts)) - FILLERS - placed
                placed |= body
                lists = by_place[field * _WIDTH]
                for word in body:
                    lists[word].append(number)
            self.phrases.append(tuple(phrases))
        self._lists = _by_word(by_place)

    def _phrases_of(self, named: Iterable[Part]) -> list[Phrase]:
        found: list[Phrase] = []
        for field, texts in named:
            known = self._known[field]
            for text in texts:
                phrases = known.get(text)
                if phrases is None:
                    phrases = known[text] = _read_phrases(field, text)
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


def _enter_phrases(number: int, phrases: Iterable[Phrase], by_place: Sequence[_Lists]) -> set[str]:
    """Enter a record's phrases, each word in its most telling place; the words."""
    best: dict[str, Place] = {}
    for phrase in phrases:
        place = phrase.place
        for word in phrase.words:
            if best.get(word, -1) < place:
                best[word] = place
    for word, place in best.items():
        by_place[place][word].append(number)
    return set(best)


def _by_word(by_place: Iterable[_Lists]) -> dict[str, dict[Place, list[int]]]:
    found: dict[str, dict[Place, list[int]]] = {}
    for place, lists in enumerate(by_place):
        for word, listed in lists.items():
            if word in found:
                found[word][place] = listed
            else:
                found[word] = {place: listed}
    return found


def phrase_words(text: str) -> list[str]:
    """The words of a phrase, and what hyphens join."""
    if text.replace(" ", "").isalnum():
        return lower(text).split()
    found = words(text)
    return found + joined_words(text) if len(found) > 1 else found


def content_words(every: Sequence[str]) -> list[str]:
    """The words without fillers, unless there are no others."""
    return [word for word in every if word not in FILLERS] or list(every)


def _read_phrases(field: Field, text: str) -> tuple[Phrase, ...]:
    weight, place = FIELD_WEIGHTS[field], field * _WIDTH
    if text.isalnum():
        word = lower(text)
        return (Phrase((word,), _NONE, weight, word, (word,), place + _ALONE),)
    whole = _read_phrase(text, weight, place)
    if field not in NAMES:
        return (whole,)
    shorter = weight * ranking.SHORT_NAME
    return (whole, *[_read_phrase(name, shorter, place) for name in short_names(text)])


def _read_phrase(text: str, weight: float, place: Place) -> Phrase:
    every = tuple(dict.fromkeys(phrase_words(text)))
    said, fillers = every, _NONE
    if not FILLERS.isdisjoint(every):
        said = tuple(content_words(every))
        fillers = frozenset(every).difference(said)
    # Fillers are company too, but little: with them a word is never alone.
    company = _ALONE - max(len(said) - 1, int(bool(fillers)))
    return Phrase(said, fillers, weight, " ".join(every), every, place + max(_MANY, company))
