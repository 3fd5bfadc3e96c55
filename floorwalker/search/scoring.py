"""From the evidence for each word of a query to one score for an entry."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from floorwalker.search import ranking
from floorwalker.search.evidence import Slot


class Phrase(NamedTuple):
    """A name or keyword: its folded words that count, each with its rarity."""

    words: tuple[tuple[str, float], ...]
    weight: float
    """Of the field it stands in."""
    is_name: bool


class Scored(NamedTuple):
    """An entry's score and what it is made of."""

    score: float
    words: float
    """How strongly the entry has the query's words."""
    phrase: float
    """How well its best phrase and the query say the same."""
    exact: bool


class Heard(NamedTuple):
    """A query's slots, added up once for all entries."""

    slots: Sequence[Slot]
    total: float
    words: dict[str, float]
    """Folded word of the vocabulary → its best match with any word of the query."""


def hear(slots: Sequence[Slot]) -> Heard:
    """Prepare slots for scoring."""
    words: dict[str, float] = {}
    for slot in slots:
        for word, quality in slot.words.items():
            if quality > words.get(word, 0.0):
                words[word] = quality
    return Heard(slots, sum(slot.weight for slot in slots) or 1.0, words)


def score(heard: Heard, entry: int, phrases: Iterable[Phrase], kind: str) -> Scored:
    """The score of one entry, between 0 and 1."""
    words = sum(s.weight * s.values.get(entry, 0.0) for s in heard.slots) / heard.total
    best, exact = 0.0, False
    for phrase in phrases:
        worth, whole = _agreement(heard, phrase)
        best = max(best, worth)
        exact = exact or (whole and phrase.is_name)
    mixed = (1 - ranking.PHRASE) * words + ranking.PHRASE * best
    mixed += ranking.EXACT_NAME * exact
    total = mixed * ranking.KIND[kind] / (1 + ranking.EXACT_NAME)
    return Scored(min(1.0, total), words, best, exact)


def _agreement(heard: Heard, phrase: Phrase) -> tuple[float, bool]:
    """How well phrase and query say the same, and whether they say it in the same words."""
    present = [word for word, _ in phrase.words if word in heard.words]
    if not present:
        return 0.0, False
    whole = sum(rarity for _, rarity in phrase.words)
    covered = sum(rarity * heard.words.get(word, 0.0) for word, rarity in phrase.words) / whole
    said = 0.0
    for slot in heard.slots:
        said += slot.weight * max((slot.words.get(word, 0.0) for word in present), default=0.0)
    said /= heard.total
    exact = covered > ranking.STEM and said > ranking.STEM
    return phrase.weight * said * covered**ranking.PHRASE_POWER, exact
