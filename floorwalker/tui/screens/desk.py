"""The desk: search, answer, registration. Where the receptionist is all day.

The screen composes the widgets and hands on what is done to them: to `ErrandFlow`, which knows
whose words they are, and to `RegistrationFlow`, which has them saved.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input

from floorwalker.i18n import _
from floorwalker.tui.commands import DESK
from floorwalker.tui.desk_content import DeskContent
from floorwalker.tui.errand_flow import ErrandFlow
from floorwalker.tui.keys import bindings, first_key, key_of
from floorwalker.tui.registration.events import RegistrationEvent
from floorwalker.tui.registration.flow import RegistrationFlow
from floorwalker.tui.registration.pane import RegistrationPane
from floorwalker.tui.screens.base import BaseScreen
from floorwalker.tui.search_view import SearchView
from floorwalker.tui.textual_private import forget_closed_screens
from floorwalker.tui.widgets.frame import Head, KeyLine
from floorwalker.tui.widgets.hit_list import HitList
from floorwalker.tui.widgets.page import Page
from floorwalker.tui.widgets.search_box import SearchBox
from floorwalker.tui.widgets.search_row import SearchRow
from floorwalker.tui.widgets.standing_line import StandingLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from textual import events
    from textual.binding import BindingType
    from textual.widget import Widget

    from floorwalker.config import Config
    from floorwalker.knowledge.model.records import Entry
    from floorwalker.tui.registration.submit import Submitter


class DeskScreen(BaseScreen):
    """Search box, hits, answer and registration; beside them the day, where there is room."""

    own_id = "app.desk"
    BINDINGS: ClassVar[list[BindingType]] = bindings(DESK)

    search_row = getters.query_one(SearchRow)
    hits = getters.query_one(HitList)
    answer = getters.query_one("#detail", Page)
    day = getters.query_one("#day", Page)
    head = getters.query_one(Head)
    key_line = getters.query_one(KeyLine)
    standing = getters.query_one(StandingLine)

    class Painted(Message):
        """The screen has been painted for the first time: now there is time to load."""

    class JournalChanged(Message):
        """Something was registered, corrected or withdrawn here."""

    def __init__(
        self,
        *,
        submitter: Submitter,
        clock: Callable[[], datetime],
        config: Config,
        monotonic: Callable[[], float],
    ) -> None:
        super().__init__(clock=clock)
        self.pane = RegistrationPane(submitter, id="registration")
        search = SearchView(self, clock=clock, key_of=lambda id_: first_key(self.app, id_))
        self.flow = ErrandFlow(
            self,
            search,
            clock=clock,
            monotonic=monotonic,
            key_of=partial(key_of, self),
            write_status=super().set_status,
        )
        self.registering = RegistrationFlow(
            self.flow, self.pane, log_changed=lambda: self.post_message(self.JournalChanged())
        )
        self.content = DeskContent(self, config)
        self._commands: Mapping[str, Callable[[], object]] = {
            "desk.undo": self.registering.undo,
            "desk.draft": self.registering.take_up,
            "desk.audience": lambda: self.flow.filter(search.filters.with_next_audience()),
            "desk.kind": lambda: self.flow.filter(search.filters.with_next_kind()),
            "desk.scroll_down": partial(search.scroll, 1),
            "desk.scroll_up": partial(search.scroll, -1),
        }

    def work(self) -> Iterable[Widget]:
        """The search row above list and answer; the registration comes under the answer."""
        yield StandingLine(id="standing", markup=False)
        yield SearchRow(id="search-row")
        with Horizontal(id="desk-work"):
            yield HitList(id="hits")
            with Vertical(id="answer"):
                yield Page(id="detail")
                yield self.pane
            yield Page(id="day")

    def on_mount(self) -> None:
        """Let the first paint come before anything slow."""
        box = self.search_row.box
        box.focus()
        self.watch(box, "value", self.flow.follow_words, init=False)
        self.set_status(_("Loading …"), lasts=True)
        self.call_after_refresh(self.post_message, self.Painted())

    @property
    def holds_keys(self) -> bool:
        """Whether keys must wait, so that none overtakes a command."""
        return self.search_row.box.holds_keys or self.pane.holds_keys

    @property
    def selected_entry(self) -> Entry | None:
        return self.flow.search_view.selected_entry

    def set_status(self, text: str, *, is_fault: bool = False, lasts: bool | None = None) -> None:
        """Say something until the next errand's first key, unless it `lasts`, as faults do."""
        self.flow.status.show(text, is_fault=is_fault, lasts=lasts)

    def on_screen_resume(self) -> None:
        """Whoever comes back may have changed the log, and has closed a screen."""
        forget_closed_screens()
        self.post_message(self.JournalChanged())

    def on_key(self, event: events.Key) -> None:
        """A letter typed anywhere but in a field goes to the search box."""
        if event.is_printable and event.character and not isinstance(self.focused, Input):
            event.stop()
            self.flow.type_elsewhere(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """So does what is pasted."""
        if not isinstance(self.focused, Input):
            event.stop()
            self.flow.type_elsewhere(" ".join(event.text.split()))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Whoever goes to the box by mouse or by a jump has left the registration."""
        box = self.search_row.box
        if event.widget is box and self.focused is box and self.flow.errand_view.is_registering:
            self.flow.errand_view.close()

    @on(SearchBox.Moved)
    @on(SearchBox.Asked)
    @on(HitList.Chosen)
    def follow_search(self, event: SearchBox.Moved | SearchBox.Asked | HitList.Chosen) -> None:
        """Do what was asked for in the box, after everything typed before it."""
        match event:
            case SearchBox.Moved():
                self.flow.touch()
                self.hits.move(event.step)
            case SearchBox.Asked(command="empty"):
                self.flow.empty()
                self.flow.release_keys()
            case SearchBox.Asked():
                self.registering.when_free(self.registering.register)
            case HitList.Chosen():
                self.flow.choose(event.ref)

    @on(RegistrationEvent)
    def follow_registration(self, event: RegistrationEvent) -> None:
        if self.query(Head):  # otherwise the desk is being closed
            self.registering.follow(event)

    def action_do(self, command: str) -> None:
        self._commands[command]()
