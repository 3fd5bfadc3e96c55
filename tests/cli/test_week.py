"""`export`, `merge`, `report`: what is written and why, what scripts read, what a manager sees."""

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from floorwalker.cli.week import _watched
from floorwalker.journal.encounter import iso_week
from floorwalker.week.files.export import days
from tests.cli.conftest import Run
from tests.week.samples import encounter

pytestmark = pytest.mark.slow

TODAY = datetime.now(ZoneInfo("Europe/Copenhagen")).date()
THIS_WEEK = TODAY - timedelta(days=TODAY.weekday())
UNFINISHED = THIS_WEEK + timedelta(days=14)
DIRECTORY = Path(__file__).parent.parent / "data" / "exchange" / "directory.json"
LAST_WEEK = iso_week(THIS_WEEK - timedelta(days=7))


def add(run: Run, at: str, *more: str) -> str:
    done = run("log", "add", "service:pas", "--outcome", "answered", "--at", at, *more)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def last_week(hour: int = 10) -> str:
    return f"{THIS_WEEK - timedelta(days=3)}T{hour:02d}:00"


def exported(run: Run, *arguments: str) -> list[dict[str, Any]]:
    done = run("export", "--json", *arguments)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_finished_week_is_written_once_and_again_when_it_changed(
    run: Run, tmp_path: Path
) -> None:
    first = add(run, last_week())
    add(run, f"{UNFINISHED}T00:00")
    (new,) = exported(run)
    assert (new["week"], new["reason"], new["rows"]) == (LAST_WEEK, "new", 1)
    assert new["path"] == str(tmp_path / "data" / "exports" / f"floorwalker-desk-{LAST_WEEK}.csv")
    assert exported(run) == []

    run("log", "amend", first, "--outcome", "referred")
    (changed,) = exported(run)
    assert (changed["reason"], changed["rows"]) == ("changed", 1)
    run("log", "void", first, "--reason", "en fejl")
    (voided,) = exported(run)
    assert (voided["reason"], voided["rows"]) == ("changed", 0)
    assert exported(run) == []


def test_it_says_what_it_wrote_and_why_and_keeps_standard_output_for_the_files(run: Run) -> None:
    add(run, last_week())
    done = run("export")
    (path,) = done.stdout.splitlines()
    assert Path(path).is_file()
    assert "1 row, not exported before" in done.stderr
    again = run("export")
    assert (again.returncode, again.stdout) == (0, "")
    assert "no finished week" in again.stderr
    danish = run("export", lang="da")
    assert danish.stderr == "Der er ingen afsluttet uge, som ikke er eksporteret.\n"


def test_each_format_is_due_for_itself(run: Run) -> None:
    add(run, last_week())
    assert [one["format"] for one in exported(run)] == ["csv"]
    formats = ("csv", "xlsx", "jsonl", "parquet", "komhen")
    options = [part for name in formats for part in ("--format", name)]
    assert [one["format"] for one in exported(run, *options)] == list(formats[1:])
    assert exported(run, *options) == []


def test_the_manifest_holds_for_every_file_of_the_week(run: Run, tmp_path: Path) -> None:
    add(run, last_week())
    exported(run)
    exported(run, "--format", "jsonl", "--format", "xlsx")
    folder = tmp_path / "data" / "exports"
    path = folder / f"floorwalker-desk-{LAST_WEEK}.manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    assert (manifest["desk"], manifest["period"]) == ("desk", LAST_WEEK)
    assert [file["format"] for file in manifest["files"]] == ["csv", "jsonl", "xlsx"]
    for file in manifest["files"]:
        digest = hashlib.sha256((folder / file["name"]).read_bytes()).hexdigest()
        assert (file["sha256"], file["rows"], file["schema_version"]) == (digest, 1, 1)

    (folder / f"floorwalker-desk-{LAST_WEEK}.jsonl").unlink()
    before = path.read_bytes()
    exported(run, "--week", LAST_WEEK)
    assert b"jsonl" in before
    assert b"jsonl" not in path.read_bytes()


def test_a_week_that_is_named_is_written_whatever_was_exported(run: Run, tmp_path: Path) -> None:
    add(run, "2026-11-16T10:00")
    for _ in range(2):
        (one,) = exported(run, "--week", "2026-W47", "--to", str(tmp_path / "usb"))
        assert (one["week"], one["reason"], one["rows"]) == ("2026-W47", "asked", 1)
    assert Path(one["path"]).parent == tmp_path / "usb"


def test_days_are_written_into_a_folder(run: Run, tmp_path: Path) -> None:
    for at in ("2026-11-15T23:59", "2026-11-16T00:00", "2026-11-17T23:59", "2026-11-18T00:00"):
        add(run, at)
    folder = str(tmp_path / "usb")
    (one,) = exported(run, "--from", "2026-11-16", "--until", "2026-11-17", "--to", folder)
    assert (one["rows"], one["week"]) == (2, "2026-11-16--2026-11-17")
    assert Path(one["path"]).parent == tmp_path / "usb"


