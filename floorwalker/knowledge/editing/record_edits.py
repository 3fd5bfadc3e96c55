"""Fields of records written into the text of one knowledge file, and no other byte changed."""

import unicodedata
from collections.abc import Mapping
from typing import Final, Literal

from floorwalker.errors import KnowledgeError
from floorwalker.i18n import _
from floorwalker.knowledge.model.contents import SECTION_OF
from floorwalker.knowledge.model.fields import Kind
from floorwalker.plain_yaml import Value, parse
from floorwalker.plain_yaml.editing import scalar
from floorwalker.plain_yaml.reading import KeyPath
from floorwalker.plain_yaml.rewriting import rewritten

RecordKind = Kind | Literal["rate", "municipality"]
Entry = tuple[RecordKind, str]
"""The kind and the id of a record; the municipality has no id."""
Fields = Mapping[tuple[str, ...], Value | None]
"""By the way to it within a record what a field is to say, None for no such field.

`("cost",)`, `("translations", "uk", "name")`; `()` with None takes the record itself out.
"""


def with_fields(text: str, edits: Mapping[Entry, Fields]) -> str:
    """`text` in which the records say what is given; a record that is not there yet is added.

    A record or a translation loses a field that gets None; a translation, or another mapping
    within a record, that has nothing left goes with it. What is added to a list, changed in it or
    taken out of it leaves the other items, and the comments on them, as they stand.

    Args:
        text: a knowledge file without its byte-order mark; may be empty.
        edits: what is to be said. Records and fields that say it already are left as they are.

    Raises:
        KnowledgeError: the file cannot be read, or a field is written in a way that cannot be
            changed safely; the hint says what to write by hand.
    """
    said = _said(text)
    wanted = said
    for path, value in _values(edits):
        wanted = _with(wanted, path, value)
    if wanted == said:
        return text
    at_once = rewritten(text, wanted)
    if at_once is not None:
        return at_once
    for path, value in _values(edits):  # one by one, to find the one that cannot be
        text = _with_field(text, path, value)
    return text


def section_path(entry: Entry) -> KeyPath:
    """The keys under which a record stands."""
    kind, id_ = entry
    if kind == "municipality":
        return ("municipality",)
    return ("rates" if kind == "rate" else SECTION_OF[kind], id_)


def _values(edits: Mapping[Entry, Fields]) -> list[tuple[KeyPath, Value | None]]:
    return [
        ((*section_path(entry), *field), None if value is None else _composed(value))
        for entry, fields in edits.items()
        for field, value in fields.items()
    ]


def _composed(value: Value) -> Value:
    """`value` as it will be read: letters composed of two characters are one."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [_composed(item) for item in value]
    return {unicodedata.normalize("NFC", key): _composed(inner) for key, inner in value.items()}


def _said(text: str) -> Value:
    document = parse(text.encode())
    if document.value is None and document.flaws:
        flaw = document.flaws[0]
        raise KnowledgeError(
            _("The file cannot be read (line {line}), so nothing can be written into it.").format(
                line=flaw.line
            ),
            _("Run floorwalker check, and mend it first."),
        )
    return document.value if document.value is not None else {}


def _with_field(text: str, path: KeyPath, value: Value | None) -> str:
    wanted = _with(_said(text), path, value)
    for anew in (None, path):
        changed = rewritten(text, wanted, anew=anew)
        if changed is not None:
            return changed
    raise _cannot(path, value)


def _cannot(path: KeyPath, value: Value | None) -> KnowledgeError:
    owner = _OWNER if path[0] != "municipality" else 1
    field = ".".join(map(str, path[owner:])) or str(path[-1])
    if value is None:
        hint = _("Take it out yourself: {field}").format(field=field)
    else:
        hint = _("Write it yourself: {line}").format(line=f"{path[-1]}: {_shown(value)}")
    return KnowledgeError(
        _("`{field}` of `{id}` cannot be written without changing more.").format(
            field=field, id=path[owner - 1]
        ),
        hint,
    )


_OWNER: Final = 2
"""Steps to a record."""


def _shown(value: Value) -> str:
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_shown, value))}]"
    return f"{{{', '.join(f'{key}: {_shown(inner)}' for key, inner in value.items())}}}"


def _with(value: Value, path: KeyPath, new: Value | None, depth: int = 0) -> Value:
    """A copy of `value` in which `new` stands at `path`; what is empty counts as a mapping."""
    if depth == len(path):
        return value if new is None else new
    if value == "":
        value = {}
    step = path[depth]
    if not isinstance(value, dict) or not isinstance(step, str):
        raise _cannot(path, new)
    if new is None and step not in value:
        return value
    old = value.get(step, {})
    is_last = depth == len(path) - 1
    inner = None if new is None and is_last else _with(old, path, new, depth + 1)
    emptied = new is None and inner == {} and old != {}
    if inner is None or (emptied and depth >= (1 if path[0] == "municipality" else _OWNER)):
        return {key: kept for key, kept in value.items() if key != step}
    return {**value, step: inner}
