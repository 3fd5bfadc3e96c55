"""Processes to kill, started quickly, and what is compared once they are dead."""

import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Iterable
from multiprocessing.context import SpawnContext
from multiprocessing.process import BaseProcess
from pathlib import Path

import msgspec

from floorwalker.journal.store import Journal
from tests.crash.writer import Line

if sys.platform == "win32":
    Context = SpawnContext
else:
    from multiprocessing.context import ForkServerContext as Context

ROUNDS = int(os.environ.get("FLOORWALKER_CRASH_ROUNDS", "20"))
"""Kills; `FLOORWALKER_CRASH_ROUNDS=200` for the long run."""
PATIENCE = 120.0
"""Seconds after which what is waited for counts as never coming."""


def context() -> Context:
    """Where the system can, processes that need not import everything anew."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload(["tests.crash.writer", "tests.crash.log_commands"])
    return forking


def start(target: Callable[..., None], *arguments: object, **options: object) -> BaseProcess:
    """A process that runs `target`."""
    process = context().Process(target=target, args=arguments, kwargs=options, daemon=True)
    process.start()
    return process


def kill(processes: Iterable[BaseProcess]) -> None:
    """SIGKILL, or TerminateProcess: no handler runs, nothing is flushed."""
    dying = list(processes)
    for process in dying:
        process.kill()
    for process in dying:
        ended(process)


def ended(process: BaseProcess) -> int:
    """Wait for `process` to end, and let go of it; its exit code."""
    process.join(PATIENCE)
    code = process.exitcode
    if code is None:
        process.kill()
        process.join(PATIENCE)
    process.close()
    assert code is not None, "the process did not end"
    return code


def wait_until(holds: Callable[[], bool], *, every: float = 0.005) -> None:
    """Look every so many seconds whether something holds; never without an end."""
    limit = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < limit, "it never came true"
        time.sleep(every)


def lines(diary: Path) -> list[Line]:
    """The whole lines of a diary; a last one that was cut off is no acknowledgement."""
    if not diary.exists():
        return []
    whole = diary.read_bytes().rpartition(b"\n")[0]
    return [msgspec.json.decode(line, type=Line) for line in whole.splitlines()]


def faults(journal: Journal, diaries: Iterable[Path]) -> list[str]:
    """What was acknowledged and is not there, or is there and is not whole; empty is good."""
    found = journal.upkeep.integrity()
    for diary in diaries:
        for line in lines(diary):
            if line.word == "kept":
                found += _missing(journal, line)
    return found


def _missing(journal: Journal, line: Line) -> list[str]:
    wanted = line.encounter
    history = {
        revision.encounter.revision: revision
        for revision in journal.encounters._revisions(wanted.encounter_id)
    }
    revision = history.get(wanted.revision)
    if revision is None:
        return [f"{line.deed} of {wanted.encounter_id} was acknowledged and is gone"]
    if revision.encounter != wanted or revision.voided != (line.deed == "void"):
        return [f"{line.deed} of {wanted.encounter_id} is not as acknowledged"]
    if sorted(history) != list(range(1, len(history) + 1)):
        return [f"the revisions of {wanted.encounter_id} have a gap"]
    return []
