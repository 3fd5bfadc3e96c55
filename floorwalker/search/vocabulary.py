"""Every word of the knowledge base once, and the ways in which a typed word can mean it.

Words are kept folded. The cost of a search grows with this vocabulary, not with the records.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Final, NamedTuple

from floorwalker.search import ranking
from floorwalker.search.fillers import FILLERS
from floorwalker.search.text import Stems, fold, root
from floorwalker.search.typos import Spelling

MIN_PART: Final = 3
MIN_INFIX: Final = 4
_LINKS: Final = ("s", "e")
_SHORT_PREFIX: Final = 3
"""Prefixes up to this length have so many words that the best are listed beforehand."""
PREFIX_LIMIT: Final = 200
"""Words that one prefix may stand for."""


class Match(NamedTuple):
    """A word of the vocabulary that a typed word may mean."""

    word: str
    quality: float
    """Between 0 and 1."""
    how: str


class Vocabulary:
    """The words of a knowledge base, folded, with their stems, parts and spellings."""

    def __init__(self, surfaces: Mapping[str, str], rank: Mapping[str, int]) -> None:
        """Take folded word → one way it is written, and folded word → field it stands in."""
        self._stems = Stems()
        self._words = surfaces
        self._sorted = sorted(surfaces)
        self._by_stem: dict[str, list[str]] = defaultdict(list)
        self._by_english: dict[str, list[str]] = defaultdict(list)
        self._by_root: dict[str, list[str]] = defaultdict(list)
        for word, surface in surfaces.items():
            stem = self._stems.danish(surface)
            self._by_stem[stem].append(word)
            self._by_root[root(stem)].append(word)
            self._by_english[self._stems.english(surface)].append(word)
        self._wholes_by_part = self._find_parts()
        self._short_prefixes = self._list_prefixes(rank)
        self._spelling = Spelling(self._sorted)
        self._known: dict[tuple[str, bool, bool], tuple[Match, ...]] = {}

    def __len__(self) -> int:
        return len(self._words)

    def __contains__(self, folded: object) -> bool:
        return folded in self._words

    def matches(self, word: str, *, typing: bool, forgiving: bool = True) -> tuple[Match, ...]:
        """What a word in small letters may mean, best first.

        `typing` reads it as the beginning of a word too; `forgiving` allows misspellings.
        """
        key = (word, typing, forgiving)
        found = self._known.get(key)
        if found is None:
            if len(self._known) > 20_000:
                self._known.clear()
            found = self._known[key] = self._find(word, typing, forgiving)
        return found

    def _find(self, word: str, typing: bool, forgiving: bool) -> tuple[Match, ...]:
        folded = fold(word)
        best: dict[str, Match] = {}

        def offer(words: Iterable[str], quality: float, how: str) -> None:
            for other in words:
                known = best.get(other)
                if known is None or known.quality < quality:
                    best[other] = Match(other, quality, how)

        if folded in self._words:
            offer((folded,), ranking.EXACT, "exact")
        stem = self._stems.danish(word)
        offer(self._by_stem.get(stem, ()), ranking.STEM, "stem")
        offer(self._by_english.get(self._stems.english(word), ()), ranking.STEM, "stem")
        sure = bool(best)
        if len(folded) > MIN_PART:
            offer(self._by_root.get(root(stem), ()), ranking.ROOT, "root")
        if len(folded) >= MIN_PART:
            for part in {folded, stem}:
                offer(self._wholes_by_part.get(part, ()), ranking.PART, "part")
        if typing and folded:
            for other in self._beginning(folded):
                share = len(folded) / len(other)
                offer((other,), ranking.PREFIX_FLOOR + ranking.PREFIX_SPAN * share, "prefix")
        elif len(folded) >= MIN_PART:
            offer(self._beginning(folded), ranking.WHOLE_PREFIX, "prefix")
        if forgiving and len(folded) >= MIN_INFIX:
            offer(self._spelling.containing(folded), ranking.INFIX, "infix")
            if not sure:
                for other, quality in self._spelling.similar(folded, typing=typing):
                    offer((other,), quality, "typo")
        return tuple(sorted(best.values(), key=lambda match: (-match.quality, match.word)))

    def _beginning(self, prefix: str) -> Collection[str]:
        if len(prefix) <= _SHORT_PREFIX:
            return self._short_prefixes.get(prefix, ())
        start = bisect_left(self._sorted, prefix)
        end = bisect_left(self._sorted, prefix + "\uffff", start)
        return self._sorted[start : min(end, start + PREFIX_LIMIT)]

    def segments(self, word: str) -> tuple[str, ...]:
        """The known words that a folded compound is made of, however many letters they cover."""
        best: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
        for end in range(1, len(word) + 1):
            score, parts = best[end - 1]
            for start in range(max(0, end - 24), end - MIN_PART + 1):
                part = self._part(word[start:end])
                if part:
                    before, others = best[start]
                    gain = before + len(part) - 1.5
                    if gain > score:
                        score, parts = gain, (*others, part)
            best.append((score, parts))
        return best[-1][1]

    def _part(self, text: str) -> str:
        if text in FILLERS:
            return ""
        if text in self._words or text in self._by_stem:
            return text
        if text[-1] in _LINKS and len(text) > MIN_PART and text[:-1] not in FILLERS:
            return text[:-1] if text[:-1] in self._words else ""
        return ""

    def _find_parts(self) -> dict[str, list[str]]:
        wholes: dict[str, list[str]] = defaultdict(list)
        known = {w for w in self._words if len(w) >= MIN_PART and not w.isdigit()} - FILLERS
        stems = self._by_stem
        for word in self._words:
            length = len(word)
            if length < 2 * MIN_PART:
                continue
            for at in range(MIN_PART, length - MIN_PART + 1):
                tail = word[at:]
                if tail not in known and (tail not in stems or tail in FILLERS):
                    continue
                head = word[:at]
                if head not in known and head[-1] in _LINKS:
                    head = head[:-1]
                if head in known:
                    wholes[head].append(word)
                    wholes[tail].append(word)
        for part in list(wholes):
            stem = self._stems.danish(self._words.get(part, part))
            if stem != part:
                wholes[stem].extend(wholes[part])
        return dict(wholes)

    def _list_prefixes(self, rank: Mapping[str, int]) -> dict[str, list[str]]:
        listed: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._words, key=lambda w: (-rank.get(w, 0), len(w), w)):
            for length in range(1, min(_SHORT_PREFIX, len(word)) + 1):
                prefixed = listed[word[:length]]
                if len(prefixed) < PREFIX_LIMIT:
                    prefixed.append(word)
        return dict(listed)
