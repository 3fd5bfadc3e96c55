"""The JSON Schema: every field explained, content with whatever the loader is content with."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from floorwalker import i18n
from floorwalker.knowledge.loading.file_reader import read_file
from floorwalker.knowledge.schema.json_schema import SCHEMA_FILE, Schema, knowledge_schema

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


@pytest.fixture(scope="module")
def schema() -> Schema:
    return knowledge_schema()


def accepts(schema: Schema, text: str) -> bool:
    """Whether an editor would: YAML 1.2, in which a date is a text."""
    yaml = YAML(typ="safe", pure=True)
    yaml.constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)
    return bool(jsonschema.Draft202012Validator(schema).is_valid(yaml.load(text)))


def structs(schema: Schema) -> Iterator[tuple[str, dict[str, dict[str, object]]]]:
    definitions = msgspec.convert(schema["$defs"], dict[str, dict[str, object]])
    for name, definition in definitions.items():
        if "properties" in definition:
            yield name, msgspec.convert(definition["properties"], dict[str, dict[str, object]])


def test_the_schema_is_one(schema: Schema) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)


def test_the_shipped_file_is_the_schema_in_danish() -> None:
    i18n.use("da")
    shipped = (KNOWLEDGE / SCHEMA_FILE).read_bytes()
    assert msgspec.json.decode(shipped) == knowledge_schema()


def test_every_starter_file_names_the_schema_that_lies_beside_it() -> None:
    files = sorted(KNOWLEDGE.rglob("*.yaml"))
    assert files
    for path in files:
        first, _, _ = path.read_text(encoding="utf-8").partition("\n")
        named = first.removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / named).resolve() == (KNOWLEDGE / SCHEMA_FILE).resolve()


def test_the_starter_knowledge_is_accepted() -> None:
    command = ["check_jsonschema", "--schemafile", str(KNOWLEDGE / SCHEMA_FILE)]
    files = [str(path) for path in KNOWLEDGE.rglob("*.yaml")]
    done = subprocess.run(
        [sys.executable, "-m", *command, *files],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=180,
    )
    assert done.returncode == 0, done.stdout


def test_every_field_has_a_danish_description_and_examples_that_fit() -> None:
    english = dict(structs(knowledge_schema()))
    i18n.use("da")
    danish = knowledge_schema()
    validator = jsonschema.Draft202012Validator(danish)
    for name, fields in structs(danish):
        for field, about in fields.items():
            assert about["description"] != english[name][field]["description"]
            examples = msgspec.convert(about["examples"], list[object])
            assert len(examples) > 1, "an editor fills in a single example unasked"
            for example in examples:
                assert validator.evolve(schema={"$defs": danish["$defs"], **about}).is_valid(
                    example
                ), example


def test_only_what_a_field_may_hold_is_offered_as_its_value(schema: Schema) -> None:
    """Where `type` names null or boolean, editors offer null, true and false for every text."""
    for _name, fields in structs(schema):
        for about in fields.values():
            assert "type" not in about


SERVICE = "services:\n  x:\n    name: X\n    description: D\n    guides: [g]\n    {}\n"
CONTACT = "contact_points:\n  112:\n    name: X\n    description: D\n    {}\n"


@pytest.mark.parametrize(
    ("frame", "line"),
    [
        (SERVICE, "cost: 007"),
        (SERVICE, "cost: 10:00"),
        (SERVICE, "cost: 2026-10-01"),
        (SERVICE, "cost: 1.10"),
        (SERVICE, "cost: true"),
        (SERVICE, "cost:"),
        (SERVICE, "keywords: [112, 1.5, ja, no, 2026-10-01]"),
        (SERVICE, "assured_date: 2026-10-01"),
        (SERVICE, 'assured_date: "2026-10-01"'),
        (SERVICE, "kle: 23"),
        (SERVICE, "kle: 23.03"),
        (SERVICE, "kle: 01.02.03"),
        (SERVICE, "kle: '00.32'"),
        (SERVICE, 'response_days: "14"'),
        (SERVICE, "response_days: 014"),
        (SERVICE, 'urgent: "true"'),
        (SERVICE, "contact_points: [112, 4-5]"),
        (SERVICE, "translations: {}"),
        (SERVICE, "questions: []"),
        (CONTACT, "telephone: +45 12 34 56 78"),
        (CONTACT, "telephone: +4512345678"),
        (CONTACT, "telephone: +45112"),
        (CONTACT, "opening_hours: 24/7"),
        (CONTACT, "opening_hours: off"),
        (CONTACT, "languages: [da, no]"),
        (CONTACT, "fallback: 112"),
    ],
)
def test_what_the_loader_reads_as_text_is_not_red(schema: Schema, frame: str, line: str) -> None:
    text = frame.format(line)
    assert not read_file(text.encode()).faults
    assert accepts(schema, text)


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "services:\n", "terms: {}\n"])
def test_an_empty_file_and_an_empty_section_are_not_red(schema: Schema, text: str) -> None:
    assert not read_file(text.encode()).faults
    assert accepts(schema, text)


PLAIN = st.text("abcxyz019 -.:/æøåtrue+", min_size=1, max_size=12).map(str.strip).filter(bool)


@given(
    field=st.sampled_from(["cost", "theme", "alert", "kle", "source", "response_days", "urgent"]),
    value=PLAIN,
)
def test_no_plain_scalar_is_red_that_the_loader_accepts(field: str, value: str) -> None:
    text = SERVICE.format(f"{field}: {value}")
    if not read_file(text.encode()).faults:
        assert accepts(knowledge_schema(), text)
