"""From the evidence for each word of a query to one score for an entry."""

from collections.abc import Iterable, Sequence
from enum import Enum
from itertools import chain
from typing import NamedTuple

from floorwalker.search import ranking
from floorwalker.search.matching import QueryTerm, Rarity
from floorwalker.search.postings import Phrase
from floorwalker.search.stopwords import GENERAL
from floorwalker.search.text import fold


class Likeness(Enum):
    """What the query as it stands is to the entry's name."""

    NONE = 0
    START = 1
    OPENING = 2
    """Its first words, the last perhaps unfinished."""
    FOLDED = 3
    """The same without Danish letters."""
    SAME = 4


def likeness(said: str, name: str, folded: str) -> Likeness:
    """Compare a query with a name, both in small letters. Who types ø means ø."""
    if said == name:
        return Likeness.SAME
    if said.isascii():
        said = fold(said)
        if said == folded:
            return Likeness.FOLDED
        name = folded
    if not name.startswith(said):
        return Likeness.NONE
    return Likeness.OPENING if " " in said else Likeness.START


class _Led(Enum):
    """How a word of the query leads to one of an entry."""

    BY_ITSELF = 1
    BY_THE_LEXICON = 2


class Scored(NamedTuple):
    """An entry's score and what it is made of."""

    score: float
    words: float
    """How strongly the entry has the query's words."""
    phrase: float
    """How well its best phrase and the query say the same."""
    likeness: Likeness


class PreparedQuery(NamedTuple):
    """A query's terms, added up once for all entries."""

    terms: Sequence[QueryTerm]
    total: float
    words: dict[str, float]
    """Folded word of the vocabulary → its best match with any word of the query."""
    fillers: frozenset[str]
    rarity: Rarity
    said: str
    """The query as it stands, in small letters."""
    asks_contact: bool
    """It asks for a telephone number, opening hours, an address."""
    unfinished: bool
    """Its last word is none of the vocabulary as it stands."""


def prepare(
    terms: Sequence[QueryTerm],
    fillers: frozenset[str],
    rarity: Rarity,
    said: str,
    *,
    asks_contact: bool,
    unfinished: bool,
) -> PreparedQuery:
    """Prepare terms for scoring."""
    words: dict[str, float] = {}
    for term in terms:
        for parts in term.splits:
            complete = ranking.SPLIT if all(parts) else ranking.INFIX
            for word in chain.from_iterable(parts):
                words[word] = max(complete, words.get(word, 0.0))
        for word, quality in term.words.items():
            if quality > words.get(word, 0.0):
                words[word] = quality
    total = sum(term.weight for term in terms) or 1.0
    return PreparedQuery(terms, total, words, fillers, rarity, said, asks_contact, unfinished)


def score(
    prepared: PreparedQuery, entry: int, phrases: Iterable[Phrase], kind: str, likeness: Likeness
) -> Scored:
    """The score of one entry, between 0 and 1."""
    words = sum([s.weight * s.values.get(entry, 0.0) for s in prepared.terms]) / prepared.total
    known = prepared.words.keys()
    told = [phrase for phrase in phrases if not known.isdisjoint(phrase.telling)]
    best = max([_agreement(prepared, phrase) for phrase in told], default=0.0)
    mixed = (1 - ranking.PHRASE) * words + ranking.PHRASE * best
    if prepared.asks_contact and kind != "contact":
        mixed *= ranking.NOT_A_CONTACT
    mixed *= ranking.KIND[kind]
    if likeness is Likeness.START:
        mixed += ranking.UNFINISHED_NAME if prepared.unfinished else ranking.FINISHED_START
    mixed = min(ranking.LESS_THAN_NAMED, mixed)
    if likeness is Likeness.OPENING and kind in ranking.OPENED:
        mixed = ranking.LESS_THAN_NAMED + ranking.OPENING * mixed
    capped = ranking.NAMED.get(likeness.name, mixed)
    return Scored(capped, words, best, likeness)


def _agreement(prepared: PreparedQuery, phrase: Phrase) -> float:
    """How well phrase and query say the same."""
    known = prepared.words
    telling = phrase.telling
    rarity = prepared.rarity.of
    whole = covered = 0.0
    for word in telling:
        weight = rarity(word)
        whole += weight
        covered += weight * known.get(word, 0.0)
    said = sum([term.weight * term.said(telling) for term in prepared.terms])
    cover: float = (covered / whole) ** ranking.PHRASE_POWER
    agreement = phrase.weight * said / prepared.total * cover
    if len(telling) > 1 and phrase.text in prepared.said:
        agreement *= 1 + ranking.SAME_ORDER
    if phrase.fillers:
        alike = len(phrase.fillers & prepared.fillers) / len(phrase.fillers)
        agreement *= 1 - ranking.FILLERS_AMISS * (1 - alike)
    return agreement


def says_whole(prepared: PreparedQuery, entry: int, phrases: Iterable[Phrase]) -> bool:
    """Whether the query says one of an entry's names or keywords in full.

    Where that is a single word, the entry must explain what else is said.
    """
    for phrase in phrases:
        if phrase.weight < ranking.KEYWORD or not phrase.fillers <= prepared.fillers:
            continue
        led = [_leads_to(prepared, word) for word in phrase.telling]
        if not all(led):
            continue
        is_several = len(led) > 1
        if (is_several and _Led.BY_ITSELF in led) or (
            (is_several or led == [_Led.BY_ITSELF]) and _explains(prepared, entry)
        ):
            return True
    return False


def _leads_to(prepared: PreparedQuery, word: str) -> _Led | None:
    """How a word of the query leads to a word of a phrase, in any inflection."""
    found = [term for term in prepared.terms if term.words.get(word, 0.0) >= ranking.ROOT]
    if not found:
        return None
    return _Led.BY_THE_LEXICON if all(word in term.synonyms for term in found) else _Led.BY_ITSELF


def _explains(prepared: PreparedQuery, entry: int) -> bool:
    """Whether an entry has every word of the query in its names or keywords."""
    return all(
        term.values.get(entry, 0.0) >= ranking.PART or term.word in GENERAL
        for term in prepared.terms
    )
