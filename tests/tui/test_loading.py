"""Files that change under an open desk: replaced, half written, gone, broken beside sound ones."""

from datetime import timedelta
from pathlib import Path

import pytest

from floorwalker import i18n
from floorwalker.collation import alphabetically
from floorwalker.tui.loaded import LoadedKnowledge
from tests.tui.desk import NOW, House, Running, running

KAJAK = """
services:
  kajak:
    name: Kajakplads
    description: En plads til en kajak.
    theme: Fritid
    contact_points: [borgerservice]
"""


def write(house: House, name: str, text: str) -> Path:
    path = house.knowledge / name
    path.write_text(text, encoding="utf-8")
    return path


async def watching(desk: Running) -> None:
    await desk.until(lambda: desk.app.loading.is_watching)


async def test_a_file_replaced_as_editors_do_is_taken_in(house: House) -> None:
    write(house, "fritid.yaml", KAJAK)
    async with running(house) as desk:
        await desk.type("kajak")
        await watching(desk)
        draft = house.knowledge / ".fritid.yaml.swp"
        draft.write_text(KAJAK.replace("Kajakplads", "Kajakskur"), encoding="utf-8")
        draft.replace(house.knowledge / "fritid.yaml")
        await desk.until(lambda: desk.selected == "Kajakskur")
        assert desk.box.value == "kajak"


async def test_a_file_that_is_new_and_one_that_goes_are_named(house: House) -> None:
    async with running(house) as desk:
        await watching(desk)
        path = write(house, "fritid.yaml", KAJAK)
        await desk.until(lambda: desk.status == "Knowledge updated: Kajakplads")
        await desk.type("kajakplads")
        assert desk.selected == "Kajakplads"
        path.unlink()
        await desk.until(lambda: desk.selected != "Kajakplads")
        assert desk.status == "Knowledge updated: Kajakplads"
        assert desk.box.value == "kajakplads"


async def test_a_file_half_written_keeps_its_entries_until_it_is_whole(house: House) -> None:
    write(house, "fritid.yaml", KAJAK)
    async with running(house) as desk:
        await desk.type("kajak")
        await watching(desk)
        whole = KAJAK.replace("Kajakplads", 'Kajakplads ved åen"').replace("name: ", 'name: "')
        write(house, "fritid.yaml", whole[: whole.index("ved åen")])
        await desk.until(lambda: desk.status.startswith("fritid.yaml:"))
        assert desk.selected == "Kajakplads"
        write(house, "fritid.yaml", whole)
        await desk.until(lambda: desk.selected == "Kajakplads ved åen")


async def test_a_broken_file_does_not_hold_up_what_changes_in_others(house: House) -> None:
    write(house, "fritid.yaml", KAJAK)
    town = house.knowledge / "town.yaml"
    async with running(house) as desk:
        await watching(desk)
        write(house, "fritid.yaml", "services: [")
        await desk.until(lambda: "The last good state stays." in desk.status)
        town.write_text(
            town.read_text("utf-8").replace("name: Næringsbrev", "name: Madbrev"), encoding="utf-8"
        )
        await desk.until(lambda: desk.status == "Knowledge updated: Madbrev")
        await desk.type("kajak")
        assert desk.selected == "Kajakplads"
        await desk.press("escape")
        await desk.type("madbrev")
        assert desk.selected == "Madbrev"


async def test_a_folder_that_goes_leaves_the_desk_as_it_was(house: House) -> None:
    async with running(house) as desk:
        await watching(desk)
        (house.knowledge / "town.yaml").rename(house.root / "elsewhere.txt")
        await desk.until(lambda: "Knowledge updated" in desk.status or "stays" in desk.status)
        await desk.type("x")
        assert desk.app.is_running


async def test_a_language_that_comes_with_the_knowledge_reaches_the_search_box(
    house: House,
) -> None:
    def load() -> LoadedKnowledge:
        i18n.use("da")
        return house.load()

    async with running(house, load=load) as desk:
        assert desk.box.placeholder == "Hvad siger borgeren?"


async def test_the_empty_box_lists_services_by_theme_in_danish_order(house: House) -> None:
    write(
        house,
        "more.yaml",
        "services:\n"
        + "".join(
            f"  {id_}: {{name: {name}, description: x, theme: {theme},"
            " contact_points: [borgerservice]}\n"
            for id_, name, theme in (
                ("a", "Å-plads", "Ørne"),
                ("b", "Zebra", "Ørne"),
                ("c", "Ærter", "Ørne"),
                ("d", "Aftale", "Zoo"),
                ("e", "Bolig", "Ålehuse"),
            )
        ),
    )
    async with running(house) as desk:
        names = [line.split("  ")[0] for line in desk.hits]
    ours = [name for name in names if name in {"Å-plads", "Zebra", "Ærter", "Aftale", "Bolig"}]
    assert ours == ["Aftale", "Zebra", "Ærter", "Å-plads", "Bolig"]


@pytest.mark.parametrize(
    "names",
    [
        ["Zone", "Ærø", "Østen", "Ålborg"],
        ["affald", "Bolig", "bygge", "cykel"],
        ["Ekstraarbejde", "Energi", "Aarhus"],
        ["idé", "idealist", "ideer"],
    ],
)
def test_the_alphabet_is_danish(names: list[str]) -> None:
    shuffled = names[::-1]
    assert sorted(shuffled, key=alphabetically) == names


NURSING = """
rates:
  gebyr: {name: Gebyr, values: {"2026": 280 kr., "2027": 290 kr.}}
services:
  sygepleje:
    name: Sygepleje
    description: "Det koster {rate:gebyr}"
    contact_points: [borgerservice]
    changes: [{from: 2027-01-01, note: Nyt navn., set: {name: Sygepleje fra regionen}}]
"""


async def test_a_desk_left_running_over_midnight_says_what_holds_in_the_new_year(
    house: House,
) -> None:
    write(house, "sygepleje.yaml", NURSING)
    house.follows_days = True
    house.now = NOW.replace(month=12, day=31, hour=23, minute=59)
    async with running(house) as desk:
        await desk.type("sygepleje")
        assert desk.selected == "Sygepleje"
        house.now += timedelta(minutes=1)
        await desk.until(lambda: desk.selected == "Sygepleje fra regionen")
        assert desk.box.value == "sygepleje"
