"""The desk read in English shows English knowledge, and the log keeps the house's own words."""

import pytest
from textual.widgets import Static

from floorwalker import i18n
from tests.tui.desk import House, running

TRANSLATED = """
services:
  hundetegn:
    name: Hundetegn
    description: Et tegn til hunden.
    theme: Dyr
    contact_points: [hundekontor]
    next_steps: [Tegnet kommer med posten]
    translations:
      en: {name: Dog tag, description: A tag for the dog., next_steps: [The tag comes by post]}
contact_points:
  hundekontor:
    name: Hundekontoret
    description: Alt om hunde.
    directions: Kælderen
    telephone: +45 12 34 50 66
    translations: {en: {name: The dog office, directions: The basement}}
notices:
  vovse:
    text: Hundekontoret flytter
    until: 2099-01-01
    translations: {en: {text: The dog office is moving}}
"""


@pytest.fixture
def house(house: House) -> House:
    (house.knowledge / "hunde.yaml").write_text(TRANSLATED, encoding="utf-8")
    return house


async def test_the_english_desk_shows_english_and_registers_the_houses_name(house: House) -> None:
    async with running(house) as desk:
        assert "The dog office is moving" in desk.page
        await desk.type("hundetegn")
        assert desk.selected.startswith("Dog tag")
        for said in ("A tag for the dog.", "The dog office", "The basement", "comes by post"):
            assert said in desk.page
        await desk.press("enter", "enter")
        await desk.until(lambda: len(house.encounters()) == 1)
        saved = house.encounters()[0]
        assert (saved.name, saved.contact_name) == ("Hundetegn", "Hundekontoret")


async def test_the_danish_desk_shows_danish(house: House) -> None:
    i18n.use("da")
    async with running(house) as desk:
        await desk.type("hundetegn")
        assert desk.selected.startswith("Hundetegn")
        assert "Kælderen" in desk.page


@pytest.mark.parametrize(
    ("language", "today", "another_day"),
    [("en", "10:4", "19/11 10:4"), ("da", "10.4", "19.11. 10.4")],
)
async def test_the_log_writes_times_as_the_interface_language_does(
    house: House, language: str, today: str, another_day: str
) -> None:
    i18n.use(language)
    async with running(house) as desk:
        await desk.register("pas")
        await desk.press("f3")
        await desk.until(lambda: len(desk.hits) == 1)
        assert desk.selected.startswith(today)
        await desk.type("11.2026")
        await desk.until(lambda: desk.selected.startswith(another_day))


GUIDES = """
guides:
  tegn:
    name: Bestil hundetegn
    description: Sådan.
    url: https://prøve.dk/hund
    steps: [Log på]
    translations:
      en: {name: Order a dog tag, steps: [Log on], reviewed_date: 2026-11-01}
      uk: {name: Замовити, steps: [Увійдіть], of: abcdefghijkl}
      pl: {name: Zamów, steps: [Zaloguj się]}
"""


async def test_a_guide_says_in_the_visitors_language_what_its_translation_is_worth(
    house: House,
) -> None:
    (house.knowledge / "guides.yaml").write_text(GUIDES, encoding="utf-8")
    async with running(house) as desk:
        await desk.type("bestil hundetegn")
        await desk.press("ctrl+g")
        said = {}
        for _language in range(4):
            heading, caveat = (
                desk.app.screen.query_one(which, Static)
                for which in ("#guide-title", "#guide-caveat")
            )
            said[str(heading.render())] = str(caveat.render()) if caveat.display else ""
            await desk.press("tab")
        assert said == {
            "Order a dog tag": "",
            "Bestil hundetegn": "",
            "Замовити": "Цей переклад старіший за данський текст.",
            "Zamów": "Tego tłumaczenia nie sprawdził nikt, kto zna ten język.",
        }
