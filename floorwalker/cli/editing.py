"""`new`, `assure` and `stale`: keeping the knowledge base complete and true."""

import os
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Final

import click

from floorwalker import paths
from floorwalker.cli.find import require_ref
from floorwalker.cli.options import PATH, WholeNumber
from floorwalker.cli.output import clean_text, print_aside, print_done, print_json, print_line
from floorwalker.cli.owners import owner_option, require_owner
from floorwalker.cli.workplace import Workplace
from floorwalker.errors import FloorwalkerError, NotFoundError, nearest_ref
from floorwalker.file_reading import read_regular
from floorwalker.files import make_named_folder
from floorwalker.i18n import _, ngettext
from floorwalker.knowledge.checking.checker import DueRecord, coming_changes_of, due_records
from floorwalker.knowledge.loading.loader import Loaded, load
from floorwalker.knowledge.model.as_of import TOLD_BEFORE_DAYS
from floorwalker.knowledge.model.contents import SECTION_OF, SourceFile
from floorwalker.knowledge.model.fields import KINDS, SLUG_PATTERN, Kind
from floorwalker.knowledge.model.near_names import slug_of
from floorwalker.knowledge.model.records import Record, SharedFields
from floorwalker.knowledge.owners import keeps_anything, owner_of
from floorwalker.os_reason import os_reason
from floorwalker.plain_yaml import MAX_BYTES, Value

_WITH_A_DATE: Final = ("service", "contact", "guide")
"""The kinds of entries that have a date of the last check."""
_SUFFIXES: Final = (".yaml", ".yml")


@click.command(
    "new",
    help=_("Begin an entry: an empty one with every field explained, or the base's, to change."),
)
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
@click.argument("id_", metavar="ID")
@click.option(
    "--file", "file", type=PATH, metavar="FILE", help=_("Where, within the knowledge folder.")
)
@click.pass_obj
def new_command(workplace: Workplace, kind: Kind, id_: str, file: Path | None) -> int:
    """Add the entry and say where it stands."""
    from floorwalker.knowledge.editing.own_copy import require_own
    from floorwalker.knowledge.editing.templates import with_base_record, with_new_record
    from floorwalker.knowledge.schema.json_schema import SCHEMA_FILE
    from floorwalker.plain_yaml.editing import Text, save

    _require_slug(id_)
    folder = workplace.knowledge_dir
    require_own(folder, named=workplace.knowledge_named)
    loaded = load(folder, paths.cache_dir())
    ref = f"{kind}:{id_}"
    holder = _holder(loaded, ref)
    below = _of_the_base(loaded, ref)
    if holder is not None and below is None:
        raise FloorwalkerError(
            _("There is an entry `{ref}` already, in {path}.").format(
                ref=ref, path=folder / holder.path
            ),
            _("Edit it there, or choose another id."),
        )
    usual = _usual_file(loaded, kind) if holder is None else _same_name(loaded, holder)
    path = _inside(folder, file) if file else folder / usual
    before = _bytes_of(path)
    text = Text.of(before)
    schema = Path(os.path.relpath(folder / SCHEMA_FILE, path.parent)).as_posix()
    written = (
        with_base_record(text.text, below, schema)
        if below
        else with_new_record(text.text, kind, id_, schema)
    )
    make_named_folder(path.parent, "shared")
    save(path, before, text.bytes_of(written.text))
    print_done(f"{path}:{written.line}")
    if below:
        print_aside(_("It lies over the base's: write what differs, then run: floorwalker check"))
    else:
        print_aside(_("Fill in what is required, then run: floorwalker check"))
    return 0


def _of_the_base(loaded: Loaded, ref: str) -> Record | None:
    """The record of the base that one of one's own would lie over; None where there is one."""
    laid = loaded.laid
    for held in laid.records:
        if held.record.ref == ref:
            return held.record if laid.files[held.index].layer else None
    return None


def _same_name(loaded: Loaded, holder: SourceFile) -> str:
    """The file of the folder itself that is named as the one of the base."""
    folder = loaded.folders[holder.layer].as_posix()
    return holder.path.removeprefix(f"{folder}/")


def _require_slug(id_: str) -> None:
    if re.search(SLUG_PATTERN, id_) is None:
        slug = slug_of(id_)
        raise click.UsageError(
            _("`{value}` is not an id.").format(value=clean_text(id_))
            + " "
            + (
                _("Did you mean `{near}`?").format(near=slug)
                if slug
                else _("Use the letters a-z, digits and hyphens, at most 64: `nyt-pas`.")
            )
        )


