"""What did not come across: each thing that was left out, where it stood, and why."""

from collections.abc import Iterable

from msgspec import Struct

from floorwalker.i18n import _, mark
from floorwalker.plain_text import printable
from floorwalker.privacy import mask

NO_FIELD = mark("has no field there")
NOT_LEGIBLE = mark("could not be read")
NOT_NAMED = mark("is named by no service")
"""Reasons; `_` translates them when shown."""


class Omission(Struct, frozen=True):
    """One thing left out."""

    field: str
    """The kind of record and the field, with the names of the format it comes from."""
    where: str
    """The record."""
    reason: str
    """A text marked for translation."""


_NAMED = 5


def lines(omissions: Iterable[Omission]) -> list[str]:
    """One line for each field and reason, with the first few records that it concerns."""
    groups: dict[tuple[str, str], dict[str, None]] = {}
    for omission in omissions:
        groups.setdefault((omission.field, omission.reason), {})[omission.where] = None
    return [_line(field, reason, list(where)) for (field, reason), where in sorted(groups.items())]


def _line(field: str, reason: str, where: list[str]) -> str:
    """The line; names come from a foreign file, and nothing personal in them is said again."""
    field = mask(printable(field))
    named = ", ".join(mask(printable(name)) for name in where[:_NAMED])
    if len(where) > _NAMED:
        named = _("{named} and {count} more").format(named=named, count=len(where) - _NAMED)
    return _("left out: {field} {reason}: {named}").format(
        field=field, reason=_(reason), named=named
    )
