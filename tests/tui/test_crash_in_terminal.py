"""A fault that nobody expected, in a real terminal: one sentence, a number, and no values."""

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

from floorwalker.crash import EXIT_CRASH
from tests.tui.terminal import Terminal

pytestmark = pytest.mark.terminal

SECRET = "150385-1234"
FAULTS = {
    "a key": "from floorwalker.tui.search_session import SearchSession as owner; name = 'options'",
    "a worker": "from floorwalker.tui.registration.submit import Submitter as owner; "
    "name = 'record'",
    "the log's thread": "from floorwalker.journal.encounters import Encounters as owner; "
    "name = 'record'",
}
PROGRAM = f"""
import sys
{{fault}}
def fail(*arguments, **options):
    secret = "{SECRET}"
    raise RuntimeError(secret)
setattr(owner, name, fail)
sys.argv = ["floorwalker", "--lang", "en"]
from floorwalker.__main__ import main
main()
"""


@pytest.mark.parametrize("place", FAULTS)
def test_a_fault_ends_with_one_sentence_and_a_place_in_the_log(tmp_path: Path, place: str) -> None:
    data = tmp_path / "data"
    terminal = Terminal(
        [sys.executable, "-c", PROGRAM.format(fault=FAULTS[place])],
        environment={"FLOORWALKER_DATA": str(data)},
    )
    terminal.read_until("Starter knowledge")
    terminal.press(b"pas\r")
    if place != "a key":
        terminal.read_until("Register: Pas")
        terminal.press(b"\r")
    terminal.read_until("Something went wrong inside Floorwalker (error ")
    assert terminal.exit_code() == EXIT_CRASH
    assert b"Traceback" not in terminal.painted
    assert SECRET.encode() not in terminal.painted
    log = (data / "errors.log").read_text("utf-8")
    assert "RuntimeError" in log
    assert "pane.py:" in log or "desk.py:" in log
    for file in data.rglob("*"):
        assert not file.is_file() or SECRET.encode() not in file.read_bytes()
