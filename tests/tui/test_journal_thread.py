"""A log that another program has: the desk waits and says so, and loses nothing that was typed."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from floorwalker.journal.store import Journal
from tests.tui.desk import House, Running, running

pytestmark = pytest.mark.slow

WAITING = "Waiting for the log, another program has it …"
SHORT = 0.8
"""Longer than the moment after which the desk says that it waits."""


@contextlib.contextmanager
def another_program(house: House) -> Iterator[sqlite3.Connection]:
    """A second connection that has locked the log."""
    house.data.mkdir(parents=True, exist_ok=True)
    Journal.open(house.database).close()
    other = sqlite3.connect(house.database, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield other
    finally:
        other.close()


def message(desk: Running) -> str:
    return str(desk.strip.query_one("#strip-message").render())


async def test_a_log_locked_at_the_start_is_waited_for_while_one_types(house: House) -> None:
    with another_program(house) as other:
        async with running(house) as desk:
            await desk.until(lambda: desk.status == WAITING)
            await desk.type("nødpas")
            assert desk.selected == "Nødpas"
            other.rollback()
            await desk.until(lambda: desk.status == "Starter knowledge")
            await desk.press("enter", "enter")
            await desk.until(lambda: len(house.encounters()) == 1)


async def test_a_save_waits_for_the_lock_says_so_and_goes_through(house: House) -> None:
    async with running(house) as desk:
        await desk.register("pas")
        with another_program(house) as other:
            await desk.type("nødpas")
            await desk.press("enter", "enter")
            await desk.until(lambda: desk.status == WAITING)
            await desk.type("pas")
            assert desk.selected == "Pas"
            other.rollback()
            await desk.until(lambda: desk.status.startswith("Registered · 2 today"))
    assert {each.ref for each in house.encounters()} == {"service:noedpas", "service:pas"}


async def test_a_lock_that_stays_is_named_and_saving_again_later_works(tmp_path: Path) -> None:
    house = House(tmp_path, patience=SHORT)
    async with running(house) as desk:
        await desk.register("partshøring")
        with another_program(house):
            await desk.type("pas")
            await desk.press("enter", "5", *["tab"] * 7)
            await desk.type("vi ringer")
            await desk.press("enter")
            await desk.until(lambda: "is in use by another program" in message(desk))
            assert desk.strip.is_open
            assert desk.strip.form.promise == "vi ringer"
            assert desk.strip.form.outcome == "appointment"
            await desk.until(lambda: desk.status != WAITING)
        await desk.press("enter")
        await desk.until(lambda: len(house.encounters()) == 2)
        assert "vi ringer" in {each.promise for each in house.encounters()}
        await desk.until(lambda: not desk.strip.is_open)


async def test_a_log_locked_for_the_whole_start_is_named_and_opened_later(tmp_path: Path) -> None:
    house = House(tmp_path, patience=SHORT)
    with another_program(house):
        async with running(house) as desk:
            await desk.until(lambda: "is in use by another program" in desk.status)
            await desk.type("pas")
            assert desk.selected == "Pas"
    async with running(house) as desk:
        with another_program(house):
            pass
        await desk.register("pas")
        assert len(house.encounters()) == 1


async def test_the_log_screen_says_that_it_waits(house: House) -> None:
    async with running(house) as desk:
        await desk.register("pas")
        with another_program(house) as other:
            await desk.press("f3")
            await desk.until(lambda: desk.status == WAITING)
            other.rollback()
            await desk.until(lambda: desk.status == "1 encounter")
            assert len(desk.hits) == 1
