"""`layers`: what the own folder adds to its base, changes in it, takes out of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from textwrap import shorten, wrap
from typing import TYPE_CHECKING, Final

import click

from floorwalker import paths
from floorwalker.cli.find import require_ref
from floorwalker.cli.output import clean_text, print_aside, print_done, print_json, print_line
from floorwalker.cli.workplace import Workplace
from floorwalker.errors import EXIT_NO, KnowledgeError, NotFoundError, nearest_ref
from floorwalker.i18n import _, language_name, mark, ngettext
from floorwalker.knowledge.comparing.differences import HOUSE, Difference, name_of
from floorwalker.knowledge.comparing.own_layer import (
    OwnEntry,
    faulty_refs,
    knowledge_below,
    own_entries,
)
from floorwalker.knowledge.comparing.wording import Wording, field_name, kind_name, named
from floorwalker.knowledge.layers.bases import is_starter
from floorwalker.knowledge.layers.laying import MUNICIPALITY, fingerprint_of, refs_in
from floorwalker.knowledge.layers.placeholders import Placeholder, placeholders
from floorwalker.knowledge.loading.loader import (
    lacks_its_base,
    load,
    problems_hide_records,
    require_files,
)

if TYPE_CHECKING:
    from floorwalker.knowledge.editing.record_edits import Fields
    from floorwalker.knowledge.loading.loader import Loaded

_NAME: Final = 60
"""Letters of a name; a notice has its whole text for one."""
_WIDTH: Final = 96
"""Columns that a list of refs takes."""
_FIELDS: Final = 6
"""Fields that one line of the list names."""
_STATES: Final = {
    "changed": mark("Changed by you"),
    "added": mark("Added by you"),
    "withdrawn": mark("Taken out by you"),
}
"""The groups of the list, by what the own folder does."""
_KINDS: Final = {
    "contact": mark("Contact points"),
    "service": mark("Services"),
    "guide": mark("Guides"),
    "term": mark("Words"),
    "notice": mark("Notices"),
}
"""The kinds of what is still invented, what a visitor is sent to first."""


@click.command(
    "layers", help=_("Say what your own folder adds to its base, changes in it, takes out of it.")
)
@click.argument("refs", nargs=-1, metavar="[REF]...")
@click.option("--keep", is_flag=True, help=_("Your own text of these still holds."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object per line."))
@click.pass_obj
def layers_command(workplace: Workplace, refs: tuple[str, ...], keep: bool, as_json: bool) -> int:
    """List all of it in groups, some entries field by field, or note that own texts still hold."""
    if keep and not refs:
        raise click.UsageError(
            _("Name the entries of which your text still holds: --keep service:pas.")
        )
    folder = workplace.knowledge_dir
    loaded = load(folder, paths.cache_dir())
    require_files(folder, loaded)
    if not loaded.laid.has_base:
        return _say_no_base(loaded, fails=keep)
    for ref in refs:
        _require_known(loaded, ref)
    if keep:
        return _keep(workplace, loaded, refs)
    own = own_entries(loaded)
    left = list(placeholders(loaded.laid))
    if as_json:
        _print_objects(own, left, set(refs))
    elif refs:
        for ref in dict.fromkeys(refs):
            _say_beside(loaded, ref, own, left)
    else:
        _say_all(loaded, own, left)
    _say_faulty(loaded)
    return 0


def _say_no_base(loaded: "Loaded", *, fails: bool) -> int:
    folder = loaded.folders[0]
    if lacks_its_base(loaded.problems):
        raise KnowledgeError(
            _("The base that {folder} stands on cannot be read.").format(folder=folder),
            _("See: floorwalker check"),
        )
    said = (
        _("This is the knowledge that ships with the program; begin your own: floorwalker init")
        if is_starter(folder)
        else _("{folder} stands on no base: all of it is your own.").format(folder=folder)
    )
    if fails:
        raise KnowledgeError(said)
    print_aside(said)
    return EXIT_NO


def _require_known(loaded: "Loaded", ref: str) -> None:
    known = {ref for file in loaded.files for ref in refs_in(file.content)}
    if ref in known:
        return
    if ref != MUNICIPALITY:
        require_ref(ref)
    near = nearest_ref(ref, known)
    raise NotFoundError(
        _("There is no entry `{ref}`.").format(ref=clean_text(ref)),
        _("Did you mean `{near}`?").format(near=near) if near else "",
    )


def _keep(workplace: Workplace, loaded: "Loaded", refs: Sequence[str]) -> int:
    """Write that own texts were read against the base as it is now."""
    from floorwalker.knowledge.editing.own_copy import require_own
    from floorwalker.knowledge.editing.own_layer import own_changes, save_own

    require_own(loaded.folders[0], named=workplace.knowledge_named)
    below = loaded.laid.below
    for ref in refs:
        if ref not in below:
            raise KnowledgeError(
                _("`{ref}` is not both in your folder and in the base.").format(ref=ref),
                _("See: floorwalker layers {ref}").format(ref=ref),
            )
    wanted: dict[str, Fields] = {ref: {("based_on",): fingerprint_of(below[ref])} for ref in refs}
    save_own(own_changes(loaded, wanted))
    for ref in dict.fromkeys(refs):
        print_done(_("{ref}: your text holds beside the base as it is now.").format(ref=ref))
    return 0


def _print_objects(own: Iterable[OwnEntry], left: Iterable[Placeholder], only: set[str]) -> None:
    """An object for each entry that is one's own or still invented, all or those named."""
    still = {each.ref: each.left for each in left}
    for entry in own:
        if not only or entry.ref in only:
            print_json(
                {
                    "ref": entry.ref,
                    "name": entry.name,
                    "state": entry.state,
                    "path": entry.path,
                    "base_changed": entry.base_changed,
                    "placeholder": list(still.pop(entry.ref, ())),
                    "fields": [
                        {"field": e.field, "language": e.language, "base": e.old, "own": e.new}
                        for e in entry.differences
                    ],
                }
            )
    for ref, fields in still.items():
        if not only or ref in only:
            print_json({"ref": ref, "state": "base", "placeholder": list(fields)})


