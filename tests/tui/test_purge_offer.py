"""Encounters past the retention period: offered for deletion at the start, never in the way."""

import sqlite3
from datetime import datetime, timedelta

import pytest

from floorwalker.tui.screens.confirm import ConfirmScreen
from floorwalker.tui.screens.desk import DeskScreen
from tests.tui.desk import House, running

pytestmark = pytest.mark.slow

OFFER = "1 encounter older than 13 months · Ctrl+N deletes them"
YEARS = timedelta(days=800)


async def register_long_ago(house: House) -> datetime:
    """One encounter that is too old, and the moment it is now."""
    now = house.now
    house.now = now - YEARS
    async with running(house) as desk:
        await desk.register("pas")
    house.now = now
    return now


async def test_the_start_offers_what_is_too_old_and_enter_keeps_it(house: House) -> None:
    await register_long_ago(house)
    async with running(house) as desk:
        await desk.until(lambda: desk.status == OFFER)
        assert isinstance(desk.app.screen, DeskScreen)
        await desk.type("nødpas")
        assert desk.selected == "Nødpas"
        await desk.press("enter", "enter")
        await desk.until(lambda: desk.status.startswith("Registered · 1 today"))
        await desk.press("ctrl+n")
        await desk.until(lambda: isinstance(desk.app.screen, ConfirmScreen))
        await desk.press("enter")
        assert isinstance(desk.app.screen, DeskScreen)
        assert len(house.encounters()) == 2


async def test_the_delete_key_deletes_for_good_and_the_counts_stay(house: House) -> None:
    await register_long_ago(house)
    async with running(house) as desk:
        await desk.until(lambda: desk.status == OFFER)
        (old,) = house.encounters()
        await desk.press("ctrl+n")
        await desk.until(lambda: isinstance(desk.app.screen, ConfirmScreen))
        await desk.press("delete")
        await desk.until(lambda: desk.status == "1 encounter deleted. Weekly counts stay.")
        assert house.encounters() == []
    assert old.encounter_id.encode() not in house.database.read_bytes()
    with house.open_journal() as journal:
        assert {each.count for each in journal.retention.weekly_counts(old.week)} == {1}


async def test_nothing_is_offered_where_nothing_is_too_old(house: House) -> None:
    async with running(house) as desk:
        await desk.register("pas")
    async with running(house) as desk:
        await desk.press("ctrl+n")
        await desk.until(lambda: desk.status == "Nothing is older than 13 months.")
        assert isinstance(desk.app.screen, DeskScreen)


async def test_a_registration_left_behind_is_named_before_the_offer(house: House) -> None:
    await register_long_ago(house)
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter", *["tab"] * 7)
        await desk.type("vi ringer")
        await desk.until(lambda: "vi ringer" in str(house.drafts()))
    async with running(house) as desk:
        await desk.press("f4", "escape")
        assert desk.status == "A registration was not saved · F7 takes it up"


async def test_a_log_that_cannot_be_purged_now_says_so(house: House) -> None:
    await register_long_ago(house)
    house.patience = 0.1
    async with running(house) as desk:
        await desk.until(lambda: desk.status == OFFER)
        await desk.press("ctrl+n")
        await desk.until(lambda: isinstance(desk.app.screen, ConfirmScreen))
        other = sqlite3.connect(house.database, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        await desk.press("delete")
        await desk.until(lambda: "is in use by another program" in desk.status)
        other.close()
    assert len(house.encounters()) == 1
