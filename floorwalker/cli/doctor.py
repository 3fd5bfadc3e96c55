"""`doctor`: whether everything is as it should be, and what to do where it is not."""

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click
from msgspec import Struct

import floorwalker
from floorwalker.cli.output import print_each
from floorwalker.cli.workplace import Workplace
from floorwalker.config import Config
from floorwalker.errors import EXIT_NO, FloorwalkerError
from floorwalker.i18n import _

_LIBRARIES = ("textual", "sqlite-utils", "msgspec", "PyYAML", "rapidfuzz", "PyStemmer", "babel")
_ROOM_BYTES = 100 * 1024 * 1024
"""Less room than this on the disk is a fault: a log that cannot grow loses encounters."""


class Finding(Struct, frozen=True):
    """One thing that doctor looked at."""

    name: str
    """Stable, in English."""
    ok: bool
    value: str
    advice: str = ""
    """What to do, where it is not as it should be."""


@click.command("doctor", help=_("Say whether everything is as it should be, and what to do."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object per line."))
@click.pass_obj
def doctor_command(workplace: Workplace, as_json: bool) -> int:
    """Look at everything; 1 where something is at fault."""
    findings = [*_versions(), *_places(workplace), *_knowledge(workplace), *_journal(workplace)]
    findings += [*_keys(workplace.config), *_terminal()]
    print_each(findings, as_json=as_json, line=_line)
    return 0 if all(finding.ok for finding in findings) else EXIT_NO


def _line(finding: Finding) -> str:
    sign = _("ok") if finding.ok else _("FAULT")
    return f"{sign:<6} {finding.name}: {finding.value} {finding.advice}"


def _versions() -> Iterator[Finding]:
    yield Finding("floorwalker", ok=True, value=floorwalker.__version__)
    yield Finding("python", ok=True, value=platform.python_version())
    yield Finding("system", ok=True, value=platform.platform(terse=True))
    for library in _LIBRARIES:
        try:
            yield Finding(library, ok=True, value=version(library))
        except PackageNotFoundError:
            yield Finding(library, ok=False, value="-", advice=_("Install Floorwalker again."))


def _places(workplace: Workplace) -> Iterator[Finding]:
    yield Finding("knowledge", ok=True, value=str(workplace.knowledge_dir))
    yield Finding("data", ok=True, value=str(workplace.data_dir))
    folders = (workplace.data_dir.absolute(), *workplace.data_dir.absolute().parents)
    nearest = next(folder for folder in folders if os.path.exists(folder))  # noqa: PTH110 - never raises
    writable = os.access(nearest, os.W_OK)
    yield Finding(
        "data-writable",
        ok=writable,
        value=str(writable).lower(),
        advice="" if writable else _("Choose another folder with --data."),
    )
    free = shutil.disk_usage(nearest).free
    yield Finding(
        "disk-free",
        ok=free > _ROOM_BYTES,
        value=f"{free // 1024 // 1024} MB",
        advice="" if free > _ROOM_BYTES else _("Make room on the disk."),
    )
    shared = _looks_shared(workplace.data_dir)
    yield Finding(
        "data-local",
        ok=not shared,
        value=str(not shared).lower(),
        advice=_("The log must lie on the computer's own disk: a shared folder damages it.")
        if shared
        else "",
    )


def _looks_shared(folder: Path) -> bool:
    """Whether the folder is a network share or synchronised: SQLite's locks fail there."""
    text = str(folder)
    return text.startswith("\\\\") or "onedrive" in text.casefold()


def _knowledge(workplace: Workplace) -> Iterator[Finding]:
    from floorwalker.cli.knowledge import all_problems
    from floorwalker.knowledge.checking.checker import due_records

    try:
        loaded = workplace.loaded
    except FloorwalkerError as error:
        yield Finding("knowledge-usable", ok=False, value=error.message, advice=error.hint)
        return
    problems = all_problems(loaded, workplace.knowledge_dir, workplace.now())
    errors = sum(problem.severity == "error" for problem in problems)
    see = _("See: floorwalker check")
    yield Finding(
        "knowledge-errors", ok=not errors, value=str(errors), advice=see if errors else ""
    )
    due = due_records(workplace.knowledge_today, workplace.now().date())
    unchecked = sum(record.due is None for record in due)
    counts = {"knowledge-stale": len(due) - unchecked, "knowledge-unchecked": unchecked}
    for name, count in counts.items():
        advice = _("See: floorwalker stale") if count else ""
        yield Finding(name, ok=True, value=str(count), advice=advice)


def _journal(workplace: Workplace) -> Iterator[Finding]:
    from floorwalker.journal import copies, restoring
    from floorwalker.journal.faults import OlderJournalError
    from floorwalker.journal.recovery import newest_backup
    from floorwalker.journal.retention import retention_limit
    from floorwalker.journal.store import Journal

    copies.sweep(workplace.log.database, workplace.log.backups)
    try:
        if not restoring.require(workplace.log.database, workplace.log.backups):
            yield Finding("log", ok=True, value=_("none yet"))
            return
        with Journal.open(workplace.log.database, read_only=True) as journal:
            facts = journal.upkeep.facts()
            damage = journal.upkeep.integrity()
        newest = newest_backup(workplace.log.backups)
    except FloorwalkerError as error:
        is_older = isinstance(error, OlderJournalError)
        name = "log-migrations" if is_older else "log"
        yield Finding(name, ok=False, value=error.message, advice=error.hint)
        return
    yield Finding("log", ok=True, value=facts.path)
    yield Finding("log-size", ok=True, value=f"{facts.size_bytes // 1024} kB")
    yield Finding("log-schema", ok=True, value=", ".join(facts.schema))
    yield Finding("log-migrations", ok=True, value=_("none pending"))
    yield Finding("log-encounters", ok=True, value=str(facts.encounters))
    yield Finding("sqlite", ok=True, value=facts.sqlite_version)
    yield Finding(
        "log-integrity",
        ok=not damage,
        value="ok" if not damage else damage[0],
        advice=_("Put the newest backup in its place with: floorwalker restore") if damage else "",
    )
    yield Finding(
        "log-backup",
        ok=True,
        value=newest.name if newest else "-",
        advice="" if newest else _("The desk makes one a day; now: floorwalker backup"),
    )
    private = facts.private and facts.folder_private
    yield Finding(
        "log-private",
        ok=private,
        value=str(private).lower(),
        advice="" if private else _("Let only its owner read the log and its folder."),
    )
    limit = retention_limit(workplace.now().date(), workplace.config.retention_months)
    overdue = facts.oldest_day is not None and facts.oldest_day < limit.isoformat()
    yield Finding(
        "log-retention",
        ok=not overdue,
        value=facts.oldest_day or "-",
        advice=_("Delete what is too old with: floorwalker purge") if overdue else "",
    )


def _keys(config: Config) -> Iterator[Finding]:
    """Whether the keys of the configuration are in use; looked at only where there are any."""
    if not config.keys:
        return
    from floorwalker.tui.key_conflicts import sound_keys

    faults = sound_keys(config.keys).faults
    yield Finding("keys", ok=not faults, value=str(len(config.keys)), advice=" ".join(faults))


def _terminal() -> Iterator[Finding]:
    size = shutil.get_terminal_size()
    yield Finding("terminal", ok=True, value=f"{size.columns}×{size.lines}")
    yield Finding("terminal-interactive", ok=True, value=str(sys.stdout.isatty()).lower())
    yield Finding("encoding", ok=True, value=sys.stdout.encoding)
