"""Keys: rebound by name wherever they are, checked, told by the help, and past every dialog."""

import inspect
import pkgutil
from importlib import import_module

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

from floorwalker import tui
from floorwalker.config import Config
from floorwalker.tui.rebinding import key_faults
from floorwalker.tui.screens.amend import AmendScreen
from floorwalker.tui.screens.cover import CoverScreen
from floorwalker.tui.screens.desk import DeskScreen
from floorwalker.tui.screens.entries import UrgentScreen
from floorwalker.tui.screens.guide import GuideScreen
from floorwalker.tui.screens.help import HelpScreen
from floorwalker.tui.screens.note import ReportScreen
from floorwalker.tui.screens.palette import PaletteScreen
from floorwalker.tui.shell import DeskApp
from tests.tui.desk import House, running


def faults(**keys: str) -> list[str]:
    return key_faults({name.replace("__", "."): key for name, key in keys.items()}, DeskApp)


def bindings() -> dict[str, Binding]:
    """Every binding of the desk by its id."""
    found: dict[str, Binding] = {}
    for module in pkgutil.walk_packages(tui.__path__, f"{tui.__name__}."):
        for _name, each in inspect.getmembers(import_module(module.name), inspect.isclass):
            if issubclass(each, DOMNode) and each.__module__.startswith("floorwalker"):
                own = vars(each).get("BINDINGS", ())
                found |= {one.id: one for one in own if isinstance(one, Binding) and one.id}
    return found


def test_keys_as_they_are_have_no_faults() -> None:
    assert key_faults({}, DeskApp) == []


def test_every_command_may_be_given_a_key_of_its_own() -> None:
    keys = {name: f"ctrl+shift+f{number}" for number, name in enumerate(bindings(), start=1)}
    assert len(keys) > 60
    assert key_faults(keys, DeskApp) == []


def test_every_command_says_what_it_does() -> None:
    assert [one.id for one in bindings().values() if not (one.description and one.tooltip)] == []


def test_nothing_is_bound_that_terminals_or_danish_keyboards_lack() -> None:
    keys = {key for one in bindings().values() for key in one.key.split(",")}
    missing = {key for key in keys if "alt+" in key or key in {"f11", "ctrl+enter", "shift+enter"}}
    assert missing == set()
    assert keys & set("[]{}@\\~|") == set()


@pytest.mark.parametrize("name", ["strip.savee", "log.day_befor", "desk.regster", "slip.opne"])
def test_a_name_that_nothing_has_comes_with_the_nearest_one(name: str) -> None:
    (said,) = key_faults({name: "f12"}, DeskApp)
    assert f"There is no binding `{name}`. Did you mean `" in said
    near = said.rpartition(" `")[2].removesuffix("`?")
    assert near in bindings()


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"strip__next": "ctrl+g"}, "`strip.next` and `app.guide` have the same key, Ctrl+G."),
        ({"desk__undo": "ctrl+o"}, "`desk.undo` and `desk.audience` have the same key, Ctrl+O."),
        ({"desk__up": "f3"}, "`desk.up` and `app.log` have the same key, F3."),
        ({"log__day_before": "down"}, "`log.day_before` and `list.down` have the same key, ↓."),
        ({"note__save": "f9"}, "`note.save` and `app.urgent` have the same key, F9."),
    ],
)
def test_a_key_that_two_commands_share_is_reported(keys: dict[str, str], said: str) -> None:
    assert said in faults(**keys)


def test_keys_of_different_places_do_not_clash() -> None:
    assert faults(log__day_before="ctrl+up", week__before="ctrl+down") == []
    assert faults(note__save="f2") == []  # a dialog keeps the desk's keys away


@pytest.mark.parametrize("key", ["a", "space", "ctrl+w", "slash"])
def test_a_key_that_typing_needs_is_reported(key: str) -> None:
    (said,) = faults(desk__undo=key)
    assert said.startswith("`desk.undo` cannot have")
    assert faults(guide__next=key) == []


