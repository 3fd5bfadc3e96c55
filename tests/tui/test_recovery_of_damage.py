"""A damaged log: the desk asks, sets it aside, and goes on with a fresh one."""

from pathlib import Path

from tests.tui.desk import House, running

DAMAGE = b"this is no database, and it is not empty either"


async def test_a_damaged_log_is_set_aside_after_asking_and_the_desk_goes_on(
    tmp_path: Path,
) -> None:
    house = House(tmp_path)
    house.data.mkdir(parents=True)
    house.database.write_bytes(DAMAGE)
    async with running(house) as desk:
        await desk.until(lambda: len(desk.app.screen_stack) > 1)
        await desk.press("enter")
        await desk.until(lambda: len(desk.app.screen_stack) == 1)
        await desk.until(lambda: house.database.exists() and house.database.read_bytes() != DAMAGE)
        await desk.type("pas")
        await desk.press("enter", "enter")
        await desk.until(lambda: len(house.encounters()) == 1)
    (aside,) = house.data.glob("encounters.damaged-*.db")
    assert aside.read_bytes() == DAMAGE


async def test_whoever_says_no_keeps_the_damaged_log_where_it_is(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.data.mkdir(parents=True)
    house.database.write_bytes(DAMAGE)
    async with running(house) as desk:
        await desk.until(lambda: len(desk.app.screen_stack) > 1)
        await desk.press("escape")
        await desk.until(lambda: len(desk.app.screen_stack) == 1)
    assert house.database.read_bytes() == DAMAGE
    assert list(house.data.glob("encounters.damaged-*")) == []
