"""What stands on the desk for one visitor, shown and taken away together.

Words, filters, choice, and the registration that was begun: no part of it is left to the next one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from floorwalker.tui.registration.errands import Errand, ErrandTracker
from floorwalker.tui.search_view import SearchParts, Typed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from floorwalker.tui.registration.options import RegistrationOption
    from floorwalker.tui.registration.pane import RegistrationPane
    from floorwalker.tui.search_view import SearchView
    from floorwalker.tui.widgets.frame import Head


class ErrandParts(SearchParts, Protocol):
    """The widgets that an errand is shown on."""

    @property
    def pane(self) -> RegistrationPane: ...

    @property
    def head(self) -> Head: ...

    def set_class(self, add: bool, *class_names: str) -> object: ...


class ErrandView:
    """Shows one errand at a time: the surface that its tracker needs."""

    def __init__(
        self,
        parts: ErrandParts,
        search: SearchView,
        *,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:
        self._parts = parts
        self._search = search
        self.errands = ErrandTracker(self, clock=clock, monotonic=monotonic)
        self._leaving: Typed | None = None
        """The words of an errand that ends now; the box has others by then, or none."""

    @property
    def is_registering(self) -> bool:
        """Whether the pane is open for an errand that nobody has saved yet."""
        return self._parts.pane.is_open and self.errands.saving is None

    def open(self, options: Sequence[RegistrationOption]) -> None:
        """Open the pane for the errand under way."""
        self._search.whole = self._search.typed
        self._parts.pane.open(options, self.errands.started_at)
        self._parts.set_class(True, "-registering")

    def close(self) -> None:
        """Close the pane; what is filled in stays."""
        self._parts.pane.close()
        self._parts.set_class(False, "-registering")

    def leave(self) -> None:
        """Close the pane, and give the focus back to the box."""
        self.close()
        self.return_to_search()

    def return_to_search(self) -> None:
        box = self._parts.search_row.box
        box.screen.set_focus(box)

    def shown_errand(self) -> Errand | None:
        pane = self._parts.pane
        is_begun = self.errands.saving is None and pane.is_begun
        typed = self._leaving or self._search.typed
        chosen = self._search.chosen_ref
        if not (is_begun or typed.words.strip() or chosen):
            return None
        errand = Errand(
            words=typed.words,
            chosen=chosen,
            filters=self._search.filters,
            is_private=typed.is_private or self._search.is_private,
        )
        return pane.add_to(errand) if is_begun else errand

    def show_errand(self, errand: Errand) -> None:
        """Show `errand`, its registration unfolded where one was begun."""
        self._search.show(errand)
        if errand.form is None:
            self.return_to_search()
            return
        self.open(self._search.options_for(errand))
        self._parts.pane.fields.refill(errand.form, is_filled_in=errand.is_filled_in)

    def clear_errand(self) -> None:
        """Take everything away that belongs to one visitor; what the disk works on stays."""
        self._search.clear()
        if self.errands.saving is None:
            self.clear_pane()

    def clear_pane(self) -> None:
        self._parts.pane.clear()
        self.close()

    def resume(self, errand: Errand) -> None:
        """Go on with `errand`, whose registration still stands in the pane."""
        self.errands.continue_with(errand)
        self._search.show(errand)

    def give_up(self, typed: Typed) -> Errand | None:
        """End the errand whose words `typed` were taken away; what was set aside of it."""
        self._leaving = typed
        aside = self.errands.give_up()
        self._leaving = None
        return aside
