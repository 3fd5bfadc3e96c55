"""One JSON object per line, with the columns and values of `log list --json`.

Texts stand as they are: no program that reads JSON takes one for a formula.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from floorwalker.errors import FloorwalkerError
from floorwalker.files import whole_file
from floorwalker.i18n import _
from floorwalker.journal.encounter import Encounter


def write_jsonl(path: Path, _kind: type[msgspec.Struct], rows: Iterable[msgspec.Struct]) -> int:
    """Write `rows` to `path`, whole or not at all; the number of rows.

    Raises:
        FloorwalkerError: the file cannot be written.
    """
    encoder = msgspec.json.Encoder()
    count = 0
    with whole_file(path, replacing=True) as file:
        for row in rows:
            file.write(encoder.encode(row) + b"\n")
            count += 1
    return count


def read_jsonl(path: Path) -> Iterator[Encounter]:
    """The encounters of a file that `write_jsonl` wrote, one at a time.

    Raises:
        FloorwalkerError: a line holds no encounter; nothing of it is repeated.
        OSError: it cannot be read.
    """
    decoder = msgspec.json.Decoder(Encounter)
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                yield decoder.decode(line)
            except msgspec.DecodeError:
                raise FloorwalkerError(
                    _("{path}:{line}: this is not an encounter.").format(path=path, line=number),
                    _("Export the week again."),
                ) from None
