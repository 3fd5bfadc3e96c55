"""Knowledge → an index over its vocabulary, and the answers to queries.

An index keeps nothing of a query but what any later one would find out again.
"""

import gc
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Final, NamedTuple, Self

from floorwalker.knowledge.loading.references import references
from floorwalker.knowledge.model.records import ContactPoint, Entry, Knowledge, Service
from floorwalker.search import ranking
from floorwalker.search.confidence import certainty_of, is_confident
from floorwalker.search.danger import Heard, danger_phrases
from floorwalker.search.explain import Explanation, explain
from floorwalker.search.half_heard import HalfHeard, half_hearing
from floorwalker.search.lexicon import Lexicon, load_lexicon
from floorwalker.search.matching import QueryTerm, Rarity, weigh
from floorwalker.search.numbers import Numbers
from floorwalker.search.postings import Postings
from floorwalker.search.query import Query, interpretations, parse
from floorwalker.search.result import Certainty, Hit, SearchResult
from floorwalker.search.scoring import (
    Likeness,
    PreparedQuery,
    Scored,
    likeness,
    prepare,
    says_whole,
    score,
)
from floorwalker.search.speech import Word
from floorwalker.search.stopwords import FILLERS
from floorwalker.search.synonyms import synonyms_of
from floorwalker.search.text import fold, words
from floorwalker.search.vocabulary import Vocabulary

_TELEPHONE: Final = 6
"""Digits from which a number among words is a telephone number, and no year or house number."""
_RERANKED: Final = 48
"""Entries that are looked at closely; the others are too far behind to catch up."""


_HALF_HEARD: Final = 3
"""The place, counted from 1, of an entry whose danger was only half heard."""
_PLAIN: Final = 0.3
"""How strongly an entry must have a word to count among those that have it."""
_COUNTED: Final = 60
"""Entries beyond which a word is common, however many there are."""
_MIN_OPENING: Final = 2
_OPENED: Final = 24
"""Entries that come into question because their names begin with the query."""


class _Found(NamedTuple):
    scored: Scored
    number: int
    heard: Heard | HalfHeard | None = None
    """What of its phrases of danger was heard."""


class _Ranked(NamedTuple):
    found: list[_Found]
    prepared: PreparedQuery
    certainty: Certainty


