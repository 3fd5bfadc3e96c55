"""Files that somebody named, read without waiting for what is no file and without end.

What a path leads to is not ours to choose: a pipe would be waited for, a device never ends, and a
file may be larger than the memory. A file is looked at after it was opened, so that nothing can
take its place in between.
"""

import errno
import io
import os
import stat
from pathlib import Path
from typing import BinaryIO, Final

from floorwalker.i18n import mark

_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a pipe without a writer would be waited for
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_KINDS: Final = (
    (stat.S_ISDIR, errno.EISDIR, mark("it is a folder")),
    (stat.S_ISFIFO, errno.EINVAL, mark("it is a pipe")),
    (stat.S_ISSOCK, errno.EINVAL, mark("it is a socket")),
    (stat.S_ISCHR, errno.EINVAL, mark("it is a device")),
    (stat.S_ISBLK, errno.EINVAL, mark("it is a device")),
)


class IrregularFileError(OSError):
    """What was named is no file; `strerror` says what it is, as a text marked for translation."""


def open_regular(path: str | Path) -> BinaryIO:
    """The file at `path`, open for reading.

    Raises:
        OSError: it cannot be opened, or it is no regular file.
    """
    handle, _size = _opened(path)
    return io.BufferedReader(io.FileIO(handle, "r"))


def read_regular(path: str | Path, most: int) -> bytes:
    """The first `most` bytes of the file at `path`.

    Raises:
        OSError: it cannot be read, or it is no regular file.
    """
    handle, size = _opened(path)
    try:
        data = os.read(handle, min(most, size + 1))
        if len(data) == size > 0:
            return data
        while len(data) < most and (more := os.read(handle, min(most - len(data), _STEP))):
            data += more
    finally:
        os.close(handle)
    return data


_STEP: Final = 1 << 20


def _opened(path: str | Path) -> tuple[int, int]:
    """A descriptor of the file, and its size; files of the system's own say 0."""
    handle = os.open(path, _FLAGS)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise _irregular(path, found.st_mode)
    except OSError:
        os.close(handle)
        raise
    return handle, found.st_size


def _irregular(path: str | Path, mode: int) -> IrregularFileError:
    for is_kind, code, said in _KINDS:
        if is_kind(mode):
            return IrregularFileError(code, said, str(path))
    return IrregularFileError(errno.EINVAL, mark("it is no file"), str(path))
