"""What is deleted is gone from the log's file, and whoever deleted it is told where else it is."""

import json
import os
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from floorwalker.journal.recovery import back_up_daily
from floorwalker.journal.store import Journal
from tests.cli.conftest import Run

pytestmark = pytest.mark.slow

SECRET = "svaneunge"
OLD = ("--outcome", "answered", "--at", "2020-03-02T10:00", "--note", f"{SECRET} fra i forfjor")
NEW = ("--outcome", "answered", "--note", "bliver")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Where the log and its backups are."""
    return tmp_path / "data"


@pytest.fixture
def database(data: Path) -> Path:
    """The log."""
    return data / "encounters.db"


def files_with(secret: str, folder: Path) -> set[str]:
    """Every file below `folder` that holds the words."""
    return {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and secret.encode() in path.read_bytes()
    }


def count(path: Path) -> int:
    with Journal.open(path, read_only=True) as journal:
        return journal.upkeep.facts().encounters


def test_a_purge_names_every_backup_that_still_holds_it_and_how_long_it_stays(
    run: Run, data: Path, database: Path, tmp_path: Path
) -> None:
    run("log", "add", *OLD)
    by_hand = Path(run("backup").stdout.strip())
    elsewhere = tmp_path / "stick" / "copy.db"
    elsewhere.parent.mkdir()
    run("backup", str(elsewhere))
    with Journal.open(database) as journal:
        for days in range(3):
            back_up_daily(journal, data / "backups", date(2026, 11, 24) + timedelta(days=days))
    run("log", "add", *NEW)
    (data / "encounters.damaged-20261101T101010.db").write_bytes(b"damage")
    dry = run("purge", "--dry-run")
    done = run("purge")
    assert done.returncode == 0, done.stderr
    assert "1 encounter from before" in done.stdout
    for said in (dry.stdout, done.stdout):
        lines = {line.split(":")[0]: line for line in said.splitlines()[1:]}
        assert "still holds 1" in lines[by_hand.name]
        assert "stays until you delete it" in lines[by_hand.name]
        assert "stays until you delete it" in lines[str(elsewhere)]
        assert "5 more daily backups" in lines["encounters-2026-11-24.db"]
        assert "7 more daily backups" in lines["encounters-2026-11-26.db"]
        (damaged,) = [line for name, line in lines.items() if "damaged" in name]
        assert "cannot be read" in damaged
        assert len(lines) == 6
    assert "floorwalker purge --backups" in done.stderr
    assert not files_with(SECRET, data) & {"encounters.db", "encounters.db-journal"}


def test_a_purge_of_the_backups_too_leaves_it_nowhere_and_the_rest_everywhere(
    run: Run, data: Path, database: Path, tmp_path: Path
) -> None:
    run("log", "add", *OLD)
    run("log", "add", *NEW)
    run("backup")
    elsewhere = tmp_path / "copy.db"
    run("backup", str(elsewhere))
    answer = run("purge", "--backups")
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.count("rewritten without it") == 2
    assert "still holds" not in answer.stdout
    assert files_with(SECRET, tmp_path) == set()
    (backup,) = (data / "backups").glob("*.db")
    for path in (database, backup, elsewhere):
        assert count(path) == 1
        with Journal.open(path, read_only=True) as journal:
            assert journal.upkeep.integrity() == []
            assert [each.count for each in journal.retention.weekly_counts("2020-W10")][:1] == [1]
    again = run("purge", "--backups")
    assert len(again.stdout.splitlines()) == 1


def test_a_backup_that_cannot_be_rewritten_is_said_and_stays_as_it_was(
    run: Run, data: Path
) -> None:
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("no attribute that stops even the owner")
    run("log", "add", *OLD)
    backup = Path(run("backup").stdout.strip())
    before = backup.read_bytes()
    if subprocess.run(
        ["chattr", "+i", str(backup)], capture_output=True, check=False, timeout=60
    ).returncode:
        pytest.skip("this file system keeps no attributes")
    try:
        answer = run("purge", "--backups")
    finally:
        subprocess.run(["chattr", "-i", str(backup)], check=True, timeout=60)
    assert answer.returncode == 2
    assert "1 encounter from before" in answer.stdout
    assert f"{backup.name}: still holds 1" in answer.stdout
    assert backup.read_bytes() == before


def test_what_was_typed_for_one_encounter_can_be_taken_out_of_all_its_revisions(
    run: Run, data: Path, database: Path
) -> None:
    id_ = run(
        *("log", "add", "--outcome", "unmet", "--query", f"{SECRET} a", "--note", f"{SECRET} b"),
        *("--promise", f"{SECRET} c", "--follow-up", "2026-12-01"),
    ).stdout.strip()
    other = run("log", "add", *NEW).stdout.strip()
    run("log", "amend", id_, "--note", "")
    backup = Path(run("backup").stdout.strip())
    assert SECRET.encode() in database.read_bytes(), "an amendment keeps what stood there"
    answer = run("log", "purge-text", id_)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.splitlines()[0] == id_
    assert f"{backup.name}: still holds" in answer.stdout
    assert f"floorwalker log purge-text {id_} --backups" in answer.stderr
    assert files_with(SECRET, data) == {f"backups/{backup.name}"}
    with Journal.open(database, read_only=True) as journal:
        history = journal.encounters.history(id_)
        assert [each.encounter.revision for each in history] == [1, 2, 3]
        newest = history[-1].encounter
        assert (newest.query, newest.note, newest.promise) == (None, None, None)
        assert str(newest.follow_up_due) == "2026-12-01"
        assert newest.promise_code
        assert newest.outcome == "unmet"
        assert journal.encounters.get(other).encounter.note == "bliver"
        assert journal.upkeep.integrity() == []
    assert run("log", "purge-text", id_, "--backups").returncode == 0
    assert files_with(SECRET, data) == set()
    again = run("log", "purge-text", id_)
    assert again.returncode == 0
    assert "Nothing was typed" in again.stderr
    assert newest.promise_code in run("followups").stdout


def test_the_reason_of_a_withdrawal_is_typed_too(run: Run, data: Path, database: Path) -> None:
    id_ = run("log", "add", "--outcome", "answered").stdout.strip()
    run("log", "void", id_, "--reason", SECRET)
    assert run("log", "purge-text", id_).returncode == 0
    assert files_with(SECRET, data) == set()
    with Journal.open(database, read_only=True) as journal:
        assert [each.voided for each in journal.encounters.history(id_)] == [False, True]


def test_the_week_it_was_exported_with_is_named_and_due_again(run: Run, data: Path) -> None:
    id_ = run("log", "add", *OLD).stdout.strip()
    run("export")
    answer = run("log", "purge-text", id_)
    assert "2020-W10" in answer.stderr
    assert "2020-W10" in run("export").stdout
    assert files_with(SECRET, data) == set()


def test_an_unknown_encounter_is_said(run: Run) -> None:
    answer = run("log", "purge-text", "00000000-0000-7000-8000-000000000000")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "no encounter with this id" in answer.stderr


def test_the_comment_of_a_report_can_be_taken_out_and_the_report_stays(
    run: Run, data: Path
) -> None:
    id_ = run("feedback", "add", "--kind", "missing", "--comment", SECRET).stdout.strip()
    backup = Path(run("backup").stdout.strip())
    answer = run("feedback", "purge-text", id_)
    assert answer.returncode == 0
    assert f"{backup.name}: still holds 1" in answer.stdout
    assert run("feedback", "purge-text", id_, "--backups").returncode == 0
    assert files_with(SECRET, data) == set()
    (line,) = run("feedback", "list", "--json").stdout.splitlines()
    assert json.loads(line)["comment"] == ""
    assert id_ in run("feedback", "list").stdout
    assert run("report").returncode == 0
    assert run("gaps").returncode == 0
    assert run("feedback", "close", id_).returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_a_killed_backup_is_swept_and_a_running_one_is_not(
    run: Run, data: Path, database: Path, tmp_path: Path
) -> None:
    run("log", "add", *OLD)
    elsewhere = tmp_path / "stick"
    elsewhere.mkdir()
    for target in (data / "backups" / "x.db", elsewhere / "x.db"):
        stopped = stopped_backup(database, target)
        (draft,) = [path for path in target.parent.iterdir() if path.name.startswith(".")]
        assert SECRET.encode() in draft.read_bytes()
        for arguments in (("backup",), ("purge", "--dry-run"), ("doctor",)):
            run(*arguments)
            assert draft.exists(), "it is still running"
        stopped.kill()
        stopped.wait(60)
        assert run("purge", "--dry-run").returncode == 0
        assert not draft.exists()
        assert not target.exists()


def stopped_backup(database: Path, target: Path) -> "subprocess.Popen[bytes]":
    """A backup that is halted once its draft holds the log."""
    if sys.platform == "win32":
        raise OSError("POSIX only")
    program = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from floorwalker.journal import copies, upkeep\n"
        "from floorwalker.journal.store import Journal\n"
        "copy_into = upkeep.copy_into\n"
        "def halted(connection, draft):\n"
        "    copy_into(connection, draft)\n"
        "    os.kill(os.getpid(), signal.SIGSTOP)\n"
        "upkeep.copy_into = halted\n"
        "log, target = map(Path, sys.argv[1:])\n"
        "target.parent.mkdir(exist_ok=True)\n"
        "copies.note_elsewhere(log.parent / 'backups', target)\n"
        "Journal.open(log, read_only=True).upkeep.backup(target)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", program, str(database), str(target)])
    deadline = time.monotonic() + 60
    while not os.waitpid(process.pid, os.WUNTRACED | os.WNOHANG)[0]:
        assert time.monotonic() < deadline, "the backup was never halted"
        time.sleep(0.01)
    return process
