"""Layers laid together: what stands in the own folder holds, the rest comes from its base.

The layers are given as one list of files, each with the number of its layer: 0 is the folder
itself, 1 its base, and so on. A record of the same kind and id is laid over the one below it field
by field; a list replaces a list, translations are laid by language and field, amounts by year. What
is found wrong is placed in the file of the layer in which it stands.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from floorwalker.errors import nearest_ref
from floorwalker.knowledge.model.contents import SECTIONS, FileContent, SourceFile
from floorwalker.knowledge.model.fingerprints import digest_of
from floorwalker.knowledge.model.records import (
    LAYING,
    Municipality,
    Notice,
    Rate,
    Record,
    SharedFields,
)
from floorwalker.knowledge.model.shapes import default_of, required_fields
from floorwalker.knowledge.problems.problem import KeyPath, RecordFault

Fields = Mapping[str, object]
"""What a record says, by the names of the file, as plain values."""
Laying = Record | Rate | Municipality
"""What can be laid over another of its kind."""

MUNICIPALITY: Final = "municipality"
"""What stands for a ref where the municipality is meant."""
_SECTIONS: Final[dict[str, type[Record] | type[Rate]]] = {**SECTIONS, "rates": Rate}
_STRUCTS: Final[dict[str, type[Laying]]] = {
    MUNICIPALITY: Municipality,
    **{struct.kind: struct for struct in _SECTIONS.values()},
}
_SECTION_OF: Final = {struct.kind: key for key, struct in _SECTIONS.items()}
_OF_THE_OWN: Final = ("assured_date", "assurer")
"""What only the municipality's own people can say: nothing of it comes from a base."""
OF_A_TRANSLATION: Final = ("of", "reviewed_date")
"""What a translation says of all its texts: it does not hold once another layer adds some."""
_DEEP: Final = {"translations": 3, "values": 2}
"""How many steps lead to what one layer says by itself; elsewhere it is the field."""
INVENTED: Final[Mapping[str, tuple[str, ...]]] = {
    MUNICIPALITY: ("name", "locations", "greeting"),
    "contact": (
        "telephone",
        "phones",
        "email",
        "url",
        "address",
        "directions",
        "opening_hours",
        "phone_hours",
        "appointment_url",
    ),
    "service": ("description",),
    "guide": ("url",),
    "term": ("explanation",),
    "notice": ("text",),
    "rate": ("values",),
}
"""What is invented in a placeholder: it is one as long as any of these is the base's."""


class Part(Struct, frozen=True):
    """What one file says of a record that other files say something of, too."""

    index: int
    """Of the file."""
    fields: Fields
    missing: tuple[str, ...] = ()
    """The required fields that it lacks, as far as nothing else was said of them."""


class Held(Struct, frozen=True):
    """A record as the layers say it together, and the index of the topmost file that holds it."""

    index: int
    record: Record


class Laid(Struct, frozen=True, dict=True, kw_only=True):
    """All layers laid together."""

    files: tuple[SourceFile, ...]
    records: tuple[Held, ...]
    """Every sound one. In one layer the same id may stand twice: of these the first counts."""
    rates: tuple[tuple[int, Rate], ...]
    """With the index of the topmost file."""
    municipality: Municipality | None
    parts: Mapping[str, tuple[Part, ...]]
    """What each file says of what stands in several layers, the topmost first; by ref."""
    below: Mapping[str, Laying]
    """What the base says of what the folder itself says something of; by ref."""
    withdrawn: Mapping[str, int]
    """What was taken out, and the file that says so; by ref."""
    broken: tuple[tuple[int, str], ...]
    """Refs of records that cannot be used, each with the index of its file."""
    faults: tuple[RecordFault, ...]

    @cached_property
    def damaged(self) -> frozenset[str]:
        """Refs of records that lost a field in one of the layers."""
        return frozenset(ref for file in self.files for ref in file.content.damaged)

    @cached_property
    def has_base(self) -> bool:
        """Whether the folder stands on another one."""
        return any(file.layer for file in self.files)

    def file_with(self, fault: RecordFault) -> int:
        """The file in which a fault stands."""
        return fault.place[0] if fault.in_this_file else self.file_of(*fault.place)

    def file_of(self, index: int, path: KeyPath) -> int:
        """The file in which `path` stands; `index` is that of the topmost one of the record."""
        parts = self.parts.get(ref_at(path), ())
        inside = path[1:] if path[:1] == (MUNICIPALITY,) else path[2:]
        if not inside:
            return index
        return next((part.index for part in parts if _stands(part.fields, inside)), index)


