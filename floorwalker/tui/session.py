"""What every part of the desk is given: the app, its setup, the log, and what is searched in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from floorwalker.tui.screens.base import BaseScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from datetime import datetime
    from pathlib import Path

    from textual.app import App
    from textual.screen import Screen
    from textual.worker import Worker

    from floorwalker.config import Config
    from floorwalker.tui.journal_thread import JournalThread
    from floorwalker.tui.search_session import SearchSession


@dataclass(kw_only=True)
class Session:
    """One run of the desk, from its start to its end."""

    app: App[int]
    """Shows the screens; its first one is the desk."""
    config: Config
    """As it is now: settings may replace it."""
    clock: Callable[[], datetime]
    """The local time, aware."""
    data_dir: Path
    config_file: Path
    """Where settings are kept; it need not exist."""
    journal: JournalThread
    search: SearchSession | None = None
    """None until the knowledge base is loaded."""
    key_faults: tuple[str, ...] = ()
    """What is wrong with the keys of the configuration, a sentence each."""

    @property
    def home(self) -> Screen[object]:
        """The desk's own screen, wherever one is."""
        return self.app.screen_stack[0]

    def set_status(self, text: str, *, is_fault: bool = False) -> None:
        """Say something where one is; a dialog leaves the line of the screen below it in view."""
        for screen in reversed(self.app.screen_stack):
            if isinstance(screen, BaseScreen):
                screen.set_status(text, is_fault=is_fault)
                return

    def report(self, result: str | None) -> None:
        """Say what a dialog came to; nothing where it was left."""
        if result:
            self.set_status(result)

    def start(
        self,
        work: Callable[[], Coroutine[None, None, None]],
        *,
        group: str,
        exclusive: bool = False,
        name: str = "",
    ) -> None:
        """Run `work` beside the screens; `exclusive` gives up what `group` did before.

        `work` is called only when its turn comes: what is given up before leaves nothing behind.
        """
        worker: Worker[None] = self.app.run_worker(
            work, name=name, group=group, exclusive=exclusive
        )
        del worker
