"""Old encounters are found, and what was corrected stays in view beside its correction."""

from datetime import timedelta

import pytest

from floorwalker.tui.screens.log import LogScreen
from tests.tui.desk import House, running

pytestmark = pytest.mark.slow


async def test_a_corrected_encounter_shows_when_and_what_stood_there_before(house: House) -> None:
    async with running(house) as desk:
        await desk.register("pas")
        house.now += timedelta(minutes=18)
        await desk.press("f3")
        await desk.until(lambda: len(desk.hits) == 1)
        assert "History" not in desk.page.splitlines()
        await desk.press("enter", "6", "tab", "5", "tab")
        await desk.type("ingen tider")
        await desk.press("enter")
        await desk.until(lambda: "corrected" in desk.page)
        *corrected, registered = desk.page.splitlines()[-5:]
        assert corrected == [
            "19 November 2026 11:00 · corrected",
            "– Outcome: Referred → No way forward",
            "– Why: – → No capacity",
            "– Note: – → ingen tider",
        ]
        assert registered.endswith(" · registered at desk")
        await desk.press("enter", "1", "enter")
        await desk.until(lambda: "– Outcome: No way forward → Answered" in desk.page)
        assert desk.page.index("No way forward → Answered") < desk.page.index("Referred → No way")


async def test_a_kept_promise_is_part_of_the_history(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter", *["tab"] * 7)
        await desk.type("ringer")
        await desk.press("enter")
        await desk.until(lambda: len(house.encounters()) == 1)
        (owed,) = house.encounters()
        with house.open_journal() as journal:
            journal.follow_ups.close(owed.encounter_id, "ringet op", house.now)
        await desk.press("f3")
        await desk.until(lambda: "– Kept: – → 19 November 2026 10:4" in desk.page)
        assert "– Note: – → ringet op" in desk.page


async def test_an_old_encounter_is_found_by_day_week_and_words_and_corrected(house: House) -> None:
    async with running(house) as desk:
        await desk.register("pas")
        await desk.register("partshøring")
    house.now += timedelta(days=70)
    async with running(house) as desk:
        await desk.press("f3")
        await desk.until(lambda: desk.status == "0 encounters")
        await desk.type("19.11.2026")
        await desk.until(lambda: len(desk.hits) == 2)
        await desk.type(" pas")
        await desk.until(lambda: len(desk.hits) == 1)
        assert desk.selected.endswith("Pas")
        await desk.press("escape")
        await desk.until(lambda: desk.hits == [])
        await desk.type("uge 47 partsh")
        await desk.until(lambda: len(desk.hits) == 1)
        assert desk.selected.startswith("19/11 10:4")
        assert desk.selected.endswith("  Partshøring")
        await desk.press("enter", "6", "enter")
        await desk.until(lambda: any(each.outcome == "unmet" for each in house.encounters()))
        await desk.until(lambda: desk.status == "Corrected" and len(desk.hits) == 1)


async def test_the_arrows_turn_from_the_days_that_were_typed(house: House) -> None:
    async with running(house) as desk:
        await desk.register("pas")
        house.now += timedelta(days=20)
        await desk.press("f3")
        await desk.type("20.11")
        await desk.until(lambda: "0 encounters" in desk.status)
        assert isinstance(desk.app.screen, LogScreen)
        await desk.press("left")
        await desk.until(lambda: len(desk.hits) == 1)
