"""Past days as people type them."""

from datetime import date

import pytest

from floorwalker.date_input import Days, days_in

TODAY = date(2026, 11, 19)
"""A Thursday in week 47."""


def day(year: int, month: int, day_: int) -> Days:
    return Days(date(year, month, day_), date(year, month, day_))


@pytest.mark.parametrize(
    ("text", "days", "words"),
    [
        ("", None, ""),
        ("pas", None, "pas"),
        ("14.5", day(2026, 5, 14), ""),
        ("14.5.", day(2026, 5, 14), ""),
        ("14/5 pas", day(2026, 5, 14), "pas"),
        ("24.12", day(2025, 12, 24), ""),
        ("19.11", day(2026, 11, 19), ""),
        ("29.2", day(2024, 2, 29), ""),
        ("14.5.2025 nødpas barn", day(2025, 5, 14), "nødpas barn"),
        ("2026-05-14", day(2026, 5, 14), ""),
        ("i går pas", day(2026, 11, 18), "pas"),
        ("Yesterday", day(2026, 11, 18), ""),
        ("uge 46", Days(date(2026, 11, 9), date(2026, 11, 15)), ""),
        ("week 47 pas", Days(date(2026, 11, 16), date(2026, 11, 19)), "pas"),
        ("uge 52", Days(date(2025, 12, 22), date(2025, 12, 28)), ""),
        ("uge 53 2020", Days(date(2020, 12, 28), date(2021, 1, 3)), ""),
        ("2026-W46", Days(date(2026, 11, 9), date(2026, 11, 15)), ""),
        ("5.2026", Days(date(2026, 5, 1), date(2026, 5, 31)), ""),
        ("2025-12", Days(date(2025, 12, 1), date(2025, 12, 31)), ""),
        ("31.2", None, "31.2"),
        ("24.12.2027", None, "24.12.2027"),
        ("uge 60", None, "uge 60"),
        ("13.2026", None, "13.2026"),
        ("14.5x", None, "14.5x"),
        ("9999-W52", None, "9999-W52"),
        ("9999-W53", None, "9999-W53"),
        ("0001-W01", None, "0001-W01"),
        ("0000-W01", None, "0000-W01"),
        ("12.9999", None, "12.9999"),
        ("1.0001", None, "1.0001"),
        ("0001-01-01", None, "0001-01-01"),
        ("9999-12-31", None, "9999-12-31"),
        ("99999-01-01", None, "99999-01-01"),
        ("uge 0", None, "uge 0"),
        ("1.1.1900", day(1900, 1, 1), ""),
    ],
)
def test_the_days_that_a_text_begins_with(text: str, days: Days | None, words: str) -> None:
    assert days_in(text, TODAY) == (days, words)


def test_on_a_monday_its_own_week_is_meant() -> None:
    monday = date(2026, 11, 16)
    assert days_in("uge 47", monday) == (Days(monday, monday), "")
