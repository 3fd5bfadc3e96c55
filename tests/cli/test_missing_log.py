"""A log that was there and is gone is said, asked about and restored: never begun in silence."""

import json
import os
import shutil
from pathlib import Path

import pytest

from floorwalker.journal import known_logs as sightings
from floorwalker.journal.store import Journal
from tests.cli.conftest import Run

pytestmark = pytest.mark.slow

ADD = ("log", "add", "--outcome", "answered")
REPORT = ("feedback", "add", "--kind", "missing", "--comment", "x")
READING = (
    ("log", "list"),
    ("followups",),
    ("feedback", "list"),
    ("report",),
    ("gaps",),
    ("export",),
    ("export", "--week", "2026-W46"),
    ("backup",),
    ("purge", "--dry-run"),
    ("purge",),
)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the log is."""
    return tmp_path / "data" / "encounters.db"


def count(database: Path) -> int:
    with Journal.open(database, read_only=True) as journal:
        return journal.upkeep.facts().encounters


@pytest.mark.parametrize("arguments", [ADD, *READING])
def test_a_first_start_is_as_easy_as_ever(
    run: Run, database: Path, arguments: tuple[str, ...]
) -> None:
    answer = run(*arguments)
    assert answer.returncode == 0, answer.stderr
    assert "gone" not in answer.stderr


def test_who_only_reads_makes_no_log(run: Run, database: Path) -> None:
    for arguments in READING[:5]:
        run(*arguments)
    assert not database.exists()


@pytest.mark.parametrize(
    "arguments", [ADD, *READING, ("feedback", "add", "--kind", "missing", "--comment", "x")]
)
def test_every_command_says_that_it_is_gone_and_names_the_newest_backup(
    run: Run, database: Path, arguments: tuple[str, ...]
) -> None:
    run(*ADD)
    run(*ADD)
    backup = Path(run("backup").stdout.strip())
    run(*ADD)
    database.unlink()
    answer = run(*arguments)
    assert (answer.returncode, answer.stdout) == (2, "")
    (said,) = answer.stderr.splitlines()
    assert "is gone" in said
    assert backup.name in said
    assert "2 encounters" in said
    assert "floorwalker restore" in said
    assert "floorwalker log start-new" in said
    assert not database.exists()
    found = [json.loads(line) for line in run("doctor", "--json").stdout.splitlines()]
    (log,) = [each for each in found if each["name"] == "log"]
    assert not log["ok"]
    assert backup.name in log["value"]


def test_restoring_brings_back_what_the_newest_sound_backup_holds(run: Run, database: Path) -> None:
    id_ = run(*ADD).stdout.strip()
    good = Path(run("backup").stdout.strip())
    good.with_name("encounters-2099-01-01.db").write_bytes(b"no log")
    database.unlink()
    answer = run("restore")
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.strip() == str(database)
    assert good.name in answer.stderr
    assert "1 encounter" in answer.stderr
    assert id_ in run("log", "list").stdout
    assert run(*ADD).returncode == 0
    assert count(good) == 1, "the backup stays as it was"
    assert count(database) == 2


def test_any_backup_can_be_named(run: Run, database: Path, tmp_path: Path) -> None:
    run(*ADD)
    elsewhere = tmp_path / "elsewhere.db"
    run("backup", str(elsewhere))
    run(*ADD)
    run("backup")
    database.unlink()
    assert run("restore", str(elsewhere)).returncode == 0
    assert count(database) == 1


def test_a_new_log_begins_only_where_somebody_says_so(run: Run, database: Path) -> None:
    run(*ADD)
    run("backup")
    assert run("log", "start-new").returncode == 2, "there is one"
    database.unlink()
    assert run("log", "start-new").stdout.strip() == str(database)
    assert run("log", "list").stdout == ""
    assert run(*ADD).returncode == 0
    assert count(database) == 1


def test_without_a_backup_it_is_missed_too(run: Run, database: Path) -> None:
    run(*ADD)
    database.unlink()
    answer = run("log", "list")
    assert answer.returncode == 2
    assert "There is no backup" in answer.stderr
    assert run("restore").returncode == 2
    assert run(*ADD).returncode == 2
    assert run("log", "start-new").returncode == 0


def test_backups_in_which_nothing_is_are_no_sign_of_a_log(run: Run, database: Path) -> None:
    run("log", "start-new")
    run("backup")
    database.unlink()
    database.with_name(".encounters-begun").unlink()
    assert run(*ADD).returncode == 0


def test_a_sound_log_is_replaced_only_where_that_is_said_and_kept(run: Run, database: Path) -> None:
    run(*ADD)
    run("backup")
    run(*ADD)
    answer = run("restore")
    assert answer.returncode == 2
    assert "2 encounters" in answer.stderr
    assert count(database) == 2
    assert run("restore", "--replace").returncode == 0
    assert count(database) == 1
    (aside,) = database.parent.glob("encounters.replaced-*.db")
    assert count(aside) == 2


def test_a_damaged_log_is_set_aside_for_the_backup(run: Run, database: Path) -> None:
    run(*ADD)
    run("backup")
    database.write_bytes(b"damage")
    assert "floorwalker restore" in run("log", "list").stderr
    assert run("restore").returncode == 0
    assert count(database) == 1
    (aside,) = database.parent.glob("encounters.damaged-*.db")
    assert aside.read_bytes() == b"damage"


@pytest.mark.parametrize("content", [b"", b"no log at all", None])
def test_what_is_no_backup_is_refused_and_changes_nothing(
    run: Run, database: Path, tmp_path: Path, content: bytes | None
) -> None:
    run(*ADD)
    wrong = tmp_path / "wrong.db"
    if content is not None:
        wrong.write_bytes(content)
    before = database.read_bytes()
    assert run("restore", str(wrong), "--replace").returncode == 2
    assert run("restore", str(database), "--replace").returncode == 2
    assert database.read_bytes() == before
    assert list(database.parent.glob("encounters.*")) == [database]


def test_a_log_whose_disk_is_not_connected_is_not_begun_on_what_lies_under_it(
    run: Run, database: Path
) -> None:
    run(*ADD)
    memory = Path(os.environ["FLOORWALKER_CACHE"]) / "logs.json"
    seen = sightings.last(memory, database)
    assert seen is not None
    shutil.rmtree(database.parent)
    memory.write_text(json.dumps({str(database): {"device": seen.device + 1, "day": "2026-11-27"}}))
    for arguments in (ADD, ("log", "list")):
        answer = run(*arguments)
        assert answer.returncode == 2
        assert "its disk is not connected" in answer.stderr
        assert "27 November 2026" in answer.stderr
    assert not database.exists()
    assert run("log", "start-new").returncode == 0
    assert run(*ADD).returncode == 0


def test_a_log_that_is_gone_with_its_whole_folder_is_said(run: Run, database: Path) -> None:
    run(*ADD)
    shutil.rmtree(database.parent)
    answer = run("log", "list")
    assert (answer.returncode, answer.stdout) == (0, "")
    assert "is gone with everything beside it" in answer.stderr
    answer = run(*ADD)
    assert answer.returncode == 0
    assert "A new one was begun" in answer.stderr
    assert "gone" not in run("log", "list").stderr


def test_a_memory_that_cannot_be_read_or_written_is_no_hindrance(run: Run, database: Path) -> None:
    memory = Path(os.environ["FLOORWALKER_CACHE"]) / "logs.json"
    memory.mkdir(parents=True)
    assert run(*ADD).returncode == 0
    shutil.rmtree(database.parent)
    assert run(*ADD).returncode == 0


def test_an_unreadable_folder_for_backups_is_said(run: Run, database: Path) -> None:
    run(*ADD)
    (database.parent / "backups").write_text("a file", encoding="utf-8")
    database.unlink()
    answer = run("log", "list")
    assert answer.returncode == 2
    assert "is gone" in answer.stderr
