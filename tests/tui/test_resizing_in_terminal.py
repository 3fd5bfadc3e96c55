"""A window that changes all the time, while everything opens and closes in it."""

import os
import random
import sys
import time
from pathlib import Path
from typing import Final

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

from tests.tui.terminal import Terminal, desk_in_terminal

SECONDS: Final = float(os.environ.get("FLOORWALKER_RESIZE_SECONDS", "25"))
"""How long windows are changed; the seed of what was tried stands in the failure."""
STEPS: Final = 25
"""Keys and sizes between two looks whether the desk still answers."""

ESC: Final = b"\x1b"
ENTER: Final = b"\r"
SIZES: Final = ((20, 5), (37, 24), (60, 16), (61, 17), (80, 24), (120, 40), (200, 60), (300, 100))
KEYS: Final = (
    *(b"\x1bOP", b"\x1bOQ", b"\x1bOR", b"\x1bOS"),  # F1 to F4
    *(b"\x1b[15~", b"\x1b[17~", b"\x1b[18~", b"\x1b[19~", b"\x1b[20~", b"\x1b[21~", b"\x1b[24~"),
    *(b"\x07", b"\x12", b"\x13", b"\x0c", b"\x10"),  # Ctrl+G, R, S, L, P
    *(ENTER, ENTER, ESC, ESC, b"\t", b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[6~", b"1", b"\x18"),
    *(b"pas", "lappen er væk".encode(), b"rotter", b"parkering"),
)


def change(window: Terminal, chance: random.Random) -> None:
    """Another size, one that people have or any."""
    if chance.random() < 0.5:
        window.resize(*chance.choice(SIZES))
    else:
        window.resize(chance.randint(20, 300), chance.randint(5, 100))


def answers(window: Terminal) -> None:
    """Grow the window, leave whatever is open, and get an answer to a key."""
    window.resize(120, 40)
    for key in (ESC, ESC, ESC, b"\x1bOQ", ESC, ESC):
        window.press(key)
        window.read_until_quiet(0.15)
    window.press(b"\x03")
    window.read_until("quits.")


def test_the_desk_answers_after_any_changes_of_its_window(tmp_path: Path) -> None:
    seed = int(os.environ.get("FLOORWALKER_RESIZE_SEED", random.randrange(1_000_000)))
    chance = random.Random(seed)
    data = tmp_path / "data"
    window = desk_in_terminal(data)
    window.read_until("Starter knowledge")
    deadline = time.monotonic() + SECONDS
    tried: list[str] = []
    try:
        while time.monotonic() < deadline:
            tried.clear()
            for _step in range(STEPS):
                key = chance.choice(KEYS)
                tried.append(repr(key))
                window.press(key)
                change(window, chance)
                if chance.random() < 0.5:
                    window.read_until_quiet(0.02)  # a screen that nobody reads stands still
            answers(window)
            assert not (data / "errors.log").exists()
        window.press(b"\x11\r")
        assert window.exit_code() == 0
    except (AssertionError, OSError) as failed:
        log = data / "errors.log"
        said = log.read_text("utf-8") if log.exists() else "no fault was written down"
        pytest.fail(f"seed {seed}: {failed!r}\n{' '.join(tried)}\n{said}")
