"""A new record to fill in, with every field explained."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

import msgspec
from msgspec import inspect

from floorwalker.errors import KnowledgeError
from floorwalker.i18n import _
from floorwalker.knowledge.editing.own_layer import as_text
from floorwalker.knowledge.editing.record_edits import Entry, Fields, section_path, with_fields
from floorwalker.knowledge.layers.laying import INVENTED, fingerprint_of
from floorwalker.knowledge.model.contents import SECTION_OF, SECTIONS
from floorwalker.knowledge.model.fields import Kind
from floorwalker.knowledge.model.records import LAYING, Record
from floorwalker.knowledge.model.shapes import struct_info
from floorwalker.knowledge.schema.field_texts import Json
from floorwalker.knowledge.schema.json_schema import SCHEMA_FILE
from floorwalker.knowledge.schema.record_texts import described
from floorwalker.plain_yaml import Value, parse
from floorwalker.plain_yaml.editing import (
    Edit,
    apply,
    line_end,
    newline_of,
    says,
    scalar,
)
from floorwalker.plain_yaml.places import Node, nodes
from floorwalker.plain_yaml.reading import KeyPath

_INDENT: Final = 2
_WIDTH: Final = 96
"""Columns that a comment in a new record may take."""


class Template(NamedTuple):
    """A new file or section with a new record in it, and where the editor has to write."""

    text: str
    line: int


def with_new_record(text: str, kind: Kind, id_: str, schema: str = SCHEMA_FILE) -> Template:
    """`text` with an empty record at the end of its section, every field explained.

    `schema` is the way from the file to the schema: the first line of a file that is new.

    Raises:
        KnowledgeError: the file holds this record, or is written in a way that cannot be added to.
    """
    empty: Value = {key: _nothing(field.type) for key, field in _fields(kind).items()}
    return _with_record(text, (kind, id_), _blank(kind, id_), empty, schema)


def with_base_record(text: str, below: Record, schema: str = SCHEMA_FILE) -> Template:
    """`text` with a record over one of the base, whose fields stand there as comments.

    `schema` is the way from the file to the schema: the first line of a file that is new.

    Raises:
        KnowledgeError: the file holds this record, or is written in a way that cannot be added to.
    """
    fingerprint = fingerprint_of(below)
    entry = (below.kind, below.id)
    lines = [
        f"{below.id}:",
        f"  based_on: {fingerprint}",
        *_comment(_("Take the `#` away before what differs with you; the rest is the base's.")),
        *(f"  # {line}" for line in _said_by(below)),
    ]
    return _with_record(text, entry, lines, {"based_on": fingerprint}, schema)


def _said_by(below: Record) -> list[str]:
    """The fields of a record as a file has them; of what is invented their names alone."""
    entry: Entry = (below.kind, below.id)
    said = as_text(msgspec.to_builtins(below))
    fields = said if isinstance(said, dict) else {}
    invented = [name for name in INVENTED[below.kind] if below.placeholder and name in fields]
    kept: Fields = {
        (name,): value
        for name, value in fields.items()
        if name not in _OF_THE_BASE and name not in invented
    }
    shown = with_fields("", {entry: kept}).splitlines()[len(section_path(entry)) :]
    return [*(f"{name}:" for name in invented), *(line[2 * _INDENT :] for line in shown)]


_OF_THE_BASE: Final = ("id", "placeholder", *LAYING)
"""Fields that nobody takes over."""


def _with_record(
    text: str, entry: tuple[Kind, str], record: Sequence[str], said: Value, schema: str
) -> Template:
    """`text` with the lines of a record at the end of its section; `said` is what they say."""
    kind, id_ = entry
    section = SECTION_OF[kind]
    if not text.strip():
        text = f"# yaml-language-server: $schema={schema}\n"
    places = nodes(text)
    if (section, id_) in places:
        raise KnowledgeError(_("There is an entry `{ref}` already.").format(ref=f"{kind}:{id_}"))
    records = [node for path, node in places.items() if len(path) == 2 and path[0] == section]  # noqa: PLR2004 - a section and an id
    newline = newline_of(text)
    column = records[0].column if records else _INDENT
    lines = [" " * column + line if line else "" for line in record]
    end = _end_of_section(text, places, section)
    if (section,) not in places:
        lines = [f"{section}:", *lines]
    gap = "" if text[:end].endswith("\n") or not end else newline
    if not text[:end].rstrip("\r\n").endswith(":") and not _only_comments(text[:end]):
        gap += newline
    added = gap + newline.join(lines) + newline
    changed = apply(text, [Edit(end, end, added)])
    if not _says_new(text, changed, section, id_, said):
        raise KnowledgeError(
            _("A new entry cannot be added to `{section}` in this file.").format(section=section),
            _("Name another file with --file."),
        )
    line = changed.count("\n", 0, end + len(gap)) + 1
    return Template(changed, line + ((section,) not in places))


def _only_comments(text: str) -> bool:
    return all(not line.strip() or line.startswith("#") for line in text.splitlines())


def _end_of_section(text: str, places: dict[KeyPath, Node], section: str) -> int:
    """Where a further record goes: after the section's last line, before comments on what follows.

    A section that does not exist yet begins at the end of the file.
    """
    if (section,) not in places:
        return line_end(text, len(text.rstrip("\r\n")))
    begun = places[(section,)].key
    keys = (node.key for path, node in places.items() if len(path) == 1 and node.key > begun)
    before = text[: min(keys, default=len(text))]
    return line_end(text, len(_COMMENTS_AT_END.sub("", before)))


_COMMENTS_AT_END: Final = re.compile(r"(?:\r?\n(?:#[^\n]*)?)*\Z")


def _says_new(before: str, after: str, section: str, id_: str, said: Value) -> bool:
    old = parse(before.encode()).value
    if not isinstance(old, dict):
        return says(after, {section: {id_: said}})
    records = old.get(section)
    filled: Value = {**records, id_: said} if isinstance(records, dict) else {id_: said}
    return says(after, {**old, section: filled})


def _fields(kind: Kind) -> dict[str, inspect.Field]:
    struct = SECTIONS[SECTION_OF[kind]]
    return {f.encode_name: f for f in struct_info(struct).fields if f.name != "id"}


def _nothing(shape: inspect.Type) -> Value:
    if isinstance(shape, inspect.Metadata):
        shape = shape.type
    if isinstance(shape, inspect.VarTupleType):
        return []
    return {} if isinstance(shape, inspect.DictType) else ""


def _blank(kind: Kind, id_: str) -> list[str]:
    """The lines of an empty record, the required fields first."""
    struct = SECTIONS[SECTION_OF[kind]]
    fields = _fields(kind)
    lines = [f"{id_}:"]
    for name in sorted(fields, key=lambda name: not fields[name].required):
        about = described(struct, name)
        example = _("For example: {example}").format(example=_flow(about.examples[0]))
        required = _("Required.") if fields[name].required else ""
        lines += _comment(f"{required} {_(about.text)} {example}".strip())
        nothing = {"[]": "[]", "{}": "{}"}.get(str(_nothing(fields[name].type)), "")
        lines.append(f"  {name}: {nothing}".rstrip())
    return lines


def _flow(example: Json) -> str:
    """An example as it would stand on one line."""
    if isinstance(example, list):
        return f"[{', '.join(_flow(item) for item in example)}]"
    if isinstance(example, dict):
        return f"{{{', '.join(f'{key}: {_flow(value)}' for key, value in example.items())}}}"
    if isinstance(example, bool):
        return str(example).lower()
    return scalar(str(example))


def _comment(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= _WIDTH - len("  # "):
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [f"  # {line}" for line in lines]
