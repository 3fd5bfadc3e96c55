"""What of a base that was invented for the example town a municipality still stands on."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import fields as fields_of

from floorwalker.knowledge.layers.laying import INVENTED, MUNICIPALITY, Laid
from floorwalker.knowledge.model.records import Municipality, Record


class Placeholder(Struct, frozen=True):
    """One that is left."""

    ref: str
    index: int
    """Of the topmost file that holds it."""
    left: tuple[str, ...]
    """The fields that are still the example town's."""


def placeholders(laid: Laid) -> Iterator[Placeholder]:
    """All that are left, the municipality first; none where the folder is the example town's."""
    house = laid.municipality
    if house is None or (house.placeholder and not laid.has_base):
        return
    if house.placeholder:
        parts = laid.parts.get(MUNICIPALITY, ())
        yield Placeholder(MUNICIPALITY, parts[0].index if parts else 0, _left(laid, house))
    for held in laid.records:
        if held.record.placeholder:
            yield Placeholder(held.record.ref, held.index, _left(laid, held.record))


def _left(laid: Laid, record: Record | Municipality) -> tuple[str, ...]:
    """What is invented and was not written anew above the lowest layer that says it."""
    ref, kind = MUNICIPALITY, MUNICIPALITY
    if isinstance(record, Record):
        ref, kind = record.ref, record.kind
    own = {field for part in laid.parts.get(ref, ())[:-1] for field in part.fields}
    names = _names(type(record))
    said = (field for field in INVENTED[kind] if getattr(record, names[field]))
    return tuple(field for field in said if field not in own)


@lru_cache(maxsize=16)
def _names(struct: type[Record | Municipality]) -> Mapping[str, str]:
    """What the fields are called in a file, and here."""
    return {field.encode_name: field.name for field in fields_of(struct)}