class Index:
    """A knowledge base that can be searched. Build once, search at every key."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon, usage: Mapping[str, int]) -> None:
        self._knowledge = knowledge
        self._entries: Sequence[Entry] = tuple(knowledge.entries())
        self._postings = Postings(self._entries, knowledge)
        self._vocabulary = Vocabulary(self._postings.ranks(), self._postings.foreign())
        self._synonyms = synonyms_of(lexicon)
        self._numbers = Numbers(self._entries)
        self._danger = danger_phrases(_danger_of(self._entries))
        self._half_hearing = half_hearing(self._danger.book)
        self._rarity = Rarity(self._postings, len(self._entries))
        names = [" ".join(words(entry.name)) for entry in self._entries]
        self._names = [(name, fold(name)) for name in names]
        self._sorted_names = sorted((name, at) for at, (_, name) in enumerate(self._names))
        self._standing = _standings(self._entries, usage)
        self._is_urgent = [
            isinstance(entry, Service | ContactPoint) and entry.urgent for entry in self._entries
        ]

    @classmethod
    def build(
        cls,
        knowledge: Knowledge,
        *,
        lexicon: Lexicon | None = None,
        usage: Mapping[str, int] | None = None,
    ) -> Self:
        """An index of `knowledge`.

        Without `lexicon` the product's own is read. `usage` counts registrations by ref; it decides
        between hits that are otherwise equal.
        """
        own = load_lexicon().lexicon if lexicon is None else lexicon
        with _no_collection():
            return cls(knowledge, own, usage or {})

    def warm_up(self) -> None:
        """Read what is read when it is first needed, so that no key has to wait for it."""
        self._half_hearing.warm_up()

    @property
    def vocabulary_size(self) -> int:
        """How many different words the knowledge base has: what the cost of a search grows with."""
        return len(self._vocabulary)

    def search(
        self, query: str, *, limit: int = 10, kind: str | None = None, audience: str | None = None
    ) -> SearchResult:
        """The best `limit` hits, of one kind or for one audience where that is asked for."""
        ranked = self._rank(query, kind, audience)
        hits = tuple(self._hit(found, ranked.prepared) for found in ranked.found[:limit])
        return SearchResult(query, ranked.certainty != "none", ranked.certainty, hits)

    def explain(
        self, query: str, *, limit: int = 10, kind: str | None = None, audience: str | None = None
    ) -> tuple[Explanation, ...]:
        """Why the hits of `search` stand where they do, in the same order."""
        ranked = self._rank(query, kind, audience)
        return tuple(
            explain(
                self._hit(found, ranked.prepared),
                found.scored,
                ranked.prepared,
                found.number,
                found.heard,
            )
            for found in ranked.found[:limit]
        )

    def _knows(self, word: str) -> bool:
        """Whether a word in small letters means something here, so that it is no misspelling."""
        return self._vocabulary.knows(word) or self._synonyms.knows(word)

    def _rank(self, text: str, kind: str | None, audience: str | None) -> _Ranked:
        query = parse(text, self._vocabulary)
        terms = weigh(
            query,
            interpretations(query, self._vocabulary, self._synonyms),
            self._postings,
            self._rarity,
        )
        terms = self._reach(query, terms)
        unfinished = query.typing and fold(query.words[-1]) not in self._vocabulary
        fillers = FILLERS.intersection(query.words)
        typed = " ".join(query.words)
        prepared = prepare(
            terms,
            fillers,
            self._rarity,
            typed,
            asks_contact=query.asks_contact,
            unfinished=unfinished,
        )
        found = [
            _Found(self._score(prepared, number, typed), number)
            for number in self._candidates(terms, fold(typed), kind, audience)
        ]
        found.sort(key=lambda f: (-round(f.scored.score, 4), self._standing[f.number]))
        found = self._without_false_alarm(found, prepared)
        certainty = _certainty(found, prepared, self._entries, self._postings)
        heard = self._hear(text, prepared, kind)
        if heard:
            known = {f.number for f in heard}
            others = (f for f in found if f.number not in known)
            return _Ranked([*heard, *others], prepared, "sure")
        if found:
            found = _with_half_heard(found, self._half_hear(text, prepared, kind))
        return _Ranked(found, prepared, certainty)

    def _without_false_alarm(self, found: list[_Found], prepared: PreparedQuery) -> list[_Found]:
        """The hits with no urgent entry first that only a word or two happen to lead to.

        It stays in the list, behind the best hit that is not urgent or is what was said. Where
        there is no other, and nothing certain or a single word of a sentence, there is no answer.
        """
        for at, hit in enumerate(found):
            if not self._is_urgent[hit.number] or self._is_meant(hit, prepared):
                if at == 0:
                    return found
                most = hit.scored.score
                alarms = [f._replace(scored=_at_most(f.scored, most)) for f in found[:at]]
                return [hit, *alarms, *found[at + 1 :]]
        return [] if found and self._is_stray(found[0], prepared) else found

    def _is_stray(self, found: _Found, prepared: PreparedQuery) -> bool:
        """Whether so little leads to the best hit that it is no answer."""
        if len(prepared.terms) == 1 and " " in prepared.said:
            return True
        is_sure = is_confident(prepared, found.number, self._postings)
        return not is_sure or found.scored.score < ranking.STRAY

    def _is_meant(self, found: _Found, prepared: PreparedQuery) -> bool:
        """Whether the query says an urgent entry's name or a whole keyword of it."""
        if found.scored.likeness is not Likeness.NONE:
            return True
        return says_whole(prepared, found.number, self._postings.phrases[found.number])

    def _hear(self, text: str, prepared: PreparedQuery, kind: str | None) -> list[_Found]:
        """The entries whose phrases of danger are said, for whatever audience: they come first."""
        said = [
            (number, heard)
            for number, heard in self._danger.hear(text, self._knows).items()
            if not kind or self._entries[number].kind == kind
        ]
        said.sort(key=lambda told: (-told[1].weight, told[0]))
        return [
            _Found(
                self._score(prepared, number, prepared.said)._replace(score=ranking.DANGER),
                number,
                heard,
            )
            for number, heard in said
        ]

    def _half_hear(self, text: str, prepared: PreparedQuery, kind: str | None) -> _Found | None:
        """The entry whose danger may be meant, for whatever audience."""
        terms = {term.word: term for term in prepared.terms}

        def commonness(word: Word) -> float:
            term = terms.get(word.text) or terms.get(word.folded)
            return self._elsewhere(term) if term else 0.0

        heard = self._half_hearing.hear(text, self._knows, commonness)
        if heard is None or (kind and self._entries[heard.entry].kind != kind):
            return None
        return _Found(self._score(prepared, heard.entry, prepared.said), heard.entry, heard)

    def _elsewhere(self, term: QueryTerm) -> float:
        """How many entries that are not urgent have a word, each as plainly as it does."""
        plainly = (
            min(1.0, value)
            for number, value in term.values.items()
            if value >= _PLAIN and not self._is_urgent[number]
        )
        return sum(islice(plainly, _COUNTED))

    def _score(self, prepared: PreparedQuery, number: int, said: str) -> Scored:
        entry = self._entries[number]
        like = likeness(said, *self._names[number])
        return score(prepared, number, self._postings.phrases[number], entry.kind, like)

    def _reach(self, query: Query, terms: list[QueryTerm]) -> list[QueryTerm]:
        """The terms, or one for the telephone number or mail address that the query is about."""
        values: Mapping[int, float] = {}
        if query.address:
            values = self._numbers.find_address(query.address)
        elif query.digits and (query.only_digits or len(query.digits) >= _TELEPHONE):
            values = self._numbers.find_telephone(query.digits)
        if not values:
            return terms
        term = QueryTerm(query.address or query.digits)
        term.values = dict(values)
        term.weight = 1.0
        if query.address:
            return [term]
        return [other for other in terms if not other.word.isdigit()] + [term]

    def _candidates(
        self, terms: Sequence[QueryTerm], said: str, kind: str | None, audience: str | None
    ) -> set[int]:
        """The entries with the strongest evidence, and those whose name begins with the query."""
        totals = _totals(terms)
        opened = self._opened_by(said)
        if kind or audience:
            entries = self._entries
            totals = {n: t for n, t in totals.items() if _admits(entries[n], kind, audience)}
            opened = {n for n in opened if _admits(entries[n], kind, audience)}
        if len(totals) <= _RERANKED:
            return opened.union(totals)
        least = sorted(totals.values(), reverse=True)[_RERANKED - 1]
        above = [number for number, total in totals.items() if total > least]
        level = [number for number, total in totals.items() if total == least]
        level.sort(key=self._standing.__getitem__)
        return opened.union(above, level[: _RERANKED - len(above)])

    def _opened_by(self, said: str) -> set[int]:
        if len(said) < _MIN_OPENING:
            return set()
        names = self._sorted_names
        start = bisect_left(names, (said, -1))
        near = names[start : start + _OPENED]
        return {number for name, number in near if name.startswith(said)}

    def _hit(self, found: _Found, prepared: PreparedQuery) -> Hit:
        entry = self._entries[found.number]
        authority = self._knowledge.authority_name(entry) if isinstance(entry, Service) else ""
        return Hit(
            ref=entry.ref,
            kind=entry.kind,
            name=entry.name,
            score=round(found.scored.score, 4),
            matched=found.heard.matched if found.heard else self._matched(found.number, prepared),
            competent_authority=authority or None,
        )

    def _matched(self, number: int, prepared: PreparedQuery) -> tuple[str, ...]:
        shown: list[str] = []
        for term in prepared.terms:
            if number not in term.values:
                continue
            word, _ = self._postings.best_in(number, term.best_first())
            if word:
                synonym = term.synonyms.get(word)
                shown.append(f"{synonym} ≈ {word}" if synonym else word)
        return tuple(dict.fromkeys(shown))


