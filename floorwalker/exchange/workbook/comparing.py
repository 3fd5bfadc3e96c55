"""What an edited workbook changes: cell by cell, against what the knowledge base says now.

Only what was edited since the workbook was written counts: the hidden column keeps a mark of what
stood in each cell then. An entry that has changed in the knowledge base since, too, is a conflict:
it is named, and left as it is.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from floorwalker.exchange.workbook.cells import CellError, cell_text, cell_value, fits, tidied
from floorwalker.exchange.workbook.columns import Column
from floorwalker.exchange.workbook.reading import Fault, ReadCell, ReadRow, ReadSheet, ReadWorkbook
from floorwalker.exchange.workbook.rows import (
    MUNICIPALITY,
    Row,
    hidden_in,
    mark_of,
    marks_in,
    value_in,
)
from floorwalker.i18n import _, ngettext
from floorwalker.knowledge.editing.record_edits import RecordKind
from floorwalker.knowledge.model.fields import SLUG_PATTERN
from floorwalker.knowledge.model.near_names import slug_of
from floorwalker.plain_yaml import Value
from floorwalker.privacy import NOBODYS, find_personal_data

_SHOWN: Final = 40
_NAMED: Final = 5
"""Ids that a line names before it counts the rest."""


class CellChange(Struct, frozen=True):
    """A field that a workbook says otherwise than the knowledge base."""

    sheet: str
    place: str
    row: Row
    column: Column
    old: str
    new: str
    value: Value | None
    """None where the cell was emptied."""


class Compared(Struct):
    """What a workbook changes, and what keeps it from being taken in."""

    changes: list[CellChange]
    faults: list[Fault]
    conflicts: list[Fault]
    """Rows that are left alone, since the knowledge base has changed, too."""
    remarks: list[str]


def compare(
    read: ReadWorkbook, known: Mapping[RecordKind, Sequence[Row]], unusable: Collection[str]
) -> Compared:
    """What `read` says otherwise than the knowledge base.

    Args:
        read: the workbook.
        known: the rows of each kind as they would be written now.
        unusable: refs of entries that are there and have no row: withdrawn, or broken.
    """
    result = Compared([], list(read.faults), [], list(read.remarks))
    for sheet in read.sheets:
        _Comparing(sheet, known[sheet.sheet.kind], unusable, result).compare()
    there = {sheet.sheet.kind for sheet in read.sheets}
    for kind, rows in known.items():
        if kind not in there and rows:
            said = _("The workbook has no sheet for `{kind}`: nothing changes there.")
            result.remarks.append(said.format(kind=kind))
    return result


class _Comparing:
    def __init__(
        self, read: ReadSheet, rows: Iterable[Row], unusable: Collection[str], result: Compared
    ) -> None:
        self._read = read
        self._known = {row.id: row for row in rows}
        self._unusable = unusable
        self._result = result

    def compare(self) -> None:
        seen: dict[str, int] = {}
        for read in self._read.rows:
            if not self._is_sound(read, seen):
                continue
            seen[read.id] = read.number
            row = self._known.get(read.id)
            if row is None:
                self._take_new(read)
            else:
                self._take_edited(read, row)
        missing = [id_ for id_ in self._known if id_ not in seen]
        if missing:
            self._result.remarks.append(_missing(self._read.title, missing))

    def _fault(self, place: str, message: str, hint: str) -> None:
        self._result.faults.append(Fault(self._read.title, place, message, hint))

    def _is_sound(self, read: ReadRow, seen: Mapping[str, int]) -> bool:
        place = f"A{read.number}"
        if not read.id:
            hint = _("Write one in column A, such as `nyt-pas`, or delete the row.")
            self._fault(place, _("The row has no id."), hint)
        elif read.id in seen:
            said = _("The id `{id}` stands in row {row} already.")
            hint = _("Give a new entry an id of its own, or delete one of the rows.")
            self._fault(place, said.format(id=read.id[:_SHOWN], row=seen[read.id]), hint)
        elif read.id in self._known:
            return True
        elif not self._is_clean(place, read.id):
            return False
        elif self._read.sheet.kind == MUNICIPALITY:
            hint = _("Write `municipality` there, and keep one row.")
            self._fault(place, _("There is only one municipality."), hint)
        elif re.search(SLUG_PATTERN, read.id) is None:
            near = slug_of(read.id)
            self._fault(
                place,
                _("`{value}` is not an id.").format(value=read.id[:_SHOWN]),
                _("Did you mean `{near}`?").format(near=near)
                if near
                else _("Use the letters a-z, digits and hyphens, at most 64: `nyt-pas`."),
            )
        elif f"{self._read.sheet.kind}:{read.id}" in self._unusable:
            said = _("There is an entry `{id}` that is withdrawn or cannot be read.")
            hint = _("Run floorwalker check, or choose another id.")
            self._fault(place, said.format(id=read.id), hint)
        else:
            return True
        return False

    def _take_new(self, read: ReadRow) -> None:
        row = Row(f"{self._read.sheet.kind}:{read.id}", read.id, {})
        for column in self._read.columns:
            cell = read.cells.get(column.name)
            if cell is not None and (cell.text or column.required):
                self._change(row, column, cell)
        there = {column.name for column in self._read.columns}
        for column in self._read.sheet.columns():
            if column.required and column.name not in there:
                said = _("A new entry needs `{name}`, and the sheet has no such column.")
                hint = _("Take a workbook with all columns.")
                self._fault(f"A{read.number}", said.format(name=column.name), hint)

    def _take_edited(self, read: ReadRow, row: Row) -> None:
        now = {column.name: tidied(row.text(column)) for column in self._read.columns}
        differing = [
            (column, cell)
            for column in self._read.columns
            if (cell := read.cells.get(column.name)) is not None
            and not _same(cell.text, now[column.name], column)
        ]
        if not differing:
            return
        marks = marks_in(read.marks)
        edited = [
            (column, cell)
            for column, cell in differing
            if marks.get(column.name) != mark_of(row.ref, cell.text)
        ]
        if not edited:
            return
        fields = ", ".join(column.title for column, _cell in edited)
        place = f"A{read.number}"
        if not marks:
            said = _("The row of `{ref}` has lost what the hidden column says of it ({fields}).")
            self._conflict(place, said.format(ref=row.ref, fields=fields))
        elif any(marks.get(name, "") != mark_of(row.ref, text) for name, text in now.items()):
            said = _("`{ref}` has changed in the knowledge base, too ({fields}).")
            self._conflict(place, said.format(ref=row.ref, fields=fields))
        else:
            for column, cell in edited:
                self._change(row, column, cell)

    def _conflict(self, place: str, message: str) -> None:
        hint = _("The row is left as it is: write a new workbook, and edit it there.")
        self._result.conflicts.append(Fault(self._read.title, place, message, hint))

    def _is_clean(self, place: str, text: str) -> bool:
        """Whether no person's number stands in a cell; it is told without being repeated."""
        if any(found.kind in NOBODYS for found in find_personal_data(text)):
            said = _("The cell holds the number of a person.")
            hint = _("Take it out: what the house publishes is everybody's to read.")
            self._fault(place, said, hint)
            return False
        return True

    def _change(self, row: Row, column: Column, cell: ReadCell) -> None:
        if not self._is_clean(cell.place, cell.text):
            return
        if not (row.fits(column) and fits(cell.text)):
            said = _("The text of `{name}` is too long for a cell.").format(name=column.name)
            hint = _("Leave the cell as it was, and edit the text in its file.")
            self._fault(cell.place, said, hint)
            return
        try:
            value = cell_value(cell.text, column)
        except CellError as error:
            self._fault(cell.place, error.message, error.hint)
            return
        if not value:
            if column.required:
                said = _("`{name}` may not be empty.").format(name=column.name)
                self._fault(cell.place, said, _("Write it into the cell."))
                return
            value = None
        if not self._can_be_left_out(cell.place, row, column, value):
            return
        new = cell_text(value, column)
        if column.path == ("changes",) and isinstance(value, list):
            value = _with_hidden(value, row)
        old = row.text(column)
        self._result.changes.append(
            CellChange(self._read.title, cell.place, row, column, old, new, value)
        )

    def _can_be_left_out(self, place: str, row: Row, column: Column, value: Value | None) -> bool:
        """Whether what a cell no longer says can be unsaid.

        Translations and amounts are laid over the base's one by one, so none of these can.
        """
        below = value_in(row.below or {}, column.path)
        if column.path[0] == "translations" and below and not value:
            self._fault(
                place,
                _("`{name}` comes from the base and cannot be left out.").format(name=column.name),
                _("Write another text into the cell."),
            )
            return False
        if column.path == ("values",) and isinstance(below, dict) and isinstance(value, dict):
            missing = [year for year in below if year not in value]
            if missing:
                said = _("The amount of {year} comes from the base and cannot be left out.")
                hint = _("Write its line again: {line}").format(
                    line=f"{missing[0]} | {below[missing[0]]}"
                )
                self._fault(place, said.format(year=missing[0]), hint)
                return False
        return True


