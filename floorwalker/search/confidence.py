"""Whether the best hit deserves trust: how much of the query it accounts for.

Apart from the ranking: a word found in a description says as surely as one in the name that the
query belongs to the house, while half a compound says little, however well it ranks.
"""

from collections.abc import Mapping

from floorwalker.search import ranking
from floorwalker.search.fields import Field
from floorwalker.search.matching import QueryTerm
from floorwalker.search.postings import Postings
from floorwalker.search.result import Certainty
from floorwalker.search.scoring import PreparedQuery
from floorwalker.search.stopwords import GENERAL


def certainty_of(score: float, rival: float, words: int) -> Certainty:
    """Whether the best of the hits is surely the answer, one of several, or none.

    Args:
        score: of the best hit.
        rival: of the next one that is another answer.
        words: how many words of the query count: a long query that scores as well says more.
    """
    lead = score - rival
    total = score + lead + ranking.SURE_OF_A_WORD * min(words, ranking.SURE_WORDS)
    if total < ranking.UNSURE:
        return "none"
    return "sure" if total >= ranking.SURE else "several"


def trust(prepared: PreparedQuery, entry: int, postings: Postings) -> float:
    """The share of a query that an entry accounts for, between 0 and 1."""
    weights = [_weight(term) for term in prepared.terms]
    understood = [_understood(term, entry, postings) for term in prepared.terms]
    return sum(weight * share for weight, share in zip(weights, understood, strict=True)) / (
        sum(weights) or 1.0
    )


def is_confident(prepared: PreparedQuery, entry: int, postings: Postings) -> bool:
    """Whether an entry that is the best hit deserves trust.

    Figures alone (`+3`, `32.13`) tell nothing by standing somewhere in an entry: every one of them
    must be its number, or of its name or keywords.
    """
    if all(term.word.isdigit() for term in prepared.terms):
        named = [term.values.get(entry, 0.0) >= ranking.NAMED_BY_FIGURES for term in prepared.terms]
        return bool(named) and all(named)
    if any(_is_anchor(term, entry) for term in prepared.terms):
        return True
    needed = ranking.CONFIDENT[min(len(prepared.terms), len(ranking.CONFIDENT)) - 1]
    return trust(prepared, entry, postings) >= needed


def _weight(term: QueryTerm) -> float:
    """A word that is only like others is a stranger first, and may be one from another world."""
    if term.is_known or term.word in GENERAL or term.word.isdigit():
        return term.weight
    return max(term.weight, ranking.UNKNOWN)


def _is_anchor(term: QueryTerm, entry: int) -> bool:
    """Whether a word that tells something is the entry's name or keyword."""
    return term.weight >= ranking.ANCHOR_WEIGHT and term.values.get(entry, 0.0) >= ranking.ANCHOR


def _understood(term: QueryTerm, entry: int, postings: Postings) -> float:
    strength = term.values.get(entry, 0.0)
    if not strength or (not term.words and not term.splits):
        return strength
    whole = 0.0
    word, field = postings.best_in(entry, (w for w in term.best_first() if w in term.words))
    if word:
        whole = term.words[word]
        if word in term.synonyms:
            whole *= ranking.TRUST_SYNONYM / ranking.SYNONYM
        elif field < Field.THEME:
            whole *= ranking.TRUST_TEXT if whole >= ranking.ROOT else ranking.TRUST_LIKENESS
    for parts in term.splits:
        split = sum(_part(part, entry, postings) for part in parts)
        whole = max(whole, split)
    return min(1.0, whole)


def _part(part: Mapping[str, float], entry: int, postings: Postings) -> float:
    best_first = sorted(part, key=lambda word: (-part[word], word))
    return part.get(postings.best_in(entry, best_first)[0], 0.0)
