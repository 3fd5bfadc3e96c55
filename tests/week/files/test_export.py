"""The week's CSV: its bytes, its rows, and that it appears whole or not at all."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from floorwalker.errors import FloorwalkerError
from floorwalker.journal.encounter import COLUMNS, Encounter, Feedback
from floorwalker.week.files.formula_escaping import restore
from floorwalker.week.files.ownership import file_name
from tests.week.samples import write_week

FIRST = Encounter(
    encounter_id="019a8b5e-0000-7000-8000-000000000001",
    desk="Skranke 1",
    location="raadhus",
    started_at="2026-11-16T10:10:00+01:00",
    duration_s=42,
    week="2026-W47",
    ref="service:pas",
    name="Pas",
    outcome="handed_over",
    challenges=("hard_to_reach", "unclear_letter"),
    confident=True,
    follow_up_due=date(2026, 11, 20),
    note='=HYPERLINK("x"); og æøå',
)

GOLDEN = (
    "\ufeffencounter_id;revision;desk;location;started_at;duration_s;week;channel;audience;"
    "visitor_language;ref;name;theme;kle;competent_authority;contact_ref;contact_name;outcome;"
    "unmet_reason;challenges;query;confident;promise;promise_code;follow_up_due;"
    "follow_up_closed_at;note\r\n"
    "019a8b5e-0000-7000-8000-000000000001;1;Skranke 1;raadhus;2026-11-16T10:10:00+01:00;42;"
    '2026-W47;in_person;;;service:pas;Pas;;;;;;handed_over;;"hard_to_reach;unclear_letter";;'
    'true;;;2026-11-20;;"\'=HYPERLINK(""x""); og æøå"\r\n'
).encode()


def test_the_bytes_are_those_a_danish_excel_opens_by_double_click(tmp_path: Path) -> None:
    (path,) = write_week(tmp_path, "Skranke 1", "2026-W47", [FIRST], [])
    assert path.name == "floorwalker-Skranke-1-2026-W47.csv"
    assert path.read_bytes() == GOLDEN


def test_a_reader_that_is_not_ours_gets_every_value_back(tmp_path: Path) -> None:
    (path,) = write_week(tmp_path, "d", "2026-W47", [FIRST], [])
    with path.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file, delimiter=";")
    assert tuple(row) == COLUMNS
    assert restore(row["note"]) == FIRST.note
    assert row["challenges"].split(";") == list(FIRST.challenges)


def test_feedback_goes_into_a_file_of_its_own(tmp_path: Path) -> None:
    feedback = Feedback(
        feedback_id="f", at="2026-11-16T10:10:00+01:00", kind="wrong", comment="Lokalet er flyttet"
    )
    paths = list(write_week(tmp_path, "d", "2026-W47", [], [feedback]))
    assert [path.name for path in paths] == [
        "floorwalker-d-2026-W47.csv",
        "floorwalker-d-2026-W47-feedback.csv",
    ]
    assert "Lokalet er flyttet" in paths[1].read_text(encoding="utf-8-sig")


def test_a_failure_half_way_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    list(write_week(folder, "d", "2026-W47", [FIRST], []))
    before = {path: path.read_bytes() for path in folder.iterdir()}

    def failing() -> Iterator[Encounter]:
        yield FIRST
        raise FloorwalkerError("the log is gone")

    with pytest.raises(FloorwalkerError):
        list(write_week(folder, "d", "2026-W47", failing(), []))
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_target_that_cannot_be_written_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(FloorwalkerError) as caught:
        list(write_week(tmp_path / "file", "d", "2026-W47", [FIRST], []))
    assert caught.value.hint


def test_a_desk_name_cannot_leave_the_folder() -> None:
    assert file_name("../x y", "2026-W47", "csv") == "floorwalker-..-x-y-2026-W47.csv"
    assert "\\" not in file_name("a\\b:c*?<>|", "2026-W47", "csv")


@pytest.mark.parametrize("desk", ["x" * 300, "ø" * 300, "skranke 漢字" * 50])
def test_a_desk_name_of_any_length_makes_a_file_name(desk: str) -> None:
    assert len(file_name(desk, "2026-11-16--2026-11-22", "manifest.json").encode()) < 200
