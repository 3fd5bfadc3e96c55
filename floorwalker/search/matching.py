"""Readings of a query → for each word that counts, how strongly each entry has it."""

from collections.abc import Iterable, Sequence
from math import log
from typing import Final

from floorwalker.search import ranking
from floorwalker.search.fields import Field
from floorwalker.search.postings import FIRST_PHRASE_PLACE, PLACE_WEIGHTS, Place, Postings
from floorwalker.search.query import Group, Interpretation, Query
from floorwalker.search.stopwords import GENERAL

Values = dict[int, float]
"""Entry → strength between 0 and 1."""

_Listed = tuple[float, Place, Sequence[int]]
"""The strength of a word in a place, and the entries that have it there."""

_LIMIT: Final = 1500
"""Entries that one word brings in, the most telling first."""
_SCANNED: Final = 10_000
"""Further entries of a common word that are looked through for what other words brought in."""
_SURE: Final = ("exact", "stem", "root")


class QueryTerm:
    """A word of the query that counts, and everything known of it."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.weight = ranking.UNKNOWN
        self.is_known = False
        """Whether the knowledge base has this very word, in some inflection."""
        self.values: Values = {}
        self.words: dict[str, float] = {}
        """Word of the knowledge base → how well it matches."""
        self.splits: list[list[dict[str, float]]] = []
        """For each way to split the word: for each part, word → the share that it stands for."""
        self.synonyms: dict[str, str] = {}
        """Word of the knowledge base → the expression of the lexicon that led to it."""
        self.rest: list[_Listed] = []
        """What there was no room for: weaker evidence, and more entries of the same strength."""
        self._sorted: list[str] | None = None

    def add(self, reading: Interpretation, values: Values) -> None:
        """Take in a reading: of two the stronger one counts."""
        self._add_values(values)
        split = len(reading.groups) > 1 or reading.groups[0].share < 1
        parts: list[dict[str, float]] = []
        for group in reading.groups:
            kept = self.words
            if split:
                kept = {}
                parts.append(kept)
            for word, quality, _ in group.matches:
                worth = quality * reading.quality * group.share
                if worth > kept.get(word, 0.0):
                    kept[word] = worth
                    self._remember(word, reading.synonym)
        if parts:
            self.splits.append(parts)

    def _add_values(self, values: Values) -> None:
        if not self.values:
            self.values = values
            return
        mine = dict(self.values)
        for entry, value in values.items():
            if value > mine.get(entry, 0.0):
                mine[entry] = value
        self.values = mine

    def _remember(self, word: str, synonym: str) -> None:
        if synonym:
            self.synonyms[word] = synonym
        else:
            self.synonyms.pop(word, None)

    def best_first(self) -> list[str]:
        """The words that it may mean, the best match first."""
        if self._sorted is None:
            every = dict(self.words)
            for parts in self.splits:
                for part in parts:
                    every.update({w: worth for w, worth in part.items() if w not in every})
            self._sorted = sorted(every, key=lambda word: (-every[word], word))
        return self._sorted

    def said(self, phrase: Iterable[str]) -> float:
        """How much of this word the words of a phrase say."""
        words = self.words
        said = max([words.get(word, 0.0) for word in phrase], default=0.0)
        for parts in self.splits:
            split = sum(max([part.get(word, 0.0) for word in phrase]) for part in parts)
            said = max(said, split)
        return said


class Rarity:
    """How much a word tells: 1 for a word of one entry, near 0 for a word of all."""

    def __init__(self, postings: Postings, entries: int) -> None:
        self._postings = postings
        self._scale = log(entries + 2)
        self._entries = entries
        self._known: dict[str, float] = {}

    def of(self, word: str) -> float:
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self.of_count(self.count(word))
        return known

    def count(self, word: str) -> int:
        """Entries that have the word anywhere but among details."""
        return self._postings.count(word, Field.DESCRIPTION)

    def of_count(self, count: int) -> float:
        return max(ranking.LEAST_RARITY, log((self._entries + 2) / (count + 1)) / self._scale)


def weigh(
    query: Query, readings: Iterable[Interpretation], postings: Postings, rarity: Rarity
) -> list[QueryTerm]:
    """A term for every word of the query that counts."""
    terms = {at: QueryTerm(query.words[at]) for at in query.content_positions}
    sure: dict[int, set[str]] = {}
    near: dict[int, tuple[str, float]] = {}
    for reading in readings:
        places = [at for at in reading.positions if at in terms]
        if not places:
            continue
        weighed = _weigh_parts(reading, rarity)
        values, rest = _values(weighed, postings)
        for at in places:
            terms[at].add(weighed, values)
            terms[at].rest += rest
            if len(reading.groups) > 1 and all(group.matches for group in reading.groups):
                rarest = max((g.matches[0].word for g in reading.groups), key=rarity.of)
                near.setdefault(at, (rarest, reading.quality))
            if len(reading.groups) == 1 and not reading.synonym and len(reading.positions) == 1:
                matches = reading.groups[0].matches
                near.setdefault(at, (matches[0].word, matches[0].quality))
                found = {match.word for match in matches if match.how in _SURE}
                sure.setdefault(at, set()).update(found)
    for at, term in terms.items():
        if sure.get(at):
            term.is_known = True
            term.weight = rarity.of_count(sum(map(rarity.count, sure[at])))
        elif at in near:
            word, quality = near[at]
            term.weight = quality * rarity.of(word)
        if term.word in GENERAL or (term.word.isdigit() and len(terms) > 1):
            term.weight *= ranking.GENERAL
    _complete(list(terms.values()))
    return list(terms.values())


def _values(reading: Interpretation, postings: Postings) -> tuple[Values, list[_Listed]]:
    """Entry → strength, and the lists there was no room for."""
    if len(reading.groups) == 1:
        return _group_values(reading.groups[0], reading.quality, postings)
    total: Values = {}
    for group in reading.groups:
        values, _ = _group_values(group, reading.quality * group.share, postings)
        for entry, value in values.items():
            total[entry] = total.get(entry, 0.0) + value
    return total, []


def _complete(terms: Sequence[QueryTerm]) -> None:
    """Give common words the entries that other words brought in."""
    for term in terms:
        if not term.rest:
            continue
        brought: set[int] = set()
        for other in terms:
            if other is not term:
                brought.update(other.values)
        wanted = brought.difference(term.values)
        room = _SCANNED
        given: Values = {}
        for strength, _, entries in term.rest:
            found = wanted.intersection(entries)
            if found:
                given.update(dict.fromkeys(found, strength))
                wanted -= found
            room -= len(entries)
            if room <= 0 or not wanted:
                break
        term.values = term.values | given


def _weigh_parts(reading: Interpretation, rarity: Rarity) -> Interpretation:
    """The same with more for the rare parts: `rotte` says more than `anmeldelse`."""
    if len(reading.groups) == 1:
        return reading
    weighed = [
        group.share * (_telling(group.matches[0].word, rarity) if group.matches else 1.0)
        for group in reading.groups
    ]
    scale = sum(group.share for group in reading.groups) / sum(weighed)
    groups = zip(reading.groups, weighed, strict=True)
    return reading._replace(
        groups=tuple(group._replace(share=share * scale) for group, share in groups)
    )


def _telling(word: str, rarity: Rarity) -> float:
    return rarity.of(word) * (ranking.GENERAL if word in GENERAL else 1.0)


def _group_values(group: Group, quality: float, postings: Postings) -> tuple[Values, list[_Listed]]:
    lists: list[_Listed] = [
        (match.quality * PLACE_WEIGHTS[place] * quality, place, entries)
        for match in group.matches
        for place, entries in postings.of(match.word).items()
    ]
    lists.sort(key=_strength, reverse=True)
    named: Values = {}
    described: Values = {}
    kept, rest = _cut(lists)
    for strength, place, entries in reversed(kept):
        values = named if place >= FIRST_PHRASE_PLACE else described
        values.update(dict.fromkeys(entries, strength))
    if not named or not described:
        return named or described, rest
    for entry in named.keys() & described.keys():
        named[entry] = min(1.0, named[entry] + ranking.SUPPORT * described[entry])
    described.update(named)
    return described, rest


def _cut(lists: list[_Listed]) -> tuple[list[_Listed], list[_Listed]]:
    """The first lists up to the limit, and the others."""
    room = _LIMIT
    for number, (strength, place, entries) in enumerate(lists):
        if len(entries) > room:
            cut = (strength, place, entries[:room])
            return [*lists[:number], cut], [(strength, place, entries[room:]), *lists[number + 1 :]]
        room -= len(entries)
    return lists, []


def _strength(item: _Listed) -> float:
    return item[0]
