"""The registration strip: filled when it opens, saved by Enter, left by Esc without a loss."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Input, Static

from floorwalker.i18n import _, mark
from floorwalker.labels import AUDIENCES, CHALLENGES, CHANNELS, OUTCOMES, UNMET_REASONS
from floorwalker.tui.commands import REGISTRATION
from floorwalker.tui.ink import ALERT, CLOSED, MUTED, STRONG, ink, row
from floorwalker.tui.keys import bindings
from floorwalker.tui.widgets.choice import Choice, MultiChoice, Option
from floorwalker.tui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from textual.binding import BindingType
    from textual.widget import Widget

    from floorwalker.tui.registration.form import RegistrationForm
    from floorwalker.tui.registration.options import RegistrationOption

_NOTHING: Final = ("", "–")
_LONGEST: Final = 500
_USUAL_CHANNEL: Final = "in_person"
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


class RegistrationStrip(Vertical):
    """The fields of one errand. Hidden until it is opened."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(REGISTRATION)

    @dataclass
    class SaveAsked(Message):
        """Enter, put behind what was typed before it in the same field."""

    @dataclass
    class Submitted(Message):
        """The errand is to be registered."""

        form: RegistrationForm
        mask: bool
        """Whether personal data that was found is to be stored masked."""

    class DiscardAsked(Message):
        """The errand is to be thrown away."""

    class Left(Message):
        """Back to the search."""

    class Edited(Message):
        """Something was typed or chosen."""

    def __init__(self, languages: Sequence[Option], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.holds_keys = False
        """Whether a save is under way that later keys must not overtake."""
        self._offered: tuple[RegistrationOption, ...] = ()
        self._filled_for: RegistrationOption | None = None
        """The option whose likely outcome and best contact were filled in."""
        self._was_filled_in = False
        """Whether it was filled in when it was brought back."""
        self._languages = languages
        self._offers_mask = False

    def compose(self) -> Iterable[Widget]:
        """The outcome, and below it the optional fields."""
        yield Static(id="strip-title", markup=False)
        yield Choice(_options(OUTCOMES), id="outcome", is_open=True)
        fields: Mapping[str, Widget] = {
            "reason": Choice([_NOTHING, *_options(UNMET_REASONS)], id="reason"),
            "about": Choice(id="about"),
            "contact": Choice(id="contact"),
            "audience": Choice([_NOTHING, *_options(AUDIENCES)], id="audience"),
            "channel": Choice(_options(CHANNELS), id="channel"),
            "language": Choice([_NOTHING, *self._languages], id="language"),
            "challenges": MultiChoice(_options(CHALLENGES), id="challenges"),
            "promise": OneLine(
                longest=_LONGEST, placeholder=_("What was promised. No names."), id="promise"
            ),
            "due": OneLine(longest=40, placeholder=_("14.5, +7 or Friday"), id="due"),
            "note": OneLine(
                longest=_LONGEST, placeholder=_("No names, no numbers of persons."), id="note"
            ),
        }
        rows = (
            Horizontal(
                Static(ink(_(_LABELS[id_]), MUTED), classes="label"),
                field,
                classes="field",
                id=f"row-{id_}",
            )
            for id_, field in fields.items()
        )
        yield VerticalScroll(*rows, id="strip-more", can_focus=False)
        yield Static(id="strip-message", markup=False)

    @property
    def is_open(self) -> bool:
        """Whether the strip is to be seen."""
        return self.has_class("-open")

    @property
    def option(self) -> RegistrationOption | None:
        """What the strip is about now."""
        return self._offered[int(self._choice("about").value)] if self._offered else None

    @property
    def options(self) -> Sequence[RegistrationOption]:
        """What it may be about; nothing while nobody's errand is in it."""
        return self._offered

    def open(self, options: Sequence[RegistrationOption]) -> None:
        """Open the strip on the first of `options`; the others are what else it may be about.

        What was filled in before for the same visitor is still there, and to be seen.
        """
        before = self.option
        if before is None:
            self.clear()
        if before is None or (before.ref, before.query) != (options[0].ref, options[0].query):
            self._offered = tuple(options)
            names = [(str(number), option.name) for number, option in enumerate(options)]
            self._choice("about").offer(names, "0")
            self._fill(options[0])
        self._show_title()
        self.say("")
        self.add_class("-open")
        self.set_class(self.holds_more, "-more")
        self._show_reason()
        self._take_keys()

    def refill(self, form: RegistrationForm, *, is_filled_in: bool) -> None:
        """Fill the fields with what was entered before for the same visitor.

        `is_filled_in` says whether a person did anything to them then.
        """
        self._was_filled_in = is_filled_in
        codes = {
            "outcome": form.outcome,
            "reason": form.unmet_reason,
            "audience": form.audience,
            "channel": form.channel,
            "language": form.language,
        }
        for id_, code in codes.items():
            self._choice(id_).value = code
        contact = self._choice("contact")
        contact.value = form.contact if contact.offers(form.contact) else ""
        self.query_one("#challenges", MultiChoice).values = form.challenges
        for id_, text in {
            "promise": form.promise,
            "due": form.due,
            "note": form.note,
        }.items():
            self._line(id_).value = text
        self.set_class(self.holds_more, "-more")
        self._show_reason()
        self._show_title()

    def close(self) -> None:
        """Hide the strip; everything filled in stays."""
        self.remove_class("-open", "-more")

    def clear(self) -> None:
        """Forget everything that was for one visitor."""
        self._offered = ()
        self._filled_for = None
        self._was_filled_in = False
        for id_ in ("about", "contact"):
            self._choice(id_).offer((), "")
        for id_ in ("outcome", "reason", "audience", "language"):
            self._choice(id_).value = ""
        self._choice("channel").value = _USUAL_CHANNEL
        self.query_one("#challenges", MultiChoice).values = ()
        for id_ in ("promise", "due", "note"):
            self._line(id_).value = ""
        self.say("")

    @property
    def is_filled_in(self) -> bool:
        """Whether a person typed or chose anything in it."""
        filled = self._filled_for
        if filled is None or not self._offered:
            return False
        is_outcome_chosen = self._choice("outcome").value != filled.outcome
        return self._was_filled_in or is_outcome_chosen or self.holds_more

    @property
    def holds_more(self) -> bool:
        """Whether one of the optional fields holds what a person typed or chose."""
        return bool(self._filled_in)

    @property
    def _filled_in(self) -> Sequence[str]:
        """The optional fields that hold what a person typed or chose."""
        filled, form = self._filled_for, self.form
        if filled is None:
            return ()
        holds = {
            "reason": bool(form.unmet_reason),
            "about": self.option is not self._offered[0],
            "contact": form.contact != filled.contact,
            "audience": bool(form.audience),
            "channel": form.channel != _USUAL_CHANNEL,
            "language": bool(form.language),
            "challenges": bool(form.challenges),
            "promise": bool(form.promise.strip()),
            "due": bool(form.due.strip()),
            "note": bool(form.note.strip()),
        }
        return [id_ for id_, is_filled in holds.items() if is_filled]

    def refuse(self, text: str) -> None:
        """Say that nothing was stored, and take the focus back."""
        self.say(text)
        self._take_keys()

    def say(self, text: str, *, is_fault: bool = True, offers_mask: bool = False) -> None:
        """Say below the fields what failed, or what the guard found."""
        self._offers_mask = offers_mask
        message = self.query_one("#strip-message", Static)
        message.update(ink(text, ALERT if is_fault else CLOSED))
        message.set_class(bool(text), "-said")

    @property
    def form(self) -> RegistrationForm:
        """What stands in the fields."""
        from floorwalker.tui.registration.form import RegistrationForm

        option = self.option
        outcome = self._choice("outcome").value
        return RegistrationForm(
            ref=option.ref if option else None,
            query=option.query if option else "",
            confident=option.confident if option else None,
            outcome=outcome,
            unmet_reason=self._choice("reason").value if outcome == "unmet" else "",
            contact=self._choice("contact").value,
            audience=self._choice("audience").value,
            channel=self._choice("channel").value,
            language=self._choice("language").value,
            challenges=self.query_one("#challenges", MultiChoice).values,
            promise=self._line("promise").value,
            due=self._line("due").value,
            note=self._line("note").value,
            is_sensitive=option.is_sensitive if option else False,
        )

    def action_save(self) -> None:
        """Put the wish to save behind what was typed before it."""
        self.holds_keys = True
        (self.screen.focused or self).post_message(self.SaveAsked())

    def action_step(self, by: int) -> None:
        """Walk through the fields, round and round."""
        self.add_class("-more")
        self.app.stylesheet.update(self)  # what is not displayed yet takes no focus
        fields = [field for field in self.query("Choice, OneLine") if self._is_there(field)]
        index = next((at for at, field in enumerate(fields) if field is self.screen.focused), 0)
        self.screen.set_focus(fields[(index + by) % len(fields)])  # before the next key asks

    def action_back(self) -> None:
        """Leave."""
        self.post_message(self.Left())

    def action_discard(self) -> None:
        """Give the errand up."""
        self.post_message(self.DiscardAsked())

    def on_registration_strip_save_asked(self, event: SaveAsked) -> None:
        """Hand over what stands in the fields."""
        event.stop()
        self.post_message(self.Submitted(self.form, self._offers_mask))

    @on(Choice.Changed)
    @on(Input.Changed)
    def _tell_edited(self) -> None:
        # What was offered to be masked is not what stands there any more.
        self._offers_mask = False
        if self.is_open:
            self.post_message(self.Edited())

    @on(Choice.Changed, "#outcome")
    def _show_reason(self) -> None:
        is_unmet = self._choice("outcome").value == "unmet"
        self.query_one("#row-reason").set_class(not is_unmet, "-absent")

    @on(Choice.Changed, "#about")
    def _fill_for_option(self) -> None:
        option = self.option
        if option is not None:
            self._fill(option)
            self._show_reason()

    def _fill(self, option: RegistrationOption) -> None:
        """Fill in what is likely for `option`; what a person chose for the one before stays."""
        before = self._filled_for
        outcome, contact = self._choice("outcome"), self._choice("contact")
        chosen_outcome = before is not None and outcome.value != before.outcome
        chosen_contact = before is not None and contact.value != before.contact
        kept = contact.value if chosen_contact else option.contact
        contact.offer([*option.contacts, _NOTHING], option.contact)
        if contact.offers(kept):
            contact.value = kept
        if not chosen_outcome:
            outcome.value = option.outcome
        self._filled_for = option
        self._show_title()

    def _show_title(self) -> None:
        """What is registered, and which of the fields below hold something: some may be cut off."""
        option = self._filled_for
        if option is None:
            return
        kept = (
            _("sensitive: only theme and hour are kept")
            if option.ref
            else _("may be sensitive: only outcome and hour are kept")
        )
        aside = kept if option.is_sensitive else ""
        labels = ", ".join(_(_LABELS[id_]) for id_ in self._filled_in)
        filled = _("Filled in: {fields}").format(fields=labels) if labels else ""
        name = _("Register: {name}").format(name=option.name)
        self.query_one("#strip-title", Static).update(
            row(ink(name, STRONG), ink(aside, MUTED), ink(filled, CLOSED))
        )

    def _take_keys(self) -> None:
        """Have the focus at once: whoever asks for it next must not find it elsewhere."""
        self.app.stylesheet.update(self)  # what is not displayed yet takes no focus
        self.screen.set_focus(self._choice("outcome"))

    def _is_there(self, field: Widget) -> bool:
        return not (field.parent is not None and field.parent.has_class("-absent"))

    def _choice(self, id_: str) -> Choice:
        return self.query_one(f"#{id_}", Choice)

    def _line(self, id_: str) -> OneLine:
        return self.query_one(f"#{id_}", OneLine)


def _options(labels: Mapping[str, str]) -> list[Option]:
    return [(code, _(words)) for code, words in labels.items()]
