"""Every format: golden bytes, and every value back through a library that did not write it."""

import csv
import json
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

import msgspec
import openpyxl
import pyarrow.parquet as pq
import pytest

from floorwalker.errors import FloorwalkerError
from floorwalker.journal.encounter import COLUMNS, Encounter, Feedback
from floorwalker.week.files import formats
from floorwalker.week.files.formula_escaping import restore
from floorwalker.week.files.komhen import KomhenRow, count
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

GOLDEN: Final = Path(__file__).parent / "golden"
ALL: Final = (*CLOCK_BACK, *WEEK, *YEAR_END)


def written(folder: Path, table_format: str, rows: Sequence[Encounter] = WEEK) -> Path:
    (path,) = write_week(folder / table_format, "Skranke 1", "2026-W47", rows, [], table_format)
    return path


def from_csv(path: Path) -> list[Encounter]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            as_encounter(
                {column: restore(cell) or None for column, cell in row.items()},
                codes=(row["challenges"] or "").split(";"),
            )
            for row in csv.DictReader(file, delimiter=";")
        ]


def from_xlsx(path: Path) -> list[Encounter]:
    header, *rows = openpyxl.load_workbook(path).active.iter_rows()
    names = [cell.value for cell in header]
    return [
        as_encounter(
            {name: shown(cell) for name, cell in zip(names, row, strict=True)},
            codes=str(row[names.index("challenges")].value or "").split(";"),
        )
        for row in rows
    ]


def shown(cell: openpyxl.cell.Cell) -> object:
    """What the cell shows; a time with the offset that its format adds."""
    assert cell.data_type != "f"
    if isinstance(cell.value, datetime) and "T" in cell.number_format:
        return cell.value.isoformat() + cell.number_format.split('"')[-2]
    if isinstance(cell.value, datetime):
        return cell.value.date().isoformat()
    return openpyxl.utils.escape.unescape(cell.value) if cell.data_type == "s" else cell.value


def from_jsonl(path: Path) -> list[Encounter]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [msgspec.convert(json.loads(line), Encounter) for line in lines]


def from_parquet(path: Path) -> list[Encounter]:
    return [msgspec.convert(row, Encounter) for row in pq.read_table(path).to_pylist()]


def as_encounter(row: dict[str, object], codes: list[str]) -> Encounter:
    assert tuple(row) == COLUMNS
    numbers = {name: int(str(row[name])) for name in ("revision", "duration_s") if row[name]}
    truth = {"true": True, "false": False}.get(str(row["confident"]), row["confident"])
    values = row | numbers | {"confident": truth, "challenges": [code for code in codes if code]}
    return msgspec.convert(values, Encounter)


READERS: Final[dict[str, Callable[[Path], list[Encounter]]]] = {
    "csv": from_csv,
    "xlsx": from_xlsx,
    "jsonl": from_jsonl,
    "parquet": from_parquet,
}


@pytest.mark.parametrize("table_format", formats.TABLES)
def test_a_reader_that_did_not_write_it_finds_what_the_journal_holds(
    tmp_path: Path, table_format: str
) -> None:
    assert READERS[table_format](written(tmp_path, table_format, ALL)) == list(ALL)


@pytest.mark.parametrize("table_format", formats.TABLES)
def test_the_same_week_is_the_same_bytes_at_another_time(
    tmp_path: Path, table_format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = written(tmp_path / "a", table_format).read_bytes()
    later = time.time() + 86_400 * 400
    monkeypatch.setattr(time, "time", lambda: later)
    assert written(tmp_path / "b", table_format).read_bytes() == first


@pytest.mark.parametrize("table_format", ["csv", "jsonl"])
def test_the_bytes_are_the_golden_ones(tmp_path: Path, table_format: str) -> None:
    golden = (GOLDEN / f"week.{table_format}").read_bytes()
    assert written(tmp_path, table_format).read_bytes() == golden


def test_the_workbook_has_the_golden_parts_and_dates(tmp_path: Path) -> None:
    """Part by part: how well zlib packs them differs between builds of Python."""

    def parts(path: Path) -> list[tuple[str, tuple[int, ...], bytes]]:
        with zipfile.ZipFile(path) as book:
            return [(part.filename, part.date_time, book.read(part)) for part in book.infolist()]

    assert parts(written(tmp_path, "xlsx")) == parts(GOLDEN / "week.xlsx")


@pytest.mark.parametrize("table_format", formats.TABLES)
def test_a_week_without_encounters_is_a_file_with_its_columns(
    tmp_path: Path, table_format: str
) -> None:
    assert READERS[table_format](written(tmp_path, table_format, [])) == []


def test_workbooks_hold_dates_times_numbers_and_truth_values(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(tmp_path, "xlsx")).active
    row = {name.value: cell for name, cell in zip(sheet[1], sheet[2], strict=True)}
    assert row["started_at"].value == datetime(2026, 11, 16, 10, 10)  # noqa: DTZ001
    assert row["started_at"].is_date
    assert row["follow_up_due"].value.date() == date(2026, 11, 20)
    assert (row["revision"].value, row["duration_s"].value) == (2, 42)
    assert row["confident"].value is True
    assert sheet.freeze_panes == "A2"


def test_a_workbook_never_holds_a_formula_or_a_link(tmp_path: Path) -> None:
    book = zipfile.ZipFile(written(tmp_path, "xlsx"))
    sheet = book.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet
    cells = openpyxl.load_workbook(written(tmp_path, "xlsx")).active["AA"][3:]
    assert [cell.quotePrefix for cell in cells[:2]] == [True, True]
    assert not cells[-1].quotePrefix


def test_a_text_too_long_for_a_cell_is_an_error_not_a_lost_text(tmp_path: Path) -> None:
    long = encounter(1, "2026-11-16T10:10:00+01:00", note="x" * 32_768)
    with pytest.raises(FloorwalkerError) as caught:
        written(tmp_path, "xlsx", [long])
    assert "note" in caught.value.message
    assert [*tmp_path.glob("xlsx/*"), *tmp_path.glob("xlsx/.*")] == []


def test_parquet_has_types(tmp_path: Path) -> None:
    schema = pq.read_schema(written(tmp_path, "parquet"))
    types = {name: str(schema.field(name).type) for name in COLUMNS}
    assert types["revision"] == "int64"
    assert types["confident"] == "bool"
    assert types["follow_up_due"].startswith("date32")
    assert types["challenges"].startswith("list")


def test_parquet_without_its_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "floorwalker.week.files.parquet_file", raising=False)
    with pytest.raises(FloorwalkerError) as caught:
        formats.writer("parquet")
    assert "floorwalker[parquet]" in caught.value.hint


