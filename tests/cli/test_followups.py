"""What the house owes, on the command line: how near the day is that was promised."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from floorwalker.cli.workplace import Workplace

NOW = datetime(2026, 11, 19, 9, 5, tzinfo=ZoneInfo("Europe/Copenhagen"))


@pytest.mark.parametrize(
    ("due", "said"),
    [("2026-11-18", "overdue"), ("2026-11-19", "due today"), ("2026-11-20", "")],
)
def test_a_promise_says_how_near_its_day_is(
    run_here: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch, due: str, said: str
) -> None:
    monkeypatch.setattr(Workplace, "now", lambda _self: NOW)
    added = run_here(
        "log", "add", "--outcome", "answered", "--promise", "ringer", "--follow-up", due
    )
    assert added[0] == 0, added
    code, listed = run_here("followups")
    assert code == 0
    words = [word for word in ("overdue", "due today") if word in listed]
    assert words == ([said] if said else [])
