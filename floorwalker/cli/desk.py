"""`floorwalker` without a command: the desk, in a terminal."""

import os
import sys
from typing import TYPE_CHECKING

from floorwalker import paths
from floorwalker.cli.workplace import Workplace
from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _

if TYPE_CHECKING:
    from floorwalker.tui.desk import Desk

_TEXTUAL_SWITCHES = (
    "TEXTUAL_LOG",
    "TEXTUAL_DEBUG",
    "TEXTUAL_DEVTOOLS_HOST",
    "TEXTUAL_DRIVER",
    "TEXTUAL_PRESS",
    "TEXTUAL_SCREENSHOT",
    "TEXTUAL_SCREENSHOT_LOCATION",
    "TEXTUAL_SCREENSHOT_FILENAME",
)
"""What would make Textual write the screen or its messages into files, or press keys by itself."""


def open_desk(workplace: Workplace) -> int:
    """Run the desk until it is closed.

    Raises:
        FloorwalkerError: this is no terminal.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise FloorwalkerError(
            _("The desk needs a terminal."),
            _("Without one, use: floorwalker search WORDS."),
        )
    for name in _TEXTUAL_SWITCHES:
        os.environ.pop(name, None)
    from floorwalker.tui.app import run_desk

    return run_desk(
        config=workplace.config,
        load=lambda: load_desk(workplace),
        open_journal=workplace.open_journal,
        clock=workplace.now,
        data_dir=workplace.data_dir,
    )


def load_desk(workplace: Workplace) -> "Desk":
    """What the desk needs to answer; runs beside the screen, after the first paint."""
    from floorwalker.tui.desk import Desk

    starter = workplace.knowledge_dir == paths.starter_knowledge_dir()
    return Desk(
        knowledge=workplace.loaded.knowledge,
        index=workplace.index,
        problems=workplace.loaded.problems,
        source=_("Starter knowledge") if starter else str(workplace.knowledge_dir),
        folder=workplace.knowledge_dir,
    )
