"""Standard streams that are full, closed or read by nobody: what was done is said, and once."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from floorwalker import paths
from floorwalker.journal.store import Journal
from tests.knowledge.base import CONTACTS, MUNICIPALITY, SERVICES, write

pytestmark = [
    pytest.mark.skipif(
        not Path("/dev/full").exists() or os.name == "nt", reason="the system has no /dev/full"
    ),
    pytest.mark.slow,
]

DEEDS = (
    ("log", "add", "service:pas", "--outcome", "answered"),
    ("log", "add", "service:pas", "--outcome", "answered", "--json"),
    ("log", "amend", "ID", "--outcome", "referred"),
    ("log", "void", "ID", "--reason", "en fejl"),
    ("followups", "close", "PROMISE"),
    ("feedback", "add", "service:pas", "--kind", "wrong", "--comment", "lukket"),
    ("feedback", "close", "REPORT"),
    ("export", "--week", "2026-W47", "--to", "FOLDER"),
    ("export", "--week", "2026-W47", "--to", "FOLDER", "--json"),
    ("merge", "WEEK", "--to", "NEW.csv"),
    ("report", "--week", "2026-W47", "--html", "NEW.html"),
    ("export-knowledge", "--format", "hsds", "--to", "NEW.json"),
    ("backup", "NEW.db"),
    ("purge",),
    ("assure", "service:pas"),
    ("new", "term", "nyt-ord"),
    ("init", "NEW"),
)
"""What changes something; the words in capitals are filled in."""
ANSWERS = (
    ("search", "pas"),
    ("search", "--json", "pas"),
    ("show", "service:pas"),
    ("log", "list"),
    ("log", "list", "--json"),
    ("followups",),
    ("report", "--week", "2026-W47"),
    ("export-knowledge", "--format", "hsds"),
    ("schema",),
    ("schema", "--config"),
    ("doctor",),
    ("--help",),
    ("--version",),
    ("log", "add", "--help"),
)
"""What only prints, and has something to print."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with knowledge, a log with something of everything, and what its words stand for."""
    place = tmp_path_factory.mktemp("filled")
    write(place / "knowledge", h=MUNICIPALITY, c=CONTACTS, s=SERVICES)
    at = ("--at", "2026-11-16T10:10")
    add = ("log", "add", "service:pas", "--outcome", "answered", *at)
    report = ("feedback", "add", "service:pas", "--kind", "wrong", "--comment", "forkert")
    week = ("export", "--week", "2026-W47", "--to", str(place / "before"))
    words = {
        name: command(place, "", *arguments).stdout.strip()
        for name, arguments in {
            "ID": add,
            "PROMISE": (*add, "--promise", "vi ringer"),
            "REPORT": report,
            "WEEK": week,
        }.items()
    }
    assert all(words.values())
    (place / "words.json").write_text(json.dumps(words), encoding="utf-8")
    return place


