"""Keys of a burst do what the same keys do when they are pressed one at a time."""

import os
import tempfile
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.events import Key

from floorwalker.tui.key_queue import is_answering
from floorwalker.tui.textual_private import is_at_rest
from floorwalker.tui.widgets.one_line_input import OneLineInput
from tests.tui.desk import House, Running, running

pytestmark = pytest.mark.slow

ROUNDS: Final = int(os.environ.get("FLOORWALKER_KEY_ROUNDS", "12"))
"""Sequences that are tried; each runs the desk twice."""

LETTERS: Final = (*"pasmitdø", "space")
EDITING: Final = (
    "backspace",
    "delete",
    "left",
    "right",
    "home",
    "end",
    "ctrl+u",
    "ctrl+w",
    "ctrl+k",
)
MOVING: Final = ("enter", "escape", "tab", "shift+tab", "up", "down", "pagedown", *"1235")
SCREENS: Final = ("f1", "f2", "f3", "f4", "f6", "f8", "f9", "f10", "f12")
COMMANDS: Final = ("ctrl+l", "ctrl+p", "ctrl+s", "ctrl+g", "ctrl+r", "ctrl+o", "ctrl+t", "f7")
SEQUENCES: Final = st.lists(
    st.one_of(
        st.sampled_from(LETTERS),
        st.sampled_from(LETTERS),
        st.sampled_from(EDITING),
        st.sampled_from(MOVING),
        st.sampled_from(SCREENS + COMMANDS),
    ),
    min_size=3,
    max_size=24,
)


def key_event(name: str) -> Key:
    """The event of a key, as the terminal's reader makes it."""
    characters = {"enter": "\r", "tab": "\t", "space": " ", "escape": "\x1b", "backspace": "\x7f"}
    return Key(name, characters.get(name, name if len(name) == 1 else None))


async def settle(desk: Running) -> None:
    """Wait until everything that was pressed has been dealt with."""
    for _twice in range(2):
        await desk.until(
            lambda: (
                is_at_rest(desk.app, asked_by_app=False)
                and not is_answering(desk.app)
                and not any(worker.group == "keys" for worker in desk.app.workers)
            )
        )
        await desk.pilot.pause()


def state_of(desk: Running, house: House) -> dict[str, object]:
    """What a person would find."""
    app = desk.app
    rows = [(each.ref, each.outcome, each.query, each.note) for each in house.encounters()]
    lines = {str(line.id): line.value for line in app.screen.query(OneLineInput).results()}
    return {
        "screens": [type(screen).__name__ for screen in app.screen_stack],
        "focus": str(app.focused.id) if app.focused else None,
        "box": desk.box.value,
        "lines": lines,
        "strip": desk.strip.form if desk.strip.is_open else None,
        "rows": rows,
    }


async def after(keys: list[str], folder: Path, *, in_one_burst: bool) -> dict[str, object]:
    """How the desk stands after `keys`."""
    house = House(folder)
    async with running(house) as desk:
        for name in keys:
            desk.app.post_message(key_event(name))
            if not in_one_burst:
                await settle(desk)
        await settle(desk)
        return state_of(desk, house)


@settings(max_examples=ROUNDS, deadline=None)
@given(keys=SEQUENCES)
async def test_a_burst_leaves_what_single_keys_leave(keys: list[str]) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        slow = await after(keys, Path(one), in_one_burst=False)
        fast = await after(keys, Path(other), in_one_burst=True)
    assert fast == slow
