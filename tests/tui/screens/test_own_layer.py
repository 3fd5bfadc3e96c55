"""F6 lists what is one's own beside the base: changed, added, taken out, changed since."""

import pytest

from floorwalker.cli.desk import KnowledgeAtDesk
from tests.knowledge.layers.stacks import stack
from tests.tui.desk import House, Running, running
from tests.tui.test_folder_watch import workplace

OWN = """\
services:
  pas: {cost: 1.000 kr., based_on: aaaaaaaaaaaa}
  vielse: {withdrawn: true}
  telt: {name: Lån et telt, description: Til foreninger., contact_points: [borgerservice]}
contact_points:
  borgerservice: {telephone: "+45 11 22 33 44"}
"""


def over_a_base(house: House) -> House:
    house.knowledge = stack(house.root / "stack", OWN)
    return house


async def to_own(desk: Running) -> None:
    await desk.press("f6", "tab", "tab")


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (200, 60)])
async def test_what_is_one_s_own_is_listed_the_changed_base_first(
    house: House, size: tuple[int, int]
) -> None:
    load = KnowledgeAtDesk(workplace(over_a_base(house))).load
    async with running(house, load=load, size=size) as desk:
        await to_own(desk)
        assert [hit.split("  ")[0] for hit in desk.hits] == [
            "Pas", "Lån et telt", "Vielse", "Borgerservice", "Basekøbing Kommune", "Omstillingen"
        ]  # fmt: skip
        assert desk.status == (
            "2 changed, 1 added, 1 taken out. · Base changed since: 1 · Still invented: 3"
        )
        assert "base has changed" in desk.hits[0]
        assert "floorwalker layers --keep service:pas" in " ".join(desk.page.split())
        assert "1.000 kr." in desk.page
        assert "900 kr." in desk.page


async def test_each_has_its_page(house: House) -> None:
    load = KnowledgeAtDesk(workplace(over_a_base(house))).load
    async with running(house, load=load, size=(80, 24)) as desk:
        await to_own(desk)
        await desk.press("down")
        assert "added" in desk.page
        assert "Til foreninger." in desk.page
        await desk.press("down")
        assert "taken out" in desk.page
        await desk.press("down")
        assert "+45 11 22 33 44" in desk.page
        assert "+45 12 34 50 10" in desk.page
        assert "Still the example town's: opening hours" in desk.page
        await desk.press("down", "down")
        assert "from the base" in desk.page
        assert "Tager telefonen." in desk.page


async def test_it_is_found_by_what_was_done_and_kept_true(house: House) -> None:
    load = KnowledgeAtDesk(workplace(over_a_base(house))).load
    async with running(house, load=load) as desk:
        await to_own(desk)
        await desk.type("taken")
        await desk.until(lambda: len(desk.hits) == 1)
        await desk.press("enter", "f7")
        assert desk.app.is_running
        await desk.press("escape", "tab")
        await desk.until(lambda: desk.selected != "" and "not checked yet" in desk.status)


async def test_a_folder_without_a_base_has_no_such_list(house: House) -> None:
    load = KnowledgeAtDesk(workplace(house)).load
    async with running(house, load=load) as desk:
        await desk.press("f6")
        everything = list(desk.hits)
        await desk.press("tab", "tab")
        assert desk.hits == everything
