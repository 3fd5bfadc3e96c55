"""Text that no spreadsheet takes for a formula, and the way back to the text.

A cell is a formula where it begins with `=`, `+`, `-`, `@`, a tab or a carriage return, or one of
their full-width forms; and also behind a separator or a quotation mark, since a file that is read
with another separator begins a cell there. An apostrophe goes in front; because one more goes in
front of apostrophes that stand there already, `restore` gives back exactly what was defused.
Sources: OWASP ASVS 5.0, 1.2.10; OWASP, CSV Injection.
"""

import re
from collections.abc import Sequence
from typing import Final

_FORMULA: Final = "[=+\\-@\t\r\n\0＝＋－＠﹢﹣﹦]"
_UNSEEN: Final = "[\\s\u00ad\u180e\u200b-\u200f\u2060\ufeff]*"
"""What a spreadsheet may skip before it looks for a formula: spaces, and what cannot be seen."""

_AT_START: Final = re.compile(f"'*{_UNSEEN}'*{_FORMULA}")
_BEHIND_BREAK: Final = re.compile(f"([;,|\t\r\n\"“”]{_UNSEEN})('*{_FORMULA})")
_BETWEEN: Final = "\x1f"
_ANYWHERE: Final = re.compile(f"(?:^|[{_BETWEEN};,|\t\r\n\"“”])(?:'|{_UNSEEN[:-1]})*{_FORMULA}")
"""Finds in cells that were put together whatever one of them may have to be defused for."""
_DEFUSED_BEHIND_BREAK: Final = re.compile(f"([;,|\t\r\n\"“”]{_UNSEEN})'('*{_FORMULA})")


def defuse(text: str) -> str:
    """`text` with an apostrophe before everything that a spreadsheet would evaluate."""
    inside = _BEHIND_BREAK.sub(r"\1'\2", text) if _BEHIND_BREAK.search(text) else text
    return f"'{inside}" if _AT_START.match(inside) else inside


def harmless(cells: Sequence[str]) -> bool:
    """Whether `defuse` certainly leaves all of `cells` as they are: one look at a whole row."""
    return _ANYWHERE.search(_BETWEEN.join(cells)) is None


def restore(cell: str) -> str:
    """The text that `defuse` was given."""
    inside = cell[1:] if cell.startswith("'") and _AT_START.match(cell[1:]) else cell
    return _DEFUSED_BEHIND_BREAK.sub(r"\1\2", inside)
