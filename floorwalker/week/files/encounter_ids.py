"""Which encounters a file of an export holds: their ids alone, read a row at a time."""

import csv
import io
import re
import stat
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from floorwalker.file_reading import open_regular

_COLUMN: Final = "encounter_id"
_ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CELL: Final = re.compile(rb'<c r="A[0-9]+"[^>]*><is><t[^>]*>([^<]*)</t></is></c>')
_CHUNK: Final = 1 << 20
_LONGEST_CELL: Final = 512
"""Bytes that a cell of an id takes at most in a workbook; so much of a chunk is read again."""


def encounter_ids(path: Path) -> Iterator[str]:
    """The ids in a table of encounters that `export` wrote, without the header.

    Raises:
        ValueError: it is no such table, or one that another program has written anew.
        OSError: it cannot be read.
    """
    read = _READERS.get(path.suffix)
    if read is None or not stat.S_ISREG(path.lstat().st_mode):
        raise ValueError
    for found in read(path):
        if _ID.fullmatch(found) is None:
            raise ValueError
        yield found


def _from_csv(path: Path) -> Iterator[str]:
    with io.TextIOWrapper(open_regular(path), encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, delimiter=";")
        try:
            if next(rows, [""])[0] != _COLUMN:
                raise ValueError
            yield from (row[0] for row in rows)
        except (csv.Error, IndexError) as error:
            raise ValueError from error


class _Row(Struct):
    encounter_id: str


def _from_jsonl(path: Path) -> Iterator[str]:
    decoder = msgspec.json.Decoder(_Row)
    with open_regular(path) as file:
        for line in file:
            yield decoder.decode(line).encounter_id


def _from_xlsx(path: Path) -> Iterator[str]:
    """What stands in the first column, as our own workbooks hold it: beside the cell's number."""
    try:
        with zipfile.ZipFile(path) as book:
            sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
            for sheet in sheets:
                cells = _cells(book, sheet)
                if next(cells, "") != _COLUMN:
                    raise ValueError
                yield from cells
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:  # damaged, packed in
        # a way that Python cannot undo, or behind a password: as zipfile says it
        raise ValueError from error


def _cells(book: zipfile.ZipFile, sheet: str) -> Iterator[str]:
    rest = b""
    with book.open(sheet) as file:
        for chunk in iter(partial(file.read, _CHUNK), b""):
            text, end = rest + chunk, 0
            for cell in _CELL.finditer(text):
                end = cell.end()
                yield cell[1].decode()
            rest = text[max(end, len(text) - _LONGEST_CELL) :]


def _from_parquet(path: Path) -> Iterator[str]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(columns=[_COLUMN]):
                yield from (str(value) for value in batch.column(0).to_pylist())
    except (pa.ArrowException, IndexError) as error:
        raise ValueError from error


_READERS: Final[dict[str, Callable[[Path], Iterator[str]]]] = {
    ".csv": _from_csv,
    ".jsonl": _from_jsonl,
    ".xlsx": _from_xlsx,
    ".parquet": _from_parquet,
}
