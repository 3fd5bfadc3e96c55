"""How fast the desk answers: `python -m tests.benchmarks.desk [300 10000]`.

In a pseudo-terminal, on generated knowledge bases: the time from a key to the last byte painted in
answer to it, while misspelt names are typed. The first paint beside that of a bare Textual app with
nothing but an input line, in turn and in the same run. And the time from the start to the answer to
words typed at once, on the starter knowledge. POSIX only.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from tests.benchmarks.generate import knowledge_base, misspelt_names
from tests.tui.terminal import Terminal, desk_in_terminal

SIZES: Final = (300, 10_000)
_NAMES: Final = 25
"""Names that are typed: some hundred keys."""
_SILENCE: Final = 0.12
"""Seconds without a byte after which a key counts as answered."""
_PAUSE: Final = 0.3
"""The same after whatever is not measured; the cursor blinks every half second."""
_STARTS: Final = 9
_ESCAPE: Final = b"\x1b"
_QUIT: Final = b"\x11"
_PROMPT: Final = "What does the visitor say?"
_BARE: Final = f"""
from textual.app import App
from textual.widgets import Input

class Bare(App):
    BINDINGS = [("ctrl+q", "quit")]

    def compose(self):
        yield Input(placeholder={_PROMPT!r})

Bare().run()
"""


def run_child(records: int, data: Path) -> None:
    """Run the desk in this terminal on a generated knowledge base of `records`."""
    from floorwalker import i18n
    from floorwalker.config import Config
    from floorwalker.journal.store import Journal
    from floorwalker.search.index import Index
    from floorwalker.search.lexicon import load_lexicon
    from floorwalker.tui.loaded import LoadedKnowledge
    from floorwalker.tui.run import run_desk

    def load() -> LoadedKnowledge:
        knowledge = knowledge_base(records)
        index = Index.build(knowledge, lexicon=load_lexicon().lexicon)
        return LoadedKnowledge(knowledge=knowledge, index=index, source="Generated")

    i18n.use("en")
    run_desk(
        config=Config(),
        load=load,
        open_journal=lambda _waiting: Journal.open(data / "encounters.db"),
        clock=lambda: datetime.now(ZoneInfo("Europe/Copenhagen")),
        data_dir=data,
        config_file=data / "config.yaml",
    )


class Keys(NamedTuple):
    """What keys took."""

    painted: list[float]
    """Milliseconds from each key to the end of its painting, sorted."""
    worked: float
    """Milliseconds of processor that a key took: what a busy machine does not change."""


def key_times(records: int, columns: int, lines: int) -> Keys:
    """Type misspelt names, a key at a time."""
    names = misspelt_names(knowledge_base(records), _NAMES)
    with tempfile.TemporaryDirectory() as data:
        terminal = Terminal(
            [sys.executable, "-m", "tests.benchmarks.desk", "--child", str(records), data],
            columns=columns,
            lines=lines,
        )
        terminal.read_until("Generated")
        terminal.read_until_quiet(_PAUSE)
        worked = terminal.seconds_worked()
        taken = [time_ for name in names for time_ in _typed(terminal, name)]
        worked = terminal.seconds_worked() - worked
        terminal.press(_QUIT)
        terminal.exit_code()
    return Keys(sorted(taken), worked * 1000 / len(taken))


def _typed(terminal: Terminal, name: str) -> list[float]:
    taken = []
    for letter in name:
        begun = time.perf_counter()
        terminal.press(letter.encode())
        taken.append((terminal.read_until_quiet(_SILENCE) - begun) * 1000)
    terminal.press(_ESCAPE)
    terminal.read_until_quiet(_PAUSE)
    return taken


def first_paint(terminal: Terminal, begun: float) -> float:
    """Milliseconds until the search line is painted; ends the program."""
    terminal.read_until(_PROMPT)
    taken = (time.perf_counter() - begun) * 1000
    terminal.read_until_quiet(_PAUSE)
    terminal.press(_QUIT)
    terminal.exit_code()
    return taken


def first_answer(data: Path) -> float:
    """Milliseconds from the start to the answer to words typed at once."""
    begun = time.perf_counter()
    terminal = desk_in_terminal(data)
    terminal.press(b"pas")
    terminal.read_until("Bring")
    taken = (time.perf_counter() - begun) * 1000
    terminal.press(_QUIT)
    terminal.exit_code()
    return taken


def measure_keys(records: int, columns: int, lines: int) -> None:
    """Print what a key takes."""
    if sys.platform == "win32":
        raise OSError("POSIX only")
    taken, worked = key_times(records, columns, lines)
    print(
        f"{records:>6} records, {columns}x{lines}: {len(taken)} keys, "
        f"median {statistics.median(taken):.1f} ms, p95 {taken[len(taken) * 95 // 100]:.1f} ms, "
        f"longest {taken[-1]:.1f} ms; processor {worked:.1f} ms a key; "
        f"load of the machine {os.getloadavg()[0]:.1f}",
        flush=True,
    )


def measure_start() -> None:
    """Print what the first paint and the first answer take."""
    desk, bare, answers = [], [], []
    with tempfile.TemporaryDirectory() as data:
        first_answer(Path(data))  # the first start of all makes the cache and the log
        for _turn in range(_STARTS):
            begun = time.perf_counter()
            desk.append(first_paint(desk_in_terminal(Path(data)), begun))
            begun = time.perf_counter()
            bare.append(first_paint(Terminal([sys.executable, "-c", _BARE]), begun))
            answers.append(first_answer(Path(data)))
    own, theirs = statistics.median(desk), statistics.median(bare)
    print(
        f"first paint: {own:.0f} ms, a bare Textual app {theirs:.0f} ms, ratio {own / theirs:.2f}"
    )
    print(f"from the start to the first answer: {statistics.median(answers):.0f} ms", flush=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("sizes", nargs="*", type=int, default=SIZES)
    options.add_argument("--window", nargs=2, type=int, default=(120, 40), metavar="CELLS")
    options.add_argument("--keys-only", action="store_true", help="leave the starts out")
    options.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    asked = options.parse_args(arguments)
    if asked.child:
        run_child(int(asked.child[0]), Path(asked.child[1]))
        return
    for records in asked.sizes:
        measure_keys(records, *asked.window)
    if not asked.keys_only:
        measure_start()


if __name__ == "__main__":
    main()
