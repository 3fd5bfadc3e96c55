"""The slip: about the right errand, in the chosen language, and on nobody else's disk."""

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from floorwalker.config import Config
from floorwalker.tui.screens.desk import DeskScreen
from floorwalker.tui.screens.slip import SlipScreen
from tests.tui.desk import House, Running, running
from tests.tui.test_places import promise

pytestmark = pytest.mark.slow

TRANSLATED = """
services:
  kort:
    name: Kørekort
    description: Kort til bil.
    contact_points: [borgerservice]
    translations:
      en: {name: Driving licence}
      ar: {name: رخصة القيادة}
"""


class Browser:
    """Takes note of what it is to show."""

    def __init__(self, *, is_there: bool = True) -> None:
        self.is_there = is_there
        self.pages: list[Path] = []

    def __call__(self, page: Path) -> bool:
        self.pages.append(page)
        return self.is_there

    @property
    def shown(self) -> str:
        """The page shown last."""
        return self.pages[-1].read_text("utf-8")


def browser_of(desk: Running, *, is_there: bool = True) -> Browser:
    browser = Browser(is_there=is_there)
    desk.app.slips.open_page = browser
    return browser


async def ask_for_slip(desk: Running) -> None:
    await desk.press("ctrl+s")
    await desk.until(lambda: isinstance(desk.app.screen, SlipScreen))


async def open_slip(desk: Running, browser: Browser, *keys: str) -> str:
    """Ask for the slip, press `keys`, open it; what the browser shows."""
    await ask_for_slip(desk)
    await desk.press(*keys, "enter")
    await desk.until(lambda: bool(browser.pages))
    await desk.until(lambda: not isinstance(desk.app.screen, SlipScreen))
    return browser.shown


async def test_the_slip_of_the_chosen_entry_opens_in_the_browser(house: House) -> None:
    async with running(house) as desk:
        browser = browser_of(desk)
        await desk.type("pas")
        shown = await open_slip(desk, browser)
        for said in ("Prøvekøbing Kommune", "<h1>Pas</h1>", "Borgerservice", "Det gamle pas"):
            assert said in shown
        assert desk.status == "The slip is open in the browser."
        assert desk.selected == "Pas"
        assert desk.box.has_focus


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
async def test_a_slip_is_readable_by_its_owner_alone(house: House) -> None:
    async with running(house) as desk:
        browser = browser_of(desk)
        await desk.type("pas")
        await open_slip(desk, browser)
        (page,) = browser.pages
        assert page.parent == house.data / "slips"
        assert stat.S_IMODE(page.stat().st_mode) == 0o600


async def test_language_and_paper_are_chosen_by_number(house: House) -> None:
    (house.knowledge / "more.yaml").write_text(TRANSLATED, encoding="utf-8")
    async with running(house) as desk:
        browser = browser_of(desk)
        await desk.type("kørekort")
        shown = await open_slip(desk, browser, "3", "tab", "2")
        assert '<html lang="ar" dir="rtl">' in shown
        assert "رخصة القيادة" in shown
        assert "@page{size:80mm" in shown
        again = await open_slip(desk, browser)
        assert '<html lang="da"' in again
        assert "@page{size:80mm" in again


async def test_the_slip_of_an_open_registration_has_its_promise_and_door(house: House) -> None:
    async with running(house) as desk:
        browser = browser_of(desk)
        await desk.type("pas")
        await desk.press("enter", *["tab"] * 2, "2", *["tab"] * 5)
        await desk.type("vi ringer")
        await desk.press("tab")
        await desk.type("+7")
        shown = await open_slip(desk, browser)
        for said in ("vi ringer", "26. november 2026", "Omstillingen"):
            assert said in shown
        assert desk.strip.is_open
        assert desk.strip.form.promise == "vi ringer"
        assert house.encounters() == []


async def test_the_slip_right_after_a_promise_has_its_code(house: House) -> None:
    async with running(house) as desk:
        browser = browser_of(desk)
        await promise(desk, "sender brevet", "+2")
        await ask_for_slip(desk)
        (kept,) = house.encounters()
        assert kept.promise_code is not None
        assert kept.promise_code in desk.text("#slip-promise")
        await desk.press("enter")
        await desk.until(lambda: bool(browser.pages))
        for said in ("<h1>Pas</h1>", "sender brevet", "21. november 2026", kept.promise_code):
            assert said in browser.shown


