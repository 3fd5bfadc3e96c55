"""The digits of a text alone, with what stands between them reduced to a few questions."""

import re
from bisect import bisect_left
from itertools import accumulate
from typing import Final

from floorwalker.privacy import exclusions as innocent

_LETTER: Final = re.compile(r"[^\W\d_]")
_GROUP: Final = re.compile("[0-9]+")
# Anything but a letter may stand between two digits of one number.
_CHAIN: Final = re.compile(r"[0-9]++(?:(?:[^\w]|_){1,40}+[0-9]++)*+")


class Digits:
    """Every digit of a folded text, and how they hang together.

    A *group* is digits with nothing between them; a *chain* is groups with no letter between them.
    Positions count digits, not characters. Every question is answered in constant time, or by
    bisection.
    """

    def __init__(self, text: str) -> None:
        self.have_words = _LETTER.search(text) is not None
        """Whether there is any letter among them; without one no label needs looking for."""
        groups = [match.span() for match in _GROUP.finditer(text)]
        self._groups = groups
        self.sizes = [end - start for start, end in groups]
        self.begins = list(accumulate(self.sizes[:-1], initial=0)) if groups else []
        """Where each group begins."""
        self.figures = "".join([text[start:end] for start, end in groups])
        self._places = [place for start, end in groups for place in range(start, end)]
        self._edges = bytearray(len(self.figures) + 1)
        for begin in self.begins:
            self._edges[begin] = 1
        self._edges[-1] = 1
        self._chain_ends: list[int] = []
        for chain in _CHAIN.finditer(text):
            end = self.at_place(chain.end())
            self._chain_ends.extend([end] * (end - len(self._chain_ends)))
        self._innocent = self._count(innocent.places(text))
        self._years = self._count(innocent.date_years(text))

    def _count(self, marks: bytearray) -> list[int]:
        """How many marked digits there are before each position; empty where there is none."""
        if 1 not in marks:
            return []
        return list(accumulate([marks[place] for place in self._places], initial=0))

    def stands(self, at: int, length: int) -> bool:
        """Whether `length` digits from `at`, where a group begins, can be a number of their own.

        They must be whole groups of one chain, and not be innocent altogether.
        """
        end = at + length
        return (
            end <= len(self.figures)
            and self._edges[end] == 1
            and end <= self._chain_ends[at]
            and not self.is_innocent(at, length)
        )

    def is_innocent(self, at: int, length: int) -> bool:
        """Whether every one of them belongs to a shape that is plainly something else."""
        counts = self._innocent
        return bool(counts) and counts[at + length] - counts[at] == length

    def innocent(self, at: int, length: int) -> int:
        """How many of them belong to a shape that is plainly something else."""
        return self._innocent[at + length] - self._innocent[at] if self._innocent else 0

    def holds_date(self, at: int, length: int) -> bool:
        """Whether the year of a whole date is among them."""
        return bool(self._years) and self._years[at + length] != self._years[at]

    def at_place(self, place: int) -> int:
        """The position of the first digit from character `place` on."""
        return bisect_left(self._places, place)

    def span(self, at: int, length: int) -> tuple[int, int]:
        """Where `length` digits from `at` stand in the folded text."""
        return self._places[at], self._places[at + length - 1] + 1

    def gap(self, text: str, group: int) -> str:
        """What stands before `group`, or after the last: from the digit before it, if there is one.

        Empty at either end of the text.
        """
        if not 0 < group < len(self._groups):
            return ""
        return text[self._groups[group - 1][1] : self._groups[group][0]]

    def has_innocent_between(self, start: int, end: int) -> bool:
        """Whether any digit between two places is part of something that is plainly else."""
        counts = self._innocent
        return bool(counts) and counts[self.at_place(start)] != counts[self.at_place(end)]

    def are_innocent_between(self, start: int, end: int) -> bool:
        """`is_innocent`, for the digits between two places of the text."""
        if not self._innocent:
            return False
        at = self.at_place(start)
        return self.is_innocent(at, self.at_place(end) - at)
