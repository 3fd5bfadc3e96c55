"""Other ways to search the same entries: what a small knowledge base would otherwise get.

Every peer is given what it cannot know: folded text, and queries without filler words. So the
comparison is of the matching alone.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple, Protocol

from rapidfuzz import fuzz, process

from floorwalker.knowledge.model.records import Entry, Knowledge
from floorwalker.search.fields import Field, parts
from floorwalker.search.index import Index
from floorwalker.search.result import Certainty
from floorwalker.search.stopwords import FILLERS
from floorwalker.search.text import fold, words

_COLUMNS: Final = ("name", "keywords", "translated", "description")
_WEIGHTS: Final = "5.0, 5.0, 3.0, 1.0"
"""What suits FTS5 best over the starter knowledge; documents and steps only cost it hits."""


class Answer(NamedTuple):
    """Refs, best first, and how far the engine trusts the first."""

    refs: tuple[str, ...]
    certainty: Certainty
    score: float = 0.0
    """Of the first, between 0 and 1, where the engine has such a figure."""

    @property
    def confident(self) -> bool:
        """Whether the first deserves any trust."""
        return self.certainty != "none"


class Engine(Protocol):
    """Something that answers queries."""

    name: str

    def ask(self, query: str) -> Answer: ...


class Floorwalker:
    """The product's own search."""

    name = "floorwalker"

    def __init__(self, knowledge: Knowledge) -> None:
        self._index = Index.build(knowledge)

    def ask(self, query: str) -> Answer:
        found = self._index.search(query)
        score = found.hits[0].score if found.hits else 0.0
        return Answer(tuple(hit.ref for hit in found.hits), found.certainty, score)


class FullText:
    """SQLite FTS5 with BM25; `terms` turns a query's words into what FTS5 is asked for."""

    def __init__(
        self,
        knowledge: Knowledge,
        name: str,
        tokenizer: str,
        terms: Callable[[Iterable[str]], Iterable[str]],
    ) -> None:
        self.name = name
        self._terms = terms
        self._refs: list[str] = []
        self._db = sqlite3.connect(":memory:")
        columns = ", ".join(_COLUMNS)
        self._db.execute(f"CREATE VIRTUAL TABLE entries USING fts5({columns}, {tokenizer})")
        for entry in knowledge.entries():
            self._refs.append(entry.ref)
            self._db.execute("INSERT INTO entries VALUES (?, ?, ?, ?)", _columns(entry, knowledge))

    def ask(self, query: str) -> Answer:
        asked = " OR ".join(dict.fromkeys(self._terms(_telling(query))))
        if not asked:
            return Answer((), "none")
        rows = self._db.execute(
            "SELECT rowid FROM entries WHERE entries MATCH ? "
            f"ORDER BY bm25(entries, {_WEIGHTS}) LIMIT 10",
            (asked,),
        ).fetchall()
        refs = tuple(self._refs[row[0] - 1] for row in rows)
        return Answer(refs, _certainty(bool(refs)))


class WholeRecords:
    """A rapidfuzz ratio between the query and each record's text."""

    def __init__(self, knowledge: Knowledge, name: str, scorer: Callable[..., float]) -> None:
        self.name = name
        self._scorer = scorer
        self._refs = [entry.ref for entry in knowledge.entries()]
        self._texts = [" ".join(_columns(entry, knowledge)) for entry in knowledge.entries()]

    def ask(self, query: str) -> Answer:
        asked = " ".join(_telling(query))
        found = process.extract(asked, self._texts, scorer=self._scorer, limit=10)
        refs = tuple(self._refs[number] for _, score, number in found if score > 0)
        return Answer(refs, _certainty(bool(refs)))


def engines(knowledge: Knowledge) -> tuple[Engine, ...]:
    """Floorwalker and its peers over one knowledge base."""
    return (
        Floorwalker(knowledge),
        trigrams(knowledge),
        FullText(knowledge, "fts5 words", "tokenize='unicode61', prefix='2 3'", _as_prefixes),
        WholeRecords(knowledge, "WRatio", fuzz.WRatio),
        WholeRecords(knowledge, "partial token set", fuzz.partial_token_set_ratio),
    )


def _certainty(found: bool) -> Certainty:
    """A peer trusts whatever it finds."""
    return "sure" if found else "none"


def trigrams(knowledge: Knowledge) -> FullText:
    """The strongest of the peers."""
    return FullText(knowledge, "fts5 trigrams", "tokenize='trigram'", _as_trigrams)


def _columns(entry: Entry, knowledge: Knowledge) -> Sequence[str]:
    texts: dict[Field, str] = {
        field: fold(" ".join(found)) for field, found in parts(entry, knowledge)
    }
    description = " ".join(texts.get(f, "") for f in (Field.DESCRIPTION, Field.FOREIGN))
    return (
        texts.get(Field.NAME, ""),
        texts.get(Field.KEYWORD, ""),
        texts.get(Field.TRANSLATED, ""),
        description,
    )


def _telling(query: str) -> list[str]:
    said = [fold(word) for word in words(query)]
    return [word for word in said if word not in FILLERS] or said


def _as_prefixes(said: Iterable[str]) -> Iterable[str]:
    return (f'"{word}"*' for word in said)


def _as_trigrams(said: Iterable[str]) -> Iterable[str]:
    return (f'"{word[at : at + 3]}"' for word in said for at in range(len(word) - 2))
