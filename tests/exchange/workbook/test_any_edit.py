"""Whatever is typed into a cell: it is refused, or the entry says it, and nothing else changes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.exchange.workbook.applying import apply_workbook
from floorwalker.exchange.workbook.cells import tidied
from floorwalker.exchange.workbook.columns import SHEETS, Column, Sheet
from floorwalker.exchange.workbook.reading import ReadCell, ReadRow, ReadSheet, ReadWorkbook
from floorwalker.exchange.workbook.rows import Row, rows_by_kind
from floorwalker.knowledge.loading.loader import Loaded, load, with_changes
from tests.exchange.workbook.editor import Editor

pytestmark = pytest.mark.slow

TYPED = (
    st.sampled_from(
        [
            *("", "Nyt", "a: b #c", "- x", "[a]", "{rate:pas}", "skranke", "ingen", "citizen"),
            *("2026-12-24", "24-12-2026", "12 34 56 78", "112 | akut", "a\nb", "ja", "nej", "14"),
            *("https://eksempel.dk/a/b", "Mo-Fr 10:00-12:00", "23.03", "service:kort", "info"),
            *("2026 | 1 kr.\n2027 | 2 kr.", "hus | Huset | Vej 1", "2027-01-01 | Ny | cost: 1"),
            *("mitid, card", "x | y | z | w", "\\n \\| \\\\", "'", '"', "|", ">", "# note", "~"),
        ]
    )
    | st.text(max_size=12)
).map(tidied)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return load(Editor(tmp_path_factory.mktemp("editor")).folder)


def as_read(loaded: Loaded, typed: dict[tuple[str, str], str]) -> ReadWorkbook:
    """The workbook of the folder as it is read back, with what was typed into some cells."""
    rows = rows_by_kind(loaded)
    return ReadWorkbook(
        tuple(read_sheet(sheet, rows[sheet.kind], typed) for sheet in SHEETS), (), ()
    )


def read_sheet(sheet: Sheet, rows: list[Row], typed: dict[tuple[str, str], str]) -> ReadSheet:
    columns = tuple(sheet.columns(["uk"]))
    read = [
        ReadRow(
            number=number,
            id=row.id,
            cells={
                column.name: ReadCell(
                    f"X{number}", typed.get((row.ref, column.name), tidied(row.text(column)))
                )
                for column in columns
            },
            marks=row.mark(columns),
        )
        for number, row in enumerate(rows, start=3)
    ]
    return ReadSheet(sheet.kind, sheet, columns, tuple(read))


def cells_of(loaded: Loaded) -> Iterator[tuple[str, Column]]:
    rows = rows_by_kind(loaded)
    for sheet in SHEETS:
        for row in rows[sheet.kind]:
            for column in sheet.columns(["uk"]):
                yield row.ref, column


def texts(loaded: Loaded) -> dict[tuple[str, str], str]:
    rows = {row.ref: row for some in rows_by_kind(loaded).values() for row in some}
    return {(ref, column.name): tidied(rows[ref].text(column)) for ref, column in cells_of(loaded)}


@given(st.data())
def test_whatever_is_typed_is_refused_or_said_and_nothing_else_changes(
    loaded: Loaded, data: st.DataObject
) -> None:
    places = [(ref, column.name) for ref, column in cells_of(loaded)]
    typed = data.draw(st.dictionaries(st.sampled_from(places), TYPED, min_size=1, max_size=4))
    outcome = apply_workbook(as_read(loaded, typed), loaded)
    faults = outcome.compared.faults
    if faults:
        assert outcome.files == ()
        assert all(fault.message for fault in faults)
        return
    changed = {
        (change.row.ref, change.column.name): change.new for change in outcome.compared.changes
    }
    assert changed.keys() <= typed.keys()
    files = {Path(file.path).name: file.after for file in outcome.files}
    after = with_changes(loaded, files)
    assert {problem.code for problem in after.problems} <= {p.code for p in loaded.problems}
    before, now = texts(loaded), texts(after)
    for place, text in now.items():
        if place not in changed and place[1] != "changes":  # an own field outlives a base's change
            assert text == before[place], place
    again = apply_workbook(as_read(after, {}), after)
    assert again.compared.changes == []
