"""Keys: rebound by name wherever they are, checked, told by the help, and past every dialog."""

import inspect
import pkgutil
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.binding import Binding
from textual.dom import DOMNode
from textual.events import Key

from floorwalker import tui
from floorwalker.config import Config
from floorwalker.tui.key_conflicts import sound_keys
from floorwalker.tui.screens.amend import AmendScreen
from floorwalker.tui.screens.cover import CoverScreen
from floorwalker.tui.screens.desk import DeskScreen
from floorwalker.tui.screens.entries import UrgentScreen
from floorwalker.tui.screens.follow_ups import FollowUpsScreen
from floorwalker.tui.screens.guide import GuideScreen
from floorwalker.tui.screens.help import HelpScreen
from floorwalker.tui.screens.log import LogScreen
from floorwalker.tui.screens.note import ReportScreen
from floorwalker.tui.screens.palette import PaletteScreen
from floorwalker.tui.widgets.frame import KeyLine
from tests.tui.desk import House, running

pytestmark = pytest.mark.slow

FREE_WITH = ("ctrl", "shift", "ctrl+shift")
"""What no command is bound with, before the number of a function key."""
DELIVERED = [number for number in range(1, 25) if number not in {3, 11}]
"""Function keys that terminals deliver with any modifier."""


def faults_of(keys: dict[str, str]) -> list[str]:
    return [*sound_keys(keys).faults]


def faults(**keys: str) -> list[str]:
    return faults_of({name.replace("__", "."): key for name, key in keys.items()})


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
    assert faults_of({}) == []


def test_every_command_may_be_given_a_key_of_its_own() -> None:
    free = [f"{held}+f{number}" for number in DELIVERED for held in FREE_WITH]
    keys = dict(zip(bindings(), free, strict=False))
    assert len(keys) > 60
    assert faults_of(keys) == []


def test_every_command_says_what_it_does() -> None:
    assert [one.id for one in bindings().values() if not (one.description and one.tooltip)] == []


def test_nothing_is_bound_that_terminals_or_danish_keyboards_lack() -> None:
    keys = {key for one in bindings().values() for key in one.key.split(",")}
    missing = {key for key in keys if "alt+" in key or key in {"f11", "ctrl+enter", "shift+enter"}}
    assert missing == set()
    assert keys & set("[]{}@\\~|") == set()


@pytest.mark.parametrize("name", ["strip.savee", "log.day_befor", "desk.regster", "slip.opne"])
def test_a_name_that_nothing_has_comes_with_the_nearest_one(name: str) -> None:
    (said,) = faults_of({name: "f12"})
    assert f"There is no binding `{name}`. Did you mean `" in said
    near = said.rpartition(" `")[2].removesuffix("`?")
    assert near in bindings()


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (
            {"strip__next": "ctrl+g"},
            "`strip.next` and `app.guide` would have the same key, Ctrl+G. It keeps Tab.",
        ),
        (
            {"desk__undo": "ctrl+o"},
            "`desk.undo` and `desk.audience` would have the same key, Ctrl+O. It keeps Ctrl+Z.",
        ),
        ({"desk__up": "f3"}, "`desk.up` and `app.log` would have the same key, F3. It keeps ↑."),
        (
            {"log__day_before": "down"},
            "`log.day_before` and `list.down` would have the same key, ↓. It keeps ←.",
        ),
        (
            {"note__save": "f9"},
            "`note.save` and `app.urgent` would have the same key, F9. It keeps Enter.",
        ),
    ],
)
def test_a_key_that_two_commands_share_is_reported(keys: dict[str, str], said: str) -> None:
    assert said in faults(**keys)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "has no key: name one, or delete the line"),
        ("ctlr+x", "there is no such key"),
        ("<any>", "there is no such key"),
        ("ctrl+enter", "terminals do not deliver it"),
        ("Alt+X", "terminals do not deliver it"),
        ("F11", "terminals do not deliver it"),
        ("ctrl+m", "terminals do not deliver it"),
        ("Shift+F3", "terminals do not deliver it"),
        ("ctrl+shift+p", "terminals do not deliver it"),
        ("ctrl+ø", "terminals do not deliver it"),
        ("ctrl+[", "terminals do not deliver it"),
        ("shift+backspace", "terminals do not deliver it"),
        ("Ctrl+E", "the text line needs it"),
        ("ø", "the text line needs it"),
        ("ö", "the text line needs it"),
        ("§", "the text line needs it"),
        ("shift+a", "the text line needs it"),
        ("ctrl+c", "the text line needs it"),
        ("Enter", "the text line needs it"),
    ],
)
def test_a_key_that_cannot_be_had_is_refused_and_the_old_one_stays(written: str, said: str) -> None:
    keymap, faults = sound_keys({"desk.undo": written})
    assert keymap == {}
    (fault,) = faults
    assert said in fault
    assert fault.endswith("It keeps Ctrl+Z.")


