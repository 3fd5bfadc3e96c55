"""Care for the log: doctor names what is wrong and what to do; backup and purge keep their word."""

import json
import sqlite3
import sys
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from floorwalker.cli.main import run as run_here
from floorwalker.journal import migrations
from floorwalker.journal.store import Journal
from tests.cli.conftest import Run
from tests.journal.test_migrations import m999_more

pytestmark = pytest.mark.slow

OLD = ("--outcome", "answered", "--at", "2020-03-02T10:00")

CHECKED = ("knowledge-stale", "knowledge-unchecked")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the log is."""
    return tmp_path / "data" / "encounters.db"


def findings(run: Run) -> dict[str, dict[str, object]]:
    """What doctor found, by name."""
    lines = run("doctor", "--json").stdout.splitlines()
    return {finding["name"]: finding for finding in map(json.loads, lines)}


def test_a_sound_house_has_versions_sizes_rights_and_no_fault(run: Run) -> None:
    run("log", "add", "--outcome", "answered")
    answer = run("doctor")
    assert answer.returncode == 0, answer.stdout
    found = findings(run)
    expected = "floorwalker sqlite log-size log-schema log-migrations log-integrity log-private"
    assert set(expected.split()) <= set(found)
    assert found["log-encounters"]["value"] == "1"
    assert found["log-backup"]["advice"] == "The desk makes one a day; now: floorwalker backup"
    run("backup")
    assert found.keys() == findings(run).keys()


def test_what_was_never_checked_is_counted_beside_what_is_past_its_review(
    run: Run, knowledge: Path
) -> None:
    before = {name: int(str(findings(run)[name]["value"])) for name in CHECKED}
    contact = "contact_points:\n  {id}: {{name: Ny {id}, description: Dør{assured}}}\n"
    for id_, assured in (("ny", ""), ("gammel", ', assured_date: "2020-01-02"')):
        text = contact.format(id=id_, assured=assured)
        (knowledge / f"{id_}.yaml").write_text(text, encoding="utf-8")
        assert f"contact:{id_}" in run("stale", "--json").stdout
    found = findings(run)
    assert {name: int(str(found[name]["value"])) - before[name] for name in CHECKED} == {
        "knowledge-stale": 1,
        "knowledge-unchecked": 1,
    }
    assert found["knowledge-unchecked"]["advice"] == "See: floorwalker stale"


def test_what_is_past_retention_is_named_with_its_cure_and_the_cure_works(run: Run) -> None:
    run("log", "add", *OLD)
    run("log", "add", "--outcome", "answered")
    answer = run("doctor")
    assert answer.returncode == 1
    assert "log-retention: 2020-03-02 Delete what is too old with: floorwalker purge" in (
        answer.stdout
    )
    assert "1 encounter from before" in run("purge", "--dry-run").stdout
    assert len(run("log", "list").stdout.splitlines()) == 2
    assert "deleted" in run("purge").stdout
    assert run("doctor").returncode == 0
    assert len(run("log", "list").stdout.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="rights are not POSIX")
def test_a_log_that_others_may_read_is_named(run: Run, database: Path) -> None:
    run("log", "add", "--outcome", "answered")
    database.parent.chmod(0o755)
    found = findings(run)
    assert found["log-private"]["ok"] is False
    assert found["log-private"]["advice"]


def test_damage_is_named_with_what_to_do(run: Run, database: Path) -> None:
    run("log", "add", "--outcome", "answered")
    database.write_bytes(b"no database")
    answer = run("doctor")
    assert answer.returncode == 1
    assert "put the newest backup in its place" in answer.stdout


def test_a_log_of_an_older_version_is_named_with_what_to_do(
    run: Run,
    database: Path,
    knowledge: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    run("log", "add", "--outcome", "answered")
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, m999_more))
    places = ["--data", str(database.parent), "--knowledge", str(knowledge), "--lang", "en"]
    assert run_here([*places, "doctor", "--json"]) == 1
    found = {each["name"]: each for each in map(json.loads, capsys.readouterr().out.splitlines())}
    assert "older version" in found["log-migrations"]["value"]
    assert found["log-migrations"]["advice"].startswith("Open it once")
    Journal.open(database).close()
    assert run_here([*places, "doctor"]) == 0


def test_a_backup_holds_everything_while_another_desk_has_the_log_open(
    run: Run, tmp_path: Path, database: Path
) -> None:
    id_ = run("log", "add", "--outcome", "answered").stdout.strip()
    desk = sqlite3.connect(database, isolation_level=None)
    desk.execute("BEGIN IMMEDIATE")
    copy = tmp_path / "copy.db"
    assert run("backup", str(copy)).stdout.strip() == str(copy)
    desk.close()
    with Journal.open(copy) as journal:
        assert journal.encounters.get(id_).encounter.outcome == "answered"


def test_doctor_says_which_keys_of_the_configuration_are_refused(run: Run, tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text("keys:\n  desk.register: ctrl+e\n  app.cover: ctrl+q\n", encoding="utf-8")
    done = run("--config", str(config), "doctor")
    (line,) = [line for line in done.stdout.splitlines() if " keys:" in line]
    assert done.returncode == 1
    assert line.startswith("FAULT")
    assert "`desk.register` cannot have Ctrl+E" in line
    assert "`app.cover` and `app.quit` would have the same key, Ctrl+Q." in line


def test_a_backup_never_takes_the_place_of_the_log(run: Run, tmp_path: Path) -> None:
    run("log", "add", "--outcome", "answered")
    log = tmp_path / "data" / "encounters.db"
    before = log.read_bytes()
    (tmp_path / "other.db").hardlink_to(log)
    for target in (log, tmp_path / "other.db"):
        done = run("backup", str(target), "--force")
        assert (done.returncode, done.stdout) == (2, "")
        assert "the log itself" in done.stderr
    assert log.read_bytes() == before


def test_past_days_are_those_before_today(run: Run) -> None:
    today = datetime.now(ZoneInfo("Europe/Copenhagen")).date()
    foretold = run("purge", "--dry-run", "--before", today.isoformat())
    assert (foretold.returncode, "would be deleted" in foretold.stdout) == (0, True)
    refused = run("purge", "--dry-run", "--before", (today + timedelta(days=2)).isoformat())
    assert (refused.returncode, "Only past days" in refused.stderr) == (2, True)
