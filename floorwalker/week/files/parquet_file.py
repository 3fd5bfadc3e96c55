"""Parquet, for those who analyse. Importing this module loads pyarrow, an extra of the package.

Numbers, truth values, dates and lists have their types. Times stay ISO 8601 text with the local
offset, as in the log: Parquet's own times are in UTC and would lose it.
"""

from collections.abc import Iterable
from itertools import islice
from typing import IO, Final

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

_BATCH: Final = 20_000
"""Rows in memory at a time, and in one row group: part of what makes the bytes the same."""


def write_parquet(
    file: IO[bytes], kind: type[msgspec.Struct], rows: Iterable[msgspec.Struct]
) -> int:
    """Write `rows` of `kind`, some of them at a time; the number of rows."""
    schema = _schema(kind.__struct_fields__)
    remaining = iter(rows)
    count = 0
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        while batch := [msgspec.structs.asdict(row) for row in islice(remaining, _BATCH)]:
            writer.write_table(pa.Table.from_pylist(batch, schema))
            count += len(batch)
    return count


def _schema(columns: tuple[str, ...]) -> pa.Schema:
    types = {
        "revision": pa.int64(),
        "duration_s": pa.int64(),
        "confident": pa.bool_(),
        "challenges": pa.list_(pa.string()),
        "follow_up_due": pa.date32(),
    }
    return pa.schema([(column, types.get(column, pa.string())) for column in columns])