@pytest.mark.parametrize(
    ("written", "bound"),
    [
        ("Ctrl+B", "ctrl+b"),
        ("ctrl-b", "ctrl+b"),
        (" shift + F4 ", "shift+f4"),
        ("shift+ctrl+f4", "ctrl+shift+f4"),
        ("Ctrl+_", "ctrl+underscore"),
        ("ctrl+\\", "ctrl+backslash"),
        ("Ctrl+PgUp, F13", "ctrl+pageup,f13"),
    ],
)
def test_a_key_may_be_written_as_it_stands_on_the_keyboard(written: str, bound: str) -> None:
    assert sound_keys({"desk.undo": written}) == ({"desk.undo": bound}, ())


@pytest.mark.parametrize(
    ("written", "keymap", "kept"),
    [
        ("a,f13", {"app.log": "f13"}, "It keeps F13."),
        ("f13,f4", {"app.log": "f13"}, "It keeps F13."),
        ("f4,a", {}, "It keeps F3."),
        ("f13,f13", {"app.log": "f13"}, ""),
    ],
)
def test_what_a_command_keeps_is_what_it_has(
    written: str, keymap: dict[str, str], kept: str
) -> None:
    sound = sound_keys({"app.log": written})
    assert sound.keymap == keymap
    assert all(fault.endswith(kept) for fault in sound.faults)
    assert bool(sound.faults) is bool(kept)


def test_a_key_that_the_text_line_would_take_first_is_refused() -> None:
    assert "the text line needs it" in faults_of({"list.leave": "enter", "list.open": "f13"})[0]
    assert "the text line needs it" in faults_of({"app.slip": "tab", "strip.next": "f13"})[0]


def test_quitting_is_never_given_the_key_that_copies() -> None:
    assert sound_keys({"app.copy": "f13", "app.quit": "ctrl+c"}).keymap == {"app.copy": "f13"}


def test_two_commands_may_change_places() -> None:
    keys = {"app.log": "f4", "app.follow_ups": "f3"}
    assert sound_keys(keys) == (keys, ())


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ({"slip.save": "1"}, "`slip.save` cannot have 1: it is needed to choose. It keeps S."),
        ({"slip.open": "left"}, "`slip.open` cannot have ←: it is needed to choose."),
        ({"remedy.leave": "2"}, "`remedy.leave` cannot have 2: it is needed to choose."),
        ({"jump.leave": "q"}, "`jump.leave` cannot have Q: it is needed to choose."),
    ],
)
def test_a_key_that_chooses_something_is_not_given_away(keys: dict[str, str], fault: str) -> None:
    (told,) = faults_of(keys)
    assert told.startswith(fault)


@pytest.mark.parametrize(
    "keys",
    [
        {"slip.save": "k"},
        {"slip.save": "shift+k"},
        {"remedy.leave": "n"},
        {"week.export": "e", "week.before": "p"},
        {"ask.yes": "y", "ask.no": "n"},
    ],
)
def test_letters_are_free_where_nothing_is_typed(keys: dict[str, str]) -> None:
    assert faults_of(keys) == []


