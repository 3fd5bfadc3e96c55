"""A knowledge folder that is not there, or goes: the desk works on, and says so."""

import os
import shutil
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from floorwalker import i18n
from floorwalker.cli.desk import KnowledgeAtDesk
from floorwalker.cli.workplace import Workplace
from floorwalker.config import Config
from tests.tui.desk import House, Running, running

pytestmark = pytest.mark.slow

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be taken away")


@pytest.fixture(autouse=True)
def _english_again() -> object:
    """Loading chooses the house's language."""
    yield
    i18n.use("en")


def workplace(house: House) -> Workplace:
    """The command's own, whose clock is the real one: the house's is set by it."""
    its = Workplace(
        config=Config(),
        knowledge=house.knowledge,
        data=house.data,
        config_file=house.root / "config.yaml",
        language_chosen=True,
    )
    house.now = datetime.now(house.now.tzinfo)
    return its


def standing(desk: Running) -> str:
    """What the desk says above everything; nothing where it says nothing."""
    line = desk.screen.query_one("#standing")
    return desk.text("#standing") if line.display else ""


def gone(folder: Path) -> None:
    folder.rename(folder.with_name("away"))


def emptied(folder: Path) -> None:
    gone(folder)
    folder.mkdir()


def replaced_by_a_file(folder: Path) -> None:
    gone(folder)
    folder.touch()


def back(folder: Path) -> None:
    if folder.is_dir():
        folder.rmdir()
    folder.unlink(missing_ok=True)
    folder.with_name("away").rename(folder)


WAYS = [gone, emptied, replaced_by_a_file]


@pytest.mark.parametrize("lose", WAYS)
@POSIX
async def test_a_folder_that_goes_is_said_until_it_is_back(
    house: House, lose: Callable[[Path], None]
) -> None:
    async with running(house, load=KnowledgeAtDesk(workplace(house)).load) as desk:
        assert standing(desk) == ""
        await desk.until(lambda: desk.app.loading.is_watching)
        lose(house.knowledge)
        await desk.until(lambda: "works with what it read last" in standing(desk))
        assert str(house.knowledge) in standing(desk)
        await desk.register("pas")
        assert [each.name for each in house.encounters()] == ["Pas"]
        assert "works with what it read last" in standing(desk)
        back(house.knowledge)
        await desk.until(lambda: standing(desk) == "")
        assert desk.status == "The knowledge base is back."
        await desk.type("pas")
        assert desk.selected == "Pas"


@POSIX
async def test_what_changed_while_it_was_gone_is_taken_in(house: House) -> None:
    async with running(house, load=KnowledgeAtDesk(workplace(house)).load) as desk:
        await desk.until(lambda: desk.app.loading.is_watching)
        gone(house.knowledge)
        await desk.until(lambda: standing(desk) != "")
        town = house.knowledge.with_name("away") / "town.yaml"
        text = town.read_text("utf-8")
        town.write_text(text.replace("name: Næringsbrev", "name: Madbrev"), encoding="utf-8")
        back(house.knowledge)
        await desk.until(lambda: standing(desk) == "")
        await desk.type("madbrev")
        assert desk.selected == "Madbrev"
        town = house.knowledge / "town.yaml"
        town.write_text(text.replace("name: Næringsbrev", "name: Skovbrev"), encoding="utf-8")
        await desk.until(lambda: "Skovbrev" in desk.status)


@pytest.mark.parametrize("lose", WAYS)
@POSIX
async def test_the_desk_starts_on_the_last_good_copy_and_says_so(
    house: House, lose: Callable[[Path], None]
) -> None:
    KnowledgeAtDesk(workplace(house)).load()
    lose(house.knowledge)
    async with running(house, load=KnowledgeAtDesk(workplace(house)).load) as desk:
        assert "works with the last good copy" in standing(desk)
        await desk.register("pas")
        assert [each.name for each in house.encounters()] == ["Pas"]
        assert "works with the last good copy" in standing(desk)
        back(house.knowledge)
        await desk.until(lambda: standing(desk) == "")


