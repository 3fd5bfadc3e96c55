"""The app around the screens: loading, keys that must wait, themes, places, and how it ends."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final, Protocol, runtime_checkable

from textual import events
from textual.widgets import Input
from textual.worker import WorkerFailed

from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _, ngettext
from floorwalker.tui.commands import APP
from floorwalker.tui.drawing_faults import DrawingFaults
from floorwalker.tui.journal_thread import JournalThread
from floorwalker.tui.key_queue import KeyQueue
from floorwalker.tui.keys import bindings, first_key, key_of
from floorwalker.tui.registration.submit import Submitter
from floorwalker.tui.screens.desk import DeskScreen
from floorwalker.tui.screens.place import Place
from floorwalker.tui.settings_command import Fittings
from floorwalker.tui.textual_private import (
    arose_in_drawing,
    contain_drawing_faults,
    terminal_driver,
)
from floorwalker.tui.widgets.search_box import SearchBox
from floorwalker.tui.work import begin

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from textual.binding import BindingType

    from floorwalker.config import Config
    from floorwalker.errors import JournalError
    from floorwalker.tui.journal_thread import OpenJournal
    from floorwalker.tui.loaded import LoadedKnowledge
    from floorwalker.tui.locked import SaysLocked
    from floorwalker.tui.recovery import Mending, Trouble

_IN_VIEW: Final = 60
"""Encounters of the day that the desk has beside it; the log has them all."""
_BY_SIGNAL: Final = 128
"""What shells add to a signal's number for the exit code of what it ended."""
_NEWLINE: Final = "ctrl+j"
"""What the terminal makes of an Enter that was pressed before the app had it in hand."""


@runtime_checkable
class HoldsKeys(Protocol):
    """A screen with a command under way that later keys must not overtake."""

    @property
    def holds_keys(self) -> bool:
        """Whether keys wait now."""


def _fault_line(faults: Sequence[str], *, help_key: str) -> str:
    """The first fault of the user's keys, and where the others are told whole."""
    if len(faults) == 1:
        return faults[0]
    more = ngettext("{count} more: {key}", "{count} more: {key}", len(faults) - 1)
    return f"{faults[0]} · {more.format(count=len(faults) - 1, key=help_key)}"