def _certainty(
    found: Sequence[_Found], prepared: PreparedQuery, entries: Sequence[Entry], postings: Postings
) -> Certainty:
    """How far the best hit is the answer."""
    if not found or not is_confident(prepared, found[0].number, postings):
        return "none"
    best = found[0].scored
    if best.likeness in (Likeness.SAME, Likeness.FOLDED):
        return "sure"
    rival = _rival(found, entries)
    return certainty_of(best.score, rival.scored.score if rival else 0.0, len(prepared.terms))


def _rival(found: Sequence[_Found], entries: Sequence[Entry]) -> _Found | None:
    """The next hit that is another answer: neither a door nor a guide of the best one."""
    best = entries[found[0].number]
    named = _names(best)
    for hit in found[1:]:
        other = entries[hit.number]
        if other.ref not in named and best.ref not in _names(other):
            return hit
    return None


def _names(entry: Entry) -> frozenset[str]:
    """The refs of the entries that this one leads to."""
    return frozenset(ref for _path, ref in references(entry))


def _with_half_heard(found: list[_Found], half: _Found | None) -> list[_Found]:
    """The hits with what was half heard among the first three, and never first."""
    if half is None or any(hit.number == half.number for hit in found[:_HALF_HEARD]):
        return found
    others = [hit for hit in found if hit.number != half.number]
    before, behind = others[: _HALF_HEARD - 1], others[_HALF_HEARD - 1 :]
    score = max([half.scored.score, *(hit.scored.score for hit in behind[:1])])
    score = min(score, before[-1].scored.score)
    return [*before, half._replace(scored=half.scored._replace(score=score)), *behind]


