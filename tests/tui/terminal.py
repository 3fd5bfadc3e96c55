"""A pseudo-terminal with a program in it, as a person would sit before it. POSIX only."""

import fcntl
import os
import pty
import re
import select
import signal as signals
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

if sys.platform == "win32":
    raise ImportError("POSIX only")

_PATIENCE = 60.0
"""Seconds after which what is waited for counts as never coming."""


_MOMENT = 0.01
"""Seconds between two looks whether a program has ended."""


def _forget_inherited_signals() -> None:
    """Give a child every signal back: under `nohup` it would ignore those that the tests send."""
    for number in (signals.SIGHUP, signals.SIGINT, signals.SIGQUIT, signals.SIGTERM):
        signals.signal(number, signals.SIG_DFL)
    signals.pthread_sigmask(signals.SIG_SETMASK, ())


def _settings(terminal: int) -> object:
    """How keys are read and echoed, and what is written is changed."""
    return termios.tcgetattr(terminal)[:4]


def plain(painted: bytes) -> str:
    """What is painted, without the codes; a letter that is cut in two is not there yet."""
    return re.sub(rb"\x1b\[[0-9;?>]*[a-zA-Z]", b"", painted).decode(errors="ignore")


class Terminal:
    """Presses keys and reads what is painted."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        columns: int = 120,
        lines: int = 40,
    ) -> None:
        inherited = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES")}
        self.environment = {**inherited, "TERM": "xterm-256color", **(environment or {})}
        pid, self._terminal = pty.fork()
        if pid == 0:
            _forget_inherited_signals()
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
            os.execve(command[0], list(command), self.environment)
        self.pid = pid
        self.settings_at_start = _settings(self._terminal)
        """How keys are read, as a shell left it."""
        self.settings_at_end: object = None
        self._output = b""
        self.painted = b""
        """Everything that was written so far."""

    def press(self, keys: bytes) -> None:
        """Send keys as a keyboard does."""
        os.write(self._terminal, keys)

    def read_until(self, text: str) -> None:
        """Wait until `text` is painted after what was waited for before."""
        limit = time.monotonic() + _PATIENCE  # the clock is painted for ever, this text is not
        while text.encode() not in self._output:
            data = self._read(_PATIENCE)
            assert data, f"{text!r} was never painted"
            assert time.monotonic() < limit, f"{text!r} was never painted"
            self._output += data
        self._output = self._output.split(text.encode(), 1)[1]

    def read_until_painted(self, pattern: str) -> None:
        """Wait until what is painted from now on, without the codes for colours, has `pattern`."""
        begun, limit = len(self.painted), time.monotonic() + _PATIENCE
        while not re.search(pattern, plain(self.painted[begun:])):
            assert time.monotonic() < limit, f"{pattern!r} was never painted"
            self._read(_MOMENT)

    def read_until_quiet(self, silence: float) -> float:
        """Take what is written until nothing comes for `silence` seconds; when the last byte came.

        On the monotonic clock; the present moment where nothing was written. A program that never
        falls silent is not listened to for ever.
        """
        last = time.perf_counter()
        limit = last + _PATIENCE
        while self._read(silence) and last < limit:
            last = time.perf_counter()
        self._output = b""
        return last

    def seconds_worked(self) -> float:
        """Seconds of processor that the program has taken so far; Linux knows, others say 0."""
        try:
            said = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii", errors="replace")
        except OSError:
            return 0.0
        fields = said.rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resize(self, columns: int, lines: int) -> None:
        """Make the window another size."""
        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, size)

    def send(self, signal: int) -> int:
        """Send the program a signal that ends it; how it ended."""
        os.kill(self.pid, signal)
        return self.exit_code()

    def close_window(self) -> int:
        """Take the terminal away, as a window does that is closed; how the program ended."""
        os.close(self._terminal)
        return self._ended()

    def exit_code(self) -> int:
        """Wait for the program to end, taking what it still has to say."""
        limit = time.monotonic() + _PATIENCE  # one that stays paints its clock for ever
        while self._read(_PATIENCE) and time.monotonic() < limit:
            pass
        try:
            return self._ended()
        finally:
            self.settings_at_end = _settings(self._terminal)
            os.close(self._terminal)

    def wait_until_stopped(self) -> None:
        """Wait until the program has been stopped, taking what it still has to say."""
        limit = time.monotonic() + _PATIENCE
        while not os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)[0]:
            assert time.monotonic() < limit, "the program did not stop"
            self._read(_MOMENT)

    def _ended(self) -> int:
        """How the program ended; one that does not is killed, and the test fails."""
        limit = time.monotonic() + _PATIENCE
        while time.monotonic() < limit:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            time.sleep(_MOMENT)
        os.kill(self.pid, signals.SIGKILL)
        os.waitpid(self.pid, 0)
        raise AssertionError("the program did not end")

    def _read(self, patience: float) -> bytes:
        ready, _writable, _failed = select.select([self._terminal], [], [], patience)
        if not ready:
            return b""
        try:
            data = os.read(self._terminal, 65536)
        except OSError:  # Linux says so where the program has ended
            return b""
        self.painted += data
        return data


def desk_in_terminal(
    data: Path,
    *,
    environment: Mapping[str, str] | None = None,
    columns: int = 120,
    lines: int = 40,
) -> Terminal:
    """The desk in English, started as a user starts it, with its log in `data`."""
    return Terminal(
        [sys.executable, "-m", "floorwalker", "--lang", "en"],
        environment={"FLOORWALKER_DATA": str(data)} | dict(environment or {}),
        columns=columns,
        lines=lines,
    )
