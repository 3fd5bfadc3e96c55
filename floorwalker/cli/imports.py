"""`import kle`, `import borgerdk` and `import contacts`: from what a municipality has already.

The first two propose, and write what was accepted; the third takes in a table.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from floorwalker.cli.find import require_ref
from floorwalker.cli.options import PATH, Command
from floorwalker.cli.output import (
    clean_text,
    print_aside,
    print_done,
    print_each,
    print_json,
    print_line,
)
from floorwalker.cli.workplace import Workplace
from floorwalker.errors import EXIT_NO, NotFoundError, nearest_ref
from floorwalker.i18n import _, ngettext

if TYPE_CHECKING:
    from floorwalker.exchange.borgerdk_proposals import ArticleProposal, ChangedSource
    from floorwalker.exchange.contact_table import ContactChange, ContactRows
    from floorwalker.exchange.kle_proposals import Proposal
    from floorwalker.knowledge.editing.record_edits import Fields
    from floorwalker.knowledge.model.records import ContactPoint, Knowledge


def _accept_options(command: Command) -> Command:
    """`--accept` and `--accept-all`: what of the proposals is to be written."""
    one = click.option(
        "--accept",
        "accepted",
        multiple=True,
        metavar="REF[=VALUE]",
        help=_("Take the proposal for this entry; with =VALUE take that one."),
    )
    all_ = click.option(
        "--accept-all",
        is_flag=True,
        help=_("Take every proposal where one value is clearly meant."),
    )
    return one(all_(command))


@click.command(
    "kle", help=_("Propose KLE numbers for services, from the list that KL or OS2 publish.")
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=PATH)
@_accept_options
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object per line."))
@click.pass_obj
def import_kle_command(
    workplace: Workplace,
    files: tuple[Path, ...],
    accepted: tuple[str, ...],
    accept_all: bool,
    as_json: bool,
) -> int:
    """List what the list has for services without the number of a task, or write it."""
    from floorwalker.exchange.kle_list import read_kle
    from floorwalker.exchange.kle_proposals import propose

    subjects = read_kle(files)
    knowledge = workplace.loaded.knowledge
    services = knowledge.services.values()
    proposals = propose(services, subjects)
    if accepted or accept_all:
        numbers = {number for number, subject in subjects.items() if not subject.retired}
        clear = {proposal.ref: proposal.only for proposal in proposals}
        choices: dict[str, Collection[str]] = {service.ref: numbers for service in services}
        taken = _taken(knowledge, choices, clear, accepted, accept_all=accept_all)
        return _write(workplace, {ref: {"kle": number} for ref, number in taken.items()})
    print_each(proposals, as_json=True, line=str) if as_json else _list_numbers(proposals)
    return 0


def _list_numbers(proposals: "Sequence[Proposal]") -> None:
    for proposal in proposals:
        print_line(f"{proposal.ref}  {proposal.name}{_state(proposal)}")
        if not proposal.candidates:
            print_line("  " + _("no title and no keyword of the list is one of its words"))
        for candidate in proposal.candidates:
            words = f"  ← {', '.join(candidate.matched)}" if candidate.matched else ""
            print_line(f"  {candidate.number}  {candidate.title}{words}")
    _say_sum(proposals)


def _state(proposal: "Proposal") -> str:
    """What is to be said of the number that the service has."""
    if proposal.state == "retired":
        return "  " + _("({number} goes out of KLE: {when})").format(
            number=proposal.kle, when=proposal.retired
        )
    if proposal.state == "unknown":
        return "  " + _("({number} is not in the list)").format(number=proposal.kle)
    return f"  ({proposal.kle})" if proposal.kle else ""


def _say_sum(proposals: "Sequence[Proposal] | Sequence[ArticleProposal]") -> None:
    """How many there are, for how many one value is clearly meant, and how to take it."""
    clear = sum(bool(proposal.only) for proposal in proposals)
    count = len(proposals)
    print_aside(
        ngettext("{count} entry", "{count} entries", count).format(count=count)
        + ", "
        + _("{count} of them with one clear proposal.").format(count=clear)
        + " "
        + _("Nothing was written; take proposals with --accept REF or --accept-all.")
    )


@click.command(
    "borgerdk", help=_("Propose deep links and law, from a saved export of borger.dk's articles.")
)
@click.argument("file", metavar="FILE", type=PATH)
@_accept_options
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object per line."))
@click.pass_obj
def import_borgerdk_command(
    workplace: Workplace, file: Path, accepted: tuple[str, ...], accept_all: bool, as_json: bool
) -> int:
    """List what the articles have for entries that name them, or write it."""
    from floorwalker.exchange.borgerdk_articles import read_articles
    from floorwalker.exchange.borgerdk_proposals import propose

    knowledge = workplace.loaded.knowledge
    proposals = propose(knowledge, read_articles(file))
    if accepted or accept_all:
        clear = {proposal.ref: proposal.only for proposal in proposals}
        choices: dict[str, Collection[str]] = {
            proposal.ref: [choice.url for choice in proposal.choices] for proposal in proposals
        }
        fields = {proposal.ref: proposal.field for proposal in proposals}
        taken = _taken(knowledge, choices, clear, accepted, accept_all=accept_all)
        return _write(workplace, {ref: {fields[ref]: value} for ref, value in taken.items()})
    print_each(proposals, as_json=True, line=str) if as_json else _list_choices(proposals)
    return 0


def _list_choices(proposals: "Sequence[ArticleProposal]") -> None:
    for proposal in proposals:
        changed = f" ({proposal.updated})" if proposal.updated else ""
        print_line(f"{proposal.ref}  {proposal.name}  ← {proposal.article}{changed}")
        for choice in proposal.choices:
            label = f"  {choice.label}" if proposal.field == "url" else ""
            print_line(f"  {proposal.field}: {choice.url}{label}")
    _say_sum(proposals)


def _taken(
    knowledge: "Knowledge",
    choices: Mapping[str, Collection[str]],
    clear: Mapping[str, str],
    accepted: Sequence[str],
    *,
    accept_all: bool,
) -> dict[str, str]:
    """The value for each entry that was accepted.

    An entry that has no proposal any more is said and left as it is: a command that was broken off
    can be given again.

    Args:
        knowledge: with every entry there is.
        choices: what each entry could be given.
        clear: what is clearly meant; empty where nothing is.
        accepted: `REF` or `REF=VALUE`, as typed.
        accept_all: whether what is clearly meant is taken everywhere.
    """
    taken = {ref: value for ref, value in clear.items() if value and accept_all}
    for text in accepted:
        ref, _equals, value = clean_text(text).partition("=")
        require_ref(ref)
        if knowledge.entry(ref) is None:
            raise NotFoundError(
                _("There is no entry `{ref}`.").format(ref=ref), _near(ref, choices)
            )
        if value and value not in choices.get(ref, ()):
            raise click.UsageError(
                _("`{value}` is not among what `{ref}` can be given.").format(value=value, ref=ref)
            )
        if ref not in clear and not value:
            print_aside(_("There is no proposal for `{ref}`; it stays as it is.").format(ref=ref))
        elif not value and not clear[ref]:
            raise click.UsageError(
                _("No single value is clear for `{ref}`: write --accept {ref}=VALUE.").format(
                    ref=ref
                )
            )
        else:
            taken[ref] = value or clear[ref]
    return taken


def _near(ref: str, choices: Iterable[str]) -> str:
    near = nearest_ref(ref, choices)
    return _("Did you mean `{near}`?").format(near=near) if near else ""


@click.command(
    "contacts",
    help=_("Take in contact points from a table: a CSV or a workbook with named columns."),
)
@click.argument("file", metavar="FILE", type=PATH)
@click.option("--dry-run", is_flag=True, help=_("Say what would be written, and write nothing."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object per line."))
@click.pass_obj
def import_contacts_command(workplace: Workplace, file: Path, dry_run: bool, as_json: bool) -> int:
    """Write what the rows add and change; 1 where a row stayed out."""
    from floorwalker.exchange.contact_table import read_contacts, remarks_in_order

    rows = read_contacts(file, workplace.loaded.knowledge.contact_points)
    for remark in remarks_in_order(rows):
        print_aside(f"{file}:{remark.line}: {remark.text}")
    if not dry_run:
        edits = {f"contact:{change.id}": dict(change.fields) for change in rows.changes}
        _write_edits(workplace, edits)
    for change in rows.changes:
        if as_json:
            print_json(change)
        else:
            print_done(_change_line(change))
    _say_rows(rows, dry_run=dry_run)
    return EXIT_NO if rows.refused else 0


def _change_line(change: "ContactChange") -> str:
    from floorwalker.knowledge.comparing.wording import named

    fields = ", ".join(map(named, change.fields))
    if change.is_new:
        return _("new: contact:{id}  {name}").format(id=change.id, name=change.name)
    return f"contact:{change.id}  {fields}"


def _say_rows(rows: "ContactRows", *, dry_run: bool) -> None:
    new = sum(change.is_new for change in rows.changes)
    said = _("{new} new, {changed} changed, {same} as before, {refused} rows left out.").format(
        new=new,
        changed=len(rows.changes) - new,
        same=rows.unchanged,
        refused=len(rows.refused),
    )
    print_aside(f"{said} " + _("Nothing was written.") if dry_run else said)


def _write(workplace: Workplace, edits: Mapping[str, Mapping[str, str]]) -> int:
    """Write what was accepted, and say each."""
    _write_edits(workplace, edits)
    for ref, fields in edits.items():
        for field, value in fields.items():
            print_done(f"{ref}: {field}: {value}")
    if not edits:
        print_aside(_("No proposal is clear, so nothing was written."))
    return 0


def _write_edits(workplace: Workplace, edits: Mapping[str, Mapping[str, str | list[str]]]) -> None:
    """Write fields of entries into the own layer; no file of a base is written."""
    from floorwalker.files import sweep
    from floorwalker.knowledge.editing.own_copy import require_own
    from floorwalker.knowledge.editing.own_layer import own_changes, save_own

    require_own(workplace.knowledge_dir, named=workplace.knowledge_named)
    wanted: dict[str, Fields] = {
        ref: {
            (field,): [*value] if isinstance(value, list) else value
            for field, value in fields.items()
        }
        for ref, fields in edits.items()
    }
    sweep(workplace.knowledge_dir)  # where all was written before a kill, nothing else would
    save_own(own_changes(workplace.loaded, wanted))


def list_changed_sources(
    knowledge: "Knowledge", files: Sequence[Path], keeper: "ContactPoint | None", *, as_json: bool
) -> int:
    """List the entries whose page on borger.dk changed after somebody last looked at it."""
    from floorwalker.exchange.borgerdk_articles import read_articles
    from floorwalker.exchange.borgerdk_proposals import changed_sources
    from floorwalker.knowledge.owners import owner_of

    found = changed_sources(knowledge, [each for file in files for each in read_articles(file)])
    if keeper is not None:
        found = [each for each in found if owner_of(knowledge, each.ref) == keeper]
    print_each(found, as_json=as_json, line=_changed_line)
    if not found and not as_json:
        print_aside(_("No page of these articles changed after it was read."))
    return 0


def _changed_line(changed: "ChangedSource") -> str:
    read = (
        _("read {day}").format(day=changed.read)
        if changed.read
        else _("no day of reading is noted")
    )
    when = _("changed {day}").format(day=changed.updated)
    return f"{when}, {read}  {changed.ref}  {changed.name}  {changed.url}"
