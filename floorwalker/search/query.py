"""What a query may mean: its words, which of them count, and the ways to read each."""

import re
from collections.abc import Container, Iterator, Sequence
from typing import Final, NamedTuple

from floorwalker.search import ranking
from floorwalker.search.stopwords import DANISH, FILLERS, FOREIGN, INTENT, OFFICES
from floorwalker.search.synonyms import FoundSynonym, SynonymFinder
from floorwalker.search.text import fold, lower, rejoin, words
from floorwalker.search.vocabulary import Match, Mode, Vocabulary

MAX_LETTERS: Final = 100
"""A question at a desk is shorter; what comes after it is not read."""
MAX_WORDS: Final = 12
_MAX_WORD: Final = 48
_MIN_SPLIT: Final = 6
_LINKS: Final = ("", "s", "e")
_NUMBER: Final = re.compile(r"\+?[0-9][0-9 .\-]*[0-9]|[0-9]+")
_MIN_OFFICE: Final = 11
MIN_DIGITS: Final = 3
_MIN_MISSPELT: Final = 9
_STRICT: Final = Mode(forgiving=False)
_LENIENT: Final = Mode(alone=False)
"""For the halves of a compound, one of which is misspelt."""


_SLIPS: Final = ("typo", "infix")
"""What a word of the lexicon is not taken for: it is a word, and was meant."""


class Group(NamedTuple):
    """One part of a reading: any of `matches` will do."""

    share: float
    """How much of the reading this part is; the shares of a reading add up to 1 or less."""
    matches: tuple[Match, ...]


class Interpretation(NamedTuple):
    """One way to understand some words of the query."""

    positions: tuple[int, ...]
    groups: tuple[Group, ...]
    quality: float
    synonym: str = ""
    """The expression of the lexicon that leads here."""


class Query(NamedTuple):
    """A query's words in small letters, and where those stand that count."""

    words: tuple[str, ...]
    content_positions: tuple[int, ...]
    digits: str
    """A number in it that could be part of a telephone number; else empty."""
    address: str
    """A word with an at sign, which is a mail address or part of one; else empty."""
    typing: bool
    """Whether the last word may be unfinished."""
    danish: bool
    """Whether it is plainly Danish."""
    asks_contact: bool
    """Whether it asks how or when to get in touch."""

    @property
    def only_digits(self) -> bool:
        """Whether there is no other word than numbers that counts."""
        return all(self.words[at].isdigit() for at in self.content_positions)

    def mode(self, at: int) -> Mode:
        """How to read the word at a place."""
        typing = self.typing and at == len(self.words) - 1
        return Mode(typing=typing, alone=len(self.content_positions) == 1, danish=self.danish)


def parse(text: str, known: Container[str] = ()) -> Query:
    """Split a query. Whatever stands there, the answer is bounded and harmless.

    A letter and a word with a hyphen are one where that is among the folded words `known`.
    """
    read = text[:MAX_LETTERS]
    found = tuple(word[:_MAX_WORD] for word in words(rejoin(read, known)))[:MAX_WORDS]
    telling = tuple(at for at, word in enumerate(found) if word not in FILLERS)
    if not telling:
        telling = tuple(range(len(found)))
    numbers = ["".join(c for c in n if c.isdigit()) for n in _NUMBER.findall(read)]
    digits = max(numbers, key=len, default="")
    typing = bool(found) and len(text) <= MAX_LETTERS and not read[-1:].isspace()
    said = set(found)
    danish = len(said & (DANISH - FOREIGN)) > len(said & (FOREIGN - DANISH))
    intent = tuple(at for at in telling if found[at] in INTENT)
    asks_contact = 0 < len(intent) < len(telling)
    if asks_contact:
        telling = tuple(at for at in telling if at not in intent)
    asks_contact = asks_contact or "@" in read or any(map(_is_office, found))
    return Query(
        words=found,
        content_positions=telling,
        digits=digits if len(digits) >= MIN_DIGITS else "",
        address=_address(read),
        typing=typing,
        danish=danish,
        asks_contact=asks_contact,
    )


def _address(text: str) -> str:
    found = next((word for word in lower(text).split() if "@" in word), "")
    return found if len(found) > MIN_DIGITS else ""


def _is_office(word: str) -> bool:
    """Whether a word is the name of an office: `ydelsesafdelingen`."""
    return word.endswith(OFFICES) and len(word) > _MIN_OFFICE


