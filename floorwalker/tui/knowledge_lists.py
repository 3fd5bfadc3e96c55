"""The lists of the whole knowledge base: everything, what needs an editor, what is one's own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from floorwalker.collation import alphabetically
from floorwalker.dates import format_short_date
from floorwalker.i18n import _, ngettext
from floorwalker.knowledge.model.records import Entry, Service, SharedFields
from floorwalker.tui.views.home import theme_of
from floorwalker.tui.views.list_row import ListRow
from floorwalker.tui.views.notices import notice_page, notice_rows
from floorwalker.tui.views.own_layer import OwnLayer
from floorwalker.tui.views.sections import Section, section
from floorwalker.tui.views.styled_text import MUTED, STRONG, styled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from floorwalker.tui.loaded import LoadedKnowledge
    from floorwalker.tui.search_session import SearchSession

_List = Literal["all", "review", "own"]
_PROBLEM: Final = "problem:"
_NOTICE: Final = "notice:"
_NEVER: Final = date.min
_COLUMN: Final = 26
"""Where the list has what stands beside a name."""


class KnowledgeLists:
    """Rows, a summary and a page for each row, of the list that is turned to."""

    def __init__(
        self,
        lookup: SearchSession,
        *,
        clock: Callable[[], datetime],
        edit_key: Callable[[], str],
    ) -> None:
        """`edit_key` names the key that edits what is selected."""
        self._lookup = lookup
        self._clock = clock
        self._edit_key = edit_key
        self._shown: _List = "all"
        self._loaded: LoadedKnowledge | None = None
        self._problems = lookup.loaded.problems
        self._own_layer: OwnLayer | None = None

    def renew(self) -> None:
        """Take in the knowledge as it is by now."""
        loaded = self._lookup.loaded
        if loaded is self._loaded:
            return
        self._loaded = loaded
        self._problems = loaded.problems
        self._own_layer = OwnLayer(loaded.layers) if loaded.layers is not None else None
        if self._own_layer is None and self._shown == "own":
            self._shown = "all"

    def turn(self) -> None:
        """Everything, what needs an editor, what is one's own where there is a base."""
        lists: tuple[_List, ...] = ("all", "review", "own")
        if self._own_layer is None:
            lists = ("all", "review")
        self._shown = lists[(lists.index(self._shown) + 1) % len(lists)]

    @property
    def _own(self) -> OwnLayer | None:
        """What is one's own, where that is the list shown."""
        return self._own_layer if self._shown == "own" else None

    def rows(self) -> Sequence[ListRow]:
        """What is wrong and what is past its review date; then, of everything, the rest."""
        if self._own is not None:
            return self._own.rows(_COLUMN)
        wrong = (
            ListRow(f"{_PROBLEM}{number}", f"! {problem.where}", problem.message)
            for number, problem in enumerate(self._problems)
        )
        entries = sorted(self._lookup.shown.entries(), key=_by_theme)
        stale = (_line(entry, aside=_("past its review date")) for entry in self._stale(entries))
        lines = [*wrong, *stale]
        if self._shown == "all":
            notices = self._lookup.shown.notices.values()
            lines += notice_rows(notices, self._clock(), column=_COLUMN)
            known = {line.ref for line in lines}
            lines += [_line(entry) for entry in entries if entry.ref not in known]
        return lines

    def summary(self) -> str:
        """How much there is, and how much of it is to be looked at, on one line."""
        if self._own is not None:
            return self._own.summary()
        entries = list(self._lookup.shown.entries())
        unchecked = sum(isinstance(e, SharedFields) and e.assured_date is None for e in entries)
        count = ngettext("{count} entry", "{count} entries", len(entries))
        wrong = len(self._problems)
        said = count.format(count=len(entries))
        old = _("{count} past the review date").format(count=len(self._stale(entries)))
        new = _("{count} not checked yet").format(count=unchecked)
        faults = _("{count} to mend").format(count=wrong) if wrong else ""
        told = (
            (said, old, new, faults)
            if self.rows()
            else (_("Nothing to mend or check again"), said, new)
        )
        return " · ".join(filter(None, told))

    def page(self, ref: str) -> Iterable[Section]:
        if self._own is not None:
            return self._own_page(self._own, ref)
        if is_notice(ref):
            return self._notice_page(ref)
        if is_problem(ref):
            problem = self._problems[int(ref.removeprefix(_PROBLEM))]
            said = styled(problem.message, STRONG), styled(problem.where, MUTED), problem.hint
            return (section("", *said),)
        return self._lookup.page_alone(ref, self._clock())

    def _own_page(self, own: OwnLayer, ref: str) -> Iterator[Section]:
        """What is one's own beside the base; of an entry that is not in it all that it says."""
        yield from own.page(ref)
        if own.is_whole(ref):
            yield from self._lookup.page_alone(ref, self._clock())

    def _notice_page(self, ref: str) -> Iterable[Section]:
        shown = self._lookup.shown
        notice = shown.notices.get(ref.removeprefix(_NOTICE))
        if notice is None:
            return ()
        return notice_page(notice, shown, self._clock(), edit=self._edit_key())

    def _stale(self, entries: Iterable[Entry]) -> list[Entry]:
        today = self._clock().date()
        return [each for each in entries if isinstance(each, SharedFields) and each.is_stale(today)]


def is_notice(ref: str) -> bool:
    """Whether a row is a notice."""
    return ref.startswith(_NOTICE)


def is_problem(ref: str) -> bool:
    """Whether a row is something wrong in the files."""
    return ref.startswith(_PROBLEM)


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
