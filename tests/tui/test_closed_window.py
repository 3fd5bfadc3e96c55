"""A terminal that goes away: what was being typed is offered again; no number is on disk."""

import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

from tests.tui.desk import drafts_in
from tests.tui.terminal import Terminal, desk_in_terminal

pytestmark = pytest.mark.terminal

FIELDS_BEFORE_THE_NOTE = 9
ENDINGS: dict[str, Callable[[Terminal], int]] = {
    "SIGHUP": lambda terminal: terminal.send(signal.SIGHUP),
    "SIGTERM": lambda terminal: terminal.send(signal.SIGTERM),
    "SIGINT": lambda terminal: terminal.send(signal.SIGINT),
    "SIGQUIT": lambda terminal: terminal.send(signal.SIGQUIT),
    "SIGKILL": lambda terminal: terminal.send(signal.SIGKILL),
    "window closed": lambda terminal: terminal.close_window(),
}


def wait_for_draft(terminal: Terminal, data: Path, field: str, text: str) -> None:
    """Wait until a draft on the disk says `text`."""
    deadline = time.monotonic() + 30
    while all(said(draft, field) != text for draft in drafts_in(data)):
        assert time.monotonic() < deadline, f"the draft never said {text!r}"
        terminal.read_until_quiet(0.02)  # a screen that nobody reads stands still


def said(draft: dict[str, Any], field: str) -> object:
    """What a field of the draft holds; the words are beside the registration."""
    return draft["words"] if field == "query" else (draft["entered"] or {}).get(field)


def written(data: Path) -> list[tuple[int, int]]:
    """Which drafts stand on the disk: another for each time they were written."""
    found = [path.stat() for path in (data / "drafts").glob("*.json")]
    return [(each.st_ino, each.st_mtime_ns) for each in found]


def press_until_written(terminal: Terminal, data: Path, key: bytes) -> None:
    """Press a key, and wait until what was typed so far was written, or left out, once more."""
    before = written(data)
    terminal.press(key)
    deadline = time.monotonic() + 30
    while written(data) == before:
        assert time.monotonic() < deadline, f"nothing was written after {key!r}"
        terminal.read_until_quiet(0.02)


def go_to_the_note(terminal: Terminal) -> None:
    """Open the registration of a passport and walk to its last field."""
    terminal.press(b"pas\r")
    terminal.read_until("Register: Pas")
    terminal.press(b"\t" * FIELDS_BEFORE_THE_NOTE)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_note_is_offered_again_however_the_terminal_went_away(
    tmp_path: Path, ending: str
) -> None:
    data = tmp_path / "data"
    terminal = desk_in_terminal(data)
    terminal.read_until("Starter knowledge")
    go_to_the_note(terminal)
    terminal.press("vil høre om gebyr".encode())
    wait_for_draft(terminal, data, "note", "vil høre om gebyr")
    ENDINGS[ending](terminal)
    again = desk_in_terminal(data)
    again.read_until("A registration was not saved")
    again.press(b"\x1b[18~")
    again.read_until("vil høre om gebyr")
    again.press(b"\r")
    again.read_until("Registered")
    again.press(b"\x11")
    assert again.exit_code() == 0
    assert drafts_in(data) == []


def test_words_in_the_search_box_are_offered_again(tmp_path: Path) -> None:
    data = tmp_path / "data"
    terminal = desk_in_terminal(data)
    terminal.read_until("Starter knowledge")
    terminal.press(b"har mistet sit pas")
    wait_for_draft(terminal, data, "query", "har mistet sit pas")
    terminal.send(signal.SIGTERM)
    again = desk_in_terminal(data)
    again.read_until("Words from last time: “har mistet sit pas”")
    again.press(b"\x1b[18~\x11")
    assert again.exit_code() == 0
    assert drafts_in(data) == []


@pytest.mark.parametrize("field", ["query", "note"])
def test_a_cpr_number_was_never_on_disk_not_even_half_typed(tmp_path: Path, field: str) -> None:
    data = tmp_path / "data"
    terminal = desk_in_terminal(data)
    terminal.read_until("Starter knowledge")
    if field == "note":
        go_to_the_note(terminal)
    terminal.press(b"hun har")
    wait_for_draft(terminal, data, field, "hun har")
    for key in b" 150385-1234":
        press_until_written(terminal, data, bytes([key]))
        assert_no_number(data)
    terminal.send(signal.SIGHUP)
    assert_no_number(data)


def assert_no_number(data: Path) -> None:
    """No file holds the birth date that the number begins with, however it is written there."""
    for file in data.rglob("*"):
        if file.is_file():
            digits = bytes(each for each in file.read_bytes() if each in b"0123456789")
            assert file.parent.name != "drafts" or b"150385" not in digits
            assert b"150385-1234" not in file.read_bytes()
