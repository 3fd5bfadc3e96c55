"""Where the function keys lead, and back.

Screens are imported when they are first asked for: the first paint shows none of them.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from floorwalker.i18n import _
from floorwalker.tui.keys import keys_everywhere, live_keys

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime

    from textual.content import Content
    from textual.screen import Screen

    from floorwalker.tui.search_session import SearchSession
    from floorwalker.tui.session import Session


_SAVE_TRIES: Final = 50
_SAVE_PAUSE: Final = 0.02
"""Seconds between two looks whether a save has ended; one that waits for the log is asked about."""


class Unsaved(Protocol):
    """What would be lost if one left."""

    @property
    def has_any(self) -> bool: ...

    @property
    def is_saving(self) -> bool: ...

    @property
    def quit_question(self) -> str: ...

    def keep(self) -> None: ...

    def forget_words(self) -> None: ...


@runtime_checkable
class HoldsTyped(Protocol):
    """A form in which something may have been typed that is kept nowhere else."""

    @property
    def is_filled_in(self) -> bool: ...


class Navigator:
    """Goes to other screens, comes back, and leaves."""

    def __init__(
        self,
        session: Session,
        unsaved: Unsaved,
        *,
        pick: Callable[[str], None],
        choose_theme: Callable[[str], Awaitable[None]],
    ) -> None:
        self._session = session
        self._app = session.app
        self._unsaved = unsaved
        self._pick = pick
        self._choose_theme = choose_theme
        self.handlers: Mapping[str, Callable[[], None]] = {
            "app.help": self.show_help,
            "app.desk": self.go_to_desk,
            "app.log": self.open_log,
            "app.follow_ups": self.open_follow_ups,
            "app.week": self.open_week,
            "app.knowledge": self.open_knowledge,
            "app.urgent": self.open_urgent,
            "app.cover": self.cover,
            "app.palette": self.open_palette,
            "app.quit": self.leave,
        }

    def show_help(self) -> None:
        """Show the keys of where one is; the same key goes back."""
        from floorwalker.tui.screens.help import HelpScreen

        screen = self._app.screen
        if isinstance(screen, HelpScreen):
            screen.dismiss()
        else:
            self._app.push_screen(HelpScreen(keys_everywhere(screen), self._session.key_faults))

    def go_to_desk(self) -> None:
        while self._app.screen is not self._session.home and len(self._app.screen_stack) > 1:
            self._app.screen.dismiss()

    def take_to_desk(self, ref: str) -> None:
        self.go_to_desk()
        self._pick(ref)

    def _open(self, make: Callable[[SearchSession], Screen[None]]) -> None:
        if self._session.search is None:
            return
        screen = make(self._session.search)
        if type(screen) is type(self._app.screen):
            return
        if not self._app.screen.is_modal:  # what is typed in a dialog waits below
            self.go_to_desk()
        self._app.push_screen(screen)

    def open_log(self) -> None:
        from floorwalker.tui.screens.log import LogScreen

        self._open(lambda search: LogScreen(self._session, search.knowledge))

    def open_follow_ups(self) -> None:
        from floorwalker.tui.screens.follow_ups import FollowUpsScreen

        self._open(lambda _search: FollowUpsScreen(self._session))

    def open_week(self) -> None:
        from floorwalker.tui.screens.week import WeekScreen

        self._open(lambda search: WeekScreen(self._session, lambda: search.knowledge))

    def open_knowledge(self) -> None:
        from floorwalker.tui.screens.entries import KnowledgeScreen

        self._open(lambda search: KnowledgeScreen(lookup=search, clock=self._session.clock))

    def open_urgent(self) -> None:
        from floorwalker.tui.screens.entries import UrgentScreen

        self._open(lambda search: UrgentScreen(lookup=search, clock=self._session.clock))

    def cover(self) -> None:
        from floorwalker.tui.screens.cover import CoverScreen

        search = self._session.search
        if search is not None:
            self._app.push_screen(
                CoverScreen(
                    house=search.shown.municipality.name,
                    doors=self._main_door,
                    clock=self._session.clock,
                )
            )

    def _main_door(self, now: datetime) -> list[Content]:
        from floorwalker.door_text import door_line
        from floorwalker.routing import door
        from floorwalker.tui.views.styled_text import styled_line

        if self._session.search is None:
            return []
        knowledge = self._session.search.shown
        main = knowledge.contact_points.get(knowledge.municipality.main_contact)
        return [styled_line(door_line(door(knowledge, main, now), now))] if main else []

    # The palette

    def open_palette(self) -> None:
        """Offer every command of where one is, and the themes."""
        from floorwalker.tui.screens.palette import PaletteScreen

        app = self._app
        if not isinstance(app.screen, PaletteScreen):
            commands = live_keys(app.screen)
            palette = PaletteScreen(commands, list(app.available_themes), app.theme)
            app.push_screen(palette, self._do_chosen)

    async def _do_chosen(self, chosen: str | None) -> None:
        if chosen is None:
            return
        kind, _colon, name = chosen.partition(":")
        if kind == "theme":
            await self._choose_theme(name)
            return
        commands = live_keys(self._app.screen)
        command = next((each for each in commands if each.id == name), None)
        if command is not None:
            await self._app.run_action(command.action, command.node)

    # The end

    def leave(self) -> None:
        """Leave; ask first where something typed would be lost."""
        if self._unsaved.is_saving:
            self._session.start(self._leave_when_saved, group="leave", exclusive=True)
        else:
            self._leave_now()

    async def _leave_when_saved(self) -> None:
        """Whoever quits right behind Enter is not asked about what is being saved."""
        tries = _SAVE_TRIES
        while self._unsaved.is_saving and tries:
            await asyncio.sleep(_SAVE_PAUSE)
            tries -= 1
        self._leave_now()

    def _leave_now(self) -> None:
        from floorwalker.tui.screens.confirm import ConfirmScreen

        if isinstance(self._app.screen, ConfirmScreen):
            return
        if any(isinstance(s, HoldsTyped) and s.is_filled_in for s in self._app.screen_stack):
            question = _("What you have typed in the form is not saved. Quit all the same?")
            self._app.push_screen(ConfirmScreen(question), self._leave_if)
        elif self._unsaved.has_any:
            self._app.push_screen(ConfirmScreen(self._unsaved.quit_question), self._leave_if)
        else:
            self._unsaved.forget_words()
            self._app.exit()

    def _leave_if(self, is_meant: bool | None) -> None:
        if is_meant:
            if self._unsaved.has_any:
                self._unsaved.keep()
            else:
                self._unsaved.forget_words()
            self._app.exit()
