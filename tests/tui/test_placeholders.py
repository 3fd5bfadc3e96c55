"""The empty desk says how much is still the example town's, quietly, as long as there is any."""

from floorwalker.cli.desk import KnowledgeAtDesk
from tests.knowledge.layers.stacks import stack
from tests.tui.desk import House, Running, running
from tests.tui.test_folder_watch import workplace

ALL_OWN = """\
contact_points:
  borgerservice: {telephone: "+45 11 22 33 44", opening_hours: "Mo-Fr 10:00-14:00"}
  omstilling: {telephone: "+45 11 22 33 55"}
"""
HOUSE = "  name: Egenkøbing Kommune\n  locations: {raadhus: {name: Egenkøbing Rådhus}}\n"
SAID = "Still the example town's:"


def line_about(desk: Running) -> str:
    return next((line for line in desk.page.splitlines() if SAID in line), "").strip()


async def test_the_empty_desk_counts_what_is_left(house: House) -> None:
    house.knowledge = stack(house.root / "stack", "")
    load = KnowledgeAtDesk(workplace(house)).load
    async with running(house, load=load, size=(80, 24)) as desk:
        assert line_about(desk) == f"{SAID} the municipality, 2 contact points"
        await desk.type("pas")
        assert SAID not in desk.page
        await desk.press("escape")
        assert line_about(desk)
        await desk.until(lambda: desk.app.loading.is_watching)
        (house.knowledge / "house.yaml").write_text(
            f"municipality:\n  base: ../base\n{HOUSE}", "utf-8"
        )
        await desk.until(lambda: line_about(desk) == f"{SAID} 2 contact points")
        (house.knowledge / "own.yaml").write_text(ALL_OWN, "utf-8")
        await desk.until(lambda: not line_about(desk))


async def test_a_desk_with_nothing_invented_says_nothing(house: House) -> None:
    load = KnowledgeAtDesk(workplace(house)).load
    async with running(house, load=load) as desk:
        assert not line_about(desk)
