"""Bursts of keys, written at once to a real terminal, against a model of a line of text."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

from floorwalker.journal.encounter import Encounter, Feedback
from floorwalker.journal.store import Journal
from tests.tui.line_editing import KEYS, Line, sent
from tests.tui.terminal import desk_in_terminal

pytestmark = pytest.mark.terminal

ROUNDS: Final = int(os.environ.get("FLOORWALKER_BURST_ROUNDS", "15"))
PATIENCE: Final = 30
"""Seconds that a desk on a busy machine may take for one burst."""
FIELDS_BEFORE_THE_NOTE: Final = 9
F8: Final = b"\x1b[19~"

UNKNOWN: Final = "ξωψζχ"
"""Letters that no entry begins with, so that the log keeps the words."""

Found = TypeVar("Found")

KEY_RUNS: Final = st.lists(
    st.one_of(st.sampled_from([*"ξψ ω"]), st.sampled_from(sorted(KEYS))), max_size=40
)
BOUNDED: Final = settings(
    max_examples=ROUNDS,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
"""One desk serves all sequences of a test: starting it takes longer than twenty of them."""


class Desk:
    """A desk in a terminal, and its log as another program reads it."""

    def __init__(self, data: Path) -> None:
        self.terminal = desk_in_terminal(data)
        self._log = data / "encounters.db"
        self._count = {"encounters": 0, "reports": 0}
        self.terminal.read_until("Starter knowledge")

    def encounter_after(self, keys: bytes) -> Encounter:
        """Press `keys` at once; the encounter that they register."""
        return self._newest_after(
            keys, "encounters", lambda journal: list(journal.days.newest(limit=1000))
        )

    def report_after(self, keys: bytes) -> Feedback:
        """Press `keys` at once; what they report to the editors."""
        return self._newest_after(keys, "reports", lambda journal: journal.feedback.listed())

    def _newest_after(
        self, keys: bytes, kind: str, read: Callable[[Journal], list[Found]]
    ) -> Found:
        self.terminal.press(keys)
        self._count[kind] += 1
        deadline = time.monotonic() + PATIENCE
        while True:
            self.terminal.read_until_quiet(0.02)  # a screen that nobody reads stands still
            found: list[Found] = []
            if self._log.exists():
                with Journal.open(self._log, read_only=True) as journal:
                    found = read(journal)
            if len(found) >= self._count[kind]:
                assert len(found) == self._count[kind]
                return found[0]
            assert time.monotonic() < deadline, "the burst left nothing in the log"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The desk, ready for keys."""
    desk = Desk(tmp_path / "data")
    yield desk
    desk.terminal.press(b"\x11")
    assert desk.terminal.exit_code() == 0


def kept(text: str) -> str:
    """`text` as the log has it: one space between two words."""
    return " ".join(text.split())


@BOUNDED
@given(keys=KEY_RUNS)
def test_a_note_is_what_its_keys_say(desk: Desk, keys: list[str]) -> None:
    newest = desk.encounter_after(b"pas\r" + b"\t" * FIELDS_BEFORE_THE_NOTE + sent(keys) + b"\r")
    assert (newest.note or "") == kept(Line().press(keys))


@BOUNDED
@given(keys=KEY_RUNS)
def test_words_are_what_their_keys_say(desk: Desk, keys: list[str]) -> None:
    pressed = [*keys, "end", *UNKNOWN]
    assert desk.encounter_after(sent(pressed) + b"\r\r").query == kept(Line().press(pressed))


@BOUNDED
@given(keys=KEY_RUNS)
def test_a_report_is_what_its_keys_say(desk: Desk, keys: list[str]) -> None:
    pressed = [*keys, "end", *UNKNOWN]
    assert desk.report_after(F8 + sent(pressed) + b"\r").comment == kept(Line().press(pressed))
