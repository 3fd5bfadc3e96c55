"""Keeping the knowledge base true: what is due to be checked, and since when."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from floorwalker.cli.workplace import Workplace
from tests.knowledge.base import SERVICES


@pytest.mark.parametrize(("day", "said"), [(29, "due 2020-06-29"), (30, "due since 2020-06-29")])
def test_an_entry_is_due_on_its_day_and_due_since_afterwards(
    run_here: Callable[..., tuple[int, str]],
    knowledge: Path,
    monkeypatch: pytest.MonkeyPatch,
    day: int,
    said: str,
) -> None:
    text = SERVICES.replace(
        "assured_date: 2026-10-01", "assured_date: 2020-01-01\n    review_interval_days: 180"
    )
    (knowledge / "s.yaml").write_text(text, encoding="utf-8")
    now = datetime(2020, 6, day, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))
    monkeypatch.setattr(Workplace, "now", lambda _self: now)
    _code, listed = run_here("stale", "--within", "1")
    (line,) = [line for line in listed.splitlines() if "service:pas" in line]
    assert line.strip().startswith(f"{said}  service:pas")


@pytest.mark.parametrize(("days", "code"), [("0", 0), ("3650", 0), ("3651", 2), ("-1", 2)])
def test_days_ahead_go_from_none_to_ten_years(
    run_here: Callable[..., tuple[int, str]], days: str, code: int
) -> None:
    assert run_here("stale", "--within", days)[0] == code