async def test_a_rebound_key_of_the_strip_works(house: House) -> None:
    house.config = Config(keys={"strip.save": "f12"})
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter", "f12")
        await desk.until(lambda: len(house.encounters()) == 1)


async def test_a_fault_in_the_keys_of_another_screen_is_told_at_the_start(house: House) -> None:
    house.config = Config(keys={"strip.svae": "f12"})
    async with running(house) as desk:
        await desk.until(lambda: "Did you mean `strip.save`?" in desk.status)


@pytest.mark.parametrize(
    ("keys", "screen"),
    [(["f8"], ReportScreen), (["ctrl+p"], PaletteScreen), (["f1"], HelpScreen)],
)
async def test_cover_and_urgent_reach_past_a_dialog_and_leave_it_as_it_was(
    house: House, keys: list[str], screen: type
) -> None:
    async with running(house) as desk:
        await desk.press(*keys, "f10")
        assert isinstance(desk.app.screen, CoverScreen)
        await desk.press("x")
        assert isinstance(desk.app.screen, screen)
        await desk.press("f9")
        assert isinstance(desk.app.screen, UrgentScreen)
        await desk.press("escape")
        assert isinstance(desk.app.screen, screen)


async def test_what_is_urgent_is_taken_to_the_desk_from_a_dialog_too(house: House) -> None:
    async with running(house) as desk:
        await desk.register("pas")
        await desk.press("f3")
        await desk.until(lambda: len(desk.hits) == 1)
        await desk.press("enter")
        assert isinstance(desk.app.screen, AmendScreen)
        await desk.press("f9", "enter")
        assert isinstance(desk.app.screen, DeskScreen)
        assert desk.selected == "Krisecenter"


@pytest.mark.parametrize("key", ["f9", "f10", "f1", "ctrl+s", "enter"])
async def test_every_key_takes_the_cover_away_and_nothing_else(house: House, key: str) -> None:
    async with running(house) as desk:
        await desk.press("f10", key)
        assert isinstance(desk.app.screen, DeskScreen)
        assert len(desk.app.screen_stack) == 1
        assert not desk.strip.is_open


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ([], ["Enter", "Register", "desk.register", "Ctrl+S", "F10"]),
        (["p", "a", "s", "enter"], ["Tab", "More fields", "strip.next"]),
        (["f3"], ["←", "Day before", "log.day_before"]),
        (["f4"], ["list.open"]),
        (["f5"], ["Week before", "week.before"]),
        (["f6"], ["To review", "knowledge.stale"]),
        (["f8"], ["Save", "note.save", "report.kind", "F9", "F10"]),
        (["f9"], ["list.open"]),
        (["ctrl+p"], ["palette.choose", "F10"]),
        (["p", "a", "s", "ctrl+g"], ["Next step", "guide.next"]),
        (["p", "a", "s", "ctrl+r"], ["code.next"]),
    ],
)
async def test_help_tells_the_keys_of_where_one_is(
    house: House, keys: list[str], told: list[str]
) -> None:
    async with running(house) as desk:
        await desk.press(*keys)
        before = desk.app.screen
        await desk.press("f1")
        screen = desk.app.screen
        assert isinstance(screen, HelpScreen)
        labels = "\n".join(f"{part.label} {part.lines}" for part in screen.sections())
        for said in told:
            assert said in labels
        await desk.press("f1")
        assert desk.app.screen is before


async def test_help_tells_a_key_as_the_user_bound_it(house: House) -> None:
    house.config = Config(keys={"guide.next": "n", "app.urgent": "f12"})
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("ctrl+g")
        assert isinstance(desk.app.screen, GuideScreen)
        await desk.press("f1")
        screen = desk.app.screen
        assert isinstance(screen, HelpScreen)
        labels = {part.label for part in screen.sections()}
        assert {"N", "F12"} <= labels
        assert "F9" not in labels
