"""Danger in what a visitor says: the phrases of urgent entries, heard whatever else is said.

A phrase is heard when all that it says is said, near enough together: in another inflection, with a
slip, in another order, of another person. One rare word of it is not enough, and neither is a
phrase that is denied, told of a film, or said in jest.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from itertools import chain, pairwise
from typing import Final, NamedTuple

from floorwalker.search.common_words import DEGREES, PARTICLES, PLACING, THINGS, Part
from floorwalker.search.speech import FILLER, SAME, TELLING, Reader, Word, likeness
from floorwalker.search.typos import Spelling

MAX_LETTERS: Final = 600
"""What is read of a query: a story, not a chapter."""
_NEEDED: Final = {0: 0.95, 1: 0.9, 2: 0.82}
"""Least share of a phrase that must be said, by how many of its words tell something."""
_NEEDED_OF_MANY: Final = 0.78
_ROUNDING: Final = 1e-6
_SLACK: Final = 4
"""Words that may stand among those of a phrase, beyond its own."""
_MANY: Final = 4
"""Telling words of which one may be missing."""
_FRAME: Final = 4
"""Words before a phrase in which a work is looked for."""
_JEST: Final = 3
"""Words after a phrase in which a jest is looked for: `af grin`, `in chess`."""
_BETWEEN: Final = re.compile(r"[\W_]+")
_PLAINLY: Final = 3
"""How much more a phrase that is said as it stands is meant than a longer one said nearly."""
_SUBJECTS: Final = (Part.SELF, Part.OTHER)
_PEOPLE: Final = (*_SUBJECTS, Part.OBJECT)
_INVERTED: Final = 2
"""Words behind its verb where who acts may stand: `nu slår min mand mig`."""
_TURNED: Final = 0.9
"""What a phrase is worth whose words stand in another order."""
_MYSELF: Final = frozenset(("mig", "me", "mich", "sig", "sich"))
_MINE: Final = frozenset(("min", "mit", "mine", "my", "mein", "meine", "моя", "мій"))
_THEIRS: Final = frozenset(
    (
        "his",
        "her",
        "their",
        "sin",
        "sit",
        "sine",
        "sein",
        "seine",
        "seinen",
        "ihren",
        "свій",
        "свою",
    )
)


class Heard(NamedTuple):
    """A phrase of an entry that was heard."""

    phrase: str
    strength: float
    """Between 0 and 1: how much of it was said, and how plainly."""
    weight: float
    """How much was said with it: of two phrases the fuller one is meant."""


class _Slot(NamedTuple):
    """A word of a phrase, or several of which any will do."""

    words: tuple[Word, ...]
    weight: float
    telling: bool
    needed: bool
    """Without it the phrase says something else."""
    part: Part | None
    """What its first word does in the sentence."""
    length: int
    keys: frozenset[str]
    """Under which a phrase stands whose heaviest word this is."""

    def likeness(self, said: Word) -> float:
        """1 where one of the words was said, less for one that stands for it, else 0."""
        if len(self.words) == 1:
            return likeness(self.words[0], said)
        return max([likeness(word, said) for word in self.words])


class _Phrase(NamedTuple):
    entry: int
    text: str
    slots: tuple[_Slot, ...]
    weight: float
    """Of all its words."""
    telling: int
    """How many of its words tell something."""
    order: tuple[int, ...]
    """Its words, the heaviest first."""
    needs: tuple[_Slot, ...]
    """The words it cannot do without."""
    closed: bool
    """It ends with a full stop: nothing may follow it in its sentence. One word is a cry then."""

    @property
    def spare(self) -> int:
        """How many telling words may be missing: where each has others beside it, none."""
        named = sum([slot.telling and len(slot.words) == 1 for slot in self.slots])
        return 1 if named >= _MANY else 0

    @property
    def is_light(self) -> bool:
        """Whether one word carries it: then all of it must be said, and nothing between."""
        return self.telling == 1 and self.weight < TELLING + 2 * FILLER


class _Fit(NamedTuple):
    """Where the words of a phrase stand in what was said."""

    places: Mapping[int, int]
    """Word of the phrase → word of the query."""
    likeness: Mapping[int, float]

    @property
    def start(self) -> int:
        return min(self.places.values())

    @property
    def end(self) -> int:
        return max(self.places.values())

    def among(self, words: Sequence[Word]) -> list[Word]:
        """What is said between the words of the phrase."""
        taken = set(self.places.values())
        return [words[at] for at in range(self.start, self.end + 1) if at not in taken]


class DangerPhrases:
    """The phrases of urgent entries, ready to be heard."""

    def __init__(self, phrases: Iterable[tuple[int, Sequence[str]]]) -> None:
        """Take entries by number with what people say there."""
        self._reader = Reader()
        self._by_key: dict[str, list[_Phrase]] = defaultdict(list)
        slots: dict[str, _Slot] = {}
        read: list[_Phrase] = []
        for entry, texts in phrases:
            for text in texts:
                phrase = self._compile(entry, text, self._reader.plain(text), slots)
                if phrase is None:
                    continue
                read.append(phrase)
        counts = Counter(chain.from_iterable(slot.keys for slot in slots.values()))
        for phrase in read:
            anchor = min(
                phrase.needs or phrase.slots, key=lambda s: max([counts[key] for key in s.keys])
            )
            for key in anchor.keys:
                self._by_key[key].append(phrase)
        telling = {w.folded for slot in slots.values() for w in slot.words if w.telling}
        self._words = frozenset(telling)

    @cached_property
    def _spelling(self) -> Spelling:
        """What a slip is held against: read when the first one is made."""
        return Spelling(sorted(self._words))

    def _compile(self, entry: int, text: str, said: str, known: dict[str, _Slot]) -> _Phrase | None:
        found: list[_Slot] = []
        for token in said.split():
            slot = known.get(token)
            if slot is None:
                words = [word for word in _BETWEEN.split(token) if word]
                if not words:
                    continue
                slot = known[token] = _slot(tuple(map(self._reader.word, words)))
            found.append(slot)
        if not found:
            return None
        slots = _as_meant(found)
        order = sorted(range(len(slots)), key=lambda at: (-slots[at].weight, -slots[at].length))
        telling = sum([slot.telling for slot in slots])
        closed = telling == 0 or said.endswith(".")
        weight = sum([slot.weight for slot in slots])
        needs = tuple([slot for slot in slots if slot.needed])
        return _Phrase(entry, text, slots, weight, telling, tuple(order), needs, closed)

    def hear(self, text: str, is_known: Callable[[str], bool]) -> dict[int, Heard]:
        """Entry → the phrase of it that is heard most fully in `text`.

        `is_known` tells of a word in small letters whether it is a word, and so no misspelling.
        """
        if not self._by_key:
            return {}
        words = self._reader.read(text[:MAX_LETTERS], is_known)
        found: dict[int, Heard] = {}
        for phrase in self._candidates(words):
            strength, fit = max(
                [(_strength(phrase, words, fit), fit) for fit in _fits(phrase, words)],
                key=lambda told: told[0],
                default=(0.0, None),
            )
            weight = strength**_PLAINLY * phrase.weight
            known = found.get(phrase.entry)
            if fit and strength and (known is None or known.weight < weight):
                found[phrase.entry] = Heard(_as_said(phrase, words, fit), strength, weight)
        return found

    def _candidates(self, words: Iterable[Word]) -> Iterable[_Phrase]:
        """The phrases that have every word they need among those said, or one like it."""
        keys: dict[str, None] = {}
        for word in words:
            if not word.stop:
                keys.update(dict.fromkeys(word.lookup_keys()))
            if not word.known and word.folded not in self._words:
                near = self._spelling.similar(word.folded, typing=False, alone=False)
                keys.update(dict.fromkeys(other for other, _ in near))
        said = keys.keys()
        found: dict[int, _Phrase] = {}
        for key in keys:
            for phrase in self._by_key.get(key, ()):
                if phrase.spare or not any(slot.keys.isdisjoint(said) for slot in phrase.needs):
                    found[id(phrase)] = phrase
        return found.values()


def _slot(words: tuple[Word, ...]) -> _Slot:
    return _Slot(
        words,
        max([word.weight for word in words]),
        any(word.telling or word.part is Part.CHILD for word in words),
        _is_needed(words),
        words[0].part,
        len(words[0].text),
        frozenset(key for word in words for key in word.lookup_keys()),
    )


def _is_needed(words: Sequence[Word]) -> bool:
    """Whether a phrase says something else without it. Of several one is said, however small."""
    if len(words) > 1 and not all(word.part in _PEOPLE for word in words):
        return True
    return any(word.telling or word.part in (Part.CHILD, Part.NOT) for word in words)


def _as_meant(slots: Sequence[_Slot]) -> tuple[_Slot, ...]:
    """The words of a phrase. Where nothing is done to anybody, it may be said of oneself too."""
    if any(slot.part is Part.OBJECT for slot in slots):
        return tuple(slots)
    first = next((at for at, slot in enumerate(slots) if slot.telling), len(slots))
    return tuple([_said_by_anyone(slot) if at < first else slot for at, slot in enumerate(slots)])


def _said_by_anyone(slot: _Slot) -> _Slot:
    if slot.part is not Part.OTHER:
        return slot
    return slot._replace(words=tuple(word._replace(part=Part.SELF) for word in slot.words))


def _nearness(said: Word | None, word: Word) -> float:
    return likeness(word, said) if said else 0.0


def _as_said(phrase: _Phrase, words: Sequence[Word], fit: _Fit) -> str:
    """The phrase, with the one of several words that was said."""
    told = []
    for at, slot in enumerate(phrase.slots):
        place = fit.places.get(at)
        said = words[place] if place is not None else None
        told.append(max(slot.words, key=partial(_nearness, said)).text)
    return " ".join(told)


def _fits(phrase: _Phrase, words: Sequence[Word]) -> Iterator[_Fit]:
    """How a phrase may stand in what was said: one way for each place of its heaviest word."""
    anchor = phrase.order[0]
    for start, word in enumerate(words):
        alike = phrase.slots[anchor].likeness(word)
        if not alike:
            continue
        fit = _Fit({anchor: start}, {anchor: alike})
        for at in phrase.order[1:]:
            fit = _with_nearest(phrase, at, words, fit)
        yield fit


def _with_nearest(phrase: _Phrase, at: int, words: Sequence[Word], fit: _Fit) -> _Fit:
    """A fit with the free word nearest to where word `at` of the phrase is to be expected."""
    places = fit.places
    beside = min(places, key=lambda other: abs(other - at))
    expected = places[beside] + at - beside
    reach = len(phrase.slots) + _SLACK
    taken = set(places.values())
    wanted = phrase.slots[at]
    anchor = phrase.order[0]
    behind = places[anchor] if wanted.part in (Part.OTHER, Part.OBJECT) and at > anchor else -1
    found = [
        (alike < SAME, abs(place - expected), place, alike)
        for place in range(max(0, expected - reach), min(len(words), expected + reach + 1))
        if place not in taken
        and (alike := wanted.likeness(words[place]))
        and not (alike < SAME and wanted.part in _SUBJECTS and place > places[anchor] + _INVERTED)
        and not (place < behind and words[place].is_person)
        and not (
            alike < SAME and wanted.part is Part.NOT and (place < places[anchor]) != (at < anchor)
        )
    ]
    if not found:
        return fit
    *_, place, alike = min(found)
    return _Fit({**places, at: place}, {**fit.likeness, at: alike})


def _strength(phrase: _Phrase, words: Sequence[Word], fit: _Fit) -> float:
    """How plainly a phrase is said, 0 where it is not."""
    if not (
        _says_enough(phrase, fit)
        and _is_together(phrase, words, fit)
        and _stands_alone(phrase, words, fit)
        and not _is_denied(words, fit)
        and not _is_no_earnest(words, fit)
        and not _is_done_to_oneself(phrase, words, fit)
    ):
        return 0.0
    said = sum(phrase.slots[at].weight * alike for at, alike in fit.likeness.items())
    in_order = [fit.places[at] for at in sorted(fit.places)]
    return said / phrase.weight * (SAME if in_order == sorted(in_order) else _TURNED)


def _says_enough(phrase: _Phrase, fit: _Fit) -> bool:
    """Whether no word is missing that the phrase cannot do without."""
    missing = [slot for at, slot in enumerate(phrase.slots) if at not in fit.places]
    telling = sum(slot.telling for slot in missing)
    if sum(slot.needed for slot in missing) > telling or telling > phrase.spare:
        return False
    if phrase.is_light:
        return not missing
    needed = _NEEDED.get(phrase.telling, _NEEDED_OF_MANY)
    return 1 - sum(slot.weight for slot in missing) / phrase.weight >= needed - _ROUNDING


def _is_together(phrase: _Phrase, words: Sequence[Word], fit: _Fit) -> bool:
    """Whether its words stand near each other, with little of weight between."""
    between = fit.among(words)
    if phrase.is_light:
        return _keeps_order(phrase, fit) and all(word.text in DEGREES for word in between)
    if phrase.telling <= 1 and any(word.text in PARTICLES for word in between):
        return False
    if fit.end - fit.start + 1 > len(phrase.slots) + _SLACK:
        return False
    return sum(word.telling for word in between) <= (1 if phrase.telling > 1 else 0)


def _keeps_order(phrase: _Phrase, fit: _Fit) -> bool:
    """Whether no more than who acts has another place: `nu bløder han`."""
    others = [at for at in sorted(fit.places) if phrase.slots[at].part not in _SUBJECTS]
    return all(fit.places[a] < fit.places[b] for a, b in pairwise(others))


def _stands_alone(phrase: _Phrase, words: Sequence[Word], fit: _Fit) -> bool:
    """Whether nothing is added that makes another thing of it: `kan ikke mere huske min kode`."""
    if len(phrase.slots) == 1:
        adds = partial(_adds_to_cry, phrase.slots[0]) if phrase.closed else _tells
        return not any(adds(word) for at, word in enumerate(words) if at != fit.start)
    if phrase.closed:
        rest = words[fit.end + 1 :]
        following = next((word for word in rest if word.text not in DEGREES), None)
        return following is None or _may_follow(following)
    after = words[fit.end + 1 : fit.end + 3]
    if not after or after[0].stop:
        return True
    return not (after[0].text in _THEIRS and after[-1].telling)


def _may_follow(word: Word) -> bool:
    """Whether a sentence may be over before this word."""
    return word.stop or word.part is Part.AND or word.is_person or word.text in _MINE


def _tells(word: Word) -> bool:
    return word.telling


def _adds_to_cry(cry: _Slot, word: Word) -> bool:
    """Whether a cry is none beside this word: `hjælp mig nu` is one, `hjælp til det` is not."""
    said_again = bool(cry.likeness(word))
    return not (word.stop or word.part is Part.OBJECT or word.text in DEGREES or said_again)


def _is_denied(words: Sequence[Word], fit: _Fit) -> bool:
    """Whether a `not` stands among the words or beside them that is not the phrase's own."""
    taken = set(fit.places.values())
    for at in range(max(0, fit.start - 1), min(len(words), fit.end + 2)):
        if at in taken or words[at].part is not Part.NOT:
            continue
        if at + 1 < len(words) and words[at + 1].part is Part.ONLY:
            continue
        first = words[fit.start]
        if at >= fit.start or not (first.is_person or first.text in _MINE):
            return True
    return False


