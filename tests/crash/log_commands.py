"""Commands to kill: run in a process of its own, with what they print in a file."""

import contextlib
import io
import os
import sys
from importlib import import_module
from pathlib import Path

from floorwalker.cli.main import run
from floorwalker.journal import migrations
from tests.journal.test_migrations import m999_more

for _family in ("followups", "log", "maintenance"):
    import_module(f"floorwalker.cli.{_family}")


def run_command(arguments: list[str], answer: Path, *, newer: bool = False) -> None:
    """Run one command line; `newer` makes it one of a version with one more migration.

    The file `answer` holds what was printed, as far as the process came.
    """
    handle = os.open(answer, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    # As a program of its own has them: pytest has put others in their place.
    sys.stdout = io.TextIOWrapper(io.FileIO(1, "w", closefd=False), write_through=True)
    sys.stderr = io.TextIOWrapper(io.FileIO(2, "w", closefd=False), write_through=True)
    if newer:
        migrations.STEPS = (*migrations.STEPS, m999_more)  # type: ignore[misc]
    with contextlib.suppress(SystemExit):
        code = run(arguments)
        print(f"exit {code}", flush=True)
