"""What a municipality's own folder says beside the base that it stands on."""

from collections.abc import Iterator, Mapping
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from floorwalker.collation import alphabetically
from floorwalker.knowledge.comparing.differences import (
    HOUSE,
    Compared,
    Difference,
    field_differences,
    name_of,
    theme_of,
    translated_texts,
)
from floorwalker.knowledge.layers.laying import Fields, Laid, refs_in
from floorwalker.knowledge.loading.loader import Loaded
from floorwalker.knowledge.model.contents import SECTIONS
from floorwalker.knowledge.model.records import Knowledge, Rendering

State = Literal["added", "changed", "withdrawn"]
"""What the own folder does to an entry of the base, or without one."""
_NO_TEXT: Final = ("base", "based_on", "without")
"""What an own record may say without a word of its own."""


_OF_A_RENDERING: Final = frozenset(Rendering.__struct_fields__)
"""What a translation says of itself."""


class OwnEntry(Struct, frozen=True, kw_only=True):
    """One entry of which the own folder says something."""

    ref: str
    state: State
    name: str
    theme: str = ""
    """Of a service."""
    path: str
    """The file of the folder itself, relative to it."""
    base_changed: bool = False
    """Whether the base has changed since the own text was written."""
    differences: tuple[Difference, ...] = ()
    """The fields in which the own text differs; old is the base's, new one's own."""


def own_entries(loaded: Loaded) -> list[OwnEntry]:
    """All of them, by kind, theme and name; without those that cannot be used for a fault."""
    laid = loaded.laid
    held: dict[str, Compared] = {each.record.ref: each.record for each in laid.records}
    held |= {rate.ref: rate for _index, rate in laid.rates}
    if laid.municipality is not None:
        held[HOUSE] = laid.municipality
    outdated = {
        fault.details["ref"]
        for fault in laid.faults
        if fault.code == "base-changed" and laid.files[fault.place[0]].layer == 0
    }
    found = [
        replace(entry, base_changed=entry.ref in outdated)
        for ref, index in _own_refs(laid).items()
        if (entry := _entry(laid, ref, index, held.get(ref))) is not None
    ]
    return sorted(found, key=_order)


def faulty_refs(laid: Laid) -> list[str]:
    """What the own folder says something of, but not soundly."""
    own = [file for file in laid.files if file.layer == 0]
    refs = {ref for file in own for ref in (*file.content.broken, *file.content.damaged)}
    refs |= {ref for index, ref in laid.broken if laid.files[index].layer == 0}
    return sorted(refs)


def knowledge_below(loaded: Loaded) -> Knowledge:
    """The knowledge with what the base says where the own folder says something else."""
    below = loaded.laid.below.values()
    sections = {
        section: {
            **getattr(loaded.knowledge, section),
            **{each.id: each for each in below if isinstance(each, struct)},
        }
        for section, struct in SECTIONS.items()
    }
    return replace(loaded.knowledge, **sections)


def _own_refs(laid: Laid) -> dict[str, int]:
    """The ref of everything that the own folder says something of, and the first file with it."""
    refs: dict[str, int] = {}
    for index, file in enumerate(laid.files):
        for ref in refs_in(file.content) if file.layer == 0 else ():
            refs.setdefault(ref, index)
    return refs


def _entry(laid: Laid, ref: str, index: int, now: Compared | None) -> OwnEntry | None:
    """What is said of one entry; None where it says nothing, or cannot be used."""
    path = laid.files[index].path
    below = laid.below.get(ref)
    by = laid.withdrawn.get(ref)
    if by is not None and laid.files[by].layer == 0:
        if below is None:
            return None
        return _own(ref, "withdrawn", below, laid.files[by].path)
    if now is None:
        return None
    if below is None:
        return _own(ref, "added", now, path)
    said = _said(laid, ref)
    if not said:
        return None
    return replace(
        _own(ref, "changed", now, path), differences=tuple(_differences(ref, below, now, said))
    )


def _own(ref: str, state: State, record: Compared, path: str) -> OwnEntry:
    return OwnEntry(ref=ref, state=state, name=name_of(record), theme=theme_of(record), path=path)


def _said(laid: Laid, ref: str) -> Fields:
    """By field what the own folder says of an entry of the base, also that it says nothing."""
    part = next(part for part in laid.parts[ref] if laid.files[part.index].layer == 0)
    without = part.fields.get("without")
    gone = dict.fromkeys(without, "") if isinstance(without, list | tuple) else {}
    return {**gone, **{field: v for field, v in part.fields.items() if field not in _NO_TEXT}}


def _differences(ref: str, below: Compared, now: Compared, said: Fields) -> Iterator[Difference]:
    """Where the two differ, as far as the own folder has said so."""
    for each in field_differences(ref, below, now):
        if each.field not in said:
            continue
        if each.language is None:
            yield each
            continue
        own = said["translations"]
        if isinstance(own, Mapping) and each.language in own:
            old, new = (translated_texts(record, each.language) for record in (below, now))
            kept = {*each.added, *each.removed} - _OF_A_RENDERING
            yield replace(
                each,
                old={field: text for field, text in old.items() if field in kept},
                new={field: text for field, text in new.items() if field in kept},
            )


def _order(entry: OwnEntry) -> tuple[int, tuple[str, str], tuple[str, str], str]:
    kind = entry.ref.partition(":")[0]
    return (
        _KINDS.index(kind),
        alphabetically(entry.theme),
        alphabetically(entry.name),
        entry.ref,
    )


_KINDS: Final = (HOUSE, "service", "contact", "guide", "term", "notice", "rate")
"""In which order kinds of entries are told."""
