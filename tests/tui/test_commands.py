"""The table of commands: whole, in both languages, and true of every screen as it is."""

import inspect
import pkgutil
import string
from collections import Counter
from importlib import import_module
from itertools import combinations
from typing import Any

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import _character_to_key
from textual.screen import ModalScreen, Screen
from textual.widgets import Input

from floorwalker import i18n, tui
from floorwalker.config import Config
from floorwalker.tui import commands
from floorwalker.tui.app import DeskApp
from floorwalker.tui.commands import COMMANDS, CONTEXTS, Context, commands_together
from floorwalker.tui.key_conflicts import sound_keys
from floorwalker.tui.key_names import EDITING_KEYS, is_undelivered, name_of_character, split_keys
from floorwalker.tui.keys import keys_everywhere, live_keys
from floorwalker.tui.screens.confirm import ConfirmLossScreen, ConfirmScreen
from floorwalker.tui.screens.edit import EditScreen
from floorwalker.tui.screens.note import NoteScreen
from floorwalker.tui.screens.remedy import RemedyScreen
from floorwalker.tui.widgets.choice import Choice
from floorwalker.tui.widgets.hit_list import HitList
from floorwalker.tui.widgets.page import Page
from tests.tui.desk import House, Running, running

pytestmark = pytest.mark.slow

TRANSLATED_GUIDE = """
services:
  hundetegn: {name: Hundetegn, description: Et tegn til hunden, guides: [hundetegn]}
guides:
  hundetegn:
    name: Hundetegn
    description: Et tegn, trin for trin
    url: https://hund.example/
    steps: [Vælg hund]
    translations: {en: {name: Dog tag, steps: [Choose a dog]}}
"""


def bound_classes() -> dict[type[DOMNode], Context]:
    """Every class with bindings of ours, and the context they are read from."""
    by_id = {each.id: context for context in CONTEXTS for each in context.commands}
    found: dict[type[DOMNode], Context] = {}
    for module in pkgutil.walk_packages(tui.__path__, f"{tui.__name__}."):
        for _name, each in inspect.getmembers(import_module(module.name), inspect.isclass):
            if issubclass(each, DOMNode) and each.__module__ == module.name:
                own = vars(each).get("BINDINGS", ())
                contexts = {by_id[one.id] for one in own}
                assert len(contexts) <= 1, each
                if contexts:
                    found[each] = contexts.pop()
    return found


# The table


def test_every_id_stands_in_the_table_once() -> None:
    ids = Counter(each.id for context in CONTEXTS for each in context.commands)
    assert {id_ for id_, times in ids.items() if times > 1} == set()
    assert len({context.name for context in CONTEXTS}) == len(CONTEXTS)


def test_every_context_is_listed() -> None:
    assert {each for each in vars(commands).values() if isinstance(each, Context)} == {*CONTEXTS}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_command_has_a_text_and_a_tooltip_in(language: str) -> None:
    i18n.use(language)
    texts = {text: i18n._(text) for each in COMMANDS.values() for text in (each.text, each.tooltip)}
    assert [text for text, shown in texts.items() if not shown.strip()] == []
    translated = {text for text, shown in texts.items() if text != shown}
    assert language == "en" or len(translated) > len(texts) // 2


SHARED = {
    ("page.back", "list.open"),
    ("page.back", "list.leave"),
    ("guide.leave", "app.desk"),
    ("code.leave", "app.desk"),
    ("code.leave", "app.code"),
    ("promise.find", "note.save"),
    ("help.leave", "app.help"),
}
"""Where the nearer command takes a key from the further one, and does the same or its opposite."""


def test_no_two_commands_of_a_place_have_the_same_key() -> None:
    shared = {
        (nearer.id, further.id)
        for _screen, together in commands_together()
        for nearer, further in combinations(together, 2)
        if split_keys(nearer.keys) & split_keys(further.keys)
    }
    assert shared == SHARED


def test_no_command_has_only_keys_that_terminals_keep_back() -> None:
    assert [
        each.id for each in COMMANDS.values() if all(map(is_undelivered, split_keys(each.keys)))
    ] == []


# The table and the classes


def test_every_context_is_one_class() -> None:
    found = Counter(context.name for context in bound_classes().values())
    assert found == Counter(context.name for context in CONTEXTS)


def test_classes_inherit_as_their_contexts_do() -> None:
    classes = bound_classes()
    for each, context in classes.items():
        bases = [base for base in each.__mro__[1:] if base in classes]
        nearest = classes[bases[0]] if bases and inherits_bindings(each) else None
        assert context.kind_of == nearest, each


def inherits_bindings(owner: type[DOMNode]) -> bool:
    """Whether the class has the bindings of its bases too."""
    return owner._inherit_bindings


def test_screens_and_parts_are_what_their_contexts_say() -> None:
    for each, context in bound_classes().items():
        is_part = not issubclass(each, Screen | DeskApp)
        assert bool(context.within) is is_part, each
        assert context.is_modal is issubclass(each, ModalScreen), each


def test_every_action_is_a_method_of_its_class() -> None:
    for each, context in bound_classes().items():
        for command in context.commands:
            name = command.action.partition("(")[0]
            assert hasattr(each, f"action_{name}"), command


async def test_every_command_of_the_app_has_its_handler(house: House) -> None:
    async with running(house, wait=False) as desk:
        assert desk.app._handlers.keys() == {each.id for each in commands.APP.commands}
    assert {each.action for each in commands.APP.commands} == {
        f"do('{each.id}')" for each in commands.APP.commands
    }


# The table and what is bound where one is


