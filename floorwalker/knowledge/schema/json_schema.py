"""The format as a JSON Schema (2020-12): what an editor completes, explains and marks in red.

It is derived from the structs and never red where the loader is content: an editor's YAML parser
sees a number in `007` and nothing in `cost:`, where the loader sees a text and a field left out.

What a value may be stands under `if` and `else`, not under `type`: editors offer `null`, `true` and
`false` wherever `type` names them, and nobody wants those among the suggestions for a name.
`errorMessage` is what the YAML language server shows instead of its own words.
"""

import re
from collections.abc import Mapping
from typing import Final

import msgspec
from msgspec import inspect

from floorwalker.i18n import _, mark
from floorwalker.knowledge.model.contents import SECTIONS
from floorwalker.knowledge.model.fields import SLUG_PATTERN
from floorwalker.knowledge.model.records import (
    NEVER_CHANGED,
    Change,
    Municipality,
    Rate,
    Record,
)
from floorwalker.knowledge.model.shapes import struct_info
from floorwalker.knowledge.problems.problem import advice
from floorwalker.knowledge.schema.field_texts import Json
from floorwalker.knowledge.schema.record_texts import OWN, SECTION_TEXTS, described

Schema = dict[str, Json]

SCHEMA_FILE: Final = "knowledge.schema.json"
"""Where the schema stands in a knowledge folder."""

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_DIGITS: Final = r"^[0-9]{1,9}$"
_DATE: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_SCALAR: Final[list[Json]] = ["string", "number", "boolean"]
_NUMBERS: Final[dict[str, Schema]] = {
    "bad-slug": {"type": ["string", "integer"]},
    "bad-kle": {"type": ["string", "number"], "minimum": 0, "exclusiveMaximum": 100},
    "bad-telephone": {
        "type": ["string", "integer"],
        "anyOf": [
            {"type": "string"},
            {"minimum": 100, "maximum": 199},
            {"minimum": 1_000, "maximum": 1_999},
            {"minimum": 45_100, "maximum": 459_999},
            {"minimum": 110_000, "maximum": 119_999},
            {"minimum": 100_000_000},
        ],
    },
}
"""The codes of texts in which a YAML parser may see a number: `112`, `23.03` and `+4512345678`.

A telephone number without its country code, eight digits, is refused as the loader refuses it.
"""


def knowledge_schema() -> Schema:
    """The schema of one knowledge file, described in the interface language."""
    definitions: Schema = {"Empty": _NOTHING}
    municipality = _reference(struct_info(Municipality), definitions)
    properties: Schema = {
        "municipality": {"description": _(SECTION_TEXTS["municipality"]), **municipality}
    }
    sections: dict[str, type[msgspec.Struct]] = {**SECTIONS, "rates": Rate}
    for section, struct in sections.items():
        properties[section] = {
            "description": _(SECTION_TEXTS[section]),
            **_left_out({"type": "object", "errorMessage": _(_SECTION_WANTED)}),
            "propertyNames": _pattern(SLUG_PATTERN, "bad-slug"),
            "additionalProperties": _reference(struct_info(struct), definitions),
        }
    return {
        "$schema": _DRAFT,
        "title": _("Knowledge file"),
        "description": _("One file of a knowledge base; all files of the folder count together."),
        "type": ["object", "null"],
        "properties": properties,
        "additionalProperties": False,
        "$defs": definitions,
    }


_SECTION_WANTED: Final = mark("Fields belong here, one a line, indented: `name: …`.")
_LIST_WANTED: Final = mark("A list belongs here: `[one, two]`, or `- ` before each line.")
_TEXT_WANTED: Final = mark("A text belongs here. One with `: ` in it needs quotation marks.")


_EMPTY: Final[Schema] = {"$ref": "#/$defs/Empty"}
_NOTHING: Final[Schema] = {
    "type": ["null", "string", "array", "object"],
    "maxLength": 0,
    "maxItems": 0,
    "maxProperties": 0,
}
"""What the loader takes for nothing."""
_SOMETHING: Final[Schema] = {
    "type": ["string", "array", "object"],
    "minLength": 1,
    "minItems": 1,
    "minProperties": 1,
}


def _left_out(schema: Schema) -> Schema:
    """What may also be empty, as if the field were not there."""
    return {"if": _EMPTY, "else": schema}