def _inside(folder: Path, file: Path) -> Path:
    """The file named, in the knowledge folder wherever one stands oneself."""
    path = file if file.is_absolute() or file.exists() else folder / file
    if path.suffix.lower() not in _SUFFIXES or not paths.real_path(path).is_relative_to(
        paths.real_path(folder)
    ):
        raise click.UsageError(
            _("{path} is no .yaml file in the knowledge folder {folder}.").format(
                path=path, folder=folder
            )
        )
    return path


def _usual_file(loaded: Loaded, kind: Kind) -> str:
    """The only file that holds such entries; where there are several, one named after them."""
    section = SECTION_OF[kind]
    holders = [file.path for file in loaded.own_files if getattr(file.content, section)]
    return holders[0] if len(holders) == 1 else f"{section}.yaml"


def _bytes_of(path: Path) -> bytes:
    try:
        data = read_regular(path, MAX_BYTES + 1)
        data.decode("utf-8-sig")
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise _unreadable(path, os_reason(error)) from None
    except UnicodeDecodeError:
        raise _unreadable(path, _("it is no UTF-8 text")) from None
    return data


def _unreadable(path: Path, reason: str) -> FloorwalkerError:
    return FloorwalkerError(
        _("{path} cannot be read: {reason}.").format(path=path, reason=reason),
        _("Name another file with --file."),
    )


@click.command("assure", help=_("Say that the facts of entries were checked today."))
@click.argument("refs", nargs=-1, required=True, metavar="REF...")
@click.option("--by", "assurer", metavar="ROLE", help=_("The function that vouches for them."))
@click.pass_obj
def assure_command(workplace: Workplace, refs: tuple[str, ...], assurer: str | None) -> int:
    """Write the date into each entry's file; nothing is written unless all can be."""
    from floorwalker.knowledge.editing.own_copy import require_own
    from floorwalker.knowledge.editing.own_layer import own_changes, save_own

    folder = workplace.knowledge_dir
    require_own(folder, named=workplace.knowledge_named)
    today = workplace.now().date()
    role = " ".join(clean_text(assurer).split()) if assurer is not None else None
    if role == "":
        raise click.UsageError(
            _("Name the function that vouches for it, as in --by Borgerservice.")
        )
    if role:
        _require_function(role)
    loaded = load(folder, paths.cache_dir())
    known = _assurable(loaded)
    said: dict[tuple[str, ...], Value | None] = {("assured_date",): today.isoformat()}
    if role:
        said["assurer",] = role
    for ref in refs:
        _require_assurable(known, loaded, ref)
    save_own(own_changes(loaded, dict.fromkeys(refs, said)))
    for ref in refs:
        print_done(_("{ref}: checked {day}").format(ref=ref, day=today))
    for ref in _still_invented(loaded, refs):
        remark = _(
            "`{ref}` is still the example town's: write your own under the same id, or, where it "
            "holds as it is, `placeholder: false`."
        )
        print_aside(remark.format(ref=ref))
    return 0


def _require_function(role: str) -> None:
    """Refuse numbers of a person; an office may be named by its e-mail address or telephone."""
    from floorwalker.errors import PersonalDataError
    from floorwalker.privacy import NOBODYS, find_personal_data

    if any(found.kind in NOBODYS for found in find_personal_data(role)):
        raise PersonalDataError(
            _("What vouches for an entry is a function, and this holds a number of a person."),
            _("Name the function that vouches for it, as in --by Borgerservice."),
        )


def _assurable(loaded: Loaded) -> set[str]:
    """The refs of all entries that have such a date."""
    records = (held.record for held in loaded.laid.records)
    return {record.ref for record in records if isinstance(record, SharedFields)}