def _is_no_earnest(words: Sequence[Word], fit: _Fit) -> bool:
    """Whether it is the subject of a work, told of a thing or an animal, or said in jest."""
    after = words[fit.end + 1 : fit.end + 1 + _JEST]
    if any(word.part is Part.IN_JEST for word in after):
        return True
    for at in range(fit.start - 1, max(-1, fit.start - 1 - _FRAME), -1):
        word = words[at]
        if word.stop or word.is_person or (word.part is Part.AND and word.text not in PLACING):
            return False
        if word.part is Part.WORK:
            return True
        if word.text in THINGS:
            return not (at and words[at - 1].text in PLACING)
    return False


def _is_done_to_oneself(phrase: _Phrase, words: Sequence[Word], fit: _Fit) -> bool:
    """`Jeg slog mig` beside `han slog mig`."""
    if any(slot.part is Part.SELF for slot in phrase.slots):
        return False
    for at, place in fit.places.items():
        if phrase.slots[at].part is not Part.OBJECT or words[place].text not in _MYSELF:
            continue
        near = [word.part for word in words[max(0, place - 2) : place]]
        if Part.SELF in near and Part.OTHER not in near and Part.CHILD not in near:
            return True
    return False


@lru_cache(maxsize=1)
def danger_phrases(phrases: tuple[tuple[int, tuple[str, ...]], ...]) -> DangerPhrases:
    """The phrases, kept: most changes of the knowledge leave them as they are."""
    return DangerPhrases(phrases)
