"""`backup` and `purge`: care for the log."""

from datetime import date
from pathlib import Path

import click

from floorwalker import paths
from floorwalker.cli.options import DAY
from floorwalker.cli.output import say
from floorwalker.cli.workplace import Workplace
from floorwalker.i18n import _, ngettext


@click.command("backup", help=_("Copy the log, also while the desk is open."))
@click.argument("target", required=False, metavar="[FILE]", type=click.Path(path_type=Path))
@click.pass_obj
def backup_command(workplace: Workplace, target: Path | None) -> int:
    """Write a consistent copy, whole or not at all."""
    moment = workplace.now()
    name = f"encounters-{moment:%Y-%m-%d-%H%M%S}.db"
    path = target or paths.backups_dir(workplace.data_dir) / name
    with workplace.read_journal() as journal:
        say(str(journal.backup(path)))
    return 0


@click.command("purge", help=_("Delete encounters past the retention period; weekly counts stay."))
@click.option("--before", type=DAY, metavar="DATE", help=_("Those started before this day."))
@click.option("--dry-run", is_flag=True, help=_("Only say what would be deleted."))
@click.pass_obj
def purge_command(workplace: Workplace, before: date | None, dry_run: bool) -> int:
    """Delete for good: what is deleted is overwritten in the file."""
    from floorwalker.journal.purging import retention_limit

    today = workplace.now().date()
    limit = before or retention_limit(today, workplace.config.retention_months)
    if limit > today:
        raise click.UsageError(_("Only past days can be purged."))
    with workplace.open_journal() as journal:
        result = journal.purge(limit, dry_run=dry_run)
    counted = ngettext("{count} encounter", "{count} encounters", result.encounters).format(
        count=result.encounters
    )
    text = (
        _("{counted} from before {day} would be deleted.")
        if dry_run
        else _("{counted} from before {day} deleted.")
    )
    say(text.format(counted=counted, day=limit))
    return 0
