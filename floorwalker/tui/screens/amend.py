"""Corrects one encounter, or withdraws it. Gives what was done, in words, or None."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.containers import Vertical
from textual.widgets import Static

from floorwalker.errors import FloorwalkerError, PersonalDataError
from floorwalker.i18n import _
from floorwalker.journal.encounter import NOTE_LENGTH
from floorwalker.labels import OUTCOMES, UNMET_REASONS
from floorwalker.tui.commands import AMEND
from floorwalker.tui.ink import ALERT, STRONG, ink
from floorwalker.tui.key_queue import ANSWERS_A_KEY
from floorwalker.tui.keys import bindings, key_of
from floorwalker.tui.screens.closing import Dialog
from floorwalker.tui.widgets.choice import Choice
from floorwalker.tui.widgets.frame import KeyLine
from floorwalker.tui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from textual.binding import BindingType
    from textual.widget import Widget

    from floorwalker.config import Config
    from floorwalker.journal.encounter import Encounter
    from floorwalker.journal.store import Journal
    from floorwalker.knowledge.model.records import Knowledge
    from floorwalker.tui.journal_thread import JournalThread


class AmendScreen(Dialog[str | None]):
    """Outcome, reason and note of an encounter; or why it is withdrawn."""

    CSS_PATH = "../more.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(AMEND)

    def __init__(
        self,
        encounter: Encounter,
        *,
        title: str,
        journal: JournalThread,
        knowledge: Knowledge,
        config: Config,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._encounter = encounter
        self._title = title
        self._journal = journal
        self._knowledge = knowledge
        self._config = config
        self._clock = clock
        self._is_withdrawing = False
        self._offers_mask = False

    def compose(self) -> Iterable[Widget]:
        """The fields; the reason for withdrawing stays hidden until it is asked for."""
        with Vertical(classes="dialog -large -low"):
            yield Static(ink(self._title, STRONG), markup=False)
            yield Choice(_options(OUTCOMES), id="amend-outcome", is_open=True)
            yield Choice([("", "–"), *_options(UNMET_REASONS)], id="amend-reason", is_open=True)
            yield OneLine(longest=NOTE_LENGTH, placeholder=_("Note. No names."), id="amend-note")
            yield OneLine(
                longest=NOTE_LENGTH, placeholder=_("Why is it withdrawn?"), id="amend-why"
            )
            yield Static(id="amend-message", markup=False)
            yield KeyLine()

    def on_mount(self) -> None:
        """Fill the fields."""
        self._choice("outcome").value = self._encounter.outcome
        self._choice("reason").value = self._encounter.unmet_reason or ""
        self._line("note").value = self._encounter.note or ""
        self._line("why").display = False
        self._show_reason()
        self._choice("outcome").focus()

    @on(Choice.Changed, "#amend-outcome")
    def _show_reason(self) -> None:
        self._choice("reason").display = self._choice("outcome").value == "unmet"

    def on_input_changed(self) -> None:
        """What was offered to be masked is not what stands there any more."""
        self._offers_mask = False

    def action_withdraw(self) -> None:
        """Ask for the reason."""
        self._offers_mask = False
        self._is_withdrawing = True
        self._line("why").display = True
        self._line("why").focus()

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)

    def action_save(self) -> None:
        """Keep what stands in the fields."""
        why = self._line("why").value.strip()
        if self._is_withdrawing and not why:
            self._say(_("Write why it is withdrawn."))
            return
        self._keep(why)

    @work(exclusive=True, name=ANSWERS_A_KEY, description="")
    async def _keep(self, why: str) -> None:
        from floorwalker.tui.privacy_message import offer_mask

        try:
            if self._is_withdrawing:
                await self._journal.ask(partial(self._void, why))
            else:
                await self._journal.ask(self._amend)
        except PersonalDataError as error:
            self._offers_mask = True
            save_key = key_of(self, "amend.save")
            label, text = (_("Why"), why) if self._is_withdrawing else (_("Note"), self._note)
            self._say(offer_mask(error.message, label, text, save_key=save_key))
        except FloorwalkerError as error:
            self._say(str(error))
        else:
            self.dismiss(_("Withdrawn") if self._is_withdrawing else _("Corrected"))

    def _void(self, why: str, journal: Journal) -> None:
        journal.void(self._encounter.encounter_id, why, self._clock(), mask=self._offers_mask)

    def _amend(self, journal: Journal) -> None:
        from floorwalker.journal.registration import amend
        from floorwalker.knowledge.hours import is_working_day

        correct = partial(
            amend,
            changes=self._changes,
            knowledge=self._knowledge,
            config=self._config,
            is_working_day=is_working_day,
            mask=self._offers_mask,
        )
        journal.amend(self._encounter.encounter_id, correct, self._clock())

    @property
    def _note(self) -> str:
        return self._line("note").value

    @property
    def _changes(self) -> Mapping[str, object]:
        outcome = self._choice("outcome").value
        changes: dict[str, object] = {"outcome": outcome}
        if outcome == "unmet":
            changes["unmet_reason"] = self._choice("reason").value or None
        if self._note != (self._encounter.note or ""):
            changes["note"] = self._note or None
        return changes

    def _say(self, text: str) -> None:
        self.query_one("#amend-message", Static).update(ink(text, ALERT))

    def _choice(self, name: str) -> Choice:
        return self.query_one(f"#amend-{name}", Choice)

    def _line(self, name: str) -> OneLine:
        return self.query_one(f"#amend-{name}", OneLine)


def _options(labels: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(code, _(words)) for code, words in labels.items()]
