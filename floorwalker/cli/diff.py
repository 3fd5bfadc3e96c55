"""`diff`: what changed between two states of a knowledge base, for an editor to read."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Final

import click

from floorwalker import paths
from floorwalker.cli.options import PATH
from floorwalker.cli.output import print_aside, print_json, print_line
from floorwalker.errors import EXIT_NO, KnowledgeError
from floorwalker.i18n import _, language_name, ngettext
from floorwalker.knowledge.comparing.areas import AREAS
from floorwalker.knowledge.comparing.differences import LEXICON, Difference, compare
from floorwalker.knowledge.comparing.wording import Wording, field_name, group_of
from floorwalker.knowledge.loading.discovery import usable_lexicon
from floorwalker.knowledge.loading.loader import load, problems_hide_records, require_files

if TYPE_CHECKING:
    from floorwalker.knowledge.loading.loader import Loaded

_NAME: Final = 60
"""Letters of a name; a notice has its whole text for one."""
_REFS: Final = 5
"""How many entries a line names that counts them."""
_COUNTED: Final = ("translations", "checks")
"""Areas of which a line tells how many entries, not each."""


@click.command("diff", help=_("Say what changed between two states of a knowledge base."))
@click.argument("old", metavar="OLD", type=PATH)
@click.argument("new", metavar="NEW", type=PATH)
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object per line."))
def diff_command(old: Path, new: Path, as_json: bool) -> int:
    """List the differences, what matters most first; 1 where both folders say the same."""
    before, after = _loaded(old), _loaded(new)
    apart = _faulty(before) | _faulty(after)
    words = _lexicon(before), _lexicon(after)
    if None in words:
        apart |= {LEXICON}
    found = compare(
        before.knowledge,
        after.knowledge,
        apart,
        lexicons=({}, {}) if LEXICON in apart else (words[0] or {}, words[1] or {}),
    )
    if as_json:
        for each in found:
            print_json(each)
    elif found:
        _say(found, Wording(before.knowledge, after.knowledge))
    _say_apart(apart)
    if not found:
        same = _("In all the rest both folders say the same.")
        print_aside(same if apart else _("Both folders say the same."))
        return EXIT_NO
    return 0


def _loaded(folder: Path) -> "Loaded":
    """What a folder says.

    Raises:
        KnowledgeError: there is none, or a file of it cannot be read, so that nobody knows what is
            missing.
    """
    loaded = load(folder, paths.cache_dir())
    require_files(folder, loaded)
    if problems_hide_records(list(loaded.files), list(loaded.problems)):
        hiding = {file.path for file in loaded.files if file.content.unreadable}
        first = next((p for p in loaded.problems if p.path in hiding), loaded.problems[0])
        raise KnowledgeError(
            _("{folder} cannot be compared. {where}: {message}").format(
                folder=folder, where=first.where, message=first.message
            ),
            first.hint,
        )
    return loaded


def _faulty(loaded: "Loaded") -> frozenset[str]:
    """The entries that were not read whole: what they lack may well stand in the file."""
    laid = loaded.laid
    return laid.damaged | {ref for _index, ref in laid.broken}


def _lexicon(loaded: "Loaded") -> dict[str, tuple[str, ...]] | None:
    """The editors' own words for the search, of all layers; None where there is a fault in them."""
    from floorwalker.search.lexicon import load_lexicon

    own = [path for folder in loaded.folders if (path := usable_lexicon(folder))]
    try:
        read = load_lexicon(*own, own=None)
    except OSError:
        return None
    if read.flaws:
        return None
    found: dict[str, tuple[str, ...]] = {}
    for synonym in read.lexicon.synonyms:
        found[synonym.expression] = (*found.get(synonym.expression, ()), *synonym.targets)
    return found


def _say(found: Sequence[Difference], wording: Wording) -> None:
    print_line(_summary(found))
    for area, of_area in groupby(found, key=lambda each: each.area):
        there = list(of_area)
        print_line("")
        print_line(f"{_(AREAS[area])} ({len({each.ref for each in there})})")
        if area in _COUNTED:
            _say_counted(there)
            continue
        for group, of_group in groupby(there, key=group_of):
            print_line(f"  {group}")
            for _ref, of_entry in groupby(of_group, key=lambda each: each.ref):
                _say_entry(list(of_entry), wording)


def _say_entry(found: Sequence[Difference], wording: Wording) -> None:
    first = found[0]
    name = shorten(first.name, _NAME, placeholder=" …")
    title = f"    {name} ({first.ref})"
    if first.field is None:
        print_line(title)
    elif len(found) == 1:
        print_line(f"{title}  {wording.line(first)}")
    else:
        print_line(title)
        for each in found:
            print_line(f"      {wording.line(each)}")


def _say_counted(found: Iterable[Difference]) -> None:
    """A line for each language or field, with how many entries it concerns and which."""
    refs: dict[str, list[str]] = {}
    for each in found:
        said = language_name(each.language) if each.language else field_name(each)
        refs.setdefault(said, []).append(each.ref)
    for said, of_it in refs.items():
        shown = ", ".join(of_it[:_REFS]) + (" …" if len(of_it) > _REFS else "")
        counted = ngettext("{count} entry", "{count} entries", len(of_it)).format(count=len(of_it))
        print_line(f"  {said}: {counted}: {shown}")


def _summary(found: Sequence[Difference]) -> str:
    of_change = Counter(change for _ref, change in {(each.ref, each.change) for each in found})
    return _("{new} new, {gone} gone, {changed} changed.").format(
        new=of_change["new"], gone=of_change["gone"], changed=of_change["changed"]
    )


def _say_apart(apart: frozenset[str]) -> None:
    """Which entries are not compared, since one of the folders has a fault in them."""
    if not apart:
        return
    refs = sorted(apart)
    shown = ", ".join(refs[:_REFS]) + (" …" if len(refs) > _REFS else "")
    print_aside(
        _("Not compared, since there is a fault in them: {refs}. See: floorwalker check").format(
            refs=shown
        )
    )
