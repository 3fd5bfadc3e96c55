"""What a person changed in a registration is told from what was filled in for them."""

from dataclasses import replace

from floorwalker.tui.registration.form import RegistrationForm
from floorwalker.tui.registration.options import RegistrationOption
from floorwalker.tui.registration.prefill import Prefill

PASSPORT = RegistrationOption(
    ref="service:pas",
    name="Pas",
    query="pas",
    confident=True,
    contacts=(("contact:a", "A"), ("contact:b", "B")),
    contact="contact:a",
    outcome="referred",
)
UNKNOWN = RegistrationOption(
    ref=None, name="Not in the knowledge base", query="pas", confident=True, outcome="unmet"
)
EMPTY = RegistrationForm(ref=None, query="", confident=None, outcome="")


def filled(
    prefill: Prefill, option: RegistrationOption, form: RegistrationForm
) -> RegistrationForm:
    outcome, contact = prefill.fill(option, form)
    return replace(form, ref=option.ref, query=option.query, outcome=outcome, contact=contact)


def begun() -> tuple[Prefill, RegistrationForm]:
    prefill = Prefill()
    prefill.options = (PASSPORT, UNKNOWN)
    return prefill, filled(prefill, PASSPORT, EMPTY)


def test_what_was_filled_in_for_a_person_is_no_change() -> None:
    prefill, form = begun()
    assert (form.outcome, form.contact) == ("referred", "contact:a")
    assert not prefill.is_filled_in(form)
    assert prefill.changed(form) == frozenset()


def test_every_choice_is_a_change() -> None:
    prefill, form = begun()
    assert prefill.is_filled_in(replace(form, outcome="answered"))
    assert prefill.changed(replace(form, contact="")) == {"contact"}
    assert prefill.changed(replace(form, note="et")) == {"note"}
    assert prefill.changed(replace(form, ref=None)) == {"about"}


def test_another_option_keeps_what_a_person_chose_where_it_is_offered() -> None:
    prefill, form = begun()
    chosen = replace(form, outcome="answered", contact="contact:b")
    other = filled(prefill, UNKNOWN, chosen)
    assert (other.outcome, other.contact) == ("answered", "")
    back = filled(prefill, PASSPORT, replace(other, outcome="unmet"))
    assert (back.outcome, back.contact) == ("referred", "contact:a")


def test_what_came_back_filled_in_counts_as_filled_in() -> None:
    prefill, form = begun()
    prefill.was_filled_in = True
    assert prefill.is_filled_in(form)
    prefill.clear()
    assert not prefill.is_filled_in(EMPTY)
