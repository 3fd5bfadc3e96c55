"""Names of records: ids that people can read, and UUIDs that stay the same for the same entry."""

import re
import unicodedata
from typing import Final
from uuid import UUID, uuid5

_NAMESPACE: Final = UUID("6f0d7d1e-5c0b-5d0a-9a53-0f4b8c8b6a11")
_UUID: Final = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_LETTERS: Final = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss"})
_LENGTH: Final = 64


def uuid_of(*names: str) -> str:
    """The UUID of what the names lead to, `service:pas`, `cost`: always the same.

    An entry whose id is a UUID already, as an import may keep it, is known by that; what belongs to
    it keeps its UUID too.
    """
    own = names[0].partition(":")[2]
    entry = own if is_uuid(own) else str(uuid5(_NAMESPACE, names[0]))
    return str(uuid5(_NAMESPACE, "\n".join([entry, *names[1:]]))) if names[1:] else entry


def is_uuid(text: str) -> bool:
    """Whether `text` is a UUID in its usual form."""
    return _UUID.match(text) is not None


def slug(name: str, taken: set[str]) -> str:
    """An id for `name`, free among those taken; it is taken from then on."""
    plain = unicodedata.normalize("NFC", name).lower().translate(_LETTERS)
    ascii_ = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode("ascii")
    base = re.sub(r"[^a-z0-9]+", "-", ascii_).strip("-")[:_LENGTH].strip("-") or "entry"
    found, number = base, 1
    while found in taken:
        number += 1
        suffix = f"-{number}"
        found = base[: _LENGTH - len(suffix)].strip("-") + suffix
    taken.add(found)
    return found
