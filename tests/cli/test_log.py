"""`log`: what is recorded, by the record's rules, and what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from floorwalker.journal.encounter import COLUMNS
from tests.cli.conftest import Run

pytestmark = pytest.mark.slow


def listed(run: Run, *arguments: str) -> list[dict[str, Any]]:
    return [
        json.loads(line) for line in run("log", "list", "--json", *arguments).stdout.splitlines()
    ]


def test_log_add_prints_an_id_that_another_process_finds(run: Run) -> None:
    added = run("log", "add", "service:pas", "--outcome", "answered", "--contact", "borgerservice")
    assert added.returncode == 0
    (row,) = listed(run)
    assert row["encounter_id"] == added.stdout.strip()
    assert tuple(row) == COLUMNS
    assert (row["ref"], row["name"], row["theme"]) == ("service:pas", "Pas", "Legitimation")
    assert (row["contact_ref"], row["contact_name"]) == ("contact:borgerservice", "Borgerservice")
    assert (row["revision"], row["location"], row["channel"]) == (1, "raadhus", "in_person")
    assert row["challenges"] == []


def test_every_option_lands_in_its_column(run: Run) -> None:
    done = run(
        *("log", "add", "service:pas", "--outcome", "unmet", "--unmet-reason", "closed"),
        *("--channel", "telephone", "--audience", "business", "--visitor-language", "en"),
        *("--challenge", "unclear_letter", "--challenge", "no_follow_up"),
        *("--query", "FORNY Pas", "--note", "kom igen", "--promise", "vi ringer"),
        *("--follow-up", "2026-12-01", "--at", "2026-11-16T10:10:00", "--json"),
    )
    row = json.loads(done.stdout)
    assert row["started_at"] == "2026-11-16T10:10:00+01:00"
    assert row["week"] == "2026-W47"
    assert row["challenges"] == ["no_follow_up", "unclear_letter"]
    assert (row["query"], row["confident"]) == ("forny pas", True)
    assert (row["promise"], row["follow_up_due"]) == ("vi ringer", "2026-12-01")
    assert len(row["promise_code"]) == 4
    assert listed(run) == [row]


def test_a_wrong_door_is_recorded_as_one(run: Run) -> None:
    run("log", "add", "service:straffeattest", "--outcome", "referred")
    assert listed(run)[0]["competent_authority"] == "Politiet"


def test_a_sensitive_entry_leaves_theme_and_hour_only(run: Run) -> None:
    run(
        *("log", "add", "service:krise", "--outcome", "referred", "--contact", "omstilling"),
        *("--note", "hemmeligt", "--at", "2026-11-16T10:47:12"),
    )
    (row,) = listed(run)
    assert (row["theme"], row["started_at"]) == ("Akut", "2026-11-16T10:00:00+01:00")
    for column in ("ref", "name", "kle", "query", "note", "contact_ref", "contact_name", "promise"):
        assert row[column] is None
    assert row["duration_s"] is None


def test_personal_data_is_refused_without_being_repeated(run: Run, tmp_path: Path) -> None:
    for option in ("--note", "--query", "--promise"):
        done = run("log", "add", "--outcome", "unmet", option, "ring til 150385-1234")
        assert (done.returncode, done.stdout) == (2, "")
        assert "1234" not in done.stderr
    assert listed(run) == []
    masked = run(
        "log", "add", "--outcome", "unmet", "--note", "ring 150385-1234", "--mask", "--json"
    )
    assert json.loads(masked.stdout)["note"] == "ring ******-****"
    for path in (tmp_path / "data").rglob("*"):
        assert path.is_dir() or b"1503851234" not in path.read_bytes().replace(b"-", b"")


def test_amending_keeps_a_new_revision_and_voiding_leaves_the_list(run: Run) -> None:
    added = run("log", "add", "service:pas", "--outcome", "answered").stdout.strip()
    run("log", "amend", added, "--outcome", "referred", "--ref", "service:straffeattest")
    (row,) = listed(run)
    assert (row["revision"], row["outcome"], row["name"]) == (2, "referred", "Straffeattest")
    assert run("log", "void", added, "--reason", "en fejl").returncode == 0
    assert listed(run) == []


def test_lists_are_newest_first_and_by_day_or_week(run: Run) -> None:
    for at in ("2026-11-15T23:59", "2026-11-16T00:00", "2026-11-22T23:59", "2026-11-23T00:00"):
        run("log", "add", "--outcome", "unmet", "--at", at)
    starts = [row["started_at"][:16] for row in listed(run)]
    assert starts == sorted(starts, reverse=True)
    assert len(listed(run, "--week", "2026-W47")) == 2
    assert [r["started_at"][:10] for r in listed(run, "--day", "2026-11-16")] == ["2026-11-16"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("add", "service:pas"), 2, "--outcome"),
        (("add", "service:pass", "--outcome", "answered"), 2, "service:pas"),
        (("add", "--outcome", "solved"), 2, "answered"),
        (("add", "--outcome", "answered", "--unmet-reason", "closed"), 2, "unmet"),
        (("add", "--outcome", "answered", "--note", "x" * 501), 2, "500"),
        (("add", "--outcome", "answered", "--contact", "nowhere"), 2, "contact"),
        (("amend", "01a2037d-2f5b-7bc3-b61e-a7b714340efa", "--note", "x"), 1, "log list"),
        (("amend", "01a2037d-2f5b-7bc3-b61e-a7b714340efa"), 2, "--note"),
        (("void", "nothing", "--reason", "x"), 1, "log list"),
        (("list", "--week", "2025-W53"), 2, "2026-W47"),
        (("list", "--day", "22-11-2026"), 2, "2026-11-22"),
    ],
)
def test_what_cannot_be_recorded_is_one_clear_line(
    run: Run, arguments: tuple[str, ...], code: int, said: str
) -> None:
    run("log", "add", "--outcome", "answered")
    done = run("log", *arguments)
    assert done.returncode == code
    assert done.stderr.count("\n") == 1
    assert said in done.stderr
    assert len(listed(run)) == 1


@pytest.mark.slow
def test_promises_are_said_to_be_kept_only_where_there_were_any(run: Run) -> None:
    none = "Der er ingen løfter i loggen."
    kept = "Alle løfter er holdt."
    assert run("--lang", "da", "followups").stderr.strip() == none
    owed = ("--promise", "vi skriver", "--follow-up", "2030-01-07")
    id_ = run("log", "add", "--outcome", "answered", *owed).stdout.strip()
    run("followups", "close", id_)
    assert run("--lang", "da", "followups").stderr.strip() == kept


def test_an_empty_list_says_of_which_log_it_is(run: Run, tmp_path: Path) -> None:
    log = tmp_path / "data" / "encounters.db"
    none = run("log", "list")
    assert (none.returncode, none.stdout) == (0, "")
    assert none.stderr == f"There is no log at {log} yet.\n"
    run("log", "add", "--outcome", "answered", "--at", "2026-11-16T10:10")
    assert run("log", "list").stderr == ""
    other_day = run("log", "list", "--day", "2026-11-17", "--json")
    assert (other_day.returncode, other_day.stdout) == (0, "")
    assert other_day.stderr == f"The log {log} holds no encounters of those days.\n"
