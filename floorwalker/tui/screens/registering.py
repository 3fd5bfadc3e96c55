"""Registering at the desk: the strip, the disk, undoing, and what a killed desk left behind.

The half of the desk that writes; searching is the other half, in `desk`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from textual import work
from textual.message import Message

from floorwalker.errors import FloorwalkerError, PersonalDataError
from floorwalker.i18n import _, ngettext
from floorwalker.tui.key_queue import ANSWERS_A_KEY
from floorwalker.tui.keys import key_of
from floorwalker.tui.screens.place import Place
from floorwalker.tui.textual_private import forget_closed_screens
from floorwalker.tui.widgets.frame import Head

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from textual.timer import Timer

    from floorwalker.journal.encounter import Encounter
    from floorwalker.knowledge.model.records import Entry, Knowledge
    from floorwalker.tui.registration.drafts import Drafts, DraftThread, LeftOver
    from floorwalker.tui.registration.errands import Errand, ErrandTracker
    from floorwalker.tui.registration.fields import RegistrationStrip
    from floorwalker.tui.registration.form import RegistrationForm
    from floorwalker.tui.registration.options import RegistrationOption
    from floorwalker.tui.registration.submit import Submitter

_PAUSE: Final = 0.5
"""Seconds without a change after which a draft is written."""
_NONE: Final = 0
"""The number of no errand: what is said about it goes with the next key."""


class Registering(Place):
    """A screen with a strip."""

    errands: ErrandTracker

    class JournalChanged(Message):
        """Something was registered, corrected or withdrawn here."""

    def __init__(self, *, registrar: Submitter, clock: Callable[[], datetime]) -> None:
        super().__init__(clock=clock)
        self._registrar = registrar
        self._made_strip: RegistrationStrip | None = None
        self._drafts: DraftThread | None = None
        self._draft_timer: Timer | None = None
        self._elsewhere = ""
        """Another desk that has left something behind."""
        self._saving: Errand | None = None
        """The errand that the disk has not taken yet."""
        self._asked: list[Callable[[], None]] = []
        """What waits for the knowledge base, or for the disk."""
        self._said_about: int | None = None
        """The number of the errand that the status line speaks of; None where it is none."""

    # What the searching half provides

    @property
    def knowledge(self) -> Knowledge | None:
        """The knowledge base, once it is loaded."""
        raise NotImplementedError

    def return_to_search(self) -> None:
        """Give the focus back to the search."""
        raise NotImplementedError

    def clear_search(self) -> None:
        """Take words, filters and choice away."""
        raise NotImplementedError

    def show_search(self, errand: Errand) -> None:
        """Show words, filters and choice of `errand`."""
        raise NotImplementedError

    def release_keys(self) -> None:
        """Let keys go on that waited for a command."""
        raise NotImplementedError

    @property
    def selected_entry(self) -> Entry | None:
        """The entry shown now."""
        raise NotImplementedError

    def options_for(self, errand: Errand) -> Sequence[RegistrationOption]:
        """What an errand with a registration may be about."""
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        """Whoever comes back may have changed the log, and has closed a screen."""
        forget_closed_screens()
        self.post_message(self.JournalChanged())

    # What is said

    def say(
        self, text: str, *, is_fault: bool = False, lasts: bool | None = None, about: int = -1
    ) -> None:
        """Say something about the errand under way, or the one just ended.

        The next errand's first key takes it away, unless it `lasts`, as faults do. `about` is the
        number of another errand that it speaks of: then the next key does.
        """
        super().say(text, is_fault=is_fault)
        lasts = is_fault if lasts is None else lasts
        number = self.errands.number if about < 0 else about
        self._said_about = None if lasts else number

    def forget_said(self) -> None:
        """Take away what was said about another errand than the one under way."""
        if self._said_about not in (None, self.errands.number):
            super().say("")
            self._said_about = None

    def say_set_aside(self, errand: Errand | None) -> None:
        """Say that `errand` was set aside, where one was."""
        if errand is not None:
            said = _("Set aside: {name} · {key} brings it back")
            self.say(said.format(name=errand.title, key=key_of(self, "desk.draft")))
            self.keep_drafts()
        self.remind()

    def remind(self) -> None:
        """Say in the head how many errands are set aside."""
        aside = len(self.errands.set_aside)
        said = ngettext("{count} set aside", "{count} set aside", aside).format(count=aside)
        key = key_of(self, "desk.draft")
        self.query_one(Head).remind(" · ".join(filter(None, (said, key))) if aside else "")

    # The strip

    @property
    def is_registering(self) -> bool:
        """Whether the strip is open."""
        return self._made_strip is not None and self._made_strip.is_open

    @property
    def is_open_for_keys(self) -> bool:
        """Whether the strip is open for an errand that nobody has saved yet."""
        return self.is_registering and self._saving is None

    @property
    def has_unsaved(self) -> bool:
        """Whether there is a registration that quitting would leave unsaved."""
        strip = self._made_strip
        is_begun = strip is not None and (strip.is_open or strip.is_filled_in)
        return is_begun or any(each.form or each.is_private for each in self.errands.set_aside)

    @property
    def is_closing(self) -> bool:
        """Whether the desk is being closed: then there is no line left to say anything on."""
        return not self.query(Head)

    @property
    def quit_question(self) -> str:
        """What to ask whoever quits now."""
        aside = len(self.errands.set_aside)
        if not aside:
            return _("The registration is not saved. Quit all the same?")
        said = ngettext(
            "{count} errand is set aside and not saved. Quit all the same?",
            "{count} errands are set aside and not saved. Quit all the same?",
            aside,
        )
        return said.format(count=aside)

    @property
    def strip(self) -> RegistrationStrip:
        """The strip; made once the knowledge base is loaded."""
        if self._made_strip is None:
            raise LookupError("the strip is made once the knowledge base is loaded")
        return self._made_strip

    async def furnish(self, languages: Sequence[tuple[str, str]], drafts: Drafts) -> None:
        """Make what the first paint could do without."""
        from floorwalker.tui.registration.drafts import DraftThread
        from floorwalker.tui.registration.fields import RegistrationStrip

        strip = RegistrationStrip(languages, id="strip")
        await self.query_one("#answer").mount(strip)
        self._made_strip = strip
        self._drafts = DraftThread(drafts)

    def open_strip(self, options: Sequence[RegistrationOption]) -> None:
        """Open the strip."""
        self.strip.open(options)
        self.add_class("-registering")

    def close_strip(self) -> None:
        """Close the strip; what is filled in stays."""
        self.strip.close()
        self.remove_class("-registering")

    def leave_strip(self) -> None:
        """Back to the search; the strip remembers."""
        self.close_strip()
        self.return_to_search()

    def on_registration_strip_left(self) -> None:
        """Esc in the strip."""
        self.leave_strip()

    async def on_registration_strip_submitted(self, event: RegistrationStrip.Submitted) -> None:
        """Register; typing goes on while the disk works, and the strip stays until it has."""
        if self.knowledge is not None and self.is_open_for_keys:
            encounter = self._checked(event.form, self.knowledge, mask=event.mask)
            if encounter is not None:
                present = self.errands.present
                self._saving = present and replace(present, encounter_id=encounter.encounter_id)
                self.errands.finish()
                self.clear_search()
                self.return_to_search()
                self._save(encounter)
        self.release_keys()

    def _checked(
        self, form: RegistrationForm, knowledge: Knowledge, *, mask: bool
    ) -> Encounter | None:
        """The encounter, or None where the strip now says what is wrong with it."""
        try:
            return self._registrar.encounter(
                form, knowledge=knowledge, started_at=self.errands.started_at, mask=mask
            )
        except PersonalDataError as error:
            from floorwalker.tui.privacy_message import found_in

            found = found_in(form, save_key=key_of(self, "strip.save"))
            self.strip.say(found or error.message, is_fault=False, offers_mask=True)
        except FloorwalkerError as error:
            self.strip.say(str(error))
        return None

    @work(description="")
    async def _save(self, encounter: Encounter) -> None:
        saving = self._saving
        await self._keep_drafts()  # with its id, so that it is not offered again once it is saved
        try:
            registered = await self._registrar.record(encounter)
        except FloorwalkerError as error:
            self._saving = None
            self._refuse(saving, str(error))
        else:
            self._saving = None
            self.strip.clear()
            self.close_strip()
            await self._keep_drafts()
            if self.is_closing:
                return
            said = _("Registered · {count} today · {key} undoes").format(
                count=registered.today, key=key_of(self, "desk.undo")
            )
            code = encounter.promise_code
            said = _("Code {code} · {said}").format(code=code, said=said) if code else said
            self.say(said, about=saving.key if saving is not None else _NONE)
            self.post_message(self.JournalChanged())
        self.settle()

    def _refuse(self, errand: Errand | None, text: str) -> None:
        """Nothing was stored: go on with `errand`, unless another visitor's has begun meanwhile."""
        if errand is not None and self.errands.is_under_way:
            self.strip.clear()
            self.close_strip()
            self.errands.set_aside.add(errand)
            self.say_set_aside(errand)
            said = _("{name} was not saved and is set aside: {problem}")
            self.say(said.format(name=errand.title, problem=text), is_fault=True)
            return
        if errand is not None:
            self.errands.continue_with(errand)
            self.show_search(errand)
        self.strip.refuse(text)

    def settle(self) -> None:
        """Do what waited for the knowledge base or for the disk."""
        asked, self._asked = self._asked, []
        for each in asked:
            each()

    def action_undo(self) -> None:
        """Withdraw what was registered last."""
        if self._registrar.can_undo:
            self._undo()
        else:
            self.say(_("Nothing to undo."), about=_NONE)

    @work(name=ANSWERS_A_KEY)
    async def _undo(self) -> None:
        try:
            count = await self._registrar.undo()
        except FloorwalkerError as error:
            self.say(str(error), is_fault=True, lasts=False, about=_NONE)
        else:
            self.say(_("Undone · {count} today").format(count=count), about=_NONE)
            self.post_message(self.JournalChanged())

    def on_registration_strip_discard_asked(self) -> None:
        """Throw the errand away; ask first where a person has filled anything in."""
        from floorwalker.tui.screens.ask import WarnScreen

        if not self.is_open_for_keys:
            return
        present = self.errands.present
        if present is None or not present.is_filled_in:
            self._discard(True)
            return
        question = _("Throw away what was entered for {name}?").format(name=present.title)
        self.app.push_screen(WarnScreen(question), self._discard)

    def _discard(self, is_meant: bool | None) -> None:
        if is_meant and self.is_open_for_keys:
            self.errands.discard()
            self.return_to_search()
            self.keep_drafts()
            self.say(_("Thrown away."))

    # The drafts

    def on_registration_strip_edited(self) -> None:
        """Write the draft once typing pauses."""
        self.note_typing()

    def note_typing(self) -> None:
        """Something was typed, in the strip or in the box: write the draft once that pauses."""
        if self._draft_timer is not None:
            self._draft_timer.stop()
        if self._drafts is not None:
            self._draft_timer = self.set_timer(_PAUSE, self.keep_drafts)

    def keep_drafts(self) -> None:
        """Have everything that is not saved yet written."""
        if self._drafts is not None:
            unsaved = self._unsaved
            self._drafts.tell(lambda drafts: drafts.keep(unsaved))

    async def _keep_drafts(self) -> None:
        """Write what is not saved yet, and wait until that is done."""
        if self._drafts is not None:
            unsaved = self._unsaved
            await self._drafts.ask(lambda drafts: drafts.keep(unsaved))

    @property
    def _unsaved(self) -> Sequence[Errand]:
        """Oldest first, the one under way last."""
        present = self.errands.present
        under_way = (self._saving, present.as_draft if present is not None else None)
        return [*self.errands.set_aside, *(each for each in under_way if each is not None)]

    def rename_drafts(self, desk: str) -> None:
        """What is not saved yet belongs to a desk of this name from now on."""
        if self._drafts is not None:
            self._drafts.tell(lambda drafts: setattr(drafts, "desk", desk))
            self.keep_drafts()

    def close_drafts(self) -> None:
        """Leave what is not saved to the next start."""
        if self._drafts is not None:
            self._drafts.close()
            self._drafts = None

    def forget_words(self) -> None:
        """The desk is being left on purpose: words that were searched for are no registration."""
        if self._draft_timer is not None:
            self._draft_timer.stop()
        if self._drafts is not None and not self.has_unsaved:
            self._drafts.tell(lambda drafts: drafts.keep(()))

    @property
    def has_news(self) -> bool:
        """Whether the status line says something that must not be pushed aside."""
        return self.has_fault or bool(self.errands.set_aside) or self._registrar.can_undo

    async def take_over(self, desk: str) -> None:
        """Set aside what ended processes of this desk left, and note what another desk left."""
        if self._drafts is None:
            return
        found = await self._left_over(self._drafts)
        ours = [each for each in found if each.desk == desk]
        others = [each for each in found if each.desk != desk]
        self._elsewhere = others[0].desk if others else ""
        for each in others:
            each.leave()
        await self._adopt(ours)

    async def _left_over(self, drafts: DraftThread) -> Sequence[LeftOver]:
        """What ended processes left, without what they had saved by then."""
        found = await drafts.ask(lambda drafts: drafts.left_over())
        ids = {errand.encounter_id for each in found for errand in each.errands} - {""}
        saved = await self._registrar.saved_of(ids)
        rest = [each.without(lambda errand: errand.encounter_id in saved) for each in found]
        return [each for each in rest if each is not None]

    async def _adopt(self, found: Sequence[LeftOver]) -> None:
        """Take what was left over; it goes from the disk once it is kept for this process."""
        self.errands.adopt(self.with_privacy(errand) for each in found for errand in each.errands)
        self.remind()
        if not found or self._drafts is None:
            return
        unsaved = self._unsaved
        if await self._drafts.ask(lambda drafts: drafts.keep(unsaved)):
            for each in found:
                each.forget()

    def with_privacy(self, errand: Errand) -> Errand:
        """`errand`, private where it may be about an entry that is sensitive by now."""
        raise NotImplementedError

    def offer_draft(self) -> bool:
        """Say what a desk left that did not end by itself, where one did."""
        aside = list(self.errands.set_aside)
        key = key_of(self, "desk.draft")
        if not aside:
            said = _("The desk “{desk}” has left an errand unsaved · {key} takes it up")
            if self._elsewhere:
                self.say(said.format(desk=self._elsewhere, key=key))
            return bool(self._elsewhere)
        if len(aside) > 1:
            said = _("{count} errands were not saved · {key} takes them up, one after the other")
            self.say(said.format(count=len(aside), key=key))
        elif aside[0].form is None:
            said = _("Words from last time: “{words}” · {key} takes them up")
            self.say(said.format(words=aside[0].words, key=key))
        else:
            self.say(_("A registration was not saved · {key} takes it up").format(key=key))
        return True

    def action_take_up(self) -> None:
        """Go on with what was set aside, or left behind."""
        if self._made_strip is None or self._saving is not None:
            self._asked.append(self.action_take_up)
        elif self.errands.set_aside:
            self._bring_back()
        else:
            self._take_from_elsewhere()

    @work(group="drafts")
    async def _take_from_elsewhere(self) -> None:
        """Look once more for what ended processes left: this desk's, or else another's."""
        if self._drafts is None:
            return
        found = await self._left_over(self._drafts)
        for each in found[1:]:
            each.leave()
        await self._adopt(found[:1])
        if self.is_closing:
            return
        if self.errands.set_aside:
            self._bring_back()
        else:
            self.say(_("Nothing is set aside."))

    def _bring_back(self) -> None:
        back = self.errands.bring_back()
        if back is None:
            return
        self.remind()
        self.keep_drafts()
        if self.is_registering:
            said = _("Taken up: {name} · {key} throws it away")
            self.say(said.format(name=back.title, key=key_of(self, "strip.discard")))
        else:
            self.say(_("Taken up: {name}").format(name=back.title))