def ref_at(path: KeyPath) -> str:
    """The ref of the record at a place in a file; the municipality's word for it."""
    struct = _SECTIONS.get(str(path[0])) if path else None
    return f"{struct.kind}:{path[1]}" if struct and len(path) > 1 else MUNICIPALITY


def _stands(fields: Fields, inside: KeyPath) -> bool:
    """Whether a part says something at a place in the record."""
    value: object = fields
    for step in inside[: _DEEP.get(str(inside[0]), 1)]:
        if not isinstance(value, dict) or step not in value:
            return False
        value = value[step]
    return True


def refs_in(content: FileContent) -> Iterator[str]:
    """The ref of everything that a file says something of, sound or not."""
    if content.municipality is not None:
        yield MUNICIPALITY
    yield from (record.ref for record in _all_of(content))
    yield from content.partial
    yield from content.broken


def same_id(ref: str, known: Container[str]) -> str:
    """The entry of another kind that has this very id; empty where none has."""
    id_ = ref.partition(":")[2]
    return next((each for kind in _SECTION_OF if (each := f"{kind}:{id_}") in known), "")


def place_of(ref: str) -> KeyPath:
    """Where such a record stands in a file."""
    kind, _separator, id_ = ref.partition(":")
    return (_SECTION_OF[kind], id_) if kind in _SECTION_OF else (MUNICIPALITY,)


def fingerprint_of(record: Laying) -> str:
    """What `based_on` keeps of a record of the base: twelve letters."""
    fields = {name: said for name, said in _fields(record).items() if name not in LAYING}
    return digest_of(fields)


def lay(files: Sequence[SourceFile]) -> Laid:
    """What the files say together."""
    parts = _parts(files)
    result = _Result(files)
    for ref, said in parts.items():
        result.lay(ref, said)
    municipality = next((f.content.municipality for f in files if f.content.municipality), None)
    if MUNICIPALITY in parts:
        found = result.laid.get(MUNICIPALITY)
        municipality = found[1] if found and isinstance(found[1], Municipality) else None
    together = _in_order(files, parts, result.laid)
    return Laid(
        files=tuple(files),
        records=tuple(Held(index, each) for index, each in together if isinstance(each, Record)),
        rates=tuple((index, each) for index, each in together if isinstance(each, Rate)),
        municipality=municipality,
        parts=parts,
        below=result.below,
        withdrawn=result.withdrawn,
        broken=(
            *((index, ref) for index, file in enumerate(files) for ref in file.content.broken),
            *result.broken,
        ),
        faults=tuple(result.faults),
    )


def _in_order(
    files: Sequence[SourceFile],
    parts: Mapping[str, tuple[Part, ...]],
    laid: Mapping[str, tuple[int, Laying]],
) -> list[tuple[int, Laying]]:
    """Every record and amount in the order of the files, each that was laid together once."""
    left = {ref: found for ref, found in laid.items() if ref != MUNICIPALITY}
    together: list[tuple[int, Laying]] = []
    for index, file in enumerate(files):
        for record in _all_of(file.content):
            if record.ref not in parts:
                if not (file.layer and _is_example_s(record)):
                    together.append((index, _of_a_base(record) if file.layer else record))
            elif record.ref in left:
                together.append(left.pop(record.ref))
    return [*together, *left.values()]


def _all_of(content: FileContent) -> list[Record | Rate]:
    return [*content.records(), *content.rates.values()]


def _is_example_s(record: Record | Rate) -> bool:
    """Whether it is news of the example town, which is nobody's who stands on it."""
    return isinstance(record, Notice) and bool(record.placeholder)


def _of_a_base(record: Record | Rate) -> Record | Rate:
    """`record` without what only the municipality's own people can say."""
    if isinstance(record, SharedFields) and (record.assured_date or record.assurer):
        return replace(record, assured_date=None, assurer="")
    return record


def _parts(files: Sequence[SourceFile]) -> dict[str, tuple[Part, ...]]:
    """What each layer says of what is not whole by itself, the topmost first, by ref.

    Of the same id twice in one layer the first counts.
    """
    layers: dict[str, int] = {}
    needed: dict[str, list[Part]] = {}
    for file in files:
        content = file.content
        for record in _all_of(content):
            lies_on = record.withdrawn or record.without or record.based_on
            if lies_on or layers.setdefault(record.ref, file.layer) != file.layer:
                needed.setdefault(record.ref, [])
        for ref in content.partial:
            needed.setdefault(ref, [])
        house = content.municipality
        if house and (house.base or layers.setdefault(MUNICIPALITY, file.layer) != file.layer):
            needed.setdefault(MUNICIPALITY, [])
    if not needed:
        return {}
    seen: set[tuple[str, int]] = set()
    for index, file in enumerate(files):
        for ref, part in _said_by(index, file, needed):
            if (ref, file.layer) not in seen:
                seen.add((ref, file.layer))
                needed[ref].append(part)
    return {ref: tuple(found) for ref, found in needed.items()}


