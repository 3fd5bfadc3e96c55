"""A week's encounters as files that are safe to open, the same bytes for the same week.

CSV as a Danish Excel opens it by double click: UTF-8 with a byte order mark, `;` between, CRLF, a
header row. The columns are those of `Encounter`, in their order.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import IO, Final

import msgspec

from floorwalker.journal.encounter import COLUMNS, Encounter, Feedback
from floorwalker.week.defuse import defuse
from floorwalker.week.files import whole_file

Cell = str | int | bool | date | tuple[str, ...] | None

FEEDBACK_COLUMNS: Final = Feedback.__struct_fields__


def file_name(desk: str, period: str, extension: str) -> str:
    """`floorwalker-<desk>-2026-W47.csv`; what a file name cannot hold becomes a hyphen."""
    safe = "".join(c if c.isalnum() or c in "._-" else "-" for c in desk)
    return f"floorwalker-{safe}-{period}.{extension}"


def write_csv(path: Path, columns: tuple[str, ...], rows: Iterable[msgspec.Struct]) -> int:
    """Write `rows` as CSV to `path`, whole or not at all; the number of rows.

    Raises:
        FloorwalkerError: the file cannot be written.
    """
    with whole_file(path) as file:
        return _write_rows(file, columns, rows)


def _write_rows(file: IO[bytes], columns: tuple[str, ...], rows: Iterable[msgspec.Struct]) -> int:
    count = 0
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    try:
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow([cell_text(getattr(row, column)) for column in columns])
            count += 1
    finally:
        text.flush()
        text.detach()
    return count


def cell_text(value: Cell) -> str:
    """A value as a cell: codes joined by `;`, nothing for None, text that is no formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ";".join(value)
    if isinstance(value, date):
        return value.isoformat()
    return defuse(value) if isinstance(value, str) else str(value)


def write_week(
    folder: Path,
    desk: str,
    period: str,
    encounters: Iterable[Encounter],
    feedback: Iterable[Feedback],
) -> Iterator[Path]:
    """Write the encounters of a period, and the feedback of it where there is any."""
    path = folder / file_name(desk, period, "csv")
    write_csv(path, COLUMNS, encounters)
    yield path
    reported = list(feedback)
    if reported:
        path = folder / file_name(desk, f"{period}-feedback", "csv")
        write_csv(path, FEEDBACK_COLUMNS, reported)
        yield path
