"""What records are to say, written into the municipality's own folder and nowhere else.

Only what differs from the base is written. A record that the folder has is edited in the file where
it stands; one of the base alone gets its own fields in a file with the name that it has in the
base, and the fingerprint of the base's record as it is now.
"""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final

import msgspec

from floorwalker.errors import KnowledgeError, NotFoundError
from floorwalker.files import make_named_folder
from floorwalker.i18n import _
from floorwalker.knowledge.editing.record_edits import Entry, Fields, with_fields
from floorwalker.knowledge.layers.laying import (
    MUNICIPALITY,
    OF_A_TRANSLATION,
    Laying,
    fingerprint_of,
    place_of,
    refs_in,
)
from floorwalker.knowledge.loading.loader import Loaded
from floorwalker.knowledge.model.fields import KINDS
from floorwalker.knowledge.schema.json_schema import SCHEMA_FILE
from floorwalker.plain_yaml import Value
from floorwalker.plain_yaml.editing import Change, Text, present, save_all

_BY_ITSELF: Final = ("translations", "values")
"""Fields of which a layer lies over each part, not over the whole."""


def own_changes(loaded: Loaded, wanted: Mapping[str, Fields]) -> list[Change]:
    """The files of the folder itself, changed so that the records say what is wanted.

    Args:
        loaded: the folder and its bases, as their files are now.
        wanted: by ref (`municipality` for that) what a field is to say in the layers laid together;
            None where it is to say nothing. A record that no layer has is added.

    Raises:
        KnowledgeError: something cannot be written; nothing is.
    """
    places = _Places(loaded)
    by_file: dict[str, dict[Entry, Fields]] = {}
    for ref, fields in wanted.items():
        edits = _edits(loaded, ref, fields, places.below.get(ref))
        if edits:
            by_file.setdefault(places.file_for(ref), {})[entry_of(ref)] = edits
    return [_change(loaded, path, edits) for path, edits in sorted(by_file.items())]


def save_own(changes: Sequence[Change]) -> None:
    """Make the changes, each file whole, in folders that may have to be made.

    Raises:
        FileError: a file has changed in the meantime, or cannot be written.
    """
    for change in changes:
        make_named_folder(change.path.parent, "shared")
    save_all(changes)


class _Places:
    """Where records stand: in the folder itself, and in what it stands on."""

    def __init__(self, loaded: Loaded) -> None:
        laid = loaded.laid
        self.below: dict[str, Laying] = dict(laid.below)
        """What the layers below the folder itself say, by ref."""
        self._own: dict[str, str] = {}
        self._base: dict[str, str] = {}
        for held in laid.records:
            if laid.files[held.index].layer:
                self.below.setdefault(held.record.ref, held.record)
        for index, rate in laid.rates:
            if laid.files[index].layer:
                self.below.setdefault(rate.ref, rate)
        for file in laid.files:
            known = self._base if file.layer else self._own
            folder = loaded.folders[file.layer].as_posix()
            path = file.path.removeprefix(f"{folder}/") if file.layer else file.path
            for ref in refs_in(file.content):
                known.setdefault(ref, path)

    def file_for(self, ref: str) -> str:
        """The file of the folder itself that the record belongs to, relative to the folder."""
        return self._own.get(ref) or self._base.get(ref) or f"{place_of(ref)[0]}.yaml"


