"""Which optional fields a person has filled in, and not the desk for them."""

from dataclasses import replace
from typing import Any

import pytest

from floorwalker.tui.registration.form import RegistrationForm, filled_fields

SUGGESTED = RegistrationForm(
    ref="service:pas", query="pas", confident=True, outcome="referred", contact="contact:b"
)


def test_what_is_suggested_is_not_filled_in() -> None:
    assert not filled_fields(SUGGESTED, suggested_contact="contact:b")


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [
        ("unmet_reason", "closed", "reason"),
        ("contact", "contact:a", "contact"),
        ("contact", "", "contact"),
        ("audience", "citizen", "audience"),
        ("channel", "telephone", "channel"),
        ("language", "de", "language"),
        ("challenges", ("no_follow_up",), "challenges"),
        ("promise", "vi ringer", "promise"),
        ("due", "+7", "due"),
        ("note", "høje sko", "note"),
    ],
)
def test_what_differs_is_filled_in(field: str, value: Any, name: str) -> None:
    form = replace(SUGGESTED, **{field: value})
    assert filled_fields(form, suggested_contact="contact:b") == {name}


def test_blanks_are_nothing() -> None:
    form = replace(SUGGESTED, promise=" ", due=" ", note=" ")
    assert not filled_fields(form, suggested_contact="contact:b")
