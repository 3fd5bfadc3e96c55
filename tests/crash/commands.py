"""Commands that are killed on purpose: before the first, the second … thing they do to a disk."""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from unittest import mock

from tests.crash.processes import ended, start

_DEEDS = frozenset(
    {
        "open",
        "os.chmod",
        "os.chown",
        "os.link",
        "os.mkdir",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.truncate",
        "shutil.rmtree",
    }
)
"""What Python tells its auditors before the system is asked; syncing is not among it."""

Work = Callable[[], int | None]


def deeds_until_done(work: Work, root: Path, *, step: int = 1) -> Iterator[int]:
    """Kill `work` before its first deed under `root`, before its second, until it gets through.

    Each number is given once its process is dead; what it left is then looked at.
    """
    if sys.platform == "win32":
        raise OSError("POSIX only")
    for number in count(1, step):
        code = ended(start(_work_until, work, str(root), number))
        yield number
        if code != -signal.SIGKILL:
            assert code == 0
            return


def _work_until(work: Work, root: str, last: int) -> None:
    if sys.platform == "win32":
        raise OSError("POSIX only")
    done = 0

    def killed_before(path: object) -> None:
        nonlocal done
        text = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""
        if text.startswith(root):
            done += 1
            if done == last:
                os.kill(os.getpid(), signal.SIGKILL)

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event in _DEEDS and arguments:
            killed_before(arguments[0])

    sync = os.fsync

    def counted(descriptor: int) -> None:
        killed_before(root)
        sync(descriptor)

    sys.addaudithook(watch)
    with mock.patch("os.fsync", counted):
        work()


class Command:
    """A command line of Floorwalker's, to be called in another process."""

    def __init__(
        self, *arguments: str, environment: Mapping[str, str], folder: Path | None = None
    ) -> None:
        self._arguments = arguments
        self._environment = dict(environment)
        self._folder = folder

    def __call__(self) -> int:
        """Run it here; its exit code."""
        os.environ.update(self._environment)
        if self._folder is not None:
            os.chdir(self._folder)
        from floorwalker.cli.main import run

        return run(self._arguments)


def run_without_room(work: Work, most: int) -> int:
    """Let no file grow beyond `most` bytes, as on a disk that is full; the exit code."""
    return ended(start(_work_without_room, work, most))


def _work_without_room(work: Work, most: int) -> None:
    if sys.platform == "win32":
        raise OSError("POSIX only")
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    sys.exit(work())


def leftovers(*folders: Path) -> list[str]:
    """What nobody meant to leave."""
    return [
        path.name
        for folder in folders
        for path in folder.rglob("*")
        if path.name.startswith(".") or path.name.endswith(".tmp")
    ]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _work(work: Work) -> None:
    sys.exit(work())


def finish(work: Sequence[Work]) -> None:
    """Do it in a process of its own, undisturbed."""
    for each in work:
        assert ended(start(_work, each)) == 0
