"""One JSON object per line, with the columns and values of `log list --json`.

Texts stand as they are: no program that reads JSON takes one for a formula.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Final

import msgspec

from floorwalker.errors import FloorwalkerError
from floorwalker.file_reading import open_regular
from floorwalker.i18n import _
from floorwalker.journal.encounter import COLUMNS, Encounter
from floorwalker.week.files.csv_file import newer_schema

_LONGEST_LINE: Final = 1_000_000
"""Bytes; a file with a longer one is not a week's."""


def write_jsonl(
    file: IO[bytes], _kind: type[msgspec.Struct], rows: Iterable[msgspec.Struct]
) -> int:
    """Write `rows`, one on each line; the number of rows."""
    encoder = msgspec.json.Encoder()
    count = 0
    for row in rows:
        file.write(encoder.encode(row) + b"\n")
        count += 1
    return count


def jsonl_rows(path: Path) -> Iterator[tuple[int, Encounter]]:
    """The encounters of a file that `write_jsonl` wrote, each with its line.

    A file of an older schema lacks the columns that came later.

    Raises:
        FloorwalkerError: a line holds no encounter; nothing of it is repeated.
        OSError: it cannot be read.
    """
    if not set(jsonl_fields(path)) <= set(COLUMNS):
        raise newer_schema(path)
    decoder = msgspec.json.Decoder(Encounter)
    with open_regular(path) as file:
        for number, line in enumerate(file, start=1):
            try:
                yield number, decoder.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError):
                raise FloorwalkerError(
                    _("{path}:{line}: this is not an encounter.").format(path=path, line=number),
                    _("Export the week again."),
                ) from None


def jsonl_fields(path: Path) -> tuple[str, ...]:
    """The fields of the first line; none where that is no object.

    Raises:
        OSError: it cannot be read.
    """
    with open_regular(path) as file:
        try:
            return tuple(msgspec.json.decode(file.readline(_LONGEST_LINE), type=dict[str, object]))
        except (msgspec.DecodeError, UnicodeDecodeError):
            return ()
