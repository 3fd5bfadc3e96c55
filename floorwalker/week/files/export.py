"""A period's encounters as files that are safe to open, the same bytes for the same encounters.

What is due is asked of the journal, which counts the changes of each week; what was written is
noted there after the file is whole on disk. A process killed in between writes the file once more.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from floorwalker.errors import FloorwalkerError
from floorwalker.files import make_named_folder
from floorwalker.journal.encounter import Encounter, Feedback, iso_week
from floorwalker.week.files.formats import Write, writer
from floorwalker.week.files.komhen import KomhenRow, count
from floorwalker.week.files.manifest import ENDING, ExportedFile, Manifest, describe, write_manifest
from floorwalker.week.files.ownership import claim

if TYPE_CHECKING:
    from floorwalker.journal.store import Journal

Reason = Literal["asked", "new", "changed"]
"""Why a file is written: somebody asked for it, it never was, or its encounters changed since."""
Watch = Callable[["Period", Iterator[Encounter]], Iterable[Encounter]]
"""Sees every encounter on its way into a file, to show progress."""


class Period(Struct, frozen=True, kw_only=True):
    """The days of which the encounters are written."""

    name: str
    """In file names: `2026-W47`, or `2026-11-16--2026-11-22`."""
    first: date
    last: date


class ExportTarget(Struct, frozen=True, kw_only=True):
    """Where files go, and whose they are."""

    folder: Path
    desk: str


class DueFile(Struct, frozen=True, kw_only=True):
    """A period to write in one format."""

    period: Period
    format: str
    reason: Reason


class Written(Struct, frozen=True, kw_only=True):
    """A file that is whole on disk."""

    path: Path
    due: DueFile
    file: ExportedFile
    instead_of: str = ""
    """How its name would begin, had another desk's files not that name already."""


Failed = Callable[[DueFile, FloorwalkerError], None]
"""Hears what could not be written, and why."""


def week_of(monday: date) -> Period:
    """The ISO week that begins on `monday`."""
    return Period(name=iso_week(monday), first=monday, last=monday + timedelta(days=6))


def days(first: date, last: date) -> Period:
    """Any days, both included."""
    return Period(name=f"{first}--{last}", first=first, last=last)


def due_weeks(journal: "Journal", today: date, formats: Sequence[str]) -> list[DueFile]:
    """Finished weeks that are new or changed in one of `formats`; oldest first, then by format."""
    due = [
        DueFile(
            period=week_of(date.fromisoformat(f"{week.week}-1")),
            format=file_format,
            reason=week.reason,
        )
        for file_format in formats
        for week in journal.weeks.due(today, file_format)
    ]
    return sorted(due, key=lambda one: one.period.first)


def export(
    journal: "Journal",
    target: ExportTarget,
    dues: Iterable[DueFile],
    watch: Watch = lambda _, e: e,
    failed: Failed | None = None,
) -> Iterator[Written]:
    """Write each of `dues`, and the manifest of its period after it.

    No file of another desk or log is replaced: see `ownership`.

    Args:
        journal: where the encounters are.
        target: where they go.
        dues: what to write.
        watch: sees the encounters on their way.
        failed: told what could not be written, while the rest is; without it, that is raised.

    Raises:
        FloorwalkerError: the folder cannot be used; or without `failed`, a file cannot be written.
    """
    for due in dues:
        make_named_folder(target.folder)
        with _told(due, failed):
            yield from _export(journal, target, due, watch)


def export_weeks(
    journal: "Journal",
    target: ExportTarget,
    dues: Iterable[DueFile],
    now: datetime,
    watch: Watch = lambda _, e: e,
    failed: Failed | None = None,
) -> Iterator[Written]:
    """Write whole weeks as `export` does, and note in the journal that it was done."""
    for due in dues:
        changes = journal.weeks.changes(due.period.name)
        written = list(export(journal, target, [due], watch, failed))
        if written:
            journal.weeks.note_export(
                week=due.period.name,
                file_format=due.format,
                changes=changes,
                checksum=written[0].file.sha256,
                at=now,
            )
        yield from written


@contextlib.contextmanager
def _told(due: DueFile, failed: Failed | None) -> Iterator[None]:
    try:
        yield
    except FloorwalkerError as error:
        if failed is None:
            raise
        failed(due, error)


def _export(
    journal: "Journal", target: ExportTarget, due: DueFile, watch: Watch
) -> Iterator[Written]:
    period = due.period
    write = _writer_of(due)
    manifest = Manifest(
        desk=target.desk,
        period=period.name,
        landmark=journal.days.oldest(period.first, period.last),
        withdrawn=tuple(journal.days.withdrawn(period.first, period.last)),
    )
    stem = claim(journal, target.folder, manifest, tuple(_endings(due.format)))
    encounters = watch(period, journal.days.between(period.first, period.last))
    feedback = journal.feedback.between(period.first, period.last)
    files = [
        (path, describe(path, due.format, rows))
        for path, rows in write(target.folder / stem.text, encounters, feedback)
    ]
    write_manifest(
        target.folder / f"{stem.text}{ENDING}", manifest, [file for _path, file in files]
    )
    for path, file in files:
        yield Written(path=path, due=due, file=file, instead_of=stem.instead_of)


_Write = Callable[[Path, Iterable[Encounter], Iterable[Feedback]], Iterator[tuple[Path, int]]]
"""Writes the files of one period whose names begin so; each with its number of rows."""


def _writer_of(due: DueFile) -> _Write:
    """What writes the format, asked before anything is: its library may not be installed."""
    if due.format == "komhen":
        return _write_komhen
    return partial(_write_tables, writer(due.format), due.format)


def _endings(file_format: str) -> list[str]:
    """What follows the stem in the names of a format's files."""
    if file_format == "komhen":
        return ["-komhen.csv"]
    return [f".{file_format}", f"-feedback.{file_format}"]


def _write_komhen(
    stem: Path, encounters: Iterable[Encounter], _feedback: Iterable[Feedback]
) -> Iterator[tuple[Path, int]]:
    (ending,) = _endings("komhen")
    path = stem.with_name(f"{stem.name}{ending}")
    yield path, writer("csv")(path, KomhenRow, count(encounters))


def _write_tables(
    write: Write,
    table_format: str,
    stem: Path,
    encounters: Iterable[Encounter],
    feedback: Iterable[Feedback],
) -> Iterator[tuple[Path, int]]:
    path, reports = (stem.with_name(f"{stem.name}{each}") for each in _endings(table_format))
    yield path, write(path, Encounter, encounters)
    reported = list(feedback)
    if reported:
        yield reports, write(reports, Feedback, reported)
