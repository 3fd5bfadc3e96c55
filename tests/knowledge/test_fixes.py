"""`check --fix`: what is mended, what is left alone, and that nothing else changes."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from floorwalker import i18n
from floorwalker.knowledge.editing.fixes import fix
from floorwalker.knowledge.loading.file_reader import read_file
from floorwalker.knowledge.model.records import ContactPoint
from floorwalker.plain_yaml import parse
from tests.knowledge.whole import FILES

HOSTS = frozenset({"eksempel.dk"})


def fixed(text: str) -> tuple[str, list[tuple[str, str]]]:
    mended, done = fix(text, HOSTS)
    return mended, [(f"{f.line}:{f.column}", f.code) for f in done]


FLOW = "services:\n  x:\n    name: Pas  # navnet\n    keywords: {}\n    cost: 1\n"
BLOCK = "services:\n  x:\n    name: Pas\n    keywords:\n{}    cost: 1\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[pas, rejsepas]", "[rejsepas]"),
        ("[rejsepas, PAS]", "[rejsepas]"),
        ("[a, pas, b]", "[a, b]"),
        ("[pas]", "[]"),
        ("[a, b, A]", "[a, b]"),
        ('["a", a, "pas", b]', '["a", b]'),
        ("[a,\n      pas,\n      b]", "[a,\n      b]"),
        ("[a, a, a, pas, pas]", "[a]"),
    ],
)
def test_superfluous_keywords_leave_a_list_in_brackets(before: str, after: str) -> None:
    assert fixed(FLOW.format(before))[0] == FLOW.format(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("    - a\n    - pas\n", "    - a\n"),
        ("      - pas\n      - a # godt\n", "      - a # godt\n"),
        (
            "      - a\n\n      # om b\n      - b\n      - A\n",
            "      - a\n\n      # om b\n      - b\n",
        ),
    ],
)
def test_superfluous_keywords_leave_a_list_of_lines(before: str, after: str) -> None:
    assert fixed(BLOCK.format(before))[0] == BLOCK.format(after)


def test_a_list_whose_only_line_goes_goes_with_it() -> None:
    text = BLOCK.format("      - pas\n")
    assert fixed(text)[0] == text.replace("    keywords:\n      - pas\n", "")


def test_an_item_with_a_comment_is_left_alone() -> None:
    text = BLOCK.format("      - pas # det siger de alle\n      - a\n")
    assert fixed(text) == (text, [])


def test_tabs_become_spaces_where_only_one_reading_is_possible() -> None:
    text = "terms:\n\tx:\n\t\tname: X\n\t\texplanation: E # tab\there\n"
    mended, done = fixed(text)
    assert mended == "terms:\n  x:\n    name: X\n    explanation: E # tab\there\n"
    assert done == [("2:1", "tab"), ("3:1", "tab"), ("4:1", "tab")]


def test_tabs_that_can_be_read_in_two_ways_stay() -> None:
    text = (
        "terms:\n  x:\n    name: X\n    explanation: E\n    translations:\n      en: {}\n\tde: {}\n"
    )
    assert fixed(text) == (text, [])


def test_spaces_at_the_end_of_lines_go_but_not_inside_a_text() -> None:
    text = "terms:  \n  x: \t\n    name: X  # o  \n    explanation: |\n      to  \n      tre\n  \n"
    mended, done = fixed(text)
    assert (
        mended == "terms:\n  x:\n    name: X  # o\n    explanation: |\n      to  \n      tre\n  \n"
    )
    assert done == [
        ("1:7", "trailing-space"),
        ("2:5", "trailing-space"),
        ("3:17", "trailing-space"),
    ]


def test_decomposed_letters_are_composed_in_texts_and_not_in_comments() -> None:
    text = "terms: # A\u030a\n  x:\n    name: A\u030ah\n    explanation: E # A\u030a\n"
    assert fixed(text) == (text.replace("A\u030ah", "\u00c5h"), [("3:11", "decomposed")])


def test_https_is_written_only_for_a_host_that_is_known_to_have_it() -> None:
    text = "guides:\n  x:\n    url: {}\n    source: http://eksempel.dk\n"
    known, unknown = "http://eksempel.dk/a?b=http://c", '"http://ukendt.dk"'
    assert fixed(text.format(known))[0] == text.format(known.replace("http", "https", 1))
    assert fixed(text.format(unknown)) == (text.format(unknown), [])


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_line_ends_stay(newline: str) -> None:
    text = FLOW.format("[pas, a]").replace("\n", newline)
    assert fixed(text)[0] == FLOW.format("[a]").replace("\n", newline)


def test_facts_are_never_touched() -> None:
    for text in FILES.values():
        assert fixed(text) == (text, [])


def test_every_fix_says_what_it_did() -> None:
    i18n.use("da")
    text = FLOW.format("[pas, a\u030a, a\u030a]") + "  \nguides: {x: {url: http://eksempel.dk}}  \n"
    _text, done = fix(text, HOSTS)
    assert {f.code for f in done} == {
        "keyword-is-name", "duplicate-keyword", "decomposed", "trailing-space", "bad-url"
    }  # fmt: skip
    assert all(f.message.endswith(".") and "{" not in f.message for f in done)


PIECES = (
    *(" ", "  ", "\t", "\n", "\r\n", ",", "# ", " #", "- ", "[", "]", "pas", "rejsepas", "a\u030a"),
    *("'", '"', "|\n", ">\n", ": ", "http://eksempel.dk", "keywords", "\u2028"),
)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=300)
@given(data=st.data())
def test_mending_changes_no_more_than_it_says(data: st.DataObject) -> None:
    """Whatever the file: mended once is mended for good, and no problem is new."""
    text = FILES[data.draw(st.sampled_from(sorted(FILES)))]
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.sampled_from(PIECES)) + text[at:]
    mended, done = fix(text, HOSTS)
    assert (mended == text) == (not done)
    assert fix(mended, HOSTS) == (mended, [])
    before, after = read_file(text.encode()), read_file(mended.encode())
    assert len(after.faults) <= len(before.faults)
    assert text.count("#") == mended.count("#")
    if parse(text.encode()).value is not None:
        assert {r.ref for r in before.records()} <= {r.ref for r in after.records()}


@pytest.mark.parametrize("hidden", ["\u200b", "\u00ad", "\ufeff", "\u202e", "\u2060"])
def test_characters_that_nobody_sees_are_taken_out_of_texts(hidden: str) -> None:
    text = FLOW.format(f"[a{hidden}b]  # en{hidden} note")
    mended, done = fixed(text)
    assert mended == FLOW.format(f"[ab]  # en{hidden} note")
    assert done == [("4:17", "invisible-character")]
    assert fixed(mended) == (mended, [])


def test_joiners_that_a_script_needs_stay() -> None:
    text = FLOW.format("[می\u200cخواهم, \u200fعربي]")
    assert fixed(text) == (text, [])


def test_what_shows_only_without_the_tabs_is_mended_in_the_same_run() -> None:
    text = "terms:\n\tx: {name: X, explanation: E}\n\t"
    mended, done = fixed(text)
    assert mended == "terms:\n  x: {name: X, explanation: E}\n"
    assert [code for _place, code in done] == ["tab", "tab", "trailing-space"]
    assert fixed(mended) == (mended, [])


def test_numbers_hours_and_authorities_to_come_are_mended_too() -> None:
    text = """contact_points:
  pol:
    name: Politiet
    phones:
      - number: "114" # akut
        hours: Mo-Fr 9.00-15.00 # tider
      - {number: "1813", hours: efter aftale}
services:
  a:
    changes:
      - {from: 2027-01-01, set: {competent_authority: Politiet}} # fra nytår
    translations: {en: {competent_authority: Politiet}}
"""
    police = ContactPoint(id="pol", name="Politiet", description="D", telephone="114")
    mended, done = fix(text, frozenset(), {"pol": police})
    assert mended == text.replace("9.00-15.00", "09:00-15:00").replace(
        "set: {competent_authority: Politiet}", "set: {competent_authority: pol}"
    )
    assert [each.code for each in done] == ["bad-hours", "authority-text"]
    assert fix(mended, frozenset(), {"pol": police}) == (mended, [])


def test_no_fix_says_that_a_translation_is_of_another_text() -> None:
    text = "terms:\n  x:\n    name: Pas \n    translations: {en: {name: Pass, of: abcdefghijkl}}\n"
    mended, done = fixed(text)
    assert done
    assert "of: abcdefghijkl" in mended
