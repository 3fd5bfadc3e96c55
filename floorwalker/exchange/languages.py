"""Languages as directories name them, `da`, `dan`, `Danish`, `dansk` → their codes."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from floorwalker.exchange.fields import accepted
from floorwalker.knowledge.model.fields import Language

_NAMED_IN: Final = ("en", "da")
_THREE_LETTERS: Final = 3
_ALSO: Final = {
    "farsi": "fa",
    "mandarin": "zh",
    "kinesisk": "zh",
    "flemish": "nl",
    "kurmanji": "ku",
    "dansk tegnsprog": "dsl",
    "danish sign language": "dsl",
}
"""Usual names that the Unicode tables have otherwise."""


def language_code(written: str) -> str:
    """The code of a language that is given as a code or by its name; empty where it is unclear."""
    text = written.strip().casefold()
    tag = text.replace("_", "-")
    code, _hyphen, rest = tag.partition("-")
    code = _two_letters().get(code, code)
    if len(code) <= _THREE_LETTERS and accepted(Language, f"{code}-{rest}" if rest else code):
        return f"{code}-{rest}" if rest else code
    names = (text, _without_variant(text))
    code = next((found for name in names if (found := _code_of_name().get(name))), "")
    return code or (_code_of_own_name().get(text, "") if text else "")


def _without_variant(name: str) -> str:
    """`chinese (mandarin)` as `chinese`."""
    return re.sub(r"\s*\([^()]*\)\s*$", "", name)


@lru_cache(maxsize=1)
def _two_letters() -> dict[str, str]:
    """Codes of three letters that have one of two: `dan`, and `ger` beside `deu`."""
    from babel.core import get_global

    return {
        old: new
        for old, new in get_global("language_aliases").items()
        if len(old) == _THREE_LETTERS and accepted(Language, new)
    }


@lru_cache(maxsize=1)
def _code_of_name() -> dict[str, str]:
    return {**dict(_names()), **_ALSO}


def _names() -> Iterator[tuple[str, str]]:
    from babel import Locale

    for language in _NAMED_IN:
        for code, name in Locale(language).languages.items():
            if accepted(Language, code.lower()):
                yield name.casefold(), code.lower()


@lru_cache(maxsize=1)
def _code_of_own_name() -> dict[str, str]:
    """By what each language calls itself; hundreds of files are read for it."""
    return dict(_own_names())


def _own_names() -> Iterator[tuple[str, str]]:
    from babel import Locale
    from babel.localedata import exists

    for code in map(str, Locale("en").languages):
        if code.isalpha() and accepted(Language, code):
            own = Locale(code).language_name if exists(code) else None
            if own:
                yield own.casefold(), code
