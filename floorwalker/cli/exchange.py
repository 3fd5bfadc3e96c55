"""`import` and `export-knowledge`: directories of other makes come in, the knowledge goes out."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
import msgspec

from floorwalker import paths
from floorwalker.cli.imports import (
    import_borgerdk_command,
    import_contacts_command,
    import_kle_command,
)
from floorwalker.cli.options import PATH, force_option
from floorwalker.cli.output import (
    clean_text,
    print_aside,
    print_done,
    print_line,
    print_raw,
    to_json,
)
from floorwalker.cli.workbook import export_workbook, import_xlsx_command
from floorwalker.cli.workplace import Workplace
from floorwalker.errors import FloorwalkerError
from floorwalker.exchange import omissions
from floorwalker.files import check_target, write_whole
from floorwalker.i18n import _, ngettext
from floorwalker.knowledge.editing.own_copy import require_own
from floorwalker.knowledge.layers.laying import Laid, lay
from floorwalker.knowledge.loading.loader import Loaded, load
from floorwalker.knowledge.model.fields import Language
from floorwalker.knowledge.model.records import Service
from floorwalker.plain_yaml.reading import MAX_BYTES

if TYPE_CHECKING:
    from floorwalker.exchange.hsds_import import Imported, Known
    from floorwalker.exchange.hsds_input import Source
    from floorwalker.exchange.yaml_writing import Content

_DEFAULT_FILE: Final = "imported.yaml"
_REFS: Final = 5
"""How many entries a line names."""


@click.group("import", help=_("Take in a directory of services from elsewhere."))
def import_command() -> None:
    """Commands for each format that can come in."""


import_command.add_command(import_kle_command)
import_command.add_command(import_borgerdk_command)
import_command.add_command(import_contacts_command)
import_command.add_command(import_xlsx_command)


@import_command.command(
    "hsds", help=_("Write HSDS services (Open Referral, JSON or CSV) as knowledge.")
)
@click.argument("source", metavar="FILE|DIR", type=PATH)
@click.option("--to", "target", type=PATH, metavar="FILE", help=_("The new file."))
@click.option("--keep-ids", is_flag=True, help=_("Use the directory's own UUIDs as ids."))
@click.option("--dry-run", is_flag=True, help=_("Say what would be written, and write nothing."))
@force_option
@click.pass_obj
def import_hsds_command(
    workplace: Workplace,
    source: Path,
    target: Path | None,
    keep_ids: bool,
    dry_run: bool,
    force: bool,
) -> int:
    """Write the new file, and say on standard error what was left out."""
    from floorwalker.exchange.hsds_import import import_services
    from floorwalker.exchange.hsds_input import read_source
    from floorwalker.exchange.yaml_writing import file_text
    from floorwalker.knowledge.schema.json_schema import SCHEMA_FILE

    path = target or workplace.knowledge_dir / _DEFAULT_FILE
    folder = _folder_of(path, workplace.knowledge_dir)
    if not dry_run:
        require_own(folder, named=target is not None or workplace.knowledge_named)
    _require_yaml(path)
    check_target(path, replacing=force)
    read = read_source(source)
    laid = _without(load(folder, paths.cache_dir()), _name_in(path, folder))
    imported = import_services(read.services, _known(laid), keep_ids=keep_ids)
    count = len(imported.content.services)
    if dry_run:
        _say_changes(imported.content)
    elif count:
        schema = Path(os.path.relpath(folder / SCHEMA_FILE, path.parent)).as_posix()
        heading = f"yaml-language-server: $schema={schema}"
        data = _in_one_file(file_text(imported.content, heading), source)
        write_whole(path, data, replacing=force, access="shared")
    _say_left_out(read, imported)
    _say_twice(imported.content, laid)
    if dry_run:
        return 0
    if not count:
        print_aside(_("No service came in, so nothing was written."))
        return 0
    print_done(str(path))
    print_aside(
        ngettext("{count} service came in.", "{count} services came in.", count).format(count=count)
        + " "
        + _("Now run: floorwalker check {folder}").format(folder=folder)
    )
    return 0


def _in_one_file(text: str, source: Path) -> bytes:
    """The bytes of the new file.

    Raises:
        FloorwalkerError: it would be larger than a knowledge file may be.
    """
    data = text.encode("utf-8")
    if len(data) > MAX_BYTES:
        raise FloorwalkerError(
            _("{path} holds more than one knowledge file can: {size} MB.").format(
                path=source, size=MAX_BYTES // 1024 // 1024
            ),
            _("Import it in parts; nothing was written."),
        )
    return data


def _say_left_out(read: "Source", imported: "Imported") -> None:
    """What did not come in, on standard error."""
    for skipped in read.skipped:
        print_aside(_("{path} holds nothing of HSDS.").format(path=skipped))
    if read.pages_missing:
        print_aside(
            ngettext(
                "{count} page of the directory is not among the files.",
                "{count} pages of the directory are not among the files.",
                read.pages_missing,
            ).format(count=read.pages_missing)
        )
    for line in omissions.lines((*read.omissions, *imported.omissions)):
        print_aside(line)


def _folder_of(path: Path, knowledge: Path) -> Path:
    """The knowledge folder that the file belongs to: the one in use, or its own."""
    inside = paths.real_path(path).is_relative_to(paths.real_path(knowledge))
    return knowledge if inside else path.parent


def _require_yaml(path: Path) -> None:
    if path.suffix.lower() not in {".yaml", ".yml"}:
        raise click.UsageError(_("{path} is no .yaml file.").format(path=path))


def _name_in(path: Path, folder: Path) -> str:
    """The file's name as its knowledge folder has it."""
    return Path(os.path.relpath(paths.real_path(path), paths.real_path(folder))).as_posix()


