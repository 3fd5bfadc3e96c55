"""Why a hit stands where it does, in figures that a person can add up."""

from msgspec import Struct

from floorwalker.i18n import _
from floorwalker.search.danger import Heard
from floorwalker.search.half_heard import HalfHeard
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
    heard: Heard | HalfHeard | None = None
    """The phrase of danger that puts it first, or what of one puts it among the first."""

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
        if isinstance(self.heard, HalfHeard):
            said = _("danger half heard: {phrase}, strength {strength:.2f}")
        told = said.format(phrase=", ".join(self.heard.matched), strength=self.heard.strength)
        return (f"  {told}",)


def explain(
    hit: Hit,
    scored: Scored,
    prepared: PreparedQuery,
    entry: int,
    heard: Heard | HalfHeard | None = None,
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
