"""Chance that can be repeated."""

import os
import secrets
from random import Random

import pytest


@pytest.fixture
def chance() -> Random:
    """When to kill. A test that fails prints what repeats it."""
    seed = os.environ.get("FLOORWALKER_CRASH_SEED") or secrets.token_hex(4)
    print(f"FLOORWALKER_CRASH_SEED={seed}")
    return Random(seed)
