"""An interval is as wide as chance, and the same each time."""

import pytest

from tests.search.bootstrap import estimate


def test_more_rows_say_more_surely() -> None:
    few = estimate([0.0, 1.0] * 10)
    many = estimate([0.0, 1.0] * 500)
    assert few is not None
    assert many is not None
    assert few.value == many.value == 0.5
    assert few.low < many.low < 0.5 < many.high < few.high


def test_a_share_of_a_thousand_is_known_to_three_hundredths() -> None:
    found = estimate([1.0] * 700 + [0.0] * 300)
    assert found is not None
    assert found.low == pytest.approx(0.672, abs=0.01)
    assert found.high == pytest.approx(0.728, abs=0.01)


def test_the_same_seed_draws_the_same() -> None:
    values = [0.0, 0.25, 1.0] * 20
    assert estimate(values, seed=1) == estimate(values, seed=1) != estimate(values, seed=2)


def test_what_never_differs_is_certain_and_nothing_says_nothing() -> None:
    assert estimate([1.0] * 5) == (1.0, 1.0, 1.0)
    assert estimate([]) is None
