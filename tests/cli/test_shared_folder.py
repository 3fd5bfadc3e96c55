"""Several desks export into one folder: each keeps its own files, whatever they are called."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from floorwalker.week.files.encounter_ids import encounter_ids
from tests.cli.conftest import Run

pytestmark = pytest.mark.slow

WEEK = "2026-W47"
FORMATS = ("csv", "xlsx", "jsonl", "parquet", "komhen")


class Desk:
    """A desk with a log of its own and, if it has one, a name."""

    def __init__(self, run: Run, place: Path, name: str | None = None) -> None:
        place.mkdir()
        self.place = place
        self._run = run
        self.ids: set[str] = set()
        self.rename(name)

    def rename(self, name: str | None) -> None:
        said = "" if name is None else f"desk: {json.dumps(name, ensure_ascii=False)}\n"
        (self.place / "config.yaml").write_text(said, encoding="utf-8")

    def __call__(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        options = ("--data", str(self.place), "--config", str(self.place / "config.yaml"))
        return self._run(*options, *arguments)

    def add(self, at: str = "2026-11-16T10:00") -> str:
        done = self("log", "add", "service:pas", "--outcome", "answered", "--at", at)
        assert done.returncode == 0, done.stderr
        self.ids.add(done.stdout.strip())
        return done.stdout.strip()

    def export(self, folder: Path, *more: str) -> list[dict[str, Any]]:
        done = self("export", "--week", WEEK, "--to", str(folder), "--json", *more)
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    (tmp_path / "shared").mkdir()
    return tmp_path / "shared"


@pytest.mark.parametrize(
    "names",
    [
        (None, None),
        ("Skranke 1", "Skranke-1"),
        ("Skranke", "skranke"),
        ("Ærø", "æRØ"),
        ("Skranke  1", "Skranke 1"),
        ("é", "e\u0301"),
        ("x" * 40, "X" * 40),
        ("CON", "con"),
    ],
)
def test_two_desks_keep_their_own_files(
    run: Run, tmp_path: Path, shared: Path, names: tuple[str | None, str | None]
) -> None:
    desks = [Desk(run, tmp_path / str(n), name) for n, name in enumerate(names)]
    options = [part for each in FORMATS for part in ("--format", each)]
    written: list[set[str]] = []
    for desk in desks:
        desk.add()
    for desk in (*desks, *desks):
        files = desk.export(shared, *options)
        assert [each["format"] for each in files] == list(FORMATS)
        written.append({Path(each["path"]).name for each in files})
        for each in files[:4]:
            assert set(encounter_ids(Path(each["path"]))) == desk.ids
    assert written[:2] == written[2:]
    assert {each.casefold() for each in written[0]}.isdisjoint(map(str.casefold, written[1]))
    assert len(list(shared.iterdir())) == 2 * (len(FORMATS) + 1)
    assert all(len(os.fsencode(each.name)) <= 255 for each in shared.iterdir())


def test_the_second_is_told_that_its_name_was_taken(run: Run, tmp_path: Path, shared: Path) -> None:
    first, second = Desk(run, tmp_path / "a"), Desk(run, tmp_path / "b")
    for desk in (first, second):
        desk.add()
    quiet = first("export", "--to", str(shared), "--week", WEEK)
    told = second("export", "--to", str(shared), "--week", WEEK)
    assert "taken" not in quiet.stderr
    assert f"floorwalker-desk-{WEEK} is taken by files of another desk or log" in told.stderr


def test_an_unchanged_week_is_the_same_bytes_and_a_changed_one_replaces_its_own(
    run: Run, tmp_path: Path, shared: Path
) -> None:
    first, second = Desk(run, tmp_path / "a"), Desk(run, tmp_path / "b")
    own = [desk.add() for desk in (first, second)]
    for desk in (first, second):
        desk.export(shared)
    before = {path: path.read_bytes() for path in shared.iterdir()}
    for desk in (second, first):
        desk.export(shared)
    assert {path: path.read_bytes() for path in shared.iterdir()} == before

    second.add("2026-11-17T10:00")
    second("log", "void", own[1], "--reason", "en fejl")
    second.ids.remove(own[1])
    (one,) = second.export(shared)
    assert set(encounter_ids(Path(one["path"]))) == second.ids
    assert {path.name for path in shared.iterdir()} == {path.name for path in before}
    manifest = json.loads(Path(one["path"]).with_suffix(".manifest.json").read_text("utf-8"))
    assert manifest["withdrawn"] == [{"encounter_id": own[1], "revision": 2}]


def test_a_desk_renamed_between_two_exports_replaces_nothing(
    run: Run, tmp_path: Path, shared: Path
) -> None:
    desk = Desk(run, tmp_path / "a", "Skranke 1")
    desk.add()
    names = set()
    for name in ("Skranke 1", "Skranke-1", "Indgang"):
        desk.rename(name)
        (one,) = desk.export(shared)
        names.add(one["path"])
    assert len(names) == 3


@pytest.mark.parametrize("file_format", ["csv", "jsonl", "xlsx", "parquet"])
def test_a_file_of_others_put_in_our_place_by_hand_is_kept(
    run: Run, tmp_path: Path, shared: Path, file_format: str
) -> None:
    ours, theirs = Desk(run, tmp_path / "a"), Desk(run, tmp_path / "b")
    for desk in (ours, theirs):
        desk.add()
    (mine,) = ours.export(shared, "--format", file_format)
    (other,) = theirs.export(tmp_path / "elsewhere", "--format", file_format)
    shutil.copy(other["path"], mine["path"])
    kept = Path(mine["path"]).read_bytes()
    (again,) = ours.export(shared, "--format", file_format)
    assert again["path"] != mine["path"]
    assert Path(mine["path"]).read_bytes() == kept


def test_the_twin_of_a_log_does_not_replace_what_it_lacks(
    run: Run, tmp_path: Path, shared: Path
) -> None:
    first = Desk(run, tmp_path / "a")
    first.add()
    shutil.copytree(first.place, tmp_path / "copy")
    second = Desk(run, tmp_path / "b")
    shutil.copytree(tmp_path / "copy", second.place, dirs_exist_ok=True)
    first.add("2026-11-17T10:00")
    second.add("2026-11-18T10:00")
    (one,) = first.export(shared)
    (two,) = second.export(shared)
    assert one["path"] != two["path"]
    assert set(encounter_ids(Path(one["path"]))) == first.ids


def test_without_its_manifest_a_file_of_ours_is_known_by_its_rows(
    run: Run, tmp_path: Path, shared: Path
) -> None:
    desk = Desk(run, tmp_path / "a")
    desk.add()
    (one,) = desk.export(shared)
    Path(one["path"]).with_suffix(".manifest.json").unlink()
    desk.add("2026-11-17T10:00")
    (again,) = desk.export(shared)
    assert (again["path"], again["rows"]) == (one["path"], 2)


@pytest.mark.parametrize("text", [b"", b"{}", b"not a table;at all\r\n", b"\0"])
def test_what_nobody_knows_is_not_replaced(
    run: Run, tmp_path: Path, shared: Path, text: bytes
) -> None:
    desk = Desk(run, tmp_path / "a")
    desk.add()
    stranger = shared / f"floorwalker-desk-{WEEK}.csv"
    stranger.write_bytes(text)
    (one,) = desk.export(shared)
    assert one["path"] != str(stranger)
    assert stranger.read_bytes() == text


def test_where_both_names_are_taken_nothing_is_written(
    run: Run, tmp_path: Path, shared: Path
) -> None:
    first, second = Desk(run, tmp_path / "a"), Desk(run, tmp_path / "b")
    for desk in (first, second):
        desk.add()
    first.export(shared)
    (own,) = second.export(shared)
    manifest = Path(own["path"]).with_suffix(".manifest.json")
    manifest.write_text('{"desk": "en anden", "period": "x"}', encoding="utf-8")
    before = {path: path.read_bytes() for path in shared.iterdir()}
    done = second("export", "--week", WEEK, "--to", str(shared))
    assert (done.returncode, done.stdout) == (2, "")
    assert "not in this log" in done.stderr
    assert {path: path.read_bytes() for path in shared.iterdir()} == before


@pytest.mark.skipif(os.name == "nt", reason="POSIX has these")
def test_a_planted_link_is_refused(run: Run, tmp_path: Path, shared: Path) -> None:
    desk = Desk(run, tmp_path / "a")
    desk.add()
    mine = tmp_path / "mine"
    mine.write_text("mine", encoding="utf-8")
    (shared / f"floorwalker-desk-{WEEK}.csv").symlink_to(mine)
    done = desk("export", "--week", WEEK, "--to", str(shared))
    assert mine.read_text(encoding="utf-8") == "mine"
    assert done.returncode == 0
    assert "is taken by files of another desk or log" in done.stderr


def test_eight_desks_export_at_the_same_moment(run: Run, tmp_path: Path, shared: Path) -> None:
    desks = [Desk(run, tmp_path / str(n)) for n in range(8)]
    for desk in desks:
        desk.add()
    environment = {**os.environ, "FLOORWALKER_LANG": "en"}
    environment["FLOORWALKER_KNOWLEDGE"] = str(tmp_path / "knowledge")
    running = [
        subprocess.Popen(
            [
                *(sys.executable, "-m", "floorwalker", "--data", str(desk.place)),
                *("export", "--week", WEEK, "--to", str(shared)),
            ],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for desk in desks
    ]
    paths = []
    for process in running:
        out, told = process.communicate(timeout=120)
        assert process.returncode == 0, told
        paths.append(Path(out.strip()))
    assert [set(encounter_ids(path)) for path in paths] == [desk.ids for desk in desks]
    assert len(set(paths)) == len(desks)


def test_one_log_exported_by_two_at_once_is_one_whole_file_of_each_format(
    run: Run, tmp_path: Path, shared: Path
) -> None:
    desk = Desk(run, tmp_path / "a")
    desk.add()
    environment = {**os.environ, "FLOORWALKER_KNOWLEDGE": str(tmp_path / "knowledge")}
    running = [
        subprocess.Popen(
            [
                *(sys.executable, "-m", "floorwalker", "--data", str(desk.place)),
                *("export", "--week", WEEK, "--to", str(shared), "--format", each),
            ],
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        for each in ("csv", "jsonl", "komhen", "csv")
    ]
    assert [process.wait(timeout=120) for process in running] == [0] * 4
    manifest = json.loads((shared / f"floorwalker-desk-{WEEK}.manifest.json").read_text("utf-8"))
    assert {each["format"] for each in manifest["files"]} == {"csv", "jsonl", "komhen"}
    assert len(list(shared.iterdir())) == 4


def test_a_format_that_fails_stops_no_other(run: Run, tmp_path: Path, shared: Path) -> None:
    desk = Desk(run, tmp_path / "a")
    desk.add()
    (shared / f"floorwalker-desk-{WEEK}-komhen.csv").mkdir()
    formats = [part for each in ("komhen", "csv", "jsonl") for part in ("--format", each)]
    done = desk("export", "--week", WEEK, "--to", str(shared), *formats)
    assert done.returncode in {0, 1}
    names = {Path(line).suffix for line in done.stdout.splitlines()}
    assert {".csv", ".jsonl"} <= names
    with next(shared.glob("*.csv")).open(encoding="utf-8-sig") as file:
        assert next(csv.reader(file, delimiter=";"))[0]


WITHOUT = """
import sys
sys.modules["pyarrow"] = None
from floorwalker.cli.main import run
sys.exit(run(sys.argv[1:]))
"""


def test_without_pyarrow_the_other_formats_are_written(
    run: Run, tmp_path: Path, shared: Path
) -> None:
    desk = Desk(run, tmp_path / "a")
    desk.add()
    places = ["--data", str(desk.place), "--knowledge", str(tmp_path / "knowledge")]

    def exported(*formats: str) -> "subprocess.CompletedProcess[str]":
        options = [part for each in formats for part in ("--format", each)]
        return subprocess.run(
            [
                *(sys.executable, "-c", WITHOUT, *places),
                *("export", "--week", WEEK, "--week", "2026-W46", "--to", str(shared), *options),
            ],
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )

    some = exported("parquet", "csv")
    assert some.returncode == 1
    assert [Path(line).suffix for line in some.stdout.splitlines()] == [".csv", ".csv"]
    assert some.stderr.count("pyarrow") == 1
    none = exported("parquet")
    assert (none.returncode, none.stdout) == (2, "")
