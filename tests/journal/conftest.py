"""A journal in a real file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from floorwalker.journal.store import Journal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a journal may be made: its folder does not exist yet."""
    return tmp_path / "data" / "encounters.db"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    """A fresh journal."""
    with Journal.open(path) as opened:
        yield opened
