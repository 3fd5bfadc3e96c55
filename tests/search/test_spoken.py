"""The tables of what people really say: fair to measure by, and promised on."""

from functools import cache
from pathlib import Path

import pytest

from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.records import Knowledge
from tests.search.evaluate import STARTER
from tests.search.measures import RANKED, ask, is_doubted, is_wrong_and_sure, parted
from tests.search.peers import Floorwalker
from tests.search.visitors import SPOKEN, TABLE, WORDS, is_held, load_rows

ONE_IN = 5
FIRST = 0.8
THIRD = 0.9
WRONG_AND_SURE = 0.07
DOUBTED = 0.06


@cache
def _starter() -> Knowledge:
    return load(STARTER).knowledge


def test_a_fifth_is_set_aside_by_a_rule_and_enough_is_left() -> None:
    rows = load_rows(SPOKEN)
    assert all((row.set == "held") == is_held(row.query, ONE_IN) for row in rows)
    assert sum(row.set == "tune" for row in rows) >= 420
    assert 0.15 <= sum(row.set == "held" for row in rows) / len(rows) <= 0.25


def test_what_people_wrote_is_never_tuned_on() -> None:
    rows = load_rows(WORDS)
    assert len(rows) == 60
    assert {row.set for row in rows} == {"held"}
    assert {row.category for row in rows} == {"words"}


def test_no_row_stands_twice_nor_in_another_table() -> None:
    spoken = [row.query.casefold() for row in load_rows(SPOKEN)]
    others = {row.query.casefold() for path in (TABLE, WORDS) for row in load_rows(path)}
    assert len(set(spoken)) == len(spoken)
    assert others.isdisjoint(spoken)


@pytest.mark.parametrize("path", [SPOKEN, WORDS])
def test_every_right_answer_exists(path: Path) -> None:
    known = {entry.ref for entry in _starter().entries()}
    assert {ref for row in load_rows(path) for ref in row.expect} <= known


def test_people_at_the_desk_are_brief() -> None:
    assert max(len(row.query.split()) for row in load_rows(SPOKEN)) <= 8


def test_the_search_holds_on_what_people_say() -> None:
    rows = [row for row in load_rows(SPOKEN) if row.set == "tune"]
    answerable, _ = parted(ask(Floorwalker(_starter()), rows))
    count = len(answerable)
    assert sum(RANKED["@1"](each) for each in answerable) / count >= FIRST
    assert sum(RANKED["@3"](each) for each in answerable) / count >= THIRD
    assert sum(is_wrong_and_sure(each) for each in answerable) / count <= WRONG_AND_SURE
    assert sum(is_doubted(each) for each in answerable) / count <= DOUBTED
