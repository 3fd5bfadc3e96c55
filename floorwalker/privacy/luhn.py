"""The check digit of payment cards (ISO/IEC 7812-1, annex B)."""

from typing import Final

_DOUBLED: Final = str.maketrans("0123456789", "0246813579")
"""Twice a figure, its own figures added up."""


def passes_luhn(figures: str) -> bool:
    """Whether the last of `figures` is the check digit of the others."""
    return sum(map(int, figures[-1::-2] + figures[-2::-2].translate(_DOUBLED))) % 10 == 0
