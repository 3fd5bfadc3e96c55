"""The app around the screens: builds its parts, and hands commands and messages on to them."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, on

from floorwalker.i18n import ngettext
from floorwalker.tui.appearance import Appearance
from floorwalker.tui.commands import APP
from floorwalker.tui.drawing_faults import DrawingFaults
from floorwalker.tui.entry_actions import EntryActions
from floorwalker.tui.journal_thread import JournalThread
from floorwalker.tui.key_queue import KeyQueue
from floorwalker.tui.keys import bindings, first_key
from floorwalker.tui.knowledge_edits import KnowledgeEdits
from floorwalker.tui.loading import Loading
from floorwalker.tui.log_upkeep import LogUpkeep
from floorwalker.tui.navigation import Navigator
from floorwalker.tui.registration.submit import Submitter
from floorwalker.tui.screens.desk import DeskScreen
from floorwalker.tui.session import Session
from floorwalker.tui.settings_command import SettingsCommand
from floorwalker.tui.slips import Begun, Slips
from floorwalker.tui.textual_private import GuardedApp, contain_drawing_faults, terminal_driver
from floorwalker.tui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from textual.binding import BindingType
    from textual.filter import LineFilter

    from floorwalker.config import Config
    from floorwalker.errors import FloorwalkerError
    from floorwalker.tui.journal_thread import OpenJournal
    from floorwalker.tui.loaded import LoadedKnowledge
    from floorwalker.tui.screens.entries import EntryListing, KnowledgeScreen

_ON_THE_COVER: Final = ("app.quit", "app.copy")
"""Commands that work while the screen is covered: any other key uncovers it."""
_BY_SIGNAL: Final = 128
"""What shells add to a signal's number for the exit code of what it ended."""


