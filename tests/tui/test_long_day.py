"""What must not grow while errand follows errand."""

from datetime import timedelta

import pytest

from floorwalker.tui.widgets.page import Page
from tests.benchmarks.day import alive, errand
from tests.tui.desk import House, running

pytestmark = pytest.mark.slow

_SLACK = {"tasks": 3, "painted lines": 600}
"""A draft's timer may be under way; a screen that was looked at paints some seven hundred lines."""


async def test_errands_and_visits_leave_no_widget_timer_or_task_behind(house: House) -> None:
    grown: dict[str, int] = {}

    def is_given_back() -> bool:
        """Whether nothing stays: a screen that has just closed takes a moment to end."""
        grown.clear()
        grown.update({name: count - before[name] for name, count in alive().items()})
        return all(by <= _SLACK.get(name, 0) for name, by in grown.items())

    async with running(house) as desk:
        for number in range(1, 11):
            await errand(desk, house, number)
        await desk.until(lambda: len(desk.app.screen_stack) == 1)
        before = alive()
        for number in range(20, 51, 5):
            await errand(desk, house, number)
        await desk.until(lambda: len(desk.app.screen_stack) == 1)
        await desk.until(is_given_back, about=grown)


async def test_the_day_beside_the_desk_has_the_newest_first_and_counts_all(house: House) -> None:
    async with running(house, size=(200, 60)) as desk:
        for words in ("pas", "aftenhjælp", "partshøring"):
            house.now += timedelta(minutes=5)
            await desk.register(words)
        page = desk.screen.query_one("#day", Page)
        await desk.until(lambda: page.text.startswith("3 encounters today"))
        assert [line.split("  ")[1] for line in page.text.splitlines()[1:]] == [
            "Partshøring",
            "Aftenhjælp",
            "Pas",
        ]
