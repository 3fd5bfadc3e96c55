"""No cell is a formula in any spreadsheet, and every text can be had back."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from floorwalker.week.files.formula_escaping import defuse, harmless, restore

STARTS = "=+-@\t\r＝＋－＠"
NASTY = st.text(alphabet="=+-@\t\r\n'\";,| a1\u200b\ufeff＝＋－＠", max_size=12)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", " =1", "\u200b=1", "\ufeff=1", "'=1"],
)
def test_a_cell_that_a_spreadsheet_would_evaluate_gets_an_apostrophe(text: str) -> None:
    assert defuse(text).startswith("'")
    assert restore(defuse(text)) == text


@pytest.mark.parametrize("text", ["a;=1", "a, +1", 'x"=1', "a\t@b", "a|-1"])
def test_a_formula_behind_a_separator_is_defused_too(text: str) -> None:
    assert "'" in defuse(text)
    for separator in ";,\t|":
        for row in csv.reader(io.StringIO(defuse(text), newline=""), delimiter=separator):
            assert not any(cell.strip('" ')[:1] in tuple(STARTS) for cell in row)


@pytest.mark.parametrize("text", ["", "Pas", "10-14", "a=b", "kl. 10-12", "'citat'", "navn@hus"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert defuse(text) == text


@given(NASTY | st.text())
@example("'='")
def test_every_text_can_be_had_back(text: str) -> None:
    assert restore(defuse(text)) == text
    assert not defuse(text).lstrip(" \u200b\ufeff").startswith(tuple(STARTS))


@given(st.lists(NASTY | st.text()))
@example(["a", "' =1"])
def test_a_row_that_is_called_harmless_has_nothing_to_defuse(cells: list[str]) -> None:
    if harmless(cells):
        assert [defuse(cell) for cell in cells] == cells


def test_an_ordinary_row_is_called_harmless() -> None:
    assert harmless(["019a8b5e-0000-7000", "2026-11-16T10:10:00+01:00", "", "Kom igen; ring 10-14"])
    assert not harmless(["a", "=1"])
