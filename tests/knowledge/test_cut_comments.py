"""A text that ` #` cuts short is named at its place; comments are left alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker import paths
from floorwalker.cli.knowledge import lexicon_problems
from floorwalker.knowledge.checking.checker import cut_short
from floorwalker.plain_yaml import parse
from tests.knowledge.base import sound


def places(text: str) -> list[tuple[int, int]]:
    return [(found.line, found.column) for found in cut_short("x.yaml", text.encode())]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("directions: 2. sal, lokale #12, til venstre\n", (1, 28)),
        ("name: Pas #akut\n", (1, 11)),
        ("a: lokale  #12\n", (1, 12)),
        ("a: lokale\t#12\n", (1, 11)),
        ("alert: #12 er lukket\n", (1, 8)),
        ("a:\n  - Foto\n  - lokale #3\n", (3, 12)),
        ("a:\n  - #3\n", (2, 5)),
        ("a: [et, to #2\n  ]\n", (1, 12)),
        ("a: [et, #to\n  tre]\n", (1, 9)),
        ("a: en tekst\n  over to #2\nb: c\n", (2, 11)),
        ("a: b\r\nc: lokale #2\r\n", (2, 11)),
        ("åæø: øl #1\n", (1, 9)),
        ("\ufeffa: lokale #1\n", (1, 11)),
    ],
)
def test_what_may_be_the_rest_of_a_text_is_named(text: str, place: tuple[int, int]) -> None:
    assert places(text) == [place]


@pytest.mark.parametrize(
    "text",
    [
        "name: Pas  # til redaktionen\n",
        "name: Pas # til redaktionen\n",
        "name: Pas  #note\n",
        "name: Pas ## note\n",
        "# hele linjen #1\nname: Pas\n",
        '"a": "lokale #12"\n',
        "a: 'lokale #12'\n",
        'a: "lokale" #12\n',
        "a: |\n  lokale #12\n  rum #3\n",
        "a: >-\n  lokale #12\n",
        "a: | #note\n  tekst\n",
        "a: [b, c] #note\n",
        "services: #vores\n  pas: {name: Pas}\n",
        "a: C#\n",
        "a: https://eksempel.dk/#top\n",
        "a: b#c\n",
    ],
)
def test_comments_and_quoted_texts_are_left_alone(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: [b, lokale #2, c]\n", (1, 15)),
        ("a: {b: lokale #2}\n", (1, 15)),
        ("a: lokale #1 i\n  stuen\nb: c\n", (1, 11)),
        ("a: en\n  to #2\n  tre\nb: c\n", (2, 6)),
    ],
)
def test_a_file_that_cannot_be_read_for_it_says_so_there(text: str, place: tuple[int, int]) -> None:
    [flaw] = parse(text.encode()).flaws
    assert (flaw.code, flaw.line, flaw.column) == ("cut-text", *place)


@given(
    st.text("ab ,.-", min_size=1).map(str.strip).filter(lambda text: text[:1] in tuple("ab")),
    st.text("xyz0189", min_size=1, max_size=5),
)
def test_no_cut_goes_unnoticed_where_a_sign_follows_one_space(before: str, after: str) -> None:
    text = f"a: {before} #{after}\n"
    assert parse(text.encode()).value == {"a": before}
    assert places(text) == [(1, text.index("#") + 1)]


def test_the_starter_knowledge_has_none() -> None:
    starter = paths.starter_knowledge_dir()
    assert [p for path in starter.rglob("*.yaml") for p in cut_short("", path.read_bytes())] == []


def test_the_lexicon_is_looked_at_too(tmp_path: Path) -> None:
    folder = sound(tmp_path)
    lexicon = "lexicon:\n  krykker: [hjælpemidler, #rollator\n    stok]\n"
    (folder / "lexicon.yaml").write_text(lexicon, encoding="utf-8")
    [problem] = lexicon_problems(folder)
    assert (problem.where, problem.code) == ("lexicon.yaml:2:27", "cut-comment")
    assert problem.severity == "warning"
