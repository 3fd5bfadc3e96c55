"""Every word of the knowledge base once, and the ways in which a typed word can mean it.

Words are kept folded. The cost of a search grows with this vocabulary, not with the records.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from typing import Final, NamedTuple

from floorwalker.search import ranking
from floorwalker.search.postings import FIRST_PHRASE_PLACE
from floorwalker.search.stopwords import FOLDED_FILLERS
from floorwalker.search.text import Stems, fold, fold_small, root
from floorwalker.search.typos import Spelling

MIN_PART: Final = 3
MIN_INFIX: Final = 4
_MAX_PART: Final = 24
_MIN_HALF: Final = 4
_LINKS: Final = ("s", "e")
_SHORT_PREFIX: Final = 3
"""Prefixes up to this length have so many words that the best are listed beforehand."""
_REMEMBERED: Final = 20_000
PREFIX_LIMIT: Final = 200
"""Words that one prefix may stand for."""


class Match(NamedTuple):
    """A word of the knowledge base that a typed word may mean, in small letters."""

    word: str
    quality: float
    """Between 0 and 1."""
    how: str


class Mode(NamedTuple):
    """How a word of a query is read."""

    typing: bool = False
    """It may be unfinished."""
    forgiving: bool = True
    """It may be misspelt."""
    alone: bool = True
    """It is the only word that counts."""
    danish: bool = False
    """The query is plainly Danish, so it means no word of a translation by mere likeness."""


class Vocabulary:
    """The words of a knowledge base, folded, with their stems, parts and spellings."""

    def __init__(self, ranks: Mapping[str, int], foreign: Set[str]) -> None:
        """Take each word in small letters with how telling a place it has.

        `foreign` are those that stand in translations alone.
        """
        self._stems = Stems()
        self._words: dict[str, tuple[str, ...]] = {}
        for word in ranks:
            folded = fold_small(word)
            self._words[folded] = (*self._words.get(folded, ()), word)
        self._foreign = foreign
        self._sorted = sorted(self._words)
        self._by_stem: dict[str, list[str]] = defaultdict(list)
        self._by_english: dict[str, list[str]] = defaultdict(list)
        self._by_root: dict[str, list[str]] = defaultdict(list)
        for word, written in self._words.items():
            if all(surface in foreign for surface in written):
                self._by_english[self._stems.english(written[0])].append(word)
                continue
            for stem in {self._stems.danish(surface) for surface in written}:
                self._by_stem[stem].append(word)
                self._by_root[root(stem)].append(word)
        self._wholes_by_part = self._find_parts()
        self._ranks = {w: max(map(ranks.__getitem__, self._words[w])) for w in self._words}
        self._short_prefixes = self._list_prefixes()
        self._spelling = Spelling(self._sorted)
        self._known: dict[tuple[str, Mode], tuple[Match, ...]] = {}

    def __len__(self) -> int:
        return len(self._words)

    def __contains__(self, folded: object) -> bool:
        return folded in self._words

    def knows(self, word: str) -> bool:
        """Whether a word in small letters, or another inflection of it, is among them."""
        return fold(word) in self._words or self._stems.danish(word) in self._by_stem

    def matches(self, word: str, mode: Mode) -> tuple[Match, ...]:
        """What a word in small letters may mean, best first."""
        found = self._known.get((word, mode))
        if found is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            found = self._known[word, mode] = self._find(word, mode)
        return found

    def _find(self, word: str, mode: Mode) -> tuple[Match, ...]:
        folded = fold(word)
        if len(folded) * 2 < len(word):
            return ()
        found = _Best(self._words, self._foreign, word, danish=mode.danish)
        if folded in self._words:
            found.offer((folded,), ranking.EXACT, "exact")
        exact = bool(found.best)
        stem = self._stems.danish(word)
        unfinished = mode.typing and not exact
        by_stem = ranking.UNFINISHED_STEM if unfinished else ranking.STEM
        found.offer(self._by_stem.get(stem, ()), by_stem, "stem")
        found.offer(self._by_english.get(self._stems.english(word), ()), by_stem, "stem")
        sure = exact or any(self._named(known) for known in found.best)
        if len(folded) > MIN_PART:
            found.offer(self._by_root.get(root(stem), ()), ranking.ROOT, "root")
        if len(folded) >= MIN_PART:
            for part in {folded, stem}:
                found.offer(self._wholes_by_part.get(part, ()), ranking.PART, "part")
        beside = ranking.BESIDE_EXACT if exact and not mode.alone else 1.0
        if mode.typing and folded:
            beginning = self._beginning(folded)
            sure = sure or any(self._ranks[other] >= FIRST_PHRASE_PLACE for other in beginning)
            for other in beginning:
                worth = prefix_worth(len(folded), len(other))
                found.offer((other,), beside * worth, "prefix")
        elif len(folded) >= MIN_PART:
            beginning = self._beginning(folded)
            found.offer(beginning, beside * ranking.WHOLE_PREFIX, "prefix")
            compounds = [other for other in beginning if self._is_known(other[len(folded) :])]
            found.offer(compounds, ranking.PART, "part")
        if mode.forgiving and len(folded) >= MIN_INFIX:
            holding = self._spelling.containing(folded)
            found.offer(holding, ranking.INFIX, "infix")
            compounds = [
                other
                for other in holding
                if other.endswith(folded) and self._is_known(other[: -len(folded)])
            ]
            found.offer(compounds, ranking.PART, "part")
            if not sure:
                for other, quality in self._spelling.similar(
                    folded, typing=mode.typing, alone=mode.alone
                ):
                    found.offer((other,), quality, "typo")
        return found.sorted()

    def _named(self, word: str) -> bool:
        """Whether a word stands in a name or keyword: in running text anything may stand."""
        return self._ranks[fold(word)] >= FIRST_PHRASE_PLACE

    def _is_known(self, rest: str) -> bool:
        """Whether what is left of a compound is a word itself, linked or not."""
        if len(rest) < MIN_PART or rest in FOLDED_FILLERS:
            return False
        if rest in self._words or rest in self._by_stem:
            return True
        return any(
            rest.removeprefix(link) in self._words or rest.removesuffix(link) in self._words
            for link in _LINKS
        )

    def _beginning(self, prefix: str) -> Collection[str]:
        if len(prefix) <= _SHORT_PREFIX:
            return self._short_prefixes.get(prefix, ())
        start = bisect_left(self._sorted, prefix)
        end = bisect_left(self._sorted, prefix + "\uffff", start)
        return self._sorted[start : min(end, start + PREFIX_LIMIT)]

    def segments(self, word: str) -> tuple[str, ...]:
        """The known words that a folded compound is made of, without a letter left over."""
        best: list[tuple[int, tuple[str, ...]] | None] = [(0, ())]
        for end in range(1, len(word) + 1):
            found: tuple[int, tuple[str, ...]] | None = None
            for start in range(max(0, end - _MAX_PART), end - MIN_PART + 1):
                before = best[start]
                part = self._part(word[start:end]) if before else ""
                if before and part and (found is None or before[0] + 1 < found[0]):
                    found = (before[0] + 1, (*before[1], part))
            best.append(found)
        return best[-1][1] if best[-1] else ()

    def halves(self, word: str) -> Iterator[tuple[str, ...]]:
        """Ways to see a folded compound as a known word and a rest: the longest at either end."""
        for end in range(len(word) - _MIN_HALF, _MIN_HALF - 1, -1):
            part = self._part(word[:end])
            if part:
                yield part, word[end:]
                break
        for start in range(_MIN_HALF, len(word) - _MIN_HALF + 1):
            if word[start:] in self._words and word[start:] not in FOLDED_FILLERS:
                yield word[:start], word[start:]
                break

    def _part(self, text: str) -> str:
        if text in FOLDED_FILLERS:
            return ""
        if text in self._words or text in self._by_stem:
            return text
        if text[-1] in _LINKS and len(text) > MIN_PART and text[:-1] not in FOLDED_FILLERS:
            return text[:-1] if text[:-1] in self._words else ""
        return ""

    def _find_parts(self) -> dict[str, list[str]]:
        wholes: dict[str, list[str]] = defaultdict(list)
        known = {w for w in self._words if len(w) >= MIN_PART and not w.isdigit()} - FOLDED_FILLERS
        stems = self._by_stem
        for word in self._words:
            length = len(word)
            if length < 2 * MIN_PART:
                continue
            for at in range(MIN_PART, length - MIN_PART + 1):
                tail = word[at:]
                if tail not in known and (tail not in stems or tail in FOLDED_FILLERS):
                    continue
                head = word[:at]
                if head not in known and head[-1] in _LINKS:
                    head = head[:-1]
                if head in known:
                    wholes[head].append(word)
                    wholes[tail].append(word)
        for part in list(wholes):
            stem = self._stems.danish(self._words.get(part, (part,))[0])
            if stem != part:
                wholes[stem].extend(wholes[part])
        return dict(wholes)

    def _list_prefixes(self) -> dict[str, list[str]]:
        listed: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._words, key=lambda w: (-self._ranks[w], len(w), w)):
            for length in range(1, min(_SHORT_PREFIX, len(word)) + 1):
                prefixed = listed[word[:length]]
                if len(prefixed) < PREFIX_LIMIT:
                    prefixed.append(word)
        return dict(listed)


class _Best:
    """The best match for each word that was offered."""

    def __init__(
        self, words: Mapping[str, Sequence[str]], foreign: Set[str], typed: str, *, danish: bool
    ) -> None:
        self.best: dict[str, Match] = {}
        self._words = words
        self._foreign = foreign
        self._typed = typed
        self._letters = [letter for letter in "æøå" if letter in typed]
        self._danish = danish

    def offer(self, folded: Iterable[str], quality: float, how: str) -> None:
        for each in folded:
            for word in self._words[each]:
                worth = quality
                if self._letters and not all(letter in word for letter in self._letters):
                    worth *= ranking.OTHER_LETTERS
                if self._danish and word in self._foreign:
                    worth *= ranking.OTHER_LANGUAGE
                known = self.best.get(word)
                if known is None or known.quality < worth:
                    self.best[word] = Match(word, worth, how)

    def sorted(self) -> tuple[Match, ...]:
        """Best first. Where a word is there just as typed, its doubles in other letters yield."""
        if self._typed in self.best:
            for word in self._words[fold(self._typed)]:
                if word != self._typed:
                    match = self.best[word]
                    self.best[word] = match._replace(quality=match.quality * ranking.DOUBLE)
        return tuple(sorted(self.best.values(), key=lambda match: (-match.quality, match.word)))


def prefix_worth(typed: int, length: int) -> float:
    """How good a match the first `typed` letters of a word of `length` are."""
    return ranking.PREFIX_FLOOR + ranking.PREFIX_SPAN * typed / length
