"""Fields written into knowledge files of any style: what is meant changes, and no other byte."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.errors import KnowledgeError
from floorwalker.knowledge.editing.record_edits import Entry, Fields, with_fields
from floorwalker.plain_yaml import Value, parse
from tests.knowledge.editing.yaml_files import YamlFile, changed, yaml_files
from tests.knowledge.whole import FILES

PAS: Entry = ("service", "pas")


def edited(before: str, fields: Fields, entry: Entry = PAS) -> str:
    """`before` without its margin, with the fields; the same again where they stand already."""
    before = textwrap.dedent(before)
    after = with_fields(before, {entry: fields})
    assert with_fields(after, {entry: fields}) == after
    return after


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("cost: 10 kr. # pris", "20 kr.", "cost: 20 kr. # pris"),
        ("cost: '10 kr.'", "20 kr.'s", "cost: '20 kr.''s'"),
        ('cost: "10 kr." # x', "20", 'cost: "20" # x'),
        ("cost: 10 kr.", "20 kr.: #", 'cost: "20 kr.: #"'),
        ("cost:   # hvad?", "20", "cost: 20   # hvad?"),
        ("cost: 10\n      kr. # x", "20", "cost: 20 # x"),
        ("cost: >- # x\n      10\n      kr.", "20 kr.", "cost: >- # x\n      20 kr."),
        ("cost: >\n      10\n      kr.", "20\n\n30", "cost: >-\n      20\n\n\n      30"),
        ("cost: |\n      10\n      kr.", "20\n30\n", "cost: |\n      20\n      30"),
        ("cost: |\n      10", " 20", 'cost: " 20"'),
        ("cost: |2\n      10", "20", 'cost: "20"'),
        ("cost: x", "20\n\n30", "cost: |-\n      20\n\n      30"),
        ("cost: x # y", ["a", "b"], "cost: [a, b] # y"),
        ("cost: [a, b] # y", "x", "cost: x # y"),
        ("cost: # y\n      - a\n      # c\n      - b", "x", "cost: x # y"),
        ("cost: # y\n      - a", {"b": "c"}, "cost: # y\n      b: c"),
        ("cost: [a] # y", [{"b": "c"}], "cost: [{b: c}] # y"),
        ("cost: x # y", [{"b": "c"}], "cost: # y\n      - b: c"),
    ],
)
def test_a_value_is_replaced_in_place(before: str, value: Value, after: str) -> None:
    text = "services:\n  pas:\n    name: Pas\n    {}\n    # neden\n    theme: T\n"
    assert edited(text.format(before), {("cost",): value}) == text.format(after)


@pytest.mark.parametrize(
    ("before", "items", "after"),
    [
        ("[a, 'b', c] # x", ["a", "b", "d"], "[a, 'b', d] # x"),
        ("[a, 'b', c]", ["a", "b"], "[a, 'b']"),
        ("[a, 'b', c]", ["b", "c"], "['b', c]"),
        ("[a, 'b', c]", ["c"], "[c]"),
        ("[ a, b, ]", ["a", "b", "c"], "[ a, b, c, ]"),
        ("[a]", ["0", "a"], "[0, a]"),
        ("[a, # om a\n      b, # om b\n      c]", ["a", "b"],
         "[a, # om a\n      b # om b\n      ]"),
        ("[a, # om a\n      b, c]", ["b", "c"], "[ # om a\n      b, c]"),
        ("[a]", [], "[]"),
        ("[]", ["a"], "[a]"),
        ("\n      - a # om a\n      # om b\n      - 'b'", ["a", "b", "c"],
         "\n      - a # om a\n      # om b\n      - 'b'\n      - c"),
        ("\n    - a\n    - b\n    - c", ["a", "c"], "\n    - a\n    - c"),
        ("\n      - a\n      - b\n      - c", ["c"], "\n      - c"),
        ("\n      - a\n      - b", ["0", "a", "b"], "\n      - 0\n      - a\n      - b"),
        ("\n      - a # om\n      - b", ["x", "b"], "\n      - x # om\n      - b"),
        ("\n      - a", [], " []"),
        ("\n      - number: 1 # et\n        name: x\n      - number: 2",
         [{"number": "1", "name": "y"}, {"number": "2", "hours": "z"}],
         "\n      - number: 1 # et\n        name: y\n      - number: 2\n        hours: z"),
        ("\n      - number: 1\n        name: x", [{"name": "x"}], "\n      - name: x"),
        ("\n      -\n        a", ["b"], "\n      -\n        b"),
    ],
)  # fmt: skip
def test_of_a_list_only_the_items_that_differ_change(
    before: str, items: list[Value], after: str
) -> None:
    text = "services:\n  pas:\n    name: Pas\n    keywords: {}\n\n    # neden\n    theme: T\n"
    text = text.replace(": {}", ":{}" if before.startswith("\n") else ": {}")
    expected = text.format(after) if after.startswith("\n") or "{}" in text else text
    if before.startswith("\n") and not after.startswith("\n"):
        expected = text.format(after)
    assert edited(text.format(before), {("keywords",): items}) == expected


def test_a_field_is_taken_out_with_its_own_lines_and_no_other() -> None:
    before = """\
    services:
      pas:
        # navnet
        name: Pas
        cost: >-
          20 kr.
        # temaet
        theme: T # x
        keywords:
          - a
    """
    after = edited(before, {("cost",): None, ("keywords",): None, ("theme",): None})
    assert after == "services:\n  pas:\n    # navnet\n    name: Pas\n    # temaet\n"


def test_the_last_field_taken_out_leaves_an_empty_record() -> None:
    before = "services:\n  pas: # x\n    name: Pas\n  kort: {name: K}\n"
    assert edited(before, {("name",): None}) == "services:\n  pas: {} # x\n  kort: {name: K}\n"


def test_a_translation_with_nothing_left_goes_too() -> None:
    before = "services:\n  pas:\n    name: Pas\n    translations:\n      uk:\n        name: П\n"
    assert edited(before, {("translations", "uk", "name"): None}) == (
        "services:\n  pas:\n    name: Pas\n"
    )


def test_a_translation_is_added_where_it_belongs() -> None:
    before = "services:\n  pas:\n    name: Pas\n    translations:\n      en:\n        name: P\n"
    after = edited(before, {("translations", "uk", "name"): "П", ("cost",): "0"})
    assert after == (
        "services:\n  pas:\n    name: Pas\n    cost: 0\n    translations:\n      en:\n"
        "        name: P\n      uk:\n        name: П\n"
    )


def test_a_record_that_is_not_there_is_added_with_its_fields_alone() -> None:
    before = (
        "services:\n  a:\n    name: A\n\n  b:\n    name: B\n    # om b\n\n# guides\nguides: {}\n"
    )
    after = edited(before, {("cost",): "0", ("based_on",): "1f"})
    added = "\n  pas:\n    cost: 0\n    based_on: 1f\n"
    assert after == before.replace("# om b\n", f"# om b\n{added}")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "services:\n  pas:\n    cost: 0\n"),
        ("# x\n", "# x\nservices:\n  pas:\n    cost: 0\n"),
        ("terms: {}\n", "terms: {}\n\nservices:\n  pas:\n    cost: 0\n"),
        ("terms: {}", "terms: {}\n\nservices:\n  pas:\n    cost: 0"),
        ("services: {} # x\n", "services: # x\n  pas:\n    cost: 0\n"),
        ("services:\n\nterms: {}\n", "services:\n  pas:\n    cost: 0\n\nterms: {}\n"),
        ("services:\n  pas:\n  b: {}\n", "services:\n  pas:\n    cost: 0\n  b: {}\n"),
        ("services:\n  pas: {}\n", "services:\n  pas:\n    cost: 0\n"),
        ("services: {b: {name: B}}\n", "services: {b: {name: B}, pas: {cost: 0}}\n"),
        ("{terms: {}}\n", "{terms: {}, services: {pas: {cost: 0}}}\n"),
    ],
)
def test_a_section_is_added_where_there_is_none(before: str, after: str) -> None:
    for newline in ("\n", "\r\n"):
        given_, expected = before.replace("\n", newline), after.replace("\n", newline)
        if newline in given_:
            assert with_fields(given_, {PAS: {("cost",): "0"}}) == expected
    assert with_fields(before, {PAS: {("cost",): "0"}}) == after


def test_the_municipality_and_rates_are_records_too() -> None:
    before = "municipality:\n  name: By\nrates:\n  pas:\n    name: Pas\n    values: {2026: 1 kr.}\n"
    edits: dict[Entry, Fields] = {
        ("municipality", ""): {("greeting",): "Hej", ("locations", "hus", "name"): "Huset"},
        ("rate", "pas"): {("values", "2027"): "2 kr."},
    }
    assert with_fields(before, edits) == (
        "municipality:\n  name: By\n  greeting: Hej\n  locations:\n    hus:\n      name: Huset\n"
        "rates:\n  pas:\n    name: Pas\n    values: {2026: 1 kr., 2027: 2 kr.}\n"
    )


def test_a_record_can_be_taken_out() -> None:
    before = "services:\n  a: {name: A}\n  # om pas\n  pas:\n    name: Pas\n  b: {name: B}\n"
    assert edited(before, {(): None}) == ("services:\n  a: {name: A}\n  # om pas\n  b: {name: B}\n")


def test_what_stands_there_already_is_left_as_it_is_written() -> None:
    for text in FILES.values():
        said = parse(text.encode()).value
        assert isinstance(said, dict)
        services = said.get("services", {})
        assert isinstance(services, dict)
        edits: dict[Entry, Fields] = {
            ("service", id_): {(key,): value for key, value in record.items()}
            for id_, record in services.items()
            if isinstance(record, dict)
        }
        assert with_fields(text, edits) == text


@pytest.mark.parametrize(
    "text",
    [
        "services:\n  pas:\n    name: Pas\n    theme: |+\n      to\n\n\n",
        "services:\n  pas: tekst\n",
        "services:\n  ? pas\n  : - a\n",
        "- services\n",
    ],
)
def test_what_cannot_be_written_safely_is_said_with_what_to_write(text: str) -> None:
    with pytest.raises(KnowledgeError, match="`cost` of `pas`") as caught:
        with_fields(text, {PAS: {("cost",): "20 kr.: #"}})
    assert 'cost: "20 kr.: #"' in caught.value.hint


def test_a_file_that_cannot_be_read_is_left_alone() -> None:
    with pytest.raises(KnowledgeError, match="line"):
        with_fields("services:\n  pas: [\n", {PAS: {("cost",): "0"}})


@given(yaml_files(), st.data())
def test_any_edit_of_any_file_changes_what_is_meant_and_no_other_byte(
    file: YamlFile, data: st.DataObject
) -> None:
    edits, expected, touched = data.draw(changed(file.value))
    before = file.text
    assert parse(before.encode()).value == file.value
    after = with_fields(before, edits)
    assert parse(after.encode()).value == expected
    assert not parse(after.encode()).flaws
    at = 0
    for chunk in file.chunks:
        if not any(map(chunk.is_touched, touched)):
            at = after.index(chunk.text, at) + len(chunk.text)
    if "\r\n" in before:
        assert "\n" not in after.replace("\r\n", "")
    else:
        assert "\r" not in after