def _said_by(
    index: int, file: SourceFile, needed: Mapping[str, object]
) -> Iterable[tuple[str, Part]]:
    """What a file says of the records that are needed."""
    content = file.content
    kept_out = _OF_THE_OWN if file.layer else ()
    whole: list[tuple[str, Laying]] = [
        (record.ref, record) for record in _all_of(content) if record.ref in needed
    ]
    if content.municipality is not None and MUNICIPALITY in needed:
        whole.append((MUNICIPALITY, content.municipality))
    for ref, record in whole:
        yield ref, Part(index, _without(_fields(record, content.stated.get(ref, ())), kept_out))
    for ref, partial in content.partial.items():
        struct = _struct_of(ref)
        fields = {**partial.fields, **_defaults(struct, content.stated.get(ref, ()))}
        yield ref, Part(index, _without(fields, kept_out), partial.missing)


def _fields(record: Laying, stated: Iterable[str] = ()) -> dict[str, object]:
    """What a record says, by the names of the file; `stated` are defaults that stand there."""
    fields: dict[str, object] = msgspec.to_builtins(record)
    fields.pop("id", None)
    return {**fields, **_defaults(type(record), stated)}


def _defaults(struct: type[Laying], names: Iterable[str]) -> dict[str, object]:
    """What fields say that stand in the file and say the same as if they did not."""
    return {name: msgspec.to_builtins(default_of(struct, name)) for name in names}


def _struct_of(ref: str) -> type[Laying]:
    return _STRUCTS[ref.partition(":")[0]]


def _without(fields: Fields, names: Iterable[str]) -> Fields:
    return {name: said for name, said in fields.items() if name not in names}


class _Result:
    """Lays records one after the other, and keeps what comes of it."""

    def __init__(self, files: Sequence[SourceFile]) -> None:
        self._files = files
        self._lowest = files[-1].layer if files else 0
        self.laid: dict[str, tuple[int, Laying]] = {}
        self.below: dict[str, Laying] = {}
        self.withdrawn: dict[str, int] = {}
        self.broken: list[tuple[int, str]] = []
        self.faults: list[RecordFault] = []

    def lay(self, ref: str, parts: Sequence[Part]) -> None:
        """Lay the parts of one record together, from the lowest up."""
        below: Fields | None = None
        for part in reversed(parts):
            if below is not None and self._files[part.index].layer == 0:
                self.below[ref] = _record(ref, below)
            if part.fields.get("withdrawn"):
                self._take_out(ref, part, below)
                below = None
            elif below is None:
                below = self._begin(ref, part)
            else:
                below = self._lay_over(ref, part, below)
        if below is not None:
            self.laid[ref] = parts[0].index, _record(ref, below)

    def _take_out(self, ref: str, part: Part, below: Fields | None) -> None:
        self.withdrawn[ref] = part.index
        if below is None:
            self._note(part, ref, ("withdrawn",), "nothing-below", {"ref": ref})

    def _begin(self, ref: str, part: Part) -> Fields | None:
        """The lowest record; None where it lacks something that no other one has."""
        required = required_fields(_struct_of(ref))
        fields = _without(part.fields, LAYING)
        if all(name in fields for name in required):
            damaged = ref in self._files[part.index].content.damaged
            for name in () if damaged else LAYING:
                if name in part.fields:
                    self._note(part, ref, (name,), "nothing-below", {"ref": ref})
            return fields
        self.broken.append((part.index, ref))
        is_lowest = self._files[part.index].layer == self._lowest
        if required[0] in part.missing and not is_lowest and ref != MUNICIPALITY:
            details = {"ref": ref, "fields": ", ".join(part.missing), "near": self._near(ref, part)}
            self._note(part, ref, (), "not-in-base", details)
            return None
        for name in part.missing:
            self._note(part, ref, (), "missing-field", {"field": name})
        return None

    def _near(self, ref: str, part: Part) -> str:
        """The record of a layer below that is probably meant."""
        layer = self._files[part.index].layer
        below = [file.content for file in self._files if file.layer > layer]
        known = {each.ref for content in below for each in _all_of(content)}
        return same_id(ref, known) or nearest_ref(ref, known) or ""

    def _lay_over(self, ref: str, part: Part, below: Fields) -> Fields:
        based_on = part.fields.get("based_on")
        if based_on and based_on != (now := fingerprint_of(_record(ref, below))):
            details = {"ref": ref, "fingerprint": now}
            self._note(part, ref, ("based_on",), "base-changed", details)
        kept = _untranslated(_without_its_days(below), part.fields)
        self._note_emptied(ref, part, kept)
        merged = laid_over(part.fields, kept)
        for name in required_fields(_struct_of(ref)):
            if name not in merged:
                self._note(part, ref, ("without",), "without-required", {"field": name})
                merged[name] = below[name]
        if "placeholder" not in part.fields and not invented_left(ref, part.fields, below):
            merged.pop("placeholder", None)
        return merged

    def _note_emptied(self, ref: str, part: Part, kept: Fields) -> None:
        """The fields without a value where the base has one: it holds, whatever was meant."""
        for name in self._files[part.index].content.emptied.get(ref, ()):
            if name in kept and name not in _texts(part.fields.get("without")):
                place = (part.index, (*place_of(ref), name))
                details = {"ref": ref, "field": name}
                fault = RecordFault(place, "empty-over-base", details, in_this_file=True)
                self.faults.append(fault)

    def _note(
        self, part: Part, ref: str, inside: KeyPath, code: str, details: dict[str, str]
    ) -> None:
        self.faults.append(RecordFault((part.index, (*place_of(ref), *inside)), code, details))


