"""Folding, stems and roots: what is one word although it is written in several ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.search.text import Stems, fold, joined_words, root, words


@pytest.mark.parametrize(
    "written", ["Kørekort", "KØREKORT", "koerekort", "korekort", "körekort", "ko\u0308rekort"]
)
def test_every_way_to_write_a_word_folds_to_one(written: str) -> None:
    assert fold(written) == "korekort"


@pytest.mark.parametrize(
    ("one", "other"),
    [("værgemål", "vaergemaal"), ("værgemål", "vargemal"), ("Ærø", "aeroe"), ("café", "cafe")],
)
def test_digraphs_and_plain_letters_stand_for_the_danish_ones(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcdeorstæøåÆØÅ -"))
def test_no_danish_letter_is_left(text: str) -> None:
    assert fold(text).isascii()


@given(st.text(alphabet="abcdeorstæøå"))
def test_capitals_fold_as_small_letters(text: str) -> None:
    assert fold(text.upper()) == fold(text)


@given(st.text())
def test_words_hold_neither_spaces_nor_control_characters(text: str) -> None:
    for word in words(text):
        assert word.isalnum()


def test_a_hyphenated_word_is_also_one_word() -> None:
    assert words("Billed-ID til e-Boks") == ["billed", "id", "til", "e", "boks"]
    assert joined_words("Billed-ID til e-Boks") == ["billedid", "eboks"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("børnehaverne", "børnehave"),
        ("kørekortene", "kørekort"),
        ("hjælpemidler", "hjælpemiddel"),
        ("cykler", "cykel"),
        ("tænder", "tand"),
        ("børn", "barn"),
        ("stjålet", "stjæler"),
    ],
)
def test_inflections_share_a_stem(one: str, other: str) -> None:
    stems = Stems()
    assert stems.danish(one) == stems.danish(other)


@pytest.mark.parametrize(
    ("noun", "verb"), [("flytning", "flytte"), ("ansøgning", "ansøge"), ("fornyelse", "forny")]
)
def test_a_noun_and_the_verb_it_is_made_of_share_a_root(noun: str, verb: str) -> None:
    stems = Stems()
    assert root(stems.danish(noun)) == root(stems.danish(verb))
