"""The keys that work everywhere; those with priority reach past dialogs."""

from typing import Final

from textual.binding import BindingType

from floorwalker.i18n import mark
from floorwalker.tui.keys import key

SHELL_KEYS: Final[list[BindingType]] = [
    key(
        "f1",
        "help",
        "app.help",
        mark("Help"),
        mark("The keys of where you are."),
        show=True,
        priority=True,
    ),
    key("f2", "go_desk", "app.desk", mark("Desk"), mark("Search, answer, register."), show=True),
    key("f3", "go_log", "app.log", mark("Log"), mark("What was registered."), show=True),
    key(
        "f4",
        "go_follow_ups",
        "app.follow_ups",
        mark("Follow-ups"),
        mark("What was promised and not yet kept."),
        show=True,
    ),
    key(
        "f5",
        "go_week",
        "app.week",
        mark("Week"),
        mark("The week in figures, and its export."),
        show=True,
    ),
    key(
        "f6",
        "go_knowledge",
        "app.knowledge",
        mark("Knowledge"),
        mark("Everything by theme, and what needs an editor."),
        show=True,
    ),
    key(
        "f8",
        "report",
        "app.report",
        mark("Report an error"),
        mark("Tell the editors what is wrong, missing or unclear."),
    ),
    key(
        "f9",
        "go_urgent",
        "app.urgent",
        mark("Urgent"),
        mark("Danger, violence, no bed tonight."),
        show=True,
        priority=True,
    ),
    key(
        "f10",
        "cover",
        "app.cover",
        mark("Cover"),
        mark("Cover the screen: a visitor has walked round the desk."),
        priority=True,
    ),
    key(
        "ctrl+g",
        "guide",
        "app.guide",
        mark("Guide"),
        mark("The self-service guide, a step at a time, for the visitor's eyes."),
        show=True,
    ),
    key(
        "ctrl+r",
        "code",
        "app.code",
        mark("QR code"),
        mark("Link or telephone number as a code to scan."),
    ),
    key(
        "ctrl+s",
        "slip",
        "app.slip",
        mark("Slip"),
        mark("What the visitor takes along: printed from the browser, or kept."),
    ),
    key(
        "ctrl+y",
        "copy_way",
        "app.copy_way",
        mark("Copy"),
        mark("Link, telephone number or address to the clipboard; again for the next."),
    ),
    key(
        "ctrl+l",
        "jump",
        "app.jump",
        mark("Jump"),
        mark("A letter on each place one can go to; pressing it goes there."),
    ),
    key(
        "ctrl+p",
        "palette",
        "app.palette",
        mark("All commands"),
        mark("Every command, and the themes."),
        show=True,
    ),
    key(
        "f12",
        "settings",
        "app.settings",
        mark("Settings"),
        mark("The desk's name, house, language, theme and folder for exports."),
    ),
    key(
        "ctrl+n",
        "purge",
        "app.purge",
        mark("Delete old encounters"),
        mark("Delete encounters past the retention period, after asking."),
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
