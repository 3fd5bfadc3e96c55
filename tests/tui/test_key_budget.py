"""How many keys ten common errands take, after the letters that only the errand itself can say.

Each errand is carried out, and what it was for is looked up in the journal or on the screen. A
budget is never raised to fit the code: whoever needs another key must find it elsewhere.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from floorwalker.journal.encounter import Encounter
from floorwalker.journal.store import Journal
from floorwalker.tui.screens.desk import DeskScreen
from floorwalker.tui.screens.guide import GuideScreen
from floorwalker.tui.screens.qr_code import QrCodeScreen
from floorwalker.tui.screens.slip import SlipScreen
from tests.tui.desk import House, Running, running

pytestmark = pytest.mark.slow


class Desk:
    """A desk whose keys are counted; letters that say what the errand is are free."""

    def __init__(self, house: House, desk: Running) -> None:
        self.house = house
        self.desk = desk
        self.keys = 0
        self.pages: list[Path] = []
        desk.app.slips.open_page = self._show

    async def say(self, text: str) -> None:
        """What the errand is about."""
        await self.desk.type(text)

    async def press(self, *keys: str) -> None:
        """Keys that the person at the desk must know."""
        self.keys += len(keys)
        await self.desk.press(*keys)

    async def kept(self, count: int = 1) -> Encounter:
        """What the journal has once it has so many encounters: the newest of them."""
        await self.desk.until(lambda: len(self.house.encounters()) == count)
        await self.desk.until(lambda: not self.desk.strip.is_open)
        return self.house.encounters()[0]

    def _show(self, page: Path) -> bool:
        self.pages.append(page)
        return True


async def service(at: Desk) -> None:
    await at.say("pas")
    await at.press("enter", "enter")
    kept = await at.kept()
    assert (kept.ref, kept.outcome) == ("service:pas", "referred")


async def wrong_door(at: Desk) -> None:
    await at.say("nødpas")
    assert "Not here: Politiet decides this." in at.desk.page
    await at.press("enter", "enter")
    kept = await at.kept()
    assert (kept.competent_authority, kept.contact_ref) == ("Politiet", "contact:politiet")


async def not_in_the_knowledge_base(at: Desk) -> None:
    await at.say("xyzzy plugh")
    await at.press("enter", "enter")
    kept = await at.kept()
    assert (kept.ref, kept.outcome, kept.query) == (None, "unmet", "xyzzy plugh")


async def another_outcome(at: Desk) -> None:
    await at.say("pas")
    await at.press("enter", "1", "enter")
    assert (await at.kept()).outcome == "answered"


async def promise(at: Desk) -> None:
    await at.say("pas")
    await at.press("enter", "ctrl+l", "o")
    await at.say("vi ringer")
    await at.press("tab")
    await at.say("+7")
    await at.press("enter")
    kept = await at.kept()
    assert (kept.promise, str(kept.follow_up_due)) == ("vi ringer", "2026-11-26")
    assert kept.promise_code


async def guide(at: Desk) -> None:
    await at.say("pas")
    await at.press("ctrl+g")
    assert isinstance(at.desk.app.screen, GuideScreen)
    assert at.desk.text("#guide-text") == "Vælg Borgerservice"


async def code(at: Desk) -> None:
    await at.say("pas")
    await at.press("ctrl+r")
    assert isinstance(at.desk.app.screen, QrCodeScreen)
    assert at.desk.text("#code-text") == "https://tid.example/"


async def slip(at: Desk) -> None:
    await at.say("pas")
    await at.press("ctrl+s")
    await at.desk.until(lambda: isinstance(at.desk.app.screen, SlipScreen))
    await at.press("enter")
    await at.desk.until(lambda: bool(at.pages))
    assert "<h1>Pas</h1>" in at.pages[0].read_text("utf-8")


async def error(at: Desk) -> None:
    await at.say("pas")
    await at.press("f8")
    await at.say("prisen er gammel")
    await at.press("enter")
    await at.desk.until(lambda: isinstance(at.desk.app.screen, DeskScreen))
    with Journal.open(at.house.database, read_only=True) as journal:
        (reported,) = journal.feedback.listed()
    assert (reported.ref, reported.comment) == ("service:pas", "prisen er gammel")


async def undo(at: Desk) -> None:
    await at.desk.register("pas")
    await at.kept()
    await at.press("ctrl+z")
    await at.desk.until(lambda: at.house.encounters() == [])


async def amend_the_last(at: Desk) -> None:
    await at.desk.register("pas")
    await at.kept()
    await at.press("f3")
    await at.desk.until(lambda: len(at.desk.hits) == 1)
    await at.press("enter", "1", "enter")
    await at.desk.until(lambda: at.house.encounters()[0].outcome == "answered")


async def close_a_follow_up(at: Desk) -> None:
    await promise(at)
    at.keys = 0
    await at.press("f4")
    await at.desk.until(lambda: len(at.desk.hits) == 1)
    await at.press("enter")
    await at.say("ringet op")
    await at.press("enter")
    await at.desk.until(lambda: bool(at.house.encounters()[0].follow_up_closed_at))


@dataclass(frozen=True)
class Errand:
    """Something people at the desk do many times a day."""

    budget: int
    """Keys it may take."""
    carry_out: Callable[[Desk], Awaitable[None]]


ERRANDS = [
    Errand(2, service),
    Errand(2, wrong_door),
    Errand(2, not_in_the_knowledge_base),
    Errand(3, another_outcome),
    Errand(5, promise),
    Errand(1, guide),
    Errand(1, code),
    Errand(2, slip),
    Errand(2, error),
    Errand(1, undo),
    Errand(4, amend_the_last),
    Errand(3, close_a_follow_up),
]


@pytest.mark.parametrize("errand", ERRANDS, ids=lambda each: each.carry_out.__name__)
async def test_an_errand_takes_no_more_keys_than_its_budget(house: House, errand: Errand) -> None:
    async with running(house) as desk:
        at = Desk(house, desk)
        await errand.carry_out(at)
        assert at.keys <= errand.budget