@pytest.mark.parametrize(
    "keys",
    [
        {"desk.up": "down", "desk.down": "up"},
        {"log.day_before": "right", "log.day_after": "left"},
        {"strip.save": "tab", "strip.next": "enter"},
        {"week.before": "right", "week.after": "left"},
        {"warn.yes": "enter", "warn.no": "delete"},
    ],
)
def test_two_commands_of_a_part_or_a_screen_may_change_places(keys: dict[str, str]) -> None:
    assert sound_keys(keys) == (keys, ())


def test_a_key_that_a_refused_command_keeps_is_not_given_away() -> None:
    keymap, faults = sound_keys({"app.cover": "ctrl+q", "app.quit": "a"})
    assert keymap == {}
    assert len(faults) == 2


@given(
    st.dictionaries(
        st.sampled_from(sorted(bindings())),
        st.sampled_from(
            ["f3", "f4", "ctrl+q", "ctrl+e", "a", "enter", "tab", "escape,f9", "ctrl+x"]
        ),
        max_size=8,
    )
)
@settings(max_examples=60)
def test_whatever_the_keys_what_is_bound_is_sound(keys: dict[str, str]) -> None:
    keymap, faults = sound_keys(keys)
    assert sound_keys(keymap) == (keymap, ())
    refused = {name for name in keys if keymap.get(name) != keys[name]}
    assert all(any(f"`{name}`" in fault for fault in faults) for name in refused)


async def test_a_refused_key_does_what_it_always_did(house: House) -> None:
    house.config = Config(keys={"desk.register": "ctrl+e", "app.cover": "ctrl+q"})
    async with running(house) as desk:
        await desk.until(lambda: "It keeps Enter. · 1 more: F1" in desk.status)
        await desk.type("pas")
        await desk.press("home", "ctrl+e")
        assert not desk.strip.is_open
        await desk.press("enter")
        assert desk.strip.is_open
        await desk.press("f10")
        assert isinstance(desk.app.screen, CoverScreen)
        await desk.press("x", "f1")
        screen = desk.app.screen
        assert isinstance(screen, HelpScreen)
        told = "\n".join(f"{part.lines}" for part in screen.sections())
        assert "`desk.register` cannot have Ctrl+E: the text line needs it." in told
        assert "`app.cover` and `app.quit` would have the same key, Ctrl+Q." in told


async def test_commands_that_changed_places_do_each_others_work(house: House) -> None:
    house.config = Config(keys={"app.log": "f4", "app.follow_ups": "f3"})
    async with running(house) as desk:
        await desk.press("f3")
        assert isinstance(desk.app.screen, FollowUpsScreen)
        await desk.press("f4")
        assert isinstance(desk.app.screen, LogScreen)


def test_keys_of_different_places_do_not_clash() -> None:
    assert faults(log__day_before="ctrl+up", week__before="ctrl+down") == []
    assert faults(note__save="f2") == []  # a dialog keeps the desk's keys away


@pytest.mark.parametrize("key", ["a", "space", "ctrl+w", "slash"])
def test_a_key_that_typing_needs_is_reported(key: str) -> None:
    (said,) = faults(desk__undo=key)
    assert said.startswith("`desk.undo` cannot have")
    assert faults(guide__next=key) == []


async def test_a_rebound_key_of_the_strip_works(house: House) -> None:
    house.config = Config(keys={"strip.save": "shift+f6"})
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter", "shift+f6")
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
        (["f6"], ["Next list", "knowledge.stale"]),
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
        await desk.until(lambda: isinstance(desk.app.screen, HelpScreen))
        screen = desk.app.screen
        assert isinstance(screen, HelpScreen)
        labels = "\n".join(f"{part.label} {part.lines}" for part in screen.sections())
        for said in told:
            assert said in labels
        await desk.press("f1")
        await desk.until(lambda: desk.app.screen is before)


