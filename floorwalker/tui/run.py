"""The desk as a program: runs the app and gives its exit code. Imports Textual only when called."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Final

from floorwalker.plain_text import printable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from floorwalker.config import Config
    from floorwalker.tui.journal_thread import OpenJournal
    from floorwalker.tui.loaded import LoadedKnowledge

_SWITCHES: Final = (
    "TEXTUAL",
    "TEXTUAL_DEBUG",
    "TEXTUAL_DEVTOOLS_HOST",
    "TEXTUAL_DRIVER",
    "TEXTUAL_LOG",
    "TEXTUAL_PRESS",
    "TEXTUAL_SCREENSHOT",
    "TEXTUAL_SCREENSHOT_FILENAME",
    "TEXTUAL_SCREENSHOT_LOCATION",
)
"""What would make Textual write the screen or its messages into files, or press keys by itself."""


def run_desk(
    *,
    config: Config,
    load: Callable[[], LoadedKnowledge],
    open_journal: OpenJournal,
    clock: Callable[[], datetime],
    data_dir: Path,
    config_file: Path,
) -> int:
    """Run the desk in the terminal until it is closed; its exit code.

    Args:
        config: desk's name, theme, keys.
        load: called in a thread, after the first paint, and when the knowledge has changed.
        open_journal: called in the thread that the journal then belongs to.
        clock: the local time; not asked before `load` has returned.
        data_dir: for the log, that of errors, and what the desk remembers.
        config_file: where settings are kept; it need not exist.
    """
    for name in _SWITCHES:
        os.environ.pop(name, None)
    gc.disable()  # nothing that starting makes is garbage; looking for it would delay the answer
    from floorwalker.tui.app import DeskApp  # reads the environment when it is imported

    app = DeskApp(
        config=config,
        load=load,
        open_journal=open_journal,
        clock=clock,
        data_dir=data_dir,
        config_file=config_file,
        when_loaded=_collect_again,
    )
    try:
        app.run()
    finally:
        app.close_journal()
    if app.last_words:
        print(printable(app.last_words), file=sys.stderr)  # noqa: T201 - the screen is gone
    return app.return_code or 0


def _collect_again() -> None:
    """Collect garbage as usual, but never look again at what starting and loading have made."""
    gc.freeze()
    gc.enable()
