"""Weeks of several desks put together: newest revisions, in any order, twice or not."""

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from floorwalker.errors import FloorwalkerError
from floorwalker.journal.encounter import Encounter, Withdrawal
from floorwalker.week.files.formats import writer
from floorwalker.week.files.komhen import KomhenRow, count
from floorwalker.week.files.manifest import Manifest, describe, write_manifest
from floorwalker.week.files.merge import Merged, merge
from floorwalker.week.files.merge_sources import sources
from floorwalker.week.files.row_checks import objection
from tests.week.samples import (
    CLOCK_BACK,
    FEEDBACK,
    FULL,
    WEEK,
    YEAR_END,
    encounter,
    read_week,
    write_week,
)

ONE = encounter(1, "2026-11-16T10:00:00+01:00")
TWO = encounter(2, "2026-11-16T11:00:00+01:00", desk="Skranke 2")
ONE_AMENDED = replace(ONE, revision=2, outcome="referred", started_at="2026-11-17T09:00:00+01:00")


def csv_file(path: Path, *rows: Encounter) -> Path:
    writer("csv")(path, Encounter, rows)
    return path


def test_the_newest_revision_of_each_encounter_stays(tmp_path: Path) -> None:
    old = csv_file(tmp_path / "a.csv", ONE, TWO)
    new = tmp_path / "b.jsonl"
    writer("jsonl")(new, Encounter, [ONE_AMENDED])
    target = tmp_path / "all.csv"
    assert merge([old, new], target) == Merged(read=3, written=2)
    assert read_week(target) == [TWO, ONE_AMENDED]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(st.lists(st.sampled_from([ONE, TWO, ONE_AMENDED, *CLOCK_BACK, *YEAR_END]))))
def test_order_and_repeats_change_nothing(tmp_path: Path, parts: list[list[Encounter]]) -> None:
    files = [csv_file(tmp_path / f"{n}.csv", *rows) for n, rows in enumerate(parts)]
    merge(files, tmp_path / "first.jsonl")
    shuffled = [*files, *files, tmp_path / "first.jsonl"]
    Random(len(parts)).shuffle(shuffled)
    merge(shuffled, tmp_path / "second.jsonl")
    first = (tmp_path / "first.jsonl").read_bytes()
    assert (tmp_path / "second.jsonl").read_bytes() == first

    best: dict[str, Encounter] = {}
    for row in (row for rows in parts for row in rows):
        known = best.get(row.encounter_id, row)
        best[row.encounter_id] = max(known, row, key=lambda one: one.revision)
    assert {e.encounter_id: e for e in read_week(tmp_path / "first.jsonl")} == best


def test_two_different_rows_of_one_revision_are_named_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    other = replace(ONE, note="rettet i hånden", started_at="2026-11-16T10:00:01+01:00")
    a, b = csv_file(tmp_path / "a.csv", TWO, ONE), csv_file(tmp_path / "b.csv", other)
    for files in ([a, b], [b, a]):
        with pytest.raises(FloorwalkerError) as caught:
            merge(files, tmp_path / "ab.csv")
        assert f"{a}:3" in caught.value.message
        assert f"{b}:2" in caught.value.message
        assert "rettet" not in str(caught.value)
    assert not (tmp_path / "ab.csv").exists()


def test_a_newer_revision_settles_what_older_rows_say(tmp_path: Path) -> None:
    a = csv_file(tmp_path / "a.csv", ONE)
    b = csv_file(tmp_path / "b.csv", replace(ONE, note="rettet i hånden"))
    c = csv_file(tmp_path / "c.csv", ONE_AMENDED)
    for files in ([a, b, c], [c, a, b], [a, c, b]):
        merge(files, tmp_path / "abc.csv")
        assert read_week(tmp_path / "abc.csv") == [ONE_AMENDED]


def test_a_file_can_be_merged_into_itself(tmp_path: Path) -> None:
    a, b = csv_file(tmp_path / "a.csv", ONE), csv_file(tmp_path / "b.csv", TWO)
    assert merge([a, b], a) == Merged(read=2, written=2)
    assert read_week(a) == [ONE, TWO]


def test_texts_that_a_desk_could_have_typed_come_through_unchanged(tmp_path: Path) -> None:
    source = csv_file(tmp_path / "a.csv", *WEEK)
    fit = [row for row in WEEK if objection(row) is None]
    assert len(fit) == len(WEEK) - 2
    merged = merge([source, source], tmp_path / "b.csv")
    assert (merged.written, merged.refused) == (len(fit), 2)
    assert (tmp_path / "b.csv").read_bytes() == csv_file(tmp_path / "c.csv", *fit).read_bytes()


