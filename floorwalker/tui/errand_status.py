"""What the status line says, and about which errand: it goes with the next one's first key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

NO_ERRAND: Final = 0
"""The number of no errand: what is said about it goes with the next key."""


class WriteStatus(Protocol):
    """Puts a text on the status line."""

    def __call__(self, text: str, *, is_fault: bool = False) -> None:
        """Put `text` there; tell whether it is about a fault."""


class ErrandStatus:
    """Speaks of the errand under way, or of the one just ended."""

    def __init__(self, write: WriteStatus, number: Callable[[], int]) -> None:
        """`number` is that of the errand under way, or of the last one."""
        self._write = write
        self._number = number
        self.about: int | None = None
        """The number of the errand that the line speaks of; None where it stays."""

    def show(
        self, text: str, *, is_fault: bool = False, lasts: bool | None = None, about: int = -1
    ) -> None:
        """Say `text` until the next errand's first key, unless it `lasts`, as faults do.

        `about` is the number of another errand than the one under way: then the next key ends it.
        """
        self._write(text, is_fault=is_fault)
        lasts = is_fault if lasts is None else lasts
        number = self._number() if about < 0 else about
        self.about = None if lasts else number

    def forget(self) -> None:
        """Take away what was said about another errand than the one under way."""
        if self.about not in (None, self._number()):
            self._write("")
            self.about = None

    def keep(self) -> None:
        """What was said is to be read during the errand that has just begun."""
        if self.about is not None:
            self.about = self._number()
