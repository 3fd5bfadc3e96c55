"""Errands that are not saved: kept as drafts, named when somebody quits, and taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from floorwalker.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from floorwalker.tui.errand_flow import ErrandFlow
    from floorwalker.tui.registration.drafts import LeftOver
    from floorwalker.tui.registration.pane import RegistrationPane


class UnsavedErrands:
    """What a desk has set aside, and what a desk that was killed left behind."""

    def __init__(self, flow: ErrandFlow, pane: RegistrationPane) -> None:
        self._flow = flow
        self._pane = pane

    @property
    def has_any(self) -> bool:
        """Whether there is a registration that quitting would leave unsaved."""
        return self._pane.is_begun or any(
            each.form or each.is_private for each in self._flow.errands.parked
        )

    @property
    def is_saving(self) -> bool:
        return self._flow.errands.saving is not None

    @property
    def has_news(self) -> bool:
        """Whether there is something to say about it that must not be pushed aside."""
        return bool(self._flow.errands.parked) or self._pane.submitter.last is not None

    @property
    def quit_question(self) -> str:
        """What to ask whoever quits now."""
        aside = len(self._flow.errands.parked)
        if not aside:
            return _("The registration is not saved. Quit all the same?")
        text = ngettext(
            "{count} errand is set aside and not saved. Quit all the same?",
            "{count} errands are set aside and not saved. Quit all the same?",
            aside,
        )
        return text.format(count=aside)

    def keep(self) -> None:
        self._pane.drafts.keep(self._flow.errands.unsaved)

    def forget_words(self) -> None:
        """The desk is being left on purpose: words that were searched for are no registration."""
        self._pane.drafts.forget_change()
        if not self.has_any:
            self._pane.drafts.keep(())

    def adopt(self, left_over: Sequence[LeftOver]) -> None:
        """Set aside what was left over; it goes from the disk once it is kept for this process."""
        with_privacy = self._flow.search_view.with_privacy
        errands = self._flow.errands
        errands.adopt(with_privacy(errand) for each in left_over for errand in each.errands)
        self._flow.show_parked_count()
        self._pane.drafts.take_over(left_over, errands.unsaved)

    def offer(self) -> bool:
        """Say what was left behind, where anything was."""
        aside = list(self._flow.errands.parked)
        key = self._flow.key_of("desk.draft")
        if len(aside) > 1:
            text = _("{count} errands were not saved · {key} takes them up, one after the other")
            self._flow.status.show(text.format(count=len(aside), key=key))
        elif aside and aside[0].form is None:
            text = _("Words from last time: “{words}” · {key} takes them up")
            self._flow.status.show(text.format(words=aside[0].words, key=key))
        elif aside:
            text = _("A registration was not saved · {key} takes it up")
            self._flow.status.show(text.format(key=key))
        elif self._pane.drafts.elsewhere:
            text = _("The desk “{desk}” has left an errand unsaved · {key} takes it up")
            self._flow.status.show(text.format(desk=self._pane.drafts.elsewhere, key=key))
        return bool(aside or self._pane.drafts.elsewhere)

    def take_up(self) -> None:
        """Go on with what was set aside last; where nothing is, look for what was left behind."""
        if self._flow.errands.parked:
            self._bring_back()
        else:
            self._pane.look_for_drafts()

    def take_found(self, left_over: Sequence[LeftOver]) -> None:
        self.adopt(left_over)
        if self._flow.errands.parked:
            self._bring_back()
        else:
            self._flow.status.show(_("Nothing is set aside."))

    def _bring_back(self) -> None:
        back = self._flow.errands.bring_back()
        if back is None:
            return
        self._flow.show_parked_count()
        self.keep()
        if self._pane.is_open:
            text = _("Taken up: {name} · {key} throws it away")
            self._flow.status.show(
                text.format(name=back.title, key=self._flow.key_of("strip.discard"))
            )
        else:
            self._flow.status.show(_("Taken up: {name}").format(name=back.title))