def _edits(loaded: Loaded, ref: str, wanted: Fields, below: Laying | None) -> Fields:
    """What to write into the own record for it to say what is wanted together with the base's."""
    if below is None:
        return wanted
    said = as_text(msgspec.to_builtins(below))
    said = said if isinstance(said, dict) else {}
    own = _own_fields(loaded, ref)
    edits: dict[tuple[str, ...], Value | None] = {}
    left_out = own.get("without", [])
    without = list(left_out) if isinstance(left_out, list) else []
    for path, value in wanted.items():
        if _is_of_a_translation(path):
            edits[path] = value
            continue
        beneath = _at(said, path)
        if value is None and beneath is not None:
            if path[0] in _BY_ITSELF:
                raise _cannot_leave_out(ref, path)
            without += [path[0]] if path[0] not in without else []
        elif path[0] in without and (value is not None or beneath is None):
            without.remove(path[0])
        edits[path] = None if value == beneath else value
    edits = {path: value for path, value in edits.items() if value != _at(own, path)}
    if without != left_out and not (not without and "without" not in own):
        edits[("without",)] = [*without] if without else None
    if edits and not _left(own, edits):
        return {(): None}  # nothing of one's own is left
    if edits and "based_on" not in own:
        edits[("based_on",)] = fingerprint_of(below)
    return edits


def _is_of_a_translation(path: tuple[str, ...]) -> bool:
    """Whether a translation says it of itself: with texts of its own it has none from below."""
    return path[0] == "translations" and path[-1] in OF_A_TRANSLATION


def _left(own: Value, edits: Fields) -> Value:
    """What the own record says after the edits, but for what it lies on."""
    for path, value in edits.items():
        own = _with(own, path, value)
    return (
        {name: said for name, said in own.items() if name != "based_on"}
        if isinstance(own, dict)
        else {}
    )


def _with(said: Value, path: tuple[str, ...], value: Value | None) -> Value:
    """`said` with the value at the path; what has nothing left goes with it."""
    step, rest = path[0], path[1:]
    inside = said if isinstance(said, dict) else {}
    inner = _with(inside.get(step, {}), rest, value) if rest else value
    kept = {name: each for name, each in inside.items() if name != step}
    return kept if inner in (None, {}) else {**kept, step: inner}


def _cannot_leave_out(ref: str, path: tuple[str, ...]) -> KnowledgeError:
    return KnowledgeError(
        _("`{field}` of `{ref}` comes from the base and cannot be left out by itself.").format(
            field=".".join(path), ref=ref
        ),
        _("Write another text, or leave out all of it: {line}").format(
            line=f"without: [{path[0]}]"
        ),
    )


def _own_fields(loaded: Loaded, ref: str) -> dict[str, Value]:
    """What the folder itself says of a record that lies over another, as its file has it."""
    own = next(
        (
            part.fields
            for part in loaded.laid.parts.get(ref, ())
            if loaded.files[part.index].layer == 0
        ),
        {},
    )
    said = as_text(dict(own))
    return said if isinstance(said, dict) else {}


def _at(fields: Value, path: tuple[str, ...]) -> Value | None:
    found: Value | None = fields
    for step in path:
        found = found.get(step) if isinstance(found, dict) else None
    return found


def as_text(value: object) -> Value:
    """Plain values as a file has them."""
    if isinstance(value, dict):
        return {str(key): as_text(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [as_text(inner) for inner in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def entry_of(ref: str) -> Entry:
    """The kind and the id of what a ref names.

    Raises:
        NotFoundError: there is no such kind.
    """
    kind, _separator, id_ = ref.partition(":")
    if kind == MUNICIPALITY:
        return MUNICIPALITY, ""
    if kind == "rate":
        return "rate", id_
    known = next((each for each in KINDS if each == kind), None)
    if known is None:
        raise NotFoundError(_("There is no entry `{ref}`.").format(ref=ref))
    return known, id_


def _change(loaded: Loaded, path: str, edits: Mapping[Entry, Fields]) -> Change:
    folder = loaded.folders[0]
    file = next((each for each in loaded.own_files if each.path == path), None)
    before = file.data if file else present(folder / path)
    text = Text.of(before)
    begun = text.text or _heading(path)
    return Change(folder / path, before, text.bytes_of(with_fields(begun, edits)))


def _heading(path: str) -> str:
    """The first line of a new file, by which editors find the schema."""
    up = "../" * (len(PurePosixPath(path).parts) - 1)
    return f"# yaml-language-server: $schema={up}{SCHEMA_FILE}\n"
