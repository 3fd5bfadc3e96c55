"""The file formats of an export, by name: what each needs, what it is called, what writes it.

Each writer's module, and with it the library behind it, is imported only when its format is asked
for: a CSV file costs no more than the standard library.
"""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import IO, Final, Protocol

import msgspec

from floorwalker.errors import FloorwalkerError
from floorwalker.files import whole_file
from floorwalker.i18n import _


class Write(Protocol):
    """Writes rows of one kind to a file, whole or not at all, and tells how many there were."""

    def __call__(
        self,
        path: Path,
        kind: type[msgspec.Struct],
        rows: Iterable[msgspec.Struct],
        /,
        *,
        replacing: bool = True,
    ) -> int:
        """Write them; `replacing` a file of that name, or not.

        Raises:
            FloorwalkerError: the file cannot be written.
        """


_WriteRows = Callable[[IO[bytes], type[msgspec.Struct], Iterable[msgspec.Struct]], int]


FORMATS: Final = ("csv", "xlsx", "jsonl", "parquet", "komhen")
"""What `export` offers; the first is written where none is asked for."""
TABLES: Final = FORMATS[:4]
"""Formats that hold any table; the name of each is its file name's extension."""


def writer(table_format: str) -> Write:
    """What writes files of `table_format`, one of `TABLES`.

    Raises:
        FloorwalkerError: it needs a library that is not installed.
    """
    if table_format == "xlsx":
        from floorwalker.week.files.xlsx_file import write_xlsx

        return write_xlsx
    return partial(_write_whole, _rows_writer(table_format))


def _rows_writer(table_format: str) -> _WriteRows:
    if table_format == "jsonl":
        from floorwalker.week.files.jsonl_file import write_jsonl

        return write_jsonl
    if table_format == "parquet":
        try:
            from floorwalker.week.files.parquet_file import write_parquet
        except ModuleNotFoundError:
            raise FloorwalkerError(
                _("Parquet files need the library pyarrow, which is not installed."),
                _("Install it with: pip install 'floorwalker[parquet]'"),
            ) from None
        return write_parquet
    from floorwalker.week.files.csv_file import write_csv

    return write_csv


def _write_whole(
    write_rows: _WriteRows,
    path: Path,
    kind: type[msgspec.Struct],
    rows: Iterable[msgspec.Struct],
    /,
    *,
    replacing: bool = True,
) -> int:
    with whole_file(path, replacing=replacing) as file:
        return write_rows(file, kind, rows)
