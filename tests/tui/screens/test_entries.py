"""The lists of entries: the urgent ones and the whole knowledge base."""

import re

import pytest

from floorwalker.knowledge.model.records import SharedFields
from floorwalker.tui.widgets.hit_list import HitList
from tests.tui.desk import House, running

UNCERTAIN = "pasning hund kajak"


@pytest.mark.parametrize("key", ["f6", "f9"])
async def test_a_page_is_no_guess_because_the_search_at_the_desk_was(
    house: House, key: str
) -> None:
    async with running(house) as desk:
        await desk.type(UNCERTAIN)
        assert "No certain answer" in desk.page
        await desk.press(key)
        assert "No certain answer" not in desk.page


URGENT = """
services:
  livsfare:
    name: Livsfare
    description: Hjælp nu
    urgent: true
    alert: Også ved brand.
    keywords: [hjertestop]
    danger: [house/flat on fire]
    cost: Gratis
    contact_points: [borgerservice]
"""


@pytest.mark.parametrize("words", ["brand", "HJERTE", "fire", "livs"])
async def test_what_is_urgent_is_found_by_whatever_is_said_of_it(house: House, words: str) -> None:
    (house.knowledge / "akut.yaml").write_text(URGENT, encoding="utf-8")
    async with running(house) as desk:
        await desk.press("f9")
        assert len(desk.hits) == 2
        await desk.type(words)
        await desk.until(lambda: len(desk.hits) == 1)
        assert desk.selected == "Livsfare"
        assert "Gratis" not in desk.page


async def test_the_number_to_ring_stays_where_nothing_urgent_fits(house: House) -> None:
    async with running(house, size=(80, 24)) as desk:
        await desk.press("f9")
        assert "ring 112" in desk.text("#alarm")
        await desk.type("xyz")
        await desk.until(lambda: desk.hits == [])
        assert desk.page == "Nothing here fits “xyz”. Esc empties the line."
        assert "ring 112" in desk.text("#alarm")
        await desk.press("escape")
        await desk.until(lambda: len(desk.hits) == 1)


@pytest.mark.parametrize("key", ["f3", "f4", "f6"])
async def test_a_list_says_that_nothing_fits(house: House, key: str) -> None:
    async with running(house) as desk:
        await desk.press(key)
        await desk.type("xyz")
        await desk.until(lambda: "“xyz”" in desk.page)
        assert desk.page == "Nothing here fits “xyz”. Esc empties the line."


async def test_most_of_what_is_urgent_is_in_view_in_a_window_of_24_lines(house: House) -> None:
    async with running(house, size=(80, 24)) as desk:
        await desk.press("f9")
        assert desk.app.screen.query_one(HitList).size.height >= 18


async def test_the_knowledge_base_says_how_much_of_it_nobody_has_checked(house: House) -> None:
    async with running(house) as desk:
        await desk.press("f6")
        unchecked = sum(
            isinstance(entry, SharedFields) and entry.assured_date is None
            for entry in house.load().knowledge.entries()
        )
        assert unchecked
        assert f" · 1 past the review date · {unchecked} not checked yet" in desk.status


async def test_a_list_with_nothing_to_mend_says_so(house: House) -> None:
    for path in house.knowledge.glob("*.yaml"):
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"(assured_date: )\S+", r"\g<1>2026-11-16", text), "utf-8")
    async with running(house) as desk:
        await desk.press("f6", "tab")
        await desk.until(lambda: "Nothing to mend or check again" in desk.status)
        assert "past the review date" not in desk.status