def _say_changes(content: "Content") -> None:
    """What a new file would hold: a line each, and how many."""
    added = (*content.services, *content.contact_points, *content.guides)
    for record in added:
        print_line(f"{record.ref}  {record.name}")
    said = ngettext("{count} entry would be new.", "{count} entries would be new.", len(added))
    print_aside(said.format(count=len(added)) + " " + _("Nothing was written."))


def _say_twice(content: "Content", laid: Laid) -> None:
    """Services whose name the folder has already: an older import, or its own."""
    services = [held.record for held in laid.records if isinstance(held.record, Service)]
    there = {service.name.casefold(): service.ref for service in services}
    refs = [there[name] for each in content.services if (name := each.name.casefold()) in there]
    if refs:
        shown = ", ".join(refs[:_REFS]) + (" …" if len(refs) > _REFS else "")
        print_aside(
            ngettext(
                "{count} service that is there already has the name of a new one, {refs}: keep "
                "one of the two.",
                "{count} services that are there already have the names of new ones, {refs}: keep "
                "one of each two.",
                len(refs),
            ).format(count=len(refs), refs=shown)
        )


def _without(loaded: Loaded, name: str) -> Laid:
    """What the folder and its bases say but for the file `name`, which is to be replaced."""
    return lay([file for file in loaded.files if file.path != name])


def _known(laid: Laid) -> "Known":
    """Whose knowledge the folder holds, and which ids are in use there."""
    from floorwalker.exchange.hsds_import import Known

    ids: dict[str, set[str]] = {}
    for file in laid.files:
        content = file.content
        records = (record.ref for record in content.records())
        for ref in (*content.broken, *content.partial, *records):
            kind, _separator, id_ = ref.partition(":")
            ids.setdefault(kind, set()).add(id_)
    return Known(municipality=laid.municipality, ids=ids)


@click.command(
    "export-knowledge",
    help=_("Give the knowledge to a website, another directory, or a spreadsheet."),
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["hsds", "cpsv-ap", "xlsx"]),
    required=True,
    help=_("HSDS 3 as JSON, CPSV-AP 3 as JSON-LD, or a workbook to edit."),
)
@click.option("--to", "target", type=PATH, metavar="FILE", help=_("The file to write."))
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="L",
    help=_("In a workbook: also the translations into this language."),
)
@click.option(
    "--desk-notes", is_flag=True, help=_("In a workbook: also what is for the desk alone.")
)
@force_option
@click.pass_obj
def export_knowledge_command(
    workplace: Workplace,
    format_: str,
    target: Path | None,
    languages: tuple[str, ...],
    desk_notes: bool,
    force: bool,
) -> int:
    """Write the document, and say on standard error what was left out."""
    if format_ == "xlsx":
        return export_workbook(
            workplace, target, _languages(languages), desk_notes=desk_notes, force=force
        )
    if languages or desk_notes:
        raise click.UsageError(_("--language and --desk-notes are for --format xlsx."))
    return _export_document(workplace, format_, target, force=force)


def _languages(languages: tuple[str, ...]) -> list[str]:
    """The languages, each once.

    Raises:
        click.UsageError: one is no code of a language.
    """
    for language in languages:
        try:
            msgspec.convert(language, Language)
        except msgspec.ValidationError:
            raise click.UsageError(
                _("`{value}` is no code of a language, such as `uk`.").format(
                    value=clean_text(language)
                )
            ) from None
    return list(dict.fromkeys(languages))


def _export_document(
    workplace: Workplace, format_: str, target: Path | None, *, force: bool
) -> int:
    from floorwalker.exchange.cpsv_export import Cpsv
    from floorwalker.exchange.hsds_export import Hsds

    if target is not None:
        check_target(target, replacing=force)
    knowledge = workplace.knowledge_today
    export = Hsds(knowledge) if format_ == "hsds" else Cpsv(knowledge)
    document = msgspec.json.format(to_json(export.document()), indent=2)
    if target is None:
        print_raw(document)
    else:
        write_whole(target, f"{document}\n".encode(), replacing=force, access="shared")
        print_done(str(target))
    for line in omissions.lines(export.omissions):
        print_aside(line)
    return 0
