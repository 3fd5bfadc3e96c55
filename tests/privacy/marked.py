"""Lines of a table in which « and » mark what is personal; without them the whole line is."""

import re
from typing import Final, NamedTuple

_MARKED: Final = re.compile("«([^»]*)»")


class Marked(NamedTuple):
    """A text, the kind of data in it, and where that stands."""

    kind: str
    line: str
    """As it stands in the table."""
    text: str
    spans: list[tuple[int, int]]


def read_marked(kind: str, line: str) -> Marked:
    """`line` without its marks, and the places between them."""
    marked = line if "«" in line else f"«{line}»"
    # Each pair of marks before a span moves it by two characters, its own mark by one.
    spans = [
        (match.start() - 2 * at, match.end() - 2 * at - 2)
        for at, match in enumerate(_MARKED.finditer(marked))
    ]
    return Marked(kind, line, _MARKED.sub(r"\1", marked), spans)
