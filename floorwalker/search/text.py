"""Danish as it is typed: folding, words, stems, roots and the keyboard. Danish lives here alone.

Two texts match where their folded forms do. Folding drops what people leave out or write in other
letters: `Kørekort`, `koerekort`, `korekort` and `KØREKORT` all become `korekort`.
"""

import re
import unicodedata
from collections.abc import Container
from typing import Final

import Stemmer

_LETTERS: Final = str.maketrans(
    {"æ": "a", "ä": "a", "å": "a", "ø": "o", "ö": "o", "ü": "u", "é": "e", "è": "e", "ß": "ss"}
    | {"ð": "d", "þ": "th", "ł": "l", "đ": "d", "œ": "o", "ı": "i"}
)
_DIGRAPHS: Final = re.compile(r"a[ae]+|oe+")
_WORD: Final = re.compile(r"[^\W_]+")
_HYPHENATED: Final = re.compile(r"[^\W_]+(?:[-‐‑'’/.&][^\W_]+)+")
_LETTER_AND_WORD: Final = re.compile(r"\b([^\W\d_])[-‐‑]([^\W\d_]+)")
"""`a-kasse`, `e-boks`: the letter alone says nothing, and the word alone something else."""

_IRREGULAR: Final = {
    "børn": "barn", "børnene": "barn", "børnenes": "barn", "børns": "barn",
    "mænd": "mand", "mændene": "mand", "tænder": "tand", "tænderne": "tand",
    "hænder": "hånd", "bøger": "bog", "bøgerne": "bog", "fødder": "fod", "nætter": "nat",
    "brødre": "bror", "døtre": "datter", "mødre": "mor", "fædre": "far", "forældrene": "forældre",
    "ænder": "and", "køer": "ko", "træerne": "træ", "klæder": "klæde", "stjålet": "stjæl",
    "stjålne": "stjæl", "stjal": "stjæl", "stjåle": "stjæl", "solgt": "sælg", "solgte": "sælg",
    "valgt": "vælg", "valgte": "vælg", "hjalp": "hjælp", "hjulpet": "hjælp", "skrev": "skriv",
    "skrevet": "skriv", "brød": "bryd", "brudt": "bryd", "fløj": "flyv", "brændt": "brænd",
    "spurgt": "spørg", "spurgte": "spørg", "slog": "slå", "slået": "slå", "slår": "slå",
    "bøder": "bøde", "steder": "sted", "ældste": "ældre",
}  # fmt: skip
"""Vowels that change inside a word, which a suffix stemmer cannot see."""

_MOVING_E: Final = re.compile(r"(?<=\w\w)([bdfgklmnprstv])\1?e([lrn])\Z")
"""`middel` and `midler`, `cykel` and `cykler`: the e that the plural drops, and its double."""

_DERIVATIONS: Final = ("ning", "else", "ing", "hed", "eri", "sel", "ig")
"""Endings that make nouns of verbs: `flytning` is what one does who wants to `flytte`."""
_MIN_ROOT: Final = 3

_KEY_ROWS: Final = ("qwertyuiopå", "asdfghjklæø", "zxcvbnm")


def lower(text: str) -> str:
    """`text` in small letters, composed, with every compatibility form as the plain letter."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).lower()


def fold(text: str) -> str:
    """`text` as it is compared: folding twice changes nothing, and no Danish letter is left."""
    return fold_small(lower(text))


def fold_small(folded: str) -> str:
    """`fold` for text in small letters, as `lower` and `words` give it."""
    if not folded.isascii():
        folded = folded.translate(_LETTERS)
        if not folded.isascii():
            folded = unicodedata.normalize("NFD", folded)
            folded = "".join(c for c in folded if not unicodedata.combining(c))
            folded = unicodedata.normalize("NFC", folded.translate(_LETTERS))
    if "aa" in folded or "ae" in folded or "oe" in folded:
        return _DIGRAPHS.sub(_first_letter, folded)
    return folded


def _first_letter(match: re.Match[str]) -> str:
    return match.group()[0]


def words(text: str) -> list[str]:
    """The words of `text` in small letters; digits count as letters, hyphens separate."""
    lowered = lower(text)
    return [lowered] if lowered.isalnum() else _WORD.findall(lowered)


def word_set(text: str) -> set[str]:
    """The words of a longer text, each once: three times as fast as `words`."""
    found = set(lower(text).replace(".", " ").replace(",", " ").split())
    if "".join(found).isalnum():
        return found
    mixed = [piece for piece in found if not piece.isalnum()]
    found.difference_update(mixed)
    found.update(_WORD.findall(" ".join(mixed)))
    return found


def joined_words(text: str) -> list[str]:
    """What hyphens, full stops and apostrophes hold together, as one word: `billed-id`."""
    return ["".join(_WORD.findall(found)) for found in _HYPHENATED.findall(lower(text))]


def rejoin(text: str, known: Container[str]) -> str:
    """`text` with a letter and the word it is joined to as one, where `known` has that, folded."""

    def joined(found: re.Match[str]) -> str:
        word = found[1] + found[2]
        return word if fold(word) in known else found.group()

    return _LETTER_AND_WORD.sub(joined, text)


class Stems:
    """Stems of Danish, English and German words. Asking is cheaper than keeping what was said."""

    def __init__(self) -> None:
        self._danish = Stemmer.Stemmer("danish", 0)
        self._english = Stemmer.Stemmer("english", 0)
        self._german = Stemmer.Stemmer("german", 0)

    def danish(self, word: str) -> str:
        """The folded stem of a word in small letters, its Danish letters as they are."""
        stem: str = self._danish.stemWord(_IRREGULAR.get(word, word))
        folded = fold_small(stem)
        return _MOVING_E.sub(r"\1\2", folded) if folded[-2:-1] == "e" else folded

    def english(self, word: str) -> str:
        stem: str = self._english.stemWord(word)
        return fold_small(stem)

    def german(self, word: str) -> str:
        stem: str = self._german.stemWord(word)
        return fold_small(stem)

    def of(self, word: str, language: str) -> str:
        """The folded stem of a word in small letters; Danish where the language is another."""
        if language == "en":
            return self.english(word)
        return self.german(word) if language == "de" else self.danish(word)


def root(stem: str) -> str:
    """What is left of a folded stem without the ending that makes a noun or a participle."""
    for ending in _DERIVATIONS if stem.endswith(_DERIVATIONS) else ():
        if stem.endswith(ending) and len(stem) - len(ending) >= _MIN_ROOT:
            return _single_end(stem[: -len(ending)])
    if stem[-1:] in ("t", "d") and len(stem) > _MIN_ROOT and stem[-2] in "bfgklmnpv":
        return stem[:-1]
    return _single_end(stem)


def _single_end(stem: str) -> str:
    """`bygg` as `byg`: a doubled consonant at the end is spelling, not meaning."""
    if len(stem) > _MIN_ROOT and stem[-1] == stem[-2]:
        return stem[:-1]
    return stem


def _neighbours() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for y, row in enumerate(_KEY_ROWS):
        for x, key in enumerate(row):
            for dy, dx in ((0, 1), (1, 0), (1, -1)):
                if y + dy < len(_KEY_ROWS) and 0 <= x + dx < len(_KEY_ROWS[y + dy]):
                    other = _KEY_ROWS[y + dy][x + dx]
                    found.setdefault(fold(key), set()).add(fold(other))
                    found.setdefault(fold(other), set()).add(fold(key))
    return {key: frozenset(others) for key, others in found.items()}


KEY_NEIGHBOURS: Final = _neighbours()
"""Folded letter → the letters beside it on a Danish keyboard, folded."""
