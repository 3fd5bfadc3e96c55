"""Knowledge files as people write them: every style of text and list, comments, line ends."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from hypothesis import strategies as st

from floorwalker.knowledge.editing.record_edits import Entry, Fields
from floorwalker.plain_yaml import Value
from floorwalker.plain_yaml.reading import KeyPath

WORDS = st.sampled_from(["pas", "kørekort", "Mo-Fr 10:00", "æøå", "x#y", "12", "ja", "паспорт"])
TEXTS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
ODD = st.sampled_from(["a: b", "# a", "'a'", '"a"', "- a", "[a", "a,b", "a #b", "{rate:x}", "a\nb"])
ANY = TEXTS | ODD
VALUES: st.SearchStrategy[Value] = ANY
LISTS: st.SearchStrategy[list[Value]] = st.lists(VALUES, min_size=1, max_size=5)
FIELDS = ("name", "cost", "theme", "keywords", "steps", "phones", "audience")
KINDS: dict[str, Entry] = {"services": ("service", ""), "terms": ("term", "")}


class Chunk(NamedTuple):
    """A piece of a file's text."""

    text: str
    path: KeyPath = ()
    """The value that it is, or that it is about."""
    beside: bool = True
    """Whether it is no value but stands beside one: it stays when a part of that changes."""

    def is_touched(self, touched: KeyPath) -> bool:
        """Whether it may be another when the value at that path is."""
        if self.path[: len(touched)] == touched:
            return True
        stays = self.beside and (not self.path or self.text.strip())
        return not stays and touched[: len(self.path)] == self.path


class YamlFile(NamedTuple):
    """A file, what it says, and its text in pieces."""

    text: str
    value: dict[str, Value]
    chunks: list[Chunk]


@st.composite
def yaml_files(draw: st.DrawFn) -> YamlFile:
    """A file of one or two sections, in block or flow style."""
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    value: dict[str, Value] = {}
    chunks: list[Chunk] = []
    if draw(st.booleans()):
        chunks.append(Chunk("# top\n"))
    for section in draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=1, unique=True)):
        chunks.append(Chunk(f"{section}:{draw(_comments)}\n"))
        records: dict[str, Value] = {}
        for id_ in draw(st.lists(st.sampled_from(["a", "b", "c-d"]), min_size=1, unique=True)):
            fields = draw(_records)
            records[id_] = fields
            chunks += _record(draw, (section, id_), fields)
            if draw(st.booleans()):
                chunks.append(Chunk(draw(st.sampled_from(["\n", "  # løs\n", "# løs\n\n"]))))
        value[section] = records
    text = "".join(chunk.text for chunk in chunks)
    if draw(st.booleans()) and len(text.rstrip("\n")) > len(text) - 2:
        text = text.rstrip("\n")
    pieces = [
        chunk._replace(text=chunk.text.rstrip("\n").replace("\n", newline)) for chunk in chunks
    ]
    return YamlFile(text.replace("\n", newline), value, pieces)


_comments = st.sampled_from(["", "", " # note", "  # en 'note': [x"])


def _mappings(
    keys: list[str], values: st.SearchStrategy[Value]
) -> st.SearchStrategy[dict[str, Value]]:
    return st.dictionaries(st.sampled_from(keys), values, min_size=1)


_phones: st.SearchStrategy[Value] = st.lists(
    _mappings(["number", "name", "hours"], VALUES), min_size=1, max_size=3
).map(list)
_records: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries(
    {"name": VALUES},
    optional={
        "cost": VALUES,
        "theme": VALUES,
        "keywords": LISTS,
        "steps": LISTS,
        "phones": _phones,
        "translations": _mappings(["en", "uk"], _mappings(["name", "cost"], VALUES)),
    },
)


def _record(draw: st.DrawFn, path: KeyPath, fields: dict[str, Value]) -> Iterator[Chunk]:
    if draw(st.integers(0, 4)) == 0:
        yield Chunk(f"  {path[-1]}: {_flow(fields)}", path, beside=False)
        yield Chunk(f"{draw(_comments)}\n")
        return
    yield Chunk(f"  {path[-1]}:")
    yield Chunk(f"{draw(_comments)}\n")
    for key, value in fields.items():
        if draw(st.integers(0, 4)) == 0:
            yield Chunk("    # om feltet\n")
        yield from _field(draw, (*path, key), value, 4)


def _field(draw: st.DrawFn, path: KeyPath, value: Value, indent: int) -> Iterator[Chunk]:
    margin, key, note = " " * indent, path[-1], draw(_comments)
    if isinstance(value, str):
        yield Chunk(f"{margin}{key}: {_text(draw, value, indent)}\n", path, beside=False)
    elif draw(st.integers(0, 3)) == 0:
        yield Chunk(f"{margin}{key}: {_flow(value)}", path, beside=False)
        yield Chunk(f"{note}\n", path)
    elif isinstance(value, dict):
        yield Chunk(f"{margin}{key}:", path)
        yield Chunk(f"{note}\n", path)
        for name, inner in value.items():
            yield from _field(draw, (*path, name), inner, indent + 2)
    elif draw(st.booleans()) and all(isinstance(item, str) for item in value):
        yield Chunk(f"{margin}{key}:\n{margin}  [\n", path)
        for index, item in enumerate(value):
            yield Chunk(f"{margin}    ", path)
            yield Chunk(_flow(item), (*path, index), beside=False)
            if index < len(value) - 1 or draw(st.booleans()):
                yield Chunk(",", path, beside=False)
            yield Chunk(f"{draw(_comments)}\n", path)
        yield Chunk(f"{margin}  ]{note}\n", path)
    else:
        dash = draw(st.sampled_from(["", "  "]))
        yield Chunk(f"{margin}{key}:", path)
        yield Chunk(f"{note}\n", path)
        for index, item in enumerate(value):
            if draw(st.integers(0, 3)) == 0:
                yield Chunk(f"{margin}{dash}# om det næste\n", path)
            written = _item(draw, item, f"{margin}{dash}")
            yield Chunk(written, (*path, index), beside=False)


