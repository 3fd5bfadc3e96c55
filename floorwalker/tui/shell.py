"""The app around the screens: loading, keys that must wait, themes, places, and how it ends."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, ClassVar, Final, Protocol, runtime_checkable

from textual import events
from textual.app import App
from textual.widgets import Input
from textual.worker import WorkerFailed

from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _
from floorwalker.tui import state, themes
from floorwalker.tui.journal_thread import JournalThread
from floorwalker.tui.keys import key_faults, key_of, live_keys, say_key
from floorwalker.tui.registrar import Registrar
from floorwalker.tui.screens.desk import DeskScreen
from floorwalker.tui.shell_keys import SHELL_KEYS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from textual.binding import BindingType

    from floorwalker.config import Config
    from floorwalker.journal.store import Journal
    from floorwalker.tui.desk import Desk

_ALWAYS: Final = ("ctrl+q", "ctrl+c")
"""Keys that no other key holds up."""
_NEWLINE: Final = "ctrl+j"
"""What the terminal makes of an Enter that was pressed before the app had it in hand."""


@runtime_checkable
class HoldsKeys(Protocol):
    """A screen with a command under way that later keys must not overtake."""

    @property
    def holds_keys(self) -> bool:
        """Whether keys wait now."""


class DeskApp(App[int]):
    """Floorwalker's terminal app."""

    CSS_PATH = "app.tcss"
    TITLE = "Floorwalker"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = SHELL_KEYS

    def __init__(
        self,
        *,
        config: Config,
        load: Callable[[], Desk],
        open_journal: Callable[[], Journal],
        clock: Callable[[], datetime],
        data_dir: Path,
    ) -> None:
        super().__init__()
        self.last_words = ""
        """What is to be said when the screen is gone."""
        self._config = config
        self._load = load
        self._clock = clock
        self._data_dir = data_dir
        self._journal = JournalThread(open_journal)
        self._held: deque[events.Key | events.Paste] = deque()
        self._is_ready = False
        self._desk_screen = DeskScreen(
            registrar=Registrar(journal=self._journal, config=config, clock=clock),
            clock=clock,
            config=config,
        )
        self.set_keymap(config.keys)

    def close_journal(self) -> None:
        """Give the journal's file back."""
        self._journal.close()

    # Start

    def get_default_screen(self) -> DeskScreen:
        """The desk."""
        return self._desk_screen

    def on_mount(self) -> None:
        """Choose the theme: as chosen last, as configured, else our own dark one."""
        for theme in themes.OWN:
            self.register_theme(theme)
        wanted = (state.remembered_theme(self._data_dir), self._config.theme, themes.DEFAULT)
        self.theme = next(name for name in wanted if name in self.available_themes)

    async def on_desk_screen_painted(self) -> None:
        """Load beside the screen, and let the keys through that came before it was there."""
        self._is_ready = True
        self.run_worker(self._open_up())
        await self._replay()

    async def _open_up(self) -> None:
        try:
            desk = await asyncio.to_thread(self._load)
        except FloorwalkerError as error:
            self.last_words = str(error)
            self.exit(return_code=error.exit_code)
            return
        await self._desk_screen.take(desk)
        faults = key_faults(self._config.keys, (type(self), DeskScreen))
        if faults:
            self._desk_screen.say(" ".join(faults), is_fault=True)

    # Keys that wait

    async def on_event(self, event: events.Event) -> None:
        """Hold keys back while a command is under way; later keys queue behind earlier ones."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if isinstance(event, events.Key) and event.key == _NEWLINE:
                event = events.Key("enter", "\r")
            is_urgent = isinstance(event, events.Key) and event.key in _ALWAYS
            if not is_urgent and (self._held or self._must_wait):
                self._held.append(event)
                return
        await super().on_event(event)

    async def on_desk_screen_keys_released(self) -> None:
        """Let the keys through that waited."""
        await self._replay()

    async def _replay(self) -> None:
        while self._held and not self._must_wait:
            await super().on_event(self._held.popleft())

    @property
    def _must_wait(self) -> bool:
        if not self._is_ready:
            return True
        return isinstance(self.screen, HoldsKeys) and self.screen.holds_keys

    # Places

    def action_help(self) -> None:
        """The keys of where one is."""
        from floorwalker.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(live_keys(self.screen)))

    def action_go_desk(self) -> None:
        """Back to the desk."""
        while self.screen is not self._desk_screen and len(self.screen_stack) > 1:
            self.pop_screen()

    def action_go_log(self) -> None:
        """The log of the day."""
        from floorwalker.tui.screens.log import LogScreen

        if self._desk_screen.knowledge is None or isinstance(self.screen, LogScreen):
            return
        self.action_go_desk()
        self.push_screen(
            LogScreen(
                journal=self._journal,
                knowledge=self._desk_screen.knowledge,
                config=self._config,
                clock=self._clock,
            )
        )

    def action_palette(self) -> None:
        """Every command, and the themes."""
        from floorwalker.tui.screens.palette import PaletteScreen

        if isinstance(self.screen, PaletteScreen):
            return
        commands = live_keys(self.screen)
        self.push_screen(
            PaletteScreen(commands, list(self.available_themes), self.theme), self._obey
        )

    async def _obey(self, chosen: str | None) -> None:
        """Do what was chosen in the palette: a command by its id, or a theme."""
        if chosen is None:
            return
        kind, _colon, name = chosen.partition(":")
        if kind == "theme":
            self.theme = name
            await asyncio.to_thread(state.remember_theme, self._data_dir, name)
            return
        command = next((each for each in live_keys(self.screen) if each.id == name), None)
        if command is not None:
            await self.run_action(command.action, command.node)

    # The end

    def action_copy(self) -> None:
        """Copy what is marked; where nothing is, say how to quit."""
        marked = self.screen.get_selected_text()
        if isinstance(self.focused, Input):
            marked = self.focused.selected_text or marked
        if marked:
            self.copy_to_clipboard(marked)
        else:
            self.notify(
                _("{key} quits.").format(key=key_of(self.screen, "app.quit") or say_key("ctrl+q")),
                markup=False,
            )

    async def action_quit(self) -> None:
        """Leave; ask first where something typed would be lost."""
        from floorwalker.tui.screens.ask import AskScreen

        if isinstance(self.screen, AskScreen):
            return
        if not self._desk_screen.has_unsaved:
            self.exit()
            return
        question = _("The registration is not saved. Quit all the same?")
        self.push_screen(AskScreen(question), self._quit_if)

    def _quit_if(self, is_meant: bool | None) -> None:
        if is_meant:
            self.exit()

    def _handle_exception(self, error: Exception) -> None:
        """End with one sentence; Textual would print every local variable."""
        from floorwalker.crash import EXIT_CRASH, record_crash

        self._return_code = EXIT_CRASH
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            cause = error.error if isinstance(error, WorkerFailed) else error
            self.last_words = record_crash(cause, self._data_dir)
        self._close_messages_no_wait()