@pytest.mark.parametrize("table_format", formats.TABLES)
def test_feedback_has_a_file_of_its_own_in_every_format(tmp_path: Path, table_format: str) -> None:
    _week, path = write_week(tmp_path, "d", "2026-W47", WEEK, FEEDBACK, table_format)
    assert path.name == f"floorwalker-d-2026-W47-feedback.{table_format}"
    assert path.stat().st_size


def test_feedback_is_read_back_as_it_was(tmp_path: Path) -> None:
    _week, path = write_week(tmp_path, "d", "2026-W47", [], FEEDBACK, "parquet")
    rows = pq.read_table(path).to_pylist()
    assert [msgspec.convert(row, Feedback) for row in rows] == list(FEEDBACK)


def test_our_own_readers_give_back_every_encounter(tmp_path: Path) -> None:
    assert read_week(written(tmp_path, "csv", ALL)) == list(ALL)
    assert read_week(written(tmp_path, "jsonl", ALL)) == list(ALL)


def test_komhen_counts_by_channel_task_and_kind() -> None:
    done = ("self_service", "handed_over", "appointment", "answered", "referred", "unmet")
    rows = [
        encounter(n, "2026-11-16T10:10:00+01:00", kle="23.05.01", outcome=outcome)
        for n, outcome in enumerate(done)
    ]
    assert list(count([FULL, *rows])) == [
        KomhenRow(
            week="2026-W47",
            channel="in_person",
            kle="23.05.01",
            kle_name="Borgerlige forhold",
            information=3,
            transaction=3,
            fejlhenvendelse=0,
        ),
        KomhenRow(
            week="2026-W47",
            channel="telephone",
            kle="30",
            kle_name="Andre myndigheders opgaver",
            information=0,
            transaction=0,
            fejlhenvendelse=1,
        ),
    ]


def test_komhen_counts_by_main_group_where_no_task_is_named() -> None:
    numbers = ("34.10.30", "34", "34.10", "34.10.30", None)
    rows = [
        encounter(n, "2026-11-16T10:10:00+01:00", kle=kle, outcome="answered")
        for n, kle in enumerate(numbers)
    ]
    main_group = "Hjælp og støtte til børn og unge"
    assert [(row.kle, row.kle_name, row.information) for row in count(rows)] == [
        ("", "", 1),
        ("34", main_group, 2),
        ("34.10.30", main_group, 2),
    ]


def test_csv_needs_nothing_but_the_standard_library(tmp_path: Path) -> None:
    probe = (
        "import sys; from floorwalker.week.files.formats import writer; writer('csv'); "
        "heavy = {'xlsxwriter', 'pyarrow', 'plotext', 'svg', 'textual', 'rich', 'babel'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    assert done.stdout == "[]\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no limit to a file's size")
@pytest.mark.parametrize("table_format", formats.TABLES)
def test_a_disk_without_room_is_one_clear_error_and_leaves_nothing(
    tmp_path: Path, table_format: str
) -> None:
    probe = f"""
import resource
from pathlib import Path
from floorwalker.errors import FloorwalkerError
from tests.week.samples import WEEK
from tests.week.files.test_formats import written
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    written(Path({str(tmp_path)!r}), {table_format!r}, WEEK * 50)
except FloorwalkerError as error:
    print(error.hint)
"""
    done = subprocess.run(
        [sys.executable, "-c", probe],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    assert "room" in done.stdout
    assert [*tmp_path.glob(f"{table_format}/*"), *tmp_path.glob(f"{table_format}/.*")] == []


def main() -> None:
    """Write the golden files anew: `python -m tests.week.files.test_formats`."""
    for table_format in ("csv", "jsonl", "xlsx"):
        written(GOLDEN, table_format).replace(GOLDEN / f"week.{table_format}")
        (GOLDEN / table_format).rmdir()


if __name__ == "__main__":
    main()
