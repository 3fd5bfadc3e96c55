"""Danger in what a visitor says: the phrases of urgent entries, heard whatever else is said.

A phrase is heard when all that it says is said, near enough together: in another inflection, with a
slip, in another order, of another person. One rare word of it is not enough, and neither is a
phrase that is denied, told of a film, or said in jest.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from itertools import chain, pairwise
from typing import Final, NamedTuple

from floorwalker.search.common_words import DEGREES, PARTICLES, PLACING, THINGS, Part
from floorwalker.search.phrases import SLACK, SUBJECTS, Fit, Phrase, PhraseBook, Slot, fits
from floorwalker.search.speech import SAME, Word, likeness

_NEEDED: Final = {0: 0.95, 1: 0.9, 2: 0.82}
"""Least share of a phrase that must be said, by how many of its words tell something."""
_NEEDED_OF_MANY: Final = 0.78
_ROUNDING: Final = 1e-6
_FRAME: Final = 4
"""Words before a phrase in which a work is looked for."""
_JEST: Final = 3
"""Words after a phrase in which a jest is looked for: `af grin`, `in chess`."""
_PLAINLY: Final = 3
"""How much more a phrase that is said as it stands is meant than a longer one said nearly."""
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

    @property
    def matched(self) -> tuple[str, ...]:
        """What of the entry was said."""
        return (self.phrase,)


class DangerPhrases:
    """The phrases of urgent entries, ready to be heard."""

    def __init__(self, phrases: Iterable[tuple[int, Sequence[str]]]) -> None:
        """Take entries by number with what people say there."""
        self.book: Final = PhraseBook(phrases)
        self._by_key: dict[str, list[Phrase]] = defaultdict(list)
        counts = Counter(chain.from_iterable(slot.keys for slot in self.book.slots))
        for phrase in self.book.phrases:
            anchor = min(
                phrase.needs or phrase.slots, key=lambda s: max([counts[key] for key in s.keys])
            )
            for key in anchor.keys:
                self._by_key[key].append(phrase)

    def hear(self, text: str, is_known: Callable[[str], bool]) -> dict[int, Heard]:
        """Entry → the phrase of it that is heard most fully in `text`.

        `is_known` tells of a word in small letters whether it is a word, and so no misspelling.
        """
        if not self._by_key:
            return {}
        words = self.book.read(text, is_known)
        found: dict[int, Heard] = {}
        for phrase in self._candidates(words):
            strength, fit = max(
                [
                    (_strength(phrase, words, fit), fit)
                    for fit in fits(phrase, words, phrase.order[0])
                ],
                key=lambda told: told[0],
                default=(0.0, None),
            )
            weight = strength**_PLAINLY * phrase.weight
            known = found.get(phrase.entry)
            if fit and strength and (known is None or known.weight < weight):
                found[phrase.entry] = Heard(_as_said(phrase, words, fit), strength, weight)
        return found

    def _candidates(self, words: Iterable[Word]) -> Iterable[Phrase]:
        """The phrases that have every word they need among those said, or one like it."""
        keys = dict.fromkeys(chain.from_iterable(self.book.keys(word) for word in words))
        said = keys.keys()
        found: dict[int, Phrase] = {}
        for key in keys:
            for phrase in self._by_key.get(key, ()):
                if phrase.spare or not any(slot.keys.isdisjoint(said) for slot in phrase.needs):
                    found[id(phrase)] = phrase
        return found.values()


def _nearness(said: Word | None, word: Word) -> float:
    return likeness(word, said) if said else 0.0


def _as_said(phrase: Phrase, words: Sequence[Word], fit: Fit) -> str:
    """The phrase, with the one of several words that was said."""
    told = []
    for at, slot in enumerate(phrase.slots):
        place = fit.places.get(at)
        said = words[place] if place is not None else None
        told.append(max(slot.words, key=partial(_nearness, said)).text)
    return " ".join(told)


def _strength(phrase: Phrase, words: Sequence[Word], fit: Fit) -> float:
    """How plainly a phrase is said, 0 where it is not."""
    if not (
        _says_enough(phrase, fit)
        and _is_together(phrase, words, fit)
        and _stands_alone(phrase, words, fit)
        and is_in_earnest(phrase, words, fit)
    ):
        return 0.0
    said = sum(phrase.slots[at].weight * alike for at, alike in fit.likeness.items())
    in_order = [fit.places[at] for at in sorted(fit.places)]
    return said / phrase.weight * (SAME if in_order == sorted(in_order) else _TURNED)


def _says_enough(phrase: Phrase, fit: Fit) -> bool:
    """Whether no word is missing that the phrase cannot do without."""
    missing = [slot for at, slot in enumerate(phrase.slots) if at not in fit.places]
    telling = sum(slot.telling for slot in missing)
    if sum(slot.needed for slot in missing) > telling or telling > phrase.spare:
        return False
    if phrase.is_light:
        return not missing
    needed = _NEEDED.get(phrase.telling, _NEEDED_OF_MANY)
    return 1 - sum(slot.weight for slot in missing) / phrase.weight >= needed - _ROUNDING


def _is_together(phrase: Phrase, words: Sequence[Word], fit: Fit) -> bool:
    """Whether its words stand near each other, with little of weight between."""
    between = fit.among(words)
    if phrase.is_light:
        return _keeps_order(phrase, fit) and all(word.text in DEGREES for word in between)
    if phrase.telling <= 1 and any(word.text in PARTICLES for word in between):
        return False
    if fit.end - fit.start + 1 > len(phrase.slots) + SLACK:
        return False
    if not _keeps_order(phrase, fit) and not _is_plain(phrase, fit):
        return False
    return sum(word.telling for word in between) <= (1 if phrase.telling > 1 else 0)


def _is_plain(phrase: Phrase, fit: Fit) -> bool:
    """Whether all of it was said, each word as it stands: then the order tells nothing."""
    return len(fit.places) == len(phrase.slots) and all(
        alike >= SAME for alike in fit.likeness.values()
    )


def _keeps_order(phrase: Phrase, fit: Fit) -> bool:
    """Whether no more than who acts has another place: `nu bløder han`."""
    others = [at for at in sorted(fit.places) if phrase.slots[at].part not in SUBJECTS]
    return all(fit.places[a] < fit.places[b] for a, b in pairwise(others))


def _stands_alone(phrase: Phrase, words: Sequence[Word], fit: Fit) -> bool:
    """Whether nothing is added that makes another thing of it: `kan ikke mere huske min kode`."""
    if len(phrase.slots) == 1:
        if not _is_cried(phrase.slots[0], words[fit.start]):
            return False
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


def _is_cried(cry: Slot, said: Word) -> bool:
    """Whether a cry was said as it stands, or misspelt: `hjælpe` is another word."""
    return not said.known or any(said.folded == word.folded for word in cry.words)


def _adds_to_cry(cry: Slot, word: Word) -> bool:
    """Whether a cry is none beside this word: `hjælp mig nu` is one, `hjælp til det` is not."""
    said_again = bool(cry.likeness(word))
    return not (word.stop or word.part is Part.OBJECT or word.text in DEGREES or said_again)


def is_in_earnest(phrase: Phrase, words: Sequence[Word], fit: Fit) -> bool:
    """Whether it is not denied, not told of a film or a thing, and not done to oneself."""
    return not (
        _is_denied(words, fit)
        or _is_no_earnest(words, fit)
        or _is_done_to_oneself(phrase, words, fit)
    )


def _is_denied(words: Sequence[Word], fit: Fit) -> bool:
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


def _is_no_earnest(words: Sequence[Word], fit: Fit) -> bool:
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


def _is_done_to_oneself(phrase: Phrase, words: Sequence[Word], fit: Fit) -> bool:
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
