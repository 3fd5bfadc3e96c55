"""An exception that nobody expected: one sentence and a number for the user, a place for us.

The log names type, file and line, never a message or a value: those may hold what was typed.
"""

import contextlib
import os
import secrets
import traceback
from datetime import UTC, datetime
from pathlib import Path

from floorwalker.files import make_folders
from floorwalker.i18n import _

EXIT_CRASH = 3
"""The program itself is at fault."""
LOG_NAME = "errors.log"
_MAX_LOG_BYTES = 1_000_000


_APPENDING = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_APPEND
    | getattr(os, "O_NONBLOCK", 0)  # a pipe in its place would be waited for
    | getattr(os, "O_NOFOLLOW", 0)
)


def record_crash(error: BaseException, data: Path | None) -> str:
    """Write where `error` arose to the log in the folder `data`; the sentence for the user.

    Where there is no such folder, or it cannot be written, there is no log, and none is named.
    """
    number, is_logged = record_fault(error, data)
    said = _(
        "Something went wrong inside Floorwalker (error {number}). What was logged is safe."
    ).format(number=number)
    if data is None or not is_logged:
        return said
    return f"{said} " + _("The place of the fault is in {log}.").format(log=data / LOG_NAME)


def record_fault(error: BaseException, data: Path | None) -> tuple[str, bool]:
    """Write where `error` arose to the log in `data`; its number, and whether it was written."""
    number = secrets.token_hex(3).upper()
    lines = [f"{datetime.now(UTC).isoformat(timespec='seconds')} {number} {type(error).__name__}"]
    lines += [
        f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    return number, data is not None and _append(data / LOG_NAME, "\n".join(lines) + "\n")


def _append(log: Path, text: str) -> bool:
    """Add `text` to the log; whether that was possible."""
    with contextlib.suppress(OSError, ValueError):
        make_folders(log.parent)
        if log.exists() and log.stat().st_size > _MAX_LOG_BYTES:
            log.replace(log.with_suffix(".log.1"))
        descriptor = os.open(log, _APPENDING, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8") as file:
            file.write(text)
        return True
    return False
