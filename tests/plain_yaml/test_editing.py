"""Places in a text to edit, and values as they are written."""

import pytest

from floorwalker.plain_yaml.editing import line_end, line_start, scalar


@pytest.mark.parametrize(
    ("text", "offset", "start", "end"),
    [("ab\ncd\n", 0, 0, 3), ("ab\ncd\n", 1, 0, 3), ("ab\ncd\n", 3, 3, 6), ("ab\ncd", 4, 3, 5)],
)
def test_a_line_goes_to_the_beginning_of_the_next(
    text: str, offset: int, start: int, end: int
) -> None:
    assert (line_start(text, offset), line_end(text, offset)) == (start, end)


@pytest.mark.parametrize(
    ("value", "written"),
    [("", '""'), ("Pas", "Pas"), ("a: b", '"a: b"'), ("# a", '"# a"'), ("a, b", '"a, b"')],
)
def test_a_value_is_quoted_where_it_could_be_taken_for_something_else(
    value: str, written: str
) -> None:
    assert scalar(value) == written
