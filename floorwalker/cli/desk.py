"""`floorwalker` without a command: the desk, in a terminal."""

import sys
from typing import TYPE_CHECKING

from floorwalker import paths
from floorwalker.cli.workplace import Workplace
from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _

if TYPE_CHECKING:
    from floorwalker.tui.desk import Desk


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
    from floorwalker.tui.app import run_desk

    return run_desk(
        config=workplace.config,
        load=lambda: load_desk(workplace),
        open_journal=workplace.open_journal,
        clock=workplace.now,
        data_dir=workplace.data_dir,
    )


def load_desk(workplace: Workplace) -> "Desk":
    """What the desk needs to answer; runs beside the screen, and again when files have changed."""
    from floorwalker.tui.desk import Desk

    loaded = workplace.load()
    usage = workplace.usage()
    starter = workplace.knowledge_dir == paths.starter_knowledge_dir()
    return Desk(
        knowledge=loaded.knowledge,
        index=workplace.build_index(loaded, usage),
        problems=loaded.problems,
        source=_("Starter knowledge") if starter else str(workplace.knowledge_dir),
        folder=workplace.knowledge_dir,
        usage=tuple(sorted(usage, key=lambda ref: (-usage[ref], ref))),
    )
