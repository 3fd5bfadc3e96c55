"""Words that stand for digits, in the languages in which a desk hears numbers.

A word's value is the digits that one would write for it: `halvfjerds` is `70`, `nul` is `0`.
Ordinals are here too, as birthdays are told with them, in two digits: `tolvte femte` is `12`, `05`.
"""

import re
from itertools import chain
from typing import Final

_UNITS: Final = {
    "da": "nul en to tre fire fem seks syv otte ni",
    "nb": "null ett to tre fire fem seks sju åtte ni",
    "sv": "noll ett två tre fyra fem sex sju åtta nio",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun",
    "en": "zero one two three four five six seven eight nine",
}
_MORE_UNITS: Final = {
    "et": "1", "ét": "1", "én": "1", "een": "1", "eet": "1", "ein": "1", "zwo": "2", "o": "0",
    "oh": "0", "nought": "0",
}  # fmt: skip
_TEENS: Final = {
    "da": "ti elleve tolv tretten fjorten femten seksten sytten atten nitten",
    "sv": "tio elva tolv tretton fjorton femton sexton sjutton arton nitton",
    "de": "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
    "en": "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
}
_TENS: Final = {
    "da": "tyve tredive fyrre halvtreds tres halvfjerds firs halvfems",
    "da, long": "tyve tredive fyrretyve halvtredsindstyve tresindstyve halvfjerdsindstyve"
    " firsindstyve halvfemsindstyve",
    "nb": "tjue tretti førti femti seksti sytti åtti nitti",
    "sv": "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio",
    "de": "zwanzig dreissig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
}
_ORDINALS: Final = (
    "første anden tredje fjerde femte sjette syvende ottende niende tiende ellevte tolvte trettende"
    " fjortende femtende sekstende syttende attende nittende tyvende enogtyvende toogtyvende"
    " treogtyvende fireogtyvende femogtyvende seksogtyvende syvogtyvende otteogtyvende niogtyvende"
    " tredivte enogtredivte",
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
)
_AND: Final = {"da": "og", "da, long": "og", "nb": "og", "de": "und"}
"""Where the unit is said before the ten: `enoghalvfjerds`, `einundsiebzig`."""

AMBIGUOUS: Final = frozenset("en et to o oh one ett ein første anden second first".split())  # noqa: SIM905 -- a word list
"""Words that mean something else much more often: digits only beside another single digit."""


def _tens() -> dict[str, str]:
    return {
        word: f"{at}0" for words in _TENS.values() for at, word in enumerate(words.split(), start=2)
    }


def _compounds() -> dict[str, str]:
    """Two digits in one word: a unit and a ten, in the order in which the language says them."""
    compounds = {}
    for language, words in _TENS.items():
        spoken = language.partition(",")[0]
        units = _UNITS[spoken].split()
        for ten, tens in enumerate(words.split(), start=2):
            for unit, name in enumerate(units[1:], start=1):
                compounds[f"{tens}{name}"] = f"{ten}{unit}"
                if language in _AND:
                    short = "ein" if name == "eins" else name
                    compounds[f"{short}{_AND[language]}{tens}"] = f"{ten}{unit}"
    for tens, value in _tens().items():
        compounds[f"etog{tens}"] = compounds[f"énog{tens}"] = f"{value[0]}1"
    return compounds


TENS: Final = _tens()
UNITS: Final = {
    word: str(value) for words in _UNITS.values() for value, word in enumerate(words.split())
} | _MORE_UNITS
VALUES: Final = (
    {word: f"{at:02}" for words in _ORDINALS for at, word in enumerate(words.split(), start=1)}
    | {word: f"1{at}" for words in _TEENS.values() for at, word in enumerate(words.split())}
    | TENS
    | _compounds()
    | UNITS
)
"""Every word that stands for digits, as `str.casefold` leaves it."""
_GLUED: Final = tuple(
    re.compile(rf"(?:{units}){{6,}}|{zero}(?:{units})+")
    for units, zero in (
        ("|".join([*_UNITS["da"].split(), "et"]), "nul"),
        ("|".join(_UNITS["en"].split()), "(?:zero|oh)"),
    )
)
_UNIT: Final = re.compile("|".join([*_UNITS["da"].split(), "et", *_UNITS["en"].split(), "oh"]))


def figures_of(word: str) -> str:
    """The digits that `word`, as `str.casefold` leaves it, stands for: `12` of `tolv`, or none.

    Figures said without a pause are read too: `nultre`, `entonultreottefem`.
    """
    if (value := VALUES.get(word)) is not None:
        return value
    if any(glued.fullmatch(word) for glued in _GLUED):
        return "".join(UNITS[unit] for unit in _UNIT.findall(word))
    return ""


ORDINALS: Final = frozenset(chain.from_iterable(words.split() for words in _ORDINALS))
"""Those of them after which `i` may stand: `tolvte i femte`."""
