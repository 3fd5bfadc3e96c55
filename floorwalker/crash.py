"""An exception that nobody expected: one sentence and a number for the user, a place for us.

The log names type, file and line, never a message or a value: those may hold what was typed.
"""

import contextlib
import os
import secrets
import traceback
from datetime import UTC, datetime
from pathlib import Path

from floorwalker.i18n import _

EXIT_CRASH = 3
"""The program itself is at fault."""
LOG_NAME = "errors.log"
_MAX_LOG_BYTES = 1_000_000


def record_crash(error: BaseException, data: Path) -> str:
    """Write where `error` arose to the log in the folder `data`; the sentence for the user.

    A folder that cannot be written changes nothing but that there is no log.
    """
    number = secrets.token_hex(3).upper()
    lines = [f"{datetime.now(UTC).isoformat(timespec='seconds')} {number} {type(error).__name__}"]
    lines += [
        f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    log = data / LOG_NAME
    with contextlib.suppress(OSError):
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        if log.exists() and log.stat().st_size > _MAX_LOG_BYTES:
            log.replace(log.with_suffix(".log.1"))
        descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    return _(
        "Something went wrong inside Floorwalker (error {number}). What was logged is safe; "
        "the place of the fault is in {log}."
    ).format(number=number, log=log)
