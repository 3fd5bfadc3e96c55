"""Any edits of one's own over any change of the base: none is lost, all else is taken over."""

import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from floorwalker.knowledge.checking.checker import check
from floorwalker.knowledge.editing.own_layer import own_changes, save_own
from floorwalker.knowledge.editing.record_edits import Fields
from floorwalker.knowledge.loading.loader import Loaded, load
from floorwalker.plain_yaml import Value
from tests.knowledge.layers.stacks import HOUSE, write_folder

NOW = datetime(2026, 11, 28, 12)  # noqa: DTZ001 - local wall-clock time, as the checker takes it
IDS: Final = ("pas", "vielse", "skat", "hund")
TEXTS: Final = st.sampled_from(["Gratis", "450 kr.", "10:00", "ja", "ring: først", "# 12", "å"])
LISTS: Final = st.lists(TEXTS, min_size=1, max_size=3, unique=True)
FIELDS: Final[Mapping[tuple[str, ...], st.SearchStrategy[Value]]] = {
    ("description",): TEXTS.map(str),
    ("cost",): TEXTS.map(str),
    ("eligibility",): TEXTS.map(str),
    ("questions",): LISTS.map(list),
    ("next_steps",): LISTS.map(list),
    ("translations", "en", "name"): TEXTS.map(str),
    ("translations", "uk", "cost"): TEXTS.map(str),
}
REQUIRED: Final = {("description",)}
Records = dict[str, dict[tuple[str, ...], Value]]


@st.composite
def some_fields(draw: st.DrawFn) -> dict[tuple[str, ...], Value]:
    names = draw(st.lists(st.sampled_from(list(FIELDS)), unique=True))
    return {name: draw(FIELDS[name]) for name in names}


@st.composite
def bases(draw: st.DrawFn) -> Records:
    ids = draw(st.lists(st.sampled_from(IDS), min_size=1, unique=True))
    return {id_: {("description",): "Som før", **draw(some_fields())} for id_ in ids}


@st.composite
def edits(draw: st.DrawFn) -> dict[str, Fields]:
    """What some entries are to say; of what is no translation also that they say nothing."""
    wanted: dict[str, Fields] = {}
    for id_ in draw(st.lists(st.sampled_from(IDS), unique=True)):
        fields: dict[tuple[str, ...], Value | None] = {**draw(some_fields())}
        for name in draw(st.lists(st.sampled_from(list(FIELDS)), max_size=2, unique=True)):
            if len(name) == 1 and name not in REQUIRED:
                fields[name] = None
        wanted[f"service:{id_}"] = fields
    return wanted


def written(records: Records) -> str:
    """The file of such a base."""
    services: dict[str, dict[str, object]] = {}
    for id_, fields in records.items():
        service: dict[str, object] = {"name": id_.capitalize(), "contact_points": ["omstilling"]}
        for path, value in fields.items():
            place = service
            for step in path[:-1]:
                inner = place.setdefault(step, {})
                assert isinstance(inner, dict)
                place = inner
            place[path[-1]] = value
        services[id_] = service
    return yaml.safe_dump({"services": services}, allow_unicode=True)


def says(loaded: Loaded, ref: str, path: tuple[str, ...]) -> Value | None:
    """What an entry says in the layers laid together."""
    service = loaded.knowledge.services[ref.partition(":")[2]]
    if path[0] == "translations":
        translation = service.translations.get(path[1])
        return getattr(translation, path[2], "") or None
    said = getattr(service, path[0])
    return list(said) or None if isinstance(said, tuple) else said or None


CONTACT: Final = (
    "contact_points: {omstilling: {name: Omstillingen, description: Svarer., "
    "telephone: '+45 12 34 50 00'}}\n"
)


@example(
    before={"pas": {("description",): "Som før", ("cost",): "Gratis"}},
    after={"pas": {("description",): "Som nu", ("cost",): "ja"}},
    first={"service:pas": {("cost",): "450 kr.", ("translations", "uk", "cost"): "å"}},
    second={"service:pas": {("cost",): "Gratis", ("translations", "uk", "cost"): None}},
)
@settings(max_examples=300, deadline=None)
@given(before=bases(), after=bases(), first=edits(), second=edits())
def test_no_own_edit_is_lost_and_everything_else_is_taken_over(
    before: Records, after: Records, first: dict[str, Fields], second: dict[str, Fields]
) -> None:
    with tempfile.TemporaryDirectory() as root:
        base, own = Path(root) / "base", Path(root) / "own"
        write_folder(base, {"house": HOUSE, "contacts": CONTACT, "services": written(before)})
        write_folder(own, {"house": "# hus\nmunicipality:\n  base: ../base  # grundlaget\n"})
        held: dict[str, dict[tuple[str, ...], Value | None]] = {}
        for step in (first, second):
            known = {ref: fields for ref, fields in step.items() if ref[8:] in before}
            save_own(own_changes(load(own), known))
            for ref, fields in known.items():
                held.setdefault(ref, {}).update(fields)
        hold(load(own), before, held)
        write_folder(base, {"services": written(after)})
        moved = load(own)
        differing = {
            ref: {
                path: value for path, value in fields.items() if value != before[ref[8:]].get(path)
            }
            for ref, fields in held.items()
        }
        hold(moved, after, differing)
        hold_conflicts(moved, before, after, {ref for ref, own in differing.items() if own})


def hold(loaded: Loaded, base: Records, own: Mapping[str, Fields]) -> None:
    """Every entry of the base says what is one's own, and elsewhere what the base says."""
    for id_, fields in base.items():
        ref = f"service:{id_}"
        for path in FIELDS:
            wanted = own.get(ref, {}).get(path, fields.get(path))
            assert says(loaded, ref, path) == wanted, (ref, path)


def hold_conflicts(loaded: Loaded, before: Records, after: Records, own: set[str]) -> None:
    """What the base has changed under one's own text, or dropped, is named, and nothing else is."""
    problems = check(loaded, NOW)
    named = {each.details.get("ref") for each in problems if each.code == "base-changed"}
    both = {ref for ref in own if ref[8:] in after}
    assert named == {ref for ref in both if before[ref[8:]] != after[ref[8:]]}
    dropped = {each.details["ref"] for each in problems if each.code == "not-in-base"}
    assert dropped == own - both
