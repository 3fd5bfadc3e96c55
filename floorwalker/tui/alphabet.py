"""The Danish alphabet: æ, ø and å come last, and `Aa` at the beginning of a word is an å."""

import re
import unicodedata
from typing import Final

_LAST: Final = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y"})
"""What follows z in ASCII."""
_OLD_AA: Final = re.compile(r"\baa")


def alphabetically(text: str) -> tuple[str, str]:
    """Where `text` belongs in a list: by its letters first, capitals and accents last."""
    letters = _OLD_AA.sub("å", unicodedata.normalize("NFC", text).casefold()).translate(_LAST)
    bare = unicodedata.normalize("NFD", letters)
    return "".join(each for each in bare if not unicodedata.combining(each)), text
