"""Keeps drafts beside the screen: nothing here waits for the disk unless it is asked to.

Light to import: what it works with is loaded when drafts are attached, after the first paint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Sequence

    from floorwalker.tui.registration.drafts import Drafts, DraftThread, LeftOver
    from floorwalker.tui.registration.errands import Errand


class DraftKeeper:
    """The drafts of this process and those of ended ones. Until drafts are attached, of none."""

    def __init__(self, saved_of: Callable[[Collection[str]], Awaitable[Collection[str]]]) -> None:
        """Keep drafts.

        Args:
            saved_of: which of some encounter ids the log holds: those errands were saved after all.
        """
        self._saved_of = saved_of
        self._thread: DraftThread | None = None
        self._kept: Sequence[Errand] = ()
        self.elsewhere = ""
        """Another desk that has left something behind; empty where none has."""

    def attach(self, drafts: Drafts) -> None:
        """Keep errands in `drafts` from now on, on a thread of their own."""
        from floorwalker.tui.registration.drafts import DraftThread

        self._thread = DraftThread(drafts)

    @property
    def is_attached(self) -> bool:
        """Whether anything is kept."""
        return self._thread is not None

    def keep(self, errands: Sequence[Errand]) -> None:
        """Have these errands written, oldest first, and no others."""
        self._kept = errands
        if self._thread is not None:
            self._thread.tell(lambda drafts: drafts.keep(errands))

    async def keep_now(self, errands: Sequence[Errand]) -> None:
        """Write these errands, oldest first, and no others; return once that is done."""
        self._kept = errands
        if self._thread is not None:
            await self._thread.ask(lambda drafts: drafts.keep(errands))

    async def drop(self, encounter_id: str) -> None:
        """Keep what was kept, but for the errand that is saved as `encounter_id` now."""
        await self.keep_now([each for each in self._kept if each.encounter_id != encounter_id])

    def take_over(self, left_over: Sequence[LeftOver], errands: Sequence[Errand]) -> None:
        """Keep `errands`, which hold what was `left_over`; that goes once they are on disk."""
        self._kept = errands

        def take(drafts: Drafts) -> None:
            if drafts.keep(errands):
                for each in left_over:
                    each.forget()

        if self._thread is not None and left_over:
            self._thread.tell(take)

    def rename(self, desk: str) -> None:
        """What is kept from now on belongs to a desk of this name."""
        if self._thread is not None:
            self._thread.tell(lambda drafts: setattr(drafts, "desk", desk))

    def close(self) -> None:
        """Leave what is kept to the next start."""
        if self._thread is not None:
            self._thread.close()
            self._thread = None

    async def left_by(self, desk: str) -> Sequence[LeftOver]:
        """What ended processes of this desk left; whether another desk left something is noted."""
        found = await self._left_over()
        others = [each for each in found if each.desk != desk]
        self.elsewhere = others[0].desk if others else ""
        for each in others:
            each.leave()
        return [each for each in found if each.desk == desk]

    async def next_left_over(self) -> Sequence[LeftOver]:
        """What one ended process left: of this desk if there is one, otherwise of another desk."""
        found = await self._left_over()
        for each in found[1:]:
            each.leave()
        return found[:1]

    async def _left_over(self) -> Sequence[LeftOver]:
        """What ended processes left, without what they had saved by then."""
        if self._thread is None:
            return ()
        found = await self._thread.ask(lambda drafts: drafts.left_over())
        ids = {errand.encounter_id for each in found for errand in each.errands} - {""}
        saved = await self._saved_of(ids)
        rest = [each.without(lambda errand: errand.encounter_id in saved) for each in found]
        return [each for each in rest if each is not None]