PERSON = "ring til 200220-2468"


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
@pytest.mark.parametrize(
    "column",
    ["note", "query", "promise", "name", "desk", "theme", "contact_name", "location"],
)
@pytest.mark.parametrize("text", [PERSON, "\x1b[31mrød", "a\x9bb", "\x00", "a\rb", "\x7f"])
def test_what_could_not_be_typed_here_is_left_out_and_named(
    tmp_path: Path, kind: str, column: str, text: str
) -> None:
    bad = replace(ONE_AMENDED, **{column: text})
    path, older = tmp_path / f"a.{kind}", csv_file(tmp_path / "older.csv", ONE)
    writer(kind)(path, Encounter, [TWO, bad])
    merged = merge([older, path], tmp_path / "b.jsonl")
    (refusal,) = merged.refusals
    assert (refusal.path, refusal.line) == (path, 3 if kind == "csv" else 2)
    assert "2468" not in refusal.message
    assert refusal.message.isprintable()
    assert read_week(tmp_path / "b.jsonl") == [TWO]


def test_a_row_over_several_lines_is_named_by_its_first(tmp_path: Path) -> None:
    two_lines, bad = replace(TWO, note="to\nlinjer"), replace(ONE, note=PERSON)
    path = csv_file(tmp_path / "a.csv", two_lines, two_lines, bad)
    (refusal,) = merge([path], tmp_path / "b.csv").refusals
    assert refusal.line == 6


def exported(folder: Path, stem: str, *rows: Encounter, withdrawn: Sequence[Withdrawal]) -> Path:
    folder.mkdir(exist_ok=True)
    path = csv_file(folder / f"{stem}.csv", *rows)
    manifest = Manifest(desk="d", period="2026-W47", withdrawn=tuple(withdrawn))
    write_manifest(folder / f"{stem}.manifest.json", manifest, [describe(path, "csv", len(rows))])
    return path


def test_what_was_withdrawn_later_is_left_out(tmp_path: Path) -> None:
    old = exported(tmp_path / "monday", "floorwalker-d-2026-W47", ONE, TWO, withdrawn=[])
    gone = Withdrawal(encounter_id=ONE.encounter_id, revision=2)
    new = exported(tmp_path / "friday", "floorwalker-d-2026-W47", TWO, withdrawn=[gone])
    merged = merge([old, new], tmp_path / "b.csv")
    assert (merged.withdrawn, read_week(tmp_path / "b.csv")) == (1, [TWO])
    merge([tmp_path / "monday", tmp_path / "friday"], tmp_path / "b.csv")
    assert read_week(tmp_path / "b.csv") == [TWO]
    merge([old, new.with_suffix(".manifest.json")], tmp_path / "b.csv")
    assert read_week(tmp_path / "b.csv") == [TWO]
    merge([old], tmp_path / "b.csv")
    assert read_week(tmp_path / "b.csv") == [ONE, TWO]


def test_a_manifest_that_speaks_of_other_files_withdraws_nothing_of_a_named_one(
    tmp_path: Path,
) -> None:
    gone = Withdrawal(encounter_id=ONE.encounter_id, revision=2)
    exported(tmp_path, "floorwalker-x-2026-W47", withdrawn=[gone])
    named = csv_file(tmp_path / "mine.csv", ONE)
    merge([named], tmp_path / "b.csv")
    assert read_week(tmp_path / "b.csv") == [ONE]


@pytest.mark.parametrize("table_format", ["csv", "jsonl"])
def test_a_folder_of_exports_is_merged_with_all_that_lies_in_it(
    tmp_path: Path, table_format: str
) -> None:
    folder = tmp_path / "exports"
    list(write_week(folder, "d", "2026-W47", [ONE, TWO], FEEDBACK, table_format))
    list(write_week(folder, "d", "2026-W47", [ONE, TWO], FEEDBACK, "xlsx"))
    writer("csv")(folder / "floorwalker-d-2026-W47-komhen.csv", KomhenRow, count([ONE]))
    (folder / "floorwalker-d-2026-W47.manifest.json").write_text("{}", encoding="utf-8")
    (folder / "læs mig.txt").write_text("x", encoding="utf-8")
    (folder / "uge.html").write_text("x", encoding="utf-8")
    (folder / "gamle").mkdir()
    merged = merge([folder], tmp_path / "b.csv")
    assert (merged.read, merged.unread) == (2, ())
    assert read_week(tmp_path / "b.csv") == [ONE, TWO]
    named = [each for each in folder.glob("floorwalker*") if each.suffix != ".json"]
    assert merge(named, tmp_path / "b.csv").written == 2


