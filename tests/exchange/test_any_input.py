"""Whatever a directory holds, the import answers: sound knowledge, or one sentence."""

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from floorwalker.errors import FloorwalkerError
from floorwalker.exchange.hsds_import import Known, import_services
from floorwalker.exchange.hsds_input import read_source
from floorwalker.exchange.hsds_kinds import KINDS
from floorwalker.exchange.omissions import lines
from floorwalker.exchange.yaml_writing import file_text
from floorwalker.knowledge.checking.personal_data import personal_data
from floorwalker.knowledge.loading.file_reader import read_file
from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.records import Municipality
from tests.exchange.round_trip import ALONE

Row = dict[str, object]
HOUSE = Known(
    municipality=Municipality(name="Ådal Kommune", main_contact="reception"),
    ids={"contact": {"reception"}, "service": {"x"}},
)
DIRECTORY = Path(__file__).parent.parent / "data" / "exchange" / "directory.json"
HSDS = os.environ.get("FLOORWALKER_HSDS", "")
IDS = st.sampled_from(["O", "1", "0b0c2f8e-6a3e-4d5c-8f5a-1d1f0f3a7a01", "x", ""]) | st.integers(
    0, 3
)
NASTY = st.sampled_from([
    "150385-1234", "\x1b[31mred\x1b[0m", "\u202eabc", "<p>a</p><script>x", "a\nb\r\nc", "\ud800",
    "  ", "NULL", "{}", "'", '"', "# x", ": y", "- z", "&lt;b&gt;", "\u0085\u2028", "\x00",
    "mailto:a@b.example", "tel:12345010", "12345010, 12345011", "www.x.example", "active",
    "Inactive", "MO,TU", "09:00", "2026-01-01", "fax", "da", "10", "dkk", "theme", "audience",
    "KLE", "\ufeff", "x" * 300,
])  # fmt: skip
SCALAR = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(10**20, 10**400)
    | st.floats(allow_nan=False, allow_infinity=False)
    | NASTY
    | st.text(max_size=12)
)
ANYTHING = st.recursive(
    SCALAR,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(max_size=5) | st.sampled_from(["id", "name", "number", "location", "service"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
MADE = [
    "service", "organization", "location", "service_at_location", "phone", "contact", "schedule",
    "attribute", "taxonomy_term", "cost_option", "language", "address",
]  # fmt: skip
DANGEROUS = ("150385", "\x1b", "\u202e", "\x00")
SHAPES = ["list", "single", "pages", "tables", "package", "lines"]


def objects(kind: str, depth: int) -> st.SearchStrategy[Row]:
    """Objects with fields of that kind, most of them of a wrong type."""
    fields: dict[str, st.SearchStrategy[object]] = {}
    for name in KINDS[kind].fields.split():
        child = KINDS[kind].children.get(name)
        if child is not None and depth:
            inner = objects(child.kind, depth - 1)
            fields[name] = st.lists(inner, max_size=2) | inner | ANYTHING
        elif name == "id" or name.endswith("_id"):
            fields[name] = IDS | ANYTHING
        else:
            fields[name] = NASTY | ANYTHING
    return st.fixed_dictionaries({}, optional=fields)


OBJECTS = {kind: objects(kind, 2) for kind in MADE}
DIRECTORIES = st.lists(
    st.sampled_from(MADE).flatmap(lambda kind: st.tuples(st.just(kind), OBJECTS[kind])), max_size=4
)


def written(folder: Path, items: list[tuple[str, Row]], shape: str) -> None:
    values = [item for _kind, item in items]
    tables = {
        KINDS[kind].tables.split()[0]: [item for other, item in items if other == kind]
        for kind, _item in items
    }
    shapes: dict[str, dict[str, object]] = {
        "list": {"x": values},
        "single": {f"x{number}": value for number, value in enumerate(values)},
        "pages": {"services": {"contents": values, "total_pages": 2, "page_number": 1}},
        "tables": {**tables},
        "package": {"x": {f"{name}.csv": rows for name, rows in tables.items()}},
        "lines": {},
    }
    for name, value in shapes[shape].items():
        (folder / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    if shape == "lines":
        (folder / "x.ndjson").write_text("\n".join(map(json.dumps, values)), encoding="utf-8")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(DIRECTORIES, st.sampled_from(SHAPES), st.booleans(), st.booleans())
def test_any_directory_becomes_sound_knowledge_or_one_sentence(
    items: list[tuple[str, Row]], shape: str, keep_ids: bool, is_alone: bool
) -> None:
    own: list[tuple[str, Row]] = [
        ("service", {"name": "Kaffe", "status": "active", "organization_id": "O"}),
        ("organization", {"id": "O", "name": "Ådal Kommune"}),
    ]
    with TemporaryDirectory() as name:
        written(Path(name), [*items, *own], shape)
        check_import(Path(name), ALONE if is_alone else HOUSE, keep_ids=keep_ids)


def check_import(source: Path, known: Known, *, keep_ids: bool) -> None:
    try:
        read = read_source(source)
        imported = import_services(read.services, known, keep_ids=keep_ids)
    except FloorwalkerError as error:
        said_instead = str(error)
    else:
        said_instead = ""
    assert said_instead.isprintable()
    if said_instead:
        return
    text = file_text(imported.content, "A test")
    said = lines((*read.omissions, *imported.omissions))
    for told in (text, *said):
        assert not [part for part in DANGEROUS if part in told]
    assert all(line.isprintable() for line in said)
    assert not [p for p in personal_data("all.yaml", text.encode()) if p.code == "personal-data"]
    content = read_file(text.encode("utf-8"))
    assert content.faults == ()
    assert list(content.services.values()) == list(imported.content.services)
    assert list(content.contact_points.values()) == list(imported.content.contact_points)
    if known is ALONE and imported.content.services:
        with TemporaryDirectory() as folder:
            Path(folder, "all.yaml").write_text(text, encoding="utf-8")
            assert load(Path(folder)).problems == ()


def mutated(value: object, draw: st.DrawFn) -> object:
    """The value with something in it replaced by anything else."""
    if isinstance(value, dict) and value and draw(st.integers(0, 9)):
        key = draw(st.sampled_from(sorted(value)))
        return {**value, key: mutated(value[key], draw)}
    if isinstance(value, list) and value and draw(st.integers(0, 9)):
        index = draw(st.integers(0, len(value) - 1))
        return [mutated(item, draw) if i == index else item for i, item in enumerate(value)]
    return draw(ANYTHING)


def examples() -> list[Path]:
    """A directory of ours, and the standard's own where they are at hand."""
    published = sorted(Path(HSDS, "examples").glob("*.json")) if HSDS else []
    return [DIRECTORY, *published]


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_a_sound_directory_with_something_wrong_in_it_breaks_nothing(
    path: Path, data: st.DataObject
) -> None:
    value = json.loads(path.read_text(encoding="utf-8"))

    @st.composite
    def changed(draw: st.DrawFn) -> object:
        return mutated(value, draw)

    with TemporaryDirectory() as name:
        source = Path(name, "x.json")
        source.write_text(json.dumps(data.draw(changed())), encoding="utf-8")
        check_import(source, HOUSE, keep_ids=data.draw(st.booleans()))
