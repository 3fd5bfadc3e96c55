"""Why a hit stands where it does, in figures that a person can add up."""

from msgspec import Struct

from floorwalker.i18n import _
from floorwalker.search.danger import Heard
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
    heard: Heard | None = None
    """The phrase of danger that puts it first."""

    def lines(self) -> tuple[str, ...]:
        """For a terminal: the hit, then a line a word."""
        shares = _("words {words:.3f}  phrase {phrase:.3f}")
        parts = [
            f"{self.hit.score:.4f} {self.hit.ref}",
            shares.format(words=self.words, phrase=self.phrase),
        ]
        if self.exact:
            parts.append(_("exact name"))
        told = _("{word}: weight {weight:.2f} × strength {strength:.2f}")
        return (
            "  ".join(parts),
            *self._danger_lines(),
            *(
                f"  {told.format(word=each.word, weight=each.weight, strength=each.strength)}"
                for each in self.evidence
            ),
        )

    def _danger_lines(self) -> tuple[str, ...]:
        if self.heard is None:
            return ()
        said = _("danger: {phrase}, strength {strength:.2f}")
        return (f"  {said.format(phrase=self.heard.phrase, strength=self.heard.strength)}",)


def explain(
    hit: Hit, scored: Scored, prepared: PreparedQuery, entry: int, heard: Heard | None = None
) -> Explanation:
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
        heard,
    )
