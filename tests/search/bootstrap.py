"""How far a mean may be off, by drawing the rows again: a gain within it may be chance."""

from collections.abc import Sequence
from random import Random
from statistics import mean
from typing import Final, NamedTuple

SEED: Final = 20260
_DRAWS: Final = 1000


class Estimate(NamedTuple):
    """A mean, and the bounds of its 95 % interval."""

    value: float
    low: float
    high: float


def estimate(values: Sequence[float], seed: int = SEED) -> Estimate | None:
    """The mean of some values with its percentile interval; nothing of nothing.

    The same seed draws the same rows. The interval of a comparison comes from the differences row
    by row, never from two intervals: the rows are the same for both, and so is most of the chance.
    """
    if not values:
        return None
    random, size = Random(seed), len(values)
    means = sorted(sum(random.choices(values, k=size)) / size for _ in range(_DRAWS))
    return Estimate(mean(values), means[_DRAWS // 40], means[-_DRAWS // 40 - 1])
