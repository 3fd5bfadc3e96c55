"""Where logs were used, remembered outside their folders: a disk may not be connected today.

A note in the log's own folder is gone with the disk, and a new log would be begun on what lies
under it. Forgetting this memory does no harm but that.
"""

import contextlib
from datetime import date
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from floorwalker import files
from floorwalker.dates import format_date
from floorwalker.errors import FloorwalkerError
from floorwalker.file_reading import read_regular
from floorwalker.i18n import _
from floorwalker.journal import faults, log_file

_MOST: Final = 200
"""Logs that are remembered."""
_LONGEST: Final = 1 << 22
"""Bytes that the memory has at most."""


class Sighting(Struct, frozen=True):
    """A log that was used."""

    device: int
    """The disk that it was on."""
    day: date
    """When it was used last."""


def note(memory: Path, log: Path, today: date) -> None:
    """Remember that `log` was used; that it cannot be remembered is no fault."""
    device = log_file.device_of(log.parent)
    seen = _read(memory)
    sighting = Sighting(device or 0, today)
    if device is None or seen.get(str(log)) == sighting:
        return
    seen.pop(str(log), None)
    kept = dict(list(seen.items())[1 - _MOST :]) | {str(log): sighting}
    with contextlib.suppress(OSError, FloorwalkerError, UnicodeError):
        files.make_folder(memory.parent)
        files.write_whole(memory, msgspec.json.encode(kept), replacing=True, durable=False)


def last(memory: Path, log: Path) -> Sighting | None:
    """When and where `log` was used last; None where that is not known."""
    return _read(memory).get(str(log))


def require_disk(memory: Path, log: Path) -> None:
    """Refuse to begin a log where one was used that lay on another disk.

    Raises:
        MissingJournalError: its disk is not connected.
    """
    seen = last(memory, log)
    if seen is None or seen.device == log_file.device_of(log.parent):
        return
    raise faults.MissingJournalError(
        _("The log {path} was used on {day}, and its disk is not connected.").format(
            path=log, day=format_date(seen.day)
        ),
        _("Connect it. A new log begins with: {command}").format(
            command="floorwalker log start-new"
        ),
    )


def _read(memory: Path) -> dict[str, Sighting]:
    try:
        return msgspec.json.decode(read_regular(memory, _LONGEST), type=dict[str, Sighting])
    except (OSError, ValueError, msgspec.MsgspecError):
        return {}
