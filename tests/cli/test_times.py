"""Times and weeks at their edges, in every option that takes one: an answer or a sentence."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from floorwalker.journal.store import Journal
from tests.cli.conftest import Run

pytestmark = pytest.mark.slow

ADD = ("log", "add", "--outcome", "answered")
DAYS = ("9999-12-31", "0001-01-01", "2026-02-30", "10000-01-01", "99999-12-31", "-1", "")
WEEKS = ("9999-W52", "0001-W01", "2026-W54", "2025-W53", "10000-W01", "2026-W", "")
TIMES = ("9999-12-31T23:59", "0001-01-01T00:00", "2026-03-29T02:30", "10000-01-01T10:00", "x")


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize(
    "arguments",
    [
        (*ADD, "--promise", "x", "--follow-up"),
        ("log", "list", "--day"),
        ("purge", "--dry-run", "--before"),
        ("export", "--until", "2026-11-22", "--from"),
        ("export", "--from", "2026-11-16", "--until"),
    ],
)
def test_a_day_that_is_none_or_too_far_away(run: Run, arguments: tuple[str, ...], day: str) -> None:
    answer = run(*arguments, day)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert len(answer.stderr.splitlines()) == 1


@pytest.mark.parametrize("week", WEEKS)
@pytest.mark.parametrize(
    "arguments", [("log", "list", "--week"), ("report", "--week"), ("export", "--week")]
)
def test_a_week_that_is_none_or_too_far_away(
    run: Run, arguments: tuple[str, ...], week: str
) -> None:
    answer = run(*arguments, week)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert len(answer.stderr.splitlines()) == 1


@pytest.mark.parametrize("week", ["2026-W53", "2999-W52", "1900-W01"])
@pytest.mark.parametrize(
    "arguments", [("log", "list", "--week"), ("report", "--week"), ("export", "--week")]
)
def test_a_week_at_the_edge_is_a_week(run: Run, arguments: tuple[str, ...], week: str) -> None:
    answer = run(*arguments, week)
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize("moment", TIMES)
def test_a_time_that_is_none_or_too_far_away(run: Run, moment: str) -> None:
    for arguments in ((*ADD, "--at"), ("show", "service:pas", "--at")):
        answer = run(*arguments, moment)
        assert (answer.returncode, answer.stdout) == (2, "")
        assert len(answer.stderr.splitlines()) == 1


def test_the_hour_that_comes_twice_is_stored_as_it_is_meant(run: Run, tmp_path: Path) -> None:
    for at in ("2026-10-25T02:30", "2026-10-25T02:30+01:00", "2026-10-25T02:30+02:00"):
        assert run(*ADD, "--at", at).returncode == 0
    with Journal.open(tmp_path / "data" / "encounters.db", read_only=True) as journal:
        found = [each.started_at for each in journal.days.newest(limit=9)]
    assert found == [
        "2026-10-25T02:30:00+01:00",
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T02:30:00+02:00",
    ]


@pytest.mark.parametrize("offset", ["+02:00", "+01:00"])
@pytest.mark.parametrize(
    ("hours", "is_open"), [("Sa 20:00-26:15; Su 02:20-04:00", True), ("Su 02:45-02:50", False)]
)
def test_open_until_never_lies_in_the_past(
    run: Run, knowledge: Path, offset: str, hours: str, is_open: bool
) -> None:
    (knowledge / "nat.yaml").write_text(
        "contact_points:\n"
        "  nat:\n"
        "    name: Nattjenesten\n"
        "    description: Om natten.\n"
        "    telephone: +45 12 34 56 78\n"
        f'    opening_hours: "{hours}"\n',
        encoding="utf-8",
    )
    answer = run("show", "contact:nat", "--json", "--at", f"2026-10-25T02:30{offset}")
    assert answer.returncode == 0, answer.stderr
    found = json.loads(answer.stdout)
    contact = found if "open" in found else found["contact_points"][0]
    assert contact["open"] is is_open
    moment = contact["open_until"] if is_open else contact["opens_next"]
    assert datetime.fromisoformat(moment) > datetime.fromisoformat(f"2026-10-25T02:30{offset}")
