"""The Danish alphabet: æ, ø and å come last, and `Aa` at the beginning of a word is an å."""

import re
import unicodedata
from typing import Final

_LAST: Final = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y"})
"""What follows z in ASCII."""
_OLD_AA: Final = re.compile(r"\baa")
_BETWEEN: Final = re.compile(r"[\W_]+")


def alphabetically(text: str) -> tuple[str, str]:
    """Where `text` belongs in a list: by its letters, then capitals, accents and signs."""
    words = _BETWEEN.sub(" ", unicodedata.normalize("NFC", text).casefold()).strip()
    bare = unicodedata.normalize("NFD", _OLD_AA.sub("å", words).translate(_LAST))
    return "".join(each for each in bare if not unicodedata.combining(each)), text
