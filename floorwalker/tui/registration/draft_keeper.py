"""Keeps drafts beside the screen: nothing here waits for the disk unless it is asked to.

Light to import: what it works with is loaded after the first paint.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Sequence

    from textual.timer import Timer

    from floorwalker.tui.registration.drafts import Drafts, LeftOver
    from floorwalker.tui.registration.errands import Errand

Answer = TypeVar("Answer")


class DraftKeeper:
    """The drafts of this process and those of ended ones. Until drafts are attached, of none.

    They are written on a thread of their own, in the order in which that was asked for.
    """

    def __init__(
        self,
        saved_of: Callable[[Collection[str]], Awaitable[Collection[str]]],
        *,
        once_typing_pauses: Callable[[], Timer],
    ) -> None:
        """Keep drafts.

        Args:
            saved_of: which of some encounter ids the log holds: those errands were saved after all.
            once_typing_pauses: has drafts kept in a while, unless its timer is stopped before.
        """
        self._saved_of = saved_of
        self._once_typing_pauses = once_typing_pauses
        self._drafts: Drafts | None = None
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drafts")
        self._kept: Sequence[Errand] = ()
        self._timer: Timer | None = None
        self.elsewhere = ""
        """Another desk that has left something behind; empty where none has."""

    def attach(self, drafts: Drafts) -> None:
        self._drafts = drafts

    def note_change(self) -> None:
        """Something was typed or chosen: drafts are due once that pauses."""
        self.forget_change()
        if self._drafts is not None:
            self._timer = self._once_typing_pauses()

    def forget_change(self) -> None:
        """Have no drafts kept of what was typed or chosen last."""
        if self._timer is not None:
            self._timer.stop()

    def keep(self, errands: Sequence[Errand]) -> None:
        """Have these errands written, oldest first, and no others."""
        self._kept = errands
        self._submit(lambda drafts: drafts.keep(errands))

    async def keep_now(self, errands: Sequence[Errand]) -> None:
        """Write these errands, oldest first, and no others; return once that is done."""
        self._kept = errands
        await self._ask(lambda drafts: drafts.keep(errands))

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

        if left_over:
            self._submit(take)

    def rename(self, desk: str) -> None:
        """What is kept from now on belongs to a desk of this name."""
        self._submit(lambda drafts: setattr(drafts, "desk", desk))

    def close(self) -> None:
        """Leave what is kept to the next start."""
        if self._drafts is not None:
            self._executor.submit(self._drafts.close).result()
            self._drafts = None
        self._executor.shutdown()

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
        found = await self._ask(lambda drafts: drafts.left_over()) or ()
        ids = {errand.encounter_id for each in found for errand in each.errands} - {""}
        saved = await self._saved_of(ids)
        rest = [each.without(lambda errand: errand.encounter_id in saved) for each in found]
        return [each for each in rest if each is not None]

    async def _ask(self, work: Callable[[Drafts], Answer]) -> Answer | None:
        """What `work` gives, once it is done; None until drafts are attached."""
        if self._drafts is None:
            return None
        return await asyncio.wrap_future(self._executor.submit(work, self._drafts))

    def _submit(self, work: Callable[[Drafts], object]) -> None:
        if self._drafts is not None:
            self._executor.submit(work, self._drafts)
