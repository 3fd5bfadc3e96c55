"""`export`: the week's files."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import click

from floorwalker import paths
from floorwalker.cli.options import DAY, WEEK
from floorwalker.cli.output import say, say_aside, say_json
from floorwalker.cli.workplace import Workplace
from floorwalker.i18n import _
from floorwalker.journal.encounter import iso_week
from floorwalker.week.export import write_week

Period = tuple[str, date, date]
"""A period's name in file names, its first and its last day."""


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
    "--format", "formats", type=click.Choice(["csv"]), multiple=True, help=_("File format.")
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
    del formats
    last, folder = _split_targets(targets)
    if (first is None) != (last is None):
        raise click.UsageError(_("Name both days: --from 2026-11-16 --to 2026-11-22."))
    directory = folder or _exports_dir(workplace)
    with workplace.read_journal() as journal:
        if weeks or first:
            periods = list(_named_periods(weeks, first, last))
        else:
            due = journal.weeks_to_export(workplace.now().date(), "csv")
            periods = [_week_period(date.fromisoformat(f"{week.week}-1")) for week in due]
        for name, start, end in periods:
            written = write_week(
                directory,
                workplace.config.desk,
                name,
                journal.between(start, end),
                journal.feedback_between(start, end),
            )
            for path in written:
                if as_json:
                    say_json({"path": str(path), "week": name})
                else:
                    say(str(path))
    if not periods:
        say_aside(_("There is no finished week that was not exported."))
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
    if workplace.config.exports:
        return Path(workplace.config.exports).expanduser()
    return paths.exports_dir(workplace.data_dir)


def _named_periods(
    weeks: tuple[date, ...], first: date | None, last: date | None
) -> Iterator[Period]:
    for monday in dict.fromkeys(weeks):
        yield _week_period(monday)
    if first is not None and last is not None:
        yield f"{first}--{last}", first, last


def _week_period(monday: date) -> Period:
    return iso_week(monday), monday, monday + timedelta(days=6)
