"""Finding the lexicon's expressions in a query, inflected, with words between, in any order."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from floorwalker.search import ranking
from floorwalker.search.lexicon import Lexicon, Synonym
from floorwalker.search.stopwords import FILLERS, FOLDED_FILLERS
from floorwalker.search.text import Stems, fold, fold_small, words
from floorwalker.search.typos import Spelling

_NEGATIONS: Final = frozenset({"ikke", "ingen", "intet", "ej", "uden", "no", "not", "without"})
"""Fillers that an expression means: `no money` is not `money`."""
_DANISH: Final = "da"
_LANGUAGES: Final = ("da", "en", "de")
_JOINING: Final = frozenset({"da", "de"})
"""The languages that write compounds in one word."""
_WINDOW: Final = 4
"""Words that may stand between the first and the last word of an expression, beyond its own."""
_MIN_PART: Final = 4
_MIN_MISSPELT: Final = 6
_SURE_MISSPELT: Final = 0.76
"""How near a misspelling must be: the lexicon has thousands of words to be taken for."""


class FoundSynonym(NamedTuple):
    """An expression of the lexicon in a query."""

    expression: str
    targets: tuple[str, ...]
    positions: tuple[int, ...]
    """Which words of the query it covers, without fillers unless it has nothing else."""
    quality: float
    is_phrase: bool = False
    """Whether several words stand there as the expression has them: whoever says them means it."""


class _Expression(NamedTuple):
    synonym: Synonym
    keys: tuple[str, ...]
    """Folded stems of the words that say something."""
    sequence: tuple[str, ...]
    """Folded words, all of them."""


class SynonymFinder:
    """A lexicon, synonyms_of for finding its expressions in queries."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._stems = Stems()
        self._by_anchor: dict[str, list[Synonym]] = defaultdict(list)
        self._compiled: dict[str, tuple[_Expression, ...]] = {}
        """By anchor, once a query had it: few of the thousands are ever said."""
        self._single: dict[str, list[Synonym]] = defaultdict(list)
        for synonym in lexicon.synonyms:
            said = words(synonym.expression)
            self._by_anchor[self._anchor(said, synonym.language)].append(synonym)
            if len(said) == 1:
                self._single[fold_small(said[0])].append(synonym)
        self._sorted = sorted(self._single)
        self._spelling = Spelling(self._sorted)

    def _anchor(self, said: Sequence[str], language: str) -> str:
        """The key without which an expression is not there: of its longest telling word."""
        telling = _telling(said)
        if _NEGATIONS.issuperset(telling):
            return fold(said[0])
        return self._stems.of(max(telling, key=len), language)

    def _anchored(self, key: str) -> tuple[_Expression, ...]:
        found = self._compiled.get(key, ())
        if not found and key in self._by_anchor:
            found = tuple(self._compile(synonym) for synonym in self._by_anchor[key])
            self._compiled[key] = found
        return found

    def _compile(self, synonym: Synonym) -> _Expression:
        said = words(synonym.expression)
        sequence = tuple(fold(word) for word in said)
        telling = _telling(said)
        if _NEGATIONS.issuperset(telling):
            return _Expression(synonym, (), sequence)
        keys = tuple(self._stems.of(word, synonym.language) for word in telling)
        return _Expression(synonym, keys, sequence)

    def knows(self, word: str) -> bool:
        """Whether a word in small letters is one of an expression's, in some inflection."""
        return fold(word) in self._single or self._stems.danish(word) in self._by_anchor

    def keys_of(self, word: str) -> frozenset[str]:
        """Under which keys a word in small letters may stand in an expression."""
        stems = self._stems
        return frozenset((fold(word), stems.danish(word), stems.english(word), stems.german(word)))

    def find(self, query: Sequence[str], *, danish: bool = False) -> Iterator[FoundSynonym]:
        """The expressions in a query's words, which are in small letters.

        In one that is plainly `danish` only Danish expressions are: English is full of words that
        are others in Danish.
        """
        positions: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(query):
            for key in self.keys_of(word):
                positions[key].append(at)
        sequence = tuple(fold(word) for word in query)
        for key in positions:
            for expression in self._anchored(key):
                if danish and expression.synonym.language != _DANISH:
                    continue
                found = _match(expression, positions, sequence)
                if found:
                    yield found

    def near(
        self, word: str, at: int, *, typing: bool, danish: bool = False
    ) -> Iterator[FoundSynonym]:
        """One-word expressions that a word unknown to the knowledge base may mean.

        They begin with it, where it is being typed; it misspells them; or it is a compound of them.
        """
        folded = fold(word)
        languages = (_DANISH,) if danish else _LANGUAGES
        if typing and len(folded) >= _MIN_PART:
            start = bisect_left(self._sorted, folded)
            for other in self._sorted[start : start + 12]:
                if other.startswith(folded):
                    yield from self._as_found(other, at, ranking.UNFINISHED_EXPRESSION, languages)
        if len(folded) < _MIN_MISSPELT:
            return
        for other, quality in self._spelling.similar(folded, typing=False):
            if quality >= _SURE_MISSPELT and abs(len(other) - len(folded)) <= 1:
                yield from self._as_found(
                    other, at, quality * ranking.MISSPELT_EXPRESSION, languages
                )
        joining = [language for language in languages if language in _JOINING]
        for other in self._ends(folded, joining):
            worth = ranking.COMPOUND_EXPRESSION * len(other) / len(folded)
            yield from self._as_found(other, at, worth, joining)

    def _ends(self, folded: str, languages: Collection[str]) -> Iterator[str]:
        """The longest expressions at the beginning and at the end of a compound."""
        for end in range(len(folded) - 3, _MIN_PART - 1, -1):
            if self._has(folded[:end], languages):
                yield folded[:end]
                break
        for start in range(3, len(folded) - _MIN_PART + 1):
            if self._has(folded[start:], languages):
                yield folded[start:]
                break

    def _has(self, word: str, languages: Collection[str]) -> bool:
        return any(synonym.language in languages for synonym in self._single.get(word, ()))

    def _as_found(
        self, word: str, at: int, quality: float, languages: Collection[str]
    ) -> Iterator[FoundSynonym]:
        for synonym in self._single[word]:
            if synonym.language in languages:
                yield FoundSynonym(synonym.expression, synonym.targets, (at,), quality)