def _item(draw: st.DrawFn, item: Value, margin: str) -> str:
    if isinstance(item, dict) and draw(st.booleans()):
        lines = [f"{key}: {_flow(value)}{draw(_comments)}\n" for key, value in item.items()]
        return f"{margin}- " + f"{margin}  ".join(lines)
    if isinstance(item, str):
        return f"{margin}- {_text(draw, item, len(margin))}\n"
    return f"{margin}- {_flow(item)}\n"


def _text(draw: st.DrawFn, value: str, indent: int) -> str:
    note = draw(_comments)
    styles = ['"', "|", ">"] if "\n" in value else ['"', "'", "", "|", ">"]
    style = draw(st.sampled_from(styles))
    body = " " * (indent + 2)
    if style == "|":
        return f"|-{note}\n" + "\n".join(body + line for line in value.split("\n"))
    if style == ">":
        lines = value.replace("\n", "\n\n").split("\n")
        return f">-{note}\n" + "\n".join(body + line if line else "" for line in lines)
    if style == "'":
        return "'" + value.replace("'", "''") + "'" + note
    if style == "" and all(c.isalnum() or c == " " for c in value):
        return value + note
    return json.dumps(value, ensure_ascii=False) + note


def _flow(value: Value) -> str:
    if isinstance(value, str):
        return value if value.isalnum() else json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    return f"{{{', '.join(f'{key}: {_flow(inner)}' for key, inner in value.items())}}}"


Changed = tuple[dict[Entry, Fields], dict[str, Value], list[KeyPath]]
"""Edits, what the file says after them, and the values that are touched."""


@st.composite
def changed(draw: st.DrawFn, value: dict[str, Value]) -> Changed:
    """Some edits of what a file says."""
    edits: dict[Entry, Fields] = {}
    touched: list[KeyPath] = []
    for section, (kind, _id) in KINDS.items():
        records = value.get(section, {})
        assert isinstance(records, dict)
        for id_ in draw(st.lists(st.sampled_from([*records, "ny"]), max_size=2, unique=True)):
            record = records.get(id_, {})
            assert isinstance(record, dict)
            fields = draw(_edits(record))
            if not fields:
                continue
            edits[kind, id_] = fields
            for field, new in fields.items():
                path = (section, id_, *field)
                touched += _touched(path, record, new)
                if new is None:
                    touched.append(path[:3])  # a translation with nothing left goes with it
                value = _set(value, path, new)
    return edits, value, touched


def _touched(path: KeyPath, record: dict[str, Value], new: Value | None) -> list[KeyPath]:
    old = record.get(str(path[2])) if len(path) == 3 else None
    if not isinstance(old, list) or not isinstance(new, list) or not new:
        return [path]
    kept = [item for item in old if old.count(item) == 1 and new.count(item) == 1]
    if [item for item in new if item in kept] != kept:
        return [path]  # in another order: which of them stay is free
    return [(*path, index) for index, item in enumerate(old) if item not in kept] or [(*path, -1)]


@st.composite
def _edits(draw: st.DrawFn, record: dict[str, Value]) -> Fields:
    fields: dict[tuple[str, ...], Value | None] = {}
    for name in draw(st.lists(st.sampled_from(FIELDS), max_size=3, unique=True)):
        old = record.get(name)
        if isinstance(old, list) and draw(st.booleans()):
            fields[name,] = draw(_other_list(old))
        elif draw(st.integers(0, 3)) == 0:
            fields[name,] = None
        else:
            fields[name,] = draw(LISTS if name in ("keywords", "audience") else ANY)
    if draw(st.booleans()):
        language = draw(st.sampled_from(["en", "uk", "de"]))
        fields["translations", language, "name"] = draw(ANY | st.none())
    return fields


@st.composite
def _other_list(draw: st.DrawFn, old: list[Value]) -> list[Value]:
    new = list(old)
    for _each in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(new)))
        deed = draw(st.sampled_from(["in", "out", "other"]))
        if deed == "in":
            new.insert(at, draw(ANY))
        elif at < len(new) and deed == "out":
            del new[at]
        elif at < len(new):
            new[at] = draw(ANY)
    return new


def _set(value: Value, path: KeyPath, new: Value | None) -> dict[str, Value]:
    """What `with_fields` promises, told in another way."""
    assert isinstance(value, dict)
    copy: dict[str, Value] = json.loads(json.dumps(value))
    at: dict[str, Value] = copy
    above: list[tuple[dict[str, Value], str]] = []
    for step in path[:-1]:
        assert isinstance(step, str)
        if new is None and step not in at:
            return copy
        inner = at.setdefault(step, {})
        assert isinstance(inner, dict)
        above.append((at, step))
        at = inner
    last = str(path[-1])
    if new is not None:
        at[last] = new
    elif last in at:
        del at[last]
        for outer, step in reversed(above[2:]):
            if not outer[step]:
                del outer[step]
    return copy
