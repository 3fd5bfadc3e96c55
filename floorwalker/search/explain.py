"""Why a hit stands where it does, in figures that a person can add up."""

from msgspec import Struct

from floorwalker.search.result import Hit
from floorwalker.search.scoring import Likeness, PreparedQuery, Scored


class WordEvidence(Struct, frozen=True):
    """What one word of the query did for a hit."""

    word: str
    weight: float
    """How much the word counts in the query, from its rarity."""
    strength: float
    """How strongly the entry has it: the match times the weight of its field."""


class Explanation(Struct, frozen=True):
    """One hit and the parts of its score."""

    hit: Hit
    words: float
    """The weighted mean of the words' strengths."""
    phrase: float
    """How well the entry's best name or keyword and the query say the same."""
    exact: bool
    """The query is the entry's name."""
    evidence: tuple[WordEvidence, ...]

    def lines(self) -> tuple[str, ...]:
        """For a terminal: the hit, then a line a word."""
        head = (
            f"{self.hit.score:.4f} {self.hit.ref}  words {self.words:.3f}  "
            f"phrase {self.phrase:.3f}{'  exact name' if self.exact else ''}"
        )
        told = (
            f"  {found.word}: weight {found.weight:.2f} × strength {found.strength:.2f}"
            for found in self.evidence
        )
        return (head, *told)


def explain(hit: Hit, scored: Scored, prepared: PreparedQuery, entry: int) -> Explanation:
    """The parts of the score of entry number `entry`."""
    evidence = tuple(
        WordEvidence(term.word, round(term.weight, 4), round(term.values.get(entry, 0.0), 4))
        for term in prepared.terms
    )
    return Explanation(
        hit,
        round(scored.words, 4),
        round(scored.phrase, 4),
        scored.likeness is Likeness.SAME,
        evidence,
    )
