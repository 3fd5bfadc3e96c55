"""The three standard streams as a command may find them: closed, full, or without a reader."""

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import Final, TextIO, cast

_STANDARD: Final = 2
"""The highest descriptor of a standard stream."""


def complete() -> None:
    """Open the standard streams that the process was started without.

    The next file opened would get the place of a closed one, and what is printed would go into it:
    the log, at worst. Standard output stays one that nothing can be written to.
    """
    if None not in (sys.stdin, sys.stdout, sys.stderr):
        return
    while (descriptor := os.open(os.devnull, os.O_RDONLY)) <= _STANDARD:
        pass
    os.close(descriptor)
    if sys.stdin is None:
        sys.stdin = _nowhere("r")
    if sys.stdout is None:
        try:
            sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        except OSError:
            sys.stdout = _nowhere("w")
    if sys.stderr is None:
        sys.stderr = _nowhere("w")


class LostOutputError(Exception):
    """Standard output does not take what is written to it."""

    def __init__(self, fault: OSError) -> None:
        super().__init__(str(fault))
        self.fault = fault


class Watched:
    """Standard output as long as a command runs: once it has failed, all that follows is lost too.

    Not an `OSError`, which click takes for its own, and which may come from anywhere.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.fault: OSError | None = None

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write `text`, or raise `LostOutputError`."""
        with self._watching():
            return self._stream.write(text)

    def flush(self) -> None:
        """See that it gets out, or raise `LostOutputError`."""
        with self._watching():
            self._stream.flush()

    @contextlib.contextmanager
    def _watching(self) -> Iterator[None]:
        if self.fault is not None:
            raise LostOutputError(self.fault)
        try:
            yield
        except OSError as error:
            self.fault = error
            raise LostOutputError(error) from None


@contextlib.contextmanager
def watched() -> Iterator[None]:
    """Watch standard output; let go at the end of what either stream could not get rid of."""
    output = sys.stdout
    sys.stdout = watching = cast("TextIO", Watched(output))
    try:
        yield
    finally:
        sys.stdout = output
        if cast("Watched", watching).fault is not None:
            give_up(output)
        try:
            sys.stderr.flush()
        except OSError:
            give_up(sys.stderr)


def give_up(stream: TextIO) -> None:
    """Let go of what `stream` still holds: the interpreter would complain of it at its end."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        stream.flush()


def _nowhere(mode: str) -> TextIO:
    return open(os.devnull, mode, encoding="utf-8")  # type: ignore[return-value]  # noqa: PTH123