def command(place: Path, redirections: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run one with redirections, as a shell makes them."""
    environment = {
        **os.environ,
        "FLOORWALKER_KNOWLEDGE": str(place / "knowledge"),
        "FLOORWALKER_DATA": str(place / "data"),
        "FLOORWALKER_LANG": "en",
    }
    line = (sys.executable, "-m", "floorwalker", *arguments)
    return subprocess.run(
        ["bash", "-c", f'"$@" {redirections}', "bash", *line],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        env=environment,
        timeout=60,
        check=False,
    )


class Place:
    """A copy of the template for one test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        words: dict[str, str] = json.loads((folder / "words.json").read_text("utf-8"))
        self._words = {**words, "FOLDER": str(folder / "folder")}

    def __call__(self, redirections: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        new = str(self._folder / "new")
        filled = [self._words.get(part, part.replace("NEW", new, 1)) for part in arguments]
        return command(self._folder, redirections, *filled)

    def revisions(self) -> int:
        with Journal.open(paths.database(self._folder / "data")) as journal:
            return journal._connection.number("SELECT count(*) FROM encounters")


@pytest.fixture
def shell(template: Path, tmp_path: Path) -> Place:
    shutil.copytree(template, tmp_path / "place")
    return Place(tmp_path / "place")


@pytest.mark.parametrize("redirection", [">/dev/full", ">&-"])
@pytest.mark.parametrize("arguments", DEEDS, ids=lambda each: " ".join(each[:2]))
def test_what_was_done_is_said_on_the_other_stream(
    shell: Place, redirection: str, arguments: tuple[str, ...]
) -> None:
    done = shell(redirection, *arguments)
    assert done.returncode == 0, done.stderr
    assert "Exception" not in done.stderr
    why = "the disk is full" if "full" in redirection else "it is closed"
    assert f"It could not be printed: {why}." in done.stderr


@pytest.mark.parametrize("redirection", [">/dev/full", ">&-"])
def test_the_id_of_what_was_stored_is_not_lost(shell: Place, redirection: str) -> None:
    before = shell.revisions()
    done = shell(redirection, "log", "add", "service:pas", "--outcome", "answered")
    assert shell.revisions() == before + 1
    (said,) = done.stderr.splitlines()
    newest = shell("", "log", "list").stdout.splitlines()[0].split()[-1]
    assert said.startswith(f"Error: Stored as {newest}. It could not be printed")


@pytest.mark.parametrize("redirection", [">/dev/full", ">&-"])
@pytest.mark.parametrize("arguments", ANSWERS, ids=" ".join)
def test_an_answer_that_nobody_gets_is_no_success(
    shell: Place, redirection: str, arguments: tuple[str, ...]
) -> None:
    done = shell(redirection, *arguments)
    assert done.returncode == 2, done.stderr
    assert done.stderr.splitlines()[-1].startswith("Error: The output could not be written: ")
    assert "Exception" not in done.stderr


@pytest.mark.parametrize("arguments", [*DEEDS, *ANSWERS], ids=lambda each: " ".join(each[:3]))
def test_a_reader_that_has_enough_ends_it_quietly(shell: Place, arguments: tuple[str, ...]) -> None:
    done = shell("| true; exit ${PIPESTATUS[0]}", *arguments)
    assert done.returncode == 0, done.stderr
    assert "Error" not in done.stderr
    assert "Exception" not in done.stderr


@pytest.mark.parametrize("redirection", ["2>/dev/full", "2>&-", "<&-", "<&- >/dev/null 2>&-"])
@pytest.mark.parametrize(
    "arguments", [*DEEDS[:1], *DEEDS[7:14:2], *ANSWERS[:10:3]], ids=lambda each: " ".join(each[:3])
)
def test_the_other_streams_change_nothing(
    shell: Place, redirection: str, arguments: tuple[str, ...]
) -> None:
    done = shell(redirection, *arguments)
    assert done.returncode == 0, done.stderr
    assert "Exception" not in done.stderr
    assert bool(done.stdout) == (">/dev/null" not in redirection)


@pytest.mark.parametrize("redirection", ["<&-", "</dev/null"])
def test_a_batch_without_input_is_no_batch(shell: Place, redirection: str) -> None:
    done = shell(redirection, "search", "--batch")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_input_that_cannot_be_read_is_a_sentence(shell: Place) -> None:
    done = shell("0>/dev/null", "search", "--batch")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Error: Standard input cannot be read: it is closed.\n"


@pytest.mark.parametrize("redirections", [">&- 2>&-", ">&- 2>&- <&-", "<&- >&-"])
def test_the_log_is_never_printed_into(shell: Place, redirections: str) -> None:
    done = shell(redirections, "log", "add", "service:pas", "--outcome", "answered")
    assert done.returncode == 0
    assert shell("", "doctor").stdout.count("ok     log-integrity") == 1
    assert len(shell("", "log", "list").stdout.splitlines()) == 3


@pytest.mark.parametrize("redirection", ["<&-", ">&-"])
def test_without_a_terminal_the_desk_says_so(shell: Place, redirection: str) -> None:
    done = shell(redirection)
    assert done.returncode == 2
    assert "terminal" in done.stderr


def test_each_of_several_deeds_is_said(shell: Place) -> None:
    formats = [part for each in ("csv", "jsonl", "komhen") for part in ("--format", each)]
    done = shell(">/dev/full", "export", "--week", "2026-W47", "--to", "FOLDER", *formats)
    assert done.returncode == 0
    assert done.stderr.count("Error: Written: ") == 3
