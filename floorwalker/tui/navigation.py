"""Where the function keys lead: the app's half that knows the other screens.

Screens are imported when they are first asked for: the first paint shows none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from floorwalker import paths
from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _
from floorwalker.tui.keys import keys_everywhere
from floorwalker.tui.log_upkeep import KeepsRetention
from floorwalker.tui.screens.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from textual.content import Content
    from textual.screen import Screen

    from floorwalker.config import Config
    from floorwalker.knowledge.model.records import Entry
    from floorwalker.routing import Route
    from floorwalker.tui.journal_thread import JournalThread
    from floorwalker.tui.screens.desk import DeskScreen
    from floorwalker.tui.screens.entries import EntryListing
    from floorwalker.tui.search_session import SearchSession


@runtime_checkable
class ShowsEntry(Protocol):
    """A screen on which an entry is selected."""

    @property
    def selected_entry(self) -> Entry | None:
        """The entry, or None."""


class Places(KeepsRetention):
    """Goes to other screens and comes back."""

    desk_screen: DeskScreen
    journal: JournalThread
    lookup: SearchSession | None = None
    config: Config
    clock: Callable[[], datetime]
    data_dir: Path
    key_faults: tuple[str, ...] = ()
    """What is wrong with the keys of the configuration, a sentence each."""
    _copied = (0, "", -1)
    """The errand and the entry of which a way was copied last, and which of its ways."""

    @property
    def selected_route(self) -> Route | None:
        """The way from the entry that is selected where one is."""
        from floorwalker.routing import route

        screen = self.screen
        entry = screen.selected_entry if isinstance(screen, ShowsEntry) else None
        if self.lookup is None or entry is None:
            return None
        return route(self.lookup.shown, entry, self.clock())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No command reaches past the cover, which takes every key to go away."""
        del parameters
        return action in ("quit", "copy") or not self.screen.has_class("-cover")

    def tell(self, text: str) -> None:
        """Say something where one is."""
        if isinstance(self.screen, Place):
            self.screen.say(text)

    def action_help(self) -> None:
        """The keys of where one is."""
        from floorwalker.tui.screens.help import HelpScreen

        if isinstance(self.screen, HelpScreen):
            self.screen.dismiss()
        else:
            self.push_screen(HelpScreen(keys_everywhere(self.screen), self.key_faults))

    def action_go_desk(self) -> None:
        """Back to the desk."""
        while self.screen is not self.desk_screen and len(self.screen_stack) > 1:
            self.screen.dismiss()

    def _go(self, make: Callable[[SearchSession], Screen[None]]) -> None:
        if self.lookup is None:
            return
        screen = make(self.lookup)
        if type(screen) is type(self.screen):
            return
        if not self.screen.is_modal:  # what is typed in a dialog waits below
            self.action_go_desk()
        self.push_screen(screen)

    def action_go_log(self) -> None:
        """The log of the day."""
        from floorwalker.tui.screens.log import LogScreen

        self._go(
            lambda lookup: LogScreen(
                journal=self.journal,
                knowledge=lookup.knowledge,
                config=self.config,
                clock=self.clock,
            )
        )

    def action_go_follow_ups(self) -> None:
        """What was promised."""
        from floorwalker.tui.screens.follow_ups import FollowUpsScreen

        self._go(lambda _lookup: FollowUpsScreen(journal=self.journal, clock=self.clock))

    def action_go_week(self) -> None:
        """The week in figures."""
        from floorwalker.tui.screens.week import WeekScreen

        self._go(
            lambda lookup: WeekScreen(
                journal=self.journal,
                knowledge=lambda: lookup.knowledge,
                desk=self.config.desk,
                exports=paths.chosen_exports_dir(self.config.exports, self.data_dir),
                clock=self.clock,
            )
        )

    def action_go_knowledge(self) -> None:
        """Everything by theme."""
        from floorwalker.tui.screens.entries import KnowledgeScreen

        self._go(lambda lookup: KnowledgeScreen(lookup=lookup, clock=self.clock))

    def action_go_urgent(self) -> None:
        """What cannot wait."""
        from floorwalker.tui.screens.entries import UrgentScreen

        self._go(lambda lookup: UrgentScreen(lookup=lookup, clock=self.clock))

    def on_entry_listing_taken(self, event: EntryListing.Taken) -> None:
        """An entry goes to the desk."""
        self.action_go_desk()
        self.desk_screen.pick(event.ref)

    def action_cover(self) -> None:
        """Cover the screen."""
        from floorwalker.tui.screens.cover import CoverScreen

        if self.lookup is None:
            return
        house = self.lookup.shown.municipality.name
        self.push_screen(CoverScreen(house=house, doors=self._main_door, clock=self.clock))

    def _main_door(self, now: datetime) -> list[Content]:
        from floorwalker.door_text import door_line
        from floorwalker.routing import door
        from floorwalker.tui.ink import inked

        if self.lookup is None:
            return []
        knowledge = self.lookup.shown
        main = knowledge.contact_points.get(knowledge.municipality.main_contact)
        return [inked(door_line(door(knowledge, main, now), now))] if main else []

    def action_guide(self) -> None:
        """The guide of the entry selected, full screen."""
        from floorwalker.tui.screens.guide import GuideScreen

        found = self.selected_route
        if found is None or self.lookup is None or not found.guides:
            self.tell(_("There is no guide here."))
            return
        language = self.lookup.knowledge.municipality.languages[0]
        self.push_screen(GuideScreen(found.guides[0], language=language))

    def action_code(self) -> None:
        """A code to scan."""
        from floorwalker.tui.screens.code import CodeScreen
        from floorwalker.tui.ways import can_be_code, ways_of

        found = self.selected_route
        ways = [way for way in ways_of(found) if can_be_code(way)] if found else []
        if ways:
            self.push_screen(CodeScreen(ways))
        else:
            self.tell(_("There is no link and no number here."))

    def action_jump(self) -> None:
        """Letters on the places one can go to."""
        screen = self.screen
        if not isinstance(screen, Place):
            return
        if self.desk_screen.is_registering:
            self.desk_screen.strip.add_class("-more")  # every field has its letter
        screen.call_after_refresh(self._show_jump, screen)

    def _show_jump(self, screen: Place) -> None:
        from floorwalker.tui.screens.code import CodeScreen
        from floorwalker.tui.screens.jump import JumpScreen, targets_on
        from floorwalker.tui.ways import can_be_code, ways_of

        found = self.selected_route
        ways = [way for way in ways_of(found) if can_be_code(way)] if found else []
        targets = targets_on(screen, ways, lambda way: self.push_screen(CodeScreen([way])))
        self.push_screen(JumpScreen(targets), lambda chosen: chosen.go() if chosen else None)

    def action_copy_way(self) -> None:
        """Copy link, number or address; again for the next one."""
        from floorwalker.tui.ways import ways_of

        found = self.selected_route
        ways = ways_of(found) if found else []
        if not ways:
            self.tell(_("There is nothing to copy here."))
            return
        errand, ref = self.desk_screen.errands.number, found.entry.ref if found else ""
        is_next = self._copied[:2] == (errand, ref)
        number = (self._copied[2] + 1) % len(ways) if is_next else 0
        self._copied = (errand, ref, number)
        self.copy_to_clipboard(ways[number])
        said = _("Sent to the clipboard: {text} ({number} of {count})")
        self.tell(said.format(text=ways[number], number=number + 1, count=len(ways)))

    def action_report(self) -> None:
        """Tell the editors what is wrong with the entry selected, or with what is missing."""
        from floorwalker.tui.screens.note import ReportScreen

        found = self.selected_route
        entry = found.entry if found else None
        about = entry.name if entry else _("the knowledge base")
        self.push_screen(
            ReportScreen(
                title=_("What is wrong with {name}?").format(name=about),
                placeholder=_("One line for the editors. No names."),
                keep=lambda kind, text: self._keep_report(entry, kind, text),
            ),
            lambda said: self.tell(said) if said else None,
        )

    async def _keep_report(self, entry: Entry | None, kind: str, text: str) -> str:
        from floorwalker.journal.registration import new_feedback

        if self.lookup is None:
            raise FloorwalkerError(_("The knowledge base is not loaded yet."))
        feedback = new_feedback(
            kind,
            text,
            ref=entry.ref if entry else None,
            knowledge=self.lookup.knowledge,
            now=self.clock(),
        )
        await self.journal.ask(lambda journal: journal.add_feedback(feedback))
        return _("Reported to the editors. Thank you.")
