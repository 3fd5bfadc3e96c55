"""The terminal is left as it was found, however the desk ends."""

import os
import re
import signal
import sys
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

from tests.tui.desk import drafts_in
from tests.tui.terminal import Terminal, desk_in_terminal

pytestmark = pytest.mark.terminal

QUIET = 0.5
OFF = ("1049", "1000", "1003", "1006", "1015", "1016", "2004", "1004", "2026")
"""Alternate screen, mouse, bracketed paste, focus and frames: modes of the desk's own."""
ON = ("25", "7")
"""The cursor, and lines that wrap."""
SIGNALS = ("SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM")


def modes(painted: bytes) -> dict[str, bool]:
    """The modes that a terminal is in after `painted`."""
    return {
        number.decode(): sign == b"h"
        for numbers, sign in re.findall(rb"\x1b\[\?([\d;]+)([hl])", painted)
        for number in numbers.split(b";")
    }


def assert_left_as_found(terminal: Terminal) -> None:
    """No mode of the desk's is on any more, and keys are read as a shell wants them."""
    after = modes(terminal.painted)
    assert not [mode for mode in OFF if after.get(mode, False)]
    assert not [mode for mode in ON if not after.get(mode, True)]
    assert terminal.settings_at_end == terminal.settings_at_start


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """The desk, ready for keys."""
    terminal = desk_in_terminal(tmp_path / "data")
    terminal.read_until("Starter knowledge")
    return terminal


def test_quitting_leaves_the_terminal_as_it_was(terminal: Terminal) -> None:
    terminal.press(b"\x11")
    assert terminal.exit_code() == 0
    assert_left_as_found(terminal)


@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_leaves_the_terminal_as_it_was(terminal: Terminal, name: str) -> None:
    number = getattr(signal, name)
    terminal.press(b"pas\r")
    terminal.read_until("Register: Pas")
    assert terminal.send(number) == 128 + number
    assert_left_as_found(terminal)
    assert b"Traceback" not in terminal.painted


@pytest.mark.parametrize("name", SIGNALS)
def test_what_was_typed_just_before_a_signal_is_offered_again(tmp_path: Path, name: str) -> None:
    terminal = desk_in_terminal(tmp_path / "data")
    terminal.read_until("Starter knowledge")
    terminal.press(b"har mistet sit pas")
    terminal.read_until("Passport")
    terminal.read_until_quiet(0.2)
    terminal.send(getattr(signal, name))
    again = desk_in_terminal(tmp_path / "data")
    again.read_until("har mistet sit pas")
    again.press(b"\x11")
    again.exit_code()


def test_a_signal_that_comes_while_the_desk_loads_ends_it_too(tmp_path: Path) -> None:
    terminal = desk_in_terminal(tmp_path / "data")
    terminal.read_until("Loading")
    assert terminal.send(signal.SIGTERM) == 128 + signal.SIGTERM
    assert_left_as_found(terminal)


def test_a_signal_is_answered_by_a_dialog_too(terminal: Terminal) -> None:
    terminal.press(b"\x10")
    terminal.read_until("Which command?")
    assert terminal.send(signal.SIGTERM) == 128 + signal.SIGTERM
    assert_left_as_found(terminal)


def test_a_terminal_that_is_gone_ends_the_desk_without_a_loop(tmp_path: Path) -> None:
    terminal = desk_in_terminal(tmp_path / "data")
    terminal.read_until("Starter knowledge")
    before = time.monotonic()
    assert terminal.close_window() == 128 + signal.SIGHUP
    assert time.monotonic() - before < 30
    assert not (tmp_path / "data" / "errors.log").exists()


def test_a_terminal_that_goes_away_in_silence_ends_the_desk(tmp_path: Path) -> None:
    program = (
        "import signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN);"
        "sys.argv = ['floorwalker', '--lang', 'en'];"
        "from floorwalker.__main__ import main; main()"
    )
    terminal = Terminal(
        [sys.executable, "-c", program],
        environment={"FLOORWALKER_DATA": str(tmp_path / "data")},
    )
    terminal.read_until("Starter knowledge")
    assert terminal.close_window() == 128 + signal.SIGHUP
    assert not (tmp_path / "data" / "errors.log").exists()


@pytest.mark.parametrize("stop", ["SIGTSTP", "SIGSTOP"])
def test_a_stopped_desk_goes_on_where_it_was(terminal: Terminal, stop: str) -> None:
    terminal.press(b"pas")
    terminal.read_until_quiet(QUIET)
    os.kill(terminal.pid, getattr(signal, stop))
    terminal.wait_until_stopped()
    if stop == "SIGTSTP":
        terminal.read_until_quiet(QUIET)
        assert not modes(terminal.painted)["1049"]
    os.kill(terminal.pid, signal.SIGCONT)
    terminal.read_until("\x1b[?1049h")
    terminal.read_until("Pas")
    terminal.press(b"\r")
    terminal.read_until("Register: Pas")
    assert terminal.send(signal.SIGTERM) == 128 + signal.SIGTERM
    assert_left_as_found(terminal)


@pytest.mark.parametrize("redirected", ["2>{}", "2>/dev/null", "2>&-"])
def test_the_desk_is_drawn_where_its_errors_go_elsewhere(tmp_path: Path, redirected: str) -> None:
    aside = tmp_path / "errors.txt"
    command = f"exec {sys.executable} -m floorwalker --lang en {redirected.format(aside)}"
    terminal = Terminal(
        ["/bin/sh", "-c", command], environment={"FLOORWALKER_DATA": str(tmp_path / "data")}
    )
    terminal.read_until("Starter knowledge")
    terminal.press(b"\x11")
    assert terminal.exit_code() == 0
    assert not aside.exists() or aside.read_text("utf-8") == ""
    assert_left_as_found(terminal)


@pytest.mark.parametrize("redirected", [">{}", "</dev/null", "< /dev/null >{}"])
def test_without_a_terminal_the_desk_says_so_in_one_sentence(
    tmp_path: Path, redirected: str
) -> None:
    aside = tmp_path / "output.txt"
    command = f"exec {sys.executable} -m floorwalker --lang en {redirected.format(aside)}"
    terminal = Terminal(
        ["/bin/sh", "-c", command], environment={"FLOORWALKER_DATA": str(tmp_path / "data")}
    )
    terminal.read_until("The desk needs a terminal.")
    assert terminal.exit_code() == 2
    assert not aside.exists() or aside.read_text("utf-8") == ""


def test_a_window_and_its_shell_may_both_hang_up(terminal: Terminal, tmp_path: Path) -> None:
    terminal.press(b"pas\r")
    terminal.read_until("Register: Pas")
    terminal.press(b"\t\t\t\t\t\t\t\t\tringer igen")
    terminal.read_until("ringer igen")
    os.kill(terminal.pid, signal.SIGHUP)
    assert terminal.send(signal.SIGHUP) == 128 + signal.SIGHUP
    assert_left_as_found(terminal)
    assert b"Traceback" not in terminal.painted
    (draft,) = drafts_in(tmp_path / "data")
    assert draft["entered"]["note"] == "ringer igen"
