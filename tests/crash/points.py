"""A command that is killed as it is about to touch a file, at one such point after the other."""

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

TOUCHING = frozenset(
    {
        *("open", "write", "flush", "fsync", "fchmod", "close"),
        *("replace", "rename", "link", "unlink", "mkdir", "rmdir"),
    }
)
"""What is called on the way of a file to the disk, by the names of the functions."""
CALLERS = ("floorwalker.", "pathlib", "shutil")
"""The modules that files go through; a library fills drafts only."""


def run_until(point: int, arguments: Sequence[str], cache: str) -> None:
    """Run a command line, killed before it touches a file for the `point`th time."""
    if sys.platform == "win32":
        raise OSError("POSIX only")
    from floorwalker.cli.main import run

    os.environ["FLOORWALKER_CACHE"] = cache
    left = point

    def count(frame: FrameType, event: str, called: object) -> None:
        nonlocal left
        if event != "c_call" or getattr(called, "__name__", "") not in TOUCHING:
            return
        if not str(frame.f_globals.get("__name__", "")).startswith(CALLERS):
            return
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        sys.stdout = sys.stderr = nowhere
        sys.setprofile(count)
        code = run(arguments)
        sys.setprofile(None)
    os._exit(code)
