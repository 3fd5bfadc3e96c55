"""What a search answers: values that the desk, the command line and the benchmarks share."""

from typing import Literal

from msgspec import Struct

from floorwalker.knowledge.model.fields import Kind

Certainty = Literal["sure", "several", "none"]
"""How far the best hit is the answer: it is; it is one of several that may be; nothing is."""


class Hit(Struct, frozen=True):
    """One entry found. The field order is the order of the JSON contract."""

    ref: str
    kind: Kind
    name: str
    score: float
    """Between 0 and 1; never rises from one hit to the next."""
    matched: tuple[str, ...]
    """What matched, in the words of the entry; a synonym of the lexicon as `krykker ≈ rollator`."""
    competent_authority: str | None
    """Set means a wrong door."""


class SearchResult(Struct, frozen=True):
    """The answer to one query, best hit first."""

    query: str
    confident: bool
    """False where no hit deserves trust: exactly where `certainty` is `none`."""
    certainty: Certainty
    hits: tuple[Hit, ...]
