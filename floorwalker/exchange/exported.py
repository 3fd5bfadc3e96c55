"""A record on its way into another format, keeping count of what is taken from it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeVar

import msgspec

from floorwalker.exchange.omissions import NO_FIELD, Omission
from floorwalker.exchange.personal import PERSONAL, personal_fields
from floorwalker.knowledge.model.records import Phone, Record

T = TypeVar("T", str, tuple[str, ...])
Json = dict[str, object]
"""An object of a foreign format."""


class ExportedRecord:
    """One record of the knowledge base. What is not taken by the end is left out, and listed.

    So nothing else has to say what an export has: a field that is added to the knowledge format and
    taken by nobody is listed, and one that is taken is not. What an export only looks at, to sort
    or to choose, it reads off the record itself.
    """

    def __init__(self, record: Record) -> None:
        self._record = record
        self._taken: set[str] = set()
        self._translated_fields: set[str] = set()

    def text(self, field: str) -> str:
        """A text, a code or an address, taken; empty where there is none."""
        found = self._take(field)
        if not isinstance(found, str):
            raise TypeError(field)
        return found

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of them, taken."""
        found = self._take(field)
        if not isinstance(found, tuple):
            raise TypeError(field)
        return found

    def phones(self) -> tuple[Phone, ...]:
        """The further numbers of a contact point, taken."""
        found = self._take("phones")
        if not isinstance(found, tuple):
            raise TypeError
        return found

    def number(self, field: str) -> int | None:
        found = self._take(field)
        if found is not None and not isinstance(found, int):
            raise TypeError(field)
        return found

    def day(self, field: str) -> date | None:
        found = self._take(field)
        if found is not None and not isinstance(found, date):
            raise TypeError(field)
        return found

    def translated_text(self, field: str) -> dict[str, str]:
        """The text in the languages that it is translated to, taken there."""
        return self._translated(field, str)

    def translated_texts(self, field: str) -> dict[str, tuple[str, ...]]:
        """The list in the languages that it is translated to, taken there."""
        return self._translated(field, tuple)

    def left(self) -> Iterator[Omission]:
        """What nobody took, and what was taken and held personal data."""
        fields = msgspec.to_builtins(self._record)
        fields.pop("id")
        left = fields.keys() - self._taken
        if self._translated_fields:
            self._taken.add("translations")
            left -= {"translations"}
            for translation in self._translations().values():
                left |= msgspec.to_builtins(translation).keys() - self._translated_fields
        for field in left:
            yield self._omission(f"{self._record.kind}.{field}", NO_FIELD)
        taken = {field: value for field, value in fields.items() if field in self._taken}
        for name in dict.fromkeys(personal_fields(taken, self._record.kind)):
            yield self._omission(name, PERSONAL)

    def _take(self, field: str) -> object:
        self._taken.add(field)
        found: object = getattr(self._record, field)
        return found

    def _translated(self, field: str, kind: type[T]) -> dict[str, T]:
        self._translated_fields.add(field)
        return {
            language: said
            for language, translation in self._translations().items()
            if isinstance(said := getattr(translation, field, None), kind) and said
        }

    def _translations(self) -> Mapping[str, object]:
        found: Mapping[str, object] = getattr(self._record, "translations", {})
        return found

    def _omission(self, field: str, reason: str) -> Omission:
        return Omission(field, self._record.ref, reason)
