"""One knowledge file: from bytes to records, and every fault that the file shows by itself."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from floorwalker.knowledge.hours import hours_fault
from floorwalker.knowledge.hours.mending import mended
from floorwalker.knowledge.model import shapes
from floorwalker.knowledge.model.contents import SECTIONS, Fault, FileContent, Partial
from floorwalker.knowledge.model.fields import SLUG_PATTERN
from floorwalker.knowledge.model.near_names import near_name, slug_of
from floorwalker.knowledge.model.records import (
    LAYING,
    NEVER_CHANGED,
    Change,
    ContactPoint,
    Guide,
    Municipality,
    Notice,
    Rate,
    Record,
    Service,
    SharedFields,
    Term,
)
from floorwalker.plain_text import printable
from floorwalker.plain_yaml import Flaw, Value, locate, parse

TOP_LEVEL: Final = ("municipality", *SECTIONS, "rates")

_SHOWN: Final = 60
"""Characters of a wrong name or of wrong hours that a message repeats."""

R = TypeVar("R", bound=Record | Rate)
S = TypeVar("S", bound=Record | Rate | Municipality)


def read_file(data: bytes) -> FileContent:
    """Everything that `data` says, and everything that is wrong with it."""
    document = parse(data)
    content = FileContent(faults=tuple(_fault(flaw) for flaw in document.flaws))
    if document.value is None:
        content.unreadable = bool(document.flaws)
        return content
    if document.value == "":
        return content
    if not isinstance(document.value, dict):
        details = {"allowed": ", ".join(TOP_LEVEL)}
        content.faults = (*content.faults, Fault(1, 1, "not-a-mapping", details))
        content.unreadable = True
        return content
    content.unreadable = any(_hides_records(flaw) for flaw in document.flaws)
    _Reading(content, data).read(document.value)
    return content


def _hides_records(flaw: Flaw) -> bool:
    """Whether a whole section was left out, so that nobody knows what stood in it."""
    return flaw.code == "duplicate-key" and flaw.detail in TOP_LEVEL and flaw.column == 1


def _fault(flaw: Flaw) -> Fault:
    return Fault(flaw.line, flaw.column, flaw.code, {"detail": flaw.detail})


class _Reading:
    """Fills a `FileContent`; positions are looked up once, at the end, and only for faults."""

    def __init__(self, content: FileContent, data: bytes) -> None:
        self._content = content
        self._data = data
        self._reported: list[tuple[shapes.KeyPath, str, dict[str, str]]] = []

    def read(self, value: dict[str, Value]) -> None:
        content = self._content
        for key, section in value.items():
            if key not in TOP_LEVEL:
                details = {
                    "key": printable(key)[:_SHOWN],
                    "allowed": ", ".join(TOP_LEVEL),
                    "near": near_name(key, TOP_LEVEL),
                }
                self._report((key,), "unknown-key", details)
                content.unreadable = content.unreadable or isinstance(section, dict)
        if "municipality" in value:
            content.municipality = self._municipality(value["municipality"])
        content.services = self._section("services", Service, value)
        content.contact_points = self._section("contact_points", ContactPoint, value)
        content.guides = self._section("guides", Guide, value)
        content.terms = self._section("terms", Term, value)
        content.notices = self._section("notices", Notice, value)
        content.rates = self._section("rates", Rate, value)
        self._settle()

    def _report(self, path: shapes.KeyPath, code: str, details: dict[str, str]) -> None:
        self._reported.append((path, code, details))

    def _settle(self) -> None:
        if not self._reported:
            return
        marks = locate(self._data, [path for path, _, _ in self._reported])
        self._content.faults = (
            *self._content.faults,
            *(Fault(*marks[path], code, details) for path, code, details in self._reported),
        )

    def _municipality(self, value: Value) -> Municipality | None:
        path: shapes.KeyPath = ("municipality",)
        shape: type[msgspec.Struct] = Municipality
        info = shapes.struct_info(shape)
        lacking: list[str] = []
        try:
            sound = shapes.read_struct(info, value, path, self._report, lacking=lacking)
        except shapes.Invalid:
            self._content.broken = (*self._content.broken, "municipality")
            return None
        zone = sound.get("timezone")
        if isinstance(zone, str) and not _is_zone(zone):
            self._report((*path, "timezone"), "bad-timezone", {"value": zone})
            del sound["timezone"]
        self._note_stated("municipality", Municipality, sound)
        self._note_emptied("municipality", Municipality, value)
        house = msgspec.convert({**_filled_in(Municipality, sound), **sound}, Municipality)
        self._check_without(path, house)
        return self._whole_or_partial("municipality", house, sound, lacking)

    def _section(self, section: str, struct: type[R], value: dict[str, Value]) -> dict[str, R]:
        records: dict[str, R] = {}
        content = value.get(section, "")
        if not content:
            return records
        if not isinstance(content, dict):
            details = {"field": section, "expected": "a section with fields"}
            self._report((section,), "wrong-type", details)
            return records
        for id_, mapping in content.items():
            record = self._record(section, struct, id_, mapping)
            if record is not None:
                records[id_] = record
        return records

    def _record(self, section: str, struct: type[R], id_: str, value: Value) -> R | None:
        """The record `id_`, without its unsound fields; None where nothing of use is left."""
        before = len(self._reported)
        ref = f"{struct.kind}:{id_}"
        said: Mapping[str, object] | None = value if isinstance(value, dict) else None
        filled = _filled_in(struct, said or {})
        lacking = [*filled]
        record = _convert(struct, id_, value, filled)
        if record is None:
            lacking.clear()
            said = self._read_soundly(section, struct, id_, value, lacking)
            if said is not None:
                filled = _filled_in(struct, said)
                record = msgspec.convert({"id": id_, **filled, **said}, struct)
        if record is not None:
            record = self._check_values(section, record)
        if record is None or said is None:
            self._content.broken = (*self._content.broken, ref)
            return None
        self._note_stated(ref, struct, said)
        self._note_emptied(ref, struct, value)
        if len(self._reported) > before:
            self._content.damaged = (*self._content.damaged, ref)
        return self._whole_or_partial(ref, record, said, lacking)

    def _read_soundly(
        self, section: str, struct: type[R], id_: str, value: Value, lacking: list[str]
    ) -> dict[str, shapes.Plain] | None:
        path: shapes.KeyPath = (section, id_)
        if not _matches_slug(id_):
            self._report(path, "bad-slug", {"value": id_, "near": slug_of(id_)})
            return None
        shape: type[msgspec.Struct] = struct
        info = shapes.struct_info(shape)
        try:
            return shapes.read_struct(
                info, value, path, self._report, given=("id",), lacking=lacking
            )
        except shapes.Invalid:
            return None

    def _whole_or_partial(
        self, ref: str, record: S, said: Mapping[str, object], lacking: list[str]
    ) -> S | None:
        """`record`; None where something that it must have is filled in: it is put by as a part."""
        filled = _filled_in(type(record), said)
        if not filled:
            return record
        fields: dict[str, object] = msgspec.to_builtins(record)
        part = {name: said for name, said in fields.items() if name not in {"id", *filled}}
        self._content.partial[ref] = Partial(part, tuple(lacking))
        return None

    def _note_stated(
        self, ref: str, struct: type[msgspec.Struct], said: Mapping[str, object]
    ) -> None:
        """Which fields say what would hold without them: the record alone does not tell."""
        stated = tuple(
            name
            for name in shapes.fields_with_default(struct)
            if name in said and said[name] == shapes.plain_default_of(struct, name)
        )
        if stated:
            self._content.stated[ref] = stated

    def _note_emptied(self, ref: str, struct: type[msgspec.Struct], value: Value) -> None:
        """Which fields stand there with nothing behind them; those that need it are faults."""
        if isinstance(value, dict) and not all(value.values()):
            needed = (*shapes.required_fields(struct), *LAYING)
            emptied = tuple(name for name, said in value.items() if not said)
            self._content.emptied[ref] = tuple(name for name in emptied if name not in needed)

    def _check_values(self, section: str, record: R) -> R | None:
        """What a pattern cannot tell: whether hours are hours and moments exist."""
        path: shapes.KeyPath = (section, record.id)
        if record.without:
            self._check_without(path, record)
        if isinstance(record, ContactPoint):
            for field in _HOURS:
                if not self._are_hours((*path, field), getattr(record, field)):
                    record = msgspec.structs.replace(record, **{field: ""})
        if isinstance(record, SharedFields) and record.changes:
            sound = self._sound_changes((*path, "changes"), record)
            record = msgspec.structs.replace(record, changes=sound)
        if isinstance(record, Notice):
            for field, moment in (("from", record.starts), ("until", record.until)):
                if moment and not _is_moment(moment):
                    self._report((*path, field), "bad-date", {"value": moment})
                    return None
        return record

    def _check_without(self, path: shapes.KeyPath, record: Record | Rate | Municipality) -> None:
        """Whether what is left out of the record below are fields that it can have."""
        shape: type[msgspec.Struct] = type(record)
        fields = {field.encode_name for field in shapes.struct_info(shape).fields}
        allowed = sorted(fields - {"id", "base", *LAYING})
        for index, name in enumerate(record.without):
            if name not in allowed:
                details = {
                    "key": printable(name)[:_SHOWN],
                    "allowed": ", ".join(allowed),
                    "near": near_name(name, allowed),
                }
                self._report((*path, "without", index), "unknown-key", details)

    def _are_hours(self, path: shapes.KeyPath, hours: str) -> bool:
        """Whether `hours` can be read as hours, or nothing stands there; reports it if not."""
        fault = hours_fault(hours) if hours else None
        if fault:
            details = {
                "value": _shortened(hours),
                "why": fault.reason,
                "part": _shortened(hours[fault.start : fault.end]),
                "near": mended(hours) or "",
            }
            self._report(path, "bad-hours", details)
        return fault is None

    def _sound_changes(self, path: shapes.KeyPath, record: SharedFields) -> tuple[Change, ...]:
        """The changes of a record, each with what is sound of the fields that it sets."""
        return tuple(
            msgspec.structs.replace(
                change, set=self._sound_set((*path, index, "set"), record, change)
            )
            for index, change in enumerate(record.changes)
        )

    def _sound_set(
        self, path: shapes.KeyPath, record: SharedFields, change: Change
    ) -> dict[str, object]:
        struct: type[msgspec.Struct] = type(record)
        info, written = shapes.struct_info(struct), shapes.as_value(change.set)
        sound = shapes.read_struct(
            info, written, path, self._report, given=NEVER_CHANGED, partial=True
        )
        return {
            field: value
            for field, value in sound.items()
            if field not in _HOURS or self._are_hours((*path, field), str(value))
        }


_FILL_INS: Final[Mapping[str, object]] = {
    "name": "-",
    "description": "-",
    "explanation": "-",
    "text": "-",
    "url": "https://example.org/",
    "steps": ["-"],
    "until": "9999-12-31",
    "values": {"1000": "-"},
    "main_contact": "-",
}
"""What stands for a required field as long as the record is looked at; it is kept nowhere."""


def _filled_in(struct: type[msgspec.Struct], said: Mapping[str, object]) -> dict[str, object]:
    return {name: _FILL_INS[name] for name in shapes.required_fields(struct) if name not in said}


def _convert(struct: type[R], id_: str, value: Value, filled: Mapping[str, object]) -> R | None:
    """The quick way, for a record without fault; None where it has to be read field by field.

    `filled` is what stands for the required fields that it lacks.
    """
    if not isinstance(value, dict) or "id" in value or not _matches_slug(id_):
        return None
    plain: dict[str, object] = {"id": id_, **filled, **value}
    for field, read in _TYPED.items():
        text = value.get(field)
        if isinstance(text, str):
            plain[field] = read(text)
    try:
        return msgspec.convert(plain, struct)
    except msgspec.ValidationError:
        return None


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _number(text: str) -> int | str:
    return (
        int(text) if text.isascii() and text.isdigit() and len(text) <= len("999999999") else text
    )


def _flag(text: str) -> bool | str:
    return True if text == "true" else text


_HOURS: Final = ("opening_hours", "phone_hours")


def _switch(text: str) -> bool | str:
    return {"true": True, "false": False}.get(text, text)


_TYPED: Final[dict[str, Callable[[str], int | bool | str]]] = {
    "response_days": _number,
    "review_interval_days": _number,
    "urgent": _flag,
    "sensitive": _flag,
    "placeholder": _switch,
    "withdrawn": _flag,
    "follows_closures": _switch,
}
"""The fields that are more than text; `shapes` reads them from the structs, where it matters."""


def _matches_slug(id_: str) -> bool:
    return shapes.matches(SLUG_PATTERN, id_)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
