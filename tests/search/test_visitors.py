"""The visitor table over the starter knowledge: what the search promises, category by category."""

from functools import cache
from pathlib import Path

import pytest

from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.records import Knowledge
from tests.search.evaluate import STARTER, keystrokes
from tests.search.measures import Figures, average, doubted, measure
from tests.search.peers import Floorwalker, trigrams
from tests.search.visitors import load_rows

PROMISED = {
    "ascii": (0.92, 1.0),
    "compound": (0.92, 0.98),
    "contact": (0.93, 0.97),
    "english": (0.85, 1.0),
    "english_unshared": (0.7, 0.8),
    "everyday": (0.9, 0.96),
    "exact": (0.98, 1.0),
    "inflection": (0.9, 0.93),
    "prefix": (0.95, 1.0),
    "several": (0.94, 0.98),
    "typo": (0.95, 0.98),
    "unshared": (0.35, 0.45),
    "wrong_door": (0.94, 0.98),
}
"""Least hit@1 and hit@3."""
NONSENSE = "nonsense"


@cache
def _starter() -> Knowledge:
    return load(STARTER).knowledge


@cache
def _own() -> Floorwalker:
    return Floorwalker(_starter())


@cache
def _measured() -> dict[str, Figures]:
    return measure(_own(), load_rows())


@pytest.mark.parametrize("category", sorted(PROMISED))
def test_what_visitors_say_finds_what_they_mean(category: str) -> None:
    first, third = PROMISED[category]
    figures = _measured()[category]
    assert figures.first >= first
    assert figures.third >= third


def test_every_category_of_the_table_is_promised() -> None:
    assert {*PROMISED, NONSENSE} == set(_measured())


def test_other_worlds_are_not_trusted_and_answers_are() -> None:
    assert _measured()[NONSENSE].silent >= 0.9
    assert doubted(_own(), load_rows()) <= 0.05


def test_a_service_is_first_after_a_few_letters_of_its_name() -> None:
    median, ninth = keystrokes(_starter())
    assert median <= 4
    assert ninth <= 7


def test_the_search_is_better_than_the_strongest_peer() -> None:
    own = average(_measured())
    theirs = average(measure(trigrams(_starter()), load_rows()))
    assert own.first > theirs.first
    assert own.third > theirs.third


def test_every_right_answer_of_the_table_exists() -> None:
    known = {entry.ref for entry in _starter().entries()}
    assert {ref for row in load_rows() for ref in row.expect} <= known


def test_the_table_sets_a_third_aside() -> None:
    rows = load_rows()
    assert len(rows) >= 300
    assert sum(row.set == "held" for row in rows) / len(rows) >= 0.3
    assert len({row.query for row in rows}) == len(rows)


def test_the_starter_knowledge_stands_where_the_tests_look() -> None:
    assert Path(STARTER).is_dir()