def _record(ref: str, fields: Fields) -> Laying:
    id_ = ref.partition(":")[2]
    return msgspec.convert({"id": id_, **fields} if id_ else fields, _struct_of(ref))


def invented_left(ref: str, said: Fields, below: Fields) -> list[str]:
    """What of a placeholder's invented fields still holds under what is said above it."""
    gone = _texts(said.get("without"))
    invented = INVENTED[ref.partition(":")[0]]
    return [n for n in invented if n in below and n not in said and n not in gone]


def laid_over(said: Fields, below: Fields) -> dict[str, object]:
    """What holds where `said` is laid over `below`."""
    kept = _without(below, ("base", *_texts(said.get("without"))))
    own = _without(said, LAYING)
    merged = {**kept, **own}
    if "translations" in own and "translations" in kept:
        merged["translations"] = _translations(
            _mapping(own["translations"]), _mapping(kept["translations"])
        )
    if "values" in own and "values" in kept:
        merged["values"] = {**_mapping(kept["values"]), **_mapping(own["values"])}
    if "changes" in kept and "changes" not in own:
        merged["changes"] = [_unless_said(each, said) for each in _items(kept["changes"])]
    return merged


def _without_its_days(below: Fields) -> Fields:
    """A house that is a placeholder without the days on which it is closed: they are its own."""
    return _without(below, ("closures",)) if below.get("placeholder") else below


def _untranslated(below: Fields, said: Fields) -> Fields:
    """A placeholder without translations of what the layer above says: they are of another town."""
    if not below.get("placeholder") or "translations" not in below:
        return below
    translations = {
        language: _without(_mapping(texts), (*said, *OF_A_TRANSLATION))
        if not said.keys().isdisjoint(_mapping(texts))
        else texts
        for language, texts in _mapping(below["translations"]).items()
    }
    return {**below, "translations": translations}


def _translations(own: Fields, below: Fields) -> dict[str, object]:
    together: dict[str, object] = {**below}
    for language, said in own.items():
        texts = _mapping(said)
        kept_out = () if texts.keys() <= set(OF_A_TRANSLATION) else OF_A_TRANSLATION
        together[language] = {**_without(_mapping(below.get(language)), kept_out), **texts}
    return together


def _unless_said(change: Fields, own: Fields) -> dict[str, object]:
    """A change of the base without what the layer above says itself: that holds on.

    What it leaves out stays left out. A translation that the change brings holds for the text that
    the change brings with it; for a text that stays, a translation of the layer above does.
    """
    if "set" not in change:
        return dict(change)
    held = {*own, *_texts(own.get("without"))} - {"translations"}
    said = _mapping(change["set"])
    new = {name: value for name, value in said.items() if name not in held}
    translations = _mapping(new.pop("translations", {}))
    if translations and "translations" not in _texts(own.get("without")):
        theirs = _mapping(own.get("translations"))
        new["translations"] = {
            language: _without(
                _mapping(texts), (*held, *_without(_mapping(theirs.get(language)), said))
            )
            for language, texts in translations.items()
        }
    return {**change, "set": new}


def _mapping(value: object) -> Fields:
    return value if isinstance(value, dict) else {}


def _items(value: object) -> list[Fields]:
    return [_mapping(item) for item in value] if isinstance(value, list | tuple) else []


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()
