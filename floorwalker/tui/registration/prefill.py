"""What a registration was filled with before anybody touched it, and what a person has changed."""

from floorwalker.tui.registration.form import RegistrationForm, filled_fields
from floorwalker.tui.registration.options import RegistrationOption


class Prefill:
    """The options of one errand, and the one whose likely outcome and contact were filled in."""

    def __init__(self) -> None:
        self.options: tuple[RegistrationOption, ...] = ()
        """What it may be about; nothing while nobody's errand is registered."""
        self.option: RegistrationOption | None = None
        """The one that was filled in last."""
        self.was_filled_in = False
        """Whether a person had filled anything in when it was brought back."""

    def clear(self) -> None:
        """Forget everything that was for one visitor."""
        self.options = ()
        self.option = None
        self.was_filled_in = False

    def fill(self, option: RegistrationOption, form: RegistrationForm) -> tuple[str, str]:
        """Outcome and contact for `option`; what a person chose in `form` before stays."""
        before, self.option = self.option, option
        outcome, contact = option.outcome, option.contact
        if before is not None and form.outcome != before.outcome:
            outcome = form.outcome
        offered = ("", *(ref for ref, _name in option.contacts))
        if before is not None and form.contact != before.contact and form.contact in offered:
            contact = form.contact
        return outcome, contact

    def changed(self, form: RegistrationForm) -> frozenset[str]:
        """The optional fields that hold what a person typed or chose."""
        if self.option is None:
            return frozenset()
        found = filled_fields(form, suggested_contact=self.option.contact)
        return found | {"about"} if form.ref != self.options[0].ref else found

    def is_filled_in(self, form: RegistrationForm) -> bool:
        """Whether a person typed or chose anything."""
        if self.option is None:
            return False
        is_outcome_chosen = form.outcome != self.option.outcome
        return self.was_filled_in or is_outcome_chosen or bool(self.changed(form))
