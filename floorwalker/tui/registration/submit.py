"""Registers what a form holds, and undoes it: the desk's way to the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from floorwalker.config import Config
    from floorwalker.journal.encounter import Encounter
    from floorwalker.journal.store import Journal
    from floorwalker.knowledge.model.records import Knowledge
    from floorwalker.tui.journal_thread import JournalThread
    from floorwalker.tui.registration.form import RegistrationForm


class Submitter:
    """Remembers what was registered since the start, newest last."""

    def __init__(
        self, *, journal: JournalThread, config: Config, clock: Callable[[], datetime]
    ) -> None:
        self._journal = journal
        self._config = config
        self._clock = clock
        self._recorded: list[Encounter] = []

    def set_up(self, config: Config) -> None:
        self._config = config

    @property
    def last(self) -> Encounter | None:
        """What was registered last since the start, and is not withdrawn here; None for nothing."""
        return self._recorded[-1] if self._recorded else None

    def encounter(
        self, form: RegistrationForm, *, knowledge: Knowledge, started_at: datetime, mask: bool
    ) -> Encounter:
        """The encounter that `form` makes; raises as `to_encounter`."""
        from floorwalker.tui.registration.form import to_encounter

        return to_encounter(
            form,
            knowledge=knowledge,
            config=self._config,
            started_at=started_at,
            now=self._clock(),
            mask=mask,
        )

    async def record(self, encounter: Encounter) -> int:
        """Keep `encounter`; how many the day has now.

        Raises:
            FloorwalkerError: nothing was stored.
        """
        today = self._clock().date()

        def keep(journal: Journal) -> int:
            journal.encounters.record(encounter)
            return journal.days.count(today)

        count = await self._journal.ask(keep)
        self._recorded.append(encounter)
        return count

    async def saved_of(self, encounter_ids: Collection[str]) -> Collection[str]:
        """Those of `encounter_ids` that are in the log; none where it cannot be asked."""
        if not encounter_ids:
            return ()
        try:
            return await self._journal.ask(
                lambda journal: [
                    each for each in encounter_ids if journal.encounters.holds([each])
                ],
                is_quiet=True,
            )
        except FloorwalkerError:
            return ()

    async def undo(self) -> tuple[Encounter, int]:
        """Withdraw what was registered last; it, and how many the day has left."""
        now = self._clock()
        encounter = self._recorded[-1]

        def withdraw(journal: Journal) -> int:
            journal.encounters.void(encounter.encounter_id, _("Undone at the desk"), now)
            return journal.days.count(now.date())

        count = await self._journal.ask(withdraw)
        self._recorded.remove(encounter)
        return encounter, count
