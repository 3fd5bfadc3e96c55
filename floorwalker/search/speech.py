"""What is said, word by word, in any language: what words do, and when two of them are the same.

Speech is looser than a keyword. `Min mand slår mig` and `han slog mig` say the same, so people
stand for each other, and so do the inflections of a word. How much a small word counts is told by
what it does in a sentence, not by its language.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

import Stemmer

from floorwalker.search.common_words import NOMINATIVE, PARTS, Part
from floorwalker.search.stopwords import FILLERS
from floorwalker.search.text import Stems, fold_small, lower
from floorwalker.search.typos import slip_cost, slips_allowed

_TOKEN: Final = re.compile(r"[^\W_]+|[.,;:!?…\n]+")
_APOSTROPHES: Final = re.compile(r"(?<=\w)['’ʼ`´](?=\w)")
_CONTRACTED: Final = re.compile(
    r"\b(i|he|she|it|you|we|they|there|who|somebody|someone|everybody)['’ʼ`´](m|s|re|ve)\b"
)
_IN_FULL: Final = {"m": "am", "s": "is", "re": "are", "ve": "have"}

TELLING: Final = 1.0
"""What a word weighs that names something."""
FILLER: Final = 0.3
"""What a word of any question weighs: `kan`, `hele`, `mere`."""
_WEIGHTS: Final = {
    Part.SELF: 0.4,
    Part.OTHER: 0.4,
    Part.CHILD: 1.0,
    Part.OBJECT: 0.7,
    Part.NOT: 1.0,
}
_LIGHT: Final = 0.1

SAME: Final = 1.0
_STAND_IN: Final = 0.85
"""Another person, or another way to say no."""
_SLIP: Final = 0.85
"""A misspelling, at best."""

_MIN_STEM: Final = 4
_MAX_ENDING: Final = 3
_ROOT: Final = 3
"""Letters of an Arabic word by which it is looked up: most roots have so many."""
_ARABIC: Final = re.compile(r"[\u0600-\u06ff]")
_LATIN: Final = re.compile(r"[a-z]")
_ARABIC_FORMS: Final = str.maketrans("ةىکیگ", "هيكيك")
_ARABIC_STARTS: Final = re.compile(r"^(?:[وفبلك]?ال|لل|[وفبلكسيتنا]{1,2})(?=...)")
"""What stands joined before an Arabic word: and, the, to, the person of a verb."""


class Word(NamedTuple):
    """A word as it was said, or the end of a sentence."""

    text: str
    """In small letters, without apostrophes."""
    folded: str
    keys: frozenset[str]
    """Its stems, each with its language; two words are one where they share one. A stem of less
    than half its letters is none: `billigt` is no `bil`."""
    part: Part | None
    telling: bool
    """It names something: neither a small word nor a filler."""
    known: bool
    """The knowledge base has it, so it is no misspelling of another."""
    stop: bool
    """It is no word, but the end of a sentence."""

    @property
    def weight(self) -> float:
        """How much of a phrase it is."""
        if self.part is not None:
            return _WEIGHTS.get(self.part, _LIGHT)
        return TELLING if self.telling else FILLER

    @property
    def is_person(self) -> bool:
        """Whether it says who acts."""
        return self.part in (Part.SELF, Part.OTHER, Part.CHILD)

    def lookup_keys(self) -> Iterator[str]:
        """Under what it is kept, and looked for: more than the word itself."""
        if self.part in (Part.NOT, Part.CHILD):
            yield f"<{self.part.value}>"
        elif _ARABIC.search(self.folded):
            folded = self.folded
            yield from (folded[at : at + _ROOT] for at in range(len(folded) - _ROOT + 1))
        elif not _LATIN.search(self.folded) and len(self.folded) >= _MIN_STEM:
            yield self.folded[:_MIN_STEM]
        yield from self.keys


class Reader:
    """Text → its words."""

    def __init__(self) -> None:
        self._stems = Stems()
        self._arabic = Stemmer.Stemmer("arabic", 0)
        self._words: dict[str, Word] = {}
        """The words of phrases, which many share."""

    def read(self, text: str, is_known: Callable[[str], bool]) -> tuple[Word, ...]:
        """The words of `text`, with what ends a sentence between them."""
        said = self.plain(_CONTRACTED.sub(_in_full, lower(text)))
        return tuple([self._heard(word, is_known) for word in _TOKEN.findall(said)])

    def _heard(self, text: str, is_known: Callable[[str], bool]) -> Word:
        word = self._words.get(text) or self._read(text)
        return word if word.known or not is_known(text) else word._replace(known=True)

    def plain(self, text: str) -> str:
        """`text` in small letters without apostrophes, its words as `word` takes them."""
        return _APOSTROPHES.sub("", lower(text))

    def word(self, text: str) -> Word:
        """A word of a phrase."""
        word = self._words.get(text)
        if word is None:
            word = self._words[text] = self._read(text)._replace(known=True)
        return word

    def _read(self, text: str) -> Word:
        if not text[0].isalnum():
            return Word(text, text, frozenset(), None, telling=False, known=True, stop=True)
        folded = fold_small(text)
        part = PARTS.get(text) or PARTS.get(folded)
        telling = part is None and text not in FILLERS
        return Word(text, folded, self._keys(text, folded), part, telling, not telling, stop=False)

    def _keys(self, text: str, folded: str) -> frozenset[str]:
        if _LATIN.search(folded):
            stems = self._stems
            found = (
                ("da", stems.danish(text)),
                ("en", stems.english(text)),
                ("de", stems.german(text)),
            )
            long_enough = len(text) / 2
            return frozenset(
                (folded, *[f"{code} {stem}" for code, stem in found if len(stem) >= long_enough])
            )
        if _ARABIC.search(folded):
            plain = folded.translate(_ARABIC_FORMS)
            stem: str = self._arabic.stemWord(plain)
            return frozenset((plain, stem)) if len(stem) > 1 else frozenset((plain,))
        return frozenset((folded,))


def _in_full(contracted: re.Match[str]) -> str:
    """`He's` as `he is`: who acts is a word, as in any other language."""
    return f"{contracted[1]} {_IN_FULL[contracted[2]]}"


_STANDS_FOR: Final = {
    Part.SELF: frozenset((Part.SELF, Part.OTHER, Part.CHILD)),
    Part.OTHER: frozenset((Part.OTHER, Part.CHILD)),
    Part.CHILD: frozenset((Part.CHILD,)),
    Part.OBJECT: frozenset((Part.OBJECT, Part.OTHER, Part.CHILD)),
    Part.NOT: frozenset((Part.NOT,)),
}


_REFLEXIVE: Final = frozenset(("sig", "sich", "siebie"))
"""Objects that nobody stands for: who does it to himself does it to nobody else."""


def likeness(wanted: Word, said: Word) -> float:
    """1 where a word of a phrase was said, less for one that stands for it, else 0."""
    if said.stop:
        return 0.0
    if wanted.folded == said.folded:
        return SAME
    if wanted.part is not None:
        return _STAND_IN if _stands_for(wanted, said) else 0.0
    if wanted.telling and said.part is not None:
        return 0.0
    if wanted.keys & said.keys:
        return SAME
    return _nearly(wanted, said)


def _stands_for(wanted: Word, said: Word) -> bool:
    """Whether a small word does the same in its sentence as another."""
    if wanted.part is None or said.part not in _STANDS_FOR.get(wanted.part, ()):
        return False
    if wanted.part is Part.OBJECT:
        return wanted.text not in _REFLEXIVE and said.text not in NOMINATIVE
    return True


def _nearly(wanted: Word, said: Word) -> float:
    """How near a word comes in its letters."""
    if not wanted.telling:
        return 0.0
    letters = wanted.folded
    if not _LATIN.search(letters):
        return SAME if _is_inflected(letters, said.folded) else 0.0
    allowed = slips_allowed(len(letters))
    if said.known or not allowed or abs(len(letters) - len(said.folded)) > allowed:
        return 0.0
    cost = slip_cost(said.folded, letters, allowed)
    return _SLIP if cost <= allowed else 0.0


def _is_inflected(wanted: str, said: str) -> bool:
    """Whether two words of a language without a stemmer differ in their endings alone."""
    if _ARABIC.search(wanted):
        wanted, said = (_ARABIC_STARTS.sub("", w.translate(_ARABIC_FORMS)) for w in (wanted, said))
        if wanted == said:
            return True
    shorter, longer = sorted((wanted, said), key=len)
    if len(shorter) < _MIN_STEM:
        return False
    if _ARABIC.search(wanted) and shorter in longer:
        return len(longer) - len(shorter) <= _MAX_ENDING
    common = 0
    for a, b in zip(wanted, said, strict=False):
        if a != b:
            break
        common += 1
    ending = max(len(wanted), len(said)) - common
    return common >= _MIN_STEM and ending <= min(_MAX_ENDING, common // 2)
