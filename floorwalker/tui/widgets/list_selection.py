"""Which row of a list is selected, and who chose it: a person's choice outlives the rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from floorwalker.tui.views.list_row import ListRow

SELECTED = "hit-list--selected"
"""What the style sheet calls the row selected."""


@dataclass(frozen=True)
class ListSelection:
    """The rows, and the one selected; as `Lines`, a row is padded by a cell on either side."""

    rows: Sequence[ListRow] = ()
    index: int | None = None
    is_chosen: bool = False
    """Whether a person chose the selected row, rather than search."""

    @property
    def selected(self) -> ListRow | None:
        return None if self.index is None else self.rows[self.index]

    def with_rows(
        self, rows: Sequence[ListRow], *, select_first: bool = True, chosen: str = ""
    ) -> ListSelection:
        """Other rows; what a person chose stays selected for as long as it is there.

        `chosen` is the ref of a row that a person has chosen before.
        """
        kept = chosen or (self.selected.ref if self.selected and self.is_chosen else None)
        index = next((i for i, row in enumerate(rows) if row.ref == kept), None)
        first = 0 if select_first and rows else None
        return ListSelection(rows, first if index is None else index, index is not None)

    def moved(self, step: str, page: int) -> ListSelection:
        """Steps: `up`, `down`, `page_up`, `page_down`; `page` rows are in view at once."""
        steps = {"up": -1, "down": 1, "page_up": -page, "page_down": page}
        start = -1 if self.index is None else self.index
        return self.chosen_at(max(0, min(start + steps[step], len(self.rows) - 1)))

    def chosen_at(self, index: int) -> ListSelection:
        """A person chose the row `index`; nobody can choose one that is not there."""
        return replace(self, index=index, is_chosen=True) if index < len(self.rows) else self

    def chosen(self, ref: str) -> ListSelection:
        index = next((i for i, row in enumerate(self.rows) if row.ref == ref), len(self.rows))
        return self.chosen_at(index)

    def unchosen(self) -> ListSelection:
        """The same row; the next rows select their first again."""
        return replace(self, is_chosen=False)

    def __len__(self) -> int:
        return len(self.rows)

    def plain(self, number: int) -> str:
        return str(self.rows[number].content())

    def key(self, number: int) -> tuple[ListRow, bool]:
        return self.rows[number], number == self.index

    def styled(self, number: int, width: int) -> tuple[Content, tuple[str, ...]]:
        row, is_selected = self.key(number)
        content = row.fitted(max(width - 2, 1), is_selected=is_selected).pad(1, 1)
        return content, (SELECTED,) if is_selected else ()
