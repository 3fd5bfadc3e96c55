"""The desk in a real terminal, started as a user starts it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

import fcntl
import pty
import select
import struct
import termios

_PATIENCE = 60.0
"""Seconds without a byte of output after which the desk counts as stuck."""


class Terminal:
    """A pseudo-terminal with the desk in it."""

    def __init__(self, data: Path, *, columns: int = 120, lines: int = 40) -> None:
        self.environment = dict(os.environ, FLOORWALKER_DATA=str(data), TERM="xterm-256color")
        pid, self._terminal = pty.fork()
        if pid == 0:
            command = [sys.executable, "-m", "floorwalker", "--lang", "en"]
            os.execve(command[0], command, self.environment)
        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, size)
        self._pid = pid
        self._output = b""

    def press(self, keys: bytes) -> None:
        """Send keys as a keyboard does."""
        os.write(self._terminal, keys)

    def read_until(self, text: str) -> None:
        """Wait until `text` is painted after what was waited for before."""
        while text.encode() not in self._output:
            ready, _writable, _failed = select.select([self._terminal], [], [], _PATIENCE)
            assert ready, f"{text!r} was never painted"
            self._output += os.read(self._terminal, 65536)
        self._output = self._output.split(text.encode(), 1)[1]

    def exit_code(self) -> int:
        """Wait for the desk to end, taking what it still has to say."""
        while True:
            try:
                if not os.read(self._terminal, 65536):
                    break
            except OSError:
                break
        _pid, status = os.waitpid(self._pid, 0)
        return os.waitstatus_to_exitcode(status)


def test_keys_sent_at_start_leave_one_encounter_that_others_see_at_once(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "data")
    terminal.press(b"pas\r\r")
    terminal.read_until("Registered")
    listed = subprocess.run(
        [sys.executable, "-m", "floorwalker", "log", "list", "--json"],
        env=terminal.environment,
        capture_output=True,
        check=True,
    )
    (encounter,) = map(json.loads, listed.stdout.splitlines())
    assert encounter["ref"] == "service:pas"
    terminal.press(b"\x03")
    terminal.read_until("Ctrl+Q quits.")
    terminal.press(b"\x11")
    assert terminal.exit_code() == 0


def test_several_errands_in_one_burst_are_each_registered_for_what_they_were(
    tmp_path: Path,
) -> None:
    terminal = Terminal(tmp_path / "data")
    terminal.read_until("Starter knowledge")
    terminal.press(b"pas\r\rkoerekort\r\r")
    terminal.read_until("2 today")
    listed = subprocess.run(
        [sys.executable, "-m", "floorwalker", "log", "list", "--json"],
        env=terminal.environment,
        capture_output=True,
        check=True,
    )
    refs = {json.loads(line)["ref"] for line in listed.stdout.splitlines()}
    assert refs == {"service:pas", "service:koerekort"}
    terminal.press(b"\x11")
    assert terminal.exit_code() == 0


def test_a_knowledge_folder_that_is_missing_ends_with_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLOORWALKER_KNOWLEDGE", str(tmp_path / "nowhere"))
    terminal = Terminal(tmp_path / "data")
    terminal.read_until("does not exist.")
    assert terminal.exit_code() == 2
