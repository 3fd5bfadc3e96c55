"""What was given and is not kept is said in one line, with the reason, and never repeated."""

import json

import pytest

from tests.cli.conftest import Run

pytestmark = pytest.mark.slow

ADD = ("log", "add", "--outcome", "answered")
SENSITIVE = (*ADD, "service:krise")
TEXT = "svaneunge"


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (("--note", TEXT), "--note"),
        (("--promise", TEXT), "--promise"),
        (("--query", TEXT), "--query"),
        (("--contact", "omstilling"), "--contact"),
        (
            ("--note", TEXT, "--query", TEXT, "--promise", TEXT, "--contact", "omstilling"),
            "--contact, --query, --note, --promise",
        ),
    ],
)
def test_a_sensitive_entry_says_what_was_left_out(
    run: Run, given: tuple[str, ...], named: str
) -> None:
    answer = run(*SENSITIVE, *given, "--json")
    assert answer.returncode == 0
    (said,) = answer.stderr.splitlines()
    assert "sensitive" in said
    assert said.endswith(f"without {named}.")
    assert TEXT not in answer.stdout + answer.stderr
    assert json.loads(answer.stdout)["theme"] == "Akut"


def test_nothing_is_said_where_everything_is_kept(run: Run) -> None:
    assert run(*SENSITIVE).stderr == ""
    assert run(*SENSITIVE, "--audience", "citizen", "--channel", "telephone").stderr == ""
    assert run(*ADD, "service:pas", "--note", TEXT, "--promise", TEXT).stderr == ""
    assert run("log", "add", "--outcome", "unmet", "--query", TEXT).stderr == ""


def test_words_that_the_configuration_does_not_keep_are_said(run: Run) -> None:
    answer = run(*ADD, "service:pas", "--query", "pas")
    assert answer.returncode == 0
    assert answer.stderr == "Not kept, because keep_queries is unanswered: --query.\n"


def test_a_correction_says_it_too_and_where_the_words_still_are(run: Run) -> None:
    id_ = run(*ADD, "service:pas", "--note", TEXT).stdout.strip()
    answer = run("log", "amend", id_, "--ref", "service:krise", "--promise", TEXT)
    assert answer.returncode == 0
    said = answer.stderr.splitlines()
    assert said[0].endswith("without --promise.")
    assert said[1].endswith(f"floorwalker log purge-text {id_}")
    assert run("log", "amend", id_, "--note", TEXT).stderr.count("\n") == 1


def test_a_withdrawal_says_that_its_reason_is_not_kept(run: Run) -> None:
    id_ = run(*SENSITIVE).stdout.strip()
    answer = run("log", "void", id_, "--reason", TEXT)
    assert answer.returncode == 0
    assert answer.stderr.endswith("without --reason.\n")
    other = run(*ADD).stdout.strip()
    assert run("log", "void", other, "--reason", TEXT).stderr == ""
