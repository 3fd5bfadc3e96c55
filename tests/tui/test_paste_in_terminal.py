"""Lines pasted into a real terminal: nothing is registered by them, and nothing of them is lost."""

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

from floorwalker.journal.store import Journal
from tests.tui.terminal import Terminal, desk_in_terminal

pytestmark = pytest.mark.terminal

BLOCKS = {
    "three lines": b"pas\rk\xc3\xb8rekort\rmitid",
    "with an end": b"pas\rk\xc3\xb8rekort\rmitid\r",
    "from Windows": b"pas\r\nk\xc3\xb8rekort\r\nmitid\r\n",
    "line feeds": b"pas\nk\xc3\xb8rekort\nmitid\n",
    "an empty line": b"pas\r\rk\xc3\xb8rekort\rmitid\r",
    "empty lines, no end": b"pas\r\rk\xc3\xb8rekort\r\rmitid",
    "a letter": "Hej,\r\rpas kørekort\r\rmitid?\r\r".encode(),
    "form feeds": "pas kørekort\r\r\x0cmitid\r\r".encode(),
    "bracketed, with Esc": "\x1b[200~pas kørekort\x1b\r\r\x1b[Dmitid\r\r\x1b[201~".encode(),
    "bracketed": b"\x1b[200~pas\r\rk\xc3\xb8rekort\r\rmitid\r\r\x1b[201~",
}


def references(data: Path) -> list[str | None]:
    """What was registered, as another program reads it."""
    if not (data / "encounters.db").exists():
        return []
    with Journal.open(data / "encounters.db", read_only=True) as journal:
        return [each.ref for each in journal.days.newest(limit=100)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Where the desk keeps its log."""
    return tmp_path / "data"


@pytest.fixture
def terminal(data: Path) -> Terminal:
    """The desk, ready for keys."""
    terminal = desk_in_terminal(data)
    terminal.read_until("Starter knowledge")
    return terminal


def quit_desk(terminal: Terminal) -> None:
    """Leave, whatever is typed."""
    terminal.press(b"\x1b")
    terminal.read_until_quiet(0.2)
    terminal.press(b"\x1b\x11\r")
    assert terminal.exit_code() == 0


@pytest.mark.parametrize("block", BLOCKS)
def test_a_pasted_block_stands_in_the_box(terminal: Terminal, data: Path, block: str) -> None:
    terminal.press(BLOCKS[block])
    terminal.read_until("mitid")
    terminal.read_until_quiet(0.2)
    assert "pas kørekort".encode() in terminal.painted
    assert references(data) == []
    quit_desk(terminal)


def test_a_block_pasted_after_esc_registers_nothing(terminal: Terminal, data: Path) -> None:
    terminal.press(b"rotter")
    terminal.read_until("rotter")
    terminal.press(b"\x1b")
    terminal.read_until("What does the visitor say?")
    terminal.press(BLOCKS["an empty line"])
    terminal.read_until("mitid")
    terminal.read_until_quiet(0.2)
    assert references(data) == []
    quit_desk(terminal)


def test_a_block_pasted_into_an_open_strip_registers_nothing(
    terminal: Terminal, data: Path
) -> None:
    terminal.press(b"pas\r")
    terminal.read_until("Register: Pas")
    terminal.press(BLOCKS["with an end"])
    terminal.read_until("mitid")
    terminal.read_until_quiet(0.2)
    assert references(data) == []
    quit_desk(terminal)


@pytest.mark.parametrize("block", [b"pas\rrotter", b"pas\r\rrotter\r\r", b"pas\nrotter"])
def test_two_lines_pasted_into_a_note_save_nothing(
    terminal: Terminal, data: Path, block: bytes
) -> None:
    terminal.press(b"flytning\r")
    terminal.read_until("Register: ")
    terminal.press(b"\t" * 9)
    terminal.read_until_quiet(0.2)
    terminal.press(block)
    terminal.read_until("rotter")
    terminal.read_until_quiet(0.2)
    assert references(data) == []
    quit_desk(terminal)


def test_the_next_visitors_word_typed_ahead_sets_the_errand_aside(
    terminal: Terminal, data: Path
) -> None:
    terminal.press(b"pas\rrotter")
    terminal.read_until("1 set aside")
    assert references(data) == []
    quit_desk(terminal)


def test_errands_typed_ahead_are_each_registered(terminal: Terminal, data: Path) -> None:
    terminal.press(b"flytning\r\rmitid\r1\rsygedagpenge\r\r")
    terminal.read_until("3 today")
    assert len(references(data)) == 3
    quit_desk(terminal)


def test_lines_pasted_while_the_desk_starts_register_nothing(data: Path) -> None:
    terminal = desk_in_terminal(data)
    terminal.press(BLOCKS["an empty line"])
    terminal.read_until("Starter knowledge")
    terminal.read_until_quiet(0.5)
    assert references(data) == []
    quit_desk(terminal)


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_pasted_into_a_report_sends_nothing(
    terminal: Terminal, data: Path, block: str
) -> None:
    terminal.press(b"\x1b[19~")
    terminal.read_until("What is wrong")
    terminal.press(BLOCKS[block])
    terminal.read_until("mitid")
    terminal.read_until_quiet(0.2)
    assert b"Thank you" not in terminal.painted
    terminal.press(b"\r")
    terminal.read_until("Thank you")
    quit_desk(terminal)
    with Journal.open(data / "encounters.db", read_only=True) as journal:
        (report,) = journal.feedback.listed()
    assert report.comment is not None
    assert "pas kørekort" in report.comment
    assert report.comment.isprintable()
