"""From the first Enter to the row in the log: opening, saving, refusing, undoing, throwing away.

Typing goes on while the disk works; what would need its answer waits for it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from floorwalker.dates import format_day
from floorwalker.i18n import _
from floorwalker.tui.errand_status import NO_ERRAND
from floorwalker.tui.registration import events
from floorwalker.tui.registration.unsaved import UnsavedErrands
from floorwalker.tui.views.encounter import name_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from floorwalker.tui.errand_flow import ErrandFlow
    from floorwalker.tui.registration.pane import RegistrationPane


class RegistrationFlow:
    """Does what is asked of the pane, and follows what happens in it."""

    def __init__(
        self, flow: ErrandFlow, pane: RegistrationPane, *, log_changed: Callable[[], object]
    ) -> None:
        """Register the errands of `flow` in `pane`; `log_changed` tells that the log has."""
        self._flow = flow
        self._pane = pane
        self._log_changed = log_changed
        self._waiting: list[Callable[[], None]] = []
        self.unsaved = UnsavedErrands(flow, pane)

    def when_free(self, command: Callable[[], None]) -> None:
        """Do `command` now, or once there is a knowledge base and nothing is being saved."""
        if self._flow.search_view.session is None or self._flow.errands.saving is not None:
            self._waiting.append(command)
        else:
            command()

    def settle(self) -> None:
        """Do what waited for the knowledge base or for the disk."""
        waiting, self._waiting = self._waiting, []
        for command in waiting:
            command()

    def register(self) -> None:
        """Open the pane; where it is open already, save."""
        if self._pane.is_open:
            self._pane.fields.action_save()
            return
        options = self._flow.search_view.options()
        if options:
            self._flow.touch()
            self._flow.errand_view.open(options)
        else:
            self._flow.status.show(_("Type what the visitor says first."))
        self._flow.release_keys()

    def undo(self) -> None:
        """Withdraw what was registered last; never from within the next visitor's registration."""
        last = self._pane.submitter.last
        if last is None:
            self._flow.status.show(_("Nothing to undo."), about=NO_ERRAND)
        elif self._flow.errand_view.is_registering:
            text = _("Save or leave this registration first; {key} would take back {name}.")
            name = name_of(last)
            self._flow.status.show(text.format(key=self._flow.key_of("desk.undo"), name=name))
        else:
            self._pane.undo()

    def take_up(self) -> None:
        """Go on with what was set aside, or left behind."""
        self.when_free(self.unsaved.take_up)

    def follow(self, event: events.RegistrationEvent) -> None:
        match event:
            case events.Accepted():
                self._record(event)
            case events.NotAccepted():
                self._flow.release_keys()
            case events.Registered():
                self._finish(event)
            case events.Refused():
                self._refuse(event.problem)
            case events.Undone():
                text = _("Undone: {name} · {count} today").format(
                    name=name_of(event.encounter), count=event.today
                )
                self._flow.status.show(text, about=NO_ERRAND)
                self._log_changed()
            case events.UndoFailed():
                self._flow.status.show(event.problem, is_fault=True, lasts=False, about=NO_ERRAND)
            case events.Left():
                self._flow.errand_view.leave()
            case events.DiscardAsked():
                self._ask_discard()
            case events.DraftsDue():
                self.unsaved.keep()
            case events.DraftsFound():
                self.unsaved.take_found(event.left_over)

    def _record(self, event: events.Accepted) -> None:
        """Have the errand saved, and make room for the next one; the pane stays until it is."""
        if self._flow.errand_view.is_registering:
            errands = self._flow.errands
            errands.hand_over(event.encounter.encounter_id)
            self._flow.search_view.clear()
            self._flow.errand_view.return_to_search()
            self._pane.record(event.encounter, errands.unsaved)
        self._flow.release_keys()

    def _finish(self, event: events.Registered) -> None:
        saved = self._flow.errands.take_back()
        self._flow.errand_view.clear_pane()
        self.unsaved.keep()
        text = _("Registered · {count} today · {key} undoes").format(
            count=event.today, key=self._flow.key_of("desk.undo")
        )
        code, due = event.encounter.promise_code, event.encounter.follow_up_due
        if code and due is not None:
            day = format_day(due, date.fromisoformat(event.encounter.started_at[:10]))
            text = _("Code {code}, due {day} · {said}").format(code=code, day=day, said=text)
        elif code:
            text = _("Code {code} · {said}").format(code=code, said=text)
        self._flow.status.show(text, about=saved.key if saved is not None else NO_ERRAND)
        self._log_changed()
        self.settle()

    def _refuse(self, problem: str) -> None:
        """Go on with the errand, unless another visitor's has begun meanwhile."""
        errand = self._flow.errands.take_back()
        if errand is not None and self._flow.errands.is_under_way:
            self._flow.errand_view.clear_pane()
            self._flow.errands.parked.add(errand)
            self._flow.report_parked(errand)
            text = _("{name} was not saved and is set aside: {problem}")
            self._flow.status.show(text.format(name=errand.title, problem=problem), is_fault=True)
        else:
            if errand is not None:
                self._flow.errand_view.resume(errand)
            self._pane.refuse(problem)
        self.settle()

    def _ask_discard(self) -> None:
        """Throw the errand away; ask first where a person has filled anything in."""
        from floorwalker.tui.screens.confirm import ConfirmLossScreen

        if not self._flow.errand_view.is_registering:
            return
        present = self._flow.errands.present
        if present is None or not present.is_filled_in:
            self._discard(True)
            return
        question = _("Throw away what was entered for {name}?").format(name=present.title)
        self._pane.app.push_screen(ConfirmLossScreen(question), self._discard)

    def _discard(self, is_confirmed: bool | None) -> None:
        if is_confirmed and self._flow.errand_view.is_registering:
            self._flow.errands.discard()
            self._flow.errand_view.return_to_search()
            self.unsaved.keep()
            self._flow.status.show(_("Thrown away."))