def interpretations(
    query: Query, vocabulary: Vocabulary, synonyms: SynonymFinder
) -> Iterator[Interpretation]:
    """Every way to read the query's words, alone, together, in parts and by the lexicon."""
    expressions = tuple(synonyms.find(query.words, danish=query.danish))
    meant = {at for found in expressions if found.quality == 1 for at in found.positions}
    for at in query.content_positions:
        word = query.words[at]
        mode = query.mode(at)
        matches = vocabulary.matches(word, mode)
        if at in meant:
            matches = _without_slips(matches)
        segments = () if _is_clear(matches) else _segments(word, vocabulary)
        if segments:
            matches = tuple(match for match in matches if match.how != "typo")
        if matches:
            yield Interpretation((at,), (Group(1.0, matches),), 1.0)
        if _is_clear(matches):
            continue
        if at not in meant or segments:
            yield from _split(word, at, segments, vocabulary)
        if not (matches and matches[0].how == "prefix"):
            for found in synonyms.near(word, at, typing=mode.typing, danish=query.danish):
                yield from _synonym(found, vocabulary)
    yield from _joined(query, vocabulary)
    for found in expressions:
        yield from _synonym(found, vocabulary)


def _without_slips(matches: tuple[Match, ...]) -> tuple[Match, ...]:
    """The matches of a word of the lexicon, which the knowledge base may have as well."""
    certain = tuple(match for match in matches if match.how not in _SLIPS)
    return matches if _is_clear(certain) else certain


def _is_clear(matches: Sequence[Match]) -> bool:
    return bool(matches) and matches[0].quality >= ranking.ROOT


def _segments(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The known words that a compound is made of; such a word is no misspelling of another."""
    folded = fold(word)
    segments = vocabulary.segments(folded) if len(folded) >= _MIN_SPLIT else ()
    return segments if len(segments) > 1 else ()


def _split(
    word: str, at: int, segments: tuple[str, ...], vocabulary: Vocabulary
) -> Iterator[Interpretation]:
    folded = fold(word)
    if segments:
        yield _in_parts(at, len(folded), segments, vocabulary, _STRICT)
    elif len(folded) >= _MIN_MISSPELT:
        for halves in vocabulary.halves(folded):
            yield _in_parts(at, len(folded), halves, vocabulary, _LENIENT)


def _in_parts(
    at: int, length: int, parts: Sequence[str], vocabulary: Vocabulary, mode: Mode
) -> Interpretation:
    groups = tuple(Group(len(part) / length, vocabulary.matches(part, mode)) for part in parts)
    return Interpretation((at,), groups, ranking.SPLIT)


def _joined(query: Query, vocabulary: Vocabulary) -> Iterator[Interpretation]:
    """Neighbouring words that are one in the vocabulary: `børne have plads`."""
    last = len(query.words) - 1
    for start in range(last):
        for end in range(start + 1, min(start + 2, last) + 1):
            parts = query.words[start : end + 1]
            if sum(map(len, parts)) < _MIN_SPLIT - 1:
                continue
            mode = query.mode(end)
            doubtful = any(fold(part) not in vocabulary for part in parts)
            may_slip = doubtful and FILLERS.isdisjoint(parts)
            for link in _LINKS:
                word = link.join(parts)
                forgiving = may_slip and not link
                matches = tuple(
                    match
                    for match in vocabulary.matches(word, mode._replace(forgiving=forgiving))
                    if match.how in ("exact", "stem", "prefix")
                    or (match.how == "typo" and match.quality > ranking.SURE_SLIP)
                )
                if matches:
                    positions = tuple(range(start, end + 1))
                    yield Interpretation(positions, (Group(1.0, matches),), ranking.JOINED)


def _synonym(found: FoundSynonym, vocabulary: Vocabulary) -> Iterator[Interpretation]:
    quality = (ranking.PHRASE_SYNONYM if found.is_phrase else ranking.SYNONYM) * found.quality
    others = [target for target in found.targets if target != found.expression]
    for place, target in enumerate(others):
        said: Sequence[str] = [w for w in words(target) if w not in FILLERS] or words(target)
        groups = tuple(Group(1 / len(said), vocabulary.matches(word, _STRICT)) for word in said)
        if all(group.matches for group in groups):
            worth = quality * ranking.LATER_TARGET**place
            yield Interpretation(found.positions, groups, worth, found.expression)
