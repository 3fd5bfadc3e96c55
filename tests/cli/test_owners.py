"""The editors' lists by whoever keeps the entry, and the option that shows one keeper's alone."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.knowledge.base import CONTACTS, SERVICES, write

KEPT = """
services:
  sygesikring:
    name: Sundhedskort
    description: Nyt sundhedskort.
    contact_points: [borgerservice]
    owner: borgerservice
    assured_date: 2020-01-01
  byggesag:
    name: Byggesag
    description: Byggetilladelse.
    contact_points: [omstilling]
    owner: omstilling
"""


@pytest.fixture
def kept(knowledge: Path) -> Path:
    """The small base with two entries that somebody keeps."""
    return write(knowledge, kept=KEPT, contacts=CONTACTS, s=SERVICES, c="")


LISTS = (("stale",), ("feedback", "list"), ("gaps",))


@pytest.fixture
def asked(run: Run, kept: Path) -> None:
    """Two reports about kept entries and one about none, and visitors who were turned away."""
    for ref in ("service:sygesikring", "service:byggesag", "service:pas"):
        run("feedback", "add", ref, "--kind", "wrong", "--comment", f"fejl i {ref[8:]}")
    unmet = ("--outcome", "unmet", "--unmet-reason", "no_such_service")
    run("log", "add", *unmet, "--query", "byggetilladelse til carport")


def test_feedback_stands_under_who_keeps_the_entry(run: Run, asked: None) -> None:
    lines = run("feedback", "list").stdout.splitlines()
    assert [line if line[0] != " " else line.split("  ")[3] for line in lines] == [
        "Omstillingen", "service:byggesag",
        "Borgerservice", "service:sygesikring",
        "Nobody keeps these:", "service:pas",
    ]  # fmt: skip


def test_feedback_of_one_owner_alone(run: Run, asked: None) -> None:
    lines = run("feedback", "list", "--owner", "borgerservice").stdout.splitlines()
    assert lines[0] == "Borgerservice"
    assert len(lines) == 2
    assert "sygesikring" in lines[1]
    rows = run("feedback", "list", "--json").stdout.splitlines()
    owners = {json.loads(row)["ref"]: json.loads(row)["owner"] for row in rows}
    assert owners == {
        "service:sygesikring": "borgerservice",
        "service:byggesag": "omstilling",
        "service:pas": None,
    }


def test_where_nobody_keeps_anything_the_list_is_as_it_was(run: Run, knowledge: Path) -> None:
    run("feedback", "add", "service:pas", "--kind", "wrong", "--comment", "fejl")
    (line,) = run("feedback", "list").stdout.splitlines()
    assert not line.startswith(" ")


def test_stale_lists_each_entry_that_one_owner_has_to_check(run: Run, kept: Path) -> None:
    lines = run("stale", "--owner", "omstilling").stdout.splitlines()
    assert lines == ["1 entry is not checked by us yet.", "  service:byggesag  Byggesag"]
    lines = run("stale", "--owner", "contact:borgerservice").stdout.splitlines()
    assert lines[0] == "Borgerservice"
    assert lines[1].split()[-2:] == ["service:sygesikring", "Sundhedskort"]
    rows = run("stale", "--owner", "borgerservice", "--json").stdout.splitlines()
    assert [json.loads(row)["owner_id"] for row in rows] == ["borgerservice"]


def test_a_question_in_vain_stands_with_who_keeps_the_nearest_entry(run: Run, asked: None) -> None:
    rows = [json.loads(row) for row in run("gaps", "--json").stdout.splitlines()]
    (asked_for,) = [row for row in rows if row["kind"] == "unanswered"]
    assert (asked_for["near"], asked_for["owner"]) == ("service:byggesag", "omstilling")
    lines = run("gaps").stdout.splitlines()
    of = {line: lines[number + 1 :] for number, line in enumerate(lines) if line[0] != " "}
    assert set(of) == {"Omstillingen", "Borgerservice", "Nobody keeps these:"}
    mine = run("gaps", "--owner", "omstilling").stdout.splitlines()
    assert mine[0] == "Omstillingen"
    assert len(mine) == 3
    assert all("byggesag" in line for line in mine[1:])


@pytest.mark.parametrize("command", LISTS)
def test_an_owner_who_is_unknown_is_one_line_with_the_nearest(
    run: Run, kept: Path, command: tuple[str, ...]
) -> None:
    done = run(*command, "--owner", "borgerservise")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "`borgerservise`" in done.stderr
    assert "Did you mean `borgerservice`?" in done.stderr


def test_an_owner_of_nothing_is_told_so(run: Run, knowledge: Path) -> None:
    done = run("stale", "--owner", "politiet")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "Politiet keeps no entry: no entry has `owner: politiet`.\n"
