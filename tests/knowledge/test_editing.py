"""Writing into knowledge files: what is meant changes, and no other byte."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import floorwalker
from floorwalker import paths
from floorwalker.errors import KnowledgeError
from floorwalker.files import FileError
from floorwalker.knowledge.editing.own_copy import require_own
from floorwalker.knowledge.editing.record_edits import with_fields
from floorwalker.knowledge.editing.templates import with_new_record
from floorwalker.knowledge.loading.file_reader import read_file
from floorwalker.knowledge.model.contents import SECTION_OF, SECTIONS
from floorwalker.knowledge.model.fields import Kind
from floorwalker.knowledge.model.shapes import struct_info
from floorwalker.plain_yaml import Value, parse
from floorwalker.plain_yaml.editing import Text, save
from tests.knowledge.whole import CONTACTS, FILES, SERVICES

TODAY = date(2026, 11, 22)
KINDS: tuple[Kind, ...] = get_args(Kind)


def assured(text: str, entries: Sequence[tuple[Kind, str]], day: date, assurer: str = "") -> str:
    """`text` in which the entries say when they were checked, and by whom."""
    checked: dict[tuple[str, ...], Value | None] = {("assured_date",): day.isoformat()}
    if assurer:
        checked["assurer",] = assurer
    return with_fields(text, dict.fromkeys(entries, checked))


def test_a_date_is_replaced_in_place() -> None:
    after = assured(SERVICES, [("service", "pas")], TODAY)
    line = "    assured_date: 2026-10-01\n    assurer"
    assert after == SERVICES.replace(line, line.replace("2026-10-01", "2026-11-22"))


def test_the_role_is_replaced_too_where_it_is_named() -> None:
    after = assured(CONTACTS, [("contact", "borgerservice")], TODAY, "Leder: vagten")
    expected = CONTACTS.replace(
        "    assured_date: 2026-11-01\n    assurer: Leder af Borgerservice",
        '    assured_date: 2026-11-22\n    assurer: "Leder: vagten"',
    )
    assert after == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "services:\n  a:\n    name: A # x\n\n  b: {}\n",
            "services:\n  a:\n    name: A # x\n    assured_date: 2026-11-22\n\n  b: {}\n",
        ),
        (
            "services:\n  a:\n    name: A\n    translations: {en: {name: B}}\n",
            "services:\n  a:\n    name: A\n    assured_date: 2026-11-22\n"
            "    translations: {en: {name: B}}\n",
        ),
        (
            "services:\n  a:\n    assured_date:   # hvornår?\n    name: A\n",
            "services:\n  a:\n    assured_date: 2026-11-22   # hvornår?\n    name: A\n",
        ),
        (
            "services: {a: {name: A, description: D }}\n",
            "services: {a: {name: A, description: D, assured_date: 2026-11-22 }}\n",
        ),
        (
            "services:\r\n  a:\r\n    assured_date: '2025-01-01' # æ\r\n    name: A\r\n",
            "services:\r\n  a:\r\n    assured_date: '2026-11-22' # æ\r\n    name: A\r\n",
        ),
        (
            "services:\n  a:\n    description: |\n      to\n      linjer\n\n# slut\nterms: {}",
            "services:\n  a:\n    description: |\n      to\n      linjer\n"
            "    assured_date: 2026-11-22\n\n# slut\nterms: {}",
        ),
        (
            "services:\n  a:\n    name: A",
            "services:\n  a:\n    name: A\n    assured_date: 2026-11-22",
        ),
    ],
)  # fmt: skip
def test_a_record_is_vouched_for_however_it_is_written(before: str, after: str) -> None:
    assert assured(before, [("service", "a")], TODAY) == after


def test_several_records_of_a_file_are_vouched_for_at_once() -> None:
    text = "services:\n  a:\n    name: A\n  b: {name: B, assurer: X}\nguides:\n  c:\n    name: C\n"
    after = assured(text, [("service", "a"), ("guide", "c"), ("service", "b")], TODAY, "Vagten")
    assert after == (
        "services:\n  a:\n    name: A\n    assured_date: 2026-11-22\n    assurer: Vagten\n"
        "  b: {name: B, assurer: Vagten, assured_date: 2026-11-22}\n"
        "guides:\n  c:\n    name: C\n    assured_date: 2026-11-22\n    assurer: Vagten\n"
    )


def test_the_one_of_several_that_cannot_be_written_is_named() -> None:
    text = "services:\n  b: {name: B}\n  a:\n    name: A\n    description: |+\n      to\n\n\n\n"
    with pytest.raises(KnowledgeError, match="`a`"):
        assured(text, [("service", "b"), ("service", "a")], TODAY)


def test_what_cannot_be_written_safely_is_left_to_the_editor() -> None:
    text = "services:\n  a:\n    name: A\n    description: |+\n      to\n\n\n\n"
    with pytest.raises(KnowledgeError) as caught:
        assured(text, [("service", "a")], TODAY)
    assert "assured_date: 2026-11-22" in caught.value.hint


@given(st.text(min_size=1, max_size=30))
def test_any_role_is_read_back_as_it_was_given(role: str) -> None:
    printable = "".join(c for c in role if c.isprintable()).strip() or "x"
    role = unicodedata.normalize("NFC", printable)
    expected = {"services": {"a": {"name": "A", "assured_date": "2026-11-22", "assurer": role}}}
    for text in ("services:\n  a:\n    name: A\n", "services: {a: {name: A}}\n"):
        after = assured(text, [("service", "a")], TODAY, role)
        assert parse(after.encode()).value == expected


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_record_holds_every_field_explained_and_empty(kind: Kind) -> None:
    section = SECTION_OF[kind]
    new = with_new_record("", kind, "ny")
    value = parse(new.text.encode()).value
    assert isinstance(value, dict)
    records = value[section]
    assert isinstance(records, dict)
    names = {f.encode_name for f in struct_info(SECTIONS[section]).fields} - {"id"}
    assert set(records["ny"]) == names
    lines = new.text.splitlines()
    assert lines[0] == "# yaml-language-server: $schema=knowledge.schema.json"
    assert lines[new.line - 1] == "  ny:"
    for number, line in enumerate(lines):
        assert len(line) <= 100
        if line.startswith("    ") and not line.lstrip().startswith("#"):
            assert lines[number - 1].lstrip().startswith("#")


def test_a_new_record_waits_for_its_required_fields_and_for_nothing_else() -> None:
    text = with_new_record("", "guide", "ny").text
    assert {fault.code for fault in read_file(text.encode()).faults} == {"empty-field"}
    for field, value in (("name", "A"), ("description", "D"), ("url", "https://a.dk")):
        text = text.replace(f"\n    {field}:\n", f"\n    {field}: {value}\n")
    text = text.replace("    steps: []\n", "    steps: [En]\n")
    assert read_file(text.encode()).faults == ()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_new_record_leaves_every_other_byte_as_it_was(kind: Kind, newline: str) -> None:
    apart = ("lexicon.yaml", "more.yaml")  # whose sections the other files have
    files = [text.replace("\n", newline) for name, text in FILES.items() if name not in apart]
    every = newline.join(["# top", *files, "# bund"])
    new = with_new_record(every, kind, "ny")
    at = new.text.splitlines(keepends=True)
    assert at[new.line - 1] == f"  ny:{newline}"
    added = len(at) - len(every.splitlines())
    start = new.line - 1
    while "".join(at[:start] + at[start + added :]) != every:
        start -= 1
        assert new.line - 1 - start <= 2
    assert not new.text.replace("\r\n", "").count("\r")


def test_a_new_record_takes_the_indentation_of_its_section() -> None:
    text = "terms:\n    a:\n        name: A\n\n\n# noget andet\nnotices: {}\n"
    new = with_new_record(text, "term", "ny")
    assert new.text.startswith("terms:\n    a:\n        name: A\n\n    ny:\n")
    assert new.text.endswith("\n\n\n# noget andet\nnotices: {}\n")
    assert new.text.splitlines()[new.line - 1] == "    ny:"


@pytest.mark.parametrize("text", ["terms: {a: {name: A}}\n", "- terms\n"])
def test_a_file_that_cannot_be_added_to_is_refused(text: str) -> None:
    with pytest.raises(KnowledgeError):
        with_new_record(text, "term", "ny")


def test_a_record_is_never_written_twice() -> None:
    with pytest.raises(KnowledgeError, match="term:fuldmagt"):
        with_new_record(FILES["terms.yaml"], "term", "fuldmagt")


def test_a_byte_order_mark_stays() -> None:
    data = "\ufeffterms: {}\n".encode()
    text = Text.of(data)
    assert text.text == "terms: {}\n"
    assert text.bytes_of(text.text) == data


def test_saving_keeps_the_rights_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"before")
    path.chmod(0o640)
    rights = path.stat().st_mode
    save(path, b"before", b"after")
    assert path.read_bytes() == b"after"
    assert path.stat().st_mode == rights
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["x.yaml"]


def test_a_file_that_somebody_else_has_changed_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"changed")
    with pytest.raises(FileError, match="somebody else"):
        save(path, b"before", b"after")
    assert path.read_bytes() == b"changed"


def test_a_file_that_has_appeared_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"new")
    with pytest.raises(FileError, match="somebody else"):
        save(path, b"", b"after")


def test_what_the_next_installation_overwrites_is_not_written(tmp_path: Path) -> None:
    require_own(tmp_path, named=False)
    require_own(paths.starter_knowledge_dir(), named=True)
    with pytest.raises(KnowledgeError):
        require_own(paths.starter_knowledge_dir(), named=False)
    with pytest.raises(KnowledgeError) as caught:
        require_own(Path(floorwalker.__file__).parent / "starter", named=True)
    assert "floorwalker init" in caught.value.hint
