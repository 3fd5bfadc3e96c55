"""What an edited workbook does to the municipality's own folder: all of it, or nothing.

The files are changed in memory first, and the whole folder is read as it would be then: what would
become an error is told with the cell that it comes from, and then nothing is written.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from floorwalker.errors import KnowledgeError
from floorwalker.exchange.workbook.cells import tidied
from floorwalker.exchange.workbook.comparing import CellChange, Compared, by_entry, compare
from floorwalker.exchange.workbook.reading import Fault, ReadWorkbook
from floorwalker.exchange.workbook.rows import (
    MUNICIPALITY,
    rows_by_kind,
    shown,
    value_in,
)
from floorwalker.i18n import _
from floorwalker.knowledge.editing.own_layer import own_changes
from floorwalker.knowledge.editing.record_edits import Fields
from floorwalker.knowledge.layers.laying import place_of
from floorwalker.knowledge.loading.loader import Loaded, with_changes
from floorwalker.knowledge.model.records import Knowledge, Rendering
from floorwalker.knowledge.model.translation import fingerprint
from floorwalker.knowledge.problems.problem import Problem
from floorwalker.plain_yaml import Mark, Value, locate, parse
from floorwalker.plain_yaml.editing import Change, value_at
from floorwalker.plain_yaml.reading import KeyPath


class Outcome(Struct, frozen=True):
    """What comes of a workbook."""

    compared: Compared
    files: tuple[Change, ...]
    """The files to write; none where there are faults."""


def apply_workbook(read: ReadWorkbook, loaded: Loaded) -> Outcome:
    """What `read` changes in the folder, and every reason why it cannot be taken in."""
    laid = loaded.laid
    unusable = {*laid.withdrawn, *(ref for _index, ref in laid.broken)}
    compared = compare(read, rows_by_kind(loaded), unusable)
    if compared.faults or not compared.changes:
        return Outcome(compared, ())
    wanted: dict[str, Fields] = {
        row.ref: {path: value for change in some for path, value in _fields(change)}
        for row, some in by_entry(compared.changes)
    }
    try:
        files = own_changes(loaded, wanted)
        together = _together(loaded, files)
        marked = _with_fingerprints(wanted, loaded.knowledge, together.knowledge)
        if marked != wanted:
            files = own_changes(loaded, marked)
            together = _together(loaded, files)
    except KnowledgeError:
        compared.faults += _unwritable(loaded, compared.changes)
        return Outcome(compared, ())
    compared.faults += _faults(loaded, together, files, compared.changes)
    if not compared.faults:
        compared.faults += _unlike(together, compared.changes)
    return Outcome(compared, () if compared.faults else tuple(files))


def _fields(change: CellChange) -> Iterator[tuple[tuple[str, ...], Value | None]]:
    """What a cell says of its field; of amounts, each year by itself, since a layer does."""
    path, value = change.column.path, change.value
    old = value_in(change.row.fields, path)
    if path != ("values",) or not isinstance(value, dict) or not isinstance(old, dict):
        yield path, value
        return
    for key in dict.fromkeys([*old, *value]):
        if value.get(key) != old.get(key):
            yield (*path, key), value.get(key)


def _together(loaded: Loaded, files: Iterable[Change]) -> Loaded:
    return with_changes(loaded, {_relative(loaded, file.path): file.after for file in files})


def _relative(loaded: Loaded, path: Path) -> str:
    return path.relative_to(loaded.folders[0]).as_posix()


def _unwritable(loaded: Loaded, changes: Iterable[CellChange]) -> Iterator[Fault]:
    """The cells whose fields cannot be written into their files."""
    for row, some in by_entry(changes):
        for change in some:
            try:
                own_changes(loaded, {row.ref: dict(_fields(change))})
            except KnowledgeError as error:
                yield Fault(change.sheet, change.place, error.message, error.hint)


def _with_fingerprints(
    wanted: Mapping[str, Fields], before: Knowledge, after: Knowledge
) -> Mapping[str, Fields]:
    """What is wanted, and beside each translation written what the texts it renders say.

    One that was older than those texts stays so: part of it may be as it was.
    """
    marked = {ref: dict(fields) for ref, fields in wanted.items()}
    for ref, fields in marked.items():
        languages = {path[1] for path, value in fields.items() if path[0] == "translations"}
        for language in languages:
            old, new = _rendering(before, ref, language), _rendering(after, ref, language)
            if new is None or (old is not None and old.of and old.of != old.current):
                continue
            if new.of != new.current:
                fields["translations", language, "of"] = new.current
    return marked


class _Of(Struct, frozen=True):
    of: str
    current: str


def _rendering(knowledge: Knowledge, ref: str, language: str) -> _Of | None:
    record = knowledge.municipality if ref == MUNICIPALITY else knowledge.entry(ref)
    if record is None:
        return None
    translations: Mapping[str, Rendering] = record.translations
    rendering = translations.get(language)
    return _Of(rendering.of, fingerprint(record, rendering)) if rendering is not None else None


def _faults(
    before: Loaded, after: Loaded, files: Sequence[Change], changes: Sequence[CellChange]
) -> Iterator[Fault]:
    """What would be an error that was none, each with its cell."""
    known = Counter(map(_said, before.problems))
    places = _places(before, files, changes)
    for problem in after.problems:
        if known[_said(problem)]:
            known[_said(problem)] -= 1
            continue
        change = places.get((problem.path, (problem.line, problem.column)))
        if change is None:
            yield Fault("", problem.where, problem.message, problem.hint)
        else:
            yield Fault(change.sheet, change.place, problem.message, problem.hint)


def _unlike(after: Loaded, changes: Iterable[CellChange]) -> Iterator[Fault]:
    """The cells whose entry would say something else than they do."""
    rows = {row.ref: row for rows in rows_by_kind(after).values() for row in rows}
    for change in changes:
        row, column = rows.get(change.row.ref), change.column
        field = column.path[-1:]
        wanted = shown({field[0]: change.value or ""}, replace(column, path=field))
        if row is None or tidied(row.text(column)) != tidied(wanted):
            message = _("`{field}` of `{id}` cannot be written without changing more.").format(
                field=column.name, id=change.row.id
            )
            yield Fault(change.sheet, change.place, message, _("Write it into its file yourself."))


def _said(problem: Problem) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    return problem.path, problem.code, tuple(sorted(problem.details.items()))


def _places(
    loaded: Loaded, files: Iterable[Change], changes: Iterable[CellChange]
) -> dict[tuple[str, Mark], CellChange]:
    """The cell of what stands at a place in the changed files."""
    found: dict[tuple[str, Mark], CellChange] = {}
    wanted = {path: change for change in changes for path in _paths(change)}
    for file in files:
        name = _relative(loaded, file.path)
        said = parse(file.after).value or {}
        there = [path for path in wanted if value_at(said, path) is not None]
        for path, mark in locate(file.after, there).items():
            found.setdefault((name, mark), wanted[path])
    return found


def _paths(change: CellChange) -> Iterator[KeyPath]:
    """Where a cell's value stands in a file, and its parts; then its record."""
    record = place_of(change.row.ref)
    yield from _inside((*record, *change.column.path), change.value)
    yield record


def _inside(path: KeyPath, value: Value | None) -> Iterator[KeyPath]:
    yield path
    if isinstance(value, dict):
        for key, said in value.items():
            yield from _inside((*path, key), said)
    elif isinstance(value, list):
        for index, said in enumerate(value):
            yield from _inside((*path, index), said)
