"""Records → the text of a knowledge file."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec
from msgspec import Struct

from floorwalker.knowledge.model.records import ContactPoint, Guide, Municipality, Service
from floorwalker.plain_yaml.editing import scalar

_PLAIN: Final = re.compile(r"[^\W_](?:[\w .,()/–-]*[\w.)])?")
"""Words and sentences that are surely no YAML: most are, and proving each would take long."""


class Content(Struct, frozen=True, kw_only=True):
    """What a new knowledge file is to hold."""

    municipality: Municipality | None
    contact_points: tuple[ContactPoint, ...]
    guides: tuple[Guide, ...]
    services: tuple[Service, ...]


def file_text(content: Content, heading: str) -> str:
    """The file, with `heading` as comment lines; two spaces for each level, lists as blocks."""
    sections: dict[str, object] = {}
    if content.municipality is not None:
        sections["municipality"] = msgspec.to_builtins(content.municipality)
    for name, records in (
        ("contact_points", content.contact_points),
        ("guides", content.guides),
        ("services", content.services),
    ):
        if records:
            sections[name] = {record.id: _without_id(record) for record in records}
    comments = "".join(f"# {line}\n" for line in heading.splitlines())
    parts = ["\n".join(_mapping({key: value}, 0)) for key, value in sections.items()]
    return comments + "\n\n".join(parts) + "\n"


def _without_id(record: Struct) -> dict[str, object]:
    fields: dict[str, object] = msgspec.to_builtins(record)
    return {key: value for key, value in fields.items() if key != "id"}


def _mapping(mapping: Mapping[str, object], depth: int) -> Iterator[str]:
    indent = "  " * depth
    for key, value in mapping.items():
        if isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from _mapping(value, depth + 1)
        elif isinstance(value, list | tuple):
            yield f"{indent}{key}:"
            for item in value:
                yield from _item(item, depth + 1)
        else:
            yield f"{indent}{key}: {_scalar(value)}"


def _item(item: object, depth: int) -> Iterator[str]:
    """An item of a list; the fields of one that has some stand below each other."""
    indent = "  " * depth
    if isinstance(item, dict):
        first, *rest = _mapping(item, depth + 1)
        yield f"{indent}- {first.lstrip()}"
        yield from rest
    else:
        yield f"{indent}- {_scalar(item)}"


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    return text if _PLAIN.fullmatch(text) else scalar(text)