class DeskApp(GuardedApp):
    """Floorwalker's terminal app."""

    CSS_PATH = "app.tcss"
    TITLE = "Floorwalker"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = bindings(APP)

    def __init__(
        self,
        *,
        config: Config,
        load: Callable[[], LoadedKnowledge],
        open_journal: OpenJournal,
        clock: Callable[[], datetime],
        data_dir: Path,
        config_file: Path,
        when_loaded: Callable[[], None] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(driver_class=terminal_driver())
        self.last_words = ""
        """What is to be said when the screen is gone."""
        self._when_loaded = when_loaded
        journal = JournalThread(
            open_journal,
            waiting=lambda is_waiting: self.call_later(self.log_upkeep.show_waiting, is_waiting),
            failing=lambda error: self.call_later(self.log_upkeep.note_fault, error),
        )
        self.session = session = Session(
            app=self,
            config=config,
            clock=clock,
            data_dir=data_dir,
            config_file=config_file,
            journal=journal,
        )
        submitter = Submitter(journal=journal, config=config, clock=clock)
        self.desk_screen = desk = DeskScreen(
            submitter=submitter, clock=clock, config=config, monotonic=monotonic
        )
        self.appearance = Appearance(session)
        self.loading = Loading(
            session, desk, load=load, when_ready=self._begin_day, when_failed=self._give_up
        )
        self.log_upkeep = LogUpkeep(session, desk.content)
        self.navigator = Navigator(
            session,
            desk.registering.unsaved,
            pick=desk.flow.pick,
            choose_theme=self.appearance.choose,
        )
        self.slips = Slips(session, begun=lambda: _begun(desk), is_idle=lambda: _is_idle(desk))
        entry_actions = EntryActions(session, visitor=lambda: desk.flow.errands.number)
        self.knowledge_edits = KnowledgeEdits(session, take_in=self.loading.take_in_own)
        settings = SettingsCommand(session, self.appearance, set_up=desk.content.set_up)
        self._handlers: Mapping[str, Callable[[], None]] = {
            **self.navigator.handlers,
            **entry_actions.handlers,
            **self.slips.handlers,
            **self.log_upkeep.handlers,
            **settings.handlers,
            **self.knowledge_edits.handlers,
        }
        self._key_queue = KeyQueue(
            session, is_at_box=lambda: isinstance(self.focused, SearchBox), deliver=super().on_event
        )
        contain_drawing_faults()
        self._drawing_faults = DrawingFaults(session)

    def close_journal(self) -> None:
        """Give the journal's file back, and leave what is not saved to the next start."""
        self.session.journal.close()
        self.desk_screen.pane.drafts.close()

    # The look

    def get_default_screen(self) -> DeskScreen:
        return self.desk_screen

    def on_mount(self) -> None:
        self.appearance.begin()

    def get_line_filters(self) -> Sequence[LineFilter]:
        return self.appearance.line_filters(super().get_line_filters())

    # Commands and keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No command reaches past the cover, which takes every key to go away."""
        reaches_past = action == "do" and parameters[0] in _ON_THE_COVER
        return reaches_past or not self.screen.has_class("-cover")

    def action_do(self, command: str) -> None:
        """Do the command with this id: every command that works everywhere comes here."""
        self._handlers[command]()

    async def action_quit(self) -> None:
        """Leave as by key, where Textual itself has a way to quit."""
        self.navigator.leave()

    async def on_event(self, event: events.Event) -> None:
        """Let no key overtake another one, nor a command that is under way."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self._key_queue.take(event)
        else:
            await super().on_event(event)

    # From the first paint on

    @on(DeskScreen.Painted)
    def _start(self) -> None:
        """Load beside the screen, and let the keys through that came before it was there."""
        _bind_keys(self.session)
        self._key_queue.open()
        self.loading.start()

    def _give_up(self, error: FloorwalkerError) -> None:
        self.last_words = str(error)
        self.exit(return_code=error.exit_code)

    def _begin_day(self) -> None:
        if self._when_loaded is not None:
            self._when_loaded()
        if self.session.key_faults:
            text = _fault_line(self.session.key_faults, help_key=first_key(self, "app.help"))
            self.desk_screen.set_status(text, is_fault=True)
        self.log_upkeep.read_day()
        self.log_upkeep.offer_purge()
        self.slips.clear_old()

    @on(DeskScreen.JournalChanged)
    def _read_day(self) -> None:
        self.log_upkeep.read_day()

    def on_entry_listing_taken(self, event: EntryListing.Taken) -> None:
        """Take an entry to the desk. Not `@on`: its screen is not loaded at the start."""
        self.navigator.take_to_desk(event.ref)

    def on_knowledge_screen_asked(self, event: KnowledgeScreen.Asked) -> None:
        if event.command == "edit":
            self.knowledge_edits.edit(event.ref)
        else:
            self.knowledge_edits.put_back()

    # The end

    def end_by_signal(self, number: int) -> None:
        """End in good order; what is not saved is offered at the next start."""
        self.session.start(partial(self._end_by_signal, number), group="end")

    async def _end_by_signal(self, number: int) -> None:
        await self._key_queue.until_empty()
        self.desk_screen.registering.unsaved.keep()
        self.exit(return_code=_BY_SIGNAL + number)

    def drawing_failed(self, error: Exception) -> None:
        """Go on: what is typed and registered does not depend on what is seen."""
        self._drawing_faults.note(error)

    def crashed(self, error: BaseException) -> int:
        """End with one sentence, and a line in the log of errors."""
        from floorwalker.crash import EXIT_CRASH, record_crash

        self.last_words = record_crash(error, self.session.data_dir)
        return EXIT_CRASH


def _bind_keys(session: Session) -> None:
    """Bind the user's own keys, as far as they are sound."""
    if session.config.keys:
        from floorwalker.tui.key_conflicts import sound_keys

        keymap, session.key_faults = sound_keys(session.config.keys)
        session.app.set_keymap(keymap)


def _fault_line(faults: Sequence[str], *, help_key: str) -> str:
    """The first fault of the user's keys, and where the others are told whole."""
    if len(faults) == 1:
        return faults[0]
    more = ngettext("{count} more: {key}", "{count} more: {key}", len(faults) - 1)
    return f"{faults[0]} · {more.format(count=len(faults) - 1, key=help_key)}"


def _begun(desk: DeskScreen) -> Begun | None:
    """The registration that is open in view."""
    if desk.app.screen is not desk or not desk.pane.is_open:
        return None
    return Begun(desk.pane.fields.form, desk.flow.errands.started_at.date())


def _is_idle(desk: DeskScreen) -> bool:
    """Whether the desk is in view and nothing stands in its box."""
    return desk.app.screen is desk and not desk.search_row.box.value.strip()
