"""What people say, and the words that officials use for it: `krykker` → `hjælpemidler`.

The product's own lexicon is a folder of YAML files by language; an editor's is one file. Entries
lead to general words, never to records, so that one lexicon serves every knowledge base.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import Struct

from floorwalker.file_reading import read_regular
from floorwalker.plain_yaml import MAX_BYTES, Flaw, Value, locate, parse
from floorwalker.search.text import words

KEY: Final = "lexicon"
MAX_WORDS: Final = 4
"""Words of an expression that say something; short ones between them are free."""
_MAX_LENGTH: Final = 8
_OWN: Final = Path(__file__).parent / "lexicon"
_WORDS: Final = r"[^\W_]+(?:(?:- |[ '/.-])[^\W_]+)"
_PLAIN_LINE: Final = re.compile(
    rf"^  ({_WORDS}{{0,{_MAX_LENGTH - 1}}}): \[({_WORDS}*(?:, {_WORDS}*)*)\]$", re.MULTILINE
)
"""The one-line form all but a few entries have; whatever else stands in a file is left to YAML."""


class Synonym(Struct, frozen=True):
    """One expression and the official words it leads to."""

    expression: str
    targets: tuple[str, ...]
    language: str


class FileFlaw(Struct, frozen=True):
    """What is wrong in a lexicon file, and where."""

    path: Path
    flaw: Flaw


class Lexicon(Struct, frozen=True):
    """Every synonym, the editors' own last; a later one of the same expression adds to it."""

    synonyms: tuple[Synonym, ...] = ()


class LoadedLexicon(Struct, frozen=True):
    """What could be read, and every flaw."""

    lexicon: Lexicon
    flaws: tuple[FileFlaw, ...]


def load_lexicon(*extra: Path, own: Path | None = _OWN) -> LoadedLexicon:
    """The product's lexicon and the files of `extra` that exist. Raises OSError on none of them.

    `own` is a folder with a folder a language, or None for the extra files alone.
    """
    read = [_read_own(own)] if own else []
    read += [_read_files([(path, "da") for path in extra if path.is_file()])]
    synonyms = tuple(synonym for part in read for synonym in part.lexicon.synonyms)
    return LoadedLexicon(Lexicon(synonyms), tuple(flaw for part in read for flaw in part.flaws))


@cache
def _read_own(folder: Path) -> LoadedLexicon:
    """The product's lexicon, which does not change while it runs."""
    return _read_files([(path, path.parent.name) for path in sorted(folder.glob("*/*.yaml"))])


def _read_files(files: Iterable[tuple[Path, str]]) -> LoadedLexicon:
    synonyms: list[Synonym] = []
    flaws: list[FileFlaw] = []
    for path, language in files:
        entries, found = read_entries(read_regular(path, MAX_BYTES + 1))
        flaws += [FileFlaw(path, flaw) for flaw in found]
        synonyms += [Synonym(said, targets, language) for said, targets in entries.items()]
    return LoadedLexicon(Lexicon(tuple(synonyms)), tuple(flaws))


def read_entries(data: bytes) -> tuple[Mapping[str, tuple[str, ...]], list[Flaw]]:
    """The entries of one lexicon file that are sound, and the flaws of the others."""
    plain = _read_plain(data)
    if plain is not None:
        return plain, []
    document = parse(data)
    flaws = list(document.flaws)
    value = document.value
    if value is None:
        return {}, flaws
    if not isinstance(value, dict) or set(value) != {KEY} or not isinstance(value[KEY], dict):
        return {}, [*flaws, Flaw(1, 1, "lexicon-shape")]
    entries: dict[str, tuple[str, ...]] = {}
    bad: dict[tuple[str | int, ...], str] = {}
    for said, targets in value[KEY].items():
        code = _entry_fault(said, targets)
        if code:
            bad[KEY, said] = code
        elif isinstance(targets, list):
            entries[said] = tuple(target for target in targets if isinstance(target, str))
    if bad:
        marks = locate(data, tuple(bad))
        flaws += [Flaw(*marks[path], code, str(path[1])) for path, code in bad.items()]
    return entries, flaws


def _entry_fault(said: str, targets: Value) -> str:
    """The code of what is wrong with an entry; empty where nothing is."""
    if not 1 <= len(words(said)) <= _MAX_LENGTH:
        return "lexicon-expression"
    if not isinstance(targets, list) or not targets:
        return "lexicon-targets"
    if not all(isinstance(target, str) and words(target) for target in targets):
        return "lexicon-targets"
    return ""


def _read_plain(data: bytes) -> dict[str, tuple[str, ...]] | None:
    """The entries where every line has the one-line form: thirty times faster than YAML."""
    try:
        text = data.decode().replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None
    found = _PLAIN_LINE.findall(text)
    entries = {said: tuple(targets.split(", ")) for said, targets in found}
    others = [line for line in text.split("\n") if line and line[0] not in " #"]
    return entries if others == [f"{KEY}:"] and len(entries) == text.count("\n  ") else None
