"""How long work tells how far it has come, without knowing who listens."""

from typing import Protocol


class Progress(Protocol):
    """Is told now and then how much of the whole is done, in bytes of knowledge files."""

    def __call__(self, done: int, total: int, /) -> None:
        """`done` of `total` bytes."""


def nobody(_done: int, _total: int, /) -> None:
    """Nobody wants to know."""
