"""The pane in which an errand is registered: its fields, the way to the log, and its drafts.

It is given what it needs, and tells what happened by messages; it knows nothing of the search.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from textual import work
from textual.containers import Vertical

from floorwalker.dates import format_day
from floorwalker.errors import FloorwalkerError, PersonalDataError
from floorwalker.tui.key_queue import ANSWERS_A_KEY
from floorwalker.tui.keys import key_of
from floorwalker.tui.registration import events
from floorwalker.tui.registration.draft_keeper import DraftKeeper

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from floorwalker.journal.encounter import Encounter
    from floorwalker.knowledge.model.records import Knowledge
    from floorwalker.tui.registration.drafts import Drafts
    from floorwalker.tui.registration.errands import Errand
    from floorwalker.tui.registration.fields import RegistrationStrip
    from floorwalker.tui.registration.options import RegistrationOption
    from floorwalker.tui.registration.submit import Submitter

_PAUSE: Final = 0.5
"""Seconds without a change after which drafts are written."""


class RegistrationPane(Vertical):
    """Owns fields, drafts and submitter. Empty until it is furnished, hidden until it is opened."""

    def __init__(self, submitter: Submitter, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.submitter = submitter
        self.drafts = DraftKeeper(
            submitter.saved_of,
            once_typing_pauses=lambda: self.set_timer(
                _PAUSE, lambda: self.post_message(events.DraftsDue())
            ),
        )
        self.knowledge: Knowledge | None = None
        """What registrations are checked against and named by."""
        self._began: datetime | None = None
        self._fields: RegistrationStrip | None = None

    async def furnish(self, languages: Sequence[tuple[str, str]], drafts: Drafts) -> None:
        """Make what the first paint could do without."""
        from floorwalker.tui.registration.fields import RegistrationStrip

        fields = RegistrationStrip(languages, id="strip")
        await self.mount(fields)
        self._fields = fields
        self.drafts.attach(drafts)

    @property
    def fields(self) -> RegistrationStrip:
        """The fields; made once the knowledge base is loaded."""
        if self._fields is None:
            raise LookupError("the fields are made once the knowledge base is loaded")
        return self._fields

    @property
    def is_open(self) -> bool:
        return self._fields is not None and self._fields.is_open

    @property
    def is_begun(self) -> bool:
        """Whether there is a registration in it, to be seen or folded away."""
        return self._fields is not None and (self._fields.is_open or self._fields.is_filled_in)

    @property
    def options(self) -> Sequence[RegistrationOption]:
        """What it may be about; nothing while nobody's errand is in it."""
        return self._fields.prefill.options if self._fields is not None else ()

    @property
    def holds_keys(self) -> bool:
        """Whether a save is under way that later keys must not overtake."""
        return self._fields is not None and self._fields.holds_keys

    def release_keys(self) -> None:
        if self._fields is not None:
            self._fields.holds_keys = False

    def open(self, options: Sequence[RegistrationOption], began: datetime) -> None:
        """Open it on the first of `options`, for an errand that began then."""
        self._began = began
        self.add_class("-open")
        self.fields.open(options)
        self._propose_due()
        self._take_focus()

    def close(self) -> None:
        """Hide it; everything filled in stays."""
        if self._fields is not None:
            self._fields.close()
        self.remove_class("-open")

    def clear(self) -> None:
        """Forget everything that was for one visitor, and hide."""
        if self._fields is not None:
            self._fields.clear()
        self.close()

    def refuse(self, problem: str) -> None:
        """Say that nothing was stored, and take the focus back."""
        self._take_focus()
        self.fields.set_status(problem)

    def add_to(self, errand: Errand) -> Errand:
        """`errand` with the registration that was begun for it."""
        option = self.fields.option
        return replace(
            errand,
            form=self.fields.form,
            is_filled_in=self.fields.is_filled_in,
            name=option.name if option and option.ref else "",
            is_private=errand.is_private or any(each.is_sensitive for each in self.options),
        )

    @work(description="")
    async def record(self, encounter: Encounter, unsaved: Sequence[Errand]) -> None:
        """Keep `encounter`; until that is done, it is among `unsaved` with its id."""
        await self.drafts.keep_now(unsaved)  # so that it is not offered again once it is saved
        try:
            today = await self.submitter.record(encounter)
        except FloorwalkerError as error:
            self.post_message(events.Refused(str(error)))
        else:
            await self.drafts.drop(encounter.encounter_id)
            self.post_message(events.Registered(encounter, today))

    @work(name=ANSWERS_A_KEY)
    async def undo(self) -> None:
        try:
            encounter, today = await self.submitter.undo()
        except FloorwalkerError as error:
            self.post_message(events.UndoFailed(str(error)))
        else:
            self.post_message(events.Undone(encounter, today))

    @work(group="drafts")
    async def look_for_drafts(self) -> None:
        """Look once more for what ended processes left: this desk's, or another's."""
        self.post_message(events.DraftsFound(await self.drafts.next_left_over()))

    def on_registration_strip_edited(self, event: RegistrationStrip.Edited) -> None:
        event.stop()
        self._propose_due()
        self.drafts.note_change()

    def on_registration_strip_submitted(self, event: RegistrationStrip.Submitted) -> None:
        event.stop()
        encounter = self._checked(event)
        self.post_message(events.Accepted(encounter) if encounter else events.NotAccepted())

    def _checked(self, event: RegistrationStrip.Submitted) -> Encounter | None:
        """The encounter, or None where the fields now say what is wrong with it."""
        if self.knowledge is None or self._began is None:
            return None
        try:
            return self.submitter.encounter(
                event.form, knowledge=self.knowledge, started_at=self._began, mask=event.mask
            )
        except PersonalDataError as error:
            from floorwalker.tui.privacy_message import describe_found

            found = describe_found(event.form, save_key=key_of(self.screen, "strip.save"))
            self.fields.set_status(found or error.message, is_fault=False, offers_mask=True)
        except FloorwalkerError as error:
            self.fields.set_status(str(error))
        return None

    def _propose_due(self) -> None:
        """Say when a promise falls due for which no day is written: what will be registered."""
        form, day = self.fields.form, ""
        if self.knowledge is not None and self._began is not None and form.promise.strip():
            from floorwalker.journal.registration import proposed_due

            began = self._began.date()
            due = proposed_due(self.knowledge, form.ref, form.contact, began)
            day = format_day(due, began) if due is not None and not form.is_sensitive else ""
        self.fields.more.propose_due(day)

    def _take_focus(self) -> None:
        """Have the focus at once: whoever asks for it next must not find it elsewhere."""
        self.app.stylesheet.update(self)  # what is not displayed yet takes no focus
        self.screen.set_focus(self.fields.outcome)
