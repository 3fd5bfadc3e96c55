"""Short marks by which it is seen that a text has changed since."""

import hashlib
from typing import Final

import msgspec

_LETTERS: Final = str.maketrans("0123456789abcdef", "abcdefghijklmnop")


def digest_of(value: object) -> str:
    """What stands in a file for `value`: twelve letters.

    Never a digit: twelve hex digits can read as a number of a person, which no file may hold.
    """
    digest = hashlib.sha256(msgspec.json.encode(value, order="sorted")).hexdigest()
    return digest[:12].translate(_LETTERS)
