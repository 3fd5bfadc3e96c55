"""Fixtures of the desk."""

from pathlib import Path

import pytest

from tests.tui.desk import House


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A house with its own knowledge and data."""
    return House(tmp_path)
