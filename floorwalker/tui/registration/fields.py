"""The registration strip: filled when it opens, saved by Enter, left by Esc without a loss."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Input, Static

from floorwalker.i18n import _, mark
from floorwalker.labels import AUDIENCES, CHALLENGES, CHANNELS, OUTCOMES, UNMET_REASONS
from floorwalker.tui.commands import REGISTRATION
from floorwalker.tui.keys import bindings
from floorwalker.tui.registration.events import DiscardAsked, Left
from floorwalker.tui.registration.form import RegistrationForm
from floorwalker.tui.registration.prefill import Prefill
from floorwalker.tui.views.styled_text import ALERT, CLOSED, MUTED, STRONG, row, styled
from floorwalker.tui.widgets.choice import Choice, MultiChoice, Option
from floorwalker.tui.widgets.one_line_input import OneLineInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from textual.binding import BindingType
    from textual.widget import Widget

    from floorwalker.tui.registration.options import RegistrationOption

_NOTHING: Final = ("", "–")
_LONGEST: Final = 500
_LABELS: Final = {
    "reason": mark("Why"),
    "about": mark("About"),
    "contact": mark("Sent to"),
    "audience": mark("Visitor"),
    "channel": mark("Came by"),
    "language": mark("Language"),
    "challenges": mark("Shows"),
    "promise": mark("Promise"),
    "due": mark("By when"),
    "note": mark("Note"),
}
"""The optional fields, in their order."""


class OptionalFields(VerticalScroll, can_focus=False):
    """The fields below the outcome, each with its label."""

    reason = getters.query_one("#reason", Choice)
    about = getters.query_one("#about", Choice)
    contact = getters.query_one("#contact", Choice)
    audience = getters.query_one("#audience", Choice)
    channel = getters.query_one("#channel", Choice)
    language = getters.query_one("#language", Choice)
    challenges = getters.query_one("#challenges", MultiChoice)
    promise = getters.query_one("#promise", OneLineInput)
    due = getters.query_one("#due", OneLineInput)
    note = getters.query_one("#note", OneLineInput)

    def __init__(self, languages: Sequence[Option], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._languages = languages

    def compose(self) -> Iterable[Widget]:
        fields: Mapping[str, Widget] = {
            "reason": Choice([_NOTHING, *_options(UNMET_REASONS)], id="reason"),
            "about": Choice(id="about"),
            "contact": Choice(id="contact"),
            "audience": Choice([_NOTHING, *_options(AUDIENCES)], id="audience"),
            "channel": Choice(_options(CHANNELS), id="channel"),
            "language": Choice([_NOTHING, *self._languages], id="language"),
            "challenges": MultiChoice(_options(CHALLENGES), id="challenges"),
            "promise": OneLineInput(
                longest=_LONGEST, placeholder=_("What was promised. No names."), id="promise"
            ),
            "due": OneLineInput(longest=40, id="due"),
            "note": OneLineInput(
                longest=_LONGEST, placeholder=_("No names, no numbers of persons."), id="note"
            ),
        }
        for id_, field in fields.items():
            label = Static(styled(_(_LABELS[id_]), MUTED), classes="label")
            yield Horizontal(label, field, classes="field", id=f"row-{id_}")

    def on_mount(self) -> None:
        self.propose_due("")

    def propose_due(self, day: str) -> None:
        """Say on which day a promise falls due if no other is written; nothing for none."""
        said = _("Left empty: {day}. Or 14.5, +7, Friday").format(day=day)
        self.due.placeholder = said if day else _("14.5, +7 or Friday")

    def form(self, option: RegistrationOption | None, outcome: str) -> RegistrationForm:
        """What stands in the fields, for an errand about `option` that ends with `outcome`."""
        return RegistrationForm(
            ref=option.ref if option else None,
            query=option.query if option else "",
            confident=option.confident if option else None,
            outcome=outcome,
            unmet_reason=self.reason.value if outcome == "unmet" else "",
            contact=self.contact.value,
            audience=self.audience.value,
            channel=self.channel.value,
            language=self.language.value,
            challenges=self.challenges.values,
            promise=self.promise.value,
            due=self.due.value,
            note=self.note.value,
            is_sensitive=option.is_sensitive if option else False,
        )

    def fill(self, form: RegistrationForm) -> None:
        """Show `form`; a contact point that is not offered any more is left out."""
        self.reason.value = form.unmet_reason
        self.audience.value = form.audience
        self.channel.value = form.channel
        self.language.value = form.language
        self.challenges.values = form.challenges
        self.contact.value = form.contact if self.contact.offers(form.contact) else ""
        self.promise.fill(form.promise)
        self.due.fill(form.due)
        self.note.fill(form.note)

    def clear(self) -> None:
        """Empty every field, and offer nothing to choose that belongs to one errand."""
        self.about.offer((), "")
        self.contact.offer((), "")
        self.propose_due("")
        self.fill(RegistrationForm(ref=None, query="", confident=None, outcome=""))

    def show_reason(self, *, is_unmet: bool) -> None:
        """Ask for a reason where the errand was not met, and only there."""
        self.query_one("#row-reason").set_class(not is_unmet, "-absent")


class RegistrationStrip(Vertical):
    """The fields of one errand: the outcome, and below it the optional ones."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(REGISTRATION)

    title = getters.query_one("#strip-title", Static)
    outcome = getters.query_one("#outcome", Choice)
    more = getters.query_one(OptionalFields)
    message = getters.query_one("#strip-message", Static)

    @dataclass
    class SaveAsked(Message):
        """Enter, put behind what was typed before it in the same field."""

    @dataclass
    class Submitted(Message):
        """The errand is to be registered."""

        form: RegistrationForm
        mask: bool
        """Whether personal data that was found is to be stored masked."""

    class Edited(Message):
        """Something was typed or chosen."""

    def __init__(self, languages: Sequence[Option], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.holds_keys = False
        """Whether a save is under way that later keys must not overtake."""
        self.prefill = Prefill()
        self._languages = languages
        self._offers_mask = False
        self._says_full = False
        """Whether the message is that a field is full."""

    def compose(self) -> Iterable[Widget]:
        yield Static(id="strip-title", markup=False)
        yield Choice(_options(OUTCOMES), id="outcome", is_open=True)
        yield OptionalFields(self._languages, id="strip-more")
        yield Static(id="strip-message", markup=False)

    @property
    def is_open(self) -> bool:
        return self.has_class("-open")

    @property
    def option(self) -> RegistrationOption | None:
        """What the strip is about now."""
        options = self.prefill.options
        return options[int(self.more.about.value)] if options else None

    def open(self, options: Sequence[RegistrationOption]) -> None:
        """Open the strip on the first of `options`; the others are what else it may be about.

        What was filled in before for the same visitor is still there, and to be seen.
        """
        before = self.option
        if before is None:
            self.clear()
        if before is None or (before.ref, before.query) != (options[0].ref, options[0].query):
            self.prefill.options = tuple(options)
            names = [(str(number), option.name) for number, option in enumerate(options)]
            self.more.about.offer(names, "0")
            self._fill(options[0])
        self.set_status("")
        self.add_class("-open")
        self._show_filled(unfold=True)

    def refill(self, form: RegistrationForm, *, is_filled_in: bool) -> None:
        """Fill the fields with what was entered before for the same visitor.

        `is_filled_in` says whether a person did anything to them then.
        """
        self.prefill.was_filled_in = is_filled_in
        self.outcome.value = form.outcome
        self.more.fill(form)
        self._show_filled(unfold=True)

    def close(self) -> None:
        """Hide the strip; everything filled in stays."""
        self.remove_class("-open", "-more")

    def clear(self) -> None:
        self.prefill.clear()
        self.outcome.value = ""
        self.more.clear()
        self.set_status("")

    @property
    def form(self) -> RegistrationForm:
        return self.more.form(self.option, self.outcome.value)

    @property
    def is_filled_in(self) -> bool:
        return self.prefill.is_filled_in(self.form)

    def set_status(self, text: str, *, is_fault: bool = True, offers_mask: bool = False) -> None:
        """Say below the fields what failed, or what the guard found."""
        self._offers_mask = offers_mask
        self._says_full = False
        self.message.update(styled(text, ALERT if is_fault else CLOSED))
        self.message.set_class(bool(text), "-said")
        if text:  # in a low window it stands below what is in view
            self.call_after_refresh(self.message.scroll_visible, animate=False)

    def action_save(self) -> None:
        """Put the wish to save behind what was typed before it."""
        self.holds_keys = True
        (self.screen.focused or self).post_message(self.SaveAsked())

    def action_step(self, by: int) -> None:
        """Walk through the fields, round and round."""
        self.add_class("-more")
        self.app.stylesheet.update(self)  # what is not displayed yet takes no focus
        fields = [field for field in self.query("Choice, OneLineInput") if _is_there(field)]
        index = next((at for at, field in enumerate(fields) if field is self.screen.focused), 0)
        self.screen.set_focus(fields[(index + by) % len(fields)])  # before the next key asks

    def action_back(self) -> None:
        self.post_message(Left())

    def action_discard(self) -> None:
        self.post_message(DiscardAsked())

    def on_registration_strip_save_asked(self, event: SaveAsked) -> None:
        event.stop()
        self.post_message(self.Submitted(self.form, self._offers_mask))

    def on_one_line_input_full(self, event: OneLineInput.Full) -> None:
        """Say that not all of it is there."""
        event.stop()
        self.set_status(event.said)
        self._says_full = True

    @on(Choice.Changed)
    @on(Input.Changed)
    def _follow_edit(self, event: Choice.Changed | Input.Changed) -> None:
        # What was offered to be masked is not what stands there any more, and there may be room.
        self._offers_mask = False
        if self._says_full:
            self._says_full = False
            self.set_status("")
        if event.control is self.outcome:
            self.more.show_reason(is_unmet=self.outcome.value == "unmet")
        elif event.control is self.more.about and self.option is not None:
            self._fill(self.option)
            self._show_filled()
        if self.is_open:
            self.post_message(self.Edited())

    def _fill(self, option: RegistrationOption) -> None:
        """Fill in what is likely for `option`; what a person chose for the one before stays."""
        outcome, contact = self.prefill.fill(option, self.form)
        self.more.contact.offer([*option.contacts, _NOTHING], contact)
        self.outcome.value = outcome

    def _show_filled(self, *, unfold: bool = False) -> None:
        """What is registered, and which of the fields below hold something: some may be cut off.

        Where any does, `unfold` them all.
        """
        option = self.prefill.option
        if option is None:
            return
        kept = (
            _("sensitive: only theme and hour are kept")
            if option.ref
            else _("may be sensitive: only outcome and hour are kept")
        )
        changed = self.prefill.changed(self.form)
        labels = ", ".join(_(label) for id_, label in _LABELS.items() if id_ in changed)
        self.title.update(
            row(
                styled(_("Register: {name}").format(name=option.name), STRONG),
                styled(kept if option.is_sensitive else "", MUTED),
                styled(_("Filled in: {fields}").format(fields=labels) if labels else "", CLOSED),
            )
        )
        self.more.show_reason(is_unmet=self.outcome.value == "unmet")
        if unfold:
            self.set_class(bool(changed), "-more")


def _is_there(field: Widget) -> bool:
    return not (field.parent is not None and field.parent.has_class("-absent"))


def _options(labels: Mapping[str, str]) -> list[Option]:
    return [(code, _(words)) for code, words in labels.items()]
