"""Registering at the desk: the strip, the disk, undoing, and what a killed desk left behind.

The half of the desk that writes; searching is the other half, in `desk`.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.message import Message

from floorwalker.errors import FloorwalkerError, PersonalDataError
from floorwalker.i18n import _
from floorwalker.tui.keys import key_of
from floorwalker.tui.screens.place import Place
from floorwalker.tui.upkeep import forget_closed_screens
from floorwalker.tui.widgets.search_box import SearchBox
from floorwalker.tui.work import begin

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from textual.timer import Timer

    from floorwalker.journal.encounter import Encounter
    from floorwalker.knowledge.records import Entry, Knowledge
    from floorwalker.tui.drafts import Drafts
    from floorwalker.tui.entered import Entered
    from floorwalker.tui.registrar import Registrar
    from floorwalker.tui.subject import Subject
    from floorwalker.tui.widgets.strip import Strip

_PAUSE: Final = 0.5
"""Seconds without a change after which a draft is written."""


class Registering(Place):
    """A screen with a strip."""

    class JournalChanged(Message):
        """Something was registered, corrected or withdrawn here."""

    def __init__(self, *, registrar: Registrar, clock: Callable[[], datetime]) -> None:
        super().__init__(clock=clock)
        self._registrar = registrar
        self._made_strip: Strip | None = None
        self._drafts: Drafts | None = None
        self._draft_timer: Timer | None = None
        self._left_behind: Entered | None = None
        self._errand_began: float | None = None
        """When the first key of the errand in the strip was pressed, on the monotonic clock."""
        self._is_saving = False

    # What the searching half provides

    @property
    def knowledge(self) -> Knowledge | None:
        """The knowledge base, once it is loaded."""
        raise NotImplementedError

    def return_to_search(self, *, is_done: bool) -> None:
        """Give the focus back to the search; an errand that is done is forgotten there."""
        raise NotImplementedError

    def release_keys(self) -> None:
        """Let keys go on that waited for a command."""
        raise NotImplementedError

    def settle(self) -> None:
        """The disk has answered: do what waited for it."""
        raise NotImplementedError

    @property
    def selected_entry(self) -> Entry | None:
        """The entry shown now."""
        raise NotImplementedError

    def subjects_of(self, entered: Entered) -> Sequence[Subject]:
        """What a draft may be about."""
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        """Whoever comes back may have changed the log, and has closed a screen."""
        forget_closed_screens()
        self.post_message(self.JournalChanged())

    # The strip

    @property
    def is_registering(self) -> bool:
        """Whether the strip is open."""
        return self._made_strip is not None and self._made_strip.is_open

    @property
    def has_unsaved(self) -> bool:
        """Whether the strip holds something that quitting would lose."""
        return self.is_registering or (self._made_strip is not None and self._made_strip.is_touched)

    @property
    def strip(self) -> Strip:
        """The strip; made once the knowledge base is loaded."""
        if self._made_strip is None:
            raise LookupError("the strip is made once the knowledge base is loaded")
        return self._made_strip

    async def furnish(self, languages: Sequence[tuple[str, str]], drafts: Drafts) -> None:
        """Make what the first paint could do without."""
        from floorwalker.tui.widgets.strip import Strip

        strip = Strip(languages, id="strip")
        await self.query_one("#answer").mount(strip)
        self._made_strip = strip
        self._drafts = drafts
        self._left_behind = await asyncio.to_thread(drafts.read)

    def open_strip(self, subjects: Sequence[Subject], began: float | None) -> None:
        """Open the strip for an errand that began then."""
        self._errand_began = began
        self.strip.open(subjects)
        self.add_class("-registering")

    def leave_strip(self) -> None:
        """Back to the search; the strip remembers."""
        self.strip.close()
        self.remove_class("-registering")
        self.return_to_search(is_done=False)

    def on_strip_left(self) -> None:
        """Esc in the strip."""
        self.leave_strip()

    async def on_strip_submitted(self, event: Strip.Submitted) -> None:
        """Register; typing goes on while the disk works, and the strip stays until it has."""
        if self.knowledge is not None and not self._is_saving:
            encounter = self._checked(event.entered, self.knowledge, mask=event.mask)
            if encounter is not None:
                self._is_saving = True
                self.return_to_search(is_done=True)
                begin(self, partial(self._save, encounter))
        self.release_keys()

    def _checked(self, entered: Entered, knowledge: Knowledge, *, mask: bool) -> Encounter | None:
        """The encounter, or None where the strip now says what is wrong with it."""
        try:
            return self._registrar.encounter(
                entered, knowledge=knowledge, began=self._errand_began, mask=mask
            )
        except PersonalDataError as error:
            from floorwalker.tui.guard import found_in

            found = found_in(entered, save_key=key_of(self, "strip.save"))
            self.strip.say(found or error.message, is_fault=False, offers_mask=True)
        except FloorwalkerError as error:
            self.strip.say(str(error))
        return None

    async def _save(self, encounter: Encounter) -> None:
        try:
            registered = await self._registrar.record(encounter)
        except FloorwalkerError as error:
            self.strip.refuse(str(error))
        else:
            self._forget_draft()
            self.strip.clear()
            self.strip.close()
            self.remove_class("-registering")
            said = _("Registered · {count} today · {key} undoes").format(
                count=registered.today, key=key_of(self, "desk.undo")
            )
            code = encounter.promise_code
            self.say(_("Code {code} · {said}").format(code=code, said=said) if code else said)
            self.post_message(self.JournalChanged())
        self._is_saving = False
        self.settle()

    def action_undo(self) -> None:
        """Withdraw what was registered last."""
        if self._registrar.can_undo:
            begin(self, self._undo)
        else:
            self.say(_("Nothing to undo."))

    async def _undo(self) -> None:
        try:
            count = await self._registrar.undo()
        except FloorwalkerError as error:
            self.say(str(error), is_fault=True)
        else:
            self.say(_("Undone · {count} today").format(count=count))
            self.post_message(self.JournalChanged())

    # The draft

    def on_strip_edited(self) -> None:
        """Write the draft once typing pauses."""
        self.note_typing()

    def note_typing(self) -> None:
        """Something was typed, in the strip or in the box: write the draft once that pauses."""
        if self._draft_timer is not None:
            self._draft_timer.stop()
        if self._drafts is not None:
            self._draft_timer = self.set_timer(_PAUSE, self._keep_draft)

    async def _keep_draft(self) -> None:
        if self._drafts is None or self._is_saving:
            return
        unsaved = self._unsaved
        if unsaved is not None:
            await asyncio.to_thread(self._drafts.keep, unsaved)
        elif self._left_behind is None:
            await asyncio.to_thread(self._drafts.forget)

    @property
    def _unsaved(self) -> Entered | None:
        """What the strip holds; else the words in the box, unless those would push aside more."""
        from floorwalker.tui.entered import Entered

        subject = self.strip.subject
        if self.strip.is_touched:
            return None if subject is None or subject.is_sensitive else self.strip.entered
        is_free = self._left_behind is None or _are_words(self._left_behind)
        if self.words and is_free:
            return Entered(ref=None, query=self.words, confident=None, outcome="")
        return None

    @property
    def words(self) -> str:
        """The words in the box; none where they lead to an entry that is sensitive."""
        from floorwalker.knowledge.records import Service

        entry = self.selected_entry
        is_private = isinstance(entry, Service) and entry.sensitive
        return "" if is_private else self.query_one(SearchBox).value.strip()

    def _forget_draft(self) -> None:
        """What was typed is saved; what a killed desk left behind, and nobody took up, stays."""
        if self._draft_timer is not None:
            self._draft_timer.stop()
        if self._drafts is None:
            return
        if self._left_behind is None or _are_words(self._left_behind):
            self._left_behind = None
            self._drafts.forget()
        else:
            self._drafts.keep(self._left_behind)

    def forget_words(self) -> None:
        """The desk is being left on purpose: words in the box are no registration."""
        if self._drafts is not None and not self.has_unsaved:
            self._forget_draft()

    @property
    def has_news(self) -> bool:
        """Whether the status line says something that must not be pushed aside."""
        return self.has_fault or self._left_behind is not None or self._registrar.can_undo

    def offer_draft(self) -> bool:
        """Say that a killed desk left something behind, where one did."""
        if self._left_behind is None:
            return False
        key = key_of(self, "desk.draft")
        if _are_words(self._left_behind):
            said = _("Words from last time: “{words}” · {key} takes them up")
            self.say(said.format(words=self._left_behind.query, key=key))
        else:
            self.say(_("A registration was not saved · {key} takes it up").format(key=key))
        return True

    def action_take_up(self) -> None:
        """Go on with what was left behind."""
        entered = self._left_behind
        if entered is None or self._made_strip is None or self.is_registering:
            return
        self._left_behind = None
        if _are_words(entered):
            self.query_one(SearchBox).value = entered.query
        else:
            self.open_strip(self.subjects_of(entered), None)
            self.strip.refill(entered)


def _are_words(entered: Entered) -> bool:
    """Whether only words of the search box were left behind, and no registration."""
    return not entered.outcome
