"""The desk in a real terminal, started as a user starts it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

from tests.tui.terminal import desk_in_terminal

pytestmark = pytest.mark.terminal


def test_keys_sent_at_start_leave_one_encounter_that_others_see_at_once(tmp_path: Path) -> None:
    terminal = desk_in_terminal(tmp_path / "data")
    terminal.press(b"pas\r\r")
    terminal.read_until("Registered")
    listed = subprocess.run(
        [sys.executable, "-m", "floorwalker", "log", "list", "--json"],
        env=terminal.environment,
        capture_output=True,
        check=True,
        timeout=120,
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
    terminal = desk_in_terminal(tmp_path / "data")
    terminal.read_until("Starter knowledge")
    terminal.press(b"pas\r\rkoerekort\r\r")
    terminal.read_until("2 today")
    listed = subprocess.run(
        [sys.executable, "-m", "floorwalker", "log", "list", "--json"],
        env=terminal.environment,
        capture_output=True,
        check=True,
        timeout=120,
    )
    refs = {json.loads(line)["ref"] for line in listed.stdout.splitlines()}
    assert refs == {"service:pas", "service:koerekort"}
    terminal.press(b"\x11")
    assert terminal.exit_code() == 0


def test_a_knowledge_folder_that_is_missing_is_said_and_the_desk_answers_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLOORWALKER_KNOWLEDGE", str(tmp_path / "nowhere"))
    terminal = desk_in_terminal(tmp_path / "data")
    terminal.read_until("works with the starter knowledge")
    terminal.press(b"pas\r\r")
    terminal.read_until("1 today")
    terminal.press(b"\x11")
    assert terminal.exit_code() == 0