@lru_cache(maxsize=1)
def synonyms_of(lexicon: Lexicon) -> SynonymFinder:
    """The synonyms of a lexicon, kept: each change of the knowledge makes a new index of it."""
    return SynonymFinder(lexicon)


def _telling(said: Sequence[str]) -> list[str]:
    return [word for word in said if word not in FILLERS or word in _NEGATIONS]


def _match(
    expression: _Expression, positions: Mapping[str, Sequence[int]], sequence: tuple[str, ...]
) -> FoundSynonym | None:
    synonym = expression.synonym
    length = len(expression.sequence)
    if not expression.keys:
        for at in range(len(sequence) - length + 1):
            if sequence[at : at + length] == expression.sequence:
                places = tuple(range(at, at + length))
                return FoundSynonym(
                    synonym.expression, synonym.targets, places, 1.0, " " in synonym.expression
                )
        return None
    taken: list[int] = []
    for key in expression.keys:
        free = [at for at in positions.get(key, ()) if at not in taken]
        if not free:
            return None
        taken.append(min(free, key=lambda at: abs(at - taken[-1]) if taken else at))
    span = max(taken) - min(taken) + 1
    if span > length + _WINDOW:
        return None
    fillers = set(expression.sequence) & FOLDED_FILLERS - _NEGATIONS
    if len(expression.keys) == 1 and len(fillers & set(sequence)) * 2 < len(fillers):
        return None
    quality = 1.0 if span <= length else ranking.LOOSE_EXPRESSION
    if taken != sorted(taken):
        quality *= ranking.TURNED_EXPRESSION
    places = tuple(sorted(taken))
    return FoundSynonym(
        synonym.expression,
        synonym.targets,
        places,
        quality,
        " " in synonym.expression and quality == 1,
    )
