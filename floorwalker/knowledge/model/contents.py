"""What one knowledge file holds, as values that can be kept as JSON."""

from typing import Final

from msgspec import Struct

from floorwalker.knowledge.model.fields import Kind
from floorwalker.knowledge.model.records import (
    ContactPoint,
    Guide,
    Municipality,
    Notice,
    Rate,
    Record,
    Service,
    Term,
)

SECTIONS: Final[dict[str, type[Record]]] = {
    "services": Service,
    "contact_points": ContactPoint,
    "guides": Guide,
    "terms": Term,
    "notices": Notice,
}
"""The top-level keys under which records stand."""
SECTION_OF: Final[dict[Kind, str]] = {struct.kind: key for key, struct in SECTIONS.items()}


class Fault(Struct, frozen=True, gc=False):
    """A fault in a file: the code and details of a problem, and its place."""

    line: int
    column: int
    code: str
    details: dict[str, str]


class Partial(Struct, frozen=True, gc=False):
    """A record that lacks what it must have, unless the one that it is laid over has it."""

    fields: dict[str, object]
    """What it says, sound, as the file has it."""
    missing: tuple[str, ...]
    """The required fields that it does not have."""


class FileContent(Struct, kw_only=True, omit_defaults=True, gc=False):
    """What one file holds. It can be kept as JSON."""

    municipality: Municipality | None = None
    services: dict[str, Service] = {}
    contact_points: dict[str, ContactPoint] = {}
    guides: dict[str, Guide] = {}
    terms: dict[str, Term] = {}
    notices: dict[str, Notice] = {}
    rates: dict[str, Rate] = {}
    partial: dict[str, Partial] = {}
    """By ref, that of the municipality its key."""
    stated: dict[str, tuple[str, ...]] = {}
    """By ref the fields that stand in the file and say what holds without them."""
    emptied: dict[str, tuple[str, ...]] = {}
    """By ref the fields that stand in the file without a value, and need none."""
    broken: tuple[str, ...] = ()
    """Refs of records that cannot be used, rates as `rate:ID`; for the municipality that word."""
    damaged: tuple[str, ...] = ()
    """Refs of records that lost a field."""
    unreadable: bool = False
    """Whether the file as a whole could not be read, so that nobody knows what it holds."""
    faults: tuple[Fault, ...] = ()

    def records(self) -> list[Record]:
        """All records of the file."""
        return [
            *self.services.values(),
            *self.contact_points.values(),
            *self.guides.values(),
            *self.terms.values(),
            *self.notices.values(),
        ]


class SourceFile(Struct, kw_only=True, gc=False):
    """One file of the folder as read."""

    path: str
    """Relative to the folder, with forward slashes; of a base the whole path."""
    data: bytes
    content: FileContent
    layer: int = 0
    """0 is the folder itself, 1 its base, 2 the base of that."""