@pytest.mark.parametrize("lose", WAYS)
@POSIX
async def test_without_a_copy_the_desk_starts_on_the_starter_knowledge(
    house: House, lose: Callable[[Path], None]
) -> None:
    lose(house.knowledge)
    place = workplace(house)
    async with running(house, load=KnowledgeAtDesk(place).load) as desk:
        assert "works with the starter knowledge" in standing(desk)
        assert "Starter knowledge" in desk.status
        assert place.now().tzinfo is not None
        await desk.type("pas")
        assert desk.selected
        await desk.press("escape")
        back(house.knowledge)
        await desk.until(lambda: standing(desk) == "")
        await desk.type("næringsbrev")
        assert desk.selected == "Næringsbrev"


@pytest.mark.parametrize("width", [37, 80, 200])
async def test_the_line_is_one_line_in_every_window(house: House, width: int) -> None:
    shutil.rmtree(house.knowledge)
    load = KnowledgeAtDesk(workplace(house)).load
    async with running(house, load=load, size=(width, 24)) as desk:
        line = desk.screen.query_one("#standing")
        assert line.size.height == 1
        assert desk.text("#standing").startswith("The knowledge cannot be read")


@POSIX
async def test_a_folder_whose_name_is_no_text_is_followed_too(house: House) -> None:
    named = house.root / os.fsdecode(b"viden-\xe5")
    house.knowledge.rename(named)
    house.knowledge = named
    async with running(house, load=KnowledgeAtDesk(workplace(house)).load) as desk:
        await desk.until(lambda: desk.app.loading.is_watching)
        town = named / "town.yaml"
        text = town.read_text("utf-8").replace("name: Næringsbrev", "name: Madbrev")
        town.write_text(text, encoding="utf-8")
        await desk.until(lambda: "Madbrev" in desk.status)
        gone(named)
        await desk.until(lambda: standing(desk) != "")


def stand_on_a_base(house: House) -> Path:
    """The town's files become the base of a folder that says little; the base is returned."""
    base = house.knowledge.with_name("base")
    house.knowledge.rename(base)
    house.knowledge.mkdir()
    own = "municipality: {base: ../base}\nservices: {pas: {cost: Vores pris}}\n"
    (house.knowledge / "own.yaml").write_text(own, encoding="utf-8")
    return base


@POSIX
async def test_a_base_that_goes_leaves_what_it_said_and_is_said_until_it_is_back(
    house: House,
) -> None:
    base = stand_on_a_base(house)
    async with running(house, load=KnowledgeAtDesk(workplace(house)).load) as desk:
        await desk.until(lambda: desk.app.loading.is_watching)
        gone(base)
        await desk.until(lambda: "works with what it read last" in standing(desk))
        own = house.knowledge / "own.yaml"
        own.write_text(own.read_text("utf-8").replace("Vores pris", "Ny pris"), encoding="utf-8")
        await desk.until(lambda: "Pas" in desk.status)
        assert standing(desk).startswith("The base cannot be read")
        await desk.type("pas")
        assert desk.selected == "Pas"
        assert "Ny pris" in desk.page
        back(base)
        await desk.until(lambda: standing(desk) == "")
        assert desk.status == "The knowledge base is back."


@POSIX
async def test_a_desk_that_starts_without_the_base_knows_it_from_the_last_time(
    house: House,
) -> None:
    base = stand_on_a_base(house)
    with (house.knowledge / "own.yaml").open("a", encoding="utf-8") as own:
        own.write("contact_points: {eget: {name: Eget, description: Vores.}}\n")
    KnowledgeAtDesk(workplace(house)).load()
    gone(base)
    async with running(house, load=KnowledgeAtDesk(workplace(house)).load) as desk:
        assert standing(desk).startswith("The base cannot be read; the desk works with")
        await desk.type("pas")
        assert desk.selected == "Pas"
        assert "Vores pris" in desk.page
        back(base)
        await desk.until(lambda: standing(desk) == "")
