"""What the detectors hand over, and how their claims on the same characters are settled."""

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Final, Literal, NamedTuple

PersonalKind = Literal["cpr", "telephone", "email", "payment_card", "account"]

MASKS: Final[dict[PersonalKind, str]] = {
    "cpr": "******-****",
    "telephone": "** ** ** **",
    "email": "***@***",
    "payment_card": "**** **** **** ****",
    "account": "**** **********",
}
"""What stands in a text for something masked: its kind can be told, and no digit."""


class Candidate(NamedTuple):
    """A span of the folded text that is taken for personal data."""

    start: int
    end: int
    kind: PersonalKind
    weight: int
    """How many digits it explains."""
    usual: bool = False
    """Whether it is written as people usually do; decides between two of one weight."""


def settle(candidates: Iterable[Candidate], text: str) -> Iterator[Candidate]:
    """The candidates that stand, in order, disjoint, together covering every claimed digit.

    The weightier of two that overlap wins, and takes the letters and digits that only the loser
    claimed, so that masking leaves nothing of either.
    """
    taken = bytearray(len(text))
    winners: list[Candidate] = []
    losers: list[Candidate] = []
    by_place = sorted(candidates, key=itemgetter(0))
    for candidate in sorted(by_place, key=itemgetter(3, 4), reverse=True):
        start, end = candidate[:2]
        if taken.find(1, start, end) < 0:
            winners.append(candidate)
            taken[start:end] = b"\1" * (end - start)
        elif taken.find(0, start, end) >= 0:
            losers.append(candidate)
    return _with_the_rest(winners, losers, taken, text)


def _with_the_rest(
    winners: list[Candidate], losers: list[Candidate], taken: bytearray, text: str
) -> Iterator[Candidate]:
    """The winners, each with what only a loser beside it claimed."""
    winners.sort(key=itemgetter(0))
    bounds = [each[:2] for each in winners]
    losers.sort(key=itemgetter(0))
    at = 0
    for loser in losers:
        if taken.find(0, loser.start, loser.end) < 0:
            continue
        while bounds[at][1] <= loser.start and at + 1 < len(bounds):
            at += 1
        nearest = at
        for place in range(loser.start, loser.end):
            if nearest + 1 < len(bounds) and place >= bounds[nearest + 1][0]:
                nearest += 1
            if not taken[place]:
                taken[place] = 1
                if text[place].isalnum():
                    start, end = bounds[nearest]
                    bounds[nearest] = min(start, place), max(end, place + 1)
    for winner, (start, end) in zip(winners, bounds, strict=True):
        yield winner._replace(start=start, end=end)