def _require_assurable(known: set[str], loaded: Loaded, ref: str) -> None:
    """Refuse what is no entry; terms and notices have no such date."""
    require_ref(ref)
    if ref in known:
        return
    if ref in loaded.laid.withdrawn:
        raise FloorwalkerError(
            _("`{ref}` is taken out in your folder.").format(ref=ref),
            _("See: floorwalker layers {ref}").format(ref=ref),
        )
    if ref.partition(":")[0] in _WITH_A_DATE and _holder(loaded, ref) is not None:
        raise FloorwalkerError(
            _("There is a fault in `{ref}`, so it is not in use.").format(ref=ref),
            _("See: floorwalker check"),
        )
    if _holder(loaded, ref) is not None:
        raise click.UsageError(
            _("Only services, contact points and guides have a date of the last check.")
        )
    near = nearest_ref(ref, known)
    raise NotFoundError(
        _("There is no entry `{ref}`.").format(ref=clean_text(ref)),
        _("Did you mean `{near}`?").format(near=near) if near else "",
    )


def _still_invented(loaded: Loaded, refs: Sequence[str]) -> list[str]:
    """What of the entries is the example town's, in a folder that stands on it."""
    if not loaded.laid.has_base:
        return []
    invented = {held.record.ref for held in loaded.laid.records if held.record.placeholder}
    return [ref for ref in refs if ref in invented]


def _holder(loaded: Loaded, ref: str) -> SourceFile | None:
    for file in loaded.files:
        content = file.content
        is_named = ref in content.broken or ref in content.partial
        if is_named or any(record.ref == ref for record in content.records()):
            return file
    return None


@click.command(
    "stale", help=_("List what is due to be checked again, not checked yet, or about to change.")
)
@click.option(
    "--within",
    "days",
    type=WholeNumber(0, 3650),
    default=0,
    metavar="DAYS",
    help=_("Also what falls due within so many days."),
)
@owner_option
@click.option(
    "--source",
    "sources",
    type=PATH,
    multiple=True,
    metavar="FILE",
    help=_("Instead, what changed on borger.dk after it was read: its articles, saved."),
)
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object per line."))
@click.pass_obj
def stale_command(
    workplace: Workplace, days: int, owner: str | None, sources: tuple[Path, ...], as_json: bool
) -> int:
    """List what is due, the longest overdue of each keeper first."""
    knowledge = workplace.knowledge_today
    keeper = require_owner(knowledge, owner)
    if sources:
        from floorwalker.cli.imports import list_changed_sources

        return list_changed_sources(knowledge, sources, keeper, as_json=as_json)
    today = workplace.now().date()
    due = due_records(knowledge, today + timedelta(days=days))
    coming = coming_changes_of(knowledge, today, max(days, TOLD_BEFORE_DAYS))
    if keeper is not None:
        due = [record for record in due if record.owner_id == keeper.id]
        coming = [change for change in coming if owner_of(knowledge, change.ref) == keeper]
    if as_json:
        for found in (*due, *coming):
            print_json(found)
        return 0
    checked = [record for record in due if record.due is not None]
    for name, records in groupby(checked, key=_keeper):
        print_line(name or _("Nobody vouches for these:"))
        for record in records:
            print_line(f"  {_due_text(record, today)}  {record.ref}  {record.name}")
    _say_unchecked(due, each=keeper is not None)
    if coming:
        print_line(_("What changes:"))
        for change in coming:
            said = f"{change.name}: {change.note}" if change.note else change.name
            print_line(f"  {change.changes}  {change.ref}  {said}")
    if not due and (keeper is None or keeps_anything(knowledge, keeper)):
        print_aside(_("Everything has been checked in time."))
    return 0


def _keeper(record: DueRecord) -> str:
    return record.owner or record.assurer


def _say_unchecked(due: Sequence[DueRecord], *, each: bool) -> None:
    """How many entries nobody has checked yet, and whose they are: a list would hide the rest.

    With `each` they are listed: an owner asked for what there is to do.
    """
    unchecked = [record for record in due if record.due is None]
    if not unchecked:
        return
    said = ngettext(
        "{count} entry is not checked by us yet.",
        "{count} entries are not checked by us yet.",
        len(unchecked),
    )
    print_line(said.format(count=len(unchecked)))
    if each:
        for record in unchecked:
            print_line(f"  {record.ref}  {record.name}")
        return
    nobody = _("nobody keeps them")
    counts = Counter(_keeper(record) for record in unchecked)
    for keeper, count in sorted(counts.items(), key=lambda of: (-of[1], of[0].casefold())):
        print_line(f"  {count}  {keeper or nobody}")


def _due_text(record: DueRecord, today: date) -> str:
    if record.due is not None and record.due < today:
        return _("due since {day}").format(day=record.due)
    return _("due {day}").format(day=record.due)
