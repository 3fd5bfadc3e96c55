"""Lists of entries: the urgent ones, and the whole knowledge base with what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from textual.message import Message
from textual.widgets import Static

from floorwalker.collation import alphabetically
from floorwalker.dates import format_short_date
from floorwalker.i18n import _, ngettext
from floorwalker.knowledge.model.records import Entry, Service, SharedFields
from floorwalker.tui.commands import KNOWLEDGE
from floorwalker.tui.keys import bindings, key_of
from floorwalker.tui.screens.list_screen import ListScreen
from floorwalker.tui.views.home import theme_of, urgent
from floorwalker.tui.views.list_row import ListRow
from floorwalker.tui.views.notices import notice_page, notice_rows
from floorwalker.tui.views.own_layer import OwnLayer
from floorwalker.tui.views.sections import Section, section
from floorwalker.tui.views.styled_text import DANGER, MUTED, STRONG, styled
from floorwalker.tui.widgets.frame import LEAST_WIDTH
from floorwalker.tui.widgets.list_pane import ListPane

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from textual.widget import Widget

    from floorwalker.tui.search_session import SearchSession

_List = Literal["all", "review", "own"]
_PROBLEM: Final = "problem:"
_NOTICE: Final = "notice:"
_NEVER: Final = date.min
_COLUMN: Final = 26
"""Where the list has what stands beside a name."""
_URGENT_WIDTHS: Final = [(0, "-tiny"), (LEAST_WIDTH, "-narrow"), (78, "-normal"), (160, "-wide")]
"""Of what is urgent, nearly all is in view beside its page in a window as a terminal has it."""


class EntryListing(ListScreen):
    """Entries with their pages; Enter takes the one selected to the desk."""

    @dataclass
    class Taken(Message):
        """An entry goes to the desk."""

        ref: str

    def __init__(
        self, placeholder: str, *, lookup: SearchSession, clock: Callable[[], datetime]
    ) -> None:
        super().__init__(ListPane(placeholder, page=self.page), clock=clock)
        self.lookup = lookup

    @property
    def selected_entry(self) -> Entry | None:
        return self.lookup.entry(self.pane.selected_ref)

    def page(self, ref: str) -> Iterable[Section]:
        return self.lookup.page_alone(ref, self.clock())

    def action_open(self) -> None:
        if self.selected_entry is not None:
            self.post_message(self.Taken(self.selected_entry.ref))


class UrgentScreen(EntryListing):
    """Police, violence, no bed tonight, self-harm: a key away from anywhere."""

    own_id = "app.urgent"

    def __init__(self, *, lookup: SearchSession, clock: Callable[[], datetime]) -> None:
        super().__init__(_("Find among what is urgent"), lookup=lookup, clock=clock)
        self.HORIZONTAL_BREAKPOINTS = _URGENT_WIDTHS
        self.add_class("urgent")

    def work(self) -> Iterable[Widget]:
        """The number that helps in danger, whatever is found; then what is urgent."""
        said = _("In danger: ring 112")
        yield Static(styled(f" {said} ", DANGER), id="alarm")
        yield from super().work()

    def on_mount(self) -> None:
        self.show_head(_("Urgent"))
        self.pane.offer(urgent(self.lookup.shown, self.clock()))

    def page(self, ref: str) -> Iterable[Section]:
        return self.lookup.page_alone(ref, self.clock(), in_danger=True)


class KnowledgeScreen(EntryListing):
    """Everything by theme; above it what is wrong and what is past its review date.

    Another list has only these, and a third what is one's own beside the base.
    """

    own_id = "app.knowledge"
    BINDINGS = bindings(KNOWLEDGE)

    @dataclass
    class EditAsked(Message):
        """What changes daily in an entry or a notice is to be edited."""

        ref: str
        """Nothing where none is selected."""

    class PutBackAsked(Message):
        """What was edited last is to say again what it said before."""

    def __init__(self, *, lookup: SearchSession, clock: Callable[[], datetime]) -> None:
        super().__init__(_("Find in the knowledge base"), lookup=lookup, clock=clock)
        self._problems = lookup.loaded.problems
        self._list_shown: _List = "all"
        self._own: OwnLayer | None = None

    def on_mount(self) -> None:
        self.renew()

    @property
    def selected_ref(self) -> str:
        """Of the entry or the notice selected; nothing for a fault."""
        ref = self.pane.selected_ref
        return "" if ref.startswith(_PROBLEM) else ref

    def renew(self) -> None:
        """List what there is by now."""
        loaded = self.lookup.loaded
        self._problems = loaded.problems
        self._own = OwnLayer(loaded.layers) if loaded.layers is not None else None
        if self._own is None and self._list_shown == "own":
            self._list_shown = "all"
        self._list()

    def action_open(self) -> None:
        """A notice stands on no page of the desk: it is edited."""
        if self.selected_ref.startswith(_NOTICE):
            self.action_edit()
        else:
            super().action_open()

    def action_edit(self) -> None:
        self.post_message(self.EditAsked(self.selected_ref))

    def action_put_back(self) -> None:
        self.post_message(self.PutBackAsked())

    def action_next_list(self) -> None:
        """Everything, what needs an editor, what is one's own where there is a base."""
        lists: tuple[_List, ...] = ("all", "review", "own") if self._own else ("all", "review")
        self._list_shown = lists[(lists.index(self._list_shown) + 1) % len(lists)]
        self._list()

    def page(self, ref: str) -> Iterable[Section]:
        if self._own is not None and self._list_shown == "own":
            return self._own_page(self._own, ref)
        if ref.startswith(_NOTICE):
            return self._notice_page(ref)
        if not ref.startswith(_PROBLEM):
            return super().page(ref)
        problem = self._problems[int(ref.removeprefix(_PROBLEM))]
        said = styled(problem.message, STRONG), styled(problem.where, MUTED), problem.hint
        return (section("", *said),)

    def _own_page(self, own: OwnLayer, ref: str) -> Iterable[Section]:
        """What is one's own beside the base; of an entry that is not in it all that it says."""
        yield from own.page(ref)
        if own.is_whole(ref):
            yield from super().page(ref)

    def _notice_page(self, ref: str) -> Iterable[Section]:
        shown = self.lookup.shown
        notice = shown.notices.get(ref.removeprefix(_NOTICE))
        if notice is None:
            return ()
        return notice_page(notice, shown, self.clock(), edit=key_of(self, "knowledge.edit"))

    def _list(self) -> None:
        self.show_head(_("Knowledge"), self.lookup.loaded.source)
        if self._own is not None and self._list_shown == "own":
            self.set_status(self._own.summary())
            self.pane.offer(self._own.rows(_COLUMN))
            return
        today = self.clock().date()
        entries = sorted(self.lookup.shown.entries(), key=_by_theme)
        kept = [e for e in entries if isinstance(e, SharedFields)]
        stale = [e for e in kept if e.is_stale(today)]
        unchecked = sum(e.assured_date is None for e in kept)
        wrong = [
            ListRow(f"{_PROBLEM}{number}", f"! {problem.where}", problem.message)
            for number, problem in enumerate(self._problems)
        ]
        lines = wrong + [_line(entry, aside=_("past its review date")) for entry in stale]
        if self._list_shown == "all":
            notices = self.lookup.shown.notices.values()
            lines += notice_rows(notices, self.clock(), column=_COLUMN)
            known = {line.ref for line in lines}
            lines += [_line(entry) for entry in entries if entry.ref not in known]
        said = ngettext("{count} entry", "{count} entries", len(entries)).format(count=len(entries))
        old = _("{count} past the review date").format(count=len(stale))
        new = _("{count} not checked yet").format(count=unchecked)
        faults = _("{count} to mend").format(count=len(wrong)) if wrong else ""
        told = (
            (said, old, new, faults) if lines else (_("Nothing to mend or check again"), said, new)
        )
        self.set_status(" · ".join(filter(None, told)))
        self.pane.offer(lines)


def _line(entry: Entry, *, aside: str = "") -> ListRow:
    reviewed = getattr(entry, "assured_date", None)
    texts = (aside or (format_short_date(reviewed) if reviewed else ""), theme_of(entry))
    return ListRow(entry.ref, entry.name, "  ".join(text for text in texts if text), column=_COLUMN)


def _by_theme(entry: Entry) -> tuple[bool, tuple[str, str], int, tuple[str, str]]:
    """Services by theme, then the other kinds; within each what was reviewed last first."""
    theme = entry.theme if isinstance(entry, Service) else entry.kind
    reviewed = getattr(entry, "assured_date", None) or _NEVER
    place = alphabetically(theme), -reviewed.toordinal(), alphabetically(entry.name)
    return not isinstance(entry, Service), *place
