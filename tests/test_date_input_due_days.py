"""Due dates as people type them."""

from datetime import date

import pytest

from floorwalker.date_input import parse_due
from floorwalker.errors import FloorwalkerError

TODAY = date(2026, 11, 19)
"""A Thursday."""


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", None),
        ("  ", None),
        ("+7", date(2026, 11, 26)),
        ("+ 1", date(2026, 11, 20)),
        ("24.12", date(2026, 12, 24)),
        ("24.12.", date(2026, 12, 24)),
        ("24/12", date(2026, 12, 24)),
        ("1.2", date(2027, 2, 1)),
        ("19.11", date(2026, 11, 19)),
        ("18.11", date(2027, 11, 18)),
        ("1.2.2028", date(2028, 2, 1)),
        ("2026-12-01", date(2026, 12, 1)),
        ("fredag", date(2026, 11, 20)),
        ("fre", date(2026, 11, 20)),
        ("Monday", date(2026, 11, 23)),
        ("torsdag", date(2026, 11, 26)),
    ],
)
def test_a_due_date_is_understood(text: str, meant: date | None) -> None:
    assert parse_due(text, TODAY) == meant


@pytest.mark.parametrize("text", ["snart", "31.2", "t", "0.1", "+1000", "99.99.9999", "1"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(FloorwalkerError, match="cannot be read"):
        parse_due(text, TODAY)


@pytest.mark.parametrize("text", ["9999-12-31", "31.12.9999", "0001-01-01", "1.1.1000", "1.1.3000"])
def test_a_date_too_far_away_is_refused_with_the_days_there_are(text: str) -> None:
    with pytest.raises(FloorwalkerError, match="too far away") as caught:
        parse_due(text, TODAY)
    assert "2999-12-31" in caught.value.hint


@pytest.mark.parametrize("text", ["99999-12-31", "20261201", "2026-W49-2", "10000-01-01", "+99999"])
def test_other_notations_are_no_dates_here(text: str) -> None:
    with pytest.raises(FloorwalkerError, match="cannot be read"):
        parse_due(text, TODAY)
