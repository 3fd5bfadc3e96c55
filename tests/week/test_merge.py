"""Weeks of several desks put together: newest revisions, in any order, twice or not."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from floorwalker.errors import FloorwalkerError
from floorwalker.journal.encounter import Encounter
from floorwalker.week.csv_file import read_csv, write_csv
from floorwalker.week.jsonl_file import read_jsonl, write_jsonl
from floorwalker.week.merge import Merged, merge
from tests.week.samples import CLOCK_BACK, FULL, WEEK, YEAR_END, encounter

ONE = encounter(1, "2026-11-16T10:00:00+01:00")
TWO = encounter(2, "2026-11-16T11:00:00+01:00", desk="Skranke 2")
ONE_AMENDED = replace(ONE, revision=2, outcome="referred", started_at="2026-11-17T09:00:00+01:00")


def csv_file(path: Path, *rows: Encounter) -> Path:
    write_csv(path, Encounter, rows)
    return path


def test_the_newest_revision_of_each_encounter_stays(tmp_path: Path) -> None:
    old = csv_file(tmp_path / "a.csv", ONE, TWO)
    new = tmp_path / "b.jsonl"
    write_jsonl(new, Encounter, [ONE_AMENDED])
    target = tmp_path / "all.csv"
    assert merge([old, new], target) == Merged(read=3, written=2)
    assert list(read_csv(target)) == [TWO, ONE_AMENDED]


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
    assert {e.encounter_id: e for e in read_jsonl(tmp_path / "first.jsonl")} == best


def test_two_different_rows_of_one_revision_end_the_same_in_any_order(tmp_path: Path) -> None:
    other = replace(ONE, note="rettet i hånden", started_at="2026-11-16T10:00:01+01:00")
    a, b = csv_file(tmp_path / "a.csv", ONE), csv_file(tmp_path / "b.csv", other)
    merge([a, b], tmp_path / "ab.csv")
    merge([b, a], tmp_path / "ba.csv")
    assert (tmp_path / "ab.csv").read_bytes() == (tmp_path / "ba.csv").read_bytes()
    assert len(list(read_csv(tmp_path / "ab.csv"))) == 1


def test_a_file_can_be_merged_into_itself(tmp_path: Path) -> None:
    a, b = csv_file(tmp_path / "a.csv", ONE), csv_file(tmp_path / "b.csv", TWO)
    assert merge([a, b], a) == Merged(read=2, written=2)
    assert list(read_csv(a)) == [ONE, TWO]


def test_hostile_texts_come_through_unchanged(tmp_path: Path) -> None:
    source = csv_file(tmp_path / "a.csv", *WEEK)
    merge([source, source], tmp_path / "b.csv")
    assert (tmp_path / "b.csv").read_bytes() == source.read_bytes()


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
