"""The knowledge base as rows of cells: what an editor sees, and a mark of it to compare with."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Final, Literal

import msgspec
from msgspec import Struct

from floorwalker.exchange.workbook.cells import cell_text, fits, stand_in, tidied
from floorwalker.exchange.workbook.columns import SHEETS, Column, Sheet
from floorwalker.knowledge.editing.record_edits import RecordKind
from floorwalker.knowledge.loading.loader import Loaded
from floorwalker.knowledge.model.records import Rate, Record
from floorwalker.plain_yaml import Value

DESK_NOTE: Final = "desk_note"
MUNICIPALITY: Final[Literal["municipality"]] = "municipality"
_MARK_LENGTH: Final = 8
_HIDDEN: Final = (DESK_NOTE, "translations")
"""What a coming change may set and a cell does not show."""


class Row(Struct, frozen=True):
    """One entry."""

    ref: str
    id: str
    fields: Mapping[str, Value]
    """What it says, all layers together, as a file would have it."""
    below: Mapping[str, Value] | None = None
    """What the base says of it; None where it has no such entry."""

    def text(self, column: Column) -> str:
        """What stands in the cell of a column."""
        text = shown(self.fields, column)
        return text if fits(text) else stand_in(text)

    def fits(self, column: Column) -> bool:
        """Whether its cell can be edited: a text too long for a cell has only a stand-in."""
        return fits(shown(self.fields, column))

    def text_below(self, column: Column) -> str:
        """What would stand there if the municipality had nothing of its own."""
        text = shown(self.below, column) if self.below is not None else ""
        return text if fits(text) else stand_in(text)

    def mark(self, columns: Sequence[Column]) -> str:
        """What stood in each cell, for the hidden column: `name=1f00aa23 cost=…`."""
        texts = {column.name: tidied(self.text(column)) for column in columns}
        return " ".join(f"{name}={mark_of(self.ref, text)}" for name, text in texts.items())


def mark_of(ref: str, text: str) -> str:
    """What the hidden column keeps of one cell."""
    return hashlib.sha256(f"{ref}\n{text}".encode()).hexdigest()[:_MARK_LENGTH]


def marks_in(text: str) -> dict[str, str]:
    """What the hidden column says, by column."""
    pairs = (pair.rpartition("=") for pair in text.split())
    return {name: mark for name, _equals, mark in pairs if name}


def shown(fields: Mapping[str, Value], column: Column) -> str:
    """What of a record stands in the cell of a column."""
    value: Value | None = value_in(fields, column.path)
    if column.path == ("changes",) and isinstance(value, list):
        value = [without_hidden(change) for change in value]
    return cell_text(value or column.default, column)


def value_in(fields: Mapping[str, Value], path: Sequence[str]) -> Value | None:
    """What a record says at a place; None where it says nothing."""
    value: Value | None = dict(fields)
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def without_hidden(change: Value) -> Value:
    """A coming change without what no cell shows of it."""
    if not isinstance(change, dict) or not isinstance(change.get("set"), dict):
        return change
    changed = change["set"]
    if not isinstance(changed, dict):
        return change
    kept = {name: said for name, said in changed.items() if name not in _HIDDEN}
    return {**change, "set": kept}


def hidden_in(change: Value) -> dict[str, Value]:
    """What a coming change sets and no cell shows."""
    changed = change.get("set") if isinstance(change, dict) else None
    if not isinstance(changed, dict):
        return {}
    return {name: said for name, said in changed.items() if name in _HIDDEN}


def below_of(loaded: Loaded) -> dict[str, Struct]:
    """What the base says of each entry that it has, by ref."""
    laid = loaded.laid
    below: dict[str, Struct] = dict(laid.below)
    for held in laid.records:
        if laid.files[held.index].layer:
            below.setdefault(held.record.ref, held.record)
    for index, rate in laid.rates:
        if laid.files[index].layer:
            below.setdefault(rate.ref, rate)
    return below


def rows_by_kind(loaded: Loaded) -> dict[RecordKind, list[Row]]:
    """The rows of each sheet, in the order of the knowledge base, all layers together.

    What refers to nothing stands in them, too, as it does in the files.
    """
    below = below_of(loaded)
    laid = loaded.laid
    house = laid.municipality
    records: list[Struct] = [held.record for held in laid.records]
    records += [rate for _index, rate in laid.rates]
    rows: dict[RecordKind, list[Row]] = {sheet.kind: [] for sheet in SHEETS}
    seen: set[str] = set()
    for record in records:
        if isinstance(record, Record | Rate) and record.ref not in seen:
            seen.add(record.ref)
            rows[record.kind].append(_row(record.ref, record.id, record, below))
    if house is not None:
        rows[MUNICIPALITY].append(_row(MUNICIPALITY, MUNICIPALITY, house, below))
    return rows


def _row(ref: str, id_: str, record: Struct, below: Mapping[str, Struct]) -> Row:
    base = below.get(ref)
    return Row(ref, id_, plain_fields(record), plain_fields(base) if base is not None else None)


def plain_fields(record: Struct) -> dict[str, Value]:
    """What a record says, as a file would have it."""
    fields: dict[str, object] = msgspec.to_builtins(record)
    return {name: _plain(said) for name, said in fields.items() if name != "id"}


def _plain(value: object) -> Value:
    if isinstance(value, dict):
        return {str(key): _plain(said) for key, said in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def sheet_of(kind: str) -> Sheet | None:
    """The sheet of a kind."""
    return next((sheet for sheet in SHEETS if sheet.kind == kind), None)