def _same(new: str, old: str, column: Column) -> bool:
    """Whether two texts mean the same: `true` and `sand`, nothing and what holds anyway."""
    if new == old:
        return True
    try:
        said, held = cell_value(new, column), cell_value(old, column)
    except CellError:
        return False
    return (said or column.default) == (held or column.default)


def _with_hidden(changes: Iterable[Value], row: Row) -> list[Value]:
    """Coming changes with what they set and no cell shows, found by the day they begin on."""
    current = value_in(row.fields, ("changes",))
    left = list(current) if isinstance(current, list) else []
    return [_with_what_was(change, left) for change in changes]


def _with_what_was(change: Value, left: list[Value]) -> Value:
    same = (old for old in left if _begins(old) == _begins(change))
    found = next(same, None)
    if found is None or not isinstance(change, dict):
        return change
    left.remove(found)
    hidden = hidden_in(found)
    changed = change.get("set")
    said = changed if isinstance(changed, dict) else {}
    return {**change, "set": {**said, **hidden}} if hidden else change


def _begins(change: Value) -> Value | None:
    return change.get("from") if isinstance(change, dict) else None


def _missing(title: str, ids: Sequence[str]) -> str:
    named = ", ".join(ids[:_NAMED])
    more = "" if len(ids) <= _NAMED else " …"
    return ngettext(
        "{count} entry is not in the sheet {sheet} and stays as it is: {ids}",
        "{count} entries are not in the sheet {sheet} and stay as they are: {ids}",
        len(ids),
    ).format(count=len(ids), sheet=title, ids=named + more)


def by_entry(changes: Iterable[CellChange]) -> Iterator[tuple[Row, list[CellChange]]]:
    """The changes of each entry."""
    found: dict[str, list[CellChange]] = {}
    for change in changes:
        found.setdefault(change.row.ref, []).append(change)
    for some in found.values():
        yield some[0].row, some