def _danger_of(entries: Sequence[Entry]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Urgent services with what people in danger say, in the house's language and in others."""
    return tuple(
        (number, _phrases_of(entry))
        for number, entry in enumerate(entries)
        if isinstance(entry, Service) and entry.urgent
    )


def _phrases_of(entry: Service) -> tuple[str, ...]:
    translated = (phrase for each in entry.translations.values() for phrase in each.danger)
    return (*entry.danger, *translated)


def _totals(terms: Sequence[QueryTerm]) -> Mapping[int, float]:
    """Entry → its strengths by the words' weights, added up."""
    if len(terms) == 1:
        return terms[0].values
    totals: dict[int, float] = {}
    for term in terms:
        weight = term.weight
        for number, value in term.values.items():
            totals[number] = totals.get(number, 0.0) + weight * value
    return totals


def _at_most(scored: Scored, most: float) -> Scored:
    return scored._replace(score=min(scored.score, most))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the garbage collector from an index while it is built.

    Many small values are made that all stay: looking through them for garbage only costs time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _standings(entries: Sequence[Entry], usage: Mapping[str, int]) -> list[int]:
    """Entry → its place where scores are equal: by use, kind, the shorter name, the ref."""
    kinds = {kind: place for place, kind in enumerate(ranking.KIND)}
    keys = [(-usage.get(e.ref, 0), kinds[e.kind], len(e.name), e.ref) for e in entries]
    standings = [0] * len(entries)
    for place, number in enumerate(sorted(range(len(entries)), key=keys.__getitem__)):
        standings[number] = place
    return standings


def _admits(entry: Entry, kind: str | None, audience: str | None) -> bool:
    if kind and entry.kind != kind:
        return False
    admitted = getattr(entry, "audience", ())
    return not audience or not admitted or audience in admitted
