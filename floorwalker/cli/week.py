"""`export`, `merge` and `report`: the week's files and figures."""

import shutil
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from floorwalker import paths
from floorwalker.cli.options import DAY, PATH, WEEK, force_option
from floorwalker.cli.output import print_aside, print_done, print_done_json, print_error, print_line
from floorwalker.cli.workplace import Workplace
from floorwalker.errors import EXIT_NO, FloorwalkerError
from floorwalker.files import check_target, make_folder, make_named_folder
from floorwalker.i18n import _, ngettext
from floorwalker.journal.encounter import Encounter
from floorwalker.week.files.export import (
    DueFile,
    ExportTarget,
    Failed,
    Period,
    Written,
    days,
    due_weeks,
    export,
    export_weeks,
    week_of,
)
from floorwalker.week.files.formats import FORMATS

if TYPE_CHECKING:
    from floorwalker.week.files.merge import Merged

_MANY: Final = 10_000
"""Encounters after which a progress bar appears."""
_WIDEST: Final = 100
"""Columns of a report: a wider one is harder to read."""


@click.command("export", help=_("Write the week's encounters to files."))
@click.option(
    "--week", "weeks", type=WEEK, multiple=True, metavar="WEEK", help=_("Just this ISO week.")
)
@click.option("--from", "first", type=DAY, metavar="DATE", help=_("From this day …"))
@click.option("--until", "last", type=DAY, metavar="DATE", help=_("… to this day, both included."))
@click.option("--to", "folder", type=PATH, metavar="DIR", help=_("The folder for the files."))
@click.option(
    "--format", "formats", type=click.Choice(FORMATS), multiple=True, help=_("File format.")
)
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object per line."))
@click.pass_obj
def export_command(
    workplace: Workplace,
    weeks: tuple[date, ...],
    first: date | None,
    last: date | None,
    folder: Path | None,
    formats: tuple[str, ...],
    as_json: bool,
) -> int:
    """Write the named weeks or days; without either, every finished week that is new or changed.

    1 where some files were written and others were not, the fault's own code where none was.
    """
    chosen = tuple(dict.fromkeys(formats)) or FORMATS[:1]
    periods = [week_of(monday) for monday in dict.fromkeys(weeks)] + _named_days(first, last)
    target = ExportTarget(folder=folder or _exports_dir(workplace), desk=workplace.config.desk)
    if folder is not None and make_named_folder(folder):
        print_aside(_("The folder {folder} was made.").format(folder=folder))
    faults: list[FloorwalkerError] = []
    if periods:
        written = _export_periods(workplace, target, periods, chosen, faults)
    else:
        written = _export_due(workplace, target, chosen, faults)
    is_any_written = False
    for one in written:
        _say_written(one, as_json=as_json)
        is_any_written = True
    for message, hint in dict.fromkeys((fault.message, fault.hint) for fault in faults):
        print_error(message, hint)
    if not faults:
        return 0
    return EXIT_NO if is_any_written else faults[0].exit_code


def _named_days(first: date | None, last: date | None) -> list[Period]:
    """The days named as one period; none where none is."""
    if first is None and last is None:
        return []
    if first is None or last is None:
        raise click.UsageError(_("Name both days: --from 2026-11-16 --until 2026-11-22."))
    if first > last:
        raise click.UsageError(
            _("--from {first} is later than --until {last}.").format(first=first, last=last)
        )
    return [days(first, last)]


def _export_periods(
    workplace: Workplace,
    target: ExportTarget,
    periods: list[Period],
    formats: tuple[str, ...],
    faults: list[FloorwalkerError],
) -> Iterator[Written]:
    """Write what was asked for, whatever was exported before; the journal is only read."""
    dues = [
        DueFile(period=period, format=file_format, reason="asked")
        for period in periods
        for file_format in formats
    ]
    with workplace.log.read() as journal:
        yield from export(journal, target, dues, _watched, _collected(faults))


def _export_due(
    workplace: Workplace,
    target: ExportTarget,
    formats: tuple[str, ...],
    faults: list[FloorwalkerError],
) -> Iterator[Written]:
    with workplace.log.open() as journal:
        now = workplace.now()
        dues = due_weeks(journal, now.date(), formats)
        if not dues:
            print_aside(_("There is no finished week that was not exported."))
        yield from export_weeks(journal, target, dues, now, _watched, _collected(faults))


