"""Corrects one encounter, or withdraws it. Gives what was done, in words, or None."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import getters, on

from floorwalker.i18n import _
from floorwalker.journal.encounter import NOTE_LENGTH
from floorwalker.labels import OUTCOMES, UNMET_REASONS
from floorwalker.tui.commands import AMEND
from floorwalker.tui.keys import bindings
from floorwalker.tui.screens.dialog import TextDialog
from floorwalker.tui.views.encounter import name_of
from floorwalker.tui.views.styled_text import ALERT
from floorwalker.tui.widgets.choice import Choice, options
from floorwalker.tui.widgets.one_line_input import OneLineInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.widget import Widget

    from floorwalker.journal.encounter import Encounter
    from floorwalker.knowledge.model.records import Knowledge
    from floorwalker.tui.session import Session


class AmendScreen(TextDialog):
    """Outcome, reason and note of an encounter; or why it is withdrawn."""

    BINDINGS = bindings(AMEND)
    frame_classes = "-large -low"
    message_id = "amend-message"
    save_id = "amend.save"
    found_style = ALERT

    outcome = getters.query_one("#amend-outcome", Choice)
    reason = getters.query_one("#amend-reason", Choice)
    note = getters.query_one("#amend-note", OneLineInput)
    why = getters.query_one("#amend-why", OneLineInput)

    def __init__(self, encounter: Encounter, session: Session, knowledge: Knowledge) -> None:
        super().__init__(name_of(encounter))
        self._encounter = encounter
        self._journal = session.journal
        self._clock = session.clock
        self._config = session.config
        self._knowledge = knowledge
        self._is_withdrawing = False

    def body(self) -> Iterable[Widget]:
        """The fields; the reason for withdrawing stays hidden until it is asked for."""
        yield Choice(options(OUTCOMES), id="amend-outcome", is_open=True)
        yield Choice([("", "–"), *options(UNMET_REASONS)], id="amend-reason", is_open=True)
        yield OneLineInput(longest=NOTE_LENGTH, placeholder=_("Note. No names."), id="amend-note")
        yield OneLineInput(
            longest=NOTE_LENGTH, placeholder=_("Why is it withdrawn?"), id="amend-why"
        )

    def on_mount(self) -> None:
        self.outcome.value = self._encounter.outcome
        self.reason.value = self._encounter.unmet_reason or ""
        self.note.fill(self._encounter.note or "")
        self.why.display = False
        self._show_reason()
        self.outcome.focus()

    @on(Choice.Changed, "#amend-outcome")
    def _show_reason(self) -> None:
        self.reason.display = self.outcome.value == "unmet"

    def action_withdraw(self) -> None:
        self.offers_mask = False
        self._is_withdrawing = True
        self.why.display = True
        self.why.focus()

    def action_save(self) -> None:
        if not self._is_withdrawing:
            self.keep(_("Note"), self.note.value, partial(self._amend, self._changes))
        elif why := self.why.value.strip():
            self.keep(_("Why"), why, partial(self._void, why))
        else:
            self.set_status(_("Write why it is withdrawn."), ALERT)

    async def _void(self, why: str) -> str:
        id_, mask = self._encounter.encounter_id, self.offers_mask
        await self._journal.ask(
            lambda journal: journal.encounters.void(id_, why, self._clock(), mask=mask)
        )
        return _("Withdrawn")

    async def _amend(self, changes: Mapping[str, object]) -> str:
        from floorwalker.journal.registration import amend
        from floorwalker.knowledge.hours import is_working_day

        correct = partial(
            amend,
            changes=changes,
            knowledge=self._knowledge,
            config=self._config,
            is_working_day=is_working_day,
            mask=self.offers_mask,
        )
        id_ = self._encounter.encounter_id
        await self._journal.ask(
            lambda journal: journal.encounters.amend(id_, correct, self._clock())
        )
        return _("Corrected")

    @property
    def _changes(self) -> Mapping[str, object]:
        outcome, note = self.outcome.value, self.note.value
        changes: dict[str, object] = {"outcome": outcome}
        if outcome == "unmet":
            changes["unmet_reason"] = self.reason.value or None
        if note != (self._encounter.note or ""):
            changes["note"] = note or None
        return changes