async def test_a_promise_about_something_unknown_has_a_slip_with_its_code(house: House) -> None:
    async with running(house) as desk:
        browser = browser_of(desk)
        await desk.type("xyzzy plugh")
        await desk.press("enter", *["tab"] * 8)
        await desk.type("vi ringer")
        await desk.press("enter")
        await desk.until(lambda: len(house.encounters()) == 1)
        await desk.until(lambda: not desk.strip.is_open)
        shown = await open_slip(desk, browser)
        code = house.encounters()[0].promise_code
        assert code is not None
        assert code in shown
        assert "xyzzy" not in shown


async def test_an_undone_registration_leaves_no_slip(house: House) -> None:
    async with running(house) as desk:
        await promise(desk, "sender brevet", "+2")
        await desk.press("ctrl+z")
        await desk.until(lambda: house.encounters() == [])
        await desk.press("ctrl+s")
        await desk.until(lambda: desk.status == "Choose an entry first: the slip is about it.")
        assert isinstance(desk.app.screen, DeskScreen)


async def test_words_without_a_hit_do_not_bring_the_last_visitors_slip(house: House) -> None:
    async with running(house) as desk:
        await promise(desk, "sender brevet", "+2")
        await desk.type("xyzzy plugh")
        await desk.press("ctrl+s")
        await desk.until(lambda: desk.status == "Choose an entry first: the slip is about it.")


async def test_a_slip_says_nothing_about_the_visitor(house: House) -> None:
    async with running(house) as desk:
        browser = browser_of(desk)
        await desk.type("pas til min søn")
        await desk.press("enter", *["tab"] * 9)
        await desk.type("meget vred")
        shown = await open_slip(desk, browser)
        assert "vred" not in shown
        assert "søn" not in shown


async def test_where_there_is_no_browser_the_screen_says_where_the_slip_lies(house: House) -> None:
    async with running(house) as desk:
        browser = browser_of(desk, is_there=False)
        await desk.type("pas")
        await ask_for_slip(desk)
        await desk.press("enter")
        await desk.until(lambda: bool(desk.text("#slip-message")))
        assert str(browser.pages[0]) in desk.text("#slip-message")
        await desk.press("escape")
        assert isinstance(desk.app.screen, DeskScreen)


@pytest.mark.parametrize("letter", ["s", "S"])
async def test_a_slip_is_kept_among_the_exports(tmp_path: Path, letter: str) -> None:
    exports = tmp_path / "out"
    house = House(tmp_path, config=Config(exports=str(exports)))
    async with running(house) as desk:
        browser = browser_of(desk)
        await desk.type("pas")
        await ask_for_slip(desk)
        await desk.press(letter)
        await desk.until(lambda: "slip-pas.html" in desk.text("#slip-message"))
        assert "<h1>Pas</h1>" in (exports / "slip-pas.html").read_text("utf-8")
        assert browser.pages == []


async def test_a_disk_that_refuses_the_slip_is_named(house: House) -> None:
    house.data.mkdir()
    (house.data / "slips").write_text("a file stands in the way", encoding="utf-8")
    async with running(house) as desk:
        await desk.type("pas")
        await ask_for_slip(desk)
        await desk.press("enter")
        await desk.until(lambda: "cannot be written" in desk.text("#slip-message"))
        assert isinstance(desk.app.screen, SlipScreen)


async def test_slips_of_yesterday_are_cleared_when_the_desk_starts(house: House) -> None:
    old = house.data / "slips" / "slip.html"
    old.parent.mkdir(parents=True)
    old.write_text("", encoding="utf-8")
    moment = (house.now - timedelta(days=1)).timestamp()
    os.utime(old, (moment, moment))
    async with running(house) as desk:
        await desk.until(lambda: not old.exists())


async def test_a_due_date_that_cannot_be_read_is_named_instead_of_a_slip(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter", *["tab"] * 8)
        await desk.type("engang")
        await desk.press("ctrl+s")
        await desk.until(lambda: "due date cannot be read" in desk.status)


async def test_the_palette_offers_the_slip(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("ctrl+p")
        await desk.type("slip")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, SlipScreen))
