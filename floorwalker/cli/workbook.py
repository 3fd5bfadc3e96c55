"""`export-knowledge --format xlsx`, `import xlsx`: the knowledge base edited in a spreadsheet."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from floorwalker import paths
from floorwalker.cli.options import PATH
from floorwalker.cli.output import (
    print_aside,
    print_done,
    print_done_json,
    print_json,
    print_line,
)
from floorwalker.cli.workplace import Workplace
from floorwalker.errors import EXIT_NO, FloorwalkerError
from floorwalker.files import check_target
from floorwalker.i18n import _, ngettext
from floorwalker.knowledge.editing.own_copy import require_own
from floorwalker.knowledge.loading.loader import load, require_files

if TYPE_CHECKING:
    from floorwalker.exchange.workbook.applying import Outcome
    from floorwalker.exchange.workbook.comparing import CellChange
    from floorwalker.exchange.workbook.reading import Fault

_SHOWN: Final = 60
"""Characters of a text that a line repeats."""


def export_workbook(
    workplace: Workplace,
    target: Path | None,
    languages: Sequence[str],
    *,
    desk_notes: bool,
    force: bool,
) -> int:
    """Write the workbook, and say what its colours mean."""
    from floorwalker.exchange.workbook.writing import write_workbook

    if target is None or target.suffix.lower() != ".xlsx":
        raise click.UsageError(_("Name the workbook with --to, such as --to viden.xlsx."))
    check_target(target, replacing=force)
    loaded = workplace.loaded
    require_files(workplace.knowledge_dir, loaded)
    write_workbook(
        target,
        loaded,
        languages,
        desk_notes=desk_notes,
        replacing=force,
    )
    print_done(str(target))
    print_aside(
        _("Take it back when it is edited: floorwalker import xlsx {path}").format(path=target)
    )
    return 0


@click.command(
    "xlsx", help=_("Take back a workbook of export-knowledge that was edited in a spreadsheet.")
)
@click.argument("file", metavar="FILE", type=PATH)
@click.option("--dry-run", is_flag=True, help=_("Say what would be written, and write nothing."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object per line."))
@click.pass_obj
def import_xlsx_command(workplace: Workplace, file: Path, dry_run: bool, as_json: bool) -> int:
    """Write what was edited into the own folder; 1 where a row is left as it is."""
    from floorwalker.exchange.workbook.applying import apply_workbook
    from floorwalker.exchange.workbook.reading import read_workbook
    from floorwalker.plain_yaml.editing import save_all

    folder = workplace.knowledge_dir
    require_own(folder, named=workplace.knowledge_named)
    read = read_workbook(file)
    loaded = load(folder, paths.cache_dir())
    require_files(folder, loaded)
    outcome = apply_workbook(read, loaded)
    compared = outcome.compared
    for fault in compared.faults:
        print_aside(_fault_line(file, fault))
    if compared.faults:
        raise FloorwalkerError(
            ngettext(
                "{path} has {count} place that cannot be taken in; nothing was written.",
                "{path} has {count} places that cannot be taken in; nothing was written.",
                len(compared.faults),
            ).format(path=file, count=len(compared.faults)),
            _("Correct the workbook, and try again."),
        )
    if not dry_run:
        save_all(outcome.files)
    for change in compared.changes:
        _say_change(change, dry_run=dry_run, as_json=as_json)
    for conflict in compared.conflicts:
        print_aside(_fault_line(file, conflict))
    for remark in compared.remarks:
        print_aside(remark)
    _say_sum(outcome, dry_run=dry_run)
    return EXIT_NO if compared.conflicts else 0


def _say_change(change: "CellChange", *, dry_run: bool, as_json: bool) -> None:
    line = _change_line(change)
    if dry_run:
        print_json(_as_json(change)) if as_json else print_line(line)
    elif as_json:
        print_done_json(_as_json(change), _("Done: {text}.").format(text=line))
    else:
        print_done(line)


def _fault_line(file: Path, fault: "Fault") -> str:
    """The file, the sheet and the cell, what is wrong there, and what to do."""
    place = "!".join(part for part in (fault.sheet, fault.cell) if part)
    return f"{file}: {place}: {fault.message} {fault.hint}".rstrip()


def _change_line(change: "CellChange") -> str:
    """`Services!B7  service:pas  Cost: 450 kr. → 475 kr.`: the part of long texts that differs."""
    start = _differs_from(change.old, change.new)
    old = _shown(change.old, start) or _("(empty)")
    if not change.row.fields:
        old = _("(new)")
    new = _shown(change.new, start) or _("(empty)")
    place = f"{change.sheet}!{change.place}"
    return f"{place}  {change.row.ref}  {change.column.title}: {old} → {new}"


def _differs_from(old: str, new: str) -> int:
    """Where what differs begins, where a line would not show it."""
    if max(len(old), len(new)) <= _SHOWN:
        return 0
    pairs = enumerate(zip(old, new, strict=False))
    same = next((place for place, (a, b) in pairs if a != b), min(len(old), len(new)))
    return max(old.rfind("\n", 0, same), new.rfind(" ", 0, same)) + 1


def _shown(text: str, start: int) -> str:
    line = " / ".join(text[start:].splitlines())
    begun = "…" if start and line else ""
    return begun + (line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…")


def _as_json(change: "CellChange") -> dict[str, object]:
    return {
        "sheet": change.sheet,
        "cell": change.place,
        "ref": change.row.ref,
        "field": change.column.name,
        "old": change.old,
        "new": change.new,
        "is_new": not change.row.fields,
    }


def _say_sum(outcome: "Outcome", *, dry_run: bool) -> None:
    changes = outcome.compared.changes
    if not changes:
        print_aside(_("The workbook changes nothing."))
        return
    entries = len({change.row.ref for change in changes})
    said = _("{cells} cells of {entries} entries, in {files} files.").format(
        cells=len(changes), entries=entries, files=len(outcome.files)
    )
    after = _("Nothing was written.") if dry_run else _("Now run: floorwalker check")
    print_aside(f"{said} {after}")
