"""`export`, `merge` and `report`: the week's files and figures."""

import shutil
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

import click

from floorwalker import paths
from floorwalker.cli.options import DAY, WEEK
from floorwalker.cli.output import say, say_aside, say_json
from floorwalker.cli.workplace import Workplace
from floorwalker.i18n import _, ngettext
from floorwalker.journal.encounter import Encounter
from floorwalker.week.export import (
    Due,
    Period,
    Target,
    Written,
    days,
    due_weeks,
    export,
    export_weeks,
    week_of,
)
from floorwalker.week.formats import FORMATS, TABLES, writer

_MANY: Final = 10_000
"""Encounters after which a progress bar appears."""
_WIDEST: Final = 100
"""Columns of a report: a wider one is harder to read."""


@click.command("export", help=_("Write the week's encounters to files."))
@click.option(
    "--week", "weeks", type=WEEK, multiple=True, metavar="WEEK", help=_("Just this ISO week.")
)
@click.option("--from", "first", type=DAY, metavar="DATE", help=_("From this day …"))
@click.option(
    "--to",
    "targets",
    multiple=True,
    metavar="DATE|DIR",
    help=_("… to this day; or the folder for the files."),
)
@click.option(
    "--format", "formats", type=click.Choice(FORMATS), multiple=True, help=_("File format.")
)
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object per line."))
@click.pass_obj
def export_command(
    workplace: Workplace,
    weeks: tuple[date, ...],
    first: date | None,
    targets: tuple[str, ...],
    formats: tuple[str, ...],
    as_json: bool,
) -> int:
    """Write the named weeks or days; without either, every finished week that is new or changed."""
    last, folder = _split_targets(targets)
    if (first is None) != (last is None):
        raise click.UsageError(_("Name both days: --from 2026-11-16 --to 2026-11-22."))
    chosen = tuple(dict.fromkeys(formats)) or FORMATS[:1]
    for table_format in set(chosen) & set(TABLES):
        writer(table_format)  # a missing library is told before anything is written
    target = Target(folder=folder or _exports_dir(workplace), desk=workplace.config.desk)
    periods = [week_of(monday) for monday in dict.fromkeys(weeks)]
    if first is not None and last is not None:
        periods.append(days(first, last))
    if periods:
        written = _export_periods(workplace, target, periods, chosen)
    else:
        written = _export_due(workplace, target, chosen)
    for one in written:
        _say_written(one, as_json=as_json)
    return 0


def _export_periods(
    workplace: Workplace, target: Target, periods: list[Period], formats: tuple[str, ...]
) -> Iterator[Written]:
    """Write what was asked for, whatever was exported before; the journal is only read."""
    dues = [
        Due(period=period, format=file_format, reason="asked")
        for period in periods
        for file_format in formats
    ]
    with workplace.read_journal() as journal:
        yield from export(journal, target, dues, _watched)


def _export_due(
    workplace: Workplace, target: Target, formats: tuple[str, ...]
) -> Iterator[Written]:
    with workplace.open_journal() as journal:
        now = workplace.now()
        dues = due_weeks(journal, now.date(), formats)
        if not dues:
            say_aside(_("There is no finished week that was not exported."))
        yield from export_weeks(journal, target, dues, now, _watched)


def _say_written(written: Written, *, as_json: bool) -> None:
    """The file on standard output, for whoever works on with it; why, beside it."""
    due, file = written.due, written.file
    if as_json:
        say_json(
            {
                "path": str(written.path),
                "week": due.period.name,
                "format": due.format,
                "rows": file.rows,
                "sha256": file.sha256,
                "schema_version": file.schema_version,
                "reason": due.reason,
            }
        )
        return
    say(str(written.path))
    rows = ngettext("{count} row", "{count} rows", file.rows).format(count=file.rows)
    why = {
        "asked": _("asked for"),
        "new": _("not exported before"),
        "changed": _("changed since the last export"),
    }
    say_aside(f"  {due.period.name}, {due.format}: {rows}, {why[due.reason]}")


def _watched(period: Period, encounters: Iterator[Encounter]) -> Iterable[Encounter]:
    """Show on a terminal how far through its days a long export is.

    By days, not by rows: nobody has to count the rows first.
    """
    if not sys.stderr.isatty():
        yield from encounters
        return
    for number, encounter in enumerate(encounters, start=1):
        yield encounter
        if number == _MANY:
            yield from _with_progress(period, encounters, encounter)


def _with_progress(
    period: Period, encounters: Iterator[Encounter], seen: Encounter
) -> Iterator[Encounter]:
    first = date.fromisoformat(seen.started_at[:10])
    with click.progressbar(
        length=max(1, (period.last - first).days + 1), label=period.name, file=sys.stderr
    ) as progress:
        for encounter in encounters:
            yield encounter
            day = (date.fromisoformat(encounter.started_at[:10]) - first).days
            if day > progress.pos:
                progress.update(day - progress.pos)
        progress.update(progress.length - progress.pos if progress.length else 0)


@click.command("merge", help=_("Put exported weeks of several desks together."))
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--to",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE",
    help=_("The new file: .csv, .xlsx, .jsonl or .parquet."),
)
@click.option("--json", "as_json", is_flag=True, help=_("As one JSON object."))
def merge_command(files: tuple[Path, ...], target: Path, as_json: bool) -> int:
    """Keep the newest revision of each encounter, in any order, twice or not."""
    from floorwalker.week.merge import merge

    merged = merge(files, target)
    if as_json:
        say_json({"path": str(target), "rows": merged.written, "read": merged.read})
        return 0
    say(str(target))
    rows = ngettext("{count} row", "{count} rows", merged.written).format(count=merged.written)
    left_out = merged.read - merged.written
    repeats = ngettext(
        "{count} older revision or repeat left out",
        "{count} older revisions or repeats left out",
        left_out,
    ).format(count=left_out)
    say_aside(f"  {rows}, {repeats}")
    return 0


@click.command("report", help=_("Show the week in figures and plots."))
@click.option(
    "--week",
    "monday",
    type=WEEK,
    metavar="WEEK",
    help=_("This ISO week; without it, the last finished one."),
)
@click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=_("Write one page for the browser and the printer."),
)
@click.pass_obj
def report_command(workplace: Workplace, monday: date | None, page: Path | None) -> int:
    """Compare one week with the four before, in the terminal or on a page."""
    from floorwalker.week.report import default_week, gather, terminal_lines, write_page

    today = workplace.now().date()
    with workplace.read_journal() as journal:
        figures = gather(
            journal,
            workplace.loaded.knowledge,
            monday or default_week(journal, today),
            desk=workplace.config.desk,
            today=today,
        )
    if page is not None:
        write_page(page, figures)
        say(str(page))
        return 0
    for line in terminal_lines(figures, min(shutil.get_terminal_size().columns, _WIDEST)):
        say(line)
    return 0


def _split_targets(targets: tuple[str, ...]) -> tuple[date | None, Path | None]:
    """`--to` names a day or a folder: what is written as a day is a day."""
    last: date | None = None
    folder: Path | None = None
    for target in targets:
        try:
            last = date.fromisoformat(target)
        except ValueError:
            folder = Path(target)
    return last, folder


def _exports_dir(workplace: Workplace) -> Path:
    return paths.chosen_exports_dir(workplace.config.exports, workplace.data_dir)
