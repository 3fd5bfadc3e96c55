"""Windows of every size, also on the way from one to another."""

from collections.abc import Sequence

import pytest

from tests.tui.desk import House, running

pytestmark = pytest.mark.slow

WAYS = (
    ((200, 60), (80, 24)),
    ((80, 24), (37, 24)),
    ((120, 40), (20, 5)),
    ((120, 40), (1, 1)),
    ((60, 16), (300, 100), (61, 17)),
    ((200, 60), (200, 2), (3, 60)),
)


@pytest.mark.parametrize("way", WAYS)
async def test_the_strip_opens_while_the_window_changes(
    house: House, way: Sequence[tuple[int, int]]
) -> None:
    first, *others = way
    async with running(house, size=first) as desk:
        for size in (*others, first):
            await desk.type("pas")
            await desk.press("enter")
            await desk.pilot.resize_terminal(*size)
            await desk.press("tab")
            await desk.press("escape", "escape")
        assert desk.box.value == ""
