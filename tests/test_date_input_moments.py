"""Days with or without a time of day, as people type when something ends."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.date_input import FIRST_DAY, LAST_DAY, parse_moment
from floorwalker.errors import FloorwalkerError

local = datetime.fromisoformat
TODAY = date(2026, 11, 19)
"""A Thursday."""


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", None),
        (" ", None),
        ("14.5", date(2027, 5, 14)),
        ("fredag", date(2026, 11, 20)),
        ("i dag", date(2026, 11, 19)),
        ("I morgen", date(2026, 11, 20)),
        ("overmorgen", date(2026, 11, 21)),
        ("tomorrow", date(2026, 11, 20)),
        ("+3", date(2026, 11, 22)),
        ("2026-12-01", date(2026, 12, 1)),
        ("i morgen 12", local("2026-11-20 12:00")),
        ("i  morgen kl. 9.30", local("2026-11-20 09:30")),
        ("fredag, kl 14", local("2026-11-20 14:00")),
        ("14.5. kl. 8", local("2027-05-14 08:00")),
        ("14.5 8:15", local("2027-05-14 08:15")),
        ("kl. 15", local("2026-11-19 15:00")),
        ("kl 15.30", local("2026-11-19 15:30")),
        ("15:30", local("2026-11-19 15:30")),
        ("at 15.30", local("2026-11-19 15:30")),
        ("10.12", date(2026, 12, 10)),
        ("fredag 24.00", date(2026, 11, 20)),
        ("2026-12-01 12:00", local("2026-12-01 12:00")),
        ("2026-12-01T12:00", local("2026-12-01 12:00")),
    ],
)
def test_a_moment_is_understood(text: str, meant: date | datetime | None) -> None:
    found = parse_moment(text, TODAY)
    assert (found, type(found)) == (meant, type(meant))


@pytest.mark.parametrize(
    "text",
    [
        "snart",
        "12",
        "15.30",
        "i morgen 25",
        "i morgen 12.60",
        "kl.",
        "31.2 12",
        "12 12",
        "fredag x",
    ],
)
def test_what_is_no_moment_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(FloorwalkerError, match="cannot be read") as caught:
        parse_moment(text, TODAY)
    assert f" {text} " not in f" {caught.value.message} "


def test_a_moment_too_far_away_is_refused() -> None:
    with pytest.raises(FloorwalkerError, match="too far away"):
        parse_moment("3000-01-01 12:00", TODAY)


@given(st.datetimes(local("1900-01-01"), local("2999-12-31")))
def test_what_a_file_has_is_read_as_it_stands(moment: datetime) -> None:
    written = f"{moment:%Y-%m-%d %H:%M}"
    assert parse_moment(written, TODAY) == datetime.fromisoformat(written)
    assert parse_moment(written[:10], TODAY) == moment.date()


@given(st.text(max_size=30))
def test_any_text_is_a_moment_in_reach_or_refused(text: str) -> None:
    try:
        found = parse_moment(text, TODAY)
    except FloorwalkerError:
        return
    assert found is None or f"{FIRST_DAY:%Y}" <= f"{found:%Y}" <= f"{LAST_DAY:%Y}"