def _reference(info: inspect.StructType, definitions: Schema) -> Schema:
    name = info.cls.__name__
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = _struct(info, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _struct(info: inspect.StructType, definitions: Schema) -> Schema:
    fields = [field for field in info.fields if field.name != "id"]
    schema: Schema = {
        "title": _(OWN[info.cls.__name__]),
        "type": "object",
        "properties": {field.encode_name: _field(info.cls, field, definitions) for field in fields},
        "additionalProperties": False,
    }
    required: list[Json] = [field.encode_name for field in fields if field.required]
    if required and not issubclass(info.cls, _LAID):
        schema["required"] = required
    return schema


_LAID: Final = (Record, Rate, Municipality)
"""What may lie over one of a base, which has what is required; an editor sees only one file."""


def _field(struct: type[msgspec.Struct], field: inspect.Field, definitions: Schema) -> Schema:
    about = described(struct, field.encode_name)
    texts: Schema = {"description": _(about.text), "examples": [*about.examples]}
    if field.name == "changes":
        return {**texts, **_left_out(_list()), "items": _change(struct, definitions)}
    return {**texts, **_value(field.type, definitions, required=field.required)}


def _change(struct: type[msgspec.Struct], definitions: Schema) -> Schema:
    """A change in such a record: what it sets are fields of the record, none of them required."""
    name = f"{struct.__name__}Change"
    if name not in definitions:
        definitions[name] = {}
        info, change = struct_info(struct), struct_info(Change)
        fields = [field for field in info.fields if field.name not in NEVER_CHANGED]
        about = described(Change, "set")
        settable: Schema = {
            "description": _(about.text),
            "examples": [*about.examples],
            **_left_out({"type": "object", "errorMessage": _(_SECTION_WANTED)}),
            "properties": {
                field.encode_name: _field(struct, field, definitions) for field in fields
            },
            "additionalProperties": False,
        }
        own = {
            f.encode_name: _field(Change, f, definitions) for f in change.fields if f.name != "set"
        }
        definitions[name] = {
            "title": _(OWN["Change"]),
            "type": "object",
            "properties": {**own, "set": settable},
            "additionalProperties": False,
            "required": [f.encode_name for f in change.fields if f.required],
        }
    return {"$ref": f"#/$defs/{name}"}


def _value(shape: inspect.Type, definitions: Schema, *, required: bool) -> Schema:
    """What a field may hold; one that is not required may also be empty."""
    extra: Mapping[str, str] = {}
    if isinstance(shape, inspect.Metadata):
        extra, shape = shape.extra or {}, shape.type
    if isinstance(shape, inspect.UnionType):
        inner = next(t for t in shape.types if not isinstance(t, inspect.NoneType))
        return _value(inner, definitions, required=required)
    if isinstance(shape, inspect.VarTupleType):
        items = _value(shape.item_type, definitions, required=True)
        most: Schema = {} if shape.max_length is None else {"maxItems": shape.max_length}
        return {**_empty_or(_list(), required=required), "items": items, **most}
    if isinstance(shape, inspect.DictType):
        wanted: Schema = {"type": "object", "errorMessage": _(_SECTION_WANTED)}
        return {**_empty_or(wanted, required=required), **_mapping(shape, definitions)}
    if isinstance(shape, inspect.StructType):
        return _reference(shape, definitions)
    return _empty_or(_scalar(shape, extra), required=required)


def _empty_or(schema: Schema, *, required: bool) -> Schema:
    if not required:
        return _left_out(schema)
    return {
        "if": _EMPTY,
        "then": {**_SOMETHING, "errorMessage": advice("empty-field")},
        "else": schema,
    }


def _list() -> Schema:
    return {"type": "array", "errorMessage": _(_LIST_WANTED)}


def _mapping(shape: inspect.DictType, definitions: Schema) -> Schema:
    names = _value(shape.key_type, definitions, required=True)
    return {
        "propertyNames": names["else"],
        "additionalProperties": _value(shape.value_type, definitions, required=True),
    }


def _scalar(shape: inspect.Type, extra: Mapping[str, str]) -> Schema:
    if isinstance(shape, inspect.BoolType):
        allowed = extra.get("allowed", "true").split(", ")
        return {
            "enum": [*(each == "true" for each in allowed), *allowed],
            "errorMessage": ", ".join(f"`{each}`" for each in allowed),
        }
    if isinstance(shape, inspect.IntType):
        return {
            "type": ["integer", "string"],
            "minimum": 0,
            "maximum": 999_999_999 if shape.le is None else shape.le,
            "pattern": _DIGITS,
            "errorMessage": _("A whole number belongs here: `14`."),
        }
    if isinstance(shape, inspect.LiteralType):
        return {"enum": [str(value) for value in shape.values]}
    if isinstance(shape, inspect.DateType):
        return {**_pattern(_DATE, "bad-date"), "format": "date"}
    pattern = shape.pattern if isinstance(shape, inspect.StrType) else None
    if pattern is not None:
        return _pattern(pattern, extra.get("code", "wrong-type"))
    return {"type": _SCALAR, "errorMessage": _(_TEXT_WANTED)}


def _pattern(pattern: str, code: str) -> Schema:
    """A text that fits; patterns of ours end as Python's do, which other languages lack."""
    said: Schema = {"errorMessage": advice(code)}
    schema: Schema = {"type": "string", **_NUMBERS.get(code, {}), **said}
    if "if" in schema:
        schema["then"] = {"type": "string", **said}
    return {**schema, "pattern": re.sub(r"\\Z\Z", "$", pattern)}
