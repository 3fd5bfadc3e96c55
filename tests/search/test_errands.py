"""Errands by the words that people use: the entry comes first, and its neighbours keep theirs."""

from functools import cache
from pathlib import Path
from typing import Final

import msgspec
import pytest

from floorwalker.knowledge.loading.loader import load
from floorwalker.plain_yaml import parse
from tests.search.evaluate import STARTER
from tests.search.peers import Floorwalker

TABLE: Final = Path(__file__).parent / "errands.yaml"


def _errands() -> dict[str, tuple[str, ...]]:
    document = parse(TABLE.read_bytes())
    assert not document.flaws
    return msgspec.convert(document.value, dict[str, dict[str, tuple[str, ...]]])["errands"]


@cache
def _search() -> Floorwalker:
    return Floorwalker(load(STARTER).knowledge)


@pytest.mark.parametrize("errand", sorted(_errands()))
def test_an_errand_is_found_by_what_people_call_it(errand: str) -> None:
    for query in _errands()[errand]:
        assert _search().ask(query).refs[:1] == (f"service:{errand}",), query
