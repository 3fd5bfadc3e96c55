"""Lists of entries: the urgent ones, and the whole knowledge base with what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from textual.message import Message
from textual.widgets import Static

from floorwalker.i18n import _
from floorwalker.tui.commands import KNOWLEDGE
from floorwalker.tui.keys import bindings, key_of
from floorwalker.tui.knowledge_lists import KnowledgeLists, is_notice, is_problem
from floorwalker.tui.screens.list_screen import ListScreen
from floorwalker.tui.views.home import urgent
from floorwalker.tui.views.styled_text import DANGER, styled
from floorwalker.tui.widgets.frame import LEAST_WIDTH
from floorwalker.tui.widgets.list_pane import ListPane

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from textual.widget import Widget

    from floorwalker.knowledge.model.records import Entry
    from floorwalker.tui.search_session import SearchSession
    from floorwalker.tui.views.sections import Section

_URGENT_WIDTHS: Final = [(0, "-tiny"), (LEAST_WIDTH, "-narrow"), (78, "-normal"), (160, "-wide")]
"""Of what is urgent, nearly all is in view beside its page in a window as a terminal has it."""


class EntryListing(ListScreen):
    """Entries with their pages; Enter takes the one selected to the desk."""

    @dataclass
    class Taken(Message):
        """An entry goes to the desk."""

        ref: str

    def __init__(
        self,
        placeholder: str,
        *,
        lookup: SearchSession,
        clock: Callable[[], datetime],
        page: Callable[[str], Iterable[Section]],
    ) -> None:
        """`page` gives the page of a row by its ref."""
        super().__init__(ListPane(placeholder, page=page), clock=clock)
        self.lookup = lookup

    @property
    def selected_entry(self) -> Entry | None:
        return self.lookup.entry(self.pane.selected_ref)

    def action_open(self) -> None:
        if self.selected_entry is not None:
            self.post_message(self.Taken(self.selected_entry.ref))


class UrgentScreen(EntryListing):
    """Police, violence, no bed tonight, self-harm: a key away from anywhere."""

    own_id = "app.urgent"

    def __init__(self, *, lookup: SearchSession, clock: Callable[[], datetime]) -> None:
        super().__init__(
            _("Find among what is urgent"),
            lookup=lookup,
            clock=clock,
            page=lambda ref: lookup.page_alone(ref, clock(), in_danger=True),
        )
        self.HORIZONTAL_BREAKPOINTS = _URGENT_WIDTHS
        self.add_class("urgent")

    def work(self) -> Iterable[Widget]:
        """The number that helps in danger, whatever is found; then what is urgent."""
        said = _("In danger: ring 112")
        yield Static(styled(f" {said} ", DANGER), id="alarm")
        yield from super().work()

    def on_mount(self) -> None:
        now = self.clock()
        self.head.show(_("Urgent"), now=now)
        self.pane.offer(urgent(self.lookup.shown, now))


class KnowledgeScreen(EntryListing):
    """Everything by theme; above it what is wrong and what is past its review date.

    Another list has only these, and a third what is one's own beside the base.
    """

    own_id = "app.knowledge"
    BINDINGS = bindings(KNOWLEDGE)

    @dataclass
    class Asked(Message):
        """The entry or notice is to be edited, or what was edited last to be put back."""

        command: Literal["edit", "put_back"]
        ref: str
        """Nothing where none is selected."""

    def __init__(self, *, lookup: SearchSession, clock: Callable[[], datetime]) -> None:
        self._lists = KnowledgeLists(
            lookup, clock=clock, edit_key=lambda: key_of(self, "knowledge.edit")
        )
        super().__init__(
            _("Find in the knowledge base"), lookup=lookup, clock=clock, page=self._lists.page
        )

    def on_mount(self) -> None:
        self.renew()

    @property
    def selected_ref(self) -> str:
        """Of the entry or the notice selected; nothing for a fault."""
        ref = self.pane.selected_ref
        return "" if is_problem(ref) else ref

    def renew(self) -> None:
        """List what there is by now."""
        self._lists.renew()
        self.head.show(_("Knowledge"), self.lookup.loaded.source, now=self.clock())
        self.set_status(self._lists.summary())
        self.pane.offer(self._lists.rows())

    def action_open(self) -> None:
        """A notice stands on no page of the desk: it is edited."""
        if is_notice(self.selected_ref):
            self.action_ask("edit")
        else:
            super().action_open()

    def action_ask(self, command: Literal["edit", "put_back"]) -> None:
        self.post_message(self.Asked(command, self.selected_ref))

    def action_next_list(self) -> None:
        self._lists.turn()
        self.renew()
