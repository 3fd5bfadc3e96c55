"""Errands that were never saved: how long they are offered."""

from datetime import timedelta

import pytest

from floorwalker.journal.unsaved import DAYS_KEPT, is_too_old
from tests.journal.world import NOW


@pytest.mark.parametrize(("seconds", "is_old"), [(-1, False), (0, False), (1, True)])
def test_an_errand_is_too_old_after_its_days_and_not_on_the_last(
    seconds: int, is_old: bool
) -> None:
    begun = NOW - timedelta(days=DAYS_KEPT, seconds=seconds)
    assert is_too_old(begun, NOW) is is_old
    assert not is_too_old(None, NOW)