def _say_all(loaded: "Loaded", own: Sequence[OwnEntry], left: Sequence[Placeholder]) -> None:
    counts = Counter(entry.state for entry in own)
    base = loaded.folders[1]
    said = _("the knowledge that ships with the program") if is_starter(base) else str(base)
    print_line(_("Stands on: {base}").format(base=said))
    print_line(
        _("{changed} changed, {added} added, {withdrawn} taken out.").format(
            changed=counts["changed"], added=counts["added"], withdrawn=counts["withdrawn"]
        )
    )
    wording = Wording(knowledge_below(loaded), loaded.knowledge)
    outdated = [entry for entry in own if entry.base_changed]
    _say_group(_("The base has changed since"), outdated, wording)
    if outdated:
        print_line(
            "  "
            + _("Does yours still hold? floorwalker layers --keep {ref}").format(
                ref=outdated[0].ref
            )
        )
    for state, title in _STATES.items():
        of_state = [entry for entry in own if entry.state == state and not entry.base_changed]
        _say_group(_(title), of_state, wording)
    _say_placeholders(left)


def _say_group(title: str, entries: Sequence[OwnEntry], wording: Wording) -> None:
    if not entries:
        return
    print_line("")
    print_line(f"{title} ({len(entries)})")
    for group, of_group in groupby(entries, key=_group):
        print_line(f"  {group}")
        for entry in of_group:
            print_line(f"    {_title(entry)}{_changes(entry, wording)}")


def _group(entry: OwnEntry) -> str:
    return entry.theme or kind_name(entry.ref)


def _title(entry: OwnEntry) -> str:
    return f"{shorten(entry.name, _NAME, placeholder=' …')} ({entry.ref})"


def _changes(entry: OwnEntry, wording: Wording) -> str:
    """What differs on one line: each field, or of many their names."""
    if entry.state != "changed":
        return ""
    if not entry.differences:
        return "  " + _("says the same as the base")
    if len(entry.differences) == 1:
        return f"  {wording.line(entry.differences[0])}"
    names = list(dict.fromkeys(map(_field, entry.differences)))
    shown = names if len(names) <= _FIELDS else [*names[:_FIELDS], "…"]
    return f"  {', '.join(shown)}"


def _field(found: Difference) -> str:
    if found.language is None:
        return field_name(found)
    return f"{field_name(found)} ({language_name(found.language)})"


def _say_placeholders(left: Sequence[Placeholder]) -> None:
    """How many entries are still invented, and which, by kind."""
    if not left:
        return
    print_line("")
    print_line(_("Still invented, of the example town") + f" ({len(left)})")
    if left[0].ref == MUNICIPALITY:
        print_line(f"  {kind_name(HOUSE)}")
    for kind, title in _KINDS.items():
        refs = sorted(each.ref for each in left if each.ref.startswith(f"{kind}:"))
        if not refs:
            continue
        print_line(f"  {_(title)}: {len(refs)}")
        for line in wrap(", ".join(refs), _WIDTH, break_on_hyphens=False, break_long_words=False):
            print_line(f"    {line}")


def _say_beside(
    loaded: "Loaded", ref: str, own: Sequence[OwnEntry], left: Sequence[Placeholder]
) -> None:
    """One entry field by field: one's own text above the base's."""
    entry = next((each for each in own if each.ref == ref), None)
    if entry is None:
        record = loaded.laid.municipality if ref == MUNICIPALITY else loaded.knowledge.entry(ref)
        name = name_of(record) if record else ref
        print_line(_("{name} ({ref}): all of it comes from the base").format(name=name, ref=ref))
    else:
        path = loaded.folders[0] / entry.path
        state = {
            "added": _("added by you"),
            "changed": _("changed by you"),
            "withdrawn": _("taken out by you"),
        }[entry.state]
        print_line(f"{_title(entry)}: {state}, {path}")
        if entry.base_changed:
            said = _(
                "The base has changed since. If yours still holds: floorwalker layers --keep {ref}"
            )
            print_line(f"  {said.format(ref=ref)}")
        if entry.state == "changed" and not entry.differences:
            print_line("  " + _("says the same as the base"))
        _say_sides(entry.differences, Wording(knowledge_below(loaded), loaded.knowledge))
    for each in left:
        if each.ref == ref:
            fields = ", ".join(map(named, each.left)) or _("all of it")
            print_line("  " + _("Still the example town's: {fields}").format(fields=fields))


def _say_sides(differences: Iterable[Difference], wording: Wording) -> None:
    own, base = _("yours"), _("base")
    width = max(len(own), len(base))
    for found in differences:
        print_line(f"  {_field(found)}")
        was, now = wording.sides(found)
        for label, lines in ((own, now), (base, was)):
            for number, line in enumerate(lines or [_("nothing")]):
                print_line(f"    {'' if number else label:<{width}}  {line}")


def _say_faulty(loaded: "Loaded") -> None:
    refs = faulty_refs(loaded.laid)
    if problems_hide_records(loaded.files, loaded.problems):
        print_aside(
            _("Not everything can be read, so something may be missing. See: floorwalker check")
        )
    elif refs:
        print_aside(
            ngettext(
                "There is a fault in {refs}; only what is sound is told. See: floorwalker check",
                "There are faults in {refs}; only what is sound is told. See: floorwalker check",
                len(refs),
            ).format(refs=", ".join(refs))
        )
