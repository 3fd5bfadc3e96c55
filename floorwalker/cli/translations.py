"""`translations`: what is left to translate into a language, and a translator's workbook."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

import click

from floorwalker.cli.options import PATH, force_option
from floorwalker.cli.output import clean_text, print_aside, print_done, print_json, print_line
from floorwalker.cli.workplace import Workplace
from floorwalker.errors import EXIT_USAGE
from floorwalker.files import check_target
from floorwalker.i18n import _, language_name, ngettext
from floorwalker.knowledge.checking.translation_tasks import (
    TranslationTask,
    TranslationTasks,
    record_of,
    rendering_of,
    translation_tasks,
)
from floorwalker.knowledge.comparing.areas import FIELDS
from floorwalker.knowledge.model.fields import Language

if TYPE_CHECKING:
    from floorwalker.exchange.translation_workbook import Taken, TakenEntry
    from floorwalker.knowledge.editing.record_edits import Fields
    from floorwalker.knowledge.loading.loader import Loaded
    from floorwalker.plain_yaml import Value

_LANGUAGE: Final = re.compile(get_args(Language)[1].pattern)


@click.command(
    "translations",
    help=_("List what is left to translate; give a translator a workbook, and take it back."),
)
@click.option("--language", required=True, metavar="CODE", help=_("Into which language: uk."))
@click.option("--all", "is_whole", is_flag=True, help=_("Also what is not needed first."))
@click.option("--to", "target", type=PATH, metavar="FILE", help=_("Write a workbook (.xlsx)."))
@click.option("--from", "source", type=PATH, metavar="FILE", help=_("Take a workbook back."))
@click.option(
    "--reviewed",
    is_flag=True,
    help=_("With --from: a reader of the language has checked what comes back."),
)
@click.option("--dry-run", is_flag=True, help=_("With --from: say what would be written."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object per line."))
@force_option
@click.pass_obj
def translations_command(
    workplace: Workplace,
    language: str,
    is_whole: bool,
    target: Path | None,
    source: Path | None,
    reviewed: bool,
    dry_run: bool,
    as_json: bool,
    force: bool,
) -> int:
    """List, write or take back; the list is of what is needed most first."""
    if target is not None and source is not None:
        raise click.UsageError(_("Write a workbook with --to, or take one back with --from."))
    if source is None and (reviewed or dry_run):
        raise click.UsageError(_("--reviewed and --dry-run go with --from."))
    if as_json and (target is not None or source is not None):
        raise click.UsageError(_("--json is for the list alone."))
    _require_language(workplace, language)
    if source is not None:
        return _take_back(workplace, source, language, reviewed=reviewed, dry_run=dry_run)
    found = translation_tasks(
        workplace.loaded.knowledge,
        language,
        workplace.usage(),
        workplace.now(),
        is_whole=is_whole,
    )
    if target is not None:
        return _write(workplace, found, language, target, force=force)
    if as_json:
        for task in found.tasks:
            print_json(task)
        return 0
    _say(found, language)
    return 0


def _require_language(workplace: Workplace, language: str) -> None:
    own = workplace.loaded.knowledge.municipality.languages[0]
    if _LANGUAGE.search(language) is None:
        raise click.UsageError(
            _("`{value}` is no code of a language; write it like `uk` or `ar`.").format(
                value=clean_text(language)
            )
        )
    if language == own:
        raise click.UsageError(
            _("{language} is the language that the house itself writes; name another.").format(
                language=language_name(own)
            )
        )


# The list


def _say(found: TranslationTasks, language: str) -> None:
    for task in found.tasks:
        sign = "!" if task.urgent else " "
        print_line(f"{sign} {task.ref}  {task.name}: {'; '.join(_left(task))}")
    tasks = found.tasks
    print_aside(
        _(
            "{language}: {missing} incomplete, {old} older than the Danish, {new} not checked."
        ).format(
            language=language_name(language),
            missing=sum(bool(task.missing) for task in tasks),
            old=sum(task.outdated for task in tasks),
            new=sum(task.unreviewed for task in tasks),
        )
    )
    _say_others(found)


def _left(task: TranslationTask) -> Sequence[str]:
    said = []
    if task.missing:
        fields = ", ".join(_(FIELDS[field]) for field in task.missing)
        said.append(_("missing: {fields}").format(fields=fields))
    if task.outdated:
        said.append(_("older than the Danish text"))
    if task.undated:
        said.append(_("not marked as of this Danish text"))
    if task.unreviewed:
        said.append(_("not checked"))
    return said


def _say_others(found: TranslationTasks) -> None:
    if found.others:
        said = ngettext(
            "{count} other entry is not translated, nor needed first: --all names it, too.",
            "{count} other entries are not translated, nor needed first: --all names them, too.",
            found.others,
        )
        print_aside(said.format(count=found.others))


# The workbook


def _write(
    workplace: Workplace, found: TranslationTasks, language: str, target: Path, *, force: bool
) -> int:
    from floorwalker.exchange.translation_workbook import write_translations

    if target.suffix.lower() != ".xlsx":
        raise click.UsageError(_("{path} is no .xlsx file.").format(path=target))
    check_target(target, replacing=force)
    if not found.tasks:
        print_aside(_("Nothing is left to translate, so nothing was written."))
        _say_others(found)
        return 0
    count = write_translations(
        target, found.tasks, workplace.loaded.knowledge, language, replacing=force
    )
    print_done(str(target))
    said = ngettext("{count} text to look at.", "{count} texts to look at.", count)
    again = _("Take it back with: floorwalker translations --language {language} --from {path}")
    print_aside(f"{said.format(count=count)} {again.format(language=language, path=target)}")
    _say_others(found)
    return 0


def _take_back(
    workplace: Workplace, source: Path, language: str, *, reviewed: bool, dry_run: bool
) -> int:
    """Write what is new into the own files, or nothing where a single cell is wrong."""
    from floorwalker.exchange.translation_workbook import read_translations, take

    loaded = workplace.loaded
    rows = read_translations(source, language)
    taken = take(rows, loaded.knowledge, language)
    if taken.bad:
        _say_bad(taken, source)
        return EXIT_USAGE
    today = workplace.now().date().isoformat() if reviewed else ""
    edits = {
        entry.ref: fields
        for entry in taken.entries
        if (fields := _fields(entry, loaded, language, today))
    }
    _write_own(workplace, loaded, edits, dry_run=dry_run)
    _say_taken(taken, edits, dry_run=dry_run)
    return 0


def _say_bad(taken: "Taken", source: Path) -> None:
    for each in taken.bad:
        field = _(FIELDS[each.field]) if each.field in FIELDS else each.field
        where = _("{path}, row {row}").format(path=source, row=each.row)
        print_aside(f"{where}: {each.ref}, {field}: {each.reason}")
    print_aside(_("Nothing was written. Mend these cells, and take the workbook back again."))


def _fields(entry: "TakenEntry", loaded: "Loaded", language: str, today: str) -> "Fields":
    """What is written of an entry: only what the files do not say yet."""
    record = record_of(loaded.knowledge, entry.ref)
    before = rendering_of(record, language) if record else None
    way = ("translations", language)
    fields: dict[tuple[str, ...], Value | None] = {
        (*way, field): said if isinstance(said, str) else list(said)
        for field, said in entry.texts.items()
    }
    if entry.texts or before is None or entry.of != before.of:
        fields[*way, "of"] = entry.of
    checked = before.reviewed_date.isoformat() if before and before.reviewed_date else ""
    if today and (entry.texts or checked != today):
        fields[*way, "reviewed_date"] = today
    elif entry.texts and checked:
        fields[*way, "reviewed_date"] = None  # these texts nobody has checked
    return fields


def _write_own(
    workplace: Workplace, loaded: "Loaded", edits: Mapping[str, "Fields"], *, dry_run: bool
) -> None:
    """Write into the folder itself, never into its base; nothing where one of them cannot be."""
    from floorwalker.knowledge.editing.own_copy import require_own
    from floorwalker.knowledge.editing.own_layer import own_changes, save_own

    require_own(workplace.knowledge_dir, named=workplace.knowledge_named)
    changes = own_changes(loaded, edits)
    if not dry_run:
        save_own(changes)


def _say_taken(taken: "Taken", edits: Mapping[str, "Fields"], *, dry_run: bool) -> None:
    for entry in taken.entries:
        if entry.ref not in edits:
            continue
        fields = ", ".join(_(FIELDS[field]) for field in entry.texts) or _("right as it is")
        print_done(f"{entry.ref}: {fields}")
        if entry.moved:
            moved = ", ".join(_(FIELDS[field]) for field in entry.moved)
            said = _("  the Danish text has changed since: {fields}. It counts as older.")
            print_line(said.format(fields=moved))
    for ref in taken.gone:
        print_line(_("{ref} is no longer there; its translation was left out.").format(ref=ref))
    count = len(edits)
    if dry_run:
        said = ngettext("{count} entry would change.", "{count} entries would change.", count)
    else:
        said = ngettext("{count} entry was changed.", "{count} entries were changed.", count)
    print_aside(said.format(count=count))
