"""Files that appear whole or not at all: written beside their place, then moved there."""

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _
from floorwalker.os_reason import os_reason

_SUFFIX: Final = ".tmp"
_ORPHANED_AFTER_S: Final = 3600


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to; it gets its name when everything is on disk, else it is gone.

    Raises:
        FloorwalkerError: the folder or the file cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}{_SUFFIX}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path.parent)
        descriptor = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_TRUNC | _BINARY, 0o600)
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        _sync(path.parent)
    except PermissionError:
        raise FloorwalkerError(
            _("{path} cannot be written.").format(path=path),
            _("Close the file if it is open in another program, or choose another folder."),
        ) from None
    except OSError as error:
        raise FloorwalkerError(
            _("{path} cannot be written: {reason}.").format(path=path, reason=os_reason(error)),
            _("Check that the disk has room and that the folder may be written."),
        ) from None
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


@contextlib.contextmanager
def working_folder(folder: Path) -> Iterator[Path]:
    """A folder for drafts inside `folder`, where encounters may lie; gone afterwards."""
    with tempfile.TemporaryDirectory(
        prefix=".", suffix=_SUFFIX, dir=folder, ignore_cleanup_errors=True
    ) as name:
        yield Path(name)


_BINARY: Final = getattr(os, "O_BINARY", 0)
"""Without it Windows would turn line ends into its own."""


def _sync(folder: Path) -> None:
    """Make the new name durable, where the system can sync a folder."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sweep(folder: Path) -> None:
    """Delete what a killed process left behind."""
    for orphan in folder.glob(f".*{_SUFFIX}"):
        with contextlib.suppress(OSError):
            if time.time() - orphan.stat().st_mtime < _ORPHANED_AFTER_S:
                continue
            if orphan.is_dir():
                shutil.rmtree(orphan)
            else:
                orphan.unlink()