def test_week_53_holds_the_first_days_of_the_next_year(run: Run) -> None:
    for at in (
        "2026-12-27T23:59",
        "2026-12-28T00:00",
        "2026-12-31T23:59",
        "2027-01-01T00:00",
        "2027-01-03T23:59",
        "2027-01-04T00:00",
    ):
        add(run, at)
    rows = {
        week: exported(run, "--week", week)[0]["rows"]
        for week in ("2026-W52", "2026-W53", "2027-W01")
    }
    assert rows == {"2026-W52": 1, "2026-W53": 4, "2027-W01": 1}


def test_both_hours_of_the_night_the_clock_goes_back_are_in_their_week(run: Run) -> None:
    for at in ("2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00", "2026-10-25T23:59"):
        add(run, at)
    (one,) = exported(run, "--week", "2026-W43", "--format", "jsonl")
    lines = Path(one["path"]).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["started_at"] for line in lines] == [
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T02:30:00+01:00",
        "2026-10-25T23:59:00+01:00",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--from", "2026-11-16"), "--until 2026-11-22"),
        (("--until", "2026-11-22"), "--until 2026-11-22"),
        (("--from", "2026-11-23", "--until", "2026-11-22"), "later than --until 2026-11-22"),
        (("--from", "16-11-2026", "--until", "2026-11-22"), "2026-11-22"),
        (("--week", "2025-W53"), "2026-W47"),
        (("--format", "doc"), "parquet"),
    ],
)
def test_wrong_usage_is_one_clear_line(run: Run, arguments: tuple[str, ...], said: str) -> None:
    done = run("export", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_folder_that_cannot_be_written_leaves_the_week_due(run: Run, tmp_path: Path) -> None:
    add(run, last_week())
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run("export", "--to", str(tmp_path / "file"))
    assert done.returncode == 2
    assert "file" in done.stderr
    assert len(exported(run)) == 1


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("rows", "shown"), [(9_999, False), (10_001, True)])
def test_a_bar_shows_from_ten_thousand_rows_on(
    rows: int, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    period = days(date(2026, 1, 1), date(2026, 1, 10))
    source = (encounter(n, f"2026-01-{1 + n * 10 // rows:02d}T10:00:00+01:00") for n in range(rows))
    assert [one.encounter_id[-6:] for one in _watched(period, source)] == [
        f"{n:06d}" for n in range(rows)
    ]
    assert (period.name in terminal.getvalue()) == shown
    assert ("100%" in terminal.getvalue()) == shown


def test_no_bar_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", quiet := io.StringIO())
    source = (encounter(n, "2026-01-01T10:00:00+01:00") for n in range(10_001))
    assert len(list(_watched(days(date(2026, 1, 1), date(2026, 1, 1)), source))) == 10_001
    assert quiet.getvalue() == ""


def test_weeks_of_two_desks_are_put_together(run: Run, tmp_path: Path) -> None:
    first = add(run, "2026-11-16T10:00")
    (old,) = exported(run, "--week", "2026-W47", "--to", str(tmp_path / "monday"))
    run("log", "amend", first, "--outcome", "referred")
    (new,) = exported(run, "--week", "2026-W47", "--to", str(tmp_path / "friday"))
    target = tmp_path / "all.jsonl"
    done = run("merge", old["path"], new["path"], "--to", str(target))
    assert (done.returncode, done.stdout) == (0, f"{target}\n")
    assert "1 row, 1 older revision or repeat left out" in done.stderr
    (row,) = target.read_text(encoding="utf-8").splitlines()
    assert (json.loads(row)["revision"], json.loads(row)["outcome"]) == (2, "referred")
    missing = run("merge", str(tmp_path / "none.csv"), "--to", str(target))
    assert missing.returncode == 2


def test_a_merge_says_what_it_left_out_and_prints_nothing_of_it(run: Run, tmp_path: Path) -> None:
    ids = [add(run, f"2026-11-16T{hour}:00") for hour in (10, 11, 12)]
    (one,) = exported(run, "--week", "2026-W47", "--to", str(tmp_path / "week"))
    run("log", "void", ids[2], "--reason", "en fejl")
    exported(run, "--week", "2026-W47", "--to", str(tmp_path / "late"), "--format", "jsonl")
    path = Path(one["path"])
    lines = path.read_bytes().decode("utf-8-sig").split("\r\n")
    lines[1] += "ring til 200220-2468"
    lines[2] += "\x1b[2Jovertaget"
    path.write_text("\r\n".join(lines), encoding="utf-8-sig", newline="")
    target = tmp_path / "all.csv"
    done = run("merge", str(path), str(tmp_path / "late"), "--to", str(target), "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout) == {
        "path": str(target),
        "rows": 2,
        "read": 5,
        "withdrawn": 1,
        "refused": 2,
    }
    assert f"{path}:2: " in done.stderr
    assert f"{path}:3: " in done.stderr
    assert not any(text in done.stderr for text in ("2468", "overtaget", "\x1b"))
    assert "2468" not in target.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    "command",
    [
        ("report", "--week", "2026-W47", "--html"),
        ("export-knowledge", "--format", "hsds", "--to"),
        ("merge", "WEEK", "--to"),
        ("import", "hsds", str(DIRECTORY), "--to"),
        ("backup",),
    ],
    ids=lambda command: command[0],
)
def test_a_file_that_is_named_is_replaced_with_force_and_never_without(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    add(run, "2026-11-16T10:00")
    (week,) = exported(run, "--week", "2026-W47", "--to", str(tmp_path / "week"))
    arguments = [week["path"] if part == "WEEK" else part for part in command]
    target = tmp_path / "new.yaml" if command[0] == "import" else tmp_path / "new.csv"
    target.write_text("old", encoding="utf-8")
    refused = run(*arguments, str(target))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.count("\n") == 1
    assert f"{target} exists already; nothing was written. " in refused.stderr
    assert "--force" in refused.stderr
    assert target.read_text(encoding="utf-8") == "old"
    forced = run(*arguments, str(target), "--force")
    assert (forced.returncode, forced.stdout) == (0, f"{target}\n"), forced.stderr
    assert target.read_bytes() != b"old"

    lost = tmp_path / "none" / target.name
    assert run(*arguments, str(lost), "--force").returncode == 2
    assert not lost.parent.exists()
    assert run(*arguments, str(tmp_path), "--force").returncode == 2
    if os.name == "posix":
        link = tmp_path / f"link{target.suffix}"
        link.symlink_to(target)
        kept = target.read_bytes()
        assert "a link to another place" in run(*arguments, str(link), "--force").stderr
        assert target.read_bytes() == kept


def test_komhen_counts_are_a_file_that_opens_like_the_others(run: Run) -> None:
    run("log", "add", "service:straffeattest", "--outcome", "unmet", "--at", "2026-11-16T10:00")
    add(run, "2026-11-17T10:00", "--channel", "telephone")
    (one,) = exported(run, "--week", "2026-W47", "--format", "komhen")
    with Path(one["path"]).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [(row["channel"], row["fejlhenvendelse"], row["information"]) for row in rows] == [
        ("in_person", "1", "0"),
        ("telephone", "0", "1"),
    ]
    assert one["rows"] == 2


def test_a_report_is_of_the_last_finished_week_or_of_the_first_one(run: Run) -> None:
    add(run, f"{TODAY}T00:00")
    assert f"Week {TODAY.isocalendar().week} " in run("report").stdout
    add(run, last_week())
    assert f"Week {int(LAST_WEEK[-2:])} " in run("report").stdout


def test_a_report_of_a_week_is_in_the_language_and_on_standard_output(run: Run) -> None:
    add(run, "2026-11-16T10:00")
    done = run("report", "--week", "2026-W47", lang="da")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Uge 47 i skranken" in done.stdout
    assert "1 henvendelse, i loggens første uge" in done.stdout
    assert "\x1b" not in done.stdout


def test_a_page_is_written_where_it_was_asked_for(run: Run, tmp_path: Path) -> None:
    add(run, "2026-11-16T10:00")
    page = tmp_path / "sider" / "uge.html"
    lost = run("report", "--week", "2026-W47", "--html", str(page), lang="da")
    assert lost.returncode == 2
    assert f"Mappen {page.parent} findes ikke" in lost.stderr
    assert not page.parent.exists()
    page.parent.mkdir()
    done = run("report", "--week", "2026-W47", "--html", str(page), lang="da")
    assert (done.returncode, done.stdout) == (0, f"{page}\n")
    assert "&lt;5 henvendelser" in page.read_text(encoding="utf-8")
    assert run("report", "--week", "2026-W60").returncode == 2


LIGHT = """
import sys
from floorwalker.cli.main import run
run(sys.argv[1:])
heavy = {"textual", "rich", "xlsxwriter", "plotext", "svg", "babel"}
print("LOADED", sorted(heavy & set(sys.modules)))
"""


def test_a_csv_of_a_week_loads_nothing_heavy(run: Run, tmp_path: Path, knowledge: Path) -> None:
    add(run, "2026-11-16T10:00")
    places = ["--knowledge", str(knowledge), "--data", str(tmp_path / "data")]
    done = subprocess.run(
        [sys.executable, "-c", LIGHT, *places, "export", "--week", "2026-W47"],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    assert done.stdout.endswith("LOADED []\n")
