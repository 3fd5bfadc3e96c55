"""The format as the structs describe it: for each field its shape, its code, whether it must be.

`read_struct` is the slow and exact way through a mapping that does not convert as a whole: it names
every fault in it and keeps what is sound.
"""

import re
from collections.abc import Callable, Container, Iterable
from datetime import date
from functools import cache
from typing import Final

import msgspec
from msgspec import inspect

from floorwalker.errors import nearest
from floorwalker.i18n import mark
from floorwalker.knowledge.model import web_address
from floorwalker.knowledge.model.near_names import near_language, near_name
from floorwalker.plain_text import printable
from floorwalker.plain_yaml import Value

KeyPath = tuple[str | int, ...]
Plain = str | int | bool | list["Plain"] | dict[str, "Plain"]
Report = Callable[[KeyPath, str, dict[str, str]], None]
"""Takes where in the record, the problem's code, and its details."""

_SHOWN: Final = 60
"""Characters of a wrong value that a message repeats."""


class Invalid(Exception):  # noqa: N818 - not an error of the program but of a value
    """The value is not what it should be, and has been reported."""


@cache
def struct_info(struct: type[msgspec.Struct]) -> inspect.StructType:
    """The description of `struct` that msgspec derives from its annotations."""
    info = inspect.type_info(struct)
    if not isinstance(info, inspect.StructType):
        raise TypeError(struct)
    return info


@cache
def required_fields(struct: type[msgspec.Struct]) -> tuple[str, ...]:
    """The fields that such a record must have, by their names in the file, without its id."""
    fields = struct_info(struct).fields
    return tuple(field.encode_name for field in fields if field.required and field.name != "id")


@cache
def fields_with_default(struct: type[msgspec.Struct]) -> tuple[str, ...]:
    """The fields that say something where they are left out, by their names in the file."""
    return tuple(name for name in _defaults(struct) if _defaults(struct)[name])


def default_of(struct: type[msgspec.Struct], name: str) -> object:
    """What a field says where it is left out."""
    return _defaults(struct)[name]


def plain_default_of(struct: type[msgspec.Struct], name: str) -> object:
    """What a field says where it is left out, as a file would be read."""
    default = default_of(struct, name)
    return [*default] if isinstance(default, tuple) else default


@cache
def _defaults(struct: type[msgspec.Struct]) -> dict[str, object]:
    fields = struct_info(struct).fields
    return {
        field.encode_name: field.default
        for field in fields
        if not field.required and field.default is not msgspec.NODEFAULT
    }


def read_struct(
    info: inspect.StructType,
    value: Value,
    path: KeyPath,
    report: Report,
    *,
    given: tuple[str, ...] = (),
    partial: bool = False,
    lacking: list[str] | None = None,
) -> dict[str, Plain]:
    """The sound fields of the mapping `value`, ready for `msgspec.convert`.

    Args:
        info: The struct that the mapping should be.
        value: What stands in the file.
        path: Where it stands, for `report`.
        report: Called once for each fault.
        given: Fields that the caller supplies; they may not stand in the mapping.
        partial: Whether it is a part of such a struct, which needs no field: what is unsound is
            left out, and a field without a value is a fault, since nobody can tell what is meant.
        lacking: Takes the names of required fields that are missing, which is no fault then:
            another record may have them.

    Raises:
        Invalid: it is no mapping; or a required field is missing or unsound, so that there is no
            such record, unless `lacking` is given.
    """
    if not isinstance(value, dict):
        _report_type(report, path, mark("a section with fields"))
        raise Invalid
    fields = {field.encode_name: field for field in info.fields if field.encode_name not in given}
    sound: dict[str, Plain] = {}
    broken = False
    meant: set[str] = set()
    for key, content in value.items():
        if key not in fields:
            details = _unknown_key(key, fields, value)
            meant.add(details["near"])
            report((*path, key), "unknown-key", details)
            continue
        required = fields[key].required
        if not content:
            if required or partial:
                report((*path, key), "empty-field", {"field": key})
                broken = True
            continue
        try:
            sound[key] = read_value(fields[key].type, content, (*path, key), report)
        except Invalid:
            broken = broken or required
        else:
            if required and sound[key] in ([], {}):
                broken = True
                del sound[key]
    if partial:
        return sound
    missing = [name for name, field in fields.items() if field.required and name not in value]
    told = [name for name in missing if name not in meant]
    if lacking is not None:
        lacking += told
        return sound
    for name in told:
        report(path, "missing-field", {"field": name})
    if broken or missing:
        raise Invalid
    return sound


def read_value(shape: inspect.Type, value: Value, path: KeyPath, report: Report) -> Plain:
    """`value` as `shape` wants it; what is unsound in it is reported and left out."""
    metadata: dict[str, str] = {}
    if isinstance(shape, inspect.Metadata):
        metadata, shape = {k: str(v) for k, v in (shape.extra or {}).items()}, shape.type
    if isinstance(shape, inspect.UnionType):
        shape = next(t for t in shape.types if not isinstance(t, inspect.NoneType))
        return read_value(shape, value, path, report)
    if isinstance(shape, inspect.StructType):
        return dict(read_struct(shape, value, path, report))
    if isinstance(shape, inspect.VarTupleType):
        return _read_list(shape, value, path, report)
    if isinstance(shape, inspect.DictType):
        return _read_mapping(shape, value, path, report)
    if isinstance(shape, inspect.CustomType):
        return _read_anything(value)
    return _read_scalar(shape, value, path, report, metadata)


