"""A day at the desk, compressed: `python -m tests.benchmarks.day [--hours 8]`.

An errand every 20 seconds of the desk's clock, through the real app without a terminal: words,
Enter, Enter, now and then the log, the week, the palette, an undone registration, a theme. After
every hour the memory in use; the exit code is 1 where it grew by more than a tenth after the first.
Linux only.
"""

import argparse
import asyncio
import ctypes
import gc
import os
import sys
import tempfile
import time
import tracemalloc
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from textual.events import Key
from textual.message_pump import MessagePump
from textual.strip import Strip
from textual.timer import Timer

from floorwalker import i18n, paths
from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.as_of import as_of
from floorwalker.search.index import Index
from floorwalker.search.lexicon import load_lexicon
from floorwalker.tui.loaded import LoadedKnowledge
from tests.tui.desk import House, Running, running

PER_HOUR: Final = 180
_EVERY: Final = timedelta(seconds=20)
_MOST_GROWTH: Final = 1.10
_WORDS: Final = ("pas", "koerekort", "flytning", "skraldespand", "xyzzy", "folkepension", "mitid")
_VISITS: Final = ("f3", "f5", "f6", "f4", "f9", "ctrl+p", "f12", "ctrl+r")
"""A look elsewhere after every tenth errand."""


class StarterHouse(House):
    """A house with the starter knowledge."""

    def load(self) -> LoadedKnowledge:
        """What a first start loads."""
        knowledge = as_of(load(paths.starter_knowledge_dir()).knowledge, self.now.date())
        index = Index.build(knowledge, lexicon=load_lexicon().lexicon)
        return LoadedKnowledge(knowledge=knowledge, index=index, source="Starter", is_starter=True)


async def errand(desk: Running, house: House, number: int) -> None:
    """One errand, its keys in one burst, and every tenth time a look elsewhere."""
    house.now += _EVERY
    burst(desk, *_WORDS[number % len(_WORDS)], "enter", "enter")
    await desk.until(lambda: desk.status.startswith("Registered"))
    if number % 25 == 0:
        burst(desk, "ctrl+z")
        await desk.until(lambda: desk.status.startswith("Undone"))
    if number % 10 == 0:
        await desk.press("p", _VISITS[number // 10 % len(_VISITS)], "escape", "f2", "escape")
    desk.screen.set_status("")


def burst(desk: Running, *keys: str) -> None:
    """Press keys faster than they are answered."""
    for key in keys:
        desk.app.post_message(Key(key, "\r" if key == "enter" else key if len(key) == 1 else None))


def memory() -> float:
    """Megabytes in use, garbage collected and free pages given back."""
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
    if sys.platform != "linux":
        raise OSError("memory is read from /proc")
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def alive() -> dict[str, int]:
    """How many of what must not grow there are."""
    gc.collect()
    found = gc.get_objects()
    return {
        "widgets and screens": sum(isinstance(each, MessagePump) for each in found),
        "timers": sum(isinstance(each, Timer) for each in found),
        "painted lines": sum(isinstance(each, Strip) for each in found),
        "tasks": len(asyncio.all_tasks()),
    }


async def day(hours: int, *, trace: bool) -> int:
    """Work for `hours` and print the memory after each; 1 where it grew too much."""
    i18n.use("en")
    with tempfile.TemporaryDirectory() as folder:
        now = datetime(2026, 11, 19, 8, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))
        house = StarterHouse(Path(folder), now=now)
        after_first = before = 0.0
        async with running(house) as desk:
            for hour in range(1, hours + 1):
                begun = time.perf_counter()
                for number in range(PER_HOUR):
                    await errand(desk, house, number)
                used = memory()
                growth = used / before - 1 if before else 0
                print(
                    f"hour {hour}: {used:.1f} MB ({growth:+.1%}), {alive()}, "
                    f"{time.perf_counter() - begun:.0f} s",
                    flush=True,
                )
                before, after_first = used, after_first or used
                if trace and hour == 1:
                    tracemalloc.start(12)
                    first = tracemalloc.take_snapshot()
            if trace:
                for line in tracemalloc.take_snapshot().compare_to(first, "lineno")[:25]:
                    print(line)
            today = now.date()
            kept = await desk.app.session.journal.ask(lambda journal: journal.days.count(today))
    print(f"{kept} encounters; {used / after_first - 1:+.1%} since the first hour")
    return int(used > after_first * _MOST_GROWTH)


def main() -> None:
    """Work and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--hours", type=int, default=8)
    options.add_argument("--trace", action="store_true", help="say where memory went")
    asked = options.parse_args()
    sys.exit(asyncio.run(day(asked.hours, trace=asked.trace)))


if __name__ == "__main__":
    main()
