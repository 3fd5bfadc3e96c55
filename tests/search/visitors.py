"""Tables of what people say at the desk, and which entries are right for it."""

from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

import msgspec
from msgspec import Struct

from floorwalker.plain_yaml import parse

FOLDER: Final = Path(__file__).parent
TABLE: Final = FOLDER / "visitors.yaml"
SPOKEN: Final = FOLDER / "spoken.yaml"
WORDS: Final = FOLDER / "words.yaml"
Set = Literal["tune", "held"]


class Row(Struct, frozen=True, forbid_unknown_fields=True):
    """One query. `expect` names every entry that is right; none means that nothing is."""

    query: str
    category: str
    set: Set
    expect: tuple[str, ...] = ()


def load_rows(path: Path = TABLE) -> tuple[Row, ...]:
    """The rows of the table at `path`."""
    document = parse(path.read_bytes())
    if document.flaws or not isinstance(document.value, dict):
        raise ValueError(f"{path}: {document.flaws}")
    return msgspec.convert(document.value["visitors"], tuple[Row, ...])


def is_held(query: str, one_in: int) -> bool:
    """Whether a query is set aside: by the first byte of its SHA-256, so by nobody's choice."""
    return sha256(query.encode()).digest()[0] % one_in == 1