def as_value(content: object) -> Value:
    """`content` as it stands in a file, for what was kept without a shape."""
    if isinstance(content, dict):
        return {str(key): as_value(value) for key, value in content.items()}
    return [as_value(value) for value in content] if isinstance(content, list) else str(content)


def _read_anything(value: Value) -> Plain:
    """What stands there, to be judged elsewhere."""
    if isinstance(value, dict):
        return {key: _read_anything(content) for key, content in value.items()}
    return [_read_anything(content) for content in value] if isinstance(value, list) else value


def _read_flag(value: str, path: KeyPath, report: Report, allowed: str) -> bool:
    if value not in allowed.split(", "):
        details = {"field": _field(path), "value": printable(value)[:_SHOWN], "allowed": allowed}
        report(path, "bad-value", details)
        raise Invalid
    return value == "true"


def _read_list(
    shape: inspect.VarTupleType, value: Value, path: KeyPath, report: Report
) -> list[Plain]:
    if not isinstance(value, list):
        _report_type(report, path, mark("a list"))
        raise Invalid
    item, most = shape.item_type, shape.max_length
    if most is not None and len(value) > most:
        report((*path, most), "too-many", {"field": _field(path), "most": str(most)})
        value = value[:most]
    items: list[Plain] = []
    for index, content in enumerate(value):
        if not content:
            report((*path, index), "empty-field", {"field": _field(path)})
            continue
        try:
            items.append(read_value(item, content, (*path, index), report))
        except Invalid:
            continue
    return items


def _read_mapping(shape: inspect.DictType, value: Value, path: KeyPath, report: Report) -> Plain:
    if not isinstance(value, dict):
        _report_type(report, path, mark("a section with fields"))
        raise Invalid
    sound: dict[str, Plain] = {}
    for key, content in value.items():
        if not content and not isinstance(shape.value_type, inspect.StructType):
            report((*path, key), "empty-field", {"field": printable(key)})
            continue
        try:
            read_value(shape.key_type, key, (*path, key), report)
            sound[key] = read_value(shape.value_type, content, (*path, key), report)
        except Invalid:
            continue
    return sound


def _read_scalar(
    shape: inspect.Type, value: Value, path: KeyPath, report: Report, metadata: dict[str, str]
) -> Plain:
    if not isinstance(value, str):
        _report_type(report, path, mark("a text"))
        raise Invalid
    details = {"field": _field(path), "value": printable(value)[:_SHOWN]}
    if isinstance(shape, inspect.BoolType):
        return _read_flag(value, path, report, metadata.get("allowed", "true"))
    if isinstance(shape, inspect.IntType):
        return _read_number(shape, value, path, report)
    if isinstance(shape, inspect.LiteralType):
        allowed = [str(choice) for choice in shape.values]
        if value not in allowed:
            near = nearest(value, allowed) or ""
            report(path, "bad-value", {**details, "allowed": ", ".join(allowed), "near": near})
            raise Invalid
        return value
    if isinstance(shape, inspect.DateType):
        if not _is_date(value):
            report(path, "bad-date", details)
            raise Invalid
        return value
    code = metadata.get("code", "wrong-type")
    pattern = shape.pattern if isinstance(shape, inspect.StrType) else None
    if pattern is not None and not matches(pattern, value):
        if code == "bad-language":
            details["near"] = near_language(value)
        if code == "bad-url":
            secure = pattern == web_address.HTTPS_PATTERN
            details["reason"] = web_address.reason(value, secure=secure)
            details["value"] = printable(web_address.without_sign_in(value))[:_SHOWN]
        report(path, code, details)
        raise Invalid
    return value


def matches(pattern: str, value: str) -> bool:
    """Whether `value` fits a pattern of the field types."""
    return re.search(pattern, value) is not None


def _read_number(shape: inspect.IntType, value: str, path: KeyPath, report: Report) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", value):
        _report_type(report, path, mark("a whole number"))
        raise Invalid
    number = int(value)
    if shape.le is not None and number > shape.le:
        allowed = f"{shape.ge or 0}-{shape.le}"
        report(path, "bad-value", {"field": _field(path), "value": value, "allowed": allowed})
        raise Invalid
    return number


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _report_type(report: Report, path: KeyPath, expected: str) -> None:
    report(path, "wrong-type", {"field": _field(path), "expected": expected})


def _unknown_key(key: str, fields: Iterable[str], value: Container[str]) -> dict[str, str]:
    """The details of a key that is none; what is nearest is sought among the missing first."""
    allowed = sorted(fields)
    missing = [name for name in allowed if name not in value]
    return {
        "key": printable(key)[:_SHOWN],
        "allowed": ", ".join(allowed),
        "near": near_name(key, missing) or near_name(key, allowed),
    }


def _field(path: KeyPath) -> str:
    """The name of the field at `path`: list positions have none of their own."""
    return next((printable(step) for step in reversed(path) if isinstance(step, str)), "")