class DeskApp(Fittings):
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
    ) -> None:
        super().__init__(driver_class=terminal_driver())
        self.last_words = ""
        """What is to be said when the screen is gone."""
        self.watches = False
        """Whether changes of the knowledge files are noticed by now."""
        self.config = config
        self._load = load
        self.clock = clock
        self.data_dir = data_dir
        self.config_file = config_file
        self._when_loaded = when_loaded
        self.journal = JournalThread(open_journal, self.tell_of_lock, self.tell_of_fault)
        self._key_queue = KeyQueue(
            self,
            must_wait=lambda: self._must_wait,
            is_at_box=lambda: isinstance(self.focused, SearchBox),
            deliver=super().on_event,
        )
        contain_drawing_faults()
        self._drawing_faults = DrawingFaults(
            data_dir,
            say=lambda said: self.call_later(self._say_quietly, said),
            draw_later=lambda pause: self.set_timer(pause, self._draw_anew),
        )
        self._is_ready = False
        self._mending: Mending | None = None
        self._knows_of_fault = False
        """Whether the log failed since the day was read last: then that asks nobody again."""
        self.desk_screen = DeskScreen(
            registrar=Submitter(journal=self.journal, config=config, clock=clock),
            clock=clock,
            config=config,
        )

    def close_journal(self) -> None:
        """Give the journal's file back, and leave what is not saved to the next start."""
        self.journal.close()
        self.desk_screen.close_drafts()

    # Start

    def get_default_screen(self) -> DeskScreen:
        """The desk."""
        return self.desk_screen

    def on_desk_screen_painted(self) -> None:
        """Load beside the screen, and let the keys through that came before it was there."""
        self._bind_keys()
        self._is_ready = True
        begin(self, self._open_up)

    async def _open_up(self) -> None:
        try:
            desk = await asyncio.to_thread(self._load)
        except FloorwalkerError as error:
            self.last_words = str(error)
            self.exit(return_code=error.exit_code)
            return
        from floorwalker.tui.registration.drafts import Drafts
        from floorwalker.tui.search_session import SearchSession

        self.lookup = SearchSession(desk)
        drafts = Drafts(self.data_dir, desk=self.config.desk, clock=self.clock)
        self.desk_screen.stand(desk.standing)
        await self.desk_screen.take(self.lookup, drafts, self._source_of(desk))
        if self._when_loaded is not None:
            self._when_loaded()
        if self.key_faults:
            said = _fault_line(self.key_faults, help_key=first_key(self, "app.help"))
            self.desk_screen.say(said, is_fault=True)
        self._read_day()
        begin(self, self.offer_purge, group="purge")
        self.clear_slips()
        self._follow_changes(desk)

    def _bind_keys(self) -> None:
        """Bind the user's own keys, as far as they are sound."""
        if self.config.keys:
            from floorwalker.tui.key_conflicts import sound_keys

            keymap, self.key_faults = sound_keys(self.config.keys)
            self.set_keymap(keymap)

    def _source_of(self, desk: LoadedKnowledge) -> str:
        """Where the knowledge comes from, and what was left out of it or is still to be set up."""
        if not desk.problems:
            return " · ".join(text for text in (desk.source, self.first_steps(desk)) if text)
        first = desk.problems[0]
        count = ngettext("{count} fault", "{count} faults", len(desk.problems))
        said = count.format(count=len(desk.problems))
        return f"{desk.source} · {said}: {first.where}: {first.message}"

    # What changes while the desk is open

    def on_registering_journal_changed(self) -> None:
        """Bring the day up to date."""
        if self.lookup is not None:
            self._read_day()

    def _read_day(self) -> None:
        begin(self, self._show_day, exclusive=True, group="day")

    async def _show_day(self) -> None:
        today = self.clock().date()
        try:
            owed, newest, count = await self.journal.ask(
                lambda journal: (
                    journal.follow_ups(),
                    journal.newest(limit=_IN_VIEW, first=today, last=today),
                    journal.count_on_day(today),
                ),
                is_quiet=self._knows_of_fault,
            )
        except FloorwalkerError as error:
            self._knows_of_fault = True
            self.desk_screen.say(str(error), is_fault=True)
        else:
            self._knows_of_fault = False
            self.desk_screen.show_day(owed, newest, count)

    def on_says_locked_log_failed(self, event: SaysLocked.LogFailed) -> None:
        """Ask what to do where the desk can do something about it."""
        from floorwalker.tui.recovery import can_be_asked

        self._knows_of_fault = True
        if can_be_asked(event.error):
            begin(self, partial(self._mend, event.error), group="mend")

    async def _mend(self, error: JournalError) -> None:
        from floorwalker.tui.recovery import Mending

        if self._mending is None:
            self._mending = Mending(
                journal=self.journal,
                data_dir=self.data_dir,
                clock=self.clock,
                ask=self._ask_for_remedy,
                say=lambda said, is_fault: self.desk_screen.say(said, is_fault=is_fault),
            )
        if await self._mending.mend(error):
            await self._show_day()

    async def _ask_for_remedy(self, trouble: Trouble) -> int | None:
        from floorwalker.tui.screens.remedy import RemedyScreen

        words = [remedy.words for remedy in trouble.remedies]
        return await self.push_screen_wait(RemedyScreen(trouble.question, words))

    def _follow_changes(self, desk: LoadedKnowledge) -> None:
        if desk.folder is not None:
            begin(self, partial(self._reload_on_change, desk.folder), group="reload")

    async def _reload_on_change(self, folder: Path) -> None:
        """Take in what editors write; what is broken keeps the last good state."""
        from floorwalker.tui.loading import changed_knowledge

        changes = changed_knowledge(
            folder, load=self._load, present=self.lookup_desk, watching=self._note_watching
        )
        async for change in changes:
            if change.desk is not None and self.lookup is not None:
                self.lookup.replace(change.desk)
                self.desk_screen.renew()
            self.desk_screen.stand(change.standing)
            if change.said:
                self.desk_screen.say(change.said, is_fault=change.is_fault)

    def _note_watching(self) -> None:
        self.watches = True

    def lookup_desk(self) -> LoadedKnowledge | None:
        """The knowledge base in use."""
        return self.lookup.desk if self.lookup else None

    # Keys that wait

    async def on_event(self, event: events.Event) -> None:
        """Let no key overtake another one, nor a command that is under way."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if isinstance(event, events.Key) and event.key == _NEWLINE:
                event = events.Key("enter", "\r")
            await self._key_queue.take(event)
        else:
            await super().on_event(event)

    @property
    def _must_wait(self) -> bool:
        if not self._is_ready:
            return True
        return isinstance(self.screen, HoldsKeys) and self.screen.holds_keys

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
                _("{key} quits.").format(key=key_of(self.screen, "app.quit")),
                markup=False,
            )

    async def action_quit(self) -> None:
        """Leave; ask first where something typed would be lost."""
        from floorwalker.tui.screens.ask import AskScreen

        if isinstance(self.screen, AskScreen):
            return
        if not self.desk_screen.has_unsaved:
            self.desk_screen.forget_words()
            self.exit()
            return
        self.push_screen(AskScreen(self.desk_screen.quit_question), self._quit_if)

    def _quit_if(self, is_meant: bool | None) -> None:
        if is_meant:
            self.desk_screen.keep_drafts()
            self.exit()

    def end_by_signal(self, number: int) -> None:
        """End in good order; what is not saved is offered at the next start."""
        begin(self, partial(self._end_by_signal, number), group="end")

    async def _end_by_signal(self, number: int) -> None:
        await self._key_queue.until_empty()
        self.desk_screen.keep_drafts()
        self.exit(return_code=_BY_SIGNAL + number)

    def drawing_failed(self, error: Exception) -> None:
        """Go on: what is typed and registered does not depend on what is seen."""
        self._drawing_faults.note(error)

    def _say_quietly(self, text: str) -> None:
        places = (screen for screen in reversed(self.screen_stack) if isinstance(screen, Place))
        next(places, self.desk_screen).say(text, is_fault=True)

    def _draw_anew(self) -> None:
        self.screen.refresh(layout=True)

    def _handle_exception(self, error: Exception) -> None:
        """End with one sentence; Textual would print every local variable."""
        if arose_in_drawing(error):
            self.drawing_failed(error)
            return
        from floorwalker.crash import EXIT_CRASH, record_crash

        self._return_code = EXIT_CRASH
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            cause = error.error if isinstance(error, WorkerFailed) else error
            self.last_words = record_crash(cause, self.data_dir)
        self._close_messages_no_wait()
