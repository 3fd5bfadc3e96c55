"""A log whose last save was cut off between writing and committing: what a killed desk leaves."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from floorwalker.journal.encounter import Revision
from floorwalker.journal.store import Journal
from tests.journal.world import NOW, encounter_at


def leave_half_a_save(path: Path) -> None:
    """Let a process write to the log in `path`, and kill it before it commits."""
    if sys.platform == "win32":
        raise OSError("POSIX only")
    here = Path(__file__).parents[2]
    command = [sys.executable, "-m", "tests.crash.unfinished", str(path.absolute())]
    died = subprocess.run(command, cwd=here, stdin=subprocess.DEVNULL, check=False, timeout=60)
    assert died.returncode == -signal.SIGKILL
    assert rollback_journal(path).stat().st_size > 0


def rollback_journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def write_and_die(path: Path) -> None:
    """Write until pages of the transaction are in the file itself, then die."""
    if sys.platform == "win32":
        raise OSError("POSIX only")
    with Journal.open(path) as journal:
        journal._connection.db.execute("PRAGMA cache_size=1")
        with journal._connection.writing():
            for number in range(40):
                moment = NOW + timedelta(seconds=number)
                journal.encounters._add(
                    Revision(encounter=encounter_at(moment, note="halvt " * 80))
                )
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    write_and_die(Path(sys.argv[1]))
