"""A foreign object, field by field."""

import pytest

from floorwalker.exchange.fields import Fields


@pytest.mark.parametrize(
    ("value", "is_yes"),
    [(True, True), ("Ja", True), ("true", True), (1, True), (False, False), ("nej", False)],
)
def test_a_flag_is_a_truth_value_or_a_word_for_it(value: object, is_yes: bool) -> None:
    fields = Fields("schedule", {"closed": value})
    assert fields.flag("closed") is is_yes
    assert list(fields.left("x")) == []