async def check(desk: Running, name: str, seen: set[str]) -> None:
    """What is bound in the place `name` is what the table says can be had at once there."""
    screen = desk.app.screen
    ids = {each.id for each in keys_everywhere(screen)}
    fitting = [
        (context, {each.id for each in together})
        for context, together in commands_together()
        if ids <= {each.id for each in together}
    ]
    assert fitting, (name, screen, ids)
    own = {each.id for context in CONTEXTS if context.name == name for each in context.commands}
    assert own & ids, (name, ids)
    has_text_line = any(line.display for line in screen.query(Input))
    typed = "text" if has_text_line else "choices" if screen.query(Choice) else "nothing"
    assert typed in {context.typed.replace("letters", "nothing") for context, _ids in fitting}, name
    seen |= ids


HELD = ("ctrl", "shift", "ctrl+shift")
FREE_KEYS = [
    *(f"f{number}" for number in range(13, 25)),
    *(f"{held}+f{number}" for number in range(1, 25) if number not in {3, 11} for held in HELD),
    *(f"ctrl+shift+{key}" for key in ("up", "down", "pageup", "pagedown", "insert", "delete")),
    *(f"shift+{key}" for key in ("up", "down", "pageup", "pagedown", "insert", "delete")),
    *(f"ctrl+{key}" for key in ("insert", "delete", "pageup", "pagedown", "home", "end")),
    *("ctrl+shift+home", "ctrl+shift+end", "ctrl+underscore", "ctrl+backslash", "ctrl+b"),
]
"""Keys that no command has."""
assert len(FREE_KEYS) >= len(COMMANDS)


@pytest.mark.parametrize("keys", [{}, dict(zip(COMMANDS, FREE_KEYS, strict=False))])
async def test_every_command_is_bound_and_helped_where_the_table_says(
    house: House, keys: dict[str, str]
) -> None:
    guides = house.knowledge / "en.yaml"
    guides.write_text(TRANSLATED_GUIDE, encoding="utf-8")
    house.config = Config(keys=keys)
    seen: set[str] = set()
    async with running(house) as desk:
        app = desk.app
        assert sound_keys(keys).faults == ()

        async def do(*ids: str) -> None:
            wanted = (keys.get(id_, COMMANDS[id_].keys) for id_ in ids)
            await desk.press(*(one.split(",")[0] for one in wanted))

        async def at(name: str, *ids: str) -> None:
            await do(*ids)
            await check(desk, name, seen)

        await at("everywhere")
        await desk.type("pas")
        await at("search box")
        await at("registration", "desk.register")
        await do("strip.save")
        await desk.until(lambda: not desk.strip.is_open and not desk.box.value)
        for name, id_ in {
            "log": "app.log",
            "follow-ups": "app.follow_ups",
            "week": "app.week",
            "knowledge": "app.knowledge",
            "list": "app.urgent",
        }.items():
            await at(name, id_)
            await do("app.desk")
        await do("app.knowledge")
        for name in ("edit notice", "edit"):
            await desk.type({"edit notice": "foto", "edit": "borgerservice"}[name])
            await do("knowledge.edit")
            await desk.until(lambda: isinstance(app.screen, EditScreen), about=name)
            await at(name)
            await do("edit.leave", "list.leave")
        app.screen.query_one(Page).take_focus()
        await at("page")
        await do("app.desk", "app.log")
        await desk.until(lambda: bool(desk.hits))
        await at("amend", "list.open")
        await do("amend.leave", "app.desk", "app.follow_ups")
        await at("promise code", "follow_ups.find")
        await do("note.leave", "app.desk")
        await desk.type("hundetegn")
        for name, ids in {
            "guide": ("app.guide", "guide.leave"),
            "QR code": ("app.code", "code.leave"),
            "slip": ("app.slip", "slip.leave"),
            "jump": ("app.jump", "jump.leave"),
            "palette": ("app.palette", "palette.leave"),
            "settings": ("app.settings", "settings.leave"),
            "report": ("app.report", "note.leave"),
            "help": ("app.help", "help.leave"),
        }.items():
            await do(ids[0])
            await desk.until(lambda: app.screen is not desk.screen, about=name)
            await at(name)
            await do(ids[1])
        dialogs: dict[str, tuple[ModalScreen[Any], str]] = {
            "question": (ConfirmScreen("Sure?"), "ask.no"),
            "warning": (ConfirmLossScreen("Sure?"), "warn.no"),
            "remedy": (RemedyScreen("What now?", ["Wait", "Go on"]), "remedy.leave"),
            "note": (NoteScreen(title="Note", placeholder="", keep=_keep), "note.leave"),
        }
        for name, (dialog, leave) in dialogs.items():
            app.push_screen(dialog)
            await at(name)
            await do(leave)
        assert app.screen is desk.screen
    assert {*COMMANDS} - seen == set()


async def _keep(text: str) -> str:
    return text


async def test_the_palette_offers_every_command_of_where_one_is(house: House) -> None:
    async with running(house) as desk:
        for key in ("f2", "f3", "f4", "f5", "f6"):
            await desk.press(key)
            offered = [each.id for each in live_keys(desk.app.screen)]
            await desk.press("ctrl+p")
            lines = desk.app.screen.query_one("#palette-lines", HitList).shown
            listed = [line.ref.removeprefix("command:") for line in lines]
            assert {*offered} <= {*listed}, key
            await desk.press("escape")


# What is known of keys without Textual


def test_characters_are_named_as_textual_names_them() -> None:
    printed = [each for each in f"{string.printable}æøåÆØÅéü§½¤€´¨–" if each.isprintable()]
    named = {each: name_of_character(each) for each in printed}
    assert named == {each: _character_to_key(each) for each in printed}


def test_what_a_line_of_text_needs_is_what_textual_binds_there() -> None:
    bound = {
        key for each in Input.BINDINGS if isinstance(each, Binding) for key in split_keys(each.key)
    }
    assert bound == EDITING_KEYS
