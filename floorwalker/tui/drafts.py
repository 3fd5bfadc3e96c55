"""The registration not yet saved, on disk within a second: a killed desk offers it again.

Nothing that the privacy guard objects to is ever written, nor what it may object to once it is
typed to its end. The file goes when the errand is saved or given up.
"""

import contextlib
import os
import re
from pathlib import Path
from typing import Final

import msgspec

from floorwalker.privacy import find_personal_data
from floorwalker.tui.entered import Entered

_NAME: Final = "draft.json"
_LAST_NUMBER: Final = re.compile(r"[\d\W_]*\Z")
_FEWEST_DIGITS: Final = 6
"""Digits at the end of a text that may be the beginning of a number of a person."""
_ENDINGS: Final = ("1", "11", "111", "1111")
"""What a number may still lack; which digits they are makes no difference."""


class Drafts:
    """At most one draft, in the data folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME

    def read(self) -> Entered | None:
        """The draft left behind, or None. One that cannot be read is none."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Entered)
        except (OSError, msgspec.MsgspecError):
            return None

    def keep(self, entered: Entered) -> None:
        """Keep `entered`, unless personal data stands in it, or may be about to."""
        texts = (entered.query, entered.promise, entered.due, entered.note)
        if not all(map(_is_safe, texts)):
            return
        draft = self._path.with_suffix(f".{os.getpid()}.tmp")
        with contextlib.suppress(OSError):
            draft.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(msgspec.json.encode(entered))
            draft.replace(self._path)

    def forget(self) -> None:
        """There is nothing left to save."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)


def _is_safe(text: str) -> bool:
    """Whether nobody's number stands in `text`, and none that is typed as yet to its half."""
    number = _LAST_NUMBER.search(text)
    if number is not None and sum(map(str.isdigit, number[0])) >= _FEWEST_DIGITS:
        return False
    typed_on = (text.rstrip() + ending for ending in _ENDINGS)
    return not any(find_personal_data(each) for each in (text, *typed_on))
