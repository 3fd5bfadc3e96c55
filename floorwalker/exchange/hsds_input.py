"""Files of an HSDS directory → its services: JSON or tables, whole or in pages, alone or in lists.

In a folder every JSON file and every CSV table counts, at any depth; a `datapackage.json` says
which tables there are and how they are written.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

from floorwalker.errors import FloorwalkerError
from floorwalker.exchange.exported import Json
from floorwalker.exchange.foreign_files import read_csv, read_json
from floorwalker.exchange.hsds_joins import Directory
from floorwalker.exchange.hsds_kinds import (
    PAGE_KEYS,
    given_by_table,
    kind_of_file,
    kind_of_object,
    kind_of_table,
)
from floorwalker.exchange.omissions import Omission
from floorwalker.i18n import _

_JSON: Final = (".json", ".jsonl", ".ndjson", ".geojson")
_TABLES: Final = (".csv", ".tsv")
_DESCRIPTOR: Final = "datapackage.json"
_PAGE_NUMBERS: Final = (("page_number", "total_pages"), ("number", "totalPages"))
"""What HSDS and Open Referral UK call the number of a page, and how many there are."""
_NESTED_TOO_DEEPLY: Final = 40


class Source(Struct, frozen=True):
    """What was read."""

    services: tuple[Json, ...]
    """Each service once, with all that the files say of it."""
    skipped: tuple[Path, ...]
    """Files of the folder that hold nothing of a directory."""
    omissions: tuple[Omission, ...] = ()
    """Objects that belong to no service, and what a service points to and is not there."""
    pages_missing: int = 0
    """How many pages of a list are not among the files."""


class _Table(Struct, frozen=True):
    """What a data package says of one of its files."""

    name: str
    delimiter: str


def read_source(path: Path) -> Source:
    """The services of a file, or of a folder at any depth.

    Raises:
        FloorwalkerError: something there cannot be read, or there is no service in it.
    """
    reading = _Reading()
    try:
        return reading.read(path)
    except RecursionError:
        raise FloorwalkerError(
            _("{path} cannot be read: {reason}.").format(
                path=path, reason=_("it is nested too deeply")
            )
        ) from None


class _Reading:
    def __init__(self) -> None:
        self._directory = Directory()
        self._kinds: dict[str, None] = {}
        self._pages: dict[str, tuple[set[int], int]] = {}
        """By folder and kind: the numbers of the pages read, and how many there are."""

    def read(self, path: Path) -> Source:
        found = list(_files(path)) if os.path.isdir(path) else [path]  # noqa: PTH112 - never raises
        tables = _tables_of([file for file in found if file.name.lower() == _DESCRIPTOR])
        files = list(dict.fromkeys([*found, *tables]))
        skipped = [file for file in files if not self._file(file, tables.get(file))]
        services = self._directory.services()
        if not services:
            raise _no_service(path, list(self._kinds), is_empty=not files)
        return Source(
            services,
            tuple(file for file in skipped if file.name.lower() != _DESCRIPTOR),
            tuple(self._directory.omissions),
            sum(max(0, total - len(read)) for read, total in self._pages.values()),
        )

    def _file(self, file: Path, table: _Table | None) -> bool:
        """Take in what a file holds; whether it is anything of a directory."""
        name = table.name if table else file.name
        if file.suffix.lower() in _TABLES:
            delimiter = "\t" if file.suffix.lower() == ".tsv" else ""
            rows = read_csv(file, table.delimiter if table else delimiter)
            return self._rows(rows, name, file)
        if file.name.lower() == _DESCRIPTOR:
            return self._inline(file)
        held = [self._value(value, name, file, 0) for value in read_json(file)]
        return any(held)

    def _rows(self, rows: list[Json], name: str, file: Path) -> bool:
        given = given_by_table(name)
        named = kind_of_file(name)
        held = [self._add({**given, **row}, named, file) for row in rows]
        return any(held) or bool(named)

    def _inline(self, descriptor: Path) -> bool:
        """Tables that a data package holds itself."""
        held = False
        for resource in _resources(descriptor):
            data = resource.get("data")
            if isinstance(data, list):
                rows = [row for row in data if isinstance(row, dict)]
                held = self._rows(rows, str(resource.get("name", "")), descriptor) or held
        return held

    def _value(self, value: object, name: str, file: Path, depth: int) -> bool:
        """Take in a page, a list, a package of tables or an object."""
        if depth > _NESTED_TOO_DEEPLY:
            raise RecursionError
        if isinstance(value, list):
            held = [self._value(item, name, file, depth + 1) for item in value]
            return any(held)
        if not isinstance(value, dict):
            return False
        tables = _tables_in(value)
        if tables:
            held = [self._value(each, table, file, depth + 1) for table, each in tables]
            return any(held) or bool(held)
        for key in PAGE_KEYS:
            inner = value.get(key)
            if isinstance(inner, list) or (isinstance(inner, dict) and not kind_of_object(value)):
                self._note_page(value, inner, file)
                return self._value(inner, name, file, depth + 1)
        return self._add(value, kind_of_file(name), file)

    def _add(self, item: Mapping[str, object], named: str, file: Path) -> bool:
        kind = self._directory.add(item, named, file.name)
        if kind:
            self._kinds[kind] = None
        return bool(kind)

    def _note_page(self, page: Mapping[str, object], inner: object, file: Path) -> None:
        first = inner[0] if isinstance(inner, list) and inner else {}
        kind = kind_of_object(first) if isinstance(first, dict) else ""
        for number_key, total_key in _PAGE_NUMBERS:
            number, total = page.get(number_key), page.get(total_key)
            if isinstance(number, int) and isinstance(total, int):
                key = f"{file.parent}:{kind}"
                read, most = self._pages.setdefault(key, (set(), 0))
                self._pages[key] = (read | {number}, max(most, total))
                return


def _files(folder: Path) -> Iterator[Path]:
    """Every file of a directory in the folder, at any depth, in the order of their names."""
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            file = Path(parent, name)
            if file.suffix.lower() in (*_JSON, *_TABLES) and file.is_file():
                yield file


def _tables_of(descriptors: list[Path]) -> dict[Path, _Table]:
    """The tables that data packages describe; only those in their own folders."""
    tables: dict[Path, _Table] = {}
    for descriptor in descriptors:
        for resource in _resources(descriptor):
            paths = resource.get("path")
            for name in paths if isinstance(paths, list) else [paths]:
                file = _within(descriptor.parent, name)
                if file is not None and file.suffix.lower() in (*_JSON, *_TABLES):
                    tables[file] = _Table(_table_name(resource, file), _delimiter(resource))
    return tables


def _resources(descriptor: Path) -> list[Json]:
    found: list[Json] = []
    for value in read_json(descriptor):
        resources = value.get("resources") if isinstance(value, dict) else None
        found += [item for item in resources or () if isinstance(item, dict)]
    return found


def _within(folder: Path, name: object) -> Path | None:
    """The file of that name in the folder; what lies outside is none of the package's."""
    if not isinstance(name, str) or Path(name).is_absolute() or ".." in Path(name).parts:
        return None
    file = folder / name
    try:
        return file if file.is_file() else None
    except (OSError, ValueError):
        return None