def _collected(faults: list[FloorwalkerError]) -> Failed:
    """Keeps what could not be written, to be said at the end."""
    return lambda _due, error: faults.append(error)


def _say_written(written: Written, *, as_json: bool) -> None:
    """The file on standard output, for whoever works on with it; why, beside it."""
    due, file = written.due, written.file
    if as_json:
        print_done_json(
            {
                "path": str(written.path),
                "week": due.period.name,
                "format": due.format,
                "rows": file.rows,
                "sha256": file.sha256,
                "schema_version": file.schema_version,
                "reason": due.reason,
            },
            _said_written(written.path),
        )
        return
    print_done(str(written.path), _said_written(written.path))
    rows = ngettext("{count} row", "{count} rows", file.rows).format(count=file.rows)
    why = {
        "asked": _("asked for"),
        "new": _("not exported before"),
        "changed": _("changed since the last export"),
    }
    print_aside(f"  {due.period.name}, {due.format}: {rows}, {why[due.reason]}")
    if written.instead_of:
        print_aside(
            "  "
            + _(
                "The name {name} is taken by files of another desk or log; they stay as they are."
            ).format(name=written.instead_of)
        )


def _said_written(path: Path) -> str:
    return _("Written: {path}.").format(path=path)


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
@click.argument("paths", metavar="FILES|FOLDERS", nargs=-1, required=True, type=PATH)
@click.option(
    "--to",
    "target",
    type=PATH,
    required=True,
    metavar="FILE",
    help=_("The new file: .csv, .xlsx, .jsonl or .parquet."),
)
@force_option
@click.option("--json", "as_json", is_flag=True, help=_("As one JSON object."))
def merge_command(paths: tuple[Path, ...], target: Path, force: bool, as_json: bool) -> int:
    """Keep the newest revision of each encounter, in any order, twice or not.

    1 where the new file is there and something that should be in it is not.
    """
    from floorwalker.week.files.merge import merge

    merged = merge(paths, target, replacing=force)
    for refusal in merged.refusals:
        print_error(f"{refusal.path}:{refusal.line}: {refusal.message}")
    for path in merged.unread:
        print_error(
            _("{path} is not in it: only .csv and .jsonl can be read.").format(path=path),
            _("Export that week with --format csv."),
        )
    if as_json:
        print_done_json(
            {
                "path": str(target),
                "rows": merged.written,
                "read": merged.read,
                "withdrawn": merged.withdrawn,
                "refused": merged.refused,
            },
            _said_written(target),
        )
    else:
        print_done(str(target), _said_written(target))
        print_aside(f"  {', '.join(_said_of(merged))}")
    return EXIT_NO if merged.refused or merged.unread else 0


def _said_of(merged: "Merged") -> Iterator[str]:
    yield ngettext("{count} row", "{count} rows", merged.written).format(count=merged.written)
    yield ngettext(
        "{count} older revision or repeat left out",
        "{count} older revisions or repeats left out",
        merged.repeats,
    ).format(count=merged.repeats)
    if merged.withdrawn:
        yield ngettext(
            "{count} withdrawn left out", "{count} withdrawn left out", merged.withdrawn
        ).format(count=merged.withdrawn)
    if merged.refused:
        yield ngettext("{count} refused", "{count} refused", merged.refused).format(
            count=merged.refused
        )


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
    type=PATH,
    metavar="FILE",
    help=_("Write one page for the browser and the printer."),
)
@force_option
@click.pass_obj
def report_command(
    workplace: Workplace, monday: date | None, page: Path | None, force: bool
) -> int:
    """Compare one week with the four before, in the terminal or on a page."""
    from floorwalker.week.report.weekly_report import (
        default_week,
        gather,
        terminal_lines,
        write_page,
    )

    if page is not None:
        check_target(page, replacing=force)
    today = workplace.now().date()
    with workplace.log.read() as journal:
        figures = gather(
            journal,
            workplace.knowledge_at_hand,
            monday or default_week(journal, today),
            desk=workplace.config.desk,
            today=today,
        )
    if page is not None:
        write_page(page, figures, replacing=force)
        print_done(str(page), _said_written(page))
        return 0
    for line in terminal_lines(figures, min(shutil.get_terminal_size().columns, _WIDEST)):
        print_line(line)
    return 0


def _exports_dir(workplace: Workplace) -> Path:
    if not workplace.config.exports:
        make_folder(workplace.data_dir)  # before the first encounter there is none
    return paths.chosen_exports_dir(workplace.config.exports, workplace.data_dir)
