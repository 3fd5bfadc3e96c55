"""The keys that work everywhere."""

from typing import Final

from textual.binding import BindingType

from floorwalker.i18n import mark
from floorwalker.tui.keys import key

SHELL_KEYS: Final[list[BindingType]] = [
    key("f1", "help", "app.help", mark("Help"), mark("The keys of where you are."), show=True),
    key("f2", "go_desk", "app.desk", mark("Desk"), mark("Search, answer, register."), show=True),
    key("f3", "go_log", "app.log", mark("Log"), mark("What was registered."), show=True),
    key(
        "ctrl+p",
        "palette",
        "app.palette",
        mark("All commands"),
        mark("Every command, and the themes."),
        show=True,
    ),
    key(
        "ctrl+c",
        "copy",
        "app.copy",
        mark("Copy what is marked"),
        mark("Copies; where nothing is marked, it says how to quit."),
        priority=True,
    ),
    key("ctrl+q", "quit", "app.quit", mark("Quit"), mark("Close the desk."), priority=True),
]
