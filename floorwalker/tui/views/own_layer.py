"""What is one's own beside the base, as a list with a page for each entry."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from floorwalker.i18n import _, language_name
from floorwalker.knowledge.comparing.own_layer import OwnEntry, knowledge_below, own_entries
from floorwalker.knowledge.comparing.wording import Wording, field_name, kind_name, named
from floorwalker.knowledge.layers.laying import MUNICIPALITY
from floorwalker.knowledge.layers.placeholders import placeholders
from floorwalker.tui.views.list_row import ListRow
from floorwalker.tui.views.sections import Section, section
from floorwalker.tui.views.styled_text import CLOSED, MUTED, STRONG, row, styled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from floorwalker.knowledge.comparing.differences import Difference
    from floorwalker.knowledge.loading.loader import Loaded


_FIRST: Final = (MUNICIPALITY, "contact:")
"""What of the invented a visitor is sent to first."""


class OwnLayer:
    """The own folder of one state of the knowledge, ready to be listed."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        entries = own_entries(loaded)
        self._own = {e.ref: e for e in sorted(entries, key=lambda each: not each.base_changed)}
        left = sorted(placeholders(loaded.laid), key=lambda each: not each.ref.startswith(_FIRST))
        self._left = {each.ref: each for each in left}
        self._wording = Wording(knowledge_below(loaded), loaded.knowledge)

    def rows(self, column: int) -> Sequence[ListRow]:
        """Where the base has changed, then all else that is own, then what is still invented."""
        own = [
            ListRow(entry.ref, entry.name, f"{_state(entry)}  {_group(entry)}", column=column)
            for entry in self._own.values()
        ]
        example = _("example")
        left = [
            ListRow(ref, self._name(ref), f"{example}  {kind_name(ref)}", column=column)
            for ref in self._left
            if ref not in self._own
        ]
        return [*own, *left]

    def summary(self) -> str:
        """How many entries there are of each sort, on one line."""
        counts = Counter(entry.state for entry in self._own.values())
        outdated = sum(entry.base_changed for entry in self._own.values())
        told = (
            _("{changed} changed, {added} added, {withdrawn} taken out.").format(
                changed=counts["changed"], added=counts["added"], withdrawn=counts["withdrawn"]
            ),
            _("Base changed since: {count}").format(count=outdated) if outdated else "",
            _("Still invented: {count}").format(count=len(self._left)) if self._left else "",
        )
        return " · ".join(filter(None, told))

    def is_whole(self, ref: str) -> bool:
        """Whether the entry is told best by its own page: one that is added, or still invented."""
        entry = self._own.get(ref)
        return entry is None or entry.state == "added"

    def page(self, ref: str) -> Iterator[Section]:
        """One's own text and the base's, field by field; then what is still invented."""
        entry = self._own.get(ref)
        state = _state(entry) if entry else _("from the base")
        title = row(styled(self._name(ref), STRONG), styled(state, MUTED), gap="   ")
        yield section("", title, styled(entry.path if entry else "", MUTED))
        if entry is not None and entry.base_changed:
            said = _(
                "The base has changed since. If yours still holds: floorwalker layers --keep {ref}"
            )
            yield section("", styled(said.format(ref=ref), CLOSED))
        for each in entry.differences if entry else ():
            yield from self._sides(each)
        if ref in self._left:
            fields = ", ".join(map(named, self._left[ref].left)) or _("all of it")
            said = _("Still the example town's: {fields}").format(fields=fields)
            yield section("", styled(said, CLOSED))

    def _sides(self, found: Difference) -> Iterator[Section]:
        field = field_name(found)
        if found.language:
            field = f"{field} ({language_name(found.language)})"
        was, now = self._wording.sides(found)
        nothing = [_("nothing")]
        yield section("", styled(field, STRONG))
        yield section(_("yours"), *map(styled, now or nothing), tight=True)
        yield section(_("base"), *(styled(text, MUTED) for text in was or nothing), tight=True)

    def _name(self, ref: str) -> str:
        if ref in self._own:
            return self._own[ref].name
        knowledge = self._loaded.knowledge
        record = knowledge.municipality if ref == MUNICIPALITY else knowledge.entry(ref)
        return str(getattr(record, "name", "")) or ref


def _state(entry: OwnEntry) -> str:
    if entry.base_changed:
        return _("base has changed")
    return {"added": _("added"), "changed": _("changed"), "withdrawn": _("taken out")}[entry.state]


def _group(entry: OwnEntry) -> str:
    return entry.theme or kind_name(entry.ref)
