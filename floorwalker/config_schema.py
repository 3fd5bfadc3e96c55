"""The configuration as a JSON Schema (2020-12): what an editor completes, explains, marks in red.

Derived from `Config`. The file's parser takes every value as text, an editor's YAML parser sees
numbers and booleans: `desk: 7`, `usage_ranking: false` and `"false"` are all fine.
"""

from typing import Final

import msgspec
from msgspec import inspect

from floorwalker.config import Config
from floorwalker.i18n import _, mark

Json = str | int | float | bool | list["Json"] | dict[str, "Json"] | None
Schema = dict[str, Json]

CONFIG_SCHEMA_FILE: Final = "config.schema.json"
"""Where the schema stands: beside `config.yaml`."""
SCHEMA_LINE: Final = f"# yaml-language-server: $schema={CONFIG_SCHEMA_FILE}"
"""The first line of a `config.yaml`, by which an editor finds the schema."""
_LONGEST_NAME: Final = 40
_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"

_TEXTS: Final[dict[str, tuple[str, Json]]] = {
    "desk": (
        mark("This desk's name, in every encounter and every exported file's name."),
        "Skranke 1",
    ),
    "location": (
        mark("Id of the house, from the knowledge base; left out: the municipality's first."),
        "raadhuset",
    ),
    "language": (mark("Interface language; left out: the municipality's first language."), "da"),
    "knowledge": (mark("Folder of your own knowledge base."), "~/viden"),
    "exports": (mark("Folder for weekly files; left out: `exports` beside the log."), "~/uger"),
    "theme": (mark("The desk's colours; the palette lists the names."), "floorwalker-light"),
    "keep_queries": (mark("Which typed words are kept in the log."), "unanswered"),
    "retention_months": (mark("Months after which `purge` deletes an encounter."), 13),
    "usage_ranking": (mark("Whether what is registered often comes first among equal hits."), True),
    "keys": (
        mark("Other keys for the desk: name of the binding, colon, keys with commas between."),
        {"app.help": "f1"},
    ),
}


def config_schema() -> Schema:
    """The schema of `config.yaml`, described in the interface language."""
    info = inspect.type_info(Config)
    assert isinstance(info, inspect.StructType)
    return {
        "$schema": _DRAFT,
        "title": "Floorwalker config.yaml",
        "description": _("What a town hall may set. Every line may be left out."),
        "type": ["object", "null"],
        "properties": {field.encode_name: _setting(field) for field in info.fields},
        "additionalProperties": False,
    }


def encoded_schema() -> bytes:
    """The schema as a file holds it."""
    return msgspec.json.format(msgspec.json.encode(config_schema()), indent=2) + b"\n"


def _setting(field: inspect.Field) -> Schema:
    text, example = _TEXTS[field.encode_name]
    default: Schema = {}
    if isinstance(field.default, str | int) and field.default != "":
        default["default"] = field.default
    return {"description": _(text), "examples": [example], **default, **_value(field.type)}


def _value(shape: inspect.Type) -> Schema:
    if isinstance(shape, inspect.UnionType):
        shape = next(t for t in shape.types if not isinstance(t, inspect.NoneType))
    if isinstance(shape, inspect.LiteralType):
        return {"enum": [str(value) for value in shape.values]}
    if isinstance(shape, inspect.BoolType):
        return {"enum": [True, False, "true", "false"]}
    if isinstance(shape, inspect.IntType):
        return {"type": "integer", "minimum": shape.ge, "maximum": shape.le}
    if isinstance(shape, inspect.DictType):
        return {"type": "object", "additionalProperties": {"type": "string"}}
    return _text(shape)


def _text(shape: inspect.Type) -> Schema:
    """A text; an editor may see a number or a boolean in it, or nothing."""
    if isinstance(shape, inspect.StrType) and shape.pattern is not None:
        return {"type": ["string", "number"], "minLength": 1, "maxLength": _LONGEST_NAME}
    return {"type": ["string", "number", "boolean", "null"]}
