"""`backup`, `restore` and `purge`: care for the log."""

import os
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from floorwalker import files
from floorwalker.cli.options import DAY, PATH, force_option
from floorwalker.cli.output import print_aside, print_done, print_error, print_line
from floorwalker.cli.workplace import Workplace
from floorwalker.errors import JournalError
from floorwalker.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from floorwalker.journal.copies import Copy, Count
    from floorwalker.journal.retention import TextPurge
    from floorwalker.journal.store import Journal
    from floorwalker.journal.unsaved import PurgedErrands


@click.command("backup", help=_("Copy the log, also while the desk is open."))
@click.argument("target", required=False, metavar="[FILE]", type=PATH)
@force_option
@click.pass_obj
def backup_command(workplace: Workplace, target: Path | None, force: bool) -> int:
    """Write a consistent copy, whole or not at all."""
    from floorwalker.journal import copies, restoring

    if target is not None:
        files.check_target(target, replacing=force)
    moment = workplace.now()
    name = f"encounters-{moment:%Y-%m-%d-%H%M%S}.db"
    path = target or workplace.log.backups / name
    is_begun = restoring.require(workplace.log.database, workplace.log.backups)
    with workplace.log.read() if is_begun else workplace.log.open() as journal:
        if target is None:
            files.make_folder(path.parent)
        copies.sweep(workplace.log.database, workplace.log.backups)
        # Before it is made: what a killed backup leaves in another folder is found again.
        copies.note_elsewhere(workplace.log.backups, path)
        print_done(str(journal.upkeep.backup(path, replacing=force)))
    return 0


@click.command("restore", help=_("Put a backup in the place of a log that is gone or damaged."))
@click.argument("backup", required=False, metavar="[BACKUP]", type=PATH)
@click.option("--replace", is_flag=True, help=_("Also where there is a sound log: set it aside."))
@click.pass_obj
def restore_command(workplace: Workplace, backup: Path | None, replace: bool) -> int:
    """Restore the newest sound backup, or the one named."""
    from floorwalker.journal import restoring

    if backup is None:
        newest = restoring.newest_sound_backup(workplace.log.backups)
        if newest is None:
            raise JournalError(
                _("There is no sound backup in {folder}.").format(folder=workplace.log.backups),
                _("Name one: floorwalker restore FILE"),
            )
        backup = newest.path
    elif not os.path.lexists(backup):
        raise JournalError(
            _("There is no backup at {path}.").format(path=backup), _("Check the path.")
        )
    restored = restoring.restore(workplace.log.database, backup, workplace.now(), replace=replace)
    workplace.log.remember()
    print_done(str(restored.path))
    print_aside(restoring.say_restored(restored))
    return 0


@click.command("purge", help=_("Delete encounters past the retention period; weekly counts stay."))
@click.option("--before", type=DAY, metavar="DATE", help=_("Those started before this day."))
@click.option("--backups", is_flag=True, help=_("Rewrite the backups without them too."))
@click.option("--dry-run", is_flag=True, help=_("Only say what would be deleted."))
@click.pass_obj
def purge_command(workplace: Workplace, before: date | None, backups: bool, dry_run: bool) -> int:
    """Delete for good: what is deleted is overwritten in the file."""
    from floorwalker.journal import copies, restoring, unsaved
    from floorwalker.journal.retention import retention_limit

    now = workplace.now()
    today = now.date()
    limit = before or retention_limit(today, workplace.config.retention_months)
    if limit > today:
        raise click.UsageError(_("Only past days can be purged."))
    with workplace.log.open() as journal:
        result = journal.retention.purge(limit, dry_run=dry_run)
    text = (
        _("{counted} from before {day} would be deleted.")
        if dry_run
        else _("{counted} from before {day} deleted.")
    )
    counted = restoring.counted(result.encounters)
    (print_line if dry_run else print_done)(text.format(counted=counted, day=limit))
    begun_before = max(
        datetime.combine(limit, time.min, tzinfo=now.tzinfo),
        now - timedelta(days=unsaved.DAYS_KEPT),
    )
    _say_unsaved(unsaved.purge(workplace.data_dir, begun_before, dry_run=dry_run), dry_run=dry_run)
    return _finish_deletion(
        workplace,
        copies.old(limit),
        (lambda backup: backup.retention.purge(limit)) if backups and not dry_run else None,
        residue=result.residue,
        command="floorwalker purge --backups",
    )


