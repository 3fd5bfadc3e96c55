"""Whether the best hit deserves trust: how much of the query it accounts for.

Apart from the ranking: a word found in a description says as surely as one in the name that the
query belongs to the house, while half a compound says little, however well it ranks.
"""

from collections.abc import Mapping

from floorwalker.search import ranking
from floorwalker.search.fields import Field
from floorwalker.search.matching import Slot
from floorwalker.search.postings import Postings
from floorwalker.search.scoring import Heard
from floorwalker.search.stopwords import GENERAL


def trust(heard: Heard, entry: int, postings: Postings) -> float:
    """The share of a query that an entry accounts for, between 0 and 1."""
    weights = [_weight(slot) for slot in heard.slots]
    understood = [_understood(slot, entry, postings) for slot in heard.slots]
    return sum(weight * share for weight, share in zip(weights, understood, strict=True)) / (
        sum(weights) or 1.0
    )


def is_confident(heard: Heard, entry: int, postings: Postings) -> bool:
    """Whether an entry that is the best hit deserves trust."""
    if any(_is_anchor(slot, entry) for slot in heard.slots):
        return True
    needed = ranking.CONFIDENT[min(len(heard.slots), len(ranking.CONFIDENT)) - 1]
    return trust(heard, entry, postings) >= needed


def _weight(slot: Slot) -> float:
    """A word that is only like others is a stranger first, and may be one from another world."""
    if slot.is_known or slot.word in GENERAL or slot.word.isdigit():
        return slot.weight
    return max(slot.weight, ranking.UNKNOWN)


def _is_anchor(slot: Slot, entry: int) -> bool:
    """Whether a word that tells something is the entry's name or keyword."""
    return slot.weight >= ranking.ANCHOR_WEIGHT and slot.values.get(entry, 0.0) >= ranking.ANCHOR


def _understood(slot: Slot, entry: int, postings: Postings) -> float:
    strength = slot.values.get(entry, 0.0)
    if not strength or (not slot.words and not slot.splits):
        return strength
    whole = 0.0
    word, field = postings.best_in(entry, (w for w in slot.best_first() if w in slot.words))
    if word:
        whole = slot.words[word]
        if word in slot.bridges:
            whole *= ranking.TRUST_BRIDGE / ranking.BRIDGE
        elif field < Field.THEME:
            whole *= ranking.TRUST_TEXT if whole >= ranking.ROOT else ranking.TRUST_LIKENESS
    for parts in slot.splits:
        split = sum(_part(part, entry, postings) for part in parts)
        whole = max(whole, split)
    return min(1.0, whole)


def _part(part: Mapping[str, float], entry: int, postings: Postings) -> float:
    best_first = sorted(part, key=lambda word: (-part[word], word))
    return part.get(postings.best_in(entry, best_first)[0], 0.0)
