"""`search` and `show`: the desk's search and detail, on the command line."""

import sys
from collections.abc import Iterator

import click

from floorwalker.cli.entry import describe, entry_json
from floorwalker.cli.options import WholeNumber
from floorwalker.cli.output import clean_text, print_aside, print_error, print_json, print_line
from floorwalker.cli.workplace import Workplace
from floorwalker.date_input import moment_of
from floorwalker.errors import EXIT_NO, FloorwalkerError, NotFoundError, nearest_ref
from floorwalker.i18n import _, language
from floorwalker.knowledge.model.as_of import as_of
from floorwalker.knowledge.model.fields import AUDIENCES, KINDS
from floorwalker.knowledge.model.records import Knowledge, Notice, Service
from floorwalker.knowledge.model.translation import knowledge_in
from floorwalker.os_reason import os_reason
from floorwalker.routing import door_kind, route
from floorwalker.search.result import Hit, SearchResult


@click.command("search", help=_("Find the entries that answer what a visitor says."))
@click.argument("words", nargs=-1)
@click.option("-n", "limit", type=WholeNumber(1, 1000), default=10, help=_("At most so many."))
@click.option("--kind", type=click.Choice(KINDS[:4]), help=_("Only entries of this kind."))
@click.option(
    "--audience", type=click.Choice(AUDIENCES), help=_("Only entries for these visitors.")
)
@click.option("--json", "as_json", is_flag=True, help=_("As one JSON object."))
@click.option("--batch", is_flag=True, help=_("A query per line from standard input, as JSON."))
@click.option("--explain", is_flag=True, help=_("Say why each hit stands where it stands."))
@click.pass_obj
def search_command(
    workplace: Workplace,
    words: tuple[str, ...],
    limit: int,
    kind: str | None,
    audience: str | None,
    as_json: bool,
    batch: bool,
    explain: bool,
) -> int:
    """Search once, or once for each line of standard input."""
    if batch:
        if words:
            raise click.UsageError(_("With --batch the words come from standard input."))
        for query in _lines():
            result = workplace.index.search(query, limit=limit, kind=kind, audience=audience)
            print_json(result)
        return 0
    if not words:
        raise click.UsageError(_("Say what to search for: floorwalker search WORDS."))
    query = clean_text(" ".join(words))
    result = workplace.index.search(query, limit=limit, kind=kind, audience=audience)
    if explain:
        for hit in workplace.index.explain(query, limit=limit, kind=kind, audience=audience):
            for line in hit.lines():
                print_line(line)
    elif as_json:
        print_json(result)
    else:
        _say_hits(result, knowledge_in(workplace.knowledge_today, language()))
    return 0 if result.hits else EXIT_NO


def _lines() -> Iterator[str]:
    """The lines of standard input, whatever bytes they hold; empty ones too."""
    try:
        for line in sys.stdin:
            yield clean_text(line.rstrip("\r\n"))
    except OSError as error:
        raise FloorwalkerError(
            _("Standard input cannot be read: {reason}.").format(reason=os_reason(error))
        ) from None


def _say_hits(result: SearchResult, knowledge: Knowledge) -> None:
    if not result.hits:
        print_error(_("Nothing in the knowledge base answers that."), _("Try other words."))
        return
    if not result.confident:
        print_aside(_("Not sure: none of these may be what is meant."))
    elif result.certainty == "several":
        print_aside(_("Several may fit: ask which one is meant."))
    width = max(len(hit.ref) for hit in result.hits)
    for hit in result.hits:
        print_line(f"{hit.ref:<{width}}  {_described(hit, knowledge)}")


def _described(hit: Hit, knowledge: Knowledge) -> str:
    entry = knowledge.entry(hit.ref)
    name = hit.name if entry is None or isinstance(entry, Notice) else entry.name
    if hit.competent_authority is None or not isinstance(entry, Service):
        return name
    authority = knowledge.authority_name(entry)
    if entry.urgent:  # nobody in danger is told of doors
        return _("{name} ({authority} helps)").format(name=name, authority=authority)
    if door_kind(knowledge, entry) == "help_here":
        return _("{name} ({authority}, help here)").format(name=name, authority=authority)
    return _("{name} (wrong door: {authority})").format(name=name, authority=authority)


@click.command("show", help=_("Show one entry, whole: whom to contact and whether it is open."))
@click.argument("ref")
@click.option("--json", "as_json", is_flag=True, help=_("As one JSON object."))
@click.option("--at", "at", metavar="TIME", help=_("As if it were this local time."))
@click.pass_obj
def show_command(workplace: Workplace, ref: str, as_json: bool, at: str | None) -> int:
    """Show the entry as it is now, or at the given time."""
    require_ref(ref)
    loaded = workplace.loaded
    now = moment_of(clean_text(at), workplace.zone) if at else workplace.now()
    kept = as_of(loaded.knowledge, now.date())
    knowledge = kept if as_json else knowledge_in(kept, language())
    entry = knowledge.entry(ref)
    if entry is None:
        raise unknown_entry(workplace, ref)
    if as_json:
        print_json(entry_json(knowledge, entry, now))
        return 0
    if isinstance(entry, Notice):
        print_line(entry.text)
        return 0
    for line in describe(route(knowledge, entry, now), now):
        print_line(line)
    return 0


def require_ref(ref: str) -> None:
    """Refuse what is not `KIND:ID`.

    Raises:
        click.UsageError: with the kinds there are.
    """
    kind, separator, id_ = ref.partition(":")
    if kind not in KINDS or not separator or not id_:
        raise click.UsageError(
            _(
                "`{ref}` does not name an entry; write KIND:ID, as in service:pas. Kinds: {kinds}."
            ).format(ref=clean_text(ref), kinds=", ".join(KINDS))
        )


def unknown_entry(workplace: Workplace, ref: str) -> NotFoundError:
    """The error for an entry that does not exist, with its nearest neighbour."""
    near = nearest_ref(ref, (entry.ref for entry in workplace.loaded.knowledge.entries()))
    hint = (
        _("Did you mean `{near}`?").format(near=near)
        if near
        else _("Find it with: floorwalker search WORDS.")
    )
    return NotFoundError(_("There is no entry `{ref}`.").format(ref=clean_text(ref)), hint)
