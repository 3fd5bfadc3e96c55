"""Going to other screens and leaving, without the desk."""

from dataclasses import dataclass, field

from floorwalker.tui.navigation import Navigator
from floorwalker.tui.screens.confirm import ConfirmScreen
from floorwalker.tui.screens.cover import CoverScreen
from floorwalker.tui.screens.entries import KnowledgeScreen, UrgentScreen
from floorwalker.tui.screens.follow_ups import FollowUpsScreen
from floorwalker.tui.screens.palette import PaletteScreen
from tests.tui.alone import Alone, alone
from tests.tui.desk import House


@dataclass
class Unsaved:
    """What would be lost, as a test has it."""

    has_any: bool = False
    quit_question: str = "Quit?"
    is_saving: bool = False
    done: list[str] = field(default_factory=list)

    def keep(self) -> None:
        self.done.append("keep")

    def forget_words(self) -> None:
        self.done.append("forget")


def navigator(
    it: Alone, unsaved: Unsaved | None = None, picked: list[str] | None = None
) -> Navigator:
    async def choose_theme(name: str) -> None:
        it.session.app.theme = name

    return Navigator(
        it.session,
        unsaved or Unsaved(),
        pick=(picked if picked is not None else []).append,
        choose_theme=choose_theme,
    )


async def test_another_screen_takes_the_place_of_the_one_before(house: House) -> None:
    async with alone(house) as it:
        go = navigator(it)
        await it.do(go.open_follow_ups)
        await it.on(FollowUpsScreen)
        await it.do(go.open_knowledge)
        await it.on(KnowledgeScreen)
        await it.until(lambda: len(it.session.app.screen_stack) == 2)
        await it.do(go.go_to_desk)
        await it.until(lambda: it.session.app.screen is it.first)


async def test_nothing_opens_before_there_is_knowledge(house: House) -> None:
    async with alone(house, is_loaded=False) as it:
        go = navigator(it)
        for command in ("log", "follow_ups", "week", "knowledge", "urgent", "cover"):
            await it.do(go.handlers[f"app.{command}"])
        await it.pilot.pause()
        assert it.session.app.screen is it.first


async def test_an_entry_is_taken_to_the_desk(house: House) -> None:
    picked: list[str] = []
    async with alone(house) as it:
        go = navigator(it, picked=picked)
        await it.do(go.open_urgent)
        await it.on(UrgentScreen)
        await it.do(lambda: go.take_to_desk("service:pas"))
        await it.until(lambda: it.session.app.screen is it.first)
    assert picked == ["service:pas"]


async def test_the_cover_has_the_main_door(house: House) -> None:
    async with alone(house) as it:
        await it.do(navigator(it).cover)
        await it.on(CoverScreen)
        assert "Omstillingen" in it.session.app.export_screenshot()


async def test_the_palette_changes_the_theme(house: House) -> None:
    async with alone(house) as it:
        await it.do(navigator(it).open_palette)
        await it.on(PaletteScreen)
        await it.close("theme:nord")
        await it.until(lambda: it.session.app.theme == "nord")


async def test_leaving_asks_where_something_would_be_lost(house: House) -> None:
    unsaved = Unsaved(has_any=True)
    async with alone(house) as it:
        await it.do(navigator(it, unsaved).leave)
        await it.on(ConfirmScreen)
        await it.close(False)
        await it.until(lambda: it.session.app.screen is it.first)
        assert unsaved.done == []
        await it.do(navigator(it, unsaved).leave)
        await it.on(ConfirmScreen)
        await it.close(True)
        await it.until(lambda: not it.session.app.is_running)
    assert unsaved.done == ["keep"]


async def test_leaving_with_nothing_to_lose_forgets_the_words(house: House) -> None:
    unsaved = Unsaved()
    async with alone(house) as it:
        await it.do(navigator(it, unsaved).leave)
        await it.until(lambda: not it.session.app.is_running)
    assert unsaved.done == ["forget"]


async def test_leaving_waits_for_what_is_being_saved_and_does_not_ask(house: House) -> None:
    unsaved = Unsaved(has_any=True, is_saving=True)
    async with alone(house) as it:
        await it.do(navigator(it, unsaved).leave)
        assert it.session.app.screen is it.first
        unsaved.has_any = unsaved.is_saving = False
        await it.until(lambda: not it.session.app.is_running)
    assert unsaved.done == ["forget"]