def _table_name(resource: Mapping[str, object], file: Path) -> str:
    name = resource.get("name")
    return name if isinstance(name, str) and kind_of_file(name) else file.name


def _delimiter(resource: Mapping[str, object]) -> str:
    dialect = resource.get("dialect")
    found = dialect.get("delimiter") if isinstance(dialect, dict) else None
    return found if isinstance(found, str) and len(found) == 1 else ""


def _tables_in(value: Mapping[str, object]) -> list[tuple[str, object]]:
    """The tables of a package in one object: `organizations`, `services`, `services.csv`."""
    found: list[tuple[str, object]] = [
        (key, inner)
        for key, inner in value.items()
        if isinstance(inner, list | dict) and kind_of_table(key)
    ]
    is_package = any(key == "organizations" or key.lower().endswith(_TABLES) for key, _ in found)
    is_object = "id" in value or isinstance(value.get("name"), str)
    is_object = is_object or kind_of_object(value) not in ("", "organization")
    return found if is_package or not is_object else []


def _no_service(path: Path, kinds: list[str], *, is_empty: bool) -> FloorwalkerError:
    if is_empty:
        return FloorwalkerError(
            _("{path} holds no JSON file and no CSV table.").format(path=path),
            _("Name a file with HSDS services as JSON, or a folder of them or of CSV tables."),
        )
    message = _("{path} holds no HSDS service.")
    if kinds:
        message = _("{path} holds no HSDS service, only: {kinds}.")
    return FloorwalkerError(
        message.format(path=path, kinds=", ".join(kinds)),
        _("Name a JSON file, or a folder of them, with services that have a name."),
    )
