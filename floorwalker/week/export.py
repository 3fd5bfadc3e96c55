"""A period's encounters as files that are safe to open, the same bytes for the same encounters.

What is due is asked of the journal, which counts the changes of each week; what was written is
noted there after the file is whole on disk. A process killed in between writes the file once more.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from floorwalker.files import make_folder, make_named_folder
from floorwalker.journal.encounter import Encounter, Feedback, iso_week
from floorwalker.week.formats import writer
from floorwalker.week.komhen import KomhenRow, count
from floorwalker.week.manifest import ExportedFile, describe, write_manifest

if TYPE_CHECKING:
    from floorwalker.journal.reader import JournalReader
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


class Target(Struct, frozen=True, kw_only=True):
    """Where files go, and whose they are."""

    folder: Path
    desk: str


class Due(Struct, frozen=True, kw_only=True):
    """A period to write in one format."""

    period: Period
    format: str
    reason: Reason


class Written(Struct, frozen=True, kw_only=True):
    """A file that is whole on disk."""

    path: Path
    due: Due
    file: ExportedFile


def week_of(monday: date) -> Period:
    """The ISO week that begins on `monday`."""
    return Period(name=iso_week(monday), first=monday, last=monday + timedelta(days=6))


def days(first: date, last: date) -> Period:
    """Any days, both included."""
    return Period(name=f"{first}--{last}", first=first, last=last)


def file_name(desk: str, period: str, extension: str) -> str:
    """`floorwalker-<desk>-2026-W47.csv`; what a file name cannot hold becomes a hyphen."""
    safe = "".join(c if c.isalnum() or c in "._-" else "-" for c in desk)
    return f"floorwalker-{safe}-{period}.{extension}"


def due_weeks(journal: "JournalReader", today: date, formats: Sequence[str]) -> list[Due]:
    """Finished weeks that are new or changed in one of `formats`; oldest first."""
    due = [
        Due(
            period=week_of(date.fromisoformat(f"{week.week}-1")),
            format=file_format,
            reason=week.reason,
        )
        for file_format in formats
        for week in journal.weeks_to_export(today, file_format)
    ]
    return sorted(due, key=lambda one: (one.period.first, formats.index(one.format)))


def export(
    journal: "JournalReader", target: Target, dues: Iterable[Due], watch: Watch = lambda _, e: e
) -> Iterator[Written]:
    """Write each of `dues`, and the manifest of its period after it.

    Raises:
        FloorwalkerError: a file cannot be written; those written before stay.
    """
    for due in dues:
        make_named_folder(target.folder)
        period = due.period
        encounters = watch(period, journal.between(period.first, period.last))
        feedback = journal.feedback_between(period.first, period.last)
        written = [
            Written(path=path, due=due, file=describe(path, due.format, rows))
            for path, rows in _write(target, due, encounters, feedback)
        ]
        write_manifest(
            target.folder / file_name(target.desk, period.name, "manifest.json"),
            target.desk,
            period.name,
            [one.file for one in written],
        )
        yield from written


def export_weeks(
    journal: "Journal",
    target: Target,
    dues: Iterable[Due],
    now: datetime,
    watch: Watch = lambda _, e: e,
) -> Iterator[Written]:
    """Write whole weeks as `export` does, and note in the journal that it was done."""
    for due in dues:
        changes = journal.week_changes(due.period.name)
        written = list(export(journal, target, [due], watch))
        journal.note_export(
            week=due.period.name,
            file_format=due.format,
            changes=changes,
            checksum=written[0].file.sha256,
            at=now,
        )
        yield from written


def _write(
    target: Target, due: Due, encounters: Iterable[Encounter], feedback: Iterable[Feedback]
) -> Iterator[tuple[Path, int]]:
    """The files of one period in one format, each with its number of rows."""
    if due.format == "komhen":
        path = target.folder / file_name(target.desk, f"{due.period.name}-komhen", "csv")
        yield path, writer("csv")(path, KomhenRow, count(encounters))
        return
    yield from _write_tables(target, due.period.name, due.format, encounters, feedback)


def _write_tables(
    target: Target,
    period: str,
    table_format: str,
    encounters: Iterable[Encounter],
    feedback: Iterable[Feedback],
) -> Iterator[tuple[Path, int]]:
    write = writer(table_format)
    path = target.folder / file_name(target.desk, period, table_format)
    yield path, write(path, Encounter, encounters)
    reported = list(feedback)
    if reported:
        path = target.folder / file_name(target.desk, f"{period}-feedback", table_format)
        yield path, write(path, Feedback, reported)


def write_week(
    folder: Path,
    desk: str,
    period: str,
    encounters: Iterable[Encounter],
    feedback: Iterable[Feedback],
    table_format: str = "csv",
) -> Iterator[Path]:
    """Write encounters that come from anywhere, and feedback where there is any; the files."""
    make_folder(folder)
    target = Target(folder=folder, desk=desk)
    for path, _rows in _write_tables(target, period, table_format, encounters, feedback):
        yield path
