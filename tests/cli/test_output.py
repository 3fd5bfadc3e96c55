"""What is printed: nothing that a terminal obeys, and names of files as they are."""

import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.cli.output import print_line, to_json

NAMES = st.binary(min_size=1, max_size=40).map(os.fsdecode)
"""What a file can be called: any bytes."""


@given(NAMES | st.text(st.characters(exclude_categories=[])))
def test_json_of_any_name_is_text_of_one_line_and_gives_it_back(name: str) -> None:
    written = to_json({"path": name})
    assert json.loads(written) == {"path": name}
    assert written.encode("utf-8")
    assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2028" for c in written)


def test_bytes_that_are_no_text_are_shown_by_number(capsys: pytest.CaptureFixture[str]) -> None:
    print_line(os.fsdecode(b"/tmp/caf\xe9/\x1b[2J\n.yaml"))
    assert capsys.readouterr().out == "/tmp/caf\\xe9/ [2J .yaml\n"


def test_danish_letters_are_written_as_they_are() -> None:
    assert to_json("Rødgrød på åen") == '"Rødgrød på åen"'
