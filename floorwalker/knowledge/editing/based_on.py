"""Own texts over a base that do not say yet which state of it they were written for."""

import contextlib
from collections.abc import Mapping
from typing import Final

from floorwalker.errors import KnowledgeError
from floorwalker.knowledge.editing.fixes import Fixed
from floorwalker.knowledge.editing.own_layer import entry_of
from floorwalker.knowledge.editing.record_edits import Entry, Fields, section_path, with_fields
from floorwalker.knowledge.layers.laying import fingerprint_of
from floorwalker.knowledge.loading.loader import Loaded
from floorwalker.plain_yaml.places import locate

_NO_TEXT: Final = {"base", "placeholder"}
"""What is no text that a change of the base could overtake."""


def missing_fingerprints(loaded: Loaded) -> dict[str, dict[str, str]]:
    """By file of the folder itself and by ref what `based_on` is to say where it says nothing."""
    laid = loaded.laid
    missing: dict[str, dict[str, str]] = {}
    for ref, below in laid.below.items():
        part = next(part for part in laid.parts[ref] if laid.files[part.index].layer == 0)
        has_own_text = not part.fields.keys() <= _NO_TEXT
        if has_own_text and not {"based_on", "withdrawn"} & part.fields.keys():
            path = laid.files[part.index].path
            missing.setdefault(path, {})[ref] = fingerprint_of(below)
    return missing


def with_fingerprints(text: str, fingerprints: Mapping[str, str]) -> tuple[str, list[Fixed]]:
    """A file in which the records say what they were written for, and which of them now do.

    One that cannot be written into without changing more stays as it is.
    """
    edits: dict[Entry, Fields] = {
        entry_of(ref): {("based_on",): fingerprint} for ref, fingerprint in fingerprints.items()
    }
    try:
        changed, written = with_fields(text, edits), edits
    except KnowledgeError:
        changed, written = _one_by_one(text, edits)
    paths = {entry: (*section_path(entry), "based_on") for entry in written}
    marks = locate(changed.encode(), list(paths.values())) if paths else {}
    done = [
        Fixed(*marks[path], "based-on", str(written[entry]["based_on",]))
        for entry, path in paths.items()
    ]
    return changed, sorted(done, key=lambda each: each.line)


def _one_by_one(text: str, edits: Mapping[Entry, Fields]) -> tuple[str, dict[Entry, Fields]]:
    written: dict[Entry, Fields] = {}
    for entry, fields in edits.items():
        with contextlib.suppress(KnowledgeError):
            text = with_fields(text, {entry: fields})
            written[entry] = fields
    return text, written