def test_a_week_that_is_there_as_a_workbook_alone_is_not_passed_over_in_silence(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "exports"
    list(write_week(folder, "d", "2026-W46", [ONE], [], "csv"))
    (workbook,) = write_week(folder, "d", "2026-W47", [TWO], [], "xlsx")
    assert merge([folder], tmp_path / "b.csv").unread == (workbook,)


@pytest.mark.parametrize("name", ["empty", "only.txt"])
def test_where_there_is_nothing_to_merge_it_is_said(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / name).touch()
    with pytest.raises(FloorwalkerError) as caught:
        merge([folder], tmp_path / "b.csv")
    assert str(folder) in caught.value.message
    assert not (tmp_path / "b.csv").exists()


def test_a_file_of_a_newer_version_is_told_from_a_broken_one(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", ONE)
    header, row = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text(f"{header};weather\r\n{row};rain\r\n", encoding="utf-8-sig", newline="")
    line = '{"encounter_id":"x","weather":"rain"}\n'
    (tmp_path / "b.jsonl").write_text(line, encoding="utf-8")
    for source in (path, tmp_path / "b.jsonl"):
        with pytest.raises(FloorwalkerError, match="newer version"):
            merge([source], tmp_path / "c.csv")


@pytest.mark.parametrize(
    "fields",
    [
        {"revision": 0},
        {"revision": -2},
        {"revision": 1 << 80},
        {"started_at": "2026-11-16T10:00:00"},
        {"encounter_id": "{019A8B5E-0000-7000-8000-000000000001}"},
    ],
)
def test_what_no_log_has_is_no_row(tmp_path: Path, fields: dict[str, object]) -> None:
    raw = msgspec.to_builtins(ONE) | fields
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(raw) + "\n", encoding="utf-8")
    with pytest.raises(FloorwalkerError, match=r"a\.jsonl:1"):
        merge([path], tmp_path / "b.csv")


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace("encounter_id;", "id;"),
        lambda text: text.replace("unmet", "lost"),
        lambda text: text.replace(";2;Skranke", ";to;Skranke"),
        lambda text: text.replace("true", "sand"),
        lambda text: text.rsplit(";", 1)[0],
        lambda text: text.replace("2026-11-16T10:10", "16-11-2026 10:10"),
        lambda text: text.replace("019a8b5e", "skrankens"),
        lambda text: text[:0],
    ],
)
def test_a_file_that_is_no_exported_week_is_named(tmp_path: Path, damage: object) -> None:
    assert callable(damage)
    path = csv_file(tmp_path / "a.csv", FULL)
    text = path.read_text(encoding="utf-8-sig")
    damaged = damage(text)
    assert damaged != text
    path.write_text(damaged, encoding="utf-8-sig", newline="")
    with pytest.raises(FloorwalkerError) as caught:
        merge([path], tmp_path / "b.csv")
    assert str(path) in caught.value.message
    assert not (tmp_path / "b.csv").exists()


def test_a_workbook_cannot_be_merged_and_the_error_says_what_can(tmp_path: Path) -> None:
    with pytest.raises(FloorwalkerError) as caught:
        merge([tmp_path / "a.xlsx"], tmp_path / "b.csv")
    assert ".jsonl" in caught.value.hint
    (tmp_path / "broken.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(FloorwalkerError) as caught:
        merge([tmp_path / "broken.jsonl"], tmp_path / "b.csv")
    assert "broken.jsonl:1" in caught.value.message


def test_a_folder_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(FloorwalkerError, match="does not exist"):
        sources([tmp_path / "weeks"])


@pytest.mark.parametrize(("withdrawn", "kept"), [(1, [ONE_AMENDED]), (2, []), (3, [])])
def test_a_row_is_left_out_up_to_the_revision_that_withdrew_it(
    tmp_path: Path, withdrawn: int, kept: list[Encounter]
) -> None:
    gone = Withdrawal(encounter_id=ONE.encounter_id, revision=withdrawn)
    exported(tmp_path / "d", "floorwalker-d-2026-W47", ONE_AMENDED, withdrawn=[gone])
    merge([tmp_path / "d"], tmp_path / "b.csv")
    assert read_week(tmp_path / "b.csv") == kept


def test_a_sound_row_of_the_same_revision_as_a_refused_one_stays(tmp_path: Path) -> None:
    bad = csv_file(tmp_path / "bad.csv", replace(ONE, note=PERSON))
    merged = merge([bad, csv_file(tmp_path / "good.csv", ONE)], tmp_path / "b.csv")
    assert (merged.refused, read_week(tmp_path / "b.csv")) == (1, [ONE])
