"""`import kle`, `import borgerdk` and `import contacts`: from what a municipality has already.

The first two propose, and write what was accepted; the third takes in a table.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from floorwalker.cli.options import PATH
from floorwalker.cli.output import print_aside, print_each, print_json, print_line
from floorwalker.cli.workplace import Workplace
from floorwalker.i18n import _, ngettext

if TYPE_CHECKING:
    from floorwalker.exchange.borgerdk_proposals import ArticleProposal, ChangedSource
    from floorwalker.exchange.kle_proposals import Proposal
    from floorwalker.knowledge.model.records import ContactPoint, Knowledge


@click.command(
    "kle", help=_("Propose KLE numbers for services, from the list that KL or OS2 publish.")
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=PATH)
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object per line."))
@click.pass_obj
def import_kle_command(workplace: Workplace, files: tuple[Path, ...], as_json: bool) -> int:
    """List what the list has for services without the number of a task."""
    from floorwalker.exchange.kle_list import read_kle
    from floorwalker.exchange.kle_proposals import propose

    subjects = read_kle(files)
    proposals = propose(workplace.loaded.knowledge.services.values(), subjects)
    for proposal in proposals:
        if as_json:
            print_json(proposal)
        else:
            _say_numbers(proposal)
    if not as_json:
        _say_sum(proposals)
    return 0


def _say_numbers(proposal: "Proposal") -> None:
    print_line(f"{proposal.ref}  {proposal.name}{_state(proposal)}")
    if not proposal.candidates:
        print_line("  " + _("no title and no keyword of the list is one of its words"))
    for candidate in proposal.candidates:
        words = f"  ← {', '.join(candidate.matched)}" if candidate.matched else ""
        print_line(f"  {candidate.number}  {candidate.title}{words}")


def _state(proposal: "Proposal") -> str:
    """What is to be said of the number that the service has."""
    if proposal.state == "retired":
        return "  " + _("({number} goes out of KLE: {when})").format(
            number=proposal.kle, when=proposal.retired
        )
    if proposal.state == "unknown":
        return "  " + _("({number} is not in the list)").format(number=proposal.kle)
    return f"  ({proposal.kle})" if proposal.kle else ""


def _say_sum(proposals: "Iterable[Proposal | ArticleProposal]") -> None:
    """How many there are, and for how many one value is clearly meant."""
    listed = list(proposals)
    clear = sum(bool(proposal.only) for proposal in listed)
    print_aside(
        ngettext("{count} entry", "{count} entries", len(listed)).format(count=len(listed))
        + ", "
        + _("{count} of them with one clear proposal.").format(count=clear)
    )


@click.command(
    "borgerdk", help=_("Propose deep links and law, from a saved export of borger.dk's articles.")
)
@click.argument("file", metavar="FILE", type=PATH)
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object per line."))
@click.pass_obj
def import_borgerdk_command(workplace: Workplace, file: Path, as_json: bool) -> int:
    """List what the articles have for entries that name them as their source or page."""
    from floorwalker.exchange.borgerdk_articles import read_articles
    from floorwalker.exchange.borgerdk_proposals import propose

    proposals = propose(workplace.loaded.knowledge, read_articles(file))
    for proposal in proposals:
        if as_json:
            print_json(proposal)
        else:
            _say_choices(proposal)
    if not as_json:
        _say_sum(proposals)
    return 0


def _say_choices(proposal: "ArticleProposal") -> None:
    changed = f" ({proposal.updated})" if proposal.updated else ""
    print_line(f"{proposal.ref}  {proposal.name}  ← {proposal.article}{changed}")
    for choice in proposal.choices:
        label = f"  {choice.label}" if proposal.field == "url" else ""
        print_line(f"  {proposal.field}: {choice.url}{label}")


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