@pytest.mark.parametrize(
    ("keys", "step"),
    [
        ({}, "3. Press Enter, then Enter again: the errand is registered."),
        ({"desk.register": "f13"}, "3. Press F13, then Enter: the errand is registered."),
        (
            {"desk.register": "f13", "strip.save": "f13"},
            "3. Press F13, then F13 again: the errand is registered.",
        ),
    ],
)
async def test_help_tells_the_three_steps_with_the_keys_in_use(
    house: House, keys: dict[str, str], step: str
) -> None:
    house.config = Config(keys=keys)
    async with running(house) as desk:
        await desk.press("f3", "f1")
        screen = desk.app.screen
        assert isinstance(screen, HelpScreen)
        assert step in "\n".join(f"{line}" for part in screen.sections() for line in part.lines)


async def test_the_first_page_names_the_keys_in_use(house: House) -> None:
    house.config = Config(keys={"desk.down": "f13", "app.follow_ups": "f14", "strip.save": "f15"})
    async with running(house) as desk:
        assert "F13 goes through what is asked for most" in desk.page
        await desk.press("f1")
        screen = desk.app.screen
        assert isinstance(screen, HelpScreen)
        told = "\n".join(f"{line}" for part in screen.sections() for line in part.lines)
        assert "↑ F13 choose another hit." in told
        assert "Open the registration of what is shown; F15 saves it." in told


async def test_where_faults_are_told_whole_is_said_with_the_key_in_use(house: House) -> None:
    house.config = Config(keys={"app.help": "f13", "app.log": "a", "app.week": "b"})
    async with running(house) as desk:
        await desk.until(lambda: "1 more: F13" in desk.status)


async def test_how_to_quit_is_said_in_a_dialog_with_the_key_in_use(house: House) -> None:
    house.config = Config(keys={"app.quit": "ctrl+b"})
    async with running(house) as desk:
        await desk.press("f8", "ctrl+c")
        assert [note.message for note in desk.app._notifications] == ["Ctrl+B quits."]


@pytest.mark.parametrize(
    ("keys", "foot"),
    [
        ({}, "Enter Save   Tab More fields   Esc Back   F1 Help"),
        ({"strip.save": "f13"}, "F13 Save   Tab More fields   Esc Back   F1 Help"),
        (
            {"strip.back": "f14", "strip.next": "f15"},
            "Enter Save   F15 More fields   F14 Back   F1 Help",
        ),
    ],
)
async def test_a_rebound_command_stands_where_it_stood(
    house: House, keys: dict[str, str], foot: str
) -> None:
    house.config = Config(keys=keys)
    async with running(house) as desk:
        await desk.press("p", "a", "s", "enter")
        assert foot in str(desk.app.screen.query_one("#keys", KeyLine).render())


async def test_help_tells_a_key_as_the_user_bound_it(house: House) -> None:
    house.config = Config(keys={"guide.next": "n", "app.urgent": "shift+f9"})
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("ctrl+g")
        assert isinstance(desk.app.screen, GuideScreen)
        await desk.press("f1")
        screen = desk.app.screen
        assert isinstance(screen, HelpScreen)
        labels = {part.label for part in screen.sections()}
        assert {"N", "Shift+F9"} <= labels
        assert "F9" not in labels


@pytest.mark.parametrize(("keys", "key"), [({}, "ctrl+q"), ({"app.quit": "ctrl+b"}, "ctrl+b")])
async def test_the_key_that_quits_waits_for_no_command(
    house: House, keys: dict[str, str], key: str
) -> None:
    house.config = Config(keys=keys)
    async with running(house) as desk:
        desk.box.holds_keys = True
        desk.app.post_message(Key(key, None))
        await desk.until(lambda: not desk.app.is_running)
