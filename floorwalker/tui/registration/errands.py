"""One visitor's errand while it is under way, and the errands that were set aside.

Everything that is typed, chosen or filtered for a visitor belongs to exactly one errand. Nothing
here knows a widget: the screen shows an errand, and tells what stands on it.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Final, Protocol

from floorwalker.tui.registration.form import RegistrationForm
from floorwalker.tui.search_filters import UNFILTERED, SearchFilters

_FEWEST_LETTERS: Final = 2
"""Words shorter than this are a slip of the finger: nobody needs them back."""


@dataclass(frozen=True, kw_only=True)
class Errand:
    """What stands on the desk for one visitor."""

    key: int = 0
    """Tells the errands of one process apart."""
    words: str = ""
    """What was typed in the search box."""
    chosen: str = ""
    """Ref of the entry that a person chose among the hits; empty where the search chose."""
    filters: SearchFilters = UNFILTERED
    started_at: datetime | None = None
    """When its first key was pressed, aware."""
    form: RegistrationForm | None = None
    """The fields of the registration; None where it is neither open nor filled in."""
    is_filled_in: bool = False
    """Whether a person typed or chose anything in those fields."""
    name: str = ""
    """What it is about, in words."""
    is_private: bool = False
    """Whether it may concern a sensitive entry: then it is never written to disk."""
    encounter_id: str = ""
    """What it is saved as, from when that begins."""

    @property
    def title(self) -> str:
        return self.name or self.words.strip()

    @property
    def is_worth_keeping(self) -> bool:
        """Whether somebody would miss it."""
        return self.form is not None or len(self.words.strip()) >= _FEWEST_LETTERS

    @property
    def as_draft(self) -> "Errand":
        """What of it a killed desk should offer again: an untouched registration is its words."""
        return self if self.is_filled_in else replace(self, form=None)


class ParkedErrands:
    """The errands that were set aside. The newest comes back first, then those before it."""

    def __init__(self) -> None:
        self._errands: deque[Errand] = deque()

    def __len__(self) -> int:
        return len(self._errands)

    def __iter__(self) -> Iterator[Errand]:
        """Those that would come back last come first."""
        return iter(tuple(self._errands))

    def add(self, errand: Errand) -> None:
        """Set `errand` aside; it is the next to come back."""
        self._errands.append(errand)

    def exchange(self, present: Errand | None) -> Errand | None:
        """The newest, for `present`, which comes back after all others.

        Going on like this shows each of them once. None, and nothing is taken, where none is left.
        """
        if not self._errands:
            return None
        back = self._errands.pop()
        if present is not None:
            self._errands.appendleft(present)
        return back


class ErrandSurface(Protocol):
    """Where an errand is shown and typed: the desk's screen."""

    def shown_errand(self) -> Errand | None:
        """What stands there now, without `key` and `started_at`; None where that is nothing."""

    def show_errand(self, errand: Errand) -> None:
        """Show `errand` in place of what stands there."""

    def clear_errand(self) -> None: ...


class ErrandTracker:
    """The errand under way and those set aside: which is which, and since when."""

    def __init__(
        self,
        surface: ErrandSurface,
        *,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:
        """Track the errands shown on `surface`.

        `clock`, the local time, is asked late, since the first call loads a time zone; `monotonic`
        seconds with the first key of each errand.
        """
        self._surface = surface
        self._clock = clock
        self._monotonic = monotonic
        self._keys = count(1)
        self._key = 0
        self._began: float | None = None
        """When the errand began, on the monotonic clock."""
        self._started_at: datetime | None = None
        self.parked = ParkedErrands()
        self.saving: Errand | None = None
        """The errand that the disk has not taken yet."""

    @property
    def number(self) -> int:
        """Grows with each errand; what is said about one of them is said under its number."""
        return self._key

    @property
    def is_under_way(self) -> bool:
        """Whether a key was pressed for a visitor whose errand is neither saved nor given up."""
        return self._began is not None

    @property
    def started_at(self) -> datetime:
        """When the first key of the errand was pressed; now, where none was."""
        if self._started_at is None:
            now = self._clock()
            if self._began is None:
                return now
            ago = timedelta(seconds=self._monotonic() - self._began)
            self._started_at = (now.astimezone(UTC) - ago).astimezone(now.tzinfo)
        return self._started_at

    @property
    def present(self) -> Errand | None:
        """The errand under way, as it stands."""
        shown = self._surface.shown_errand()
        if shown is None:
            return None
        return replace(shown, key=self._key, started_at=self.started_at)

    @property
    def unsaved(self) -> Sequence[Errand]:
        """Everything that would be lost if the desk ended now: the one under way comes last."""
        present = self.present
        under_way = (self.saving, present and present.as_draft)
        return [*self.parked, *(each for each in under_way if each is not None)]

    def begin(self) -> None:
        """The first key of a visitor's errand."""
        self._key = next(self._keys)
        self._began = self._monotonic()
        self._started_at = None

    def finish(self) -> None:
        """The errand is over; what stands on the desk belongs to nobody."""
        self._began = None
        self._started_at = None

    def hand_over(self, encounter_id: str) -> None:
        """The errand under way is being saved as `encounter_id`; the next visitor may begin."""
        present = self.present
        self.saving = present and replace(present, encounter_id=encounter_id)
        self.finish()

    def take_back(self) -> Errand | None:
        """The errand that was being saved, now that the disk has taken or refused it."""
        saving, self.saving = self.saving, None
        return saving

    def give_up(self) -> Errand | None:
        """End the errand that a person takes back; what was filled in is set aside and returned."""
        return self._put_away(keep=lambda errand: errand.is_filled_in)

    def put_aside(self) -> Errand | None:
        """Make room for another visitor; what is worth keeping is set aside and returned."""
        return self._put_away(keep=lambda errand: errand.is_worth_keeping)

    def bring_back(self) -> Errand | None:
        """Show what was set aside last; what stood there is set aside. None where none is left."""
        present = self.present
        is_kept = present is not None and present.is_worth_keeping
        back = self.parked.exchange(present if is_kept else None)
        if back is not None:
            self._surface.clear_errand()
            self.continue_with(back)
            self._surface.show_errand(back)
        return back

    def continue_with(self, errand: Errand) -> None:
        self._key = errand.key
        self._began = self._monotonic()
        self._started_at = errand.started_at

    def discard(self) -> None:
        self._surface.clear_errand()
        self.finish()

    def adopt(self, left_over: Iterable[Errand]) -> None:
        """Set aside what other processes left, oldest first."""
        for errand in left_over:
            self.parked.add(replace(errand, key=next(self._keys)))

    def _put_away(self, *, keep: Callable[[Errand], bool]) -> Errand | None:
        present = self.present
        self.discard()
        if present is None or not keep(present):
            return None
        self.parked.add(present)
        return present