def purge_typed(
    workplace: Workplace,
    id_: str,
    delete: "Callable[[Journal, datetime | None], TextPurge]",
    count: "Count",
    *,
    command: str,
    backups: bool,
) -> int:
    """Delete what was typed for an encounter or a report.

    Args:
        workplace: where the log and its backups are.
        id_: of the encounter or the report.
        delete: takes it out of a log; the moment is None for a backup.
        count: what to look for in backups.
        command: what would take it out of the backups too.
        backups: whether to take it out there now.
    """
    from floorwalker.journal import unsaved

    with workplace.log.open() as journal:
        purged = delete(journal, workplace.now())
    print_done(id_)
    _say_exported(purged)
    _say_unsaved(unsaved.forget(workplace.data_dir, id_))
    return _finish_deletion(
        workplace,
        count,
        (lambda backup: delete(backup, None)) if backups else None,
        residue=purged.residue,
        command=command,
    )


def _finish_deletion(
    workplace: Workplace,
    count: "Count",
    delete: "Callable[[Journal], object] | None",
    *,
    residue: bool,
    command: str,
) -> int:
    """Say where what was deleted from the log still is, or take it out there too.

    Args:
        workplace: where the log and its backups are.
        count: what to look for in them.
        delete: what takes it out of a backup; None only names them.
        residue: whether the log's own file could not be rewritten.
        command: what would take it out of the backups too.

    Returns:
        The exit code: 2 where a backup could not be rewritten.
    """
    from floorwalker.journal import copies

    copies.sweep(workplace.log.database, workplace.log.backups)
    if residue:
        print_aside(
            _(
                "The log is in use, and its file could not be rewritten: pieces of what was "
                "deleted may be left in it. Run the command again when the desk is closed."
            )
        )
    found = copies.holding(workplace.log.database, workplace.log.backups, count)
    failed = delete is not None and not _rewrite(found, delete)
    if delete is not None:
        found = copies.holding(workplace.log.database, workplace.log.backups, count)
    for copy in found:
        print_done(_say_copy(workplace, copy))
    if delete is None and any(copy.held is not None for copy in found):
        print_aside(_("To take it out of the backups too: {command}").format(command=command))
    return JournalError.exit_code if failed else 0


def _say_unsaved(purged: "PurgedErrands", *, dry_run: bool = False) -> None:
    """Say what became of errands that were never saved, where there were any."""
    if purged.deleted:
        said = (
            ngettext(
                "{count} unsaved errand would be deleted.",
                "{count} unsaved errands would be deleted.",
                purged.deleted,
            )
            if dry_run
            else ngettext(
                "{count} unsaved errand deleted.",
                "{count} unsaved errands deleted.",
                purged.deleted,
            )
        )
        (print_line if dry_run else print_done)(said.format(count=purged.deleted))
    if purged.held:
        said = ngettext(
            "{count} unsaved errand stays: a desk has it open, or the folder may not be written.",
            "{count} unsaved errands stay: a desk has them open, or the folder may not be written.",
            purged.held,
        )
        print_aside(said.format(count=purged.held))


def _say_exported(purged: "TextPurge") -> None:
    if not purged.texts:
        print_aside(_("Nothing was typed for it, or it was deleted before."))
    elif purged.exported_week:
        print_aside(
            _(
                "Files of {week} were exported with it: export that week again, and delete what "
                "was passed on."
            ).format(week=purged.exported_week)
        )


def _rewrite(found: "Sequence[Copy]", delete: "Callable[[Journal], object]") -> bool:
    """Whether every backup that can be read was rewritten."""
    from floorwalker.journal import copies

    is_done = True
    for copy in found:
        if copy.held is None:
            continue
        try:
            copies.rewrite(copy.path, delete)
        except JournalError as error:
            print_error(error.message, error.hint)
            is_done = False
        else:
            print_done(_("{name}: rewritten without it").format(name=copy.path.name))
    return is_done


def _say_copy(workplace: Workplace, copy: "Copy") -> str:
    inside = copy.path.absolute().parent == workplace.log.backups.absolute()
    name = copy.path.name if inside else str(copy.path)
    if copy.held is None:
        held = _("cannot be read, and may still hold it")
    else:
        held = ngettext(
            "still holds {count} of what is deleted",
            "still holds {count} of what is deleted",
            copy.held,
        ).format(count=copy.held)
    if copy.days_left is None:
        left = _("stays until you delete it")
    else:
        left = ngettext(
            "goes when the desk has made {count} more daily backup",
            "goes when the desk has made {count} more daily backups",
            copy.days_left,
        ).format(count=copy.days_left)
    return f"{name}: {held} · {left}"
